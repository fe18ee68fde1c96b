//! How long a confirmation waits while an issue is sent.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use app::outbox::{Lane, Lanes, MailTransport, SendError, Smtp};
use domain::slug::Slug;
use mail::message::Message;
use mail::smtp::sink::{Sink, SinkOptions};
use tokio::sync::watch;

use super::site::{Signed, open, to_port};
use super::{Volume, crowd};
use crate::stage;
use crate::table::{heading, latencies};

/// Confirmations, one after the other, each by another person.
const CONFIRMATIONS: u64 = 100;

/// The longest that a confirmation may wait.
const MOST: Duration = Duration::from_secs(5);

/// Measures from the moment at which the form is answered to the moment at which the server has the
/// mail: with an idle issue lane, while copies of an issue leave as fast as they can, and while a
/// server that takes a second for each of them has them wait.
pub(super) async fn run(volume: Volume) -> anyhow::Result<()> {
    let queued = volume.queued;
    heading(&format!(
        "Delay of a confirmation beside {queued} queued copies of an issue"
    ));
    measure("no issue is sent", 0, Duration::ZERO).await?;
    measure(
        "the server takes the issue as fast as it can",
        queued,
        Duration::ZERO,
    )
    .await?;
    measure(
        "the server takes a second for each mail of it",
        queued,
        Duration::from_secs(1),
    )
    .await
}

/// Two servers, so that the one can be slow and mails of the other are counted alone.
struct Apart {
    issue: Smtp,
    others: Smtp,
}

impl Apart {
    const fn of(&self, lane: Lane) -> &Smtp {
        match lane {
            Lane::Issue => &self.issue,
            Lane::Confirmation | Lane::Service => &self.others,
        }
    }
}

#[async_trait::async_trait]
impl MailTransport for Apart {
    async fn send(&self, lane: Lane, message: &Message) -> Result<(), SendError> {
        self.of(lane).send(lane, message).await
    }

    fn offers_smtputf8(&self) -> bool {
        true
    }

    async fn probe(&self) -> Result<(), SendError> {
        self.others.probe().await
    }

    async fn rest(&self, lane: Lane) {
        self.of(lane).rest(lane).await;
    }
}

async fn measure(what: &str, queued: u32, hesitates: Duration) -> anyhow::Result<()> {
    let (slow, fast) = (counting(hesitates).await?, counting(Duration::ZERO).await?);
    let folder = tempfile::tempdir()?;
    begin_issue(folder.path(), queued).await?;
    let lanes = Lanes::default();
    let mail = Arc::new(Apart {
        issue: to_port(slow.port, &lanes),
        others: to_port(fast.port, &lanes),
    });
    let site = open(folder.path(), mail, Signed::Twice, lanes)?;
    site.publish(&stage::folder_files()).await?;
    let slug = Slug::parse("bench")?;
    let declaration = site.declaration(&slug).await?.context("it was published")?;
    let (stop, stopped) = watch::channel(false);
    let mut taken = Vec::new();
    let confirming = async {
        for number in 0..CONFIRMATIONS {
            stage::sign(&site, &declaration, number).await?;
            let answered = Instant::now();
            while fast.number() <= number {
                tokio::time::sleep(Duration::from_micros(200)).await;
            }
            taken.push(answered.elapsed());
        }
        stop.send(true)?;
        anyhow::Ok(u64::from(queued).saturating_sub(slow.number()))
    };
    let ((), left_over) = tokio::join!(site.run_outbox(stopped), confirming);
    let left_over = left_over?;
    let worst = taken.iter().max().copied().unwrap_or_default();
    ensure!(worst < MOST, "a confirmation waited {worst:?}");
    ensure!(queued == 0 || left_over > 0, "the issue was over too soon");
    latencies(&format!("{what} ({left_over} left)"), taken);
    Ok(())
}

async fn counting(hesitates: Duration) -> std::io::Result<Sink> {
    Sink::start(SinkOptions {
        keeps: false,
        hesitates,
        ..SinkOptions::default()
    })
    .await
}

/// Makes a site in a folder whose issue is being sent to so many.
async fn begin_issue(folder: &Path, subscribers: u32) -> anyhow::Result<()> {
    if subscribers == 0 {
        return Ok(());
    }
    let site = crowd::fill(folder, u64::from(subscribers)).await?;
    crowd::start(&site).await?;
    let store = site.store.clone();
    site.stop().await;
    store.close().await?;
    Ok(())
}
