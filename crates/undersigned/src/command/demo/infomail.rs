//! The Infomail of the demo: the sample list, some invented readers, two issues that were sent to them.

use std::sync::Arc;

use anyhow::{Context, Result, anyhow, bail};
use app::infomail::PublishedList;
use app::infomail::issues::IssueMoved;
use app::infomail::subscribe::{OptIn, Subscribe};
use app::site::Site;
use domain::address::EmailAddress;
use domain::infomail::IssueNumber;
use domain::locale::Language;
use intake::folder::Overwrite;
use render::page::infomail::consent;
use render::words::Words;

use super::folder::Folder;
use super::mailbag::Mailbag;
use crate::samples;

/// How many readers there are: enough for every language of the list.
const READERS: usize = 24;

/// Publishes the list, has its readers subscribe and confirm, and sends what it holds.
///
/// # Errors
/// When the sample is refused, or a mail does not arrive.
pub(super) async fn fill(site: &Site, folder: &Folder, mailbag: &Mailbag) -> Result<()> {
    let files = samples::list();
    let published = site.publish_infomail(&files).await?;
    let lies = folder.infomail().join(published.list.as_str());
    files.write_dir(&lies, Overwrite::Never)?;
    let list = site.infomail_list(&published.list).await?;
    let list = list.context("the sample list was not published")?;
    for reader in 0..READERS {
        subscribe(site, &list, reader).await?;
    }
    site.drain_outbox().await?;
    for reader in 0..READERS {
        let token = mailbag.subscription(&address(reader));
        let token = token.context("a mail of the demo did not arrive")?;
        match site.opt_in(&token, false).await? {
            OptIn::Subscribed(_) => {}
            OptIn::Gone => bail!("a subscription of the demo was not confirmed"),
        }
    }
    for issue in &list.issues {
        send(site, &list, issue.issue.number).await?;
    }
    Ok(())
}

async fn subscribe(site: &Site, list: &Arc<PublishedList>, reader: usize) -> Result<()> {
    let languages: Vec<&Language> = list.list.languages().collect();
    let language = languages
        .get(reader % languages.len().max(1))
        .context("the sample list has no language")?;
    let words = Words::for_language(language.as_str());
    let controller = list.list.controller.name.as_str();
    let wish = Subscribe {
        list: Arc::clone(list),
        address: EmailAddress::parse(&address(reader))
            .map_err(|_| anyhow!("an invented address is none"))?,
        language: (*language).clone(),
        wording: consent(words, list.list.title(language), controller),
        shown_in: Language::parse(words.lang())?,
    };
    site.subscribe(wish).await?;
    Ok(())
}

fn address(reader: usize) -> String {
    format!("reader-{reader}@example.org")
}

async fn send(site: &Site, list: &PublishedList, number: IssueNumber) -> Result<()> {
    let slug = &list.list.slug;
    let appeared = site.issue_prepare(slug, number).await?;
    let started = site.issue_start(slug, number).await?;
    if !matches!(
        (appeared, started),
        (IssueMoved::Done(_), IssueMoved::Done(_))
    ) {
        bail!("issue {number} of the demo was not sent: {appeared:?}, {started:?}");
    }
    site.drain_outbox().await?;
    Ok(())
}
