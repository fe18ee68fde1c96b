//! Reports: on the page, on a page of their own in each language, in the feed and as data.

use jiff::SignedDuration;
use testkit::{Answer, SLUG, TestSite};

use crate::raisings::elements;
use crate::support::{PAGE, has_status, is_sound};

const ID: &str = "2026-05-12-lock";
const ADDRESS: &str = "/d/clean-rivers/en/report/2026-05-12-lock";

const REPORT: &str = "\
+++
title = \"A night at the lock\"
date = 2026-05-12
place = \"Lorne\"
kind = \"eyewitness\"
supports = [\"publish\"]

[[quotation]]
speaker = \"Anglers’ <Association>\"
on = 2026-05-11
language = \"kk\"
source = \"Open letter\"
url = \"https://anglers.example.org/letter?a=1&b=2\"
translator = \"Bo Lindqvist\"
omissions = 2
+++
There lay {figure:fish} fish.

> We told you. (…) Nobody came.
>
> We shall not (…) wait.

That was all.
";

const GERMAN: &str = "\
+++
title = \"Eine Nacht an der Schleuse\"
date = 2026-05-12
place = \"Lorne\"
kind = \"eyewitness\"
supports = [\"publish\"]
renders = \"original\"
translator = \"Chi\"
state = \"reviewed\"
+++
Da lagen {figure:fish} Fische.
";

/// In a language that the declaration has not.
const FRENCH: &str = "\
+++
title = \"Le printemps à l’écluse\"
date = \"2026-04\"
kind = \"chronology\"
+++
Rien de neuf.
";

async fn publish(site: &TestSite, reports: &[(&str, &str)]) {
    publish_all(site, reports, None).await;
}

async fn publish_all(site: &TestSite, reports: &[(&str, &str)], raisings: Option<&str>) {
    let mut files = testkit::folder();
    for (name, text) in reports {
        files.insert(format!("reports/{name}.md"), *text);
    }
    if let Some(raisings) = raisings {
        files.insert("raisings.toml", raisings);
    }
    site.publish(&files).await;
    site.turn(SignedDuration::from_secs(3));
}

async fn reported() -> TestSite {
    let site = TestSite::new();
    let all = [
        ("2026-05-12-lock.en", REPORT),
        ("2026-05-12-lock.de", GERMAN),
        ("2026-04-spring.fr", FRENCH),
    ];
    publish(&site, &all).await;
    site
}

async fn get(site: &TestSite, path: &str) -> Answer {
    let answer = site.visitor().get(path).await;
    has_status(&answer, 200);
    answer
}

#[track_caller]
fn says(answer: &Answer, all: &[&str]) {
    let words = answer.words();
    for said in all {
        assert!(words.contains(said), "`{said}` is missing: {words}");
    }
}

#[tokio::test]
async fn the_page_lists_reports_with_the_newest_first_and_in_its_own_language() {
    let site = reported().await;
    let page = get(&site, PAGE).await;
    is_sound(&page, PAGE);
    says(
        &page,
        &[
            "Reports",
            "A night at the lock",
            "12 May 2026",
            "eyewitness account",
        ],
    );
    says(
        &page,
        &["Le printemps à l’écluse", "April 2026", "français"],
    );
    let text = page.text();
    let (night, spring) = (
        text.find("A night").unwrap(),
        text.find("Le printemps").unwrap(),
    );
    assert!(night < spring);
    assert!(text.contains(&format!("href=\"{ADDRESS}\"")));
    assert!(text.contains("href=\"/d/clean-rivers/en/news.atom\""));
    let german = get(&site, "/d/clean-rivers/de").await;
    says(
        &german,
        &["Berichte", "Eine Nacht an der Schleuse", "12. Mai 2026"],
    );
    assert!(!german.words().contains("A night at the lock"));
    site.check_log(SLUG).await;
}

#[tokio::test]
async fn a_declaration_without_reports_does_not_talk_of_them() {
    let site = TestSite::with_open_declaration().await;
    let text = get(&site, PAGE).await.text();
    assert!(!text.contains("reports-heading"));
    let feed = get(&site, "/d/clean-rivers/en/news.atom").await.text();
    assert!(!feed.contains("/report/"), "{feed}");
    has_status(&site.visitor().get(ADDRESS).await, 404);
}

#[tokio::test]
async fn a_report_shows_what_it_says_whom_it_quotes_and_what_it_rests_on() {
    let site = reported().await;
    let page = get(&site, ADDRESS).await;
    is_sound(&page, ADDRESS);
    assert_eq!(page.heading(), "A night at the lock");
    says(
        &page,
        &["12 May 2026", "Lorne", "Give our river back to us"],
    );
    says(&page, &["There lay more than 8,000 fish.", "Valley Herald"]);
    says(&page, &["Publish every reading since January."]);
    let text = page.text();
    let quoted = "<blockquote lang=\"en\" dir=\"ltr\" cite=\"https://anglers.example.org/letter?a=1&amp;b=2\">";
    assert!(text.contains(quoted), "{text}");
    assert!(
        text.contains("<abbr class=\"omission\" title=\"something is left out here\">(…)</abbr>")
    );
    says(
        &page,
        &[
            "Anglers’ <Association>",
            "Open letter",
            "11 May 2026",
            "translated from қазақ тілі by Bo Lindqvist",
            "2 passages left out, each marked (…)",
        ],
    );
    assert!(text.contains(&format!(
        "<link rel=\"canonical\" href=\"https://sign.example.org{ADDRESS}\">"
    )));
}

#[tokio::test]
async fn a_translated_report_says_so_and_when_it_is_behind() {
    let site = reported().await;
    let path = "/d/clean-rivers/de/report/2026-05-12-lock";
    let page = get(&site, path).await;
    is_sound(&page, path);
    assert_eq!(page.heading(), "Eine Nacht an der Schleuse");
    says(
        &page,
        &["English", "Chi", "Augenzeugenbericht", "mehr als 8.000"],
    );
    assert!(page.text().contains(&format!("href=\"{ADDRESS}\"")));
    let warned = "Das Original wurde seither geändert";
    assert!(!page.words().contains(warned));

    let digest = "0".repeat(64);
    let behind = GERMAN.replace("\"original\"", &format!("\"{digest}\""));
    let all = [
        ("2026-05-12-lock.en", REPORT),
        ("2026-05-12-lock.de", behind.as_str()),
    ];
    publish(&site, &all).await;
    says(&get(&site, path).await, &[warned]);
}

#[tokio::test]
async fn a_report_in_a_language_of_its_own_leads_to_the_text_that_suits() {
    let site = reported().await;
    let path = "/d/clean-rivers/fr/report/2026-04-spring";
    let page = get(&site, path).await;
    is_sound(&page, path);
    says(
        &page,
        &[
            "Le printemps à l’écluse",
            "avril 2026",
            "Give our river back to us",
        ],
    );
    assert!(page.text().contains("href=\"/d/clean-rivers/en\""));
    for wrong in [
        "/d/clean-rivers/fr/report/2026-05-12-lock",
        "/d/clean-rivers/EN/report/2026-05-12-lock",
        "/d/clean-rivers/en/report/2026-05-12",
        "/d/nowhere/en/report/2026-05-12-lock",
        "/d/clean-rivers/fr/report/2026-05-12-lock/record",
    ] {
        has_status(&site.visitor().get(wrong).await, 404);
    }
}

#[tokio::test]
async fn the_digest_of_a_report_is_that_of_its_record() {
    use sha2::{Digest, Sha256};
    let site = reported().await;
    let page = get(&site, ADDRESS).await.text();
    let record = get(&site, &format!("{ADDRESS}/record")).await;
    assert_eq!(record.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(record.header("access-control-allow-origin"), "*");
    assert!(
        record
            .text()
            .starts_with("undersigned/v1/report\nid 2026-05-12-lock\n")
    );
    let digest = hex::encode(Sha256::digest(&record.body));
    assert!(page.contains(&digest), "{page}");
}

#[tokio::test]
async fn a_demand_names_the_reports_that_support_it() {
    let site = reported().await;
    let demand = get(&site, "/d/clean-rivers/en/demand/publish").await;
    says(&demand, &["Reports that support it", "A night at the lock"]);
    assert!(!demand.words().contains("Le printemps"));
    let other = get(&site, "/d/clean-rivers/en/demand/no-night").await;
    assert!(!other.words().contains("A night at the lock"));
}

#[tokio::test]
async fn the_feed_tells_of_reports_and_demands_and_an_entry_keeps_its_name() {
    let site = reported().await;
    site.turn(SignedDuration::from_hours(24));
    let raised = Some(crate::raisings::RAISED);
    let english = ("2026-05-12-lock.en", REPORT);
    publish_all(&site, &[english, ("2026-05-12-lock.de", GERMAN)], raised).await;
    let path = "/d/clean-rivers/de/news.atom";
    let answer = get(&site, path).await;
    assert_eq!(
        answer.header("content-type"),
        "application/atom+xml; charset=utf-8"
    );
    let first = answer.text();
    let base = "https://sign.example.org/d/clean-rivers/de";
    let mut ids = elements(&first, "id");
    ids.retain(|id| !id.contains("#figure-"));
    assert_eq!(
        ids,
        [
            format!("{base}/news.atom"),
            format!("{base}/raisings.atom#council-june"),
            format!("{base}/report/{ID}"),
        ]
    );
    let content = elements(&first, "content");
    assert!(
        content[1].contains("Augenzeugenbericht, Datum: 12. Mai 2026"),
        "{}",
        content[1]
    );
    assert!(
        content[1].contains("Stützt die Forderung: Veröffentlicht alle Messwerte seit Januar.")
    );

    site.turn(SignedDuration::from_hours(24));
    let corrected = GERMAN.replace("Da lagen", "Dort lagen");
    publish_all(
        &site,
        &[english, ("2026-05-12-lock.de", &corrected)],
        raised,
    )
    .await;
    let second = get(&site, path).await.text();
    let ids = elements(&second, "id");
    assert_eq!(
        ids[1],
        format!("{base}/report/{ID}"),
        "what changed last comes first"
    );
    let published = |feed: &str| elements(feed, "published");
    assert_eq!(published(&first)[1], published(&second)[0]);
    assert!(elements(&second, "updated")[0] > elements(&first, "updated")[0]);
}

#[tokio::test]
async fn the_data_say_the_same_and_are_open_to_programs() {
    let site = reported().await;
    let answer = get(&site, "/d/clean-rivers/reports.json").await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let data: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    let reports = data["reports"].as_array().unwrap();
    let languages: Vec<&str> = reports
        .iter()
        .map(|r| r["language"].as_str().unwrap())
        .collect();
    assert_eq!(languages, ["fr", "de", "en"]);
    let english = &reports[2];
    assert_eq!(english["supports"][0], "publish");
    assert_eq!(english["figures"][0], "fish");
    let quotation = &english["quotations"][0];
    assert_eq!(quotation["language"], "kk");
    assert_eq!(quotation["quoted_in"], "en");
    assert_eq!(quotation["omissions"], 2);
    assert_eq!(reports[1]["translation"]["translator"], "Chi");
    has_status(
        &site
            .visitor()
            .get(english["record"].as_str().unwrap())
            .await,
        200,
    );
}

#[tokio::test]
async fn a_retracted_report_says_why_and_supports_nothing() {
    let site = TestSite::new();
    let retracted = REPORT.replace(
        "place = ",
        "retracted = \"It was another night.\"\nplace = ",
    );
    publish(&site, &[("2026-05-12-lock.en", &retracted)]).await;
    says(&get(&site, ADDRESS).await, &["It was another night."]);
    says(&get(&site, PAGE).await, &["retracted"]);
    let demand = get(&site, "/d/clean-rivers/en/demand/publish").await;
    assert!(!demand.words().contains("A night at the lock"));
    let feed = get(&site, "/d/clean-rivers/en/news.atom").await.text();
    assert!(elements(&feed, "content")[0].contains("It was another night."));
}
