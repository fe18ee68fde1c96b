//! Translations against the original they say they render, where that is not the one in the folder.
//!
//! A folder holds one original and cannot tell an older one from an invented one; the log can. Without
//! this a digest that nobody ever published would excuse a translation from being compared.

use domain::log::RevisionRole;
use domain::revision::{Renders, Role, Wording};
use domain::text::{Text, TextDigest};
use intake::finding::{Finding, Place};
use intake::folder::{self, Files, Folder};
use store::RevisionRow;

use crate::sequencer::NewText;

/// How many known originals a message names, newest first.
const NAMED: usize = 5;

/// Translations of originals that were never published, and new translations of older originals that
/// lack or add a figure or demand of theirs (REQ-109).
pub(super) fn findings(
    folder: &Folder,
    files: &Files,
    new: &[NewText],
    revisions: &[RevisionRow],
) -> Vec<Finding> {
    let current = folder.original().map(|original| original.text.digest());
    let originals = revisions.iter().rev();
    let originals: Vec<&RevisionRow> = originals
        .filter(|row| row.role == RevisionRole::Original)
        .collect();
    let mut findings = Vec::new();
    for wording in folder.wordings.iter().filter(|wording| !wording.is_draft()) {
        let Some(renders) = rendered(wording).filter(|digest| Some(*digest) != current) else {
            continue;
        };
        match originals.iter().find(|row| row.digest == renders) {
            None => findings.push(unknown(wording, renders, current, &originals)),
            Some(row) if new.iter().any(|text| text.language == wording.language) => {
                let original = Text::parse(&row.text).ok();
                let differs = original.map(|text| folder::differences(&text, wording, files));
                findings.extend(differs.into_iter().flatten());
            }
            // It was compared when it was published.
            Some(_) => {}
        }
    }
    findings
}

fn rendered(wording: &Wording) -> Option<TextDigest> {
    match &wording.role {
        Role::Translation(translation) => match translation.renders {
            Renders::Digest(digest) => Some(digest),
            Renders::Current => None,
        },
        Role::Original => None,
    }
}

fn unknown(
    wording: &Wording,
    renders: TextDigest,
    current: Option<TextDigest>,
    originals: &[&RevisionRow],
) -> Finding {
    let language = &wording.language;
    let message = format!(
        "the translation into `{language}` renders {renders}, which no original of this declaration has"
    );
    let here = current.map(|digest| format!("{digest} (the one in the folder)"));
    let published = originals.iter().filter(|row| Some(row.digest) != current);
    let published = published.map(|row| format!("{} (revision {})", row.digest, row.number));
    let known: Vec<String> = here.into_iter().chain(published).take(NAMED).collect();
    let help = format!(
        "known are {}; `renders = \"original\"` names the one in the folder",
        known.join(", ")
    );
    Finding::error("renders-unknown", message)
        .at(Some(Place::beginning(&format!("text/{language}.md"))))
        .help(help)
}
