//! Texts as anybody reads them: beside their original, beside the one before, by their addresses.

use axum::http::Method;
use testkit::{Answer, SLUG, TestSite, ada, folder};
use web::routes::{Guard, table};

use super::{digest_on, publish, revised};
use crate::support::{has_status, is_sound};

#[tokio::test]
async fn a_reviewer_reads_a_translation_beside_its_original() {
    let site = TestSite::with_open_declaration().await;
    let path = format!("/d/{SLUG}/ar/compare");
    let same = site.visitor().get(&path).await;
    is_sound(&same, &path);
    assert!(same.text().contains("lang=\"ar\" dir=\"rtl\""));
    assert!(!same.text().contains("class=\"behind\""));
    assert!(!same.text().contains("<ins>"));
    publish(&site, &revised("")).await;

    let german = site.visitor().get(&format!("/d/{SLUG}/de/compare")).await;
    is_sound(&german, "compare");
    let text = german.text();
    for part in [
        "<li id=\"demand-no-night\" class=\"behind\">",
        "<li id=\"p-title\">",
        "lang=\"en\" dir=\"ltr\"",
        "lang=\"de\" dir=\"ltr\"",
        "<del><span class=\"spoken\" lang=\"de\"> gestrichen: </span>",
        "<ins><span class=\"spoken\" lang=\"de\"> neu: </span>all</ins>",
        "Kein Werk darf nachts einleiten.",
    ] {
        assert!(text.contains(part), "`{part}` is missing:\n{text}");
    }
    let page = site.visitor().get(&format!("/d/{SLUG}/de")).await.text();
    assert!(
        page.contains(&format!("href=\"/d/{SLUG}/de/compare#demand-no-night\"")),
        "{page}"
    );
    assert!(
        page.contains("<li id=\"demand-no-night\" class=\"behind\">"),
        "{page}"
    );
    let english = site.visitor().get(&format!("/d/{SLUG}/en/compare")).await;
    has_status(&english, 404);
}

/// The names of the paragraphs on a page.
fn names(page: &Answer) -> Vec<String> {
    let text = page.text();
    let ids = text
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    ids.filter(|id| id.starts_with("p-") || id.starts_with("demand-"))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn a_link_to_a_paragraph_leads_to_it_in_every_language_and_every_text() {
    let site = TestSite::with_open_declaration().await;
    let page = async |tag: &str| site.visitor().get(&format!("/d/{SLUG}/{tag}")).await;
    let english = names(&page("en").await);
    assert!(english.len() >= 5, "{english:?}");
    assert_eq!(names(&page("de").await), english);
    assert_eq!(names(&page("ar").await), english);
    publish(&site, &revised("")).await;
    assert_eq!(names(&page("en").await), english);
}

#[tokio::test]
async fn anybody_can_read_what_changed_from_one_text_to_the_next() {
    let site = TestSite::with_open_declaration().await;
    let first = digest_on(&site.visitor().get(&format!("/d/{SLUG}/en")).await);
    publish(&site, &revised("changes = \"By day, too.\"")).await;
    let second = digest_on(&site.visitor().get(&format!("/d/{SLUG}/en")).await);
    let changes = |from: &str, to: &str| format!("/d/{SLUG}/en/changes/{from}/{to}");
    let page = site.visitor().get(&changes("1", "2")).await;
    is_sound(&page, "changes");
    let text = page.text();
    for part in [
        "By day, too.",
        "<del><span class=\"spoken\" lang=\"en\"> removed: </span>night</del>",
        "<ins><span class=\"spoken\" lang=\"en\"> new: </span>all</ins>",
        "<details>",
        "paragraphs stayed as they were",
        &format!(
            "rel=\"canonical\" href=\"https://sign.example.org{}\"",
            changes("1", "2")
        ),
    ] {
        assert!(text.contains(part), "`{part}` is missing:\n{text}");
    }
    for (from, to) in [
        (&first[..8], &second[..8]),
        (&first, &second),
        ("1", &second[..12]),
    ] {
        let same = site.visitor().get(&changes(from, to)).await;
        assert_eq!(same.text(), text, "{from} {to}");
    }
    let backwards = site.visitor().get(&changes("2", "1")).await;
    has_status(&backwards, 200);
    assert!(!backwards.text().contains("By day, too."));
    for (from, to) in [
        ("1", "1"),
        ("1", "3"),
        ("0", "1"),
        ("01", "2"),
        ("x", "2"),
        (&first[..7], "2"),
    ] {
        has_status(&site.visitor().get(&changes(from, to)).await, 404);
    }
    has_status(
        &site
            .visitor()
            .get(&format!("/d/{SLUG}/de/changes/1/2"))
            .await,
        404,
    );
    let declaration = site.visitor().get(&format!("/d/{SLUG}/en")).await.text();
    assert!(declaration.contains(&format!("href=\"{}\"", changes("1", "2"))));
}

#[tokio::test]
async fn an_exact_text_tells_programs_and_people_of_its_neighbours() {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &ada()).await;
    let first = digest_on(&site.visitor().get(&format!("/d/{SLUG}/en")).await);
    publish(&site, &revised("")).await;
    let second = digest_on(&site.visitor().get(&format!("/d/{SLUG}/en")).await);
    let text = |digest: &str| format!("/d/{SLUG}/text/{digest}");
    let link = |path: &str, relation: &str| {
        format!("<https://sign.example.org{path}>; rel=\"{relation}\"")
    };
    let latest = link(&format!("/d/{SLUG}/en"), "latest-version");
    let old = site.visitor().get(&text(&first)).await;
    is_sound(&old, "text");
    let successor = link(&text(&second), "successor-version");
    assert_eq!(old.header("link"), format!("{latest}, {successor}"));
    let new = site.visitor().get(&text(&second)).await;
    let predecessor = link(&text(&first), "predecessor-version");
    assert_eq!(new.header("link"), format!("{latest}, {predecessor}"));
    for page in [&old, &new] {
        assert!(
            page.words().contains("All texts in English"),
            "{}",
            page.words()
        );
    }
    let head = site.visitor().ask(Method::HEAD, &text(&first)).await;
    assert_eq!(head.header("link"), old.header("link"));
    let again = site
        .visitor()
        .with("if-none-match", old.header("etag"))
        .get(&text(&first))
        .await;
    has_status(&again, 304);
}

