//! The commands of a witness, and what it does not do.

use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use testkit::MemoryLog;

use super::forked::Forked;
use super::home::Home;
use crate::program::{self, wait_for};

#[test]
fn a_witness_is_made_once_and_its_list_is_kept_with_care() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| program::run(folder.path(), &[&["witness"], arguments].concat());
    let home = Home::new(folder.path(), "one");
    let again = run(&["init", "--name", "one.example", "--folder", "one"]).ended(2);
    assert!(again.err.contains("is not empty"), "{again:?}");
    let named = run(&["init", "--name", "two words", "--folder", "two"]).ended(2);
    assert!(named.err.contains("cannot name a witness"), "{named:?}");
    let open = [
        "init",
        "--name",
        "a.example",
        "--url",
        "http://a.example",
        "--folder",
        "two",
    ];
    assert!(run(&open).ended(2).err.contains("is not encrypted"));
    assert!(!folder.path().join("two").exists());

    let log = MemoryLog::new("sign.example.org/d/rivers/log", 1);
    let key = log.verifier().to_string();
    home.follow(&key);
    let twice = run(&["add", &key, "--folder", "one"]).ended(2);
    assert!(twice.err.contains("is followed already"), "{twice:?}");
    run(&["add", "no key", "--folder", "one"]).ended(2);
    let list = run(&["list", "--folder", "one"]).ended(0);
    assert!(
        list.out
            .contains("sign.example.org/d/rivers/log: nothing cosigned yet"),
        "{list:?}"
    );

    std::fs::write(
        folder.path().join("one/logs"),
        format!("log {key}\nlog x\n"),
    )
    .unwrap();
    let broken = run(&["serve", "--folder", "one"]).ended(2);
    assert!(broken.err.contains("line 2 is refused"), "{broken:?}");
}

#[test]
fn a_witness_without_its_memory_does_not_go_on_under_its_key() {
    let folder = tempfile::tempdir().unwrap();
    Home::new(folder.path(), "one");
    for file in ["witness.sqlite", "witness.sqlite-wal", "witness.sqlite-shm"] {
        let _ = std::fs::remove_file(folder.path().join("one").join(file));
    }
    let refused = program::run(folder.path(), &["witness", "serve", "--folder", "one"]).ended(2);
    assert!(
        refused.err.contains("the memory of this witness is gone"),
        "{refused:?}"
    );
    assert!(!folder.path().join("one/witness.sqlite").exists());
}

#[test]
fn a_log_that_is_added_while_a_witness_serves_is_followed_within_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path(), "one");
    let log = MemoryLog::new("sign.example.org/d/rivers/log", 1).grown(3, "true");
    let witness = home.serve();
    let forked = Forked {
        logs: [log.clone(), log.clone()],
        url: home.url.clone(),
        cosigned: Mutex::default(),
        killed: AtomicBool::new(false),
    };
    let status = || {
        let sent = forked.send(&Forked::agent(), &log.request(0, 3));
        sent.unwrap().0
    };
    assert_eq!(status(), 404);
    home.follow(&log.verifier().to_string());
    wait_for("the log to be followed", || (status() == 200).then_some(()));
    // A slip of the pen makes it forget nothing.
    std::fs::write(folder.path().join("one/logs"), "log\n").unwrap();
    wait_for("the list to be refused", || {
        let said = std::fs::read_to_string(folder.path().join("one.log")).unwrap();
        said.contains("the list of logs is not used").then_some(())
    });
    assert_eq!(status(), 409);
    assert_eq!(witness.stop().0, 0);
}
