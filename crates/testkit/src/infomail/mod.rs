//! A list of the Infomail with two issues, and what people do with it.

use app::infomail::issues::IssueMoved;
use axum::http::StatusCode;
use domain::infomail::IssueNumber;
use domain::slug::Slug;
use intake::folder::Files;
use jiff::SignedDuration;
use render::urls;

use crate::cast::Person;
use crate::mail::Mail;
use crate::site::TestSite;
use crate::visitor::Answer;

/// The list of [`list_folder`].
pub const LIST: &str = "river-letter";

/// The folder of a list in English, German and Arabic with two issues, of which the second corrects the first.
#[must_use]
pub fn list_folder() -> Files {
    let files = [
        ("list.toml", include_str!("list.toml")),
        (
            "issues/0001/issue.toml",
            include_str!("issues/0001/issue.toml"),
        ),
        ("issues/0001/en.md", include_str!("issues/0001/en.md")),
        ("issues/0001/de.md", include_str!("issues/0001/de.md")),
        (
            "issues/0002/issue.toml",
            include_str!("issues/0002/issue.toml"),
        ),
        ("issues/0002/en.md", include_str!("issues/0002/en.md")),
        ("issues/0002/ar.md", include_str!("issues/0002/ar.md")),
    ];
    files
        .into_iter()
        .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
        .collect()
}

impl TestSite {
    /// A site with a declaration that can be signed and a list that can be subscribed to; no issue appeared.
    pub async fn with_list() -> Self {
        let site = Self::with_open_declaration().await;
        site.publish_list(&list_folder()).await;
        site
    }

    /// Publishes the folder of a list.
    pub async fn publish_list(&self, files: &Files) {
        let published = self.site.publish_infomail(files).await;
        published.expect("the list can be published");
    }

    /// Fills in the form to subscribe and sends it; four seconds go by meanwhile.
    pub async fn subscribe(&self, person: &Person) -> Answer {
        let page = self
            .visitor()
            .get(&urls::infomail(LIST, person.language))
            .await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        self.turn(SignedDuration::from_secs(4));
        let form = page.form("/subscribe").with("email", &person.email);
        self.visitor().send(&form).await
    }

    /// Subscribes and confirms; what comes back is the welcome.
    pub async fn subscribed(&self, person: &Person) -> Mail<'_> {
        self.subscribe(person).await;
        let mail = self.mail_to(person).await;
        let page = self.visitor().get(&mail.path("/i/c/")).await;
        let done = self
            .visitor()
            .send(&page.form(urls::INFOMAIL_CONFIRM))
            .await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.text());
        self.mail_to(person).await
    }

    /// Lets an issue appear and sends it to everybody.
    ///
    /// # Panics
    /// When it cannot appear or be sent.
    pub async fn send_issue(&self, number: u32) {
        let slug = Slug::parse(LIST).expect("the list has a slug");
        let number = IssueNumber::new(number).expect("issues have numbers");
        let appeared = self.site.issue_prepare(&slug, number).await;
        assert!(matches!(appeared, Ok(IssueMoved::Done(_))), "{appeared:?}");
        let started = self.site.issue_start(&slug, number).await;
        assert!(matches!(started, Ok(IssueMoved::Done(_))), "{started:?}");
        let drained = self.site.drain_outbox().await;
        drained.expect("the outbox can be read");
    }
}
