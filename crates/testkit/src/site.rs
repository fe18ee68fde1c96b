//! A whole site in memory.

use std::sync::Arc;

use app::clock::Clock;
use app::keys::Keys;
use app::metrics::Process;
use app::outbox::MailIdentity;
use app::publish::Publishing;
use app::site::{Site, SiteSettings, World};
use app::verify::{LogSource, Report, SourceError, VerifyOptions, verify};
use app::witness::WitnessPolicy;
use async_trait::async_trait;
use axum::Router;
use axum::http::StatusCode;
use intake::folder::Files;
use jiff::{SignedDuration, Timestamp};
use mail_parser::MessageParser;
use render::urls;
use store::{Faults, Store};
use web::metrics::{Exporter, Traffic};
use web::witness::HttpWitnesses;

use crate::cast::Person;
use crate::folder::folder;
use crate::mail::{Mail, addressee};
use crate::visitor::Visitor;
use crate::world::{Counted, Post, TurnedClock};

/// The address of the site.
pub(crate) const BASE_URL: &str = "https://sign.example.org";

/// The moment at which every story begins.
const NOON: &str = "2026-11-21T12:00:00Z";

/// A site with everything around it.
pub struct TestSite {
    /// The site itself.
    pub site: Arc<Site>,
    /// Its clock.
    pub clock: Arc<TurnedClock>,
    /// Its mail server.
    pub post: Arc<Post>,
    /// Makes steps of its store fail.
    pub faults: Faults,
    /// What is counted of its visitors.
    pub traffic: Arc<Traffic>,
    /// Its keys; they vanish with it.
    _keys: tempfile::TempDir,
}

impl TestSite {
    /// A site without declarations.
    ///
    /// # Panics
    /// When the machine has no room for it, as everything here that sets a scene.
    #[must_use]
    pub fn new() -> Self {
        Self::with_settings(|_| {})
    }

    /// A site with other settings.
    #[must_use]
    pub fn with_settings(change: impl FnOnce(&mut SiteSettings)) -> Self {
        let store = Store::temporary().expect("there is room for a temporary store");
        let (store, faults) = store.with_faults();
        let noon: Timestamp = NOON.parse().expect("noon is a moment");
        let clock = Arc::new(TurnedClock::at(noon));
        let random = Arc::new(Counted::default());
        let post = Arc::new(Post::default());
        let folder = tempfile::tempdir().expect("there is room for keys");
        let keys = Keys::open(folder.path(), random.as_ref()).expect("keys can be made");
        let mut settings = SiteSettings {
            base_url: BASE_URL.to_owned(),
            name: "River Watch".to_owned(),
            language: "en".to_owned(),
            confirmations_per_hour: 10_000,
            mail_from: "River Watch <letters@sign.example.org>".to_owned(),
            mailbox: None,
            witnesses: WitnessPolicy::none(),
        };
        change(&mut settings);
        let world = World {
            clock: clock.clone(),
            random,
            mail: post.clone(),
            mail_identity: MailIdentity::default(),
            witnesses: Arc::new(HttpWitnesses::new()),
        };
        let site = Arc::new(Site::start(settings, store, keys, world));
        Self {
            site,
            clock,
            post,
            faults,
            traffic: Arc::default(),
            _keys: folder,
        }
    }

    /// A site on which the declaration [`crate::SLUG`] can be signed.
    pub async fn with_open_declaration() -> Self {
        let site = Self::new();
        site.publish(&folder()).await;
        site
    }

    /// Publishes a folder.
    pub async fn publish(&self, files: &Files) {
        let published = self.site.publish(files).await.expect("publishing works");
        assert!(
            matches!(published, Publishing::Published { .. }),
            "refused: {published:#?}"
        );
    }

    /// Turns the clock.
    pub fn turn(&self, by: SignedDuration) {
        self.clock.turn(by);
    }

    /// The moment it shows.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// All of it as a service.
    pub fn router(&self) -> Router {
        web::router(Arc::clone(&self.site), Arc::clone(&self.traffic))
    }

    /// What an operator can watch of it.
    #[must_use]
    pub fn exporter(&self) -> Exporter {
        Exporter {
            site: Arc::clone(&self.site),
            traffic: Arc::clone(&self.traffic),
            process: Process {
                started: self.now(),
                version: "0.0.0",
                lines: Arc::default(),
            },
        }
    }

