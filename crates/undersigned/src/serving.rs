//! A site while it serves, and its end in order.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use app::metrics::{Lines, Process};
use app::site::Site;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use web::metrics::{Exporter, Traffic};

use crate::listener::{Listener, Purpose};
use crate::receiving::receive;
use crate::wire;

/// How long requests that are under way, and then a mail that is under way, may take to end. What
/// is cut off later is not lost: an acknowledged signature is on disk, and a mail comes back after
/// its lease.
const PATIENCE: Duration = Duration::from_secs(15);

/// What is listened for beside the pages.
pub const METRICS: Purpose = Purpose {
    what: "whoever watches the site",
    key: "metrics.listen",
};

/// Where a site listens.
pub struct Listeners {
    /// For those who read and sign.
    pub pages: TcpListener,
    /// For mails that come back.
    pub incoming: Option<Listener>,
    /// For whoever watches the site.
    pub metrics: Option<Listener>,
}

impl Listeners {
    /// For visitors alone.
    pub const fn of_pages(pages: TcpListener) -> Self {
        Self {
            pages,
            incoming: None,
            metrics: None,
        }
    }
}

/// What asks a process to stop.
pub struct Signals {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Signals {
    /// Listens from now on. To be called before it is said that the site is ready, so that whoever
    /// waits for that may stop it at once.
    ///
    /// # Errors
    /// When the system does not let us listen.
    pub fn listen() -> Result<Self> {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            let terminate = signal(SignalKind::terminate()).context("cannot listen for SIGTERM")?;
            Ok(Self { terminate })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    /// Waits until somebody presses Ctrl-C or the service manager asks to stop.
    pub async fn asked(&mut self) {
        #[cfg(unix)]
        let terminate = self.terminate.recv();
        #[cfg(not(unix))]
        let terminate = std::future::pending::<Option<()>>();
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate => {}
        }
    }
}

/// Serves, takes mails that come back and tells whoever watches, where there is a listener for them, until
/// asked to stop, then ends in order: no more connections, requests under way are answered, the outbox and
/// housekeeping end, the writer commits what waits, the database closes.
///
/// # Errors
/// When connections can no longer be accepted, or the database could not be closed.
pub async fn serve(
    site: Site,
    listeners: Listeners,
    lines: Arc<Lines>,
    mut signals: Signals,
) -> Result<()> {
    let site = Arc::new(site);
    let (stop, stopped) = watch::channel(false);
    let mut workers = workers(&site, &stopped);
    if let Some(incoming) = listeners.incoming {
        workers.spawn(receive(incoming, Arc::clone(&site), stopped.clone()));
    }
    let traffic = Arc::<Traffic>::default();
    if let Some(metrics) = listeners.metrics {
        let exporter = exporter(&site, &traffic, lines);
        workers.spawn(tell(metrics, exporter, stopped.clone()));
    }
    let mut until = stopped.clone();
    let served = web::serve(Arc::clone(&site), traffic, listeners.pages, async move {
        // An error means that the sender is gone: time to stop, too.
        let _ = until.wait_for(|stop| *stop).await;
    });
    tokio::pin!(served);
    let outcome = tokio::select! {
        outcome = &mut served => outcome.context("connections can no longer be accepted"),
        () = signals.asked() => {
            tracing::info!("asked to stop");
            stop.send_replace(true);
            match tokio::time::timeout(PATIENCE, &mut served).await {
                Ok(outcome) => outcome.context("the last requests were not answered"),
                Err(_) => {
                    tracing::warn!("requests that took too long were cut off");
                    Ok(())
                }
            }
        }
    };
    stop.send_replace(true);
    end(&mut workers).await;
    match Arc::into_inner(site) {
        Some(site) => wire::close(site).await?,
        None => tracing::warn!("a request is still under way; what was acknowledged is on disk"),
    }
    tracing::info!("stopped");
    outcome
}

fn exporter(site: &Arc<Site>, traffic: &Arc<Traffic>, lines: Arc<Lines>) -> Exporter {
    Exporter {
        site: Arc::clone(site),
        traffic: Arc::clone(traffic),
        process: Process {
            started: site.now(),
            version: env!("CARGO_PKG_VERSION"),
            lines,
        },
    }
}

/// Answers those who watch until told to stop. A site is served on where that ends early.
async fn tell(listener: Listener, exporter: Exporter, mut stop: watch::Receiver<bool>) {
    let told = web::metrics::serve(exporter, listener, async move {
        let _ = stop.wait_for(|stop| *stop).await;
    });
    if let Err(error) = told.await {
        tracing::error!(
            %error,
            help = "see `metrics.listen` in the config file, and start the site anew",
            "nobody can watch this site any more"
        );
    }
}

fn workers(site: &Arc<Site>, stopped: &watch::Receiver<bool>) -> JoinSet<()> {
    let mut workers = JoinSet::new();
    let (outbox, stop) = (Arc::clone(site), stopped.clone());
    workers.spawn(async move { outbox.run_outbox(stop).await });
    let (housekeeping, stop) = (Arc::clone(site), stopped.clone());
    workers.spawn(async move { housekeeping.run_housekeeping(stop).await });
    let (learning, stop) = (Arc::clone(site), stopped.clone());
    workers.spawn(async move { learning.run_learning(stop).await });
    let (witnesses, stop) = (Arc::clone(site), stopped.clone());
    workers.spawn(async move { witnesses.run_witnesses(stop).await });
    workers
}

async fn end(workers: &mut JoinSet<()>) {
    let ended = async { while workers.join_next().await.is_some() {} };
    if tokio::time::timeout(PATIENCE, ended).await.is_err() {
        tracing::warn!("a mail took too long; it is sent again after the next start");
        workers.shutdown().await;
    }
}
