//! Samples of the pages on the way to a signature.

use domain::consent::Purpose;
use domain::listing::Listing;
use domain::signer::Class;

use super::revisions::{signed_text, superseded_text};
use super::{LONG_NAME, SLUG, TOKEN, body, day, form, layout, paused, privacy};
use crate::page::Samples;
use crate::page::check_mail::{CheckMail, CodeProblem};
use crate::page::confirm::Confirm;
use crate::page::receipt::Receipt;
use crate::page::sign::{Entered, Field, Mistake, Problem, SignForm, SignPage, Trouble};
use crate::words::Words;

/// A form in which everything is wrong that can be.
fn wrong() -> SignForm {
    let problems = [
        (Field::Class, Problem::NotChosen),
        (
            Field::Name,
            Problem::TooLong {
                length: 1_240,
                limit: 100,
            },
        ),
        (
            Field::Name,
            Problem::Character {
                code: "U+202E".to_owned(),
                position: 4,
            },
        ),
        (Field::Name, Problem::Marks),
        (Field::Email, Problem::Address),
        (Field::Email, Problem::Unreachable),
        (Field::Contact, Problem::Missing),
        (Field::Place, Problem::Link),
        (
            Field::Descriptor,
            Problem::TooLong {
                length: 300,
                limit: 200,
            },
        ),
        (Field::Authority, Problem::NotChosen),
        (Field::Listing, Problem::NotChosen),
        (
            Field::Comment,
            Problem::TooLong {
                length: 1_001,
                limit: 1_000,
            },
        ),
        (Field::Comment, Problem::Link),
        (Field::Consent, Problem::NotChosen),
    ];
    SignForm {
        entered: Entered {
            class: Class::Organisation,
            name: LONG_NAME.to_owned(),
            email: "\"quoted\"@b@c <script>".to_owned(),
            place: "https://a.example/\" onfocus=\"x".to_owned(),
            descriptor: "شاعر".to_owned(),
            comment: "\n</textarea><script>alert(1)</script>".to_owned(),
            contact: String::new(),
            authority: true,
            listing: Listing::Named,
            consents: vec![Purpose::Infomail],
        },
        risk_note: Some("In our country, names on lists have cost people their work.".to_owned()),
        mistakes: problems
            .map(|(field, problem)| Mistake { field, problem })
            .into(),
        ..form("ar")
    }
}

impl Samples for SignPage {
    fn samples(words: &'static Words) -> Vec<Self> {
        let page = layout(words).failed();
        let missing = [
            (Field::Name, Problem::Missing),
            (Field::Email, Problem::Missing),
        ];
        let empty = SignForm {
            offered: Vec::new(),
            mistakes: missing
                .map(|(field, problem)| Mistake { field, problem })
                .into(),
            ..form("en")
        };
        let one = SignForm {
            mistakes: vec![Mistake {
                field: Field::Consent,
                problem: Problem::NotChosen,
            }],
            ..form("en")
        };
        let sample = |form: SignForm, trouble| Self {
            page: page.clone(),
            title: body(&form.language).title,
            form,
            trouble,
            paused: None,
        };
        let troubles = [Trouble::Stale, Trouble::Revised, Trouble::Unavailable];
        let mut samples = vec![
            sample(empty, None),
            sample(one, None),
            sample(wrong(), None),
        ];
        samples.extend(troubles.map(|trouble| sample(form("en"), Some(trouble))));
        samples.extend(paused().map(|paused| Self {
            paused: Some(paused),
            ..sample(form("en"), Some(Trouble::Paused))
        }));
        samples
    }
}

impl Samples for CheckMail {
    fn samples(words: &'static Words) -> Vec<Self> {
        let usual = Self {
            page: layout(words),
            title: body("en").title,
            address: "ada@analytical.example".to_owned(),
            valid_days: 7,
            deleted_on: day(),
            tab: TOKEN.to_owned(),
            problem: None,
            form: Some(form("en")),
            text: signed_text("en"),
        };
        let with = |problem| Self {
            page: layout(words).failed(),
            problem: Some(problem),
            form: None,
            ..usual.clone()
        };
        let long = Self {
            address: format!("{}@{}.example", "a".repeat(64), "b".repeat(60)),
            title: body("ar").title,
            text: signed_text("ar"),
            valid_days: 1,
            ..usual.clone()
        };
        let problems = [
            CodeProblem::Wrong { left: 1 },
            CodeProblem::Wrong { left: 4 },
            CodeProblem::UsedUp,
            CodeProblem::Busy,
            CodeProblem::Paused,
        ];
        let mut samples = vec![usual.clone(), long];
        samples.extend(problems.map(with));
        samples.push(Self {
            text: superseded_text("en"),
            ..with(CodeProblem::Newer)
        });
        samples
    }
}

impl Samples for Confirm {
    fn samples(words: &'static Words) -> Vec<Self> {
        let usual = Self {
            page: layout(words),
            title: body("en").title,
            text: signed_text("en"),
            class: Class::Person,
            name: "Ada Lovelace".to_owned(),
            initials: "A. L.".to_owned(),
            descriptor: Some("mathematician".to_owned()),
            place: Some("London".to_owned()),
            contact: None,
            comment: Some("For the river, and for those who drink from it.".to_owned()),
            listing: Listing::Named,
            consents: vec![Purpose::Count, Purpose::Handover],
            parties: privacy().parties,
            risk_note: None,
            token: TOKEN.to_owned(),
            deleted_on: day(),
            busy: false,
            paused: None,
        };
        let counted = Self {
            listing: Listing::Counted,
            consents: vec![Purpose::Count],
            ..usual.clone()
        };
        let extreme = Self {
            name: LONG_NAME.to_owned(),
            title: body("ar").title,
            text: superseded_text("ar"),
            class: Class::Organisation,
            contact: Some(LONG_NAME.to_owned()),
            consents: Purpose::ALL.to_vec(),
            busy: true,
            ..usual.clone()
        };
        let warned = Self {
            name: "شیرین مرادی".to_owned(),
            initials: "ش. م.".to_owned(),
            risk_note: Some("Think twice.".to_owned()),
            ..usual.clone()
        };
        let [_, paused] = paused();
        let resting = Self {
            paused: Some(paused),
            ..usual.clone()
        };
        vec![counted, usual, extreme, warned, resting]
    }
}

impl Samples for Receipt {
    fn samples(words: &'static Words) -> Vec<Self> {
        let usual = Self {
            page: layout(words),
            title: body("en").title,
            slug: SLUG.to_owned(),
            language: "en".to_owned(),
            text: signed_text("en"),
            listing: Listing::Named,
            shown_as: Some("Ada Lovelace".to_owned()),
            index: 12_559,
            count: 12_541,
            token: TOKEN.to_owned(),
        };
        let first = Self {
            listing: Listing::Counted,
            shown_as: None,
            index: 1,
            count: 1,
            ..usual.clone()
        };
        let arabic = Self {
            listing: Listing::Initials,
            shown_as: Some("ش. م.".to_owned()),
            title: body("ar").title,
            language: "ar".to_owned(),
            text: superseded_text("ar"),
            ..usual.clone()
        };
        vec![first, usual, arabic]
    }
}
