//! A receipt as a signer saves it.

use app::receipt::{VerifiedReceipt, verify_receipt};
use axum::http::StatusCode;

use crate::site::TestSite;
use crate::visitor::Answer;

/// The page after confirming, and its two files.
pub struct SavedReceipt {
    /// The page.
    pub page: Answer,
    /// The file `NAME.tlog-proof`.
    pub proof: String,
    /// The file `NAME.opening.json`.
    pub opening: String,
}

impl SavedReceipt {
    /// Saves both files from the page after confirming.
    pub async fn save(site: &TestSite, page: Answer) -> Self {
        assert_eq!(
            page.status,
            StatusCode::OK,
            "not confirmed:\n{}",
            page.text()
        );
        let visitor = site.visitor();
        let mut files = Vec::new();
        for action in ["/receipt/proof", "/receipt/opening"] {
            let file = visitor.send(&page.form(action)).await;
            assert_eq!(file.status, StatusCode::OK, "{action} was not given");
            assert!(
                file.header("content-disposition").starts_with("attachment"),
                "{action}"
            );
            files.push(file.text());
        }
        let [proof, opening] = files.try_into().expect("two files were saved");
        Self {
            page,
            proof,
            opening,
        }
    }

    /// Verifies both files without the site, against the key known from elsewhere.
    ///
    /// # Panics
    /// When the receipt does not hold.
    #[must_use]
    pub fn verify_offline(&self, key: &str) -> VerifiedReceipt {
        assert!(self.opening.contains(key), "the receipt is of another log");
        verify_receipt(&self.proof, &self.opening, None).expect("the receipt holds")
    }
}
