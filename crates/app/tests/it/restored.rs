//! Restored backups must not fork a log (LOG-FORMAT section 2).

use app::confirm::{ConfirmError, MailProof};
use app::sequencer::SequencerError;
use store::{SqliteOptions, Store};

use crate::harness::{Stage, folder};

#[tokio::test]
async fn a_log_older_than_what_was_released_refuses_to_sign() {
    let data = tempfile::tempdir().unwrap();
    let (now, backup) = (data.path().join("site.db"), data.path().join("backup.db"));
    let open = |path: &std::path::Path| {
        Store::open_sqlite(
            path,
            SqliteOptions {
                readers: 1,
                ..SqliteOptions::default()
            },
        )
        .unwrap()
    };
    let stage = Stage::over(open(&now), tempfile::tempdir().unwrap());
    stage.site.publish(&folder()).await.unwrap();
    stage.signed("Ada", "ada@example.org").await;
    stage.site.store.settle().await.unwrap();
    std::fs::copy(&now, &backup).unwrap();
    stage.signed("Bo", "bo@example.org").await;
    let Stage { site, keys, .. } = stage;
    site.stop().await; // writes the lock file

    let restored = Stage::over(open(&backup), keys);
    let mail = restored.pending("Chi", "chi@example.org").await;
    let outcome = restored
        .site
        .confirm(&MailProof::Link(mail.confirm), None)
        .await;
    assert!(
        matches!(
            outcome,
            Err(ConfirmError::Sequencer(SequencerError::LogRefuses))
        ),
        "{outcome:?}"
    );
    assert_eq!(restored.check_log().await.total, 1, "reading goes on");
}
