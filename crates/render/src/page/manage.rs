//! A signer changes how they are listed, or withdraws (REQ-6, REQ-18).

use askama::Template;
use domain::listing::Listing;
use domain::signer::Class;
use jiff::civil::Date;

use super::revisions::SignedText;
use crate::choice;
use crate::layout::Layout;
use crate::urls;
use crate::words::direction;

/// The page behind the mailed link.
#[derive(Clone, Debug, Template)]
#[template(path = "page/manage.html")]
pub struct Manage {
    /// What every page shares.
    pub page: Layout,
    /// The signature.
    pub signature: Signed,
    /// Whether the listing has just been changed, which the page then says first.
    pub changed: bool,
    /// Whether a change could not be taken just now.
    pub busy: bool,
}

/// The page that asks once before a signature is withdrawn. Looking at it changes nothing.
#[derive(Clone, Debug, Template)]
#[template(path = "page/withdraw.html")]
pub struct Withdraw {
    /// What every page shares.
    pub page: Layout,
    /// The signature.
    pub signature: Signed,
}

/// The page after withdrawing. Withdrawing twice shows it twice.
#[derive(Clone, Debug, Template)]
#[template(path = "page/withdrawn.html")]
pub struct Withdrawn {
    /// What every page shares.
    pub page: Layout,
    /// The declaration's title.
    pub title: String,
    /// The declaration's name in addresses.
    pub slug: String,
    /// BCP 47 tag of the text that was signed.
    pub language: String,
}

/// A signature, as its signer sees it.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The declaration's title.
    pub title: String,
    /// The declaration's name in addresses.
    pub slug: String,
    /// BCP 47 tag of the text that was signed.
    pub language: String,
    /// The text that was signed, and what is newer.
    pub text: SignedText,
    /// Person or organisation.
    pub class: Class,
    /// The name; empty behind a link that can only withdraw, which does not open it.
    pub name: String,
    /// How the name reads as initials.
    pub initials: String,
    /// The listing now.
    pub listing: Listing,
    /// The day of signing (UTC).
    pub signed_on: Date,
    /// The declaration's own note on the risk of being shown; absent for the usual one.
    pub risk_note: Option<String>,
    /// The mailed token, for the hidden field `token`.
    pub token: String,
}

impl Signed {
    fn title_dir(&self) -> &'static str {
        direction(&self.language)
    }

    fn is_organisation(&self) -> bool {
        self.class == Class::Organisation
    }

    fn listing_key(&self) -> &'static str {
        choice::listing_state(self.listing)
    }

    /// The listings to choose from; initials only where the name has any.
    fn listings(&self) -> Vec<(Listing, &'static str, bool)> {
        choice::listings(Listing::Named, self.listing, &self.initials)
    }

    fn shown_as(&self, listing: &Listing) -> Option<&str> {
        choice::shown_as(*listing, &self.name, &self.initials)
    }

    fn manage_path(&self) -> String {
        urls::manage(&self.token)
    }

    fn listing_action(&self) -> &'static str {
        urls::MANAGE_LISTING
    }

    fn withdraw_action(&self) -> &'static str {
        urls::MANAGE_WITHDRAW
    }
}

impl Withdrawn {
    fn title_dir(&self) -> &'static str {
        direction(&self.language)
    }

    fn declaration_path(&self) -> String {
        urls::declaration(&self.slug, &self.language)
    }
}
