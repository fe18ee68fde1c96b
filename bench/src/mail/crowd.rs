//! A list with as many subscribers as wanted, and one issue.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, ensure};
use app::infomail::issues::IssueMoved;
use app::infomail::subscribe::{OptIn, Subscribe};
use app::outbox::{Lanes, MailTransport};
use app::secret::Token;
use app::site::Site;
use domain::address::EmailAddress;
use domain::infomail::{IssueNumber, IssueState};
use domain::locale::Language;
use domain::slug::Slug;
use intake::folder::Files;
use mail::smtp::sink::{Sink, SinkOptions};
use mail_parser::MessageParser;
use store::{NewSubscription, SubscriptionKey, SubscriptionRow};

use super::site::{Signed, open, to_port};

const LIST: &str = "slug = \"night-bus\"\nlanguage = \"en\"\norganisation = \"Night Bus\"\nlegal-basis = \"Art. 6(1)(a) GDPR\"\n\n[controller]\nname = \"Night Bus\"\ncontact = \"privacy@example.org\"\nauthority = \"Commissioner\"\n\n[[wording]]\nlanguage = \"en\"\ntitle = \"Night bus news\"\ndescription = \"What happens to the line.\"\n";

/// Subscriptions that one transaction begins.
const PORTION: u64 = 10_000;

/// The list.
pub fn list() -> anyhow::Result<Slug> {
    Ok(Slug::parse("night-bus")?)
}

/// The number of the issue.
pub fn number() -> anyhow::Result<IssueNumber> {
    IssueNumber::new(1).context("one is a number")
}

/// Makes a site with so many subscribers in a folder, and an issue that is a draft. One of them
/// subscribes as people do; the others are copies of that row under other names, since what is
/// measured does not depend on where a mail goes.
///
/// # Errors
/// When the site cannot be made.
pub async fn fill(folder: &Path, subscribers: u64) -> anyhow::Result<Site> {
    let sink = Sink::start(SinkOptions::default()).await?;
    let lanes = Lanes::default();
    let mail: Arc<dyn MailTransport> = Arc::new(to_port(sink.port, &lanes));
    let site = open(folder, mail, Signed::Not, lanes)?;
    site.publish_infomail(&files()).await?;
    let first = first(&site, &sink).await?;
    let mut key = 1;
    while key < subscribers {
        let portion = (key..subscribers.min(key + PORTION)).map(|number| copy(&first, number));
        let portion: Vec<NewSubscription> = portion.collect();
        key += portion.len() as u64;
        site.store.subscriptions_start(portion).await?;
    }
    Ok(site)
}

/// Lets the issue appear and begins to send it.
///
/// # Errors
/// When it cannot be sent.
pub async fn start(site: &Site) -> anyhow::Result<()> {
    let (list, number) = (list()?, number()?);
    let prepared = site.issue_prepare(&list, number).await?;
    ensure!(
        prepared == IssueMoved::Done(IssueState::Ready),
        "{prepared:?}"
    );
    let started = site.issue_start(&list, number).await?;
    ensure!(
        started == IssueMoved::Done(IssueState::Sending),
        "{started:?}"
    );
    Ok(())
}

async fn first(site: &Site, sink: &Sink) -> anyhow::Result<SubscriptionRow> {
    let language = Language::parse("en")?;
    let address = EmailAddress::parse("ada@example.org").map_err(|e| anyhow::anyhow!("{e:?}"))?;
    let list = site.infomail_list(&list()?).await?;
    let wish = Subscribe {
        list: list.context("the list was published")?,
        address,
        language: language.clone(),
        wording: "Send me the Infomail.".to_owned(),
        shown_in: language,
    };
    site.subscribe(wish).await?;
    site.drain_outbox().await?;
    let confirm = token(sink, "/i/c/")?;
    let confirmed = site.opt_in(&confirm, false).await?;
    ensure!(matches!(confirmed, OptIn::Subscribed(_)), "{confirmed:?}");
    site.drain_outbox().await?;
    let leave = SubscriptionKey::Leave(token(sink, "/i/l/")?.hash());
    let row = site.store.subscription(leave).await?;
    row.context("the subscription stands")
}

/// The token behind a path in the newest mail.
fn token(sink: &Sink, path: &str) -> anyhow::Result<Token> {
    let taken = sink.taken().pop().context("a mail was sent")?;
    let message = MessageParser::default().parse(&taken.message);
    let message = message.context("it can be read")?;
    let text = message.body_text(0).context("it has a text")?;
    let (_, behind) = text.split_once(path).context("it has a link")?;
    let token = behind
        .split_whitespace()
        .next()
        .context("the link is whole")?;
    Ok(Token::parse(token)?)
}

fn copy(first: &SubscriptionRow, number: u64) -> NewSubscription {
    let hash = |kind: u8| {
        let mut hash = [kind; 32];
        hash[..8].copy_from_slice(&number.to_be_bytes());
        hash
    };
    NewSubscription {
        list: first.list.clone(),
        // Spread as random numbers are, and each another one.
        key: (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 2) | 1,
        hashes: vec![hash(1)],
        infomail_suppression: hash(2),
        sealed: first.sealed.clone(),
        sealed_by: first.sealed_by,
        leave_hash: hash(3),
        language: first.language.clone(),
        day: first.since,
        consents: Vec::new(),
        signed: None,
        welcome: None,
    }
}

fn files() -> Files {
    let line = "The line runs every night, and those who work at night depend on it. ";
    let text = format!("# What the council said\n\n{}\n", line.repeat(22));
    [
        ("list.toml", LIST.to_owned()),
        ("issues/0001/issue.toml", "date = 2026-11-20\n".to_owned()),
        ("issues/0001/en.md", text),
    ]
    .into_iter()
    .map(|(path, content)| (path.to_owned(), content.into_bytes()))
    .collect()
}