    /// Somebody with a browser.
    #[must_use]
    pub fn visitor(&self) -> Visitor<'_> {
        Visitor::new(self)
    }

    /// Sends what waits and reads the newest mail to somebody.
    ///
    /// # Panics
    /// When no mail came.
    pub async fn mail_to(&self, person: &Person) -> Mail<'_> {
        let newest = self.mails_to(person).await.pop();
        newest.unwrap_or_else(|| panic!("no mail came to {}", person.name))
    }

    /// Sends what waits and reads every mail to somebody, the oldest first.
    pub async fn mails_to(&self, person: &Person) -> Vec<Mail<'_>> {
        self.site
            .drain_outbox()
            .await
            .expect("the outbox can be read");
        let parser = MessageParser::default();
        let taken = self.post.taken().into_iter();
        let theirs = taken.filter(|raw| {
            parser
                .parse(raw)
                .is_some_and(|m| addressee(&m) == person.email)
        });
        theirs.map(|raw| Mail::read(self, raw)).collect()
    }

    /// Signs, reads the mail and confirms.
    pub async fn signed(&self, slug: &str, person: &Person) -> (Mail<'_>, crate::SavedReceipt) {
        let page = self.visitor().sign(slug, person).await;
        assert_eq!(page.status, StatusCode::OK, "not taken:\n{}", page.text());
        let mail = self.mail_to(person).await;
        let receipt = mail.confirm().await;
        (mail, receipt)
    }

    /// The names on the public list, the newest first, as the page shows them.
    pub async fn signatories(&self, slug: &str) -> Vec<String> {
        let page = self.visitor().get(&urls::signatories(slug, "en")).await;
        assert_eq!(page.status, StatusCode::OK, "the list cannot be read");
        let text = page.text();
        let list = text.split_once("<ol class=\"signatories\">");
        let list = list
            .and_then(|(_, list)| list.split_once("</ol>"))
            .map_or("", |(list, _)| list);
        let names = list.split("<li").skip(1).filter_map(|row| {
            let (_, behind) = row.split_once("<bdi>")?;
            Some(behind.split_once("</bdi>")?.0.to_owned())
        });
        names.collect()
    }

    /// The count, as the log and its JSON give it.
    pub async fn count(&self, slug: &str) -> u64 {
        let answer = self.visitor().get(&format!("/d/{slug}/count.json")).await;
        let text = answer.text();
        let total = text
            .split_once("\"total\":")
            .map_or("", |(_, behind)| behind);
        let digits: String = total.chars().take_while(char::is_ascii_digit).collect();
        digits
            .parse()
            .unwrap_or_else(|_| panic!("no total in {text}"))
    }

    /// The verifier key of a log, as its policy file has it.
    pub async fn log_key(&self, slug: &str) -> String {
        let policy = self
            .visitor()
            .get(&format!("{}/policy", urls::log_prefix(slug)))
            .await
            .text();
        let key = policy.lines().find_map(|line| line.strip_prefix("log "));
        key.unwrap_or_else(|| panic!("no key in {policy}"))
            .to_owned()
    }

    /// Recounts the whole log from outside, over the public routes.
    ///
    /// # Panics
    /// Unless everything is right.
    pub async fn check_log(&self, slug: &str) -> Report {
        let source = Outside {
            site: self,
            prefix: urls::log_prefix(slug),
        };
        let report = verify(&source, &VerifyOptions::default()).await;
        let report = report.expect("the log can be read from outside");
        assert!(report.is_fine(), "the log is wrong: {:#?}", report.problems);
        assert_eq!(
            report.total,
            self.count(slug).await,
            "the count is not that of the log"
        );
        report
    }
}

impl Default for TestSite {
    fn default() -> Self {
        Self::new()
    }
}

/// A log as an outsider reads it.
struct Outside<'s> {
    site: &'s TestSite,
    prefix: String,
}

#[async_trait]
impl LogSource for Outside<'_> {
    async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let answer = self
            .site
            .visitor()
            .get(&format!("{}/{path}", self.prefix))
            .await;
        match answer.status {
            StatusCode::OK => Ok(Some(answer.body.to_vec())),
            StatusCode::NOT_FOUND => Ok(None),
            other => Err(SourceError {
                path: path.to_owned(),
                source: other.to_string().into(),
            }),
        }
    }
}
