//! Samples of what came of the demands.

use domain::raising::{DemandState, DemandStatus, VenueKind};
use jiff::civil::date;

use super::{DIGEST, LONG_NAME, OTHER_DIGEST, SLUG, alternates, body, layout, origin};
use crate::page::Samples;
use crate::page::demand::Demand;
use crate::page::raisings::{AnswerNote, RaisedDemand, RaisingNote, RecordNote, Source};
use crate::spoken::Spoken;
use crate::urls;
use crate::words::Words;

const WORDS: &str = "Publish every reading since January, unabridged!";
const ARABIC_WORDS: &str = "انشروا كل القياسات منذ كانون الثاني!";

/// The demands of the sample as far as they were raised.
pub(super) fn raised(language: &str) -> Vec<RaisedDemand> {
    let words = if language == "ar" {
        ARABIC_WORDS
    } else {
        WORDS
    };
    vec![RaisedDemand {
        id: "publish".to_owned(),
        words: words.to_owned(),
        state: DemandState::PartlyMet,
        raisings: notes(),
    }]
}

fn notes() -> Vec<RaisingNote> {
    let council = RaisingNote {
        id: "council-june".to_owned(),
        on: date(2026, 6, 1),
        kind: VenueKind::Parliament,
        venue: Spoken::new("The council of Lorne", "en"),
        by: vec!["Anglers’ Association of the Lower Lorne".to_owned()],
        document: Some(Source {
            title: Spoken::new("Motion 12/2026", "en"),
            url: Some("https://council.example/motions/12".to_owned()),
        }),
        status: DemandStatus::Partly,
        answer: Some(AnswerNote {
            on: date(2026, 7, 2),
            text: vec![
                "The readings since March are published.".to_owned(),
                "Those before belong to the works.".to_owned(),
            ],
            language: "en".to_owned(),
            url: Some("https://council.example/answers/12".to_owned()),
        }),
        retracted: None,
        record: Some(RecordNote {
            leaf: 12_547,
            digest: DIGEST.to_owned(),
        }),
    };
    let works = RaisingNote {
        id: "works-may".to_owned(),
        on: date(2026, 5, 20),
        kind: VenueKind::Company,
        venue: Spoken::new(LONG_NAME, "en"),
        by: vec!["Dara Quinn".to_owned(), "نهرنا".to_owned()],
        document: None,
        status: DemandStatus::NoAnswer,
        answer: None,
        record: None,
        ..council.clone()
    };
    let mistaken = RaisingNote {
        id: "ministry".to_owned(),
        kind: VenueKind::Other,
        retracted: Some(Spoken::new("The letter was never posted.", "en")),
        status: DemandStatus::Raised,
        document: Some(Source {
            title: Spoken::new("Letter <draft>", "en"),
            url: Some("javascript:alert(1)".to_owned()),
        }),
        ..works.clone()
    };
    vec![council, works, mistaken]
}

impl Samples for Demand {
    fn samples(words: &'static Words) -> Vec<Self> {
        let in_language = |language: &str, demand: &str| Self {
            page: layout(words)
                .indexed_at(urls::demand(SLUG, language, "publish"))
                .in_languages(
                    alternates(language, &["en", "ar"]),
                    urls::demand(SLUG, "en", "publish"),
                ),
            slug: SLUG.to_owned(),
            title: body(language).title,
            language: language.to_owned(),
            id: "publish".to_owned(),
            words: demand.to_owned(),
            addressees: origin().addressees,
            state: DemandState::PartlyMet,
            since: Some(date(2026, 7, 2)),
            newest: Some((DemandStatus::Partly, date(2026, 7, 2))),
            raisings: notes(),
            reports: super::reports::notes(language),
            digest: DIGEST.to_owned(),
            is_current: true,
        };
        let usual = in_language("en", WORDS);
        let untouched = Self {
            addressees: Vec::new(),
            state: DemandState::Open,
            since: None,
            newest: None,
            raisings: Vec::new(),
            reports: Vec::new(),
            ..usual.clone()
        };
        let dropped = Self {
            is_current: false,
            digest: OTHER_DIGEST.to_owned(),
            ..in_language("ar", ARABIC_WORDS)
        };
        vec![untouched, usual, dropped]
    }
}
