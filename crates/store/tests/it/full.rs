//! A disk that is full: nothing is lost, writes are refused, reading goes on; and all is well again once
//! there is room.

use std::fs;
use std::path::Path;
use std::process::Command;

use store::conformance::fixture::{Book, add_signature, hash};
use store::{BatchQuery, SqliteOptions, Store, StoreError};

/// A file system in memory of a few megabytes, until it is dropped. Only root may make one.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=8m", "undersigned-test"])
            .arg(folder.path())
            .output();
        if mounted.is_ok_and(|mounted| mounted.status.success()) {
            return Some(Self(folder));
        }
        super::skip("mount");
        None
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // It may be busy for a moment; a lazy one goes when it is not.
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

async fn sign(book: &mut Book) -> Result<(), StoreError> {
    let mut batch = book.batch();
    for _ in 0..100 {
        add_signature(&mut batch, None);
    }
    book.commit(batch).await
}

#[tokio::test]
async fn a_full_disk_refuses_and_recovers() {
    let Some(disk) = SmallDisk::mount() else {
        return;
    };
    let ballast = disk.path().join("ballast");
    fs::write(&ballast, vec![1; 3 << 20]).unwrap();
    let file = disk.path().join("store.sqlite");
    let open = || Store::open_sqlite(&file, SqliteOptions::default()).unwrap();
    let mut book = Book::begin_in(open(), 1).await.unwrap();
    let refused = loop {
        if let Err(refused) = sign(&mut book).await {
            break refused;
        }
        assert!(book.size < 100_000, "the disk is never full");
    };
    assert!(
        matches!(refused, StoreError::Unavailable { .. }),
        "{refused:?}"
    );
    let acknowledged = book.size;
    let again = book.store.accept(book.submission(1, 0)).await;
    assert!(
        matches!(again, Err(StoreError::Unavailable { .. }) | Ok(_)),
        "{again:?}"
    );
    let head = book.store.log_head(book.id).await.unwrap().unwrap();
    assert_eq!(head.size, acknowledged, "reading goes on");
    fs::remove_file(ballast).unwrap();
    sign(&mut book).await.unwrap();
    let size = book.size;
    assert_eq!(size, acknowledged + 100);
    let everybody = BatchQuery {
        tags: (1..size).map(|leaf| hash("tag", leaf)).collect(),
        ..BatchQuery::default()
    };
    let facts = book.store.batch_facts(book.id, everybody).await.unwrap();
    assert_eq!(facts.signed.len() as u64, size - 1);
    book.store.integrity_check().await.unwrap();
    book.store.close().await.unwrap();
    let store = open();
    assert_eq!(store.log_head(book.id).await.unwrap().unwrap().size, size);
    store.close().await.unwrap();
}
