//! Where demands were raised, written into a folder.

use domain::raising::{DemandStatus, VenueKind};
use intake::folder::{Files, RAISINGS, inspect, read, write};

use crate::folder::{check_files, right};

const COUNCIL: &str = "\
[[raising]]
id = \"council-june\"
on = 2026-06-01
by = [\"Anglers’ Union\", \"Dara Quinn\"]

[raising.where]
kind = \"parliament\"
name = \"Town Council\"

[raising.document]
title = \"Motion 12/2026\"
url = \"https://council.example/12\"

[raising.demands]
stop = \"refused\"

[raising.answer]
on = 2026-07-02
text = \"\"\"
Not this year.

Perhaps the next.
\"\"\"
";

fn with(raisings: &str) -> Files {
    let mut files = right();
    files.insert(RAISINGS, raisings);
    files
}

/// Replaces something in a right file and compares what is found.
fn check_spoilt(was: &str, becomes: &str, expected: &[&str]) {
    assert!(COUNCIL.contains(was), "no {was:?}");
    check_files(&with(&COUNCIL.replacen(was, becomes, 1)), expected);
}

#[test]
fn a_raising_is_read_with_everything_it_says_and_written_back_byte_for_byte() {
    let outcome = inspect(&with(COUNCIL));
    assert_eq!(outcome.findings, []);
    let folder = outcome.folder.unwrap();
    let [raising] = folder.raisings.as_slice() else {
        panic!("{:?}", folder.raisings)
    };
    assert_eq!(raising.venue.kind, VenueKind::Parliament);
    assert_eq!(raising.by.len(), 2);
    let demands: Vec<(&str, DemandStatus)> = raising
        .demands
        .iter()
        .map(|(id, status)| (id.as_str(), *status))
        .collect();
    assert_eq!(demands, [("stop", DemandStatus::Refused)]);
    let answer = raising.answer.as_ref().unwrap();
    assert_eq!(
        answer.text.original(),
        "Not this year.\n\nPerhaps the next."
    );
    assert_eq!(write(&folder).text(RAISINGS), Some(COUNCIL));
}

#[test]
fn a_folder_without_raisings_has_no_such_file() {
    let folder = read(&right()).folder.unwrap();
    assert_eq!(write(&folder).get(RAISINGS), None);
}

#[test]
fn what_a_raising_must_say_is_missed_all_at_once() {
    check_files(
        &with("[[raising]]\n"),
        &[
            "error value-missing raisings.toml:1:1+11",
            "error value-missing raisings.toml:1:1+11",
            "error value-missing raisings.toml:1:1+11",
            "error value-missing raisings.toml:1:1+11",
            "error value-missing raisings.toml:1:1+11",
        ],
    );
    check_spoilt(
        "kind = \"parliament\"\nname = \"Town Council\"\n",
        "",
        &[
            "error value-missing raisings.toml:6:1+15",
            "error value-missing raisings.toml:6:1+15",
        ],
    );
    check_spoilt(
        "on = 2026-07-02\n",
        "",
        &["error value-missing raisings.toml:17:1+16"],
    );
}

#[test]
fn words_that_do_not_exist_are_found_where_they_stand() {
    check_spoilt(
        "\"parliament\"",
        "\"parlament\"",
        &["error word-unknown raisings.toml:7:8+11"],
    );
    check_spoilt(
        "\"refused\"",
        "\"refuse\"",
        &["error word-unknown raisings.toml:15:8+8"],
    );
    check_spoilt(
        "stop =",
        "\"Stop it\" =",
        &["error value-malformed raisings.toml:15:1+9"],
    );
    check_spoilt(
        "title =",
        "titel =",
        &[
            "error value-missing raisings.toml:10:1+18",
            "warning key-unknown raisings.toml:11:1+5",
        ],
    );
}

#[test]
fn a_demand_that_the_original_does_not_make_cannot_be_raised() {
    check_spoilt(
        "stop =",
        "stopp =",
        &["error demand-unknown raisings.toml:15:9+9"],
    );
    let outcome = inspect(&with(&COUNCIL.replace("stop =", "stopp =")));
    let help = outcome.findings[0].help.as_deref();
    assert_eq!(help, Some("did you mean `stop`?"));
}

#[test]
fn two_raisings_have_two_names() {
    check_files(
        &with(&format!("{COUNCIL}\n{COUNCIL}")),
        &["error raising-twice raisings.toml:26:6+14"],
    );
}

#[test]
fn days_follow_each_other() {
    check_spoilt(
        "on = 2026-07-02",
        "on = 2026-05-02",
        &["error dates-out-of-order raisings.toml:18:6+10"],
    );
    check_spoilt(
        "on = 2026-06-01",
        "on = 2025-06-01",
        &["warning raised-before raisings.toml:3:6+10"],
    );
}

#[test]
fn a_status_and_the_answer_must_agree() {
    check_spoilt(
        "\"refused\"",
        "\"no-answer\"",
        &["error answer-surplus raisings.toml:14:1+17"],
    );
    let unanswered = COUNCIL.split("\n[raising.answer]").next().unwrap();
    check_files(
        &with(unanswered),
        &["error answer-missing raisings.toml:14:1+17"],
    );
}

#[test]
fn links_lead_somewhere() {
    check_spoilt(
        "https://council.example/12",
        "council.example/12",
        &["error link-malformed raisings.toml:12:7+20"],
    );
}
