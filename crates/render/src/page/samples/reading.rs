//! Samples of the pages that are read.

use domain::signer::Class;
use jiff::Timestamp;

use super::raisings::raised;
use super::revisions::{text_counts, texts};
use super::{
    DIGEST, LONG_NAME, OTHER_DIGEST, SLUG, alternates, behind, body, counts, day, figures, form,
    layout, origin, paused, rows, wording,
};
use crate::layout::{Alternate, Copy};
use crate::page::Samples;
use crate::page::declaration::{Declaration, Origin};
use crate::page::front::{Entry, Front, ListEntry};
use crate::page::log::{Kept, Kind, Line, Log, Witness, Witnessed};
use crate::page::signatories::{Counts, Filter, Order, Pages, Signatories};
use crate::page::text::Text;
use crate::text::to_html;
use crate::urls;
use crate::words::Words;

const MANY_LANGUAGES: [&str; 12] = [
    "en", "de", "ar", "fa", "ckb", "ru", "kk", "tr", "uk", "zh-Hant", "pt-BR", "el",
];

impl Samples for Front {
    fn samples(words: &'static Words) -> Vec<Self> {
        let languages = Words::all().iter().map(|other| Alternate {
            language: other.lang().to_owned(),
            path: urls::front(other.lang()),
            current: other.lang() == words.lang(),
        });
        let page = layout(words)
            .indexed_at(urls::front(words.lang()))
            .in_languages(languages.collect(), urls::FRONT.to_owned());
        let entry = |language: &str, count, open| Entry {
            slug: SLUG.to_owned(),
            language: language.to_owned(),
            title: body(language).title,
            count,
            languages: 12,
            open,
        };
        let list = |title: &str, language: &str| ListEntry {
            path: urls::infomail("river-letter", language),
            title: title.to_owned(),
            language: language.to_owned(),
            organisation: "River Watch".to_owned(),
        };
        let long = Entry {
            title: LONG_NAME.repeat(2),
            languages: 1,
            ..entry("en", 1, true)
        };
        vec![
            Self {
                page: page.clone(),
                declarations: Vec::new(),
                lists: Vec::new(),
            },
            Self {
                page: page.clone(),
                declarations: vec![entry("en", 12_541, true)],
                lists: vec![list("River letter", "en")],
            },
            Self {
                page,
                declarations: vec![entry("ar", 0, true), long, entry("en", 1_204_771, false)],
                lists: vec![list("رسالة النهر", "ar"), list(LONG_NAME, "en")],
            },
        ]
    }
}

/// The declaration in one language, as it usually is.
fn declaration(words: &'static Words, language: &str) -> Declaration {
    let text = body(language);
    let page = layout(words)
        .indexed_at(urls::declaration(SLUG, language))
        .in_languages(
            alternates(language, &["en", "de", "ar"]),
            urls::declaration(SLUG, "en"),
        );
    Declaration {
        page,
        slug: SLUG.to_owned(),
        title: text.title,
        body: text.html,
        wording: wording(language),
        origin: origin(),
        behind: behind(language),
        figures: figures(language),
        method: Some(urls::method(SLUG, language)),
        raised: raised(language),
        reports: super::reports::notes(language),
        counts: counts(),
        newest: rows(),
        form: Some(form(language)),
        paused: None,
        elsewhere: false,
        closes: None,
        is_closed: false,
    }
}

impl Samples for Declaration {
    fn samples(words: &'static Words) -> Vec<Self> {
        let (usual, arabic) = (declaration(words, "en"), declaration(words, "ar"));
        let empty = Self {
            page: layout(words).indexed_at(urls::declaration(SLUG, "en")),
            origin: Origin::default(),
            body: to_html("One sentence.", &|_| None).html,
            figures: Vec::new(),
            method: None,
            raised: Vec::new(),
            reports: Vec::new(),
            counts: Counts::default(),
            newest: Vec::new(),
            closes: Some(day()),
            ..usual.clone()
        };
        let many = usual.page.clone().in_languages(
            alternates("en", &MANY_LANGUAGES),
            urls::declaration(SLUG, "en"),
        );
        let closed = Self {
            page: many,
            form: None,
            closes: Some(day()),
            is_closed: true,
            title: LONG_NAME.repeat(2),
            ..usual.clone()
        };
        let closed_at_once = Self {
            closes: None,
            form: None,
            ..empty.clone()
        };
        let copy = Copy {
            original: "https://lorne.example/d/clean-rivers".to_owned(),
            path: "/en".to_owned(),
            on: day(),
            entries: 12_541,
        };
        let carried = Self {
            page: usual.page.clone().copied(Some(copy)),
            form: None,
            elsewhere: true,
            ..usual.clone()
        };
        let [paused, read_only] = paused().map(|paused| Self {
            form: None,
            paused: Some(paused),
            ..usual.clone()
        });
        vec![
            empty,
            usual,
            arabic,
            closed,
            closed_at_once,
            carried,
            paused,
            read_only,
        ]
    }
}

