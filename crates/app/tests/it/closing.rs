//! Collecting ends, for good.

use std::sync::Arc;

use app::closing::Closing;
use app::confirm::{Confirming, LinkState};
use app::manage::Withdrawn;
use app::publish::Publishing;
use app::sequencer::{Command, Publication, Reply};
use app::sign::Signing;
use jiff::SignedDuration;
use jiff::civil::date;
use store::{SqliteOptions, Store};

use crate::harness::{Mail, Stage, folder, folder_with, press};
use crate::raisings::{council, folder_with_raisings};

async fn close(stage: &Stage) -> Closing {
    let declaration = stage.declaration().await;
    stage.site.close(&declaration).await.unwrap()
}

async fn confirm(stage: &Stage, mail: &Mail) -> Confirming {
    press(&stage.site, mail).await.unwrap()
}

#[tokio::test]
async fn a_closed_declaration_takes_no_signature_and_keeps_those_it_has() {
    let stage = Stage::open().await;
    let (ada, receipt) = stage.signed("Ada", "ada@example.org").await;
    let bo = stage.pending("Bo", "bo@example.org").await;
    let late = stage.command("Chi", "chi@example.org").await;
    assert_eq!(close(&stage).await, Closing::Closed);

    stage.submit(late).await;
    let late = stage.newest_mail().await;
    assert!(
        matches!(confirm(&stage, &late).await, Confirming::Closed(_)),
        "the form was on its way when it was closed"
    );
    let again = stage
        .site
        .sign(stage.command("Chi", "chi@example.org").await)
        .await;
    assert!(matches!(again.unwrap(), Signing::Closed));
    assert!(matches!(confirm(&stage, &bo).await, Confirming::Closed(_)));
    let looked = stage.site.link_state(&bo.confirm).await.unwrap();
    assert!(matches!(looked, LinkState::Closed(_)), "{looked:?}");

    let same = match confirm(&stage, &ada).await {
        Confirming::Signed(same) => same.leaf,
        other => panic!("the link of before shows the same receipt: {other:?}"),
    };
    assert_eq!(same, receipt.leaf);
    stage.files(&receipt).await;
    let report = stage.check_log().await;
    assert_eq!((report.total, report.closed), (1, true));
}

#[tokio::test]
async fn a_closed_declaration_is_not_closed_again() {
    let stage = Stage::open().await;
    assert_eq!(close(&stage).await, Closing::Closed);
    let size = stage.check_log().await.size;
    assert_eq!(close(&stage).await, Closing::Before);
    assert_eq!(stage.check_log().await.size, size);
}

#[tokio::test]
async fn the_day_of_closing_is_read_from_the_log_whatever_follows_it() {
    let stage = Stage::open().await;
    let (ada, _) = stage.signed("Ada", "ada@example.org").await;
    assert_eq!(stage.declaration().await.closed, None);
    close(&stage).await;
    stage.turn(SignedDuration::from_hours(24 * 40));
    stage.site.withdraw(&ada.manage).await.unwrap();
    let declaration = stage.declaration().await;
    assert_eq!(declaration.closed, Some(date(2026, 11, 21)));
    assert_eq!(declaration.last_day(), declaration.closed);

    let other = Stage::over(stage.site.store.clone(), stage.keys);
    assert_eq!(
        other.declaration().await.closed,
        Some(date(2026, 11, 21)),
        "another process reads it from the log"
    );
}

#[tokio::test]
async fn whoever_signed_can_withdraw_behind_the_end() {
    let stage = Stage::open().await;
    let (ada, _) = stage.signed("Ada", "ada@example.org").await;
    close(&stage).await;
    let out = stage.site.withdraw(&ada.manage).await.unwrap();
    assert!(matches!(out, Withdrawn::Done(_)));
    assert_eq!(stage.check_log().await.total, 0);
}

#[tokio::test]
async fn behind_the_end_no_text_is_published_but_what_came_of_the_demands() {
    let stage = Stage::open().await;
    close(&stage).await;
    let size = stage.check_log().await.size;
    let revised = folder_with(
        "# Clean rivers\n\nNow {figure:fish} fish.\n\n## We demand {.demands}\n\n- Stop it. {#stop-discharge}\n",
    );
    let refused = stage.site.publish(&revised).await.unwrap();
    assert!(matches!(refused, Publishing::Closed(_)), "{refused:?}");
    assert_eq!(stage.check_log().await.size, size);
    assert_eq!(stage.declaration().await.original().unwrap().number, 1);

    let same = stage.site.publish(&folder()).await.unwrap();
    assert!(matches!(same, Publishing::Published { .. }), "{same:?}");
    let raised = folder_with_raisings(&council("raised", ""));
    let raised = stage.site.publish(&raised).await.unwrap();
    assert!(
        matches!(raised, Publishing::Published { raisings: 1, .. }),
        "{raised:?}"
    );
    assert_eq!(stage.check_log().await.size, size + 1);
}

