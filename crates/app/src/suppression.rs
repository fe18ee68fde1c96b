//! Addresses that want no mail, and how much mail forms may cause.

use domain::address::EmailAddress;
use jiff::Timestamp;
use store::StoreError;

use crate::site::Site;

impl Site {
    /// Sees that this site never writes to an address again, whoever enters it: "never write to me".
    /// What waits for that address is deleted. A keyed hash is all that is kept; spellings that reach
    /// one mailbox share it.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn never_write(&self, address: &EmailAddress) -> Result<(), StoreError> {
        self.store.suppress(self.suppression_key(address)).await
    }

    /// Lifts that again, for somebody who asks for it; answers whether there was anything to lift.
    /// No form can do this: whoever fills it in need not be the one who reads the mail.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn write_again(&self, address: &EmailAddress) -> Result<bool, StoreError> {
        let key = self.suppression_key(address);
        let infomail = self.infomail_suppression_key(address);
        self.store.suppression_lift(key, infomail).await
    }

    /// Whether an address wants no mail of this site. For the operator alone: no page tells.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn is_never_written(&self, address: &EmailAddress) -> Result<bool, StoreError> {
        self.store
            .is_suppressed(self.suppression_key(address))
            .await
    }

    /// Mails that forms caused, by the hour that they leave in: the present one and those that wait.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn mails_by_hour(&self) -> Result<Vec<(Timestamp, u64)>, StoreError> {
        self.store.mails_by_hour(self.now()).await
    }

    pub(crate) fn suppression_key(&self, address: &EmailAddress) -> [u8; 32] {
        self.address_key("suppression", &address.similar_key(), &[])
    }

    /// Alerts the operator, once for each hour that fills up: somebody may be using the form to
    /// flood others with mail, or very many people sign.
    pub(crate) fn tell_of_full_hour(&self, is_first: bool) {
        if is_first {
            let most = self.settings.confirmations_per_hour;
            tracing::error!(
                most,
                help = "if so many people really sign, raise `mail.confirmations-per-hour`; if not, see who sends the forms",
                "forms cause more mails than may leave in one hour; the others wait for the next"
            );
        }
    }
}
