//! What came of the demands, published with the folder.

use app::publish::Publishing;
use domain::log::{Body, Entry};
use domain::raising::{DemandState, RaisingDigest, standing};
use domain::text::MarkId;
use jiff::SignedDuration;

use intake::folder::Files;

use crate::harness::{Stage, folder};

const ANSWER: &str = "\n[raising.answer]\non = 2026-11-20\ntext = \"Not this year.\"\n";

/// The folder of the tests with what came of its demand.
pub(crate) fn folder_with_raisings(raisings: &str) -> Files {
    let mut files = folder();
    files.insert("raisings.toml", raisings.as_bytes().to_vec());
    files
}

/// A raising in the town council; `more` is what stands below its demands.
pub(crate) fn council(status: &str, more: &str) -> String {
    format!(
        "[[raising]]\nid = \"council-november\"\non = 2026-11-10\nby = [\"River Watch\"]\n\n\
         [raising.where]\nkind = \"parliament\"\nname = \"Town Council\"\n\n\
         [raising.demands]\nstop-discharge = \"{status}\"\n{more}"
    )
}

/// Publishes and answers how many raisings were new.
async fn publish(stage: &Stage, raisings: &str) -> usize {
    match stage
        .site
        .publish(&folder_with_raisings(raisings))
        .await
        .unwrap()
    {
        Publishing::Published {
            raisings,
            texts: 0,
            figures: 0,
            ..
        } => raisings,
        other => panic!("{other:?}"),
    }
}

async fn refused(stage: &Stage, files: &Files) -> Vec<&'static str> {
    match stage.site.publish(files).await.unwrap() {
        Publishing::Refused(findings) => findings.iter().map(|finding| finding.code).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_raising_is_logged_once_and_again_when_it_was_answered() {
    let stage = Stage::open().await;
    let size = stage.check_log().await.size;
    assert_eq!(publish(&stage, &council("raised", "")).await, 1);
    assert_eq!(publish(&stage, &council("raised", "")).await, 0);
    assert_eq!(publish(&stage, &council("refused", ANSWER)).await, 1);
    assert_eq!(publish(&stage, &council("refused", ANSWER)).await, 0);
    assert_eq!(stage.check_log().await.size, size + 2);

    let declaration = stage.declaration().await;
    let rows = &declaration.raising_rows;
    let first = RaisingDigest::of(&rows[0].record);
    assert_eq!(first.as_bytes(), &rows[0].digest);
    assert!(rows[1].record.ends_with(&format!("supersedes {first}\n")));
    assert_eq!(
        declaration
            .raising_row(&declaration.raisings[0])
            .unwrap()
            .leaf,
        rows[1].leaf
    );
    let id = declaration.id;
    for row in rows {
        let entries = stage
            .site
            .store
            .log_entries(id, row.leaf, row.leaf + 1)
            .await;
        let entry = Entry::decode(&entries.unwrap()[0]).unwrap();
        assert_eq!(entry.body, Body::Raising { record: row.digest });
    }
    let demand = MarkId::parse("stop-discharge").unwrap();
    let found = standing(&declaration.raisings, &demand);
    assert_eq!(found.state, DemandState::Refused);
}

#[tokio::test]
async fn the_days_of_its_records_are_those_of_the_log() {
    let stage = Stage::open().await;
    publish(&stage, &council("raised", "")).await;
    stage.turn(SignedDuration::from_hours(24 * 9));
    publish(&stage, &council("refused", ANSWER)).await;
    let declaration = stage.declaration().await;
    let days = stage
        .site
        .record_days(&declaration, &declaration.raisings[0])
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (days.first.to_string(), days.newest.to_string()),
        ("2026-11-21".to_owned(), "2026-11-30".to_owned())
    );
}

#[tokio::test]
async fn what_was_published_of_a_demand_does_not_disappear() {
    let stage = Stage::open().await;
    publish(&stage, &council("raised", "")).await;
    assert_eq!(refused(&stage, &folder()).await, ["raising-missing"]);
    let renamed = council("raised", "").replace("council-november", "council");
    let files = folder_with_raisings(&renamed);
    assert_eq!(refused(&stage, &files).await, ["raising-missing"]);

    let retracted = council("raised", "").replace(
        "by = ",
        "retracted = \"The letter was never posted.\"\nby = ",
    );
    assert_eq!(publish(&stage, &retracted).await, 1);
    let declaration = stage.declaration().await;
    let demand = MarkId::parse("stop-discharge").unwrap();
    let found = standing(&declaration.raisings, &demand);
    assert_eq!((found.state, found.newest), (DemandState::Open, None));
    stage.check_log().await;
}

#[tokio::test]
async fn a_day_to_come_is_refused() {
    let check = async |day: &str, expected: &[&str]| {
        let stage = Stage::open().await;
        let raised = council("raised", "").replace("2026-11-10", day);
        let outcome = stage.site.publish(&folder_with_raisings(&raised)).await;
        let (Publishing::Published { findings, .. } | Publishing::Refused(findings)) =
            outcome.unwrap()
        else {
            panic!("{day} was neither published nor refused");
        };
        let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, expected, "{day}");
    };
    check("2026-11-21", &[]).await;
    check("2026-11-22", &[]).await;
    check("2026-11-23", &["date-in-future"]).await;
    check("2062-11-21", &["date-in-future"]).await;
}
