//! "This was not me" (REQ-78): somebody else entered the address.

use askama::Template;
use jiff::civil::Date;

use crate::layout::Layout;
use crate::urls;
use crate::words::direction;

/// What somebody else wanted with the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To sign a declaration.
    Signature,
    /// To subscribe to the Infomail.
    Infomail,
}

/// The page behind the mailed link. Looking at it changes nothing.
#[derive(Clone, Debug, Template)]
#[template(path = "page/refuse.html")]
pub struct Refuse {
    /// What every page shares.
    pub page: Layout,
    /// What was wanted.
    pub wish: Wish,
    /// The title of the declaration, or of the Infomail.
    pub title: String,
    /// BCP 47 tag of the title.
    pub language: String,
    /// The mailed token, for the hidden field `token`.
    pub token: String,
    /// The day on which the data is deleted even if nobody does anything.
    pub deleted_on: Date,
}

/// The page afterwards.
#[derive(Clone, Debug, Template)]
#[template(path = "page/refused.html")]
pub struct Refused {
    /// What every page shares.
    pub page: Layout,
    /// What was wanted.
    pub wish: Wish,
    /// Whether no mail will ever be sent to that address again.
    pub never_again: bool,
}

impl Refuse {
    fn title_dir(&self) -> &'static str {
        direction(&self.language)
    }

    fn action(&self) -> &'static str {
        urls::REFUSE
    }
}
