//! The report for people: what was checked, what was counted, what was found false, and what no
//! recount can show. In plain words; it may be printed.

use std::fmt::Write;

use app::verify::{CountLine, Report};

use super::plain;

/// What the trust in a report rests on beside the log itself.
#[derive(Clone, Copy)]
pub(super) struct Trust {
    /// The key was known from elsewhere.
    pub(super) key_was_given: bool,
    /// What is seen is remembered.
    pub(super) remembers: bool,
    /// The log was read from another address than its own.
    pub(super) elsewhere: bool,
}

/// The report as text.
pub(super) fn text(report: &Report, target: &str, trust: Trust) -> String {
    let mut out = String::new();
    let mut say = |line: &str| {
        out.push_str(line);
        out.push('\n');
    };
    say(&format!("Recount of {}\n", plain(target)));
    if report.is_fine() {
        let total = grouped(report.total);
        say(&format!(
            "Signatures that count: {total}. Nothing was found false."
        ));
        say(&checked(report));
        say(&counted("Counted", &report.lines));
    } else {
        say("FOUND FALSE:");
        for problem in &report.problems {
            say(&format!("  - {}", plain(&problem.to_string())));
        }
        say("\nKeep this report, and do not rely on the number shown on the page.");
        say(&counted("Counted in what could be read", &report.lines));
    }
    say(&trusted(report, trust));
    say(LIMITS);
    out.truncate(out.trim_end().len());
    out
}

fn checked(report: &Report) -> String {
    let end = if report.closed {
        "\n  Signing has ended; the log says so."
    } else {
        ""
    };
    let published = report.published.map(|count| {
        format!(
            "\n  the published count ({}, with {} names) against the first {} entries",
            grouped(count.total),
            grouped(count.shown),
            grouped(count.size),
        )
    });
    let published = published.unwrap_or_default();
    format!(
        "\nChecked\n  every entry ({}) of the log {} against its signed root\n  \
         every text ({}) and figure ({}) against the digests that were logged\n  \
         every shown name ({}) against its entry{published}{end}",
        grouped(report.size),
        plain(&report.origin),
        grouped(report.texts),
        grouped(report.figures),
        grouped(report.names),
    )
}

fn counted(heading: &str, lines: &[CountLine]) -> String {
    let mut out = format!("\n{heading}\n");
    for line in lines {
        // A String takes whatever is written to it.
        let _ = writeln!(
            out,
            "  {:>9}  {}, {}, text in {} (entry {}, digest {}…)",
            grouped(line.signatures),
            class(line.class),
            evidence(line.evidence),
            plain(&line.language),
            line.revision,
            line.text.get(..12).unwrap_or(&line.text),
        );
    }
    if lines.is_empty() {
        out.push_str("  no signature\n");
    }
    out.truncate(out.trim_end().len());
    out
}

fn trusted(report: &Report, trust: Trust) -> String {
    let mut out = String::from("\nWhat this rests on\n");
    let mut say = |line: String| {
        out.push_str("  ");
        out.push_str(&line);
        out.push('\n');
    };
    if !report.key.is_empty() {
        say(format!("The key of the log: {}", plain(&report.key)));
    }
    if trust.elsewhere {
        say(format!(
            "The log calls itself {} but was read from another address: a mirror may do so, and so \
             may somebody who copies a name.",
            plain(&report.origin)
        ));
    }
    match (trust.key_was_given, report.remembered) {
        (true, _) => say("You gave the key, so the log is the one you know.".to_owned()),
        (false, Some(before)) => say(format!(
            "It is the key seen before, and the log continues the {} entries seen then.",
            grouped(before)
        )),
        (false, None) => say(
            "It was taken on its own word, being seen for the first time: compare it with the key \
             that others know, and give it with --key."
                .to_owned(),
        ),
    }
    say(if trust.remembers && report.is_fine() {
        "What was seen is remembered: from now on the log may only grow.".to_owned()
    } else if trust.remembers {
        "Nothing of it was remembered.".to_owned()
    } else {
        "There is no folder to remember it in: name one with --state.".to_owned()
    });
    out.truncate(out.trim_end().len());
    out
}

