//! `doctor` beside a site that is served: what it measures, reads and counts again.

use serde_json::Value;

use crate::mails::Mails;
use crate::road::{ada, bo, sign_and_confirm};
use crate::site::Site;
use crate::visitor::Visitor;

fn about<'c>(checks: &'c Value, what: &str) -> &'c Value {
    let mut checks = checks.as_array().unwrap().iter();
    let found = checks.find(|check| check["what"] == what);
    found.unwrap_or_else(|| panic!("nothing about {what} in {checks:?}"))
}

fn signed() -> (Site, crate::site::Server) {
    let site = Site::with_night_bus();
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let mails = Mails::of(&site.path("site"));
    for person in [ada(), bo()] {
        sign_and_confirm(&visitor, &mails, &person);
    }
    (site, server)
}

#[test]
fn everything_is_read_and_counted_again_while_the_site_is_served() {
    let (site, server) = signed();
    let arguments = ["doctor", "--config", "site", "--integrity", "--json"];
    let checks = site.run(&arguments).ended(0).json();
    for what in [
        "integrity of the database",
        "indexes",
        "recount of night-bus",
        "sync of the disk",
        "disk",
    ] {
        let check = about(&checks, what);
        assert_ne!(check["state"], "fail", "{check}");
    }
    assert_eq!(
        about(&checks, "indexes")["found"],
        "4 tags and links lead where they are to lead"
    );
    let recounted = about(&checks, "recount of night-bus")["found"]
        .as_str()
        .unwrap();
    assert!(
        recounted.contains("2 signatures count, 1 names"),
        "{recounted}"
    );
    let disk = about(&checks, "disk")["found"].as_str().unwrap();
    assert!(disk.contains("signatures of 400 bytes"), "{disk}");
    let left = std::fs::read_dir(site.path("site")).unwrap();
    let left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
    let is_measured =
        |name: &std::ffi::OsString| name.to_string_lossy().contains("undersigned-sync");
    assert!(!left.iter().any(is_measured), "{left:?}");
    assert_eq!(server.stop().0, 0);
}

#[test]
fn what_takes_the_room_is_shown_table_by_table() {
    let (site, server) = signed();
    let arguments = ["doctor", "--config", "site", "--space", "--json"];
    let space = site.run(&arguments).ended(0).json();
    let tables = space["tables"].as_array().unwrap();
    let bytes = |table: &Value| table["bytes"].as_u64().unwrap();
    assert!(tables.iter().any(|table| table["table"] == "signature"));
    assert!(tables.is_sorted_by(|a, b| bytes(a) >= bytes(b)));
    assert_eq!(space["bytes"], tables.iter().map(bytes).sum::<u64>());
    assert_eq!(
        space["entries"],
        Visitor::new(&site.base_url).json("/d/night-bus/count.json")["size"]
    );
    let printed = site
        .run(&["doctor", "--config", "site", "--space"])
        .ended(0);
    assert!(
        printed.out.lines().last().unwrap().contains("entries"),
        "{printed:?}"
    );
    assert_eq!(server.stop().0, 0);
}
