//! The clock: it dates entries and ends links, so it must not have run backwards.

use app::clock::{Clock, SystemClock};
use domain::log::{Day, Entry};
use jiff::{SignedDuration, Timestamp};
use store::{DeclarationRow, Store, StoreError};

use super::Check;

const WHAT: &str = "clock";

/// Two machines that both keep time are this close; the answer of a server takes part of it.
const CLOSE: SignedDuration = SignedDuration::from_secs(5);

/// What was signed last, as far as it bears a time.
#[derive(Default)]
struct Newest {
    /// When the newest checkpoint was signed.
    checkpoint: Option<Timestamp>,
    /// The day of the newest entry.
    day: Option<Day>,
}

/// Compares the clock with what was signed, and with that of the database's server.
pub(super) async fn check(store: &Store, rows: &[DeclarationRow]) -> Check {
    let found = async {
        let server = store.server_time().await?;
        Ok::<_, StoreError>((newest(store, rows).await?, server))
    };
    match found.await {
        Ok((newest, server)) => judged(SystemClock.now(), &newest, server),
        Err(error) => Check::failed(WHAT, &error.into(), "bring back a backup"),
    }
}

async fn newest(store: &Store, rows: &[DeclarationRow]) -> Result<Newest, StoreError> {
    let mut newest = Newest::default();
    for row in rows {
        let found = store.checkpoints(row.id, None, 1).await?;
        let Some(checkpoint) = found.first() else {
            continue;
        };
        newest.checkpoint = newest.checkpoint.max(Some(checkpoint.at));
        let last = checkpoint.size.saturating_sub(1);
        let entries = store.log_entries(row.id, last, checkpoint.size).await?;
        let days = entries.iter().filter_map(|bytes| Entry::decode(bytes).ok());
        newest.day = newest.day.max(days.map(|entry| entry.day).max());
    }
    Ok(newest)
}

fn judged(now: Timestamp, newest: &Newest, server: Option<Timestamp>) -> Check {
    let behind = newest.checkpoint.filter(|newest| *newest > now);
    if let Some(newest) = behind {
        return behind_the_log(format!(
            "{now:.0} is before the newest checkpoint, {newest:.0}"
        ));
    }
    let today = Day::of(now);
    if let Some(day) = newest.day.filter(|day| day.0 > today.0) {
        let day = day
            .date()
            .map_or_else(String::new, |day| format!(", {day}"));
        return behind_the_log(format!(
            "{now:.0} is before the day of the newest entry{day}"
        ));
    }
    let apart = server.map(|server| (server, server.duration_since(now)));
    match apart {
        Some((server, apart)) if apart.abs() > CLOSE => Check::warn(
            WHAT,
            format!("{now:.0}, and the server of the database says {server:.0}"),
            "keep both right with a time service: one of the two is wrong",
        ),
        _ => Check::ok(
            WHAT,
            format!("{now:.0}, not before anything that was signed"),
        ),
    }
}

fn behind_the_log(found: String) -> Check {
    Check::fail(
        WHAT,
        found,
        "do not sign before it is right: set the clock and keep it so with a time service (`timedatectl`); \
         if it was ahead when that was signed, wait until the time has come, since the log cannot be dated anew",
    )
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    #[test]
    fn a_clock_behind_the_log_is_an_error_and_two_clocks_apart_are_told_of() {
        let check = |checkpoint: i64, days: u32, server: Option<i64>, expected| {
            let now = at(0);
            let newest = Newest {
                checkpoint: Some(at(checkpoint)),
                day: Some(Day(Day::of(now).0 + days)),
            };
            let check = judged(now, &newest, server.map(at));
            assert_eq!(check.state, expected, "{check:?}");
        };
        check(0, 0, None, State::Ok);
        check(-10, 0, Some(5), State::Ok);
        check(-10, 0, Some(-6), State::Warn);
        check(-10, 0, Some(3_600), State::Warn);
        check(1, 0, None, State::Fail);
        check(-10, 1, Some(0), State::Fail);
        let nothing = judged(at(0), &Newest::default(), None);
        assert_eq!(nothing.state, State::Ok);
    }
}
