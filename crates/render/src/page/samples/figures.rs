//! Samples of figures: below a text, on the page of their series, and how they are chosen.

use domain::figure::{
    Age, Bounds, BreakdownMode, ConfidenceLevel, FigureStatus, Measure, PlacePrecision, Precision,
    Qualifier, SourceType, Unit,
};
use jiff::civil::date;

use super::{DIGEST, LONG_NAME, SLUG, body, day, layout};
use crate::chart::{self, Line, Point};
use crate::figure;
use crate::layout::{Alternate, Layout};
use crate::page::Samples;
use crate::page::claim_detail::{Counted, Detail, Other, Parts};
use crate::page::figures::{Claim, FigureNote};
use crate::page::method::{Method, SeriesLink};
use crate::page::series::{Primary, Question, Series, Standing};
use crate::spoken::Spoken;
use crate::text::to_html;
use crate::urls;
use crate::words::Words;

/// The figures of the sample declaration.
pub(crate) fn figures(language: &str) -> Vec<FigureNote> {
    let known = Claim {
        id: "fish".to_owned(),
        measure: Measure::Killed,
        unit: Unit::Other,
        population: Some(Spoken::new("fish", "en")),
        phrase: phrase(Qualifier::MoreThan, 8_000, language),
        language: language.to_owned(),
        status: FigureStatus::PartlyConfirmed,
        as_of: Some((day(), Precision::Day)),
        age: None,
        claimed_by: Some("Lorne Valley Anglers".to_owned()),
        reported_by: vec!["Valley Herald".to_owned(), "صوت النهر".to_owned()],
        url: Some("https://herald.example/2026/05/12/fish-count".to_owned()),
        verbatim: Some(Spoken::new("Mehr als achttausend tote Fische", "de")),
        note: Some(Spoken::new("Counted on four miles of bank.", "en")),
        retracted: None,
        detail: None,
    };
    let rival = Claim {
        id: "fish-ministry".to_owned(),
        phrase: phrase(Qualifier::UpTo, 900, language),
        status: FigureStatus::Contested,
        claimed_by: Some("Ministry of Water".to_owned()),
        reported_by: Vec::new(),
        verbatim: None,
        note: None,
        url: None,
        ..known.clone()
    };
    let later = Claim {
        id: "fish-june".to_owned(),
        phrase: phrase(Qualifier::AtLeast, 9_400, language),
        as_of: Some((date(2026, 6, 2), Precision::About)),
        status: FigureStatus::Confirmed,
        url: None,
        ..rival.clone()
    };
    let unsourced = Claim {
        id: "discharge".to_owned(),
        measure: Measure::Other,
        population: Some(Spoken::new("cubic metres a day", "en")),
        claimed_by: None,
        as_of: None,
        phrase: phrase(Qualifier::Between, 120, language),
        ..rival.clone()
    };
    vec![
        FigureNote {
            since: vec![later],
            rivals: vec![rival],
            ..note(known)
        },
        note(unsourced),
    ]
}

fn note(claim: Claim) -> FigureNote {
    FigureNote {
        id: claim.id.clone(),
        series_path: urls::series(SLUG, &claim.language, "dead-fish"),
        claim,
        since: Vec::new(),
        rivals: Vec::new(),
    }
}

fn bounds(qualifier: Qualifier, number: u64) -> Option<Bounds> {
    let (value, lower, upper) = match qualifier {
        Qualifier::Exactly | Qualifier::About => (Some(number), None, None),
        Qualifier::UpTo => (None, None, Some(number)),
        Qualifier::Between => (None, Some(number), Some(number + number / 3)),
        Qualifier::Dozens => (None, None, None),
        _ => (None, Some(number), None),
    };
    Bounds::new(qualifier, value, lower, upper).ok()
}

fn phrase(qualifier: Qualifier, number: u64, language: &str) -> String {
    let bounds = bounds(qualifier, number);
    let phrase = bounds.and_then(|bounds| figure::phrase(&bounds, language));
    phrase.unwrap_or_default()
}

fn alternates(page: Layout, language: &str, path: impl Fn(&str) -> String) -> Layout {
    let all = ["en", "ar"].map(|other| Alternate {
        language: other.to_owned(),
        path: path(other),
        current: other == language,
    });
    page.indexed_at(path(language))
        .in_languages(all.into(), path("en"))
}

