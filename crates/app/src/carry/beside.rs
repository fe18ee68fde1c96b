//! The folder of a declaration that lies beside its log.
//!
//! The log proves texts, figures, raisings and signatures. What else stands in the folder (who began
//! it, notes, the closing day) is taken on the word of whoever exported it.

use std::collections::BTreeMap;

use domain::figure::{FigureDigest, canonical_record};
use domain::log::{Body, RevisionRole};
use domain::raising::next_record;
use domain::slug::Slug;
use domain::text::TextDigest;
use intake::finding::Severity;
use intake::folder::{self, Files, Folder};
use store::FolderFile;

use super::verified::Verified;
use super::{CarryError, Refusal};

/// The files of a folder, and the wordings in it.
pub(super) struct Beside {
    files: Vec<FolderFile>,
    /// Whole files by the digest of the text in them.
    sources: BTreeMap<TextDigest, String>,
}

impl Beside {
    /// A folder that is kept as it is.
    pub(super) const fn kept(files: Vec<FolderFile>) -> Self {
        Self {
            files,
            sources: BTreeMap::new(),
        }
    }

    /// A folder that came with a log, and the slug in it.
    ///
    /// # Errors
    /// [`Refusal`] where it does not read, or shows another text, figure or raising than the log
    /// holds; [`CarryError`] where the log cannot be read again.
    pub(super) async fn of(files: &Files, verified: &Verified) -> Result<(Self, Slug), CarryError> {
        let outcome = folder::read(files);
        let Some(folder) = outcome.folder else {
            let mut errors = outcome.findings.into_iter();
            let first = errors.find(|finding| finding.severity == Severity::Error);
            return Err(Refusal::Folder(first.map_or_else(
                || "there is no declaration.toml".to_owned(),
                |finding| finding.message,
            ))
            .into());
        };
        compare(&folder, &verified.published)?;
        compare_raisings(&folder, &verified.raisings().await?)?;
        let sources = folder.wordings.iter().filter_map(|wording| {
            let file = files.text(&format!("text/{}.md", wording.language))?;
            Some((wording.text.digest(), file.to_owned()))
        });
        let kept = files.iter().map(|(path, content)| FolderFile {
            path: path.clone(),
            content: content.clone(),
        });
        let beside = Self {
            sources: sources.collect(),
            files: kept.collect(),
        };
        Ok((beside, folder.declaration.slug))
    }

    /// The files.
    pub(super) fn files(&self) -> &[FolderFile] {
        &self.files
    }

    /// The whole file a text was written in, while the folder holds it.
    pub(super) fn source(&self, text: TextDigest) -> Option<&str> {
        self.sources.get(&text).map(String::as_str)
    }
}

/// Whatever a page shows of a folder as text or figure must be what was logged and signed.
fn compare(folder: &Folder, published: &[Body]) -> Result<(), Refusal> {
    let original = &folder.declaration.language;
    let begins = published.iter().any(|body| {
        matches!(body, Body::Revision { role: RevisionRole::Original, language, .. }
            if language == original)
    });
    if !begins {
        return Err(Refusal::OtherOriginal(original.to_string()));
    }
    for wording in folder.wordings.iter().filter(|wording| !wording.is_draft()) {
        let text = wording.text.digest();
        let is_logged = published.iter().any(|body| {
            matches!(body, Body::Revision { language, digest, .. }
                if language == &wording.language && digest == &text)
        });
        if !is_logged {
            return Err(Refusal::OtherText(wording.language.to_string()));
        }
    }
    for figure in &folder.figures {
        let digest = FigureDigest::of(&canonical_record(figure));
        let is_logged = published
            .iter()
            .any(|body| matches!(body, Body::Figure { record } if record == digest.as_bytes()));
        if !is_logged {
            return Err(Refusal::OtherFigure(figure.id.as_str().to_owned()));
        }
    }
    Ok(())
}

fn compare_raisings(folder: &Folder, records: &[String]) -> Result<(), Refusal> {
    let unlogged = folder.raisings.iter().find(|raising| {
        let known = records.iter().map(String::as_str);
        next_record(raising, known).is_some()
    });
    unlogged.map_or(Ok(()), |raising| {
        Err(Refusal::OtherRaising(raising.id.as_str().to_owned()))
    })
}