/// LOG-FORMAT section 9.
const LIMITS: &str = "
What no recount can show
  That each signature is a real person who meant it: a mail was answered, no more.
  That somebody who never got a receipt was not left out.";

fn class(word: &str) -> &str {
    match word {
        "person" => "persons",
        "organisation" => "organisations",
        other => other,
    }
}

fn evidence(word: &str) -> &str {
    match word {
        "mail-link" => "confirmed by the link in a mail",
        "mail-code" => "confirmed by the code in a mail",
        "signed-reply" => "confirmed by a signed mail",
        "organisation-domain" => "confirmed from the organisation's own domain",
        "paper-sheet" => "signed on paper",
        "organiser" => "entered by an organiser and confirmed",
        other => other,
    }
}

/// Thousands apart: reports are read by people who copy numbers.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use app::verify::{Problem, PublishedCount};

    use super::*;

    const FIRST: Trust = Trust {
        key_was_given: false,
        remembers: true,
        elsewhere: false,
    };

    fn report() -> Report {
        Report {
            origin: "a.example/d/rivers/log".to_owned(),
            key: "a.example/d/rivers/log+00000000+AA".to_owned(),
            size: 1_234_567,
            total: 1_234_000,
            lines: vec![CountLine {
                revision: 0,
                language: "de".to_owned(),
                text: "ab".repeat(32),
                class: "person",
                evidence: "mail-link",
                signatures: 1_234_000,
            }],
            published: Some(PublishedCount {
                size: 1_000_000,
                total: 999_000,
                shown: 5,
            }),
            ..Report::default()
        }
    }

    #[test]
    fn hostile_words_do_not_reach_the_terminal() {
        let mut report = report();
        report.origin = "a\u{1b}[2J".to_owned();
        report.key = "a\u{202e}".to_owned();
        report.lines[0].language = "d\u{9b}".to_owned();
        let elsewhere = Trust {
            elsewhere: true,
            ..FIRST
        };
        let check = |report: &Report| {
            let text = text(report, "x\u{7}", elsewhere);
            let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            assert!(!text.contains(steers), "{text:?}");
            assert!(text.contains("was read from another address"), "{text}");
        };
        check(&report);
        report.problems = vec![Problem::Malformed("policy".into(), "\r\u{1b}c".into())];
        check(&report);
    }

    #[test]
    fn a_fine_report_says_what_was_checked_and_what_it_rests_on() {
        let text = text(&report(), "https://a.example/d/rivers/log", FIRST);
        for said in [
            "Signatures that count: 1,234,000. Nothing was found false.",
            "every entry (1,234,567) of the log a.example/d/rivers/log",
            "the published count (999,000, with 5 names) against the first 1,000,000 entries",
            "persons, confirmed by the link in a mail, text in de (entry 0, digest abababababab…)",
            "seen for the first time",
            "What no recount can show",
        ] {
            assert!(text.contains(said), "{said} is missing in\n{text}");
        }
    }

    #[test]
    fn every_problem_is_a_sentence_before_anything_else() {
        let problems = vec![Problem::Root, Problem::Name(7)];
        let text = text(
            &Report {
                problems,
                ..report()
            },
            "x",
            FIRST,
        );
        assert!(
            text.contains("FOUND FALSE:\n  - the entries do not add up"),
            "{text}"
        );
        assert!(text.contains("- the name shown for entry 7"), "{text}");
        assert!(!text.contains("Nothing was found false"));
        assert!(text.contains("Nothing of it was remembered."));
    }

    #[test]
    fn thousands_are_kept_apart() {
        for (number, expected) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), expected);
        }
    }
}
