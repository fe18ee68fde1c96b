//! Pages with one thing to say: what happened, and what to do next.

use askama::Template;

use crate::layout::Layout;
use crate::words::Sentence;

/// A page with one thing to say.
#[derive(Clone, Debug, Template)]
#[template(path = "page/notice.html")]
pub struct Notice {
    /// What every page shares.
    pub page: Layout,
    /// What happened.
    pub message: Message,
    /// Where to go from here: a path and the declaration's title with its language; absent for the front page.
    pub next: Option<Next>,
}

/// The declaration that somebody was about.
#[derive(Clone, Debug)]
pub struct Next {
    /// The path of its page.
    pub path: String,
    /// Its title.
    pub title: String,
    /// BCP 47 tag of the title.
    pub language: String,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The mailed link is too old; what was entered is deleted.
    LinkExpired,
    /// The mailed link has done its work.
    LinkUsed,
    /// The mailed link is not one of ours, or was cut off.
    LinkUnknown,
    /// The same address has signed before, by another mail.
    AlreadySigned,
    /// The signature was withdrawn before.
    AlreadyWithdrawn,
    /// The organisers struck the signature.
    Struck {
        /// Where somebody can object.
        contact: String,
    },
    /// The declaration can no longer be signed.
    Closed,
    /// The declaration is only carried here and is signed at its original, which is what comes next.
    Elsewhere,
    /// The declaration was closed before the signature was confirmed.
    Ended,
    /// Nothing is at this address.
    NotFound,
    /// The address exists, but not for this kind of request.
    WrongMethod,
    /// The request cannot be understood.
    Malformed,
    /// The address asks for an order, filter or place in the list that there is not.
    UnknownFilter {
        /// The field of the query; empty for a field that is not known itself.
        field: String,
    },
    /// The request comes from another site's page.
    Foreign,
    /// More was sent than can be taken.
    TooLarge,
    /// What was sent has a form that is not understood.
    WrongType,
    /// Too many requests at this moment; nothing was changed.
    Busy,
    /// Nothing can be changed for a while, as an operator wants it.
    ReadOnly,
    /// Too many requests from one place.
    TooMany,
    /// Something broke here.
    Broken {
        /// The number under which the operator finds it in the record.
        reference: String,
    },
}

impl Message {
    /// All of them, for tests and for showing them.
    #[must_use]
    pub fn all() -> Vec<Self> {
        vec![
            Self::LinkExpired,
            Self::LinkUsed,
            Self::LinkUnknown,
            Self::AlreadySigned,
            Self::AlreadyWithdrawn,
            Self::Struck {
                contact: "data@river-watch.example".to_owned(),
            },
            Self::Closed,
            Self::Elsewhere,
            Self::Ended,
            Self::NotFound,
            Self::WrongMethod,
            Self::Malformed,
            Self::UnknownFilter {
                field: "class".to_owned(),
            },
            Self::Foreign,
            Self::TooLarge,
            Self::WrongType,
            Self::Busy,
            Self::ReadOnly,
            Self::TooMany,
            Self::Broken {
                reference: "7f3a-19c2".to_owned(),
            },
        ]
    }

    fn keys(&self) -> (&'static str, &'static str) {
        match self {
            Self::LinkExpired => ("notice-link-expired", "notice-link-expired-next"),
            Self::LinkUsed => ("notice-link-used", "notice-link-used-next"),
            Self::LinkUnknown => ("notice-link-unknown", "notice-link-unknown-next"),
            Self::AlreadySigned => ("notice-already-signed", "notice-already-signed-next"),
            Self::AlreadyWithdrawn => ("notice-already-withdrawn", "notice-already-withdrawn-next"),
            Self::Struck { .. } => ("notice-struck", "notice-struck-next"),
            Self::Closed => ("notice-closed", "notice-closed-next"),
            Self::Elsewhere => ("notice-elsewhere", "notice-elsewhere-next"),
            Self::Ended => ("notice-ended", "notice-ended-next"),
            Self::NotFound => ("notice-not-found", "notice-not-found-next"),
            Self::WrongMethod => ("notice-wrong-method", "notice-wrong-method-next"),
            Self::Malformed => ("notice-malformed", "notice-malformed-next"),
            Self::UnknownFilter { .. } => ("notice-unknown-filter", "notice-unknown-filter-next"),
            Self::Foreign => ("notice-foreign", "notice-foreign-next"),
            Self::TooLarge => ("notice-too-large", "notice-too-large-next"),
            Self::WrongType => ("notice-wrong-type", "notice-wrong-type-next"),
            Self::Busy => ("notice-busy", "notice-busy-next"),
            Self::ReadOnly => ("pause-notice", "pause-notice-next"),
            Self::TooMany => ("notice-too-many", "notice-too-many-next"),
            Self::Broken { .. } => ("notice-broken", "notice-broken-next"),
        }
    }
}

impl Notice {
    fn heading_key(&self) -> &'static str {
        self.message.keys().0
    }

    fn next_step(&self) -> Sentence<'static> {
        let (name, value) = match &self.message {
            Message::Broken { reference } => ("reference", reference.as_str()),
            Message::UnknownFilter { field } => ("field", field.as_str()),
            Message::Struck { contact } => ("contact", contact.as_str()),
            _ => ("reference", ""),
        };
        self.page.say(self.message.keys().1).text(name, value)
    }
}

impl Next {
    fn dir(&self) -> &'static str {
        crate::words::direction(&self.language)
    }
}
