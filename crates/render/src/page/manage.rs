//! A signer changes how they are listed, or withdraws (REQ-6, REQ-18).

use askama::Template;
use domain::listing::Listing;
use domain::signer::Class;
use jiff::civil::Date;

use crate::choice;
use crate::layout::Layout;
use crate::urls;
use crate::words::{Sentence, direction};

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
    /// The leaf index of the withdrawal, once it is in the log.
    pub index: Option<u64>,
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

    fn listings(&self) -> [(Listing, &'static str, bool); 3] {
        Listing::ALL.map(|listing| {
            (
                listing,
                choice::listing_choice(listing),
                listing == self.listing,
            )
        })
    }

    fn shown_as(&self, listing: &Listing) -> Option<&str> {
        match listing {
            Listing::Counted => None,
            Listing::Initials => Some(&self.initials),
            Listing::Named => Some(&self.name),
        }
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
    fn index_sentence(&self) -> Option<Sentence<'static>> {
        self.index.map(|index| {
            self.page
                .say("manage-withdrawn-index")
                .number("index", index)
        })
    }

    fn title_dir(&self) -> &'static str {
        direction(&self.language)
    }

    fn declaration_path(&self) -> String {
        urls::declaration(&self.slug, &self.language)
    }
}
