//! `accepted.toml`.

use super::section::{Reader, Section};
use crate::finding::Finding;
use crate::folder::{ACCEPTED, Acceptance};

/// Reads the file: the acceptances that could be read.
pub(super) fn read(text: &str, findings: &mut Vec<Finding>) -> Vec<Acceptance> {
    let mut reader = Reader::new(ACCEPTED, text, &(0..text.len()));
    let document = reader.parse(text);
    let mut top = Section::top(&document);
    let mut acceptances = Vec::new();
    for mut section in top.tables("accepted", &mut reader) {
        let code = section.plain("code", &mut reader);
        let code = section.needed(
            "code",
            code,
            &mut reader,
            "the name in brackets behind `warning`",
        );
        let file = section.plain("file", &mut reader);
        let quote = section.plain("quote", &mut reader);
        let who = section.plain("who", &mut reader);
        let who = section.needed("who", who, &mut reader, "who accepts it");
        let when = section.day("when", &mut reader);
        let when = section.needed("when", when, &mut reader, "the day, such as 2026-01-06");
        let why = section.paragraphs("why", &mut reader);
        let why = section.needed(
            "why",
            why,
            &mut reader,
            "the reason, for whoever reads it later",
        );
        section.finish(&mut reader);
        let read = || {
            Some(Acceptance {
                code: code?,
                file,
                quote,
                who: who?,
                when: when?,
                why: why?,
            })
        };
        acceptances.extend(read());
    }
    top.finish(&mut reader);
    findings.append(&mut reader.findings);
    acceptances
}
