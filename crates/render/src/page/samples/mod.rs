//! Made-up content: one declaration about a river, in few words and in many, and one that runs from right to left.

mod after;
mod figures;
mod infomail;
mod preview;
mod raisings;
mod reading;
mod reports;
mod revisions;
mod signing;

use domain::consent::Purpose;
use domain::figure::{Bounds, Qualifier};
use domain::signer::Class;
use jiff::Timestamp;
use jiff::civil::{Date, date};

pub use preview::{Preview, previews};

pub(super) use figures::figures;

use super::declaration::{BehindParagraph, FirstPublished, Origin, Party, Rendering, Wording};
use super::pause::Paused;
use super::sign::{Entered, Privacy, SignForm};
use super::signatories::{Counts, Row};
use crate::consent::Parties;
use crate::figure;
use crate::layout::{Alternate, Layout, Site};
use crate::spoken::Spoken;
use crate::text::{Body, FigureWords, to_html};
use crate::urls;
use crate::words::Words;

pub(super) const SLUG: &str = "clean-rivers";
pub(super) const TOKEN: &str = "Zm9yIHRlc3RzIG9ubHkhIQ";
pub(super) const DIGEST: &str = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
pub(super) const OTHER_DIGEST: &str =
    "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9";
pub(super) const LONG_NAME: &str =
    "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh of the Upper and the Lower Meadow";

const ENGLISH: &str = "# Give our river back to us

We live along the Lorne, and we have watched it die. {figure:fish} fish lay on its banks in the first week of May; \
*nobody* has been held to account. The works upstream had leave to discharge **forty** cubic metres a day and let in \
{figure:discharge}.

> “The water was warm and smelt of almonds,” the lock keeper wrote that evening.

