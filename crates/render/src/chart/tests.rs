use domain::figure::{Bounds, Qualifier};
use jiff::civil::date;

use super::*;

fn bounds(qualifier: Qualifier, number: u64) -> Bounds {
    let (value, lower, upper) = match qualifier {
        Qualifier::Exactly | Qualifier::About => (Some(number), None, None),
        Qualifier::UpTo | Qualifier::FewerThan => (None, None, Some(number)),
        Qualifier::Between => (None, Some(number), Some(number * 2)),
        Qualifier::Dozens | Qualifier::Hundreds => (None, None, None),
        _ => (None, Some(number), None),
    };
    Bounds::new(qualifier, value, lower, upper).unwrap()
}

fn point(day: i8, qualifier: Qualifier, number: u64) -> Point {
    Point {
        day: date(2026, 1, day),
        bounds: bounds(qualifier, number),
        phrase: format!("{qualifier:?} {number}"),
        breaks: false,
    }
}

fn line(name: &str, segments: Vec<Vec<Point>>) -> Line {
    Line {
        claimed_by: Some(name.to_owned()),
        segments,
    }
}

fn drawn(lines: &[Line], language: &str) -> Drawing {
    let words = Words::for_language(language);
    draw(lines, words, |from, until| {
        format!("from {from} to {until}")
    })
    .unwrap()
}

fn ways(svg: &str) -> usize {
    svg.matches("class=\"way\"").count()
}

#[test]
fn a_bound_is_drawn_as_a_bound_and_never_as_the_point_of_its_number() {
    let svg = |qualifier| {
        let drawing = drawn(&[line("A", vec![vec![point(10, qualifier, 160)]])], "en");
        drawing.svg.as_str().to_owned()
    };
    let all = [
        Qualifier::Exactly,
        Qualifier::AtLeast,
        Qualifier::MoreThan,
        Qualifier::UpTo,
        Qualifier::FewerThan,
        Qualifier::About,
        Qualifier::Between,
        Qualifier::Dozens,
    ];
    for (index, one) in all.iter().enumerate() {
        for other in &all[index + 1..] {
            assert_ne!(svg(*one), svg(*other), "{one:?} and {other:?}");
        }
    }
}

/// The first point of each path of this class.
fn starts<'s>(svg: &'s str, class: &str) -> Vec<&'s str> {
    let path = format!("class=\"{class}\" d=\"M");
    svg.split(&path)
        .skip(1)
        .filter_map(|rest| rest.split(|c: char| c.is_ascii_lowercase()).next())
        .collect()
}

#[test]
fn a_claimant_s_shape_lies_only_at_a_height_that_was_said() {
    let said = |qualifier, class: &str| {
        let drawing = drawn(&[line("A", vec![vec![point(10, qualifier, 116)]])], "en");
        let most = top(&bounds(qualifier, 116)).unwrap();
        let scale = Scale::new((date(2026, 1, 10), date(2026, 1, 10)), most, false);
        let x = scale.x(date(2026, 1, 10));
        let places = starts(drawing.svg.as_str(), class).join(";");
        (places, x, scale)
    };
    let (places, x, scale) = said(Qualifier::Exactly, "full");
    assert_eq!(places, format!("{} {}", x - 5, scale.y(116)));
    let (places, x, scale) = said(Qualifier::About, "open");
    assert_eq!(places, format!("{} {}", x - 5, scale.y(116)), "near");
    for qualifier in [
        Qualifier::AtLeast,
        Qualifier::MoreThan,
        Qualifier::UpTo,
        Qualifier::FewerThan,
        Qualifier::Between,
    ] {
        assert_eq!(said(qualifier, "full").0, "", "{qualifier:?} is no point");
        let (places, x, scale) = said(qualifier, "open");
        let expected = format!("{} {}", scale.beside(x) - 4, scale.y(116));
        assert_eq!(places, expected, "{qualifier:?} has its shape at its side");
    }
}

#[test]
fn a_word_is_a_bar_over_what_it_means() {
    let drawing = drawn(
        &[line("A", vec![vec![point(10, Qualifier::Hundreds, 0)]])],
        "en",
    );
    let day = date(2026, 1, 10);
    let scale = Scale::new((day, day), 999, false);
    let bar = format!(
        "<path d=\"M{} {}V{}\" stroke-dasharray",
        scale.x(day),
        scale.y(200),
        scale.y(999)
    );
    assert!(
        drawing.svg.as_str().contains(&bar),
        "{}",
        drawing.svg.as_str()
    );
    assert_eq!(starts(drawing.svg.as_str(), "full").len(), 0);
}

