//! What was said in January 2026 of the protests in Iran (REQUIREMENTS section 6c): fast counts,
//! rivals, an official count, cases under investigation, a forecast, a leak.

use jiff::civil::date;

use super::*;

/// The question how many were killed.
pub(super) const KILLED: &str = "killed-protests-iran";

/// A count that makes no parts of another.
pub(super) fn claim(
    id: &str,
    (claimant, kind): (&str, SourceType),
    (qualifier, number): (Qualifier, u64),
    status: FigureStatus,
    day: i8,
) -> Figure {
    let bounds = match qualifier {
        Qualifier::Exactly => Bounds::new(qualifier, Some(number), None, None),
        Qualifier::UpTo => Bounds::new(qualifier, None, None, Some(number)),
        _ => Bounds::new(qualifier, None, Some(number), None),
    };
    Figure {
        as_of: Some(date(2026, 1, day)),
        claimed_by: Some(claimant.into()),
        source_type: Some(kind),
        ..Figure::new(
            mark(id),
            mark(KILLED),
            (Measure::Killed, Unit::Persons),
            bounds.unwrap(),
            status,
        )
    }
}

/// A count of the same claimant, of another question.
pub(super) fn part(id: &str, number: u64, of: &Figure) -> Figure {
    Figure {
        id: mark(id),
        series: mark(&format!("{KILLED}-{}", id.split('-').next().unwrap())),
        population: Some(id.into()),
        bounds: Bounds::new(Qualifier::Exactly, Some(number), None, None).unwrap(),
        supersedes: None,
        breakdown: None,
        series_break: None,
        ..of.clone()
    }
}

fn hrana(id: &str, count: (Qualifier, u64), day: i8, before: Option<&str>) -> Figure {
    Figure {
        supersedes: before.map(mark),
        ..claim(
            id,
            ("HRANA", SourceType::Ngo),
            count,
            FigureStatus::Confirmed,
            day,
        )
    }
}

/// Every claim of the question, in the order of its days.
pub(super) fn january() -> Vec<Figure> {
    use FigureStatus::{Contested, Projected, Reported, UnderInvestigation};
    use Qualifier::{AtLeast, Exactly, MoreThan, UpTo};
    let ngo = SourceType::Ngo;
    let broken = Figure {
        series_break: Some("Minors are a class of their own from here on.".into()),
        ..hrana("hrana-13", (Exactly, 2_003), 13, Some("hrana-10"))
    };
    let relayed = Figure {
        reported_by: vec!["AFP".into()],
        ..hrana("hrana-14", (AtLeast, 2_615), 14, Some("hrana-13"))
    };
    let pending = |id, number, day| {
        let count = (Exactly, number);
        claim(id, ("HRANA", ngo), count, UnderInvestigation, day)
    };
    let leak = ("Iran International", SourceType::LeakedDocument);
    vec![
        hrana("hrana-10", (AtLeast, 116), 10, None),
        broken,
        relayed,
        claim(
            "foundation-21",
            ("Martyrs Foundation", SourceType::StateAuthority),
            (Exactly, 3_117),
            Reported,
            21,
        ),
        hrana("hrana-23", (Exactly, 5_002), 23, Some("hrana-14")),
        pending("pending-23", 9_787, 23),
        claim(
            "ihr",
            ("Iran Human Rights", ngo),
            (AtLeast, 3_428),
            Reported,
            20,
        ),
        claim(
            "ihr-forecast",
            ("Iran Human Rights", ngo),
            (UpTo, 25_000),
            Projected,
            20,
        ),
        claim("leak", leak, (MoreThan, 36_500), Contested, 25),
        hrana("hrana-26", (Exactly, 5_848), 26, Some("hrana-23")),
        Figure {
            supersedes: Some(mark("pending-23")),
            ..pending("pending-26", 17_091, 26)
        },
        hrana("hrana-28", (Exactly, 6_126), 28, Some("hrana-26")),
    ]
}
