//! Filling the demo: the samples are published, and every signatory really signs, gets a mail and
//! confirms it. Nothing is written past the rules.

use std::sync::Arc;

use anyhow::{Context, Result, bail};
use app::confirm::{Confirming, MailProof};
use app::declarations::Published;
use app::publish::Publishing;
use app::sign::{SignDeclaration, Signing};
use app::site::Site;
use domain::consent::{Consent, Purpose};
use domain::listing::Listing;
use domain::locale::Language;
use intake::folder::Overwrite;
use render::consent::{Parties, wording};
use render::words::Words;
use store::RevisionRow;
use tokio::task::JoinSet;

use super::folder::Folder;
use super::mailbag::Mailbag;
use super::people::{self, Invented};
use crate::{output, samples};

/// How many sign at the same time: enough for whole batches, few enough for a moving bar.
const CROWD: usize = 32;

/// One in so many types the code instead of following the link.
const TYPES_THE_CODE: usize = 5;

/// One in so many asks to be kept informed, where that is offered.
const WANTS_CONTACT: usize = 8;

/// Publishes the samples, and leaves their folders where they can be changed and published again.
///
/// # Errors
/// When a sample is refused or a folder not written.
pub(super) async fn publish(site: &Site, folder: &Folder, recipient: &str) -> Result<()> {
    for sample in samples::ALL {
        let files = sample.sealed_to(recipient);
        files.write_dir(&folder.declarations().join(sample.slug), Overwrite::Never)?;
        match site.publish(&files).await? {
            Publishing::Published { .. } => {}
            refused => bail!(
                "the sample {} cannot be published: {refused:?}",
                sample.slug
            ),
        }
    }
    Ok(())
}

/// Has everybody sign and confirm.
///
/// # Errors
/// With the first signature that was not taken.
pub(super) async fn sign(site: &Arc<Site>, mailbag: &Arc<Mailbag>) -> Result<()> {
    let declarations = site.all_declarations().await?;
    let people = people::all()?;
    let bar = output::progress("people sign", people.len() as u64);
    let mut people = people.into_iter().enumerate();
    loop {
        let crowd: Vec<(usize, Invented)> = people.by_ref().take(CROWD).collect();
        if crowd.is_empty() {
            break;
        }
        let size = crowd.len() as u64;
        let waiting = submit(site, &declarations, crowd).await?;
        site.drain_outbox().await?;
        confirm(site, mailbag, waiting).await?;
        bar.inc(size);
    }
    bar.finish_and_clear();
    Ok(())
}

/// Somebody who waits for the mail, with the tab still open.
struct Waiting {
    index: usize,
    address: String,
    tab: app::secret::Token,
}

async fn submit(
    site: &Arc<Site>,
    declarations: &[Arc<Published>],
    crowd: Vec<(usize, Invented)>,
) -> Result<Vec<Waiting>> {
    let mut forms = JoinSet::new();
    for (index, invented) in crowd {
        let declaration = declarations
            .iter()
            .find(|published| published.log.slug.as_str() == invented.slug)
            .context("a sample was not published")?;
        let address = invented.address.clone();
        let form = form(site, declaration, invented, index)?;
        let site = Arc::clone(site);
        forms.spawn(async move { (index, address, site.sign(form).await) });
    }
    let mut waiting = Vec::new();
    while let Some(signed) = forms.join_next().await {
        let (index, address, signed) = signed?;
        match signed? {
            Signing::CheckMail(page) => waiting.push(Waiting {
                index,
                address,
                tab: page.tab,
            }),
            refused => bail!("a signature of the demo was refused: {refused:?}"),
        }
    }
    Ok(waiting)
}

fn form(
    site: &Site,
    declaration: &Arc<Published>,
    invented: Invented,
    index: usize,
) -> Result<SignDeclaration> {
    let revision = revision_for(declaration, invented.language.as_deref())?;
    let consents = Consents {
        site,
        declaration,
        revision,
    };
    let mut given = vec![consents.give(Purpose::Count, invented.listing)?];
    if invented.listing != Listing::Counted {
        given.push(consents.give(Purpose::Publish, invented.listing)?);
    }
    if index.is_multiple_of(WANTS_CONTACT) && declaration.declaration.offers(Purpose::Contact) {
        given.push(consents.give(Purpose::Contact, invented.listing)?);
    }
    Ok(SignDeclaration {
        text: revision.digest,
        declaration: Arc::clone(declaration),
        signer: invented.signer,
        listing: invented.listing,
        consents: given,
    })
}

/// The text in somebody's language, or the original.
fn revision_for<'a>(declaration: &'a Published, language: Option<&str>) -> Result<&'a RevisionRow> {
    let language = language.and_then(|tag| Language::parse(tag).ok());
    let own = language.and_then(|language| declaration.current(&language));
    own.or_else(|| declaration.original())
        .context("a sample has no text")
}

/// Consents as the form of this declaration words them.
struct Consents<'a> {
    site: &'a Site,
    declaration: &'a Published,
    revision: &'a RevisionRow,
}

impl Consents<'_> {
    fn give(&self, purpose: Purpose, listing: Listing) -> Result<Consent> {
        let words = Words::for_language(self.revision.language.as_str());
        let declaration = &self.declaration.declaration;
        let parties = Parties {
            controller: declaration.controller.name.as_str().to_owned(),
            addressees: declaration
                .addressees
                .iter()
                .map(|name| name.said(&self.revision.language, &declaration.language).0)
                .map(|name| name.as_str().to_owned())
                .collect(),
        };
        Ok(Consent {
            purpose,
            wording: wording(words, purpose, listing, &parties),
            language: Language::parse(words.lang())?,
            text: self.revision.digest,
            asked: self.site.now(),
        })
    }
}

async fn confirm(site: &Arc<Site>, mailbag: &Mailbag, waiting: Vec<Waiting>) -> Result<()> {
    let mut confirmations = JoinSet::new();
    for Waiting {
        index,
        address,
        tab,
    } in waiting
    {
        let letter = mailbag
            .take(&address)
            .context("a mail of the demo did not arrive")?;
        let proof = if index.is_multiple_of(TYPES_THE_CODE) {
            MailProof::Code {
                tab,
                code: letter.code,
            }
        } else {
            MailProof::Link(letter.token)
        };
        let site = Arc::clone(site);
        confirmations.spawn(async move { site.confirm(&proof, None).await });
    }
    while let Some(confirmed) = confirmations.join_next().await {
        if !matches!(confirmed??, Confirming::Signed(_)) {
            bail!("a signature of the demo was not confirmed");
        }
    }
    Ok(())
}
