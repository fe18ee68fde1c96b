//! A question with rival answers (REQ-153 to REQ-156, REQ-158, REQ-160, REQ-162).

use jiff::civil::date;

use super::january::{KILLED, claim, january};
use super::*;

fn ids(figures: &[&Figure]) -> Vec<String> {
    figures.iter().map(|figure| figure.id.to_string()).collect()
}

fn find<'f>(figures: &'f [Figure], id: &str) -> &'f Figure {
    figures.iter().find(|f| f.id.as_str() == id).unwrap()
}

#[test]
fn req_154_rival_claims_stand_side_by_side_from_the_lowest_to_the_highest() {
    let figures = january();
    let claims = Claims::of(&figures, &mark(KILLED));
    let expected = ["foundation-21", "ihr", "hrana-28", "leak"];
    assert_eq!(ids(&claims.current()), expected);
}

#[test]
fn req_153_pending_cases_and_forecasts_are_shown_apart_and_never_a_headline() {
    let figures = january();
    let claims = Claims::of(&figures, &mark(KILLED));
    assert_eq!(ids(&claims.apart()), ["pending-26", "ihr-forecast"]);
    assert!(claims.apart().iter().all(|figure| !figure.can_be_primary()));
    assert!(
        claims
            .current()
            .iter()
            .all(|figure| figure.can_be_primary())
    );
    assert_eq!(claims.lines(true).len(), 2, "two claimants, drawn apart");
}

#[test]
fn req_155_an_official_count_is_ordered_by_its_number_like_any_other() {
    let mut figures = january();
    let before = ids(&Claims::of(&figures, &mark(KILLED)).current());
    for figure in &mut figures {
        figure.source_type = Some(SourceType::StateAuthority);
    }
    assert_eq!(ids(&Claims::of(&figures, &mark(KILLED)).current()), before);
}

#[test]
fn req_156_two_outlets_that_quote_one_organisation_are_one_source() {
    let quoted = |id: &str, outlet: &str, number| Figure {
        reported_by: vec![outlet.into()],
        independence_group: Some("hrana".into()),
        claimed_by: Some(outlet.into()),
        ..claim(
            id,
            ("HRANA", SourceType::Media),
            (Qualifier::AtLeast, number),
            FigureStatus::Reported,
            14,
        )
    };
    let mut figures = vec![quoted("afp", "AFP", 2_615), quoted("dpa", "dpa", 2_600)];
    let sources = |figures: &[Figure]| Claims::of(figures, &mark(KILLED)).sources();
    assert_eq!(sources(&figures), 1);
    figures[1].independence_group = None;
    assert_eq!(sources(&figures), 2);
    assert_eq!(sources(&january()), 4, "who counts often is still one");
}

#[test]
fn req_158_a_line_is_not_drawn_across_a_change_of_definition() {
    let figures = january();
    let lines = Claims::of(&figures, &mark(KILLED)).lines(false);
    let hrana = lines.iter().find(|line| line.claimed_by == Some("HRANA"));
    let segments: Vec<Vec<String>> = hrana.unwrap().segments.iter().map(|s| ids(s)).collect();
    let after = ["hrana-13", "hrana-14", "hrana-23", "hrana-26", "hrana-28"];
    assert_eq!(segments, [&["hrana-10"][..], &after]);
}

#[test]
fn counts_of_single_periods_are_not_joined() {
    let week = |id: &str, first, last| Figure {
        counting: Some(Counting::Period {
            start: date(2026, 1, first),
            end: date(2026, 1, last),
        }),
        ..claim(
            id,
            ("HRANA", SourceType::Ngo),
            (Qualifier::Exactly, 5),
            FigureStatus::Confirmed,
            last,
        )
    };
    let figures = [week("first", 1, 7), week("second", 8, 14)];
    let lines = Claims::of(&figures, &mark(KILLED)).lines(false);
    assert_eq!(lines[0].segments.len(), 2);
}

#[test]
fn req_160_what_became_known_since_stands_beside_the_number_that_was_signed() {
    let figures = january();
    let claims = Claims::of(&figures, &mark(KILLED));
    let since = |id: &str| ids(&claims.since(find(&figures, id)));
    assert_eq!(since("hrana-10"), ["hrana-28"]);
    assert_eq!(since("hrana-28"), [""; 0]);
    assert_eq!(since("leak"), [""; 0], "another claimant is a rival");
    assert_eq!(
        since("pending-23"),
        ["pending-26"],
        "never a confirmed count"
    );
    assert_eq!(claims.history().len(), 6);
    assert_eq!(
        claims
            .successor(find(&figures, "hrana-23"))
            .unwrap()
            .id
            .as_str(),
        "hrana-26"
    );
}

#[test]
fn req_162_a_retracted_figure_stays_and_what_it_replaced_stands_again() {
    let mut figures = january();
    let last = figures.last_mut().unwrap();
    last.retraction = Some(Retraction {
        on: date(2026, 1, 30),
        reason: "Two lists were merged.".into(),
    });
    assert_eq!(last.standing(), FigureStatus::Retracted);
    let claims = Claims::of(&figures, &mark(KILLED));
    let expected = ["foundation-21", "ihr", "hrana-26", "leak"];
    assert_eq!(ids(&claims.current()), expected);
    assert_eq!(ids(&claims.history())[0], "hrana-28");
}

#[test]
fn figures_that_replace_each_other_in_a_circle_do_not_hang() {
    let mut figures = january();
    figures[0].supersedes = Some(mark("hrana-28"));
    let claims = Claims::of(&figures, &mark(KILLED));
    assert!(!ids(&claims.current()).contains(&"hrana-28".to_owned()));
}

#[test]
fn req_160_the_count_that_stands_now_is_found_from_every_one_before_it() {
    let mut figures = january();
    let now = |figures: &[Figure], id: &str| {
        let claims = Claims::of(figures, &mark(KILLED));
        claims
            .current_of(find(figures, id))
            .map(|f| f.id.to_string())
    };
    for (id, current) in [
        ("hrana-10", "hrana-28"),
        ("hrana-28", "hrana-28"),
        ("pending-23", "pending-26"),
        ("ihr", "ihr"),
    ] {
        assert_eq!(now(&figures, id).as_deref(), Some(current), "{id}");
    }
    figures.retain(|figure| figure.id.as_str() == "leak");
    figures[0].status = FigureStatus::Retracted;
    assert_eq!(now(&figures, "leak"), None);
}

#[test]
fn req_156_claims_share_a_source_by_claimant_or_by_what_is_said_of_them() {
    let figures = january();
    let [direct, relayed, rival] = ["hrana-13", "hrana-14", "ihr"].map(|id| find(&figures, id));
    assert!(direct.shares_source_with(relayed));
    assert!(!direct.shares_source_with(rival));
    let group = Some("One list".to_owned());
    let grouped = |figure: &Figure| Figure {
        independence_group: group.clone(),
        ..figure.clone()
    };
    assert!(grouped(direct).shares_source_with(&grouped(rival)));
    let nameless = |figure: &Figure| Figure {
        claimed_by: None,
        ..figure.clone()
    };
    assert!(!nameless(direct).shares_source_with(&nameless(relayed)));
}
