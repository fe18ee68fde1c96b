//! The file.

use std::fs;
use std::io::Write;

use app::erasures::{Noted, Reading};
use store::{Erasure, ErasureJournal};

use super::open_journal;

fn act(number: u8) -> Erasure {
    Erasure::Suppressed { key: [number; 32] }
}

fn acts(reading: &Reading) -> Vec<Erasure> {
    let act = |noted: &Noted| match noted {
        Noted::Act(act) => Some(act.clone()),
        Noted::Undone(..) => None,
    };
    let lines = reading.lines.iter();
    lines.filter_map(|line| act(&line.noted)).collect()
}

#[tokio::test]
async fn acts_are_read_in_the_order_in_which_any_process_noted_them() {
    let keys = tempfile::tempdir().unwrap();
    let (one, other) = (open_journal(keys.path()), open_journal(keys.path()));
    one.note(&[act(1), act(2)]).await.unwrap();
    other.note(&[act(3)]).await.unwrap();
    let first = one.note(&[act(4), act(5)]).await.unwrap();
    other.note(&[act(6)]).await.unwrap();
    one.take_back(first, 2).await;
    let reading = other.read().unwrap();
    assert_eq!(acts(&reading), [act(1), act(2), act(3), act(6)]);
    assert_eq!((reading.next, reading.missing), (8, 0));
    assert_eq!(other.end().unwrap(), (reading.id, 8));
}

#[tokio::test]
async fn many_writers_at_once_lose_nothing() {
    let keys = tempfile::tempdir().unwrap();
    let note = |number| {
        let journal = open_journal(keys.path());
        async move { journal.note(&[act(number)]).await.unwrap() }
    };
    futures_util::future::join_all((0..40).map(note)).await;
    let reading = open_journal(keys.path()).read().unwrap();
    assert_eq!((acts(&reading).len(), reading.missing), (40, 0));
}

#[tokio::test]
async fn a_torn_line_is_passed_over_and_the_next_one_stands() {
    let keys = tempfile::tempdir().unwrap();
    let journal = open_journal(keys.path());
    journal.note(&[act(1), act(2)]).await.unwrap();
    let whole = fs::read(journal.path()).unwrap();
    let last = whole[..whole.len() - 1]
        .iter()
        .rposition(|byte| *byte == b'\n');
    for end in last.unwrap() + 1..whole.len() {
        fs::write(journal.path(), &whole[..end]).unwrap();
        let torn = journal.read().unwrap();
        let is_whole = end == whole.len() - 1;
        assert_eq!(acts(&torn).len(), 1 + usize::from(is_whole), "{end}");
        assert_eq!(torn.missing, 0);
        journal.note(&[act(3)]).await.unwrap();
        let after = journal.read().unwrap();
        assert_eq!(acts(&after).last(), Some(&act(3)), "{end}");
        assert_eq!(after.missing, 0, "a torn line was never acknowledged");
    }
}

#[tokio::test]
async fn a_line_that_is_damaged_in_the_middle_is_missed() {
    let keys = tempfile::tempdir().unwrap();
    let journal = open_journal(keys.path());
    journal.note(&[act(1), act(2), act(3)]).await.unwrap();
    let text = fs::read_to_string(journal.path()).unwrap();
    let damaged = text.replace(&hex::encode([2; 32]), &hex::encode([9; 32]));
    fs::write(journal.path(), damaged).unwrap();
    let reading = journal.read().unwrap();
    assert_eq!(acts(&reading), [act(1), act(3)]);
    assert_eq!(reading.missing, 1);
}

#[tokio::test]
async fn old_lines_go_and_the_numbers_go_on() {
    let keys = tempfile::tempdir().unwrap();
    let journal = open_journal(keys.path());
    journal.note(&[act(1), act(2)]).await.unwrap();
    let now = journal.read().unwrap().lines[0].at;
    assert_eq!(journal.forget(now).unwrap(), 0);
    assert_eq!(journal.forget(now + 100).unwrap(), 2);
    let (id, next) = journal.end().unwrap();
    let empty = journal.read().unwrap();
    assert_eq!((empty.lines.len(), empty.next, empty.missing), (0, next, 0));
    assert_eq!((empty.id, next), (id, 3));
    journal.note(&[act(3)]).await.unwrap();
    let reading = journal.read().unwrap();
    assert_eq!((reading.lines[0].number, reading.missing), (3, 0));
}

#[tokio::test]
async fn what_cannot_be_written_leaves_no_half_and_is_refused() {
    let keys = tempfile::tempdir().unwrap();
    let journal = open_journal(keys.path());
    journal.note(&[act(1)]).await.unwrap();
    fs::remove_file(journal.path()).unwrap();
    fs::create_dir(journal.path()).unwrap();
    assert!(journal.note(&[act(2)]).await.is_err());
    assert!(journal.probe().is_err());
}

#[test]
fn another_file_is_left_alone() {
    let keys = tempfile::tempdir().unwrap();
    let path = keys.path().join(app::erasures::NAME);
    fs::File::create(&path)
        .unwrap()
        .write_all(b"a diary\n")
        .unwrap();
    let opened = app::erasures::Journal::open(
        keys.path(),
        std::sync::Arc::new(app::clock::SystemClock),
        &app::clock::SystemRandom,
    );
    assert!(opened.is_err());
    assert_eq!(fs::read(&path).unwrap(), b"a diary\n");
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_can_read_it_and_it_names_nobody() {
    use std::os::unix::fs::PermissionsExt;
    let keys = tempfile::tempdir().unwrap();
    let journal = open_journal(keys.path());
    journal.note(&[act(1)]).await.unwrap();
    let mode = fs::metadata(journal.path()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
