//! From a stored log to the page that explains it.

use app::log::StoredLog;
use app::site::Site;
use domain::log::{Body, Entry};
use domain::signer::Class;
use render::page::log::{Kind, Line, Log};
use render::urls;
use tlog::note::VerifierKey;
use tlog::{Checkpoint, Hash};

use super::watch;
use crate::error::PageError;
use crate::reading::Reading;
use crate::view;

/// How many of the newest entries the page shows as an example.
const NEWEST: u64 = 8;

pub(super) async fn page(site: &Site, reading: &Reading) -> Result<Log, PageError> {
    let published = &reading.published;
    let moment = site.moment(published).await?;
    let key = VerifierKey::parse(&published.verifier_key).map_err(PageError::broken)?;
    let checkpoint =
        Checkpoint::open(moment.checkpoint.as_bytes(), &[key]).map_err(PageError::broken)?;
    let log = StoredLog::new(site.store.clone(), published.id);
    let start = checkpoint.size.saturating_sub(NEWEST);
    let entries = log.entries(start, checkpoint.size).await?;
    let lines = (start..)
        .zip(&entries)
        .map(|(index, entry)| line(index, entry));
    let mut newest = lines.collect::<Result<Vec<Line>, PageError>>()?;
    newest.reverse();
    Ok(Log {
        page: view::layout_in_languages(site, reading, urls::log),
        title: reading.title().to_owned(),
        slug: reading.slug().to_owned(),
        language: reading.tag().to_owned(),
        count: moment.count.total(),
        size: checkpoint.size,
        root: checkpoint.root.to_base64(),
        checkpoint: moment.checkpoint.clone(),
        verifier_key: published.verifier_key.clone(),
        newest,
        closed: moment.closed,
        carried: published.carried.is_some(),
        witnesses: watch::witnesses(site, published).await?,
        witnessed: watch::witnessed(site, published, checkpoint.size).await?,
        history: watch::history(site, published).await?,
    })
}

fn line(index: u64, bytes: &[u8]) -> Result<Line, PageError> {
    let entry = Entry::decode(bytes).map_err(PageError::broken)?;
    Ok(Line {
        index,
        kind: kind(&entry.body),
        day: view::day(entry.day.0)?,
        hash: hex::encode(Hash::leaf(bytes).0),
    })
}

const fn kind(body: &Body) -> Kind {
    match body {
        Body::Revision { .. } => Kind::Revision,
        Body::Signature {
            class: Class::Person,
            ..
        } => Kind::Person,
        Body::Signature {
            class: Class::Organisation,
            ..
        } => Kind::Organisation,
        Body::Withdrawal { .. } => Kind::Withdrawal,
        Body::Strike { .. } => Kind::Strike,
        Body::Figure { .. } => Kind::Figure,
        Body::Raising { .. } => Kind::Raising,
        Body::AuditPlan { .. } | Body::AuditResult { .. } => Kind::Audit,
        Body::Handover { .. } => Kind::Handover,
        Body::Close => Kind::Close,
    }
}
