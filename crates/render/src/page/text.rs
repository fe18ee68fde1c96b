//! One exact text, for ever at the same address (REQ-126).

use askama::Template;

use super::declaration::Wording;
use super::figures::FigureNote;
use super::revisions::HistoryRow;
use crate::html::Html;
use crate::layout::Layout;
use crate::urls;
use crate::words::{direction, language_name};

/// The text with one digest.
#[derive(Clone, Debug, Template)]
#[template(path = "page/text.html")]
pub struct Text {
    /// What every page shares.
    pub page: Layout,
    /// The declaration's name in addresses.
    pub slug: String,
    /// The text's title.
    pub title: String,
    /// The text after its title, from [`crate::text::to_html`].
    pub body: Html,
    /// Which wording this is.
    pub wording: Wording,
    /// Its figures with their sources, in the order of the text.
    pub figures: Vec<FigureNote>,
    /// How many signed exactly this wording.
    pub signed: u64,
    /// Every text in this language, the newest first.
    pub history: Vec<HistoryRow>,
    /// Digest of the revision before, in the same language.
    pub predecessor: Option<String>,
    /// Digest of the revision after, in the same language.
    pub successor: Option<String>,
}

impl Text {
    fn dir(&self) -> &'static str {
        direction(&self.wording.language)
    }

    fn language_name(&self) -> String {
        language_name(&self.wording.language)
    }

    fn path_of(&self, digest: &str) -> String {
        urls::text(&self.slug, digest)
    }

    fn compare_path(&self) -> String {
        urls::compare(&self.slug, &self.wording.language)
    }

    /// What changed from the text before; nothing for the first.
    fn changes_path(&self, row: &HistoryRow) -> Option<String> {
        let before = row.number.checked_sub(1).filter(|before| *before > 0)?;
        let numbers = (before, row.number);
        Some(urls::changes(&self.slug, &self.wording.language, numbers))
    }

    fn latest_path(&self) -> String {
        urls::declaration(&self.slug, &self.wording.language)
    }

    fn original_name(&self, original: &str) -> String {
        language_name(original)
    }
}
