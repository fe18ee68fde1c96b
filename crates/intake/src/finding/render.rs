//! Findings for people, in the manner of a good compiler.

use std::collections::BTreeMap;

use super::{Accepted, Finding, Place, Severity};
use crate::folder::Files;
use domain::text::may_stand;

use crate::source::width;

/// The widest excerpt of a source line in columns: a line that was wrapped for print or mail is
/// shown whole, a paragraph kept on one line is cut to the part around the span.
const EXCERPT: usize = 104;
/// How much of a long line is shown before the span.
const BEFORE: usize = 24;

/// The findings as text: severity and code, place, the line with carets under what is meant, advice.
/// `files` gives the lines; `colour` adds terminal colours.
#[must_use]
pub fn render(findings: &[Finding], files: &Files, colour: bool) -> String {
    let mut page = Page {
        out: String::new(),
        paint: Paint(colour),
        lines: BTreeMap::new(),
    };
    for finding in findings {
        page.finding(finding, files);
        page.out.push('\n');
    }
    page.out
}

/// One line that counts errors, warnings and notes.
#[must_use]
pub fn summary(findings: &[Finding]) -> String {
    let counted = |f: &&Finding, severity| f.accepted.is_none() && f.severity == severity;
    let count = |severity| findings.iter().filter(|f| counted(f, severity)).count();
    let accepted = findings.iter().filter(|f| f.accepted.is_some()).count();
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (count(severity), severity.word()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        .chain((accepted > 0).then(|| format!("{accepted} accepted")))
        .collect();
    if parts.is_empty() {
        "nothing found".to_owned()
    } else {
        parts.join(", ")
    }
}

struct Paint(bool);

impl Paint {
    fn with(&self, code: &str, text: &str) -> String {
        if self.0 {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    const fn severity(severity: Severity) -> &'static str {
        match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Note => "1;36",
        }
    }
}

const BOLD: &str = "1";
const ACCEPTED: &str = "1;32";
const GUTTER: &str = "1;34";

/// Findings being written, with the lines of the files they speak of.
struct Page {
    out: String,
    paint: Paint,
    lines: BTreeMap<String, Vec<String>>,
}

impl Page {
    fn finding(&mut self, finding: &Finding, files: &Files) {
        let head = format!("{}[{}]", finding.word(), finding.code);
        let colour = match finding.accepted {
            Some(_) => ACCEPTED,
            None => Paint::severity(finding.severity),
        };
        let head = self.paint.with(colour, &head);
        let message = self
            .paint
            .with(BOLD, &format!(": {}", safe(&finding.message)));
        self.out.push_str(&format!("{head}{message}\n"));
        let mut gutter = 1;
        if let Some(place) = &finding.place {
            gutter = place.line.to_string().len();
            self.excerpt(place, files, finding.severity);
        }
        let mark = self.paint.with(GUTTER, "=");
        let pad = " ".repeat(gutter);
        let last = match &finding.accepted {
            Some(Accepted { who, when, why }) => {
                Some(format!("accepted by {who} on {when}: {why}"))
            }
            None => finding.help.as_ref().map(|help| format!("help: {help}")),
        };
        if let Some(last) = last {
            let last = safe(&last.replace('\n', " "));
            self.out.push_str(&format!("{pad} {mark} {last}\n"));
        }
    }

    fn excerpt(&mut self, place: &Place, files: &Files, severity: Severity) {
        let pad = " ".repeat(place.line.to_string().len());
        let bar = self.paint.with(GUTTER, "|");
        let arrow = self.paint.with(GUTTER, "-->");
        let (file, number, column) = (safe(&place.file), place.line, place.column);
        self.out
            .push_str(&format!("{pad}{arrow} {file}:{number}:{column}\n"));
        let lines = self.lines.entry(place.file.clone()).or_insert_with(|| {
            let text = files.get(&place.file).map(String::from_utf8_lossy);
            text.iter()
                .flat_map(|text| text.lines().map(str::to_owned))
                .collect()
        });
        let Some(line) = lines.get(number.saturating_sub(1)) else {
            return;
        };
        let shown = Shown::of(line, place);
        let number = self.paint.with(GUTTER, &number.to_string());
        let carets = self
            .paint
            .with(Paint::severity(severity), &"^".repeat(shown.carets));
        let offset = " ".repeat(shown.offset);
        self.out
            .push_str(&format!("{pad} {bar}\n{number} {bar} {}\n", shown.text));
        self.out
            .push_str(&format!("{pad} {bar} {offset}{carets}\n"));
    }
}

/// The part of a line that is shown, with the columns of the carets beneath it.
struct Shown {
    text: String,
    offset: usize,
    carets: usize,
}

impl Shown {
    fn of(line: &str, place: &Place) -> Self {
        let characters: Vec<char> = line
            .trim_start_matches('\u{feff}')
            .chars()
            .map(showable)
            .collect();
        let start = place.column.saturating_sub(1).min(characters.len());
        let end = start.saturating_add(place.length).min(characters.len());
        let columns = |part: &[char]| part.iter().copied().map(width).sum::<usize>();
        let is_long = columns(&characters) > EXCERPT;
        let mut from = if is_long {
            start.saturating_sub(BEFORE)
        } else {
            0
        };
        if from == 1 {
            from = 0;
        }
        let mut text = String::from(if from > 0 { "…" } else { "" });
        let lead = text.chars().count();
        let mut used = lead;
        let mut until = from;
        for &c in &characters[from..] {
            used += width(c);
            if used > EXCERPT {
                text.push('…');
                break;
            }
            text.push(c);
            until += 1;
        }
        let end = end.min(until).max(start);
        Self {
            text,
            offset: lead + columns(&characters[from..start]),
            carets: columns(&characters[start..end]).max(1),
        }
    }
}

/// A source line may hold terminal commands or characters that turn the direction of the text
/// around; neither may reach the terminal.
fn showable(c: char) -> char {
    match c {
        '\t' => ' ',
        c if may_stand(c) => c,
        _ => '\u{fffd}',
    }
}

fn safe(text: &str) -> String {
    text.chars().map(showable).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(line: usize, column: usize, length: usize) -> Place {
        Place {
            file: "text/de.md".into(),
            line,
            column,
            length,
        }
    }

    fn files(text: &str) -> Files {
        [("text/de.md".to_owned(), text.as_bytes().to_vec())]
            .into_iter()
            .collect()
    }

    #[test]
    fn a_finding_points_at_its_place_and_says_what_to_do() {
        let finding = Finding::error("figure-unknown", "no figure is called `kiled`")
            .at(place(2, 5, 5))
            .help("did you mean `killed`?");
        assert_eq!(
            render(&[finding], &files("one\nthe kiled\n"), false),
            "error[figure-unknown]: no figure is called `kiled`\n \
             --> text/de.md:2:5\n  |\n2 | the kiled\n  |     ^^^^^\n  = help: did you mean `killed`?\n\n"
        );
    }

    #[test]
    fn carets_stand_under_wide_and_combining_characters() {
        let check = |line: &str, column, length, expected: &str| {
            let shown = Shown::of(line, &place(1, column, length));
            let carets = format!("{}{}", " ".repeat(shown.offset), "^".repeat(shown.carets));
            assert_eq!(carets, expected, "{line}");
        };
        check("漢字 x", 2, 1, "  ^^");
        check("漢字 x", 4, 1, "     ^");
        check("e\u{301}e\u{301}x", 5, 1, "  ^");
        check("short", 40, 3, "     ^");
    }

    #[test]
    fn a_long_line_is_cut_around_the_span() {
        let line = format!("{}HERE{}", "a".repeat(500), "b".repeat(500));
        let shown = Shown::of(&line, &place(1, 501, 4));
        assert!(shown.text.starts_with('…') && shown.text.ends_with('…'));
        let under: String = shown
            .text
            .chars()
            .skip(shown.offset)
            .take(shown.carets)
            .collect();
        assert_eq!(under, "HERE");
    }

    #[test]
    fn terminal_commands_and_direction_overrides_never_reach_the_terminal() {
        let finding = Finding::note("x", "a\u{1b}[2Jb\u{202e}").at(place(1, 1, 1));
        let text = render(&[finding], &files("c\u{1b}[31m\u{202e}\n"), false);
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
    }

    #[test]
    fn the_summary_counts_by_severity() {
        let findings = [
            Finding::error("a", ""),
            Finding::note("b", ""),
            Finding::note("c", ""),
        ];
        assert_eq!(summary(&findings), "1 error, 2 notes");
        assert_eq!(summary(&[]), "nothing found");
    }
}