/// Three claimants over some weeks, one of whom begins to count otherwise.
fn lines(language: &str) -> Vec<Line> {
    let point = |day, qualifier, number| Point {
        day: date(2026, 1, day),
        bounds: bounds(qualifier, number).expect("the samples go together"),
        phrase: phrase(qualifier, number, language),
        breaks: day == 13,
    };
    let line = |name: Option<&str>, segments| Line {
        claimed_by: name.map(str::to_owned),
        segments,
    };
    use Qualifier::{About, AtLeast, Between, Dozens, Exactly, MoreThan, UpTo};
    vec![
        line(
            Some("HRANA"),
            vec![
                vec![point(8, Dozens, 0), point(10, AtLeast, 116)],
                vec![
                    point(13, Exactly, 2_003),
                    point(15, AtLeast, 2_615),
                    point(23, Exactly, 5_002),
                    point(28, Exactly, 6_126),
                ],
            ],
        ),
        line(
            Some("مركز إحصاء مستقل"),
            vec![vec![point(14, MoreThan, 3_400), point(26, Between, 3_600)]],
        ),
        line(
            None,
            vec![vec![point(21, About, 3_117), point(25, UpTo, 4_200)]],
        ),
    ]
}

/// A claim of which everything is known.
fn full(language: &str, id: &str, number: u64) -> Claim {
    let part = |words: &str, number| {
        let phrase = phrase(Qualifier::Exactly, number, language);
        (phrase, Some(Spoken::new(words, "en")))
    };
    let detail = Detail {
        source_type: Some(SourceType::Ngo),
        counting: Some(Counted::Since(date(2025, 12, 28))),
        published: Some(date(2026, 1, 24)),
        retrieved: Some(date(2026, 1, 25)),
        place: Some((Spoken::new("Iran", "en"), Some(PlacePrecision::Within))),
        actor: Some(Spoken::new("security forces", "en")),
        confidence: Some((
            ConfidenceLevel::Medium,
            Spoken::new(
                "Every case has a name; the lists were compared by us in part.",
                "en",
            ),
        )),
        method: Some(Spoken::new("Deaths with a name and two sources.", "en")),
        method_url: Some("https://counts.example/method".to_owned()),
        archive_url: Some("https://archive.example/2026/counts".to_owned()),
        snapshot: Some(DIGEST.to_owned()),
        parts: Some(Parts {
            mode: BreakdownMode::Disjoint,
            parts: vec![part("protesters", 4_714), part("minors", 42)],
            note: Some(Spoken::new(
                "Security forces and bystanders are listed by the source.",
                "en",
            )),
        }),
        series_break: Some(Spoken::new(
            "Minors are a class of their own from here on.",
            "en",
        )),
        replaces: None,
        replaced_by: None,
        record: urls::figure_record(SLUG, DIGEST),
    };
    Claim {
        id: id.to_owned(),
        measure: Measure::Killed,
        unit: Unit::Persons,
        population: Some(Spoken::new("protesters and bystanders", "en")),
        phrase: phrase(Qualifier::Exactly, number, language),
        language: language.to_owned(),
        status: FigureStatus::Confirmed,
        as_of: Some((date(2026, 1, 23), Precision::Day)),
        age: Some(Age::Months(4)),
        claimed_by: Some("HRANA".to_owned()),
        reported_by: vec!["AFP".to_owned()],
        url: Some("https://counts.example/23".to_owned()),
        verbatim: Some(Spoken::new("۵٬۰۰۲ نفر", "fa")),
        note: None,
        retracted: None,
        detail: Some(Box::new(detail)),
    }
}

fn bare(claim: &Claim, id: &str) -> Claim {
    let record = urls::figure_record(SLUG, DIGEST);
    Claim {
        id: id.to_owned(),
        reported_by: Vec::new(),
        verbatim: None,
        age: None,
        url: None,
        detail: Some(Box::new(Detail {
            record,
            ..Detail::default()
        })),
        ..claim.clone()
    }
}

