//! After confirming: thanks, and the proof to keep.

use askama::Template;
use domain::listing::Listing;

use super::personal::{Personal, Stencils, escaped};
use super::revisions::SignedText;
use crate::choice;
use crate::layout::Layout;
use crate::urls;
use crate::words::direction;

/// The page after confirming. Confirming twice shows it twice.
#[derive(Clone, Debug, PartialEq, Template)]
#[template(path = "page/receipt.html")]
pub struct Receipt {
    /// What every page shares.
    pub page: Layout,
    /// The declaration's title.
    pub title: String,
    /// The declaration's name in addresses.
    pub slug: String,
    /// BCP 47 tag of the text that was signed.
    pub language: String,
    /// The text that was signed, and what is newer.
    pub text: SignedText,
    /// How the signer is listed now.
    pub listing: Listing,
    /// How the signer appears in public; absent where only counted.
    pub shown_as: Option<String>,
    /// The leaf index of the log entry.
    pub index: u64,
    /// How many have signed.
    pub count: u64,
    /// The token for the hidden field of the two forms.
    pub token: String,
}

/// Numbers that no log reaches, and that read the same in no other place.
const NOBODYS: [u64; 2] = [9_007_199_254_740_881, 8_765_432_109_876_543];

impl Personal for Receipt {
    fn of_nobody(&self) -> Self {
        Self {
            shown_as: self.shown_as.as_ref().map(|_| "✂shown-as✂".to_owned()),
            index: NOBODYS[0],
            count: NOBODYS[1],
            token: "✂token✂".to_owned(),
            ..self.clone()
        }
    }

    fn own(&self) -> Vec<String> {
        let counted = self.page.say("receipt-counted").number("count", self.count);
        let numbered = self.page.say("receipt-index").number("index", self.index);
        vec![
            counted.to_string(),
            numbered.to_string(),
            escaped(&self.proof_file()),
            escaped(&self.opening_file()),
            self.shown_as.as_deref().map(escaped).unwrap_or_default(),
            escaped(&self.token),
        ]
    }

    fn stencils() -> &'static Stencils<Self> {
        static KEPT: Stencils<Receipt> = Stencils::new();
        &KEPT
    }
}

impl Receipt {
    fn title_dir(&self) -> &'static str {
        direction(&self.language)
    }

    fn listing_key(&self) -> &'static str {
        choice::listing_state(self.listing)
    }

    fn proof_path(&self) -> &'static str {
        urls::RECEIPT_PROOF
    }

    fn opening_path(&self) -> &'static str {
        urls::RECEIPT_OPENING
    }

    fn proof_file(&self) -> String {
        urls::proof_file(&self.slug, self.index)
    }

    fn opening_file(&self) -> String {
        urls::opening_file(&self.slug, self.index)
    }

    fn declaration_path(&self) -> String {
        urls::declaration(&self.slug, &self.language)
    }

    fn signatories_path(&self) -> String {
        urls::signatories(&self.slug, &self.language)
    }

    fn log_path(&self) -> String {
        urls::log(&self.slug, &self.language)
    }
}
