//! What only the store knows, asked for when somebody wants to know it.
//!
//! Each question may take a bounded time and is asked once: a store that stands still costs the one who
//! asks that time and costs nobody else anything.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use store::measure::Label;
use store::{Lane, LaneDepth};
use tokio::time::timeout;

use super::{Family, Value};
use crate::declarations::{LoadError, Published};
use crate::moment::Moment;
use crate::site::Site;
use crate::witness::{Standing, Trouble};

/// The most declarations that are named, the newest: each is a few lines to whoever watches, and a few
/// bytes for every moment they keep.
const DECLARATIONS: usize = 100;

/// Up to how many mails of a lane are counted: a few hundredths of a second, however many wait.
const MAILS: u32 = 100_000;

store::label! {
    /// How a witness stands to a log.
    enum Stands {
        Unasked => "unasked",
        Cosigns => "cosigns",
        Silent => "silent",
        Contradicts => "contradicts",
    }
}

impl Stands {
    fn of(standing: &Standing) -> Self {
        match &standing.trouble {
            Some(trouble) if Trouble::is_serious(trouble) => Self::Contradicts,
            Some(_) => Self::Silent,
            None if standing.cosigned.is_some() => Self::Cosigns,
            None => Self::Unasked,
        }
    }
}

pub(super) async fn families(site: &Site, patience: Duration) -> Vec<Family> {
    let now = site.now();
    let (outbox, logs, paused) = tokio::join!(
        timeout(patience, outbox(site, now)),
        timeout(patience, logs(site)),
        timeout(patience, site.paused()),
    );
    let (outbox, logs) = (outbox.ok().flatten(), logs.ok().and_then(Result::ok));
    let mut asked = Family::gauge(
        "undersigned_store_answered",
        "Whether the store answered in time what was asked for these metrics.",
    );
    for (what, is_there) in [("outbox", outbox.is_some()), ("logs", logs.is_some())] {
        asked = asked.with(vec![("what", what.into())], Value::Whole(is_there.into()));
    }
    let mut rests = Family::gauge(
        "undersigned_signing_paused",
        "Whether an operator lets signing rest.",
    );
    if let Ok(Ok(paused)) = paused {
        rests = rests.of(paused.is_some().into());
    }
    let mut families = vec![asked, rests];
    families.extend(of_outbox(&outbox.unwrap_or_default(), now));
    families.extend(of_logs(site, &logs.unwrap_or_default()));
    families
}

/// How much waits in each lane, and whether it is paused.
async fn outbox(site: &Site, now: Timestamp) -> Option<Vec<(LaneDepth, bool)>> {
    let mut lanes = Vec::new();
    for depth in site.store.outbox_glance(now, MAILS).await.ok()? {
        let paused = site.lane_is_paused(depth.lane).await.ok()?;
        lanes.push((depth, paused));
    }
    Some(lanes)
}

fn of_outbox(lanes: &[(LaneDepth, bool)], now: Timestamp) -> [Family; 3] {
    let mut mails = Family::gauge(
        "undersigned_outbox_mails",
        "Mails in the outbox: due, in the hands of a sender, or to be tried later.",
    );
    let mut oldest = Family::gauge(
        "undersigned_outbox_oldest_seconds",
        "How long ago the oldest mail was due that nobody has sent or tried since.",
    );
    let mut paused = Family::gauge(
        "undersigned_outbox_paused",
        "Whether an operator paused the lane.",
    );
    for (depth, is_paused) in lanes {
        let lane = || ("lane", Lane::word(depth.lane).into());
        for (state, n) in [
            ("due", depth.waiting),
            ("held", depth.held),
            ("later", depth.later),
        ] {
            mails = mails.with(vec![lane(), ("state", state.into())], Value::Whole(n));
        }
        let age = depth
            .oldest_due
            .map_or(0.0, |due| now.duration_since(due).as_secs_f64().max(0.0));
        oldest = oldest.with(vec![lane()], Value::Real(age));
        paused = paused.with(vec![lane()], Value::Whole((*is_paused).into()));
    }
    [mails, oldest, paused]
}

type Log = (Arc<Published>, Arc<Moment>);

/// The logs of what was published last: what their pages say of them, too.
async fn logs(site: &Site) -> Result<Vec<Log>, LoadError> {
    let mut logs = Vec::new();
    for published in site
        .all_declarations()
        .await?
        .into_iter()
        .take(DECLARATIONS)
    {
        let moment = site.moment(&published).await?;
        logs.push((published, moment));
    }
    Ok(logs)
}

fn of_logs(site: &Site, logs: &[Log]) -> [Family; 4] {
    let mut entries = Family::gauge(
        "undersigned_log_entries",
        "Entries in the log, as published.",
    );
    let mut signatures = Family::gauge(
        "undersigned_log_signatures",
        "Signatures that count, as published.",
    );
    let mut standings = Family::gauge(
        "undersigned_witness_stands",
        "How a witness stands to a log: 1 in the state it is in.",
    );
    let mut cosigned = Family::gauge(
        "undersigned_witness_cosigned_entries",
        "Entries of the log that a witness cosigned last, as this process saw.",
    );
    for (published, moment) in logs {
        let declaration = || ("declaration", published.log.slug.to_string().into());
        entries = entries.with(vec![declaration()], Value::Whole(moment.size));
        signatures = signatures.with(vec![declaration()], Value::Whole(moment.count.total()));
        if published.carried.is_some() {
            continue;
        }
        for standing in site.witnesses.standings(published.id) {
            let stands = Stands::of(&standing);
            let witness = || ("witness", standing.name.clone().into());
            for state in Stands::ALL {
                let labels = vec![declaration(), witness(), ("state", state.word().into())];
                standings = standings.with(labels, Value::Whole((*state == stands).into()));
            }
            if let Some(size) = standing.cosigned {
                cosigned = cosigned.with(vec![declaration(), witness()], Value::Whole(size));
            }
        }
    }
    [entries, signatures, standings, cosigned]
}
