//! A subscription, to be changed or ended.

use askama::Template;

use super::{Entry, Name};
use crate::layout::Layout;
use crate::words::{direction, language_name};

/// The page behind the link that changes a subscription.
#[derive(Clone, Debug, Template)]
#[template(path = "page/infomail/manage.html")]
pub struct Manage {
    /// What every page shares.
    pub page: Layout,
    /// Which list.
    pub list: Name,
    /// The mailed token, for the hidden field `token`.
    pub token: String,
    /// The languages that can be chosen.
    pub languages: Vec<Choice>,
    /// The declarations that were noted as signed.
    pub noted: Vec<Noted>,
    /// The issues that were sent, the newest first, to be asked for by somebody who came later.
    pub sent: Vec<Entry>,
    /// What was just done.
    pub news: News,
}

/// What was just done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum News {
    /// Nothing.
    #[default]
    None,
    /// What was chosen is saved.
    Saved,
    /// An issue was asked for.
    OnItsWay,
}

impl News {
    /// What is said of it.
    fn key(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Saved => Some("infomail-manage-done"),
            Self::OnItsWay => Some("infomail-manage-sent"),
        }
    }
}

/// A language that can be chosen.
#[derive(Clone, Debug)]
pub struct Choice {
    /// BCP 47 tag.
    pub language: String,
    /// Whether it is the one that was chosen.
    pub chosen: bool,
}

/// A declaration that was noted as signed.
#[derive(Clone, Debug)]
pub struct Noted {
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
}

impl Choice {
    fn name(&self) -> String {
        language_name(&self.language)
    }

    fn dir(&self) -> &'static str {
        direction(&self.language)
    }
}
