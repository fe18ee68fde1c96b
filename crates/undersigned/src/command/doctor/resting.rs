//! Whether an operator lets something rest: that is easily forgotten.

use app::clock::{Clock, SystemClock};
use app::pause::{self, Pause};
use store::Store;

use super::Check;

const WHAT: &str = "signing";

/// What rests, and until when.
pub(super) async fn check(store: &Store) -> Check {
    match pause::paused_in(store, SystemClock.now()).await {
        Ok(pause) => judged(pause.as_ref()),
        Err(error) => Check::failed(WHAT, &error.into(), "see what is said of the database"),
    }
}

fn judged(pause: Option<&Pause>) -> Check {
    let Some(pause) = pause else {
        return Check::ok(WHAT, "nothing rests");
    };
    let until = pause.until.map(|until| format!(" until {until:.0}"));
    let found = format!(
        "{} rests since {:.0}{}",
        pause.scope.as_str(),
        pause.since,
        until.unwrap_or_default()
    );
    Check::warn(
        WHAT,
        found,
        "`undersigned signing resume` when it may go on",
    )
}
