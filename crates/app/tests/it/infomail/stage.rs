//! A site with a declaration, a list and its issues.

use std::sync::Arc;

use app::clock::SystemRandom;
use app::infomail::PublishedList;
use app::infomail::issues::{IssueMoved, Progress};
use app::infomail::subscribe::{OptIn, Subscribe, Subscribing};
use app::keys::Keys;
use app::outbox::MailIdentity;
use app::secret::Token;
use app::site::{Site, SiteSettings, World};
use app::witness::{NoTransport, WitnessPolicy};
use domain::address::EmailAddress;
use domain::infomail::{IssueNumber, IssueState};
use domain::locale::Language;
use domain::slug::Slug;
use intake::folder::Files;
use store::Store;

use crate::harness::{Stage, folder};

const LIST: &str = r#"slug = "rivers"
language = "en"
organisation = "River Watch"
legal-basis = "Art. 6(1)(a) GDPR"

[controller]
name = "River Watch"
contact = "privacy@example.org"
authority = "State commissioner"

[[wording]]
language = "en"
title = "River news"
description = "What happens at the river."

[[wording]]
language = "de"
title = "Neues vom Fluss"
description = "Was am Fluss geschieht."
"#;

/// Where the tokens of the mails lead.
pub const CONFIRM: &str = "/i/c/";
pub const LEAVE: &str = "/i/l/";
pub const MANAGE: &str = "/i/m/";
pub const STAY: &str = "/i/s/";

pub fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

pub fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

pub fn number(number: u32) -> IssueNumber {
    IssueNumber::new(number).unwrap()
}

pub fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

/// The folder of the list with issues, each given by the further lines of its `issue.toml`.
pub fn list_folder(issues: &[(u32, &str)]) -> Files {
    let mut files = Files::new();
    files.insert("list.toml", LIST);
    for (number, settings) in issues {
        let folder = format!("issues/{number:04}");
        let settings = format!("date = 2026-11-20\nabout = [\"clean-rivers\"]\n{settings}\n");
        files.insert(format!("{folder}/issue.toml"), settings);
        let english = format!("# News {number}\n\nIt is {{figure:fish}} fish by now.\n");
        files.insert(format!("{folder}/en.md"), english);
        let german = format!("# Neues {number}\n\nEs sind {{figure:fish}} Fische.\n");
        files.insert(format!("{folder}/de.md"), german);
    }
    files
}

/// The declaration of the tests, whose ticks subscribe to the list.
pub fn ticking_folder() -> Files {
    let mut files = folder();
    let settings = files.text("declaration.toml").unwrap().to_owned();
    let purposes = "[[purposes]]\nid = \"infomail\"\nlegal-basis = \"Art. 6(1)(a) GDPR\"\nlist = \"rivers\"\n\n\
         [[purposes]]\nid = \"infomail-signed\"\nlegal-basis = \"Art. 9(2)(a) GDPR\"\n\n[retention]";
    files.insert(
        "declaration.toml",
        settings.replace("[retention]", purposes),
    );
    files
}

impl Stage {
    /// A site with the list and these issues as drafts.
    pub async fn with_list(issues: &[(u32, &str)]) -> Self {
        let stage = Self::over(Store::temporary().unwrap(), tempfile::tempdir().unwrap());
        stage.site.publish(&ticking_folder()).await.unwrap();
        let folder = list_folder(issues);
        stage.site.publish_infomail(&folder).await.unwrap();
        stage
    }

    /// The same site in another process.
    pub fn beside(&self) -> Site {
        let settings = SiteSettings {
            base_url: self.site.settings.base_url.clone(),
            name: self.site.settings.name.clone(),
            language: self.site.settings.language.clone(),
            confirmations_per_hour: self.site.settings.confirmations_per_hour,
            mail_from: self.site.settings.mail_from.clone(),
            mailbox: None,
            witnesses: WitnessPolicy::none(),
        };
        let keys = Keys::open(self.keys.path(), &SystemRandom).unwrap();
        let world = World {
            clock: self.clock.clone(),
            random: Arc::new(SystemRandom),
            mail: self.mails.clone(),
            mail_identity: MailIdentity::default(),
            witnesses: Arc::new(NoTransport),
        };
        Site::start(settings, self.site.store.clone(), keys, world)
    }

