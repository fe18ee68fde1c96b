//! The log of a running site, as JSON and with every station.

use std::collections::BTreeSet;

use serde_json::Value;

use super::site_with;
use crate::mails::Mails;
use crate::program::workspace;
use crate::road::sign_and_confirm;
use crate::site::Site;
use crate::visitor::{Person, Visitor};

const STATIONS: [&str; 10] = [
    "life.1_form",
    "life.2_parse",
    "life.3_accept",
    "life.4_mail",
    "life.5_look",
    "life.6_confirm",
    "life.7_wait",
    "life.8_commit",
    "life.9_receipt",
    "life.10_list",
];

/// Somebody whose every word can be found again.
fn marked() -> Person {
    Person {
        name: "Markword Namely".into(),
        email: "markaddress@marked.example.org".into(),
        listing: "named",
    }
}

/// Signs, confirms, reads the list; answers what must stand in no line.
fn live(site: &Site) -> Vec<String> {
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let mails = Mails::of(&site.path("site"));
    sign_and_confirm(&visitor, &mails, &marked());
    visitor.get("/d/night-bus/en/signatories?q=markquery");
    let links = mails.to(&marked().email);
    visitor.get(&format!("/m/{}", links.manage));
    assert_eq!(server.stop().0, 0);
    let words = [
        "markword",
        "namely",
        "markaddress",
        "marked.example",
        "markquery",
        "127.0.0.1",
    ];
    let links = [links.confirm, links.manage, links.refuse, links.code];
    let words = words.into_iter().map(str::to_owned).chain(links);
    words.map(|word| word.to_lowercase()).collect()
}

fn lines(site: &Site) -> Vec<String> {
    let text = std::fs::read_to_string(site.path("serve.log")).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn every_line_is_one_object_and_every_station_says_how_long_it_took() {
    let site = site_with("log = \"info,life=debug\"\nlog-format = \"json\"", "");
    let markers = live(&site);
    let mut stations = BTreeSet::new();
    let mut references = BTreeSet::new();
    for line in lines(&site) {
        let object: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("{line}"));
        for marker in &markers {
            assert!(
                !line.to_lowercase().contains(marker),
                "`{marker}` in {line}"
            );
        }
        assert!(
            object["timestamp"].as_str().unwrap().ends_with('Z'),
            "{line}"
        );
        let fields = &object["fields"];
        if object["target"] == "life" {
            stations.insert(fields["station"].as_str().unwrap().to_owned());
            assert!(fields["microseconds"].is_u64(), "{line}");
        }
        if object["target"] == "access" && fields["route"] == "/confirm" {
            references.insert(fields["reference"].as_str().unwrap().to_owned());
        }
        is_documented(&object, &line);
    }
    assert_eq!(stations, STATIONS.map(str::to_owned).into());
    let [reference] = references
        .into_iter()
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();
    let caused = lines(&site)
        .into_iter()
        .filter(|line| line.contains(&reference));
    let caused: Vec<String> = caused.collect();
    for station in ["life.6_confirm", "life.7_wait", "life.9_receipt"] {
        let told = caused
            .iter()
            .any(|line| line.contains(&format!("\"station\":\"{station}\"")));
        assert!(
            told,
            "{station} has no number of its request:\n{}",
            caused.join("\n")
        );
    }
}

/// Every field that a line has is explained.
#[track_caller]
fn is_documented(object: &Value, line: &str) {
    let document = workspace().join("docs/operate/logs.md");
    let document = std::fs::read_to_string(document).unwrap();
    let rows = document.lines().filter(|row| row.starts_with("| `"));
    let known: Vec<&str> = rows
        .flat_map(|row| row.split('|').nth(1).unwrap().split(','))
        .map(|field| field.trim().trim_matches('`'))
        .collect();
    let spans = object["spans"].as_array().into_iter().flatten();
    for part in spans.chain([&object["fields"], &object["span"]]) {
        for field in part.as_object().into_iter().flat_map(serde_json::Map::keys) {
            assert!(
                known.contains(&field.as_str()),
                "{field} is not explained: {line}"
            );
        }
    }
}

#[test]
fn text_at_every_level_tells_nobody_either() {
    let site = site_with("log = \"trace\"\nlog-format = \"text\"", "");
    let markers = live(&site);
    let lines = lines(&site);
    for station in STATIONS {
        assert!(lines.iter().any(|line| line.contains(station)), "{station}");
    }
    let ours = lines.iter().filter(|line| !line.contains("127.0.0.1"));
    for line in ours {
        for marker in &markers {
            assert!(
                !line.to_lowercase().contains(marker),
                "`{marker}` in {line}"
            );
        }
    }
}

#[test]
fn without_the_level_there_are_no_stations() {
    let site = site_with("log = \"info\"\nlog-format = \"json\"", "");
    live(&site);
    for line in lines(&site) {
        assert!(!line.contains("life."), "{line}");
    }
}