#[tokio::test]
async fn list_and_count_can_be_read_text_by_text() {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &ada()).await;
    publish(&site, &revised("")).await;
    site.signed(SLUG, &ada().called("Bo Byron").at("bo@example.org"))
        .await;
    let list = site
        .visitor()
        .get(&format!("/d/{SLUG}/en/signatories"))
        .await;
    is_sound(&list, "signatories");
    assert!(list.words().contains("Signatures by text"));
    assert!(list.words().contains("No. 1 in English") && list.words().contains("No. 2 in English"));
    let count = site
        .visitor()
        .get(&format!("/d/{SLUG}/count.json"))
        .await
        .text();
    let leaves: Vec<&str> = count
        .split("\"leaf\":")
        .skip(1)
        .filter_map(|rest| rest.split(',').next())
        .collect();
    assert_eq!(leaves.len(), 2, "{count}");
    for (leaf, name, other) in [
        (leaves[0], "Ada Lovelace", "Bo Byron"),
        (leaves[1], "Bo Byron", "Ada Lovelace"),
    ] {
        for path in [
            format!("/d/{SLUG}/en/signatories?revision={leaf}"),
            format!("/d/{SLUG}/signatories.json?revision={leaf}"),
        ] {
            let page = site.visitor().get(&path).await;
            has_status(&page, 200);
            assert!(
                page.text().contains(name) && !page.text().contains(other),
                "{path}"
            );
        }
    }
    for unknown in [
        format!("/d/{SLUG}/en/signatories?revision=x"),
        format!("/d/{SLUG}/en/signatories?revision=99999"),
        format!("/d/{SLUG}/signatories.json?revision=99999"),
    ] {
        has_status(&site.visitor().get(&unknown).await, 400);
    }
}

#[tokio::test]
async fn a_draft_is_served_at_no_address() {
    let site = TestSite::with_open_declaration().await;
    let mut files = folder();
    let draft = files.text("text/de.md").unwrap();
    let draft = draft.replace("state = \"reviewed\"", "state = \"draft\"");
    let draft = draft.replace("Wir leben", "Ébauche secrète");
    files.insert("text/fr.md", draft.clone());
    // A reviewed translation that goes back to being a draft: what was published stays, the draft waits.
    files.insert("text/de.md", draft);
    publish(&site, &files).await;
    site.signed(SLUG, &ada()).await;
    let digest = digest_on(&site.visitor().get(&format!("/d/{SLUG}/en")).await);
    for tag in ["fr", "de", "en"] {
        for row in table() {
            if row.method != Method::GET || row.guard != Guard::Public {
                continue;
            }
            let path = row
                .path
                .replace("{slug}", SLUG)
                .replace("{lang}", tag)
                .replace("{digest}", &digest)
                .replace("{from}", "1")
                .replace("{to}", "2")
                .replace("{*path}", "checkpoint")
                .replace("{id}", "publish");
            let page = site.visitor().get(&path).await;
            assert!(!page.text().contains("Ébauche"), "{path} shows a draft");
            let of_french = tag == "fr" && row.path.starts_with("/d/{slug}/{lang}");
            assert!(!of_french || page.status == 404, "{path} is served");
        }
    }
    let german = site.visitor().get(&format!("/d/{SLUG}/de")).await;
    assert!(german.text().contains("Wir leben an der Lorne"));
    let front = site.visitor().get(&format!("/d/{SLUG}/en")).await;
    assert!(!front.text().contains("hreflang=\"fr\""));
}