impl Samples for Text {
    fn samples(words: &'static Words) -> Vec<Self> {
        let in_language = |language: &str| {
            let text = body(language);
            Self {
                page: layout(words).indexed_at(urls::text(SLUG, DIGEST)),
                slug: SLUG.to_owned(),
                title: text.title,
                body: text.html,
                wording: wording(language),
                figures: figures(language),
                signed: 12_480,
                history: Vec::new(),
                predecessor: None,
                successor: None,
            }
        };
        let older = Self {
            history: texts(),
            predecessor: Some(OTHER_DIGEST.to_owned()),
            successor: Some(OTHER_DIGEST.to_owned()),
            ..in_language("ar")
        };
        vec![in_language("en"), older]
    }
}

impl Samples for Signatories {
    fn samples(words: &'static Words) -> Vec<Self> {
        let usual = Self {
            page: layout(words),
            slug: SLUG.to_owned(),
            title: body("en").title,
            language: "en".to_owned(),
            counts: counts(),
            filter: Filter::default(),
            texts: text_counts(),
            languages: vec!["ar".to_owned(), "de".to_owned(), "en".to_owned()],
            rows: rows(),
            after: Some("b3Blbg".to_owned()),
            pages: Some(Pages {
                number: 3,
                last: 1_254,
            }),
        };
        let last = Self {
            after: None,
            pages: Some(Pages {
                number: 1_254,
                last: 1_254,
            }),
            ..usual.clone()
        };
        let empty = Self {
            counts: Counts::default(),
            pages: None,
            texts: Vec::new(),
            rows: Vec::new(),
            after: None,
            languages: Vec::new(),
            ..usual.clone()
        };
        let narrowed = Filter {
            prefix: "Ö\"<".to_owned(),
            class: Some(Class::Organisation),
            language: "ar".to_owned(),
            revision: Some(7),
            order: Order::Name,
        };
        let found = Self {
            title: body("ar").title,
            language: "ar".to_owned(),
            filter: narrowed.clone(),
            pages: None,
            ..usual.clone()
        };
        let persons = Filter {
            class: Some(Class::Person),
            ..narrowed
        };
        let none_found = Self {
            filter: persons,
            rows: Vec::new(),
            ..empty.clone()
        };
        vec![empty, usual, last, found, none_found]
    }
}

impl Samples for Log {
    fn samples(words: &'static Words) -> Vec<Self> {
        let kinds = [
            Kind::Close,
            Kind::Handover,
            Kind::Audit,
            Kind::Raising,
            Kind::Figure,
            Kind::Strike,
            Kind::Withdrawal,
            Kind::Organisation,
            Kind::Person,
            Kind::Revision,
        ];
        let line = |(index, kind): (u64, &Kind)| Line {
            index,
            kind: *kind,
            day: day(),
            hash: DIGEST.to_owned(),
        };
        let origin = "sign.example/d/clean-rivers/log";
        let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
        let full = Self {
            page: layout(words).indexed_at(urls::log(SLUG, words.lang())),
            title: body("en").title,
            slug: SLUG.to_owned(),
            language: "en".to_owned(),
            count: 12_541,
            size: 12_560,
            root: root.to_owned(),
            checkpoint: format!(
                "{origin}\n12560\n{root}\n\n— {origin} Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
            ),
            verifier_key: format!("{origin}+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"),
            newest: (12_550..12_560).rev().zip(&kinds).map(line).collect(),
            closed: false,
            carried: false,
            witnesses: watch(),
            witnessed: Some(Witnessed {
                size: 12_541,
                newer: 19,
            }),
            history: history(root),
        };
        let empty = Self {
            count: 0,
            size: 0,
            newest: Vec::new(),
            witnesses: Vec::new(),
            witnessed: None,
            history: Vec::new(),
            ..full.clone()
        };
        let arabic = Self {
            title: body("ar").title,
            language: "ar".to_owned(),
            closed: true,
            witnessed: None,
            carried: true,
            ..full.clone()
        };
        vec![empty, contradicted(full.clone()), full, arabic]
    }
}

fn contradicted(mut log: Log) -> Log {
    for witness in &mut log.witnesses {
        witness.contradicts = true;
    }
    log
}

fn watch() -> Vec<Witness> {
    let names = ["witness.anglers.example", "watch.example/rivers"];
    let seen = [Some((12_541, Timestamp::constant(1_763_728_200, 0))), None];
    let witness = |(name, seen): (&str, Option<(u64, Timestamp)>)| Witness {
        name: name.to_owned(),
        seen,
        contradicts: false,
    };
    names.into_iter().zip(seen).map(witness).collect()
}

fn history(root: &str) -> Vec<Kept> {
    let kept = |(size, witnesses): (u64, &[&str])| Kept {
        size,
        root: root.to_owned(),
        day: day(),
        witnesses: witnesses.iter().map(|name| (*name).to_owned()).collect(),
    };
    let both: &[&str] = &["witness.anglers.example", "watch.example/rivers"];
    [(12_560, &[][..]), (12_541, &both[..1]), (9, both)]
        .map(kept)
        .into()
}
