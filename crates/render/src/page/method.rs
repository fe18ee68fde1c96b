//! How the figures of a declaration are chosen and checked (REQ-167).

use askama::Template;

use crate::html::Html;
use crate::layout::Layout;
use crate::spoken::Spoken;
use crate::urls;
use crate::words::direction;

/// The page in one language.
#[derive(Clone, Debug, Template)]
#[template(path = "page/method.html")]
pub struct Method {
    /// What every page shares; its alternates are the languages of the text.
    pub page: Layout,
    /// The declaration's name in addresses.
    pub slug: String,
    /// The declaration's title in this language.
    pub title: String,
    /// BCP 47 tag of the declaration's text.
    pub language: String,
    /// The title of the method.
    pub heading: String,
    /// Its text.
    pub body: Html,
    /// BCP 47 tag of the method's own language: that of the original where nobody translated it.
    pub written_in: String,
    /// The questions that figures answer.
    pub series: Vec<SeriesLink>,
}

/// A question, and whose answer is used.
#[derive(Clone, Debug)]
pub struct SeriesLink {
    /// The series' name in addresses.
    pub id: String,
    /// What is asked.
    pub question: Spoken,
    /// Whose count is used.
    pub claimed_by: Option<String>,
    /// Why that one.
    pub why: Option<Spoken>,
}

impl Method {
    fn dir(&self) -> &'static str {
        direction(&self.language)
    }

    fn written_dir(&self) -> &'static str {
        direction(&self.written_in)
    }

    fn declaration_path(&self) -> String {
        urls::declaration(&self.slug, &self.language)
    }

    fn series_path(&self, id: &str) -> String {
        urls::series(&self.slug, &self.language, id)
    }
}
