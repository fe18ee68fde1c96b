//! The pages behind mailed links: each shows one button, and looking at it changes nothing (REQ-36).

use askama::Template;
use jiff::civil::Date;

use super::{Entry, Name};
use crate::layout::Layout;
use crate::urls;

/// Asks whether to subscribe.
#[derive(Clone, Debug, Template)]
#[template(path = "page/infomail/confirm.html")]
pub struct Confirm {
    /// What every page shares.
    pub page: Layout,
    /// Which list.
    pub list: Name,
    /// The mailed token, for the hidden field `token`.
    pub token: String,
    /// The newest issue that was sent, which can be asked for at once.
    pub latest: Option<Entry>,
    /// The day on which the address is deleted if nobody presses the button.
    pub deleted_on: Date,
}

/// The page after it.
#[derive(Clone, Debug, Template)]
#[template(path = "page/infomail/confirmed.html")]
pub struct Confirmed {
    /// What every page shares.
    pub page: Layout,
    /// Which list.
    pub list: Name,
}

/// Asks whether to unsubscribe. It is the same for a token that nobody has, so that it tells nothing.
#[derive(Clone, Debug, Template)]
#[template(path = "page/infomail/leave.html")]
pub struct Leave {
    /// What every page shares.
    pub page: Layout,
    /// The mailed token.
    pub token: String,
}

/// The page after it: the same however often, and for a token that nobody has.
#[derive(Clone, Debug, Template)]
#[template(path = "page/infomail/left.html")]
pub struct Left {
    /// What every page shares.
    pub page: Layout,
}

/// Asks whether the Infomail shall go on (REQ-91).
#[derive(Clone, Debug, Template)]
#[template(path = "page/infomail/stay.html")]
pub struct Stay {
    /// What every page shares.
    pub page: Layout,
    /// Which list.
    pub list: Name,
    /// The mailed token, for the hidden field `token`.
    pub token: String,
}

/// The page after it.
#[derive(Clone, Debug, Template)]
#[template(path = "page/infomail/stayed.html")]
pub struct Stayed {
    /// What every page shares.
    pub page: Layout,
    /// Which list.
    pub list: Name,
}

impl Leave {
    fn action(&self) -> String {
        urls::infomail_leave(&self.token)
    }
}