fn taken_back(usual: &Claim) -> Claim {
    let mut taken_back = Claim {
        status: FigureStatus::Retracted,
        retracted: Some((
            date(2026, 1, 30),
            Spoken::new("Two lists were merged.", "en"),
        )),
        ..bare(usual, "hrana-22")
    };
    if let Some(detail) = &mut taken_back.detail {
        detail.replaced_by = Some(Other {
            id: usual.id.clone(),
            phrase: usual.phrase.clone(),
            language: usual.language.clone(),
        });
    }
    taken_back
}

fn series(words: &'static Words, language: &str) -> Series {
    let label = |from, until| {
        let sentence = words.say("series-chart");
        sentence.date("from", &from).date("until", &until).plain()
    };
    let usual = full(language, "hrana-23", 5_002);
    let official = Claim {
        claimed_by: Some("Martyrs Foundation".to_owned()),
        status: FigureStatus::Reported,
        phrase: phrase(Qualifier::Exactly, 3_117, language),
        ..bare(&usual, "foundation")
    };
    let leak = Claim {
        claimed_by: None,
        status: FigureStatus::Contested,
        as_of: Some((date(2026, 1, 1), Precision::Month)),
        phrase: phrase(Qualifier::MoreThan, 36_500, language),
        ..bare(&usual, "leak")
    };
    let pending = Claim {
        status: FigureStatus::UnderInvestigation,
        phrase: phrase(Qualifier::Exactly, 9_787, language),
        ..bare(&usual, "pending")
    };
    let taken_back = taken_back(&usual);
    let current = vec![official, usual.clone(), leak];
    let table = [&current[..], &[pending.clone(), taken_back.clone()]].concat();
    let path = |language: &str| urls::series(SLUG, language, "killed");
    Series {
        page: alternates(layout(words), language, path),
        slug: SLUG.to_owned(),
        title: body(language).title,
        language: language.to_owned(),
        id: "killed".to_owned(),
        question: Question::Said(Spoken::new(
            "How many people were killed since 28 December?",
            "en",
        )),
        primary: Some(Primary {
            id: usual.id.clone(),
            phrase: usual.phrase,
            why: Some(Spoken::new("Every case on this list has a name.", "en")),
            used: true,
        }),
        stands: Standing {
            since: Some(day()),
            digest: Some(DIGEST.to_owned()),
        },
        sources: 3,
        are_independent: true,
        current,
        apart: vec![pending],
        history: vec![taken_back],
        chart: chart::draw(&lines(language), words, label),
        chart_apart: chart::draw(&lines(language)[..1], words, label),
        table,
        undated: 2,
        has_method: true,
    }
}

impl Samples for Series {
    fn samples(words: &'static Words) -> Vec<Self> {
        let usual = series(words, "en");
        let only = bare(&usual.current[0], "only");
        let empty = Self {
            question: Question::Told {
                measure: Measure::Killed,
                unit: Unit::Persons,
                population: None,
            },
            primary: None,
            stands: Standing {
                since: None,
                digest: None,
            },
            sources: 0,
            current: Vec::new(),
            apart: Vec::new(),
            history: vec![only.clone()],
            chart: None,
            chart_apart: None,
            table: vec![only],
            undated: 0,
            has_method: false,
            ..usual.clone()
        };
        vec![empty, usual, series(words, "ar")]
    }
}

impl Samples for Method {
    fn samples(words: &'static Words) -> Vec<Self> {
        let text = "# How the figures are chosen\n\nWe use counts that name *every* case.\n\n## Corrections\n\nWrite to <figures@example.org>.\n";
        let written = to_html(text, &|_| None);
        let in_language = |language: &str| {
            let path = |language: &str| urls::method(SLUG, language);
            Self {
                page: alternates(layout(words), language, path),
                slug: SLUG.to_owned(),
                title: body(language).title,
                language: language.to_owned(),
                heading: written.title.clone(),
                body: written.html.clone(),
                written_in: "en".to_owned(),
                series: vec![SeriesLink {
                    id: "killed".to_owned(),
                    question: Spoken::new(LONG_NAME, "en"),
                    claimed_by: Some("HRANA".to_owned()),
                    why: Some(Spoken::new("Every case on this list has a name.", "en")),
                }],
            }
        };
        let bare = Self {
            series: Vec::new(),
            ..in_language("en")
        };
        vec![bare, in_language("en"), in_language("ar")]
    }
}
