//! Words around a text, in the language of whoever reads: translated where somebody did, else the original's,
//! and always saying which.

use jiff::SignedDuration;
use serde_json::Value;
use testkit::{Answer, Files, SLUG, TestSite, ada, folder};

use crate::support::{has_status, is_sound};

const SERIES: &str = "dead-fish-lower-lorne";

/// The declaration with some of its words in German, and none in Arabic.
fn translated() -> Files {
    let mut files = folder();
    let figures = files.text("figures.toml").unwrap();
    let figures = figures
        .replace("population = \"fish\"", "population.en = \"fish\"\npopulation.de = \"Fische\"")
        .replace(
            "note = \"Counted on four miles of bank.\"",
            "note.en = \"Counted on four miles of bank.\"\nnote.de = \"Auf vier Meilen Ufer gezählt.\"",
        )
        .replace(
            "title = \"How many fish",
            "title.de = \"Wie viele Fische lagen tot am Ufer?\"\ntitle.en = \"How many fish",
        );
    files.insert("figures.toml", figures);
    let declaration = files.text("declaration.toml").unwrap();
    let declaration = declaration.replace(
        "\"The council of Lorne\"",
        "{ en = \"The council of Lorne\", de = \"Der Rat von Lorne\" }",
    );
    files.insert("declaration.toml", declaration);
    files
}

async fn get(site: &TestSite, path: &str) -> Answer {
    let answer = site.visitor().get(path).await;
    has_status(&answer, 200);
    answer
}

#[tokio::test]
async fn req_151_each_reader_is_told_in_their_language_or_else_in_that_of_the_original() {
    let site = TestSite::new();
    site.publish(&translated()).await;
    let german = get(&site, &format!("/d/{SLUG}/de/series/{SERIES}")).await;
    is_sound(&german, "series");
    for part in [
        "<h1><span lang=\"de\" dir=\"ltr\">Wie viele Fische lagen tot am Ufer?</span></h1>",
        "<span lang=\"de\" dir=\"ltr\">Fische</span>",
        "<span lang=\"de\" dir=\"ltr\">Auf vier Meilen Ufer gezählt.</span>",
        "<span lang=\"en\" dir=\"ltr\">The anglers counted on the bank itself",
    ] {
        assert!(german.text().contains(part), "`{part}`:\n{}", german.text());
    }
    let arabic = get(&site, &format!("/d/{SLUG}/ar/series/{SERIES}")).await;
    is_sound(&arabic, "series");
    let english = "<h1><span lang=\"en\" dir=\"ltr\">How many fish";
    assert!(arabic.text().contains(english), "{}", arabic.text());

    let page = get(&site, &format!("/d/{SLUG}/de")).await;
    is_sound(&page, "declaration");
    for part in [
        "<bdi lang=\"de\" dir=\"ltr\">Der Rat von Lorne</bdi>",
        "<bdi lang=\"en\" dir=\"ltr\">The Ministry of Water</bdi>",
    ] {
        assert!(page.text().contains(part), "`{part}`:\n{}", page.text());
    }
}

#[tokio::test]
async fn data_and_feeds_name_the_language_of_every_word() {
    let site = TestSite::new();
    site.publish(&translated()).await;
    let path = format!("/d/{SLUG}/series/{SERIES}");
    let json = get(&site, &format!("{path}.json")).await;
    let json: Value = serde_json::from_slice(&json.body).unwrap();
    assert_eq!(json["language"], "en");
    assert_eq!(
        json["translations"]["de"]["title"],
        "Wie viele Fische lagen tot am Ufer?"
    );
    let fish = &json["claims"][0];
    assert_eq!(fish["population"], "fish");
    assert_eq!(fish["translations"]["de"]["population"], "Fische");
    assert_eq!(json["settings_sha256"].as_str().unwrap().len(), 64);
    assert!(json["since"].is_string(), "{json}");

    let csv = get(&site, &format!("{path}.hxl.csv")).await.text();
    let rows: Vec<&str> = csv.lines().collect();
    assert!(
        rows[0].ends_with("record,language,population_de,note_de"),
        "{}",
        rows[0]
    );
    assert!(
        rows[1].ends_with("#meta+lang,#description+population+i_de,#description+i_de"),
        "{}",
        rows[1]
    );
    assert!(
        rows[2].ends_with(",en,Fische,Auf vier Meilen Ufer gezählt."),
        "{}",
        rows[2]
    );

    let feed = |language: &str| format!("/d/{SLUG}/{language}/news.atom");
    let german = get(&site, &feed("de")).await.text();
    let title =
        "<title xml:lang=\"de\">Wie viele Fische lagen tot am Ufer? · mehr als 8.000</title>";
    assert!(german.contains(title), "{german}");
    let arabic = get(&site, &feed("ar")).await.text();
    // The question is English there, and nothing that is Arabic stands under its tag.
    let title =
        "<title xml:lang=\"en\">How many fish lay dead on the banks of the Lower Lorne?</title>";
    assert!(arabic.contains(title), "{arabic}");
    for part in [
        "<bdi xml:lang=\"en\" lang=\"en\" dir=\"ltr\">fish</bdi>",
        "<bdi xml:lang=\"ar\" lang=\"ar\" dir=\"rtl\">أكثر من 8,000</bdi>",
    ] {
        assert!(arabic.contains(part), "`{part}`:\n{arabic}");
    }
}

#[tokio::test]
async fn a_tab_with_a_code_names_the_text_and_says_when_a_newer_one_was_published() {
    let site = TestSite::with_open_declaration().await;
    let tab = site.visitor().sign(SLUG, &ada()).await;
    let mail = site.mail_to(&ada()).await;
    is_sound(&tab, "check mail");
    for part in ["No. 1 in English", &format!("/d/{SLUG}/text/")] {
        assert!(tab.words().contains(part), "`{part}`:\n{}", tab.words());
    }
    let mut files = folder();
    let text = files.text("text/en.md").unwrap();
    files.insert("text/en.md", text.replace("at night.", "at all."));
    site.publish(&files).await;
    site.turn(SignedDuration::from_secs(3));

    let told = mail.type_code(&tab).await;
    has_status(&told, 422);
    is_sound(&told, "check mail");
    for part in [
        "A newer text was published meanwhile.",
        "No. 1 in English",
        "no. 2. With this button you sign no. 1.",
        "Read what changed",
    ] {
        assert!(told.words().contains(part), "`{part}`:\n{}", told.words());
    }
    assert_eq!(site.count(SLUG).await, 0);
    has_status(&mail.type_code(&told).await, 200);
    assert_eq!(site.count(SLUG).await, 1);
}
