//! What comes back over LMTP: taken for our return paths alone.

use async_trait::async_trait;
use mail::lmtp::{Busy, Recipients};

use crate::site::Site;

#[async_trait]
impl Recipients for Site {
    fn knows(&self, address: &str) -> bool {
        self.return_paths.recognise(address).is_some()
    }

    /// Recorded when it returns `Ok`; the mail server keeps the message otherwise.
    async fn take(&self, recipient: &str, message: &[u8]) -> Result<(), Busy> {
        match self.take_returned(Some(recipient), message).await {
            Ok(_) => Ok(()),
            Err(error) => {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "a mail that came back could not be counted");
                Err(Busy)
            }
        }
    }
}
