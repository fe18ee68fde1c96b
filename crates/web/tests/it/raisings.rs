//! What came of the demands: on the page, on a page of its own, in the feed and as data.

use jiff::SignedDuration;
use quick_xml::Reader;
use quick_xml::events::Event;
use testkit::{SLUG, TestSite};

use crate::support::{PAGE, has_status, is_sound};

pub const RAISED: &str = "\
[[raising]]
id = \"council-june\"
on = 2026-06-01
by = [\"Anglers’ Association of the Lower Lorne\"]

[raising.where]
kind = \"parliament\"
name = \"The council of Lorne\"

[raising.document]
title = \"Motion <12> & more\"
url = \"https://council.example.org/motions?n=12&y=2026\"

[raising.demands]
no-night = \"raised\"
publish = \"raised\"
";

const ANSWERED: &str = "\
[raising.answer]
on = 2026-07-02
text = \"\"\"
The readings since March.

No more.
\"\"\"
url = \"https://council.example.org/answers/12\"
";

fn answered() -> String {
    let raised = RAISED
        .replace("no-night = \"raised\"", "no-night = \"refused\"")
        .replace("publish = \"raised\"", "publish = \"partly\"");
    format!("{raised}\n{ANSWERED}")
}

async fn publish(site: &TestSite, raisings: &str) {
    let mut files = testkit::folder();
    files.insert("raisings.toml", raisings);
    site.publish(&files).await;
    site.turn(SignedDuration::from_secs(3));
}

async fn raised() -> TestSite {
    let site = TestSite::new();
    publish(&site, RAISED).await;
    site
}

#[tokio::test]
async fn a_declaration_whose_demands_were_raised_nowhere_does_not_talk_of_it() {
    let site = TestSite::with_open_declaration().await;
    let page = site.visitor().get(PAGE).await;
    assert!(!page.text().contains("raisings"), "{}", page.text());
    let demand = site
        .visitor()
        .get("/d/clean-rivers/en/demand/publish")
        .await;
    has_status(&demand, 200);
    assert!(demand.words().contains("open"), "{}", demand.words());
    let feed = site.visitor().get("/d/clean-rivers/en/raisings.atom").await;
    has_status(&feed, 200);
    assert_eq!(elements(&feed.text(), "entry").len(), 0);
}

#[tokio::test]
async fn the_page_tells_of_each_demand_where_it_stands_and_leads_on() {
    let site = raised().await;
    let page = site.visitor().get(PAGE).await;
    is_sound(&page, PAGE);
    assert!(page.words().contains("raised, no answer yet"));
    publish(&site, &answered()).await;
    let words = site.visitor().get(PAGE).await.words();
    for said in [
        "What came of the demands",
        "met in part",
        "refused",
        "2 July 2026",
    ] {
        assert!(words.contains(said), "`{said}` is missing: {words}");
    }
    let text = site.visitor().get(PAGE).await.text();
    assert!(text.contains("href=\"/d/clean-rivers/en/demand/no-night\""));
    assert!(text.contains("type=\"application/atom+xml\""));
    site.check_log(SLUG).await;
}

#[tokio::test]
async fn a_demand_has_a_page_in_every_language_with_its_evidence() {
    let site = raised().await;
    publish(&site, &answered()).await;
    for (language, words, status) in [
        ("en", "Publish every reading since January.", "met in part"),
        (
            "de",
            "Veröffentlicht alle Messwerte seit Januar.",
            "zum Teil erfüllt",
        ),
        ("ar", "انشروا كل القياسات منذ كانون الثاني.", "تحقق جزئيًا"),
    ] {
        let path = format!("/d/clean-rivers/{language}/demand/publish");
        let page = site.visitor().get(&path).await;
        has_status(&page, 200);
        is_sound(&page, &path);
        assert_eq!(page.heading(), words);
        assert!(page.words().contains(status), "{}", page.words());
        for said in [
            "The council of Lorne",
            "Motion <12> & more",
            "The readings since March.",
        ] {
            assert!(page.words().contains(said), "`{said}`: {}", page.words());
        }
        let text = page.text();
        assert!(text.contains("href=\"https://council.example.org/answers/12\""));
        assert!(text.contains(&format!(
            "<link rel=\"canonical\" href=\"https://sign.example.org{path}\">"
        )));
    }
    let page = site
        .visitor()
        .get("/d/clean-rivers/de/demand/publish")
        .await
        .text();
    assert!(
        page.contains("<blockquote lang=\"en\" dir=\"ltr\">"),
        "{page}"
    );
}

#[tokio::test]
async fn the_page_of_a_demand_leads_to_the_record_that_the_log_holds() {
    let site = raised().await;
    let page = site
        .visitor()
        .get("/d/clean-rivers/en/demand/publish")
        .await
        .text();
    let (_, behind) = page
        .split_once("href=\"/d/clean-rivers/log/raisings/")
        .unwrap();
    let path = format!(
        "/d/clean-rivers/log/raisings/{}",
        behind.split('"').next().unwrap()
    );
    let record = site.visitor().get(&path).await;
    has_status(&record, 200);
    assert!(
        record
            .text()
            .starts_with("undersigned/v1/raising\nid council-june\n")
    );
}

#[tokio::test]
async fn a_demand_keeps_its_address_when_a_later_text_drops_it() {
    let site = raised().await;
    let mut files = testkit::folder();
    let dropped = RAISED.replace("no-night = \"raised\"\n", "");
    files.insert("raisings.toml", dropped);
    for (path, line) in [
        (
            "text/en.md",
            "- Let no works discharge at night. {#no-night}\n",
        ),
        (
            "text/de.md",
            "- Kein Werk darf nachts einleiten. {#no-night}\n",
        ),
        ("text/ar.md", "- لا تصريف في الليل. {#no-night}\n"),
    ] {
        let text = files.text(path).unwrap().replace(line, "");
        files.insert(path, text);
    }
    site.publish(&files).await;
    site.turn(SignedDuration::from_secs(3));
    let page = site
        .visitor()
        .get("/d/clean-rivers/en/demand/no-night")
        .await;
    has_status(&page, 200);
    assert_eq!(page.heading(), "Let no works discharge at night.");
    assert!(page.words().contains("no longer makes this demand"));
    for path in ["nowhere", "No-Night", "no-night/", "a%2Fb"] {
        let path = format!("/d/clean-rivers/en/demand/{path}");
        has_status(&site.visitor().get(&path).await, 404);
    }
}

#[tokio::test]
async fn the_feed_is_well_formed_and_an_entry_keeps_its_name_while_it_grows() {
    let site = raised().await;
    let path = "/d/clean-rivers/de/raisings.atom";
    let first = site.visitor().get(path).await;
    assert_eq!(
        first.header("content-type"),
        "application/atom+xml; charset=utf-8"
    );
    assert_eq!(first.header("access-control-allow-origin"), "*");
    let first = first.text();
    site.turn(SignedDuration::from_hours(24 * 3));
    publish(&site, &answered()).await;
    let second = site.visitor().get(path).await.text();

    let ids = [
        "https://sign.example.org/d/clean-rivers/de/raisings.atom",
        "https://sign.example.org/d/clean-rivers/de/raisings.atom#council-june",
    ];
    assert_eq!(elements(&first, "id"), ids);
    assert_eq!(elements(&second, "id"), ids);
    assert_eq!(
        elements(&first, "published"),
        elements(&second, "published")
    );
    let updated = |feed: &str| elements(feed, "updated");
    assert!(updated(&second) > updated(&first), "{second}");
    assert_eq!(updated(&second).len(), 2);
    assert_eq!(
        elements(&second, "title")[1],
        "The council of Lorne: vorgebracht am 1. Juni 2026"
    );
    let content = elements(&second, "content").join("");
    assert!(content.contains("Veröffentlicht alle Messwerte seit Januar. – zum Teil erfüllt"));
    assert!(
        content.contains("Antwort vom 2. Juli 2026: The readings since March."),
        "{content}"
    );
    assert!(second.contains("href=\"https://council.example.org/motions?n=12&amp;y=2026\""));
}

#[tokio::test]
async fn the_data_say_the_same_and_are_open_to_programs() {
    let site = raised().await;
    publish(&site, &answered()).await;
    let answer = site.visitor().get("/d/clean-rivers/raisings.json").await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let data: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(data["language"], "en");
    assert_eq!(data["demands"][0]["id"], "publish");
    let demand = &data["demands"][0];
    assert_eq!(demand["status"], "partly-met");
    assert_eq!(demand["since"], "2026-07-02");
    assert_eq!(demand["history"][0]["raising"], "council-june");
    assert_eq!(demand["history"][0]["said"], "partly");
    let german = demand["texts"]["de"].as_str().unwrap();
    assert_eq!(german, "Veröffentlicht alle Messwerte seit Januar.");
    assert_eq!(demand["addressees"][1], "The Ministry of Water");
    let raising = &data["raisings"][0];
    assert_eq!(raising["where"]["kind"], "parliament");
    assert_eq!(raising["demands"]["no-night"], "refused");
    assert_eq!(raising["answer"]["on"], "2026-07-02");
    let record = raising["record"]["path"].as_str().unwrap();
    has_status(&site.visitor().get(record).await, 200);
    let untouched = TestSite::with_open_declaration().await;
    let answer = untouched
        .visitor()
        .get("/d/clean-rivers/raisings.json")
        .await;
    let data: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(data["demands"][1]["status"], "open");
    assert_eq!(data["raisings"], serde_json::json!([]));
}

#[tokio::test]
async fn what_was_retracted_is_shown_as_such_and_counts_for_nothing() {
    let site = raised().await;
    let retracted = RAISED.replace("by = ", "retracted = \"The motion was never put.\"\nby = ");
    publish(&site, &retracted).await;
    let page = site
        .visitor()
        .get("/d/clean-rivers/en/demand/publish")
        .await;
    let words = page.words();
    assert!(words.contains("The motion was never put."), "{words}");
    assert!(words.contains("open"), "{words}");
    let page = site.visitor().get(PAGE).await.words();
    assert!(
        page.contains("retracted") && !page.contains("no answer yet"),
        "{page}"
    );
    let feed = site.visitor().get("/d/clean-rivers/en/raisings.atom").await;
    let content = feed.text();
    let why = "<p>Retracted; do not rely on it: <bdi xml:lang=\"en\" lang=\"en\" dir=\"ltr\">The motion was never put.</bdi></p>";
    assert!(content.contains(why), "{content}");
}

/// The texts of the elements with a name, in the order of the document. Fails unless all of it is
/// well-formed.
pub fn elements(document: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(document);
    reader.config_mut().enable_all_checks(true);
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    loop {
        let event = reader.read_event();
        match event.unwrap_or_else(|error| panic!("{error} in {document}")) {
            Event::Start(tag) if tag.name().as_ref() == name => {
                inside = true;
                found.push(String::new());
            }
            Event::End(tag) if tag.name().as_ref() == name => inside = false,
            Event::Text(text) if inside => {
                found.last_mut().unwrap().push_str(&text);
            }
            Event::GeneralRef(reference) if inside => {
                let written = format!("&{};", &*reference);
                let said = quick_xml::escape::unescape(&written).unwrap();
                found.last_mut().unwrap().push_str(&said);
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}
