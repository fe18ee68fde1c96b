//! What a database knows of the journals, in its settings: how far each was done in it, and which departures
//! its log does not know.
//!
//! Each of these has a row of its own, which is written and taken away alone: several nodes start at the
//! same moment, and none may undo what another has just written. A mark only rises. Programs before this
//! kept all marks in one row and all departures in another; both are still read, and moved over at a
//! start, also where a backup from then was brought back.

use std::collections::BTreeMap;

use store::{Erasure, SignatureName, Store, StoreError, StoredState};

use super::done::Done;
use super::line::{Line, Noted};

/// The keys of marks begin so, and end in the name of the journal. The value is the number of the next line.
const MARK: &str = "erasures.mark.";

/// The keys of departures begin so, and end in the name of the signature. The value is a line as in a
/// journal.
const OPEN: &str = "erasures.open.";

/// The row that held all marks: a line for each journal, its name and the number of the next line.
const ALL_MARKS: &str = "erasures.marks";

/// The row that held all departures: lines as in a journal.
const ALL_OPEN: &str = "erasures.open";

pub(super) type Departures = BTreeMap<SignatureName, StoredState>;

/// The marks of all journals that were done in a database.
pub(super) async fn marks(store: &Store) -> Result<BTreeMap<String, u64>, StoreError> {
    let all = store.setting(ALL_MARKS).await?.unwrap_or_default();
    let mut marks = marks_of(&all);
    for (key, value) in store.settings_under(MARK).await? {
        if let Some((id, next)) = key.strip_prefix(MARK).zip(number(&value)) {
            let mark = marks.entry(id.to_owned()).or_default();
            *mark = next.max(*mark);
        }
    }
    Ok(marks)
}

/// Says that a journal was done up to a line. A mark that is further on stays where it is.
pub(super) async fn raise(store: &Store, id: &str, next: u64) -> Result<(), StoreError> {
    let (key, value) = (format!("{MARK}{id}"), next.to_string());
    loop {
        let stands = store.setting(&key).await?;
        if stands.as_deref().and_then(number) >= Some(next) {
            return Ok(());
        }
        let raised = store.setting_change(&key, stands.as_deref(), Some(value.as_bytes()));
        if raised.await? {
            return Ok(());
        }
    }
}

/// Says that a journal was done as far as is known without a gap. Nothing is said where the database never
/// heard of the journal, and where it became older: then it has to be brought up to the journal first.
pub(super) async fn raise_over(store: &Store, id: &str, done: &Done) -> Result<(), StoreError> {
    let key = format!("{MARK}{id}");
    loop {
        let risen = done.risen();
        let stands = store.setting(&key).await?;
        let Some(mark) = stands.as_deref().and_then(number) else {
            return Ok(());
        };
        let behind = done.behind(mark);
        if mark < risen || behind == mark {
            return Ok(());
        }
        let value = behind.to_string();
        let raised = store.setting_change(&key, stands.as_deref(), Some(value.as_bytes()));
        if raised.await? {
            done.rise(behind);
            return Ok(());
        }
    }
}

/// The departures that are not in the log of a database.
pub(super) async fn departures(store: &Store) -> Result<Departures, StoreError> {
    let all = store.setting(ALL_OPEN).await?.unwrap_or_default();
    let mut open = departures_of(&all);
    for value in store.settings_under(OPEN).await?.values() {
        open.extend(departures_of(value));
    }
    Ok(open)
}

/// Remembers a departure until it is in the log.
pub(super) async fn open(
    store: &Store,
    name: SignatureName,
    state: StoredState,
) -> Result<(), StoreError> {
    let value = value(name, state);
    store.setting_put(&key(&name), value.as_bytes()).await
}

/// Forgets a departure that is in the log, and no other.
pub(super) async fn close(
    store: &Store,
    name: SignatureName,
    state: StoredState,
) -> Result<(), StoreError> {
    let (key, value) = (key(&name), value(name, state));
    let closed = store.setting_change(&key, Some(value.as_bytes()), None);
    closed.await.map(drop)
}

/// Gives each mark and each departure a row of its own. What an older program writes meanwhile stays
/// for the next start.
pub(super) async fn move_over(store: &Store) -> Result<(), StoreError> {
    if let Some(all) = store.setting(ALL_MARKS).await? {
        for (id, next) in marks_of(&all) {
            raise(store, &id, next).await?;
        }
        store.setting_change(ALL_MARKS, Some(&all), None).await?;
    }
    if let Some(all) = store.setting(ALL_OPEN).await? {
        for (name, state) in departures_of(&all) {
            open(store, name, state).await?;
        }
        store.setting_change(ALL_OPEN, Some(&all), None).await?;
    }
    Ok(())
}

fn number(value: &[u8]) -> Option<u64> {
    std::str::from_utf8(value).ok()?.parse().ok()
}

fn key(name: &SignatureName) -> String {
    let declaration = hex::encode(name.declaration.as_bytes());
    let entry = hex::encode(name.entry);
    format!("{OPEN}{declaration}.{}.{entry}", name.leaf)
}

fn value(signature: SignatureName, state: StoredState) -> String {
    let noted = Noted::Act(Erasure::Departed { signature, state });
    let (number, at) = (0, 0);
    Line { number, at, noted }.text()
}

fn marks_of(value: &[u8]) -> BTreeMap<String, u64> {
    let text = String::from_utf8_lossy(value);
    let mark = |line: &str| {
        let (id, next) = line.split_once(' ')?;
        Some((id.to_owned(), next.parse().ok()?))
    };
    text.lines().filter_map(mark).collect()
}

fn departures_of(value: &[u8]) -> Departures {
    let text = String::from_utf8_lossy(value);
    let open = |line: &str| match Line::parse(line)?.noted {
        Noted::Act(Erasure::Departed { signature, state }) => Some((signature, state)),
        _ => None,
    };
    text.lines().filter_map(open).collect()
}
