//! Samples of the pages of the Infomail.

use super::{LONG_NAME, SLUG, TOKEN, alternates, body, day, figures, layout};
use crate::page::Samples;
use crate::page::infomail::{
    Choice, Confirm, Confirmed, Entry, Form, Issue, Leave, Left, List, Manage, Name, Neighbour,
    News, Noted, Sent, Stay, Stayed, consent,
};
use crate::page::sign::{Field, Mistake, Problem, Trouble};
use crate::urls;
use crate::words::Words;

const LIST: &str = "river-letter";

fn name() -> Name {
    Name {
        slug: LIST.to_owned(),
        title: "River letter".to_owned(),
        language: "en".to_owned(),
        organisation: "River Watch".to_owned(),
    }
}

fn arabic_name() -> Name {
    Name {
        title: "رسالة النهر".to_owned(),
        language: "ar".to_owned(),
        organisation: LONG_NAME.to_owned(),
        ..name()
    }
}

fn form(words: &'static Words, name: &Name) -> Form {
    Form {
        action: urls::infomail_subscribe(LIST, words.lang()),
        token: TOKEN.to_owned(),
        email: String::new(),
        consent: consent(words, &name.title, &name.organisation),
        mistakes: Vec::new(),
        trouble: None,
        controller: name.organisation.clone(),
        contact: "data@river-watch.example".to_owned(),
        authority: "The Information Commissioner".to_owned(),
        legal_basis: "Art. 6(1)(a) GDPR".to_owned(),
        backup_days: Some(30),
    }
}

fn entries() -> Vec<Entry> {
    let entry = |number, title: &str, language: &str| Entry {
        number,
        title: title.to_owned(),
        language: language.to_owned(),
        day: day(),
    };
    vec![
        entry(1_204, "النهر حيّ", "ar"),
        entry(7, &LONG_NAME.repeat(2), "en"),
        entry(6, "The first readings", "en"),
    ]
}

impl Samples for List {
    fn samples(words: &'static Words) -> Vec<Self> {
        let sample = |list: Name, issues| Self {
            page: layout(words)
                .indexed_at(urls::infomail(LIST, words.lang()))
                .in_languages(
                    alternates(words.lang(), &["en", "ar"]),
                    urls::infomail(LIST, "en"),
                ),
            description: "What happens along the river, four times a year.".to_owned(),
            form: form(words, &list),
            list,
            issues,
        };
        let mut wrong = sample(name(), entries());
        wrong.page = wrong.page.failed();
        wrong.form.email = "ada".to_owned();
        wrong.form.trouble = Some(Trouble::Stale);
        wrong.form.mistakes = vec![Mistake {
            field: Field::Email,
            problem: Problem::Address,
        }];
        vec![
            sample(name(), Vec::new()),
            sample(arabic_name(), entries()),
            wrong,
        ]
    }
}

impl Samples for Sent {
    fn samples(words: &'static Words) -> Vec<Self> {
        let mut form = form(words, &name());
        form.email = "ada@river-watch.example".to_owned();
        vec![Self {
            page: layout(words),
            list: name(),
            form,
        }]
    }
}

impl Samples for Issue {
    fn samples(words: &'static Words) -> Vec<Self> {
        let neighbour = |number, title: &str, language: &str| Neighbour {
            number,
            title: title.to_owned(),
            language: language.to_owned(),
        };
        let plain = Self {
            page: layout(words).indexed_at(urls::infomail_issue(LIST, "en", 7)),
            list: name(),
            number: 7,
            day: day(),
            language: "en".to_owned(),
            body: body("en"),
            translator: None,
            corrects: None,
            corrected: Vec::new(),
            figures: figures("en"),
            about: Vec::new(),
            before: None,
            after: None,
        };
        let full = Self {
            language: "ar".to_owned(),
            body: body("ar"),
            translator: Some("ليلى حدّاد".to_owned()),
            corrects: Some(neighbour(6, "The first readings", "en")),
            corrected: vec![neighbour(9, "تصحيح", "ar"), neighbour(10, LONG_NAME, "en")],
            figures: figures("ar"),
            about: vec![(
                urls::declaration(SLUG, "ar"),
                body("ar").title,
                "ar".to_owned(),
            )],
            before: Some(neighbour(6, "The first readings", "en")),
            after: Some(neighbour(8, LONG_NAME, "en")),
            ..plain.clone()
        };
        vec![plain, full]
    }
}

impl Samples for Confirm {
    fn samples(words: &'static Words) -> Vec<Self> {
        let sample = |list, latest| Self {
            page: layout(words),
            list,
            token: TOKEN.to_owned(),
            latest,
            deleted_on: day(),
        };
        vec![sample(name(), None), sample(arabic_name(), entries().pop())]
    }
}

impl Samples for Confirmed {
    fn samples(words: &'static Words) -> Vec<Self> {
        vec![Self {
            page: layout(words),
            list: arabic_name(),
        }]
    }
}

impl Samples for Leave {
    fn samples(words: &'static Words) -> Vec<Self> {
        vec![Self {
            page: layout(words),
            token: TOKEN.to_owned(),
        }]
    }
}

impl Samples for Left {
    fn samples(words: &'static Words) -> Vec<Self> {
        vec![Self {
            page: layout(words),
        }]
    }
}

impl Samples for Stay {
    fn samples(words: &'static Words) -> Vec<Self> {
        vec![Self {
            page: layout(words),
            list: name(),
            token: TOKEN.to_owned(),
        }]
    }
}

impl Samples for Stayed {
    fn samples(words: &'static Words) -> Vec<Self> {
        vec![Self {
            page: layout(words),
            list: name(),
        }]
    }
}

impl Samples for Manage {
    fn samples(words: &'static Words) -> Vec<Self> {
        let choice = |language: &str, chosen| Choice {
            language: language.to_owned(),
            chosen,
        };
        let plain = Self {
            page: layout(words),
            list: name(),
            token: TOKEN.to_owned(),
            languages: vec![choice("en", true)],
            noted: Vec::new(),
            sent: Vec::new(),
            news: News::None,
        };
        let full = Self {
            list: arabic_name(),
            languages: vec![choice("en", false), choice("ar", true), choice("fa", false)],
            noted: vec![
                Noted {
                    slug: SLUG.to_owned(),
                    title: body("en").title,
                },
                Noted {
                    slug: "other".to_owned(),
                    title: body("ar").title,
                },
            ],
            sent: entries(),
            news: News::OnItsWay,
            ..plain.clone()
        };
        vec![plain, full]
    }
}