#[test]
fn the_explanation_of_the_marks_uses_no_claimant_s_shape() {
    let points = vec![
        point(10, Qualifier::Exactly, 116),
        point(11, Qualifier::AtLeast, 200),
    ];
    let lines: Vec<Line> = (0..6).map(|_| line("A", vec![points.clone()])).collect();
    let drawing = drawn(&lines, "en");
    let form = |svg: &str| {
        let path = svg.rsplit(" d=\"M").next().unwrap();
        let from = path.find(|c: char| c.is_ascii_lowercase()).unwrap();
        path[from..].to_owned()
    };
    for (mark, words) in &drawing.marks {
        for (shape, _) in &drawing.legend {
            assert_ne!(form(mark.as_str()), form(shape.as_str()), "{words}");
        }
    }
}

#[test]
fn req_158_no_line_crosses_a_break() {
    let before = point(10, Qualifier::Exactly, 116);
    let after = |day, number| point(day, Qualifier::Exactly, number);
    let broken = line(
        "A",
        vec![
            vec![before.clone()],
            vec![after(13, 2_003), after(14, 2_615)],
        ],
    );
    assert_eq!(ways(drawn(&[broken], "en").svg.as_str()), 1);
    let whole = line("A", vec![vec![before, after(13, 2_003), after(14, 2_615)]]);
    let svg = drawn(&[whole], "en").svg.as_str().to_owned();
    let way = svg.split("class=\"way\"").nth(1).unwrap();
    assert_eq!(
        way.split("\"/>").next().unwrap().matches('L').count(),
        2,
        "{way}"
    );
}

#[test]
fn no_line_leads_to_a_ceiling() {
    let points = vec![
        point(10, Qualifier::About, 3_117),
        point(12, Qualifier::UpTo, 4_200),
        point(14, Qualifier::Exactly, 3_300),
        point(15, Qualifier::AtLeast, 3_400),
    ];
    assert_eq!(
        ways(drawn(&[line("A", vec![points])], "en").svg.as_str()),
        1
    );
}

#[test]
fn claimants_differ_by_shape_and_by_line() {
    let lines: Vec<Line> = (0..6)
        .map(|index| line("A", vec![vec![point(10 + index, Qualifier::Exactly, 5)]]))
        .collect();
    let legend = drawn(&lines, "en").legend;
    for (index, (one, _)) in legend.iter().enumerate() {
        for (other, _) in &legend[index + 1..] {
            assert_ne!(one.as_str(), other.as_str());
        }
    }
}

#[test]
fn every_kind_of_mark_is_explained_once_with_its_own_words() {
    let points = vec![
        point(10, Qualifier::MoreThan, 160),
        point(11, Qualifier::Exactly, 200),
        point(12, Qualifier::MoreThan, 300),
    ];
    let marks = drawn(&[line("A", vec![points])], "en").marks;
    let words: Vec<&str> = marks.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(words, ["MoreThan 160", "Exactly 200"]);
}

#[test]
fn a_number_nobody_knows_is_not_drawn() {
    let unknown = Point {
        bounds: Bounds::new(Qualifier::UnknownNumber, None, None, None).unwrap(),
        ..point(10, Qualifier::Exactly, 1)
    };
    let words = Words::for_language("en");
    assert!(
        draw(
            &[line("A", vec![vec![unknown]])],
            words,
            |_, _| String::new()
        )
        .is_none()
    );
    assert!(draw(&[], words, |_, _| String::new()).is_none());
}

#[test]
fn a_picture_needs_no_script_and_no_style_and_its_label_is_escaped() {
    let words = Words::for_language("ar");
    let lines = [line(
        "A",
        vec![vec![
            point(10, Qualifier::Between, 5),
            point(28, Qualifier::AtLeast, 9),
        ]],
    )];
    let svg = draw(&lines, words, |_, _| "\"<script>".to_owned())
        .unwrap()
        .svg;
    assert!(svg.as_str().contains("aria-label=\"&quot;&lt;script&gt;\""));
    assert!(!svg.as_str().contains("style="), "{}", svg.as_str());
    for piece in svg
        .as_str()
        .split(|c: char| !c.is_ascii_digit() && c != '-')
        .filter(|n| !n.is_empty())
    {
        let inside = piece
            .parse::<i32>()
            .is_ok_and(|number| (-500..=500).contains(&number));
        assert!(
            inside
                || !piece.trim_matches('-').chars().any(|c| c.is_ascii_digit())
                || piece.contains("2026"),
            "{piece}"
        );
    }
}
