//! What of a folder is not in the log yet.

use domain::figure::{FigureDigest, canonical_record};
use domain::log::RevisionRole;
use domain::revision::{Renders, Role, Wording};
use intake::folder::{Files, Folder};
use store::{FigureRow, RevisionRow};

use crate::sequencer::{self, NewFigure, NewText};

/// Figures whose canonical records the log does not hold.
pub(super) fn figures(folder: &Folder, known: &[FigureRow]) -> Vec<NewFigure> {
    let records = folder.figures.iter().map(canonical_record);
    records
        .filter(|record| {
            let digest = FigureDigest::of(record);
            known.iter().all(|row| &row.digest != digest.as_bytes())
        })
        .map(|record| NewFigure { record })
        .collect()
}

/// Wordings that differ from the newest revision of their language, the original first. Drafts are
/// never published.
///
/// A translation whose words did not change stays bound to the original it was made from, even when
/// that was revised since: it is behind until somebody has looked at it.
pub(super) fn texts(folder: &Folder, files: &Files, revisions: &[RevisionRow]) -> Vec<NewText> {
    let original = &folder.declaration.language;
    let mut wordings: Vec<&Wording> = folder.wordings.iter().filter(|w| !w.is_draft()).collect();
    wordings.sort_by_key(|w| (&w.language != original, w.language.clone()));
    wordings
        .into_iter()
        .filter_map(|wording| {
            let mut same = revisions.iter().filter(|r| r.language == wording.language);
            let newest = same.next_back();
            if newest.is_some_and(|newest| newest.digest == wording.text.digest()) {
                return None;
            }
            Some(new_text(wording, newest, files, folder, revisions))
        })
        .collect()
}

fn new_text(
    wording: &Wording,
    newest: Option<&RevisionRow>,
    files: &Files,
    folder: &Folder,
    revisions: &[RevisionRow],
) -> NewText {
    let path = format!("text/{}.md", wording.language);
    let source = files
        .get(&path)
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let (role, renders) = match &wording.role {
        Role::Original => (RevisionRole::Original, sequencer::Renders::ThisPublication),
        Role::Translation(translation) => (
            RevisionRole::Translation,
            rendered(translation.renders, folder, revisions),
        ),
    };
    NewText {
        language: wording.language.clone(),
        role,
        number: newest.map_or(1, |newest| newest.number + 1),
        renders,
        digest: wording.text.digest(),
        text: wording.text.as_str().to_owned(),
        source: source.unwrap_or_else(|| wording.text.as_str().to_owned()),
    }
}

/// Where the original that a translation renders stands: in this publication if the original is new,
/// otherwise where it was logged.
fn rendered(renders: Renders, folder: &Folder, revisions: &[RevisionRow]) -> sequencer::Renders {
    let current = folder
        .wordings
        .iter()
        .find(|w| w.language == folder.declaration.language)
        .map(|w| w.text.digest());
    let digest = match renders {
        Renders::Current => current,
        Renders::Digest(digest) => Some(digest),
    };
    revisions
        .iter()
        .rev()
        .find(|r| r.role == RevisionRole::Original && Some(r.digest) == digest)
        .map_or(sequencer::Renders::ThisPublication, |r| {
            sequencer::Renders::Leaf(r.leaf)
        })
}
