//! Samples of reports.

use domain::report::{ReportDate, ReportKind};
use jiff::civil::date;

use super::{DIGEST, LONG_NAME, SLUG, alternates, body, figures, layout};
use crate::html::Html;
use crate::page::Samples;
use crate::page::report::{
    QuotationNote, Report, ReportRendering, ReportWording, Supported, frames,
};
use crate::page::reports::ReportNote;
use crate::text::{FigureWords, to_html_quoting};
use crate::urls;
use crate::words::Words;

const ID: &str = "2026-05-12-night-at-the-lock";

const ENGLISH: &str = "In the night to Tuesday the water at the lower lock turned grey. {figure:fish} fish lay on the \
banks in the morning.

The anglers wrote to the council the same day:

> We told you in March. (…) We told you again in April.
>
> Nobody came. [...] Nobody called.

# What the works say

> We keep to our permit.

Nobody else was there to be asked.
";

const ARABIC: &str =
    "في ليلة الثلاثاء صار ماء النهر رماديًا، وفي الصباح كانت {figure:fish} سمكة على الضفاف.

> أخبرناكم في آذار. (…) ولم يأتِ أحد.
";

/// The reports of the sample, as a page in this language lists them.
pub(super) fn notes(language: &str) -> Vec<ReportNote> {
    let night = ReportNote {
        id: ID.to_owned(),
        language: "en".to_owned(),
        is_elsewhere: language != "en",
        title: "A night at the lower lock".to_owned(),
        date: ReportDate::day(date(2026, 5, 12)),
        place: Some("Lorne".to_owned()),
        kind: ReportKind::Eyewitness,
        is_retracted: false,
    };
    let spring = ReportNote {
        id: "2026-04-spring".to_owned(),
        language: "ar".to_owned(),
        is_elsewhere: language != "ar",
        title: "ربيع على النهر".to_owned(),
        date: ReportDate::parse("2026-04").unwrap_or(night.date),
        place: None,
        kind: ReportKind::Report,
        is_retracted: true,
    };
    vec![night, spring]
}

fn quotations(language: &str) -> Vec<QuotationNote> {
    let anglers = QuotationNote {
        speaker: "Anglers’ Association of the Lower Lorne".to_owned(),
        on: Some(date(2026, 5, 12)),
        language: language.to_owned(),
        translated_from: (language == "ar").then(|| "en".to_owned()),
        translator: (language == "ar").then(|| "ليلى حدّاد".to_owned()),
        source: Some("Open letter & appendix".to_owned()),
        url: Some("https://anglers.example/letter?a=1&b=2".to_owned()),
        omissions: 2,
    };
    let works = QuotationNote {
        speaker: LONG_NAME.to_owned(),
        on: None,
        language: "de".to_owned(),
        translated_from: None,
        translator: None,
        source: None,
        url: Some("javascript:alert(1)".to_owned()),
        omissions: 0,
    };
    vec![anglers, works]
}

fn text(words: &'static Words, language: &str) -> Html {
    let markdown = if language == "ar" { ARABIC } else { ENGLISH };
    let figures = |_: &str| {
        let phrase = figures(language).first()?.claim.phrase.clone();
        Some(FigureWords::new(&phrase, language))
    };
    to_html_quoting(markdown, &figures, &frames(words, &quotations(language)))
}

impl Samples for Report {
    fn samples(words: &'static Words) -> Vec<Self> {
        let path = |language: &str| urls::report(SLUG, language, ID);
        let in_language = |language: &str| Self {
            page: layout(words)
                .indexed_at(path(language))
                .in_languages(alternates(language, &["en", "ar"]), path("en")),
            slug: SLUG.to_owned(),
            declaration: Supported {
                language: language.to_owned(),
                title: body(language).title,
            },
            id: ID.to_owned(),
            title: "A night at the lower lock".to_owned(),
            date: ReportDate::day(date(2026, 5, 12)),
            place: Some("Lorne".to_owned()),
            kind: ReportKind::Eyewitness,
            wording: ReportWording {
                language: language.to_owned(),
                digest: DIGEST.to_owned(),
                added: date(2026, 5, 13),
                changed: Some(date(2026, 5, 20)),
                translation: None,
            },
            retracted: None,
            body: text(words, language),
            figures: figures(language),
            supports: vec![("publish".to_owned(), "Publish every reading!".to_owned())],
        };
        let usual = in_language("en");
        let bare = Self {
            place: None,
            kind: ReportKind::Update,
            date: ReportDate::parse("2026-05").unwrap_or(usual.date),
            wording: ReportWording {
                changed: None,
                ..usual.wording.clone()
            },
            body: to_html_quoting("Nothing new.\n", &|_| None, &[]),
            figures: Vec::new(),
            supports: Vec::new(),
            ..usual.clone()
        };
        let mut translated = Self {
            title: "ليلة عند الهويس".to_owned(),
            retracted: Some("تبيّن أن التاريخ خطأ.".to_owned()),
            ..in_language("ar")
        };
        translated.wording.translation = Some(ReportRendering {
            original: Some("en".to_owned()),
            translator: Some("ليلى حدّاد".to_owned()),
            behind: true,
        });
        vec![bare, usual, translated]
    }
}