We have asked for the readings, and were told that they do not exist. They do: see [the register](https://register.example/lorne?year=2026&page=2).

## We demand {.demands}

- Publish every reading since January, unabridged! {#publish}
- Let no works discharge at night. {#no-night}
- Pay those who live by fishing for the season they have lost. {#pay}

## What comes next

We shall hand this declaration over in the council’s session in September.
";

const ARABIC: &str = "# أعيدوا إلينا نهرنا

نعيش على ضفاف النهر وقد رأيناه يموت. {figure:fish} سمكة وُجدت على الضفاف في الأسبوع الأول من شهر أيار (May 2026).

## نطالب بما يلي {.demands}

- انشروا كل القياسات منذ كانون الثاني! {#publish}
- لا تصريف في الليل. {#no-night}
";

/// A pause without a word on it, and one with every word there can be.
pub(super) fn paused() -> [Paused; 2] {
    let bare = Paused {
        read_only: false,
        until: None,
        said: None,
    };
    let told = Paused {
        read_only: true,
        until: Some(Timestamp::from_second(1_795_000_000).expect("a day in 2026")),
        said: Some(Spoken::new("ننتقل إلى خادم آخر.", "ar")),
    };
    [bare, told]
}

pub(super) fn layout(words: &'static Words) -> Layout {
    let site = Site {
        name: "River Watch".to_owned(),
        base_url: "https://sign.example".to_owned(),
        captures_mail: false,
    };
    Layout::new(words, site)
}

pub(super) fn alternates(current: &str, languages: &[&str]) -> Vec<Alternate> {
    let alternate = |language: &&str| Alternate {
        language: (*language).to_owned(),
        path: urls::declaration(SLUG, language),
        current: *language == current,
    };
    languages.iter().map(alternate).collect()
}

pub(super) fn day() -> Date {
    date(2026, 5, 12)
}

pub(super) fn body(language: &str) -> Body {
    let bounds = |id: &str| match id {
        "fish" => Bounds::new(Qualifier::MoreThan, None, Some(8_000), None).ok(),
        "discharge" => Bounds::new(Qualifier::Between, None, Some(120), Some(160)).ok(),
        _ => None,
    };
    let figures = |id: &str| {
        Some(FigureWords::new(
            &figure::phrase(&bounds(id)?, language)?,
            language,
        ))
    };
    to_html(if language == "ar" { ARABIC } else { ENGLISH }, &figures)
}

pub(super) fn wording(language: &str) -> Wording {
    let translation = (language != "en").then(|| Rendering {
        original: "en".to_owned(),
        translator: Some("ليلى حدّاد".to_owned()),
        reviewer: Some("Noor <Aziz>".to_owned()),
        behind: true,
    });
    Wording {
        language: language.to_owned(),
        revision: 2,
        digest: DIGEST.to_owned(),
        published: Some(day()),
        before: (language == "en").then_some(1),
        translation,
    }
}

/// What of a translation is behind; nothing of the original is.
pub(super) fn behind(language: &str) -> Vec<BehindParagraph> {
    let paragraph = |id: &str, words: &str, language: &str| BehindParagraph {
        id: id.to_owned(),
        words: words.to_owned(),
        language: language.to_owned(),
    };
    match language {
        "en" => Vec::new(),
        language => vec![
            paragraph("p-2c26b46b", "نعيش على ضفاف النهر…", language),
            paragraph("demand-pay", "Pay those who live by fishing…", "en"),
        ],
    }
}

pub(super) fn origin() -> Origin {
    Origin {
        line: Some("River news 14, 12 May 2026".to_owned()),
        note: vec!["This declaration was first read out at the lock on 10 May.".to_owned()],
        first_published: Some(FirstPublished {
            on: date(2026, 5, 10),
            place: "Lorne Valley Herald".to_owned(),
            url: Some("https://herald.example/lorne".to_owned()),
        }),
        initiators: vec![
            Party {
                name: "Anglers’ Association of the Lower Lorne".to_owned(),
                role: None,
            },
            Party {
                name: "Dara Quinn".to_owned(),
                role: Some(Spoken::new("lock keeper", "en")),
            },
        ],
        supporters: vec!["River Watch".to_owned(), "نهرنا".to_owned()],
        addressees: vec![
            Spoken::new("The council of Lorne", "en"),
            Spoken::new("وزارة المياه", "ar"),
        ],
    }
}

pub(super) fn counts() -> Counts {
    Counts {
        persons: 12_480,
        organisations: 61,
        shown: 9_310,
        size: Some(12_800),
    }
}

pub(super) fn rows() -> Vec<Row> {
    let ada = Row {
        name: "Ada Lovelace".to_owned(),
        class: Class::Person,
        descriptor: Some("mathematician".to_owned()),
        place: Some("London".to_owned()),
        comment: Some("I learned to swim in this river. My children cannot.".to_owned()),
        language: "en".to_owned(),
        text: None,
        signed_on: day(),
    };
    let plain = Row {
        descriptor: None,
        place: None,
        comment: None,
        ..ada.clone()
    };
    vec![
        ada,
        Row {
            name: "ش. م.".to_owned(),
            place: Some("تهران".to_owned()),
            language: "fa".to_owned(),
            ..plain.clone()
        },
        Row {
            name: "B. O.".to_owned(),
            ..plain.clone()
        },
        Row {
            name: LONG_NAME.to_owned(),
            comment: Some("نهرنا حياتنا.".to_owned()),
            language: "ar".to_owned(),
            text: Some(2),
            ..plain.clone()
        },
        Row {
            name: "Anglers’ Union <North> & South".to_owned(),
            class: Class::Organisation,
            ..plain
        },
    ]
}

pub(super) fn privacy() -> Privacy {
    Privacy {
        parties: Parties {
            controller: "River Watch".to_owned(),
            addressees: vec![
                "The council of Lorne".to_owned(),
                "the Ministry of Water".to_owned(),
            ],
        },
        contact: "data@river-watch.example".to_owned(),
        authority: "The Information Commissioner".to_owned(),
        bases: vec![(Purpose::Count, "Art. 6(1)(a) and 9(2)(a) GDPR".to_owned())],
        pending_days: 7,
        names_months: 12,
        backup_days: Some(30),
    }
}

pub(super) fn form(language: &str) -> SignForm {
    SignForm {
        slug: SLUG.to_owned(),
        language: language.to_owned(),
        offered: vec![
            Purpose::Publish,
            Purpose::Handover,
            Purpose::Infomail,
            Purpose::Contact,
        ],
        privacy: privacy(),
        risk_note: None,
        token: TOKEN.to_owned(),
        entered: Entered::default(),
        mistakes: Vec::new(),
    }
}
