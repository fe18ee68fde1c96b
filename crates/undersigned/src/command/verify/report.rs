//! The report for people: what was checked, what was counted, what was found false, and what no
//! recount can show. In plain words; it may be printed.

use std::fmt::Write;

use app::verify::{CountLine, Problem, Report};

use super::amount::{amount, grouped};
use super::plain;
use super::vouched::vouched;

/// What the trust in a report rests on beside the log itself.
#[derive(Clone, Copy)]
pub(super) struct Trust {
    /// The key was known from elsewhere.
    pub(super) key_was_given: bool,
    /// It was read from a site, which has pages beside the log.
    pub(super) is_site: bool,
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
        say(&checked(report, trust));
        say(&counted("Counted", &report.lines));
    } else {
        say("FOUND FALSE:");
        for problem in &report.problems {
            say(&format!("  - {}", plain(&problem.to_string())));
        }
        say("\nKeep this report, and do not rely on the number shown on the page.");
        say(&counted("Counted in what could be read", &report.lines));
    }
    say(&vouched(&report.witnesses));
    say(&trusted(report, trust));
    say(LIMITS);
    out.truncate(out.trim_end().len());
    out
}

fn checked(report: &Report, trust: Trust) -> String {
    let end = if report.closed {
        "\n  Signing has ended; the log says so."
    } else {
        ""
    };
    let published = report.published.map(|count| {
        format!(
            "\n  the published count ({}, with {}) against the first {}",
            grouped(count.total),
            amount(count.shown, "name", "names"),
            amount(count.size, "entry", "entries"),
        )
    });
    let published = published.unwrap_or_default();
    let pages = match (report.pages, trust.is_site) {
        (0, true) => "\n  not the page: it shows no count that a program can read".to_owned(),
        (0, false) => String::new(),
        (pages, _) => format!(
            "\n  the count on {} against the log at its size",
            amount(pages, "page", "pages")
        ),
    };
    format!(
        "\nChecked\n  every entry ({}) of the log {} against its signed root\n  \
         every text ({}), figure ({}) and raising ({}) against the digests that were logged\n  \
         every shown name ({}) against its entry\n  \
         every listed checkpoint ({}) against the entries it covers{published}{pages}{end}",
        grouped(report.size),
        plain(&report.origin),
        grouped(report.texts),
        grouped(report.figures),
        grouped(report.raisings),
        grouped(report.names),
        grouped(report.checkpoints),
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
            class(line),
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
    known(report, trust).into_iter().for_each(&mut say);
    if let Some(elsewhere) = report.newer_elsewhere {
        say(format!(
            "It is older than what you saw elsewhere ({}): what is newer was not compared.",
            amount(elsewhere, "entry", "entries")
        ));
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

/// Why the log can be taken for the one that is meant; nothing where that was found false, and no
/// more than the key where anything was.
fn known(report: &Report, trust: Trust) -> Option<String> {
    let is_in_doubt = |problem: &Problem| {
        matches!(
            problem,
            Problem::OtherKey { .. }
                | Problem::OtherOrigin { .. }
                | Problem::NotInPolicy(_)
                | Problem::Checkpoint(_)
        )
    };
    if report.key.is_empty() || report.problems.iter().any(is_in_doubt) {
        return None;
    }
    let seen = report.remembered.or(report.newer_elsewhere).is_some();
    Some(match (trust.key_was_given, report.remembered) {
        (true, _) if report.is_fine() => {
            "You gave the key, so the log is the one you know.".to_owned()
        }
        (true, _) => "It is the key that you gave.".to_owned(),
        (false, Some(before)) if report.is_fine() => format!(
            "It is the key seen before, and the log continues the {} seen then.",
            amount(before, "entry", "entries")
        ),
        (false, _) if seen => "It is the key seen before.".to_owned(),
        (false, _) => {
            "It was taken on its own word, being seen for the first time: compare it with the key \
             that others know, and give it with --key."
                .to_owned()
        }
    })
}

/// LOG-FORMAT section 9.
const LIMITS: &str = "
What no recount can show
  That each signature is a real person who meant it: a mail was answered, no more.
  That somebody who never got a receipt was not left out.";

fn class(line: &CountLine) -> &str {
    match line.class {
        "person" if line.signatures != 1 => "persons",
        "organisation" if line.signatures != 1 => "organisations",
        one => one,
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

#[cfg(test)]
mod tests {
    use app::verify::{Problem, PublishedCount};

    use super::*;

    const FIRST: Trust = Trust {
        key_was_given: false,
        is_site: true,
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
    fn what_the_log_rests_on_never_contradicts_what_was_found() {
        let given = Trust {
            key_was_given: true,
            ..FIRST
        };
        let claims = [
            "You gave the key, so",
            "It is the key that you gave.",
            "the log continues the 1,234 entries seen then",
            "It is the key seen before.",
            "seen for the first time",
        ];
        let check = |trust, remembered, problem: Option<Problem>, said: Option<&str>| {
            let report = Report {
                remembered,
                problems: problem.into_iter().collect(),
                ..report()
            };
            let text = text(&report, "x", trust);
            for claim in claims {
                assert_eq!(text.contains(claim), said == Some(claim), "{claim}: {text}");
            }
        };
        let other = || Problem::OtherKey {
            expected: "a".to_owned(),
            found: "b".to_owned(),
        };
        let shrunk = || Problem::Shrunk { before: 9, now: 5 };
        let seen = Some(1_234);
        check(given, None, None, Some(claims[0]));
        check(given, None, Some(other()), None);
        check(given, seen, Some(Problem::Rewritten(3)), Some(claims[1]));
        check(FIRST, seen, None, Some(claims[2]));
        check(FIRST, seen, Some(Problem::Rewritten(3)), Some(claims[3]));
        check(FIRST, seen, Some(shrunk()), Some(claims[3]));
        check(FIRST, None, None, Some(claims[4]));
        check(FIRST, None, Some(other()), None);
    }

    #[test]
    fn an_older_copy_is_told_and_not_blamed() {
        let report = Report {
            newer_elsewhere: Some(2_000_000),
            ..report()
        };
        let text = text(&report, "x", FIRST);
        assert!(text.contains("Nothing was found false."), "{text}");
        assert!(text.contains("older than what you saw elsewhere (2,000,000 entries)"));
        assert!(text.contains("It is the key seen before."));
    }

    #[test]
    fn one_is_not_several() {
        let mut report = report();
        report.lines[0].signatures = 1;
        report.pages = 1;
        let one = text(&report, "x", FIRST);
        assert!(one.contains("        1  person, confirmed"), "{one}");
        assert!(one.contains("the count on 1 page against"), "{one}");
        report.lines[0].class = "organisation";
        report.pages = 3;
        let several = text(&report, "x", FIRST);
        assert!(several.contains("        1  organisation, confirmed"));
        assert!(several.contains("the count on 3 pages against"));
    }
}
