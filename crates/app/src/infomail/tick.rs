//! The tick for Infomail on the sign form.
//!
//! It travels inside the sealed payload of the pending signature, and becomes a subscription in the
//! transaction that confirms the signature: whoever does not confirm is never written to (REQ-92). What
//! is stored of the subscription names neither the signature nor, unless that was ticked too, the
//! declaration; and the ledger of the signature does not say that there is a subscription.

use domain::consent::{Consent, Purpose};
use domain::declaration::Declaration;
use domain::log::Day;
use store::{NewSubscription, SubscriptionConsent};

use super::InfomailError;
use super::address::Subscriber;
use crate::declarations::Published;
use crate::secret::Token;
use crate::sign::Payload;
use crate::site::Site;

/// Whether a consent belongs to a subscription of this site, and not to the signature.
pub(crate) fn is_of_subscription(purpose: Purpose, offer: &Declaration) -> bool {
    match purpose {
        Purpose::Infomail | Purpose::InfomailSigned => offer.infomail_list().is_some(),
        Purpose::Count | Purpose::Publish | Purpose::Handover | Purpose::Contact => false,
    }
}

impl Site {
    /// The subscription that a signer ticked, if one. A signature is not refused over its Infomail: where
    /// the subscription cannot be made, the log of the site says so, and the signer can subscribe alone.
    pub(crate) async fn ticked(
        &self,
        declaration: &Published,
        payload: &Payload,
        method: &str,
    ) -> Option<NewSubscription> {
        match self.try_ticked(declaration, payload, method).await {
            Ok(subscription) => subscription,
            Err(error) => {
                let error = &error as &dyn std::error::Error;
                tracing::error!(
                    error,
                    help = "see that the keys of the Infomail are there; whoever signed can subscribe alone",
                    "a subscription that was ticked cannot begin"
                );
                None
            }
        }
    }

    async fn try_ticked(
        &self,
        declaration: &Published,
        payload: &Payload,
        method: &str,
    ) -> Result<Option<NewSubscription>, InfomailError> {
        let offer = &declaration.declaration;
        let given = |purpose| {
            let mut consents = payload.consents.iter();
            consents.find(|c| c.purpose == purpose && offer.offers(purpose))
        };
        let (Some(slug), Some(consent)) = (offer.infomail_list(), given(Purpose::Infomail)) else {
            return Ok(None);
        };
        let Some(list) = self.infomail_list(slug).await? else {
            return Err(InfomailError::Folder(slug.clone()));
        };
        let signed = given(Purpose::InfomailSigned);
        let confirmed = Day::of(self.now()).0;
        let consents = [Some(consent), signed]
            .into_iter()
            .flatten()
            .map(|consent| ledger_row(consent, confirmed, method))
            .collect();
        let subscriber = Subscriber {
            address: payload.signer.address.clone(),
            leave: Token::new(self.random.as_ref()),
        };
        let language = declaration
            .revision_at(payload.revision)
            .map_or_else(|| offer.language.clone(), |r| r.language.clone());
        let new = self.new_subscription(&list, &subscriber, language, consents)?;
        Ok(Some(NewSubscription {
            signed: signed.map(|_| declaration.log.slug.clone()),
            ..new
        }))
    }
}

fn ledger_row(consent: &Consent, confirmed: u32, method: &str) -> SubscriptionConsent {
    SubscriptionConsent {
        purpose: consent.purpose,
        wording: consent.wording.clone(),
        language: consent.language.clone(),
        asked: Day::of(consent.asked).0,
        confirmed,
        channel: "sign-form".to_owned(),
        method: method.to_owned(),
    }
}
