//! Taking mails that come back, over LMTP, beside a running site.

use std::sync::Arc;
use std::time::Duration;

use app::site::Site;
use mail::lmtp::{self, CONNECTIONS};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use crate::listener::{Listener, Purpose};

/// What is listened for.
pub const PURPOSE: Purpose = Purpose {
    what: "mails that come back",
    key: "mail.lmtp.listen",
};

/// How long to wait after a connection could not be accepted, as when no more files may be open.
const PAUSE: Duration = Duration::from_secs(1);

/// Takes mails until told to stop. Conversations under way are cut off then: what was not acknowledged
/// stays with the mail server, which brings it again.
pub async fn receive(listener: Listener, site: Arc<Site>, mut stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut conversations = JoinSet::new();
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            next = next => next,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        while conversations.try_join_next().is_some() {}
        match accepted {
            Ok(stream) => {
                let site = Arc::clone(&site);
                conversations.spawn(async move {
                    let _place = place;
                    let name = host(&site.settings.base_url);
                    if let Err(error) = lmtp::converse(stream, name, site.as_ref()).await {
                        tracing::info!(%error, "a mail server broke off");
                    }
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a mail server could not connect");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    conversations.shutdown().await;
}

/// The host in the address of a site.
fn host(base_url: &str) -> &str {
    let host = base_url
        .split_once("://")
        .map_or(base_url, |(_, host)| host);
    host.split_once(':').map_or(host, |(name, _port)| name)
}
