//! A count is taken back after people signed the text that uses it.

use jiff::SignedDuration;
use serde_json::Value;
use testkit::{SLUG, TestSite, ada, january};

use crate::support::{has_status, is_sound};

/// The series of the figure that the text uses.
const SERIES: &str = "killed-protests-iran";

#[tokio::test]
async fn req_162_the_text_that_ada_signed_says_that_a_count_in_it_was_taken_back() {
    let site = TestSite::new();
    site.publish(&january()).await;
    let (mail, receipt) = site.signed(SLUG, &ada()).await;
    let manage = site.visitor().get(&mail.manage()).await.text();
    let (_, behind) = manage.split_once(&format!("/d/{SLUG}/text/")).unwrap();
    let permalink = format!("/d/{SLUG}/text/{}", &behind[..64]);
    let before = site.visitor().get(&permalink).await;
    assert!(!before.text().contains("(retracted)"));

    let mut files = january();
    let figures = files.text("figures.toml").unwrap();
    let (others, retracted) = figures.split_once("id = \"hrana-10\"").unwrap();
    let retraction =
        "\n[figure.retraction]\non = 2026-02-03\nreason = \"Two lists were merged.\"\n\n[[figure]]";
    let retracted = retracted.replacen("\n[[figure]]", retraction, 1);
    files.insert(
        "figures.toml",
        format!("{others}id = \"hrana-10\"{retracted}"),
    );
    site.publish(&files).await;
    site.turn(SignedDuration::from_secs(3));

    let text = site.visitor().get(&permalink).await;
    has_status(&text, 200);
    is_sound(&text, "text");
    let mark = "At least 116</a> <span class=\"warn\" lang=\"en\" dir=\"ltr\">(retracted)</span>";
    assert!(text.text().contains(mark), "{}", text.text());
    let words = text.words();
    for part in ["Retracted on 3 February 2026", "Two lists were merged."] {
        assert!(words.contains(part), "`{part}` is missing:\n{words}");
    }
    assert!(
        text.text().contains(&behind[..64]),
        "the same text as signed"
    );
    let verified = receipt.verify_offline(&site.log_key(SLUG).await);
    assert_eq!(verified.name.as_deref(), Some("Ada Lovelace"));

    let json = site
        .visitor()
        .get(&format!("/d/{SLUG}/series/{SERIES}.json"))
        .await;
    let json: Value = serde_json::from_slice(&json.body).unwrap();
    let claims = json["claims"].as_array().unwrap();
    let claim = claims.iter().find(|one| one["id"] == "hrana-10").unwrap();
    assert_eq!(claim["status"], "retracted");
    assert_eq!(claim["current"], false);
    assert_eq!(claim["retraction"]["on"], "2026-02-03");
    assert_eq!(claim["retraction"]["reason"], "Two lists were merged.");

    let hidden = hidden_on_paper(&site, &text.text()).await;
    assert!(
        hidden
            .iter()
            .all(|selector| !selector.contains("warn") && !selector.contains("text")),
        "what was taken back is not told on paper: {hidden:?}"
    );
}

/// The selectors that the style sheet of a page hides in print.
async fn hidden_on_paper(site: &TestSite, page: &str) -> Vec<String> {
    let (_, behind) = page.split_once("<link rel=\"stylesheet\" href=\"").unwrap();
    let sheet = behind.split('"').next().unwrap();
    let style = site.visitor().get(sheet).await.text();
    let (_, print) = style.split_once("@media print").unwrap();
    let rules = print
        .split('}')
        .filter(|rule| rule.contains("display: none") || rule.contains("display:none"));
    let selectors = rules.filter_map(|rule| rule.rsplit_once('{')?.0.lines().last());
    let selectors = selectors.flat_map(|line| line.split(','));
    let hidden: Vec<String> = selectors.map(|one| one.trim().to_owned()).collect();
    assert!(!hidden.is_empty(), "the rules of paper are read");
    hidden
}