#[tokio::test]
async fn one_batch_keeps_the_order_of_confirming_and_closing() {
    let stage = Stage::open().await;
    let bo = stage.pending("Bo", "bo@example.org").await;
    let declaration = stage.declaration().await;
    let log = || Arc::clone(&declaration.log);
    let text = Publication {
        files: Vec::new(),
        figures: vec![app::sequencer::NewFigure {
            record: "late".into(),
        }],
        texts: Vec::new(),
        raisings: Vec::new(),
    };
    let (closed, late, published, again) = tokio::join!(
        stage.site.append(log(), Command::Close),
        confirm(&stage, &bo),
        stage.site.append(log(), Command::Publish(Box::new(text))),
        stage.site.append(log(), Command::Close),
    );
    assert_eq!(closed, Ok(Reply::Closed));
    assert!(matches!(late, Confirming::Closed(_)), "{late:?}");
    assert_eq!(published, Ok(Reply::ClosedBefore));
    assert_eq!(again, Ok(Reply::ClosedBefore));
    assert_eq!(stage.check_log().await.total, 0);
}

#[tokio::test]
async fn a_server_that_does_not_know_of_the_end_yet_cannot_sign_past_it() {
    let stage = Stage::open().await;
    let bo = stage.pending("Bo", "bo@example.org").await;
    stage.declaration().await;
    let other = Stage::over(stage.site.store.clone(), tempfile::tempdir().unwrap());
    let keys = stage.keys.path();
    for entry in std::fs::read_dir(keys).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_file() {
            std::fs::copy(entry.path(), other.keys.path().join(entry.file_name())).unwrap();
        }
    }
    close(&other).await;
    assert!(matches!(confirm(&stage, &bo).await, Confirming::Closed(_)));
    assert!(stage.check_log().await.closed);
}

#[tokio::test]
async fn the_closing_day_alone_closes_nothing() {
    let stage = Stage::open().await;
    let bo = stage.pending("Bo", "bo@example.org").await;
    let mut files = folder();
    let toml = files.text("declaration.toml").unwrap();
    let toml = toml.replace(
        "language = \"en\"",
        "language = \"en\"\ncloses = 2026-11-22",
    );
    files.insert("declaration.toml", toml.into_bytes());
    stage.site.publish(&files).await.unwrap();
    stage.turn(SignedDuration::from_hours(48));
    stage.site.clean_up().await.unwrap();
    assert_eq!(stage.declaration().await.closed, None);
    assert!(matches!(confirm(&stage, &bo).await, Confirming::Signed(_)));
    assert!(!stage.check_log().await.closed);
}

#[tokio::test]
async fn names_come_down_so_many_months_after_the_log_was_closed() {
    let stage = Stage::open().await;
    stage.signed("Ada", "ada@example.org").await;
    close(&stage).await;
    stage.turn(SignedDuration::from_hours(24 * 364));
    stage.site.clean_up().await.unwrap();
    assert_eq!(stage.names().await, ["Ada"]);
    stage.turn(SignedDuration::from_hours(24 * 2));
    stage.site.clean_up().await.unwrap();
    assert_eq!(stage.names().await, [""; 0]);
    assert_eq!(stage.check_log().await.total, 1);
}

#[tokio::test]
async fn what_another_process_closed_is_closed_here_two_seconds_later() {
    let data = tempfile::tempdir().unwrap();
    let options = || SqliteOptions {
        readers: 1,
        ..SqliteOptions::default()
    };
    let open = || Store::open_sqlite(&data.path().join("site"), options()).unwrap();
    let served = Stage::over(open(), tempfile::tempdir().unwrap());
    served.site.publish(&folder()).await.unwrap();
    let keys = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(served.keys.path()).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), keys.path().join(file.file_name())).unwrap();
    }
    let today = served.site.today();
    assert!(served.declaration().await.is_open(today));
    assert_eq!(close(&Stage::over(open(), keys)).await, Closing::Closed);
    served.turn(SignedDuration::from_secs(2));
    assert!(!served.declaration().await.is_open(today));
}
