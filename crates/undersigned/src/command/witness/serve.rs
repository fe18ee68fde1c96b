//! `witness serve`: a witness, until asked to stop.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use app::clock::SystemClock;
use app::witness::server::Witness;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::Chosen;
use super::folder::Folder;
use crate::command::Verdict;
use crate::help::Help;
use crate::serving::Signals;
use crate::{logging, output};

/// How often the list of logs is looked at for new ones.
const LOOK: Duration = Duration::from_secs(2);

/// How long requests that are under way may take to end.
const PATIENCE: Duration = Duration::from_secs(15);

/// Serves a witness until Ctrl-C or SIGTERM. The line that says where it listens is printed when
/// connections are accepted.
///
/// # Errors
/// When it cannot be started, or does not end in order.
pub(super) async fn run(chosen: &Chosen) -> Result<Verdict> {
    let folder = Folder::read(&chosen.folder)?;
    logging::start(folder.log.as_deref().unwrap_or("info"))?;
    let (key, list) = (folder.key()?, folder.list()?);
    let logs = folder.logs_in(&list)?;
    let store = folder.open_store()?;
    let clock = Arc::new(SystemClock);
    let witness = Arc::new(Witness::new(key, logs, store.clone(), clock));
    let listener = TcpListener::bind(folder.listen)
        .await
        .with_context(|| format!("cannot listen on {}", folder.listen))
        .help("stop the program that listens there, or change `listen` in witness.toml")?;
    let signals = Signals::listen()?;
    let address = listener.local_addr()?;
    output::line(format!(
        "witness {} listening on http://{address}",
        folder.name
    ))?;
    tokio::select! {
        served = until_asked(&witness, listener, signals) => served?,
        () = follow(&witness, &folder, list) => {}
    }
    store
        .close()
        .await
        .context("the database was not closed cleanly")?;
    Ok(Verdict::Fine)
}

async fn until_asked(
    witness: &Arc<Witness>,
    listener: TcpListener,
    mut signals: Signals,
) -> Result<()> {
    let (stop, mut stopped) = watch::channel(false);
    let served = web::witness::serve(Arc::clone(witness), listener, async move {
        // An error means that the sender is gone: time to stop, too.
        let _ = stopped.wait_for(|stop| *stop).await;
    });
    tokio::pin!(served);
    tokio::select! {
        outcome = &mut served => return outcome.context("connections can no longer be accepted"),
        () = signals.asked() => {}
    }
    stop.send_replace(true);
    match tokio::time::timeout(PATIENCE, served).await {
        Ok(outcome) => outcome.context("the last requests were not answered"),
        Err(_) => {
            tracing::warn!("requests that took too long were cut off; nothing was signed for them");
            Ok(())
        }
    }
}

/// Follows what the list says from now on. A list that cannot be used changes nothing: a slip of the
/// pen must not make a witness forget its logs.
async fn follow(witness: &Witness, folder: &Folder, mut known: String) {
    loop {
        tokio::time::sleep(LOOK).await;
        let Ok(list) = folder.list() else { continue };
        if list == known {
            continue;
        }
        match folder.logs_in(&list) {
            Ok(logs) => {
                let number = logs.all().len();
                tracing::info!(number, "the list of logs was read anew");
                witness.follow(logs);
            }
            Err(error) => {
                tracing::error!(
                    error = format!("{error:#}"),
                    help = "correct the file; the list that was read before is used until then",
                    "the list of logs is not used"
                );
            }
        }
        known = list;
    }
}
