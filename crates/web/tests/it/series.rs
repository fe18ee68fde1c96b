//! The counts of January 2026 on their pages: side by side, over time, as data, and how they change.

use jiff::SignedDuration;
use serde_json::Value;
use testkit::{Answer, Files, SLUG, TestSite, january};

use crate::support::{PAGE, has_status, is_sound};

const ID: &str = "killed-protests-iran";

fn page(language: &str) -> String {
    format!("/d/{SLUG}/{language}/series/{ID}")
}

async fn published(files: &Files) -> TestSite {
    let site = TestSite::new();
    site.publish(files).await;
    site
}

async fn get(site: &TestSite, path: &str) -> Answer {
    let answer = site.visitor().get(path).await;
    has_status(&answer, 200);
    answer
}

/// The part of a page from one of its headings to the next section.
fn section(answer: &Answer, id: &str) -> String {
    let text = answer.text();
    let (_, behind) = text.split_once(&format!("<h2 id=\"{id}\">")).unwrap();
    behind.split("</section>").next().unwrap().to_owned()
}

/// The names of the figures in a part of a page, in its order.
fn listed(part: &str) -> Vec<&str> {
    let items = part.split("<li id=\"figure-").skip(1);
    items.filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test]
async fn req_154_to_156_rivals_stand_side_by_side_and_the_chain_of_each_is_told() {
    let site = published(&january()).await;
    let answer = get(&site, &page("en")).await;
    is_sound(&answer, "series");
    let current = section(&answer, "current");
    assert_eq!(
        listed(&current),
        ["foundation-21", "ihr", "hrana-28", "leak"]
    );
    let apart = section(&answer, "apart");
    assert_eq!(listed(&apart), ["pending-26", "ihr-forecast"]);
    let words = answer.words();
    for part in [
        "Named by 4 sources",
        "It names every case, says how it counts",
        "more than 36,500",
        "state authority",
        "HRANA, as reported by AFP",
        "Minors are a class of their own",
        "about 14 January 2026",
    ] {
        assert!(words.contains(part), "`{part}` is missing:\n{words}");
    }
    // The official count has the same rows in the same order as any other (REQ-155).
    let rows = |id: &str| {
        let (_, item) = current.split_once(&format!("figure-{id}\"")).unwrap();
        let item = item.split("</li>\n<li id=").next().unwrap().to_owned();
        let labels = item.split("<dt>").skip(1);
        labels
            .map(|label| label.split('<').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(rows("foundation-21")[..4], rows("hrana-28")[..4]);
}

#[tokio::test]
async fn req_157_and_158_parts_breaks_and_pending_cases_are_drawn_and_listed_apart() {
    let site = published(&january()).await;
    let answer = get(&site, &page("en")).await;
    let current = section(&answer, "current");
    for part in ["Made up of", "5,777", "bystanders", "Among them", "2,427"] {
        assert!(current.contains(part), "`{part}` is missing:\n{current}");
    }
    let time = section(&answer, "time");
    assert_eq!(time.matches("role=\"img\"").count(), 2, "two pictures");
    assert_eq!(time.matches("class=\"break\"").count(), 1);
    assert!(
        time.contains("<table>") && time.matches("<th scope=\"row\">").count() == 12,
        "{time}"
    );
    let history = section(&answer, "history");
    assert_eq!(
        listed(&history),
        [
            "hrana-26",
            "hrana-23",
            "pending-23",
            "hrana-14",
            "hrana-13",
            "hrana-10"
        ]
    );
    assert!(
        history.contains("Among them, some more than once"),
        "{history}"
    );
}

#[tokio::test]
async fn req_160_a_later_count_stands_beside_the_signed_text_and_does_not_change_it() {
    let site = published(&january()).await;
    let answer = get(&site, PAGE).await;
    let text = answer.text();
    assert!(
        text.contains("href=\"#figure-hrana-10\">At least 116</a>"),
        "{text}"
    );
    let words = answer.words();
    assert!(words.contains("Known since: 6,126"), "{words}");
    assert!(text.contains(&format!("href=\"{}\"", page("en"))), "{text}");
    assert!(
        text.contains(&format!("href=\"/d/{SLUG}/en/method\"")),
        "{text}"
    );
}

#[tokio::test]
async fn req_161_the_page_says_how_old_a_count_is_once_it_is_old() {
    let site = published(&january()).await;
    let fresh = get(&site, &page("en")).await.words();
    site.turn(SignedDuration::from_hours(24 * 400));
    let old = get(&site, &page("en")).await.words();
    assert!(old.contains("old)") && old != fresh, "{old}");
}

#[tokio::test]
async fn req_162_a_retracted_count_stays_with_its_reason_and_what_it_replaced_stands_again() {
    let site = published(&january()).await;
    let mut files = january();
    let figures = files.text("figures.toml").unwrap();
    let retraction =
        "[figure.retraction]\non = 2026-02-03\nreason = \"Two lists were merged.\"\n\n[[series]]";
    let figures = figures.replace("[[series]]", retraction);
    // The last figure of the file is the leak.
    files.insert("figures.toml", figures);
    site.publish(&files).await;
    site.turn(SignedDuration::from_secs(3));
    let answer = get(&site, &page("en")).await;
    assert_eq!(
        listed(&section(&answer, "current")),
        ["foundation-21", "ihr", "hrana-28"]
    );
    let news = get(&site, &format!("/d/{SLUG}/en/news.atom")).await.text();
    assert!(
        news.contains("#figure-leak</id>") && news.contains("Two lists were merged."),
        "{news}"
    );
    for part in [
        " · retracted</title>",
        " · under investigation</title>",
        "HRANA, as reported by AFP",
        "as of <bdi>about 14 January 2026</bdi>",
        "killed",
    ] {
        assert!(news.contains(part), "`{part}` is missing: {news}");
    }
    assert!(!news.contains("#figure-minors-10</id>"), "a part: {news}");
    let history = section(&answer, "history");
    assert!(
        history.contains("Two lists were merged.") && history.contains("3 February 2026"),
        "{history}"
    );
}

#[tokio::test]
async fn every_language_of_the_text_has_the_page_and_right_to_left_it_is_mirrored() {
    let site = published(&january()).await;
    for (language, number) in [("de", "6.126"), ("ar", "6,126")] {
        let answer = get(&site, &page(language)).await;
        is_sound(&answer, language);
        assert!(answer.text().contains(number), "{language}");
    }
    let first = |text: &str| -> i32 {
        let (_, behind) = text.split_once("<path class=\"full\" d=\"M").unwrap();
        behind.split(' ').next().unwrap().parse().unwrap()
    };
    let left = get(&site, &page("en")).await.text();
    let right = get(&site, &page("ar")).await.text();
    let mirror = |text: &str| text.split("class=\"chart\"").nth(1).unwrap().to_owned();
    assert!(first(&mirror(&left)) < 220 && first(&mirror(&right)) > 220);
}

#[tokio::test]
async fn as_data_it_says_what_the_page_says_and_nobody_who_works_on_it_is_named() {
    let site = published(&january()).await;
    let path = format!("/d/{SLUG}/series/{ID}");
    let answer = get(&site, &format!("{path}.json")).await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let json: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(
        (&json["primary"], &json["sources"]),
        (&"hrana-28".into(), &4.into())
    );
    let claims = json["claims"].as_array().unwrap();
    let find = |id: &str| claims.iter().find(|claim| claim["id"] == id).unwrap();
    let leak = find("leak");
    assert_eq!(
        (&leak["lower"], &leak["lower_inclusive"]),
        (&36_500.into(), &false.into())
    );
    assert_eq!(leak.get("value"), None, "no point value");
    assert_eq!(find("hrana-10")["superseded_by"], "hrana-13");
    assert_eq!(find("hrana-10")["current"], false);
    assert_eq!(find("pending-26")["apart"], true);
    let record = find("hrana-28")["record"]["path"].as_str().unwrap();
    let record = get(&site, record).await.text();
    assert!(
        record.starts_with("undersigned/v1/figure\nid hrana-28\n"),
        "{record}"
    );

    let csv = get(&site, &format!("{path}.csv")).await.text();
    assert_eq!(csv.matches("\r\n").count(), 13, "a head and twelve claims");
    let tagged = get(&site, &format!("{path}.hxl.csv")).await.text();
    assert!(
        tagged
            .lines()
            .nth(1)
            .unwrap()
            .contains("#affected+killed+min"),
        "{tagged}"
    );
    for text in [answer.text(), csv, record] {
        assert!(
            !text.contains("Ada Lovelace") && !text.contains("Dara Lind"),
            "{text}"
        );
    }
    for missing in [".xml", "", ".json.csv"] {
        has_status(&site.visitor().get(&format!("{path}{missing}")).await, 404);
    }
    let nothing = format!("/d/{SLUG}/series/nothing.json");
    has_status(&site.visitor().get(&nothing).await, 404);
    has_status(
        &site
            .visitor()
            .get(&format!("/d/{SLUG}/en/series/Nothing"))
            .await,
        404,
    );
}

#[tokio::test]
async fn the_table_says_what_a_claim_is_among_the_others_of_its_series() {
    let site = published(&january()).await;
    let csv = get(&site, &format!("/d/{SLUG}/series/{ID}.csv"))
        .await
        .text();
    let head = csv.lines().next().unwrap();
    for column in [
        "current",
        "apart",
        "primary",
        "superseded_by",
        "series_break",
        "counting",
        "lower_inclusive",
        "upper_inclusive",
    ] {
        assert!(head.split(',').any(|name| name == column), "{head}");
    }
    let row = |id: &str| csv.lines().find(|row| row.starts_with(&format!("{id},")));
    let says = |id: &str, end: &str| row(id).unwrap().contains(end);
    assert!(says("hrana-26", "false,false,false,hrana-28,"), "{csv}");
    assert!(says("pending-26", "true,true,false,,"), "{csv}");
}

#[tokio::test]
async fn req_167_the_method_page_stands_in_the_language_it_was_written_in() {
    let site = published(&january()).await;
    let answer = get(&site, &format!("/d/{SLUG}/de/method")).await;
    is_sound(&answer, "method");
    let text = answer.text();
    assert!(
        text.contains("<article class=\"text\" lang=\"en\" dir=\"ltr\">"),
        "{text}"
    );
    assert!(
        answer.words().contains("It names every case"),
        "{}",
        answer.words()
    );
}

#[tokio::test]
async fn the_page_says_used_only_where_the_text_uses_it_and_since_when_the_choice_stands() {
    let site = TestSite::with_open_declaration().await;
    let fish = get(&site, &format!("/d/{SLUG}/en/series/dead-fish-lower-lorne")).await;
    let words = fish.words();
    assert!(words.contains("The declaration uses"), "{words}");
    let digest = |answer: &Answer| {
        let text = answer.text();
        let (_, behind) = text.split_once("<code class=\"digest\">").unwrap();
        behind[..64].to_owned()
    };

    let mut files = january();
    let site = published(&files).await;
    let before = get(&site, &page("en")).await;
    let words = before.words();
    for part in [
        "Chosen, and not used in this text",
        "In the public log since",
        "Fingerprint of question, choice and reason",
    ] {
        assert!(words.contains(part), "{part}:\n{words}");
    }
    assert!(!words.contains("The declaration uses"), "{words}");

    let figures = files.text("figures.toml").unwrap();
    let other = figures.replace(
        "why = \"It names every case",
        "why = \"It counts every case",
    );
    files.insert("figures.toml", other);
    site.publish(&files).await;
    site.turn(SignedDuration::from_secs(3));
    assert_ne!(digest(&get(&site, &page("en")).await), digest(&before));
}
