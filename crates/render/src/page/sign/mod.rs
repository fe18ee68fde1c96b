//! The sign form, and the page that shows it again when something has to be corrected.

mod field;
mod form;

use askama::Template;
use domain::consent::Purpose;
use domain::listing::Listing;
use domain::signer::Class;

use crate::consent::Parties;
use crate::layout::Layout;
use crate::page::pause::Paused;
use crate::urls;
use crate::words::direction;

pub use field::{Field, Mistake, Problem};

/// The form, shown again: with all mistakes at once, or because it could not be taken just now.
#[derive(Clone, Debug, Template)]
#[template(path = "page/sign.html")]
pub struct SignPage {
    /// What every page shares; [`Layout::failed`] is to be set.
    pub page: Layout,
    /// The declaration's title.
    pub title: String,
    /// The form with what was entered.
    pub form: SignForm,
    /// Why the form as a whole was not taken, if it was not for a mistake in a field.
    pub trouble: Option<Trouble>,
    /// What is said of it where signing rests.
    pub paused: Option<Paused>,
}

/// Why a form as a whole was not taken. Nothing that was entered is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Its token is missing, too old, too young or of another form: sent once more it will be taken.
    Stale,
    /// It was shown with another text than the one that is signed now.
    Revised,
    /// Storage cannot be reached.
    Unavailable,
    /// An operator lets signing rest.
    Paused,
}

/// A sign form.
#[derive(Clone, Debug, PartialEq)]
pub struct SignForm {
    /// The declaration's name in addresses.
    pub slug: String,
    /// BCP 47 tag of the text that is signed.
    pub language: String,
    /// The purposes that the declaration offers beside signing.
    pub offered: Vec<Purpose>,
    /// Who answers for the data.
    pub privacy: Privacy,
    /// The declaration's own note on the risk of being shown (REQ-14); absent for the usual one.
    pub risk_note: Option<String>,
    /// The value of the field `form-token`.
    pub token: String,
    /// What was entered; the default is an empty form.
    pub entered: Entered,
    /// Everything that was wrong.
    pub mistakes: Vec<Mistake>,
}

/// What a signer is told about data (REQ-1; GDPR article 13).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Privacy {
    /// The controller, and those to whom the declaration is handed over.
    pub parties: Parties,
    /// Where requests go.
    pub contact: String,
    /// The authority complaints go to.
    pub authority: String,
    /// Each purpose with its legal basis, as the controller states it.
    pub bases: Vec<(Purpose, String)>,
    /// Days until an unconfirmed signature is deleted.
    pub pending_days: u64,
    /// Months after closing until names are taken down.
    pub names_months: u64,
    /// Days for which backups keep what was deleted; nothing where the site says nothing of backups.
    pub backup_days: Option<u64>,
}

/// What stands in the form.
#[derive(Clone, Debug, PartialEq)]
pub struct Entered {
    /// Field `class`.
    pub class: Class,
    /// Field `name`.
    pub name: String,
    /// Field `email`.
    pub email: String,
    /// Field `place`.
    pub place: String,
    /// Field `descriptor`.
    pub descriptor: String,
    /// Field `comment`.
    pub comment: String,
    /// Field `contact`: who answers for an organisation; private.
    pub contact: String,
    /// Field `authority`.
    pub authority: bool,
    /// Field `listing`.
    pub listing: Listing,
    /// The purposes that were ticked.
    pub consents: Vec<Purpose>,
}

impl Default for Entered {
    fn default() -> Self {
        Self {
            class: Class::Person,
            name: String::new(),
            email: String::new(),
            place: String::new(),
            descriptor: String::new(),
            comment: String::new(),
            contact: String::new(),
            authority: false,
            listing: Listing::default(),
            consents: Vec::new(),
        }
    }
}

impl Trouble {
    /// What is said of it.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Stale => "sign-trouble-stale",
            Self::Revised => "sign-trouble-revised",
            Self::Unavailable => "sign-trouble-unavailable",
            Self::Paused => "pause-form",
        }
    }
}

impl SignPage {
    fn trouble_key(&self) -> Option<&'static str> {
        self.trouble.map(Trouble::key)
    }

    fn declaration_path(&self) -> String {
        urls::declaration(&self.form.slug, &self.form.language)
    }

    fn title_dir(&self) -> &'static str {
        direction(&self.form.language)
    }
}
