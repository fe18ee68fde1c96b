//! The people of the journeys, and how they fill in the form.

use std::time::Duration;

use super::page::Page;
use super::site::Site;
use crate::mails::Links;

/// How old a form must be before it is taken: whoever is faster is a program. Ours are, and wait.
pub const YOUNGEST_FORM: Duration = Duration::from_secs(3);
/// The choice to be shown by name, as its label begins.
pub const NAMED: &str = "Show my name";
/// The choice to be counted only.
pub const COUNTED: &str = "Count me, and do not show me";
/// The consent without which nobody signs.
pub const CONSENT: &str = "I sign this declaration.";

/// Somebody who signs as a person.
pub struct Person {
    /// What they write as their name.
    pub name: &'static str,
    /// The address they read mail at.
    pub address: &'static str,
    /// Their town.
    pub place: &'static str,
    /// How they want to appear.
    pub listing: &'static str,
}

impl Person {
    /// Fills in the form on the open page, and sends it when a person could have read it.
    pub async fn signs(&self, page: &Page) {
        let young = tokio::time::sleep(YOUNGEST_FORM);
        page.choose("as a person").await;
        page.fill("Full name", self.name).await;
        page.fill("E-mail address", self.address).await;
        page.fill("Town or country", self.place).await;
        page.choose(self.listing).await;
        page.choose(CONSENT).await;
        young.await;
        page.press("Sign").await;
        assert_eq!(page.heading().await, "One step left: look into your mail");
    }

    /// Signs a declaration, opens the mailed link and presses the button.
    pub async fn signs_and_confirms(&self, site: &Site, page: &Page, path: &str) -> Links {
        page.goto(&site.at(path)).await;
        self.signs(page).await;
        let mail = site.mail_to(self.address);
        page.goto(&site.at(&format!("/c/{}", mail.confirm))).await;
        page.press("Confirm my signature").await;
        assert_eq!(page.heading().await, "Thank you for signing");
        mail
    }
}
