//! The same without HTTP.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::ensure;
use app::confirm::{Confirming, MailProof};
use store::PendingDone;
use tokio::task::JoinSet;

use crate::stage::stock::Log;
use crate::stage::{Stage, Waiting};

/// Rows in each transaction.
const BATCH: usize = 256;

/// What is kept of a pending row: a sealed token.
const STUB: usize = 75;

/// The rows of these signers, ready-made, through the engine: one batch after the other.
///
/// # Errors
/// When a batch is not taken.
pub(super) async fn engine(stage: &Stage, waiting: &[Waiting]) -> anyhow::Result<Duration> {
    let declaration = stage.declaration().await?;
    let mut log = Log::of(&stage.site.store, &stage.keys()?, &declaration).await?;
    let mut batches = Vec::new();
    for signers in waiting.chunks(BATCH) {
        let mut batch = log.batch(signers.len() as u64)?;
        for (row, signer) in batch.signatures.iter_mut().zip(signers) {
            row.pending = Some(PendingDone {
                confirm_hash: signer.mailed.link.hash(),
                stub: vec![0; STUB],
            });
        }
        batches.push(batch);
    }
    let started = Instant::now();
    for batch in batches {
        stage.site.store.commit(batch).await?;
    }
    Ok(started.elapsed())
}

/// These signers confirm, so many at once.
///
/// # Errors
/// When one is not counted.
pub(super) async fn site(
    stage: &Stage,
    waiting: Vec<Waiting>,
    together: usize,
) -> anyhow::Result<Duration> {
    let mut links = waiting.into_iter().map(|waiting| waiting.mailed.link);
    let started = Instant::now();
    let mut running = JoinSet::new();
    loop {
        while running.len() < together
            && let Some(link) = links.next()
        {
            let site = Arc::clone(&stage.site);
            running.spawn(async move { site.confirm(&MailProof::Link(link), None).await });
        }
        match running.join_next().await {
            Some(outcome) => ensure!(matches!(outcome??, Confirming::Signed(_)), "not signed"),
            None => return Ok(started.elapsed()),
        }
    }
}