    pub async fn list(&self) -> Arc<PublishedList> {
        let list = self.site.infomail_list(&slug("rivers")).await;
        list.unwrap().unwrap()
    }

    /// Fills in the form.
    pub async fn wish(&self, who: &str, tag: &str) {
        let command = Subscribe {
            list: self.list().await,
            address: address(who),
            language: language(tag),
            wording: "Send me the Infomail.".to_owned(),
            shown_in: language(tag),
        };
        let answer = self.site.subscribe(command).await.unwrap();
        assert!(
            matches!(answer, Subscribing::CheckMail { .. }),
            "{answer:?}"
        );
    }

    /// Subscribes, reads the mail, presses the button and drops the welcome; answers the token that
    /// leaves.
    pub async fn subscribed(&self, who: &str, tag: &str) -> Token {
        self.wish(who, tag).await;
        let mail = self.mail_to(who).await;
        let confirmed = self.site.opt_in(&mail.token(CONFIRM), false).await;
        assert!(matches!(confirmed.unwrap(), OptIn::Subscribed(_)));
        let welcome = self.mail_to(who).await;
        welcome.token(LEAVE)
    }

    /// Sends what waits, and answers the only mail to somebody since they were last asked for.
    pub async fn mail_to(&self, who: &str) -> Sent {
        let mails = self.mails_to(who).await;
        let [mail] = &mails[..] else {
            panic!("{} mails to {who}", mails.len());
        };
        mail.clone()
    }

    /// Sends what waits, and takes all mails to somebody.
    pub async fn mails_to(&self, who: &str) -> Vec<Sent> {
        self.site.drain_outbox().await.unwrap();
        let mut taken = self.mails.taken.lock().unwrap();
        let (theirs, others) = taken
            .drain(..)
            .map(|raw| Sent(String::from_utf8(raw).unwrap()))
            .partition::<Vec<_>, _>(|mail| mail.header("To").eq_ignore_ascii_case(who));
        taken.extend(others.into_iter().map(|mail| mail.0.into_bytes()));
        theirs
    }

    /// Lets an issue appear and begins to send it.
    pub async fn send(&self, issue: u32) {
        let (list, issue) = (slug("rivers"), number(issue));
        let prepared = self.site.issue_prepare(&list, issue).await.unwrap();
        assert_eq!(prepared, IssueMoved::Done(IssueState::Ready));
        let started = self.site.issue_start(&list, issue).await.unwrap();
        assert_eq!(started, IssueMoved::Done(IssueState::Sending));
    }

    pub async fn progress(&self, issue: u32) -> Progress {
        let list = slug("rivers");
        let progress = self.site.issue_progress(&list, number(issue)).await;
        progress.unwrap().unwrap()
    }
}

/// A mail that was sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sent(pub String);

impl Sent {
    pub fn text(&self) -> String {
        let message = mail_parser::MessageParser::default().parse(self.0.as_bytes());
        message.unwrap().body_text(0).unwrap().into_owned()
    }

    pub fn html(&self) -> String {
        let message = mail_parser::MessageParser::default().parse(self.0.as_bytes());
        message.unwrap().body_html(0).unwrap().into_owned()
    }

    /// A header field, unfolded.
    pub fn header(&self, name: &str) -> String {
        let head = self.0.split("\r\n\r\n").next().unwrap();
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let field = unfolded
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{name}: ")));
        field.unwrap_or_default().to_owned()
    }

    pub fn token(&self, path: &str) -> Token {
        let text = self.text();
        let (_, behind) = text
            .split_once(path)
            .unwrap_or_else(|| panic!("no {path} in {text}"));
        Token::parse(behind.split_whitespace().next().unwrap()).unwrap()
    }
}
