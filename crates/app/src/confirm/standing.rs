//! What of a form can still be acted on when its mail is answered, and what the ledger says of it.

use domain::consent::{Consent, Purpose};
use domain::declaration::Declaration;
use domain::listing::Listing;
use domain::signer::Evidence;
use jiff::Timestamp;
use store::ConsentRow;

use crate::infomail::is_of_subscription;
use crate::record::Record;
use crate::signatories::showable;

/// A listing as it can be had now: a declaration that no longer shows names shows nobody.
pub(super) fn listing_now(record: &Record, wished: Listing, offer: &Declaration) -> Listing {
    if offer.offers(Purpose::Publish) {
        showable(record, wished)
    } else {
        Listing::Counted
    }
}

/// The consents that can still be acted on. Organisers may stop offering a purpose, or remove those
/// to whom contacts are sealed, while a mail is under way; whoever ticked it can still sign.
pub(super) fn standing<'c>(
    consents: &'c [Consent],
    offer: &'c Declaration,
) -> impl Iterator<Item = &'c Consent> {
    consents
        .iter()
        .filter(|consent| stands(consent.purpose, offer))
}

fn stands(purpose: Purpose, offer: &Declaration) -> bool {
    let offered = purpose == Purpose::Count || offer.offers(purpose);
    offered && (!offer.seals(purpose) || !offer.recipients.is_empty())
}

/// How a confirmation was given, as ledgers say it.
pub(super) const fn method(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::MailCode => "mail-code",
        _ => "mail-link",
    }
}

/// What the ledger will say of a confirmation.
pub(super) struct Ledger<'c> {
    pub(super) consents: &'c [Consent],
    pub(super) listing: Listing,
    pub(super) lowered: Option<Consent>,
    pub(super) offer: &'c Declaration,
}

impl Ledger<'_> {
    /// The rows. What belongs to a subscription is kept there, so that this ledger does not lead to it.
    /// Whoever is only counted has not agreed to be shown, and what is no longer offered
    /// is not given; both keep the words of the form. A lowered listing has words of its own.
    pub(super) fn rows(&self, evidence: Evidence, confirmed: Timestamp) -> Vec<ConsentRow> {
        let row = |asked: &Consent| {
            let publish = asked.purpose == Purpose::Publish;
            let shown = self.listing != Listing::Counted;
            let consent = match &self.lowered {
                Some(lowered) if publish && shown => lowered,
                _ => asked,
            };
            ConsentRow {
                purpose: asked.purpose,
                given: stands(asked.purpose, self.offer) && (!publish || shown),
                wording: consent.wording.clone(),
                language: consent.language.clone(),
                text: consent.text,
                asked: consent.asked,
                confirmed,
                channel: "web".to_owned(),
                method: method(evidence).to_owned(),
            }
        };
        let own = self.consents.iter();
        own.filter(|asked| !is_of_subscription(asked.purpose, self.offer))
            .map(row)
            .collect()
    }
}
