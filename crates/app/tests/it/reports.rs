//! Reports, published with the folder and not logged.

use app::publish::Publishing;
use domain::locale::Language;
use domain::text::MarkId;
use intake::folder::Files;
use jiff::SignedDuration;

use crate::harness::{Stage, folder};

const PATH: &str = "reports/2026-11-12-lock.en.md";
const ID: &str = "2026-11-12-lock";

const REPORT: &str = "+++\ntitle = \"At the lock\"\ndate = 2026-11-12\nkind = \"report\"\n\
    supports = [\"stop-discharge\"]\n+++\nGrey water.\n";
const GERMAN: &str = "+++\ntitle = \"An der Schleuse\"\ndate = 2026-11-12\nkind = \"report\"\n\
    renders = \"original\"\nstate = \"reviewed\"\n+++\nGraues Wasser.\n";

fn with(reports: &[(&str, &str)]) -> Files {
    let mut files = folder();
    for (path, text) in reports {
        files.insert(*path, text.as_bytes().to_vec());
    }
    files
}

/// Publishes and answers what was found about reports.
async fn publish(stage: &Stage, files: &Files) -> Vec<&'static str> {
    match stage.site.publish(files).await.unwrap() {
        Publishing::Published { findings, .. } => {
            let codes = findings.iter().map(|finding| finding.code);
            codes.filter(|code| code.starts_with("report-")).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn english() -> Language {
    Language::parse("en").unwrap()
}

#[tokio::test]
async fn a_report_is_published_without_an_entry_in_the_log() {
    let stage = Stage::open().await;
    let size = stage.check_log().await.size;
    assert_eq!(publish(&stage, &with(&[(PATH, REPORT)])).await, [""; 0]);
    assert_eq!(stage.check_log().await.size, size);
    let declaration = stage.declaration().await;
    let shown = declaration.report(ID, &english()).unwrap();
    assert_eq!(shown.report.title, "At the lock");
    assert_eq!(shown.digest, shown.report.digest());
    let demand = MarkId::parse("stop-discharge").unwrap();
    assert_eq!(declaration.reports_for(&demand, &english()).len(), 1);
    let other = MarkId::parse("another").unwrap();
    assert_eq!(declaration.reports_for(&other, &english()).len(), 0);
}

#[tokio::test]
async fn a_report_keeps_the_moment_it_came_and_the_one_it_changed() {
    let stage = Stage::open().await;
    publish(&stage, &with(&[(PATH, REPORT)])).await;
    let moments = async || {
        let declaration = stage.declaration().await;
        let shown = declaration.report(ID, &english()).unwrap().clone();
        (shown.added, shown.changed)
    };
    let first = moments().await;
    assert_eq!(first.0, first.1);
    stage.turn(SignedDuration::from_hours(30));
    publish(&stage, &with(&[(PATH, REPORT)])).await;
    assert_eq!(moments().await, first);
    let corrected = REPORT.replace("Grey", "Brown");
    publish(&stage, &with(&[(PATH, &corrected)])).await;
    let second = moments().await;
    assert_eq!(second.0, first.0);
    assert_eq!(second.1.duration_since(first.1).as_hours(), 30);
}

#[tokio::test]
async fn a_report_is_read_in_each_language_and_a_draft_in_none() {
    let stage = Stage::open().await;
    let german = PATH.replace(".en.", ".de.");
    let draft = GERMAN.replace("reviewed", "draft");
    publish(&stage, &with(&[(PATH, REPORT), (&german, &draft)])).await;
    let in_german = Language::parse("de").unwrap();
    let declaration = stage.declaration().await;
    assert!(declaration.report(ID, &in_german).is_none());
    let listed = declaration.reports_in(&in_german);
    assert_eq!(listed[0].report.language, english());

    publish(&stage, &with(&[(PATH, REPORT), (&german, GERMAN)])).await;
    let declaration = stage.declaration().await;
    let listed = declaration.reports_in(&in_german);
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].report.title, "An der Schleuse");
    let original = declaration.original_of(&listed[0].report).unwrap();
    assert_eq!(original.report.title, "At the lock");
    assert!(declaration.original_of(&original.report).is_none());
    let languages = declaration.report_languages(ID);
    assert!(languages[0].report.is_original() && languages.len() == 2);
}

#[tokio::test]
async fn the_newest_report_comes_first_and_what_was_retracted_supports_nothing() {
    let stage = Stage::open().await;
    let later = REPORT.replace("2026-11-12", "2026-11-15");
    let retracted = later.replace("+++\nGrey", "retracted = \"Wrong day.\"\n+++\nGrey");
    let month = REPORT.replace("date = 2026-11-12", "date = \"2026-11\"");
    let files = with(&[
        ("reports/2026-11-15-a.en.md", &retracted),
        (PATH, REPORT),
        ("reports/2026-11-b.en.md", &month),
    ]);
    publish(&stage, &files).await;
    let declaration = stage.declaration().await;
    let ids: Vec<&str> = declaration
        .reports_in(&english())
        .iter()
        .map(|one| one.report.id.as_str())
        .collect();
    assert_eq!(ids, ["2026-11-15-a", ID, "2026-11-b"]);
    let demand = MarkId::parse("stop-discharge").unwrap();
    assert_eq!(declaration.reports_for(&demand, &english()).len(), 2);
}

#[tokio::test]
async fn a_report_that_disappears_is_warned_of() {
    let stage = Stage::open().await;
    publish(&stage, &with(&[(PATH, REPORT)])).await;
    assert_eq!(publish(&stage, &folder()).await, ["report-missing"]);
    assert!(stage.declaration().await.reports.is_empty());
    assert_eq!(publish(&stage, &folder()).await, [""; 0]);
}

#[tokio::test]
async fn a_report_that_is_wrong_is_not_published() {
    let stage = Stage::open().await;
    let unknown = REPORT.replace("stop-discharge", "stop-it");
    let outcome = stage.site.publish(&with(&[(PATH, &unknown)])).await;
    let Publishing::Refused(findings) = outcome.unwrap() else {
        panic!("it was published");
    };
    assert!(
        findings
            .iter()
            .any(|finding| finding.code == "demand-unknown")
    );
    assert!(stage.declaration().await.reports.is_empty());
}
