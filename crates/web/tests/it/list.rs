//! The public list and its data.

use domain::listing::Listing;
use testkit::{SLUG, TestSite, ada, chi, dara, mallory};

use crate::support::{has_status, is_sound};

const LIST: &str = "/d/clean-rivers/en/signatories";
const JSON: &str = "/d/clean-rivers/signatories.json";

async fn a_site_with_a_list() -> TestSite {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &ada().saying("For my children.")).await;
    site.signed(SLUG, &chi()).await;
    site.signed(SLUG, &dara()).await;
    site.signed(SLUG, &mallory().listed(Listing::Counted).saying("unheard"))
        .await;
    site
}

fn names(json: &str) -> Vec<String> {
    let parts = json.split("\"name\":\"").skip(1);
    parts
        .map(|part| part.split('"').next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn the_list_is_filtered_searched_and_ordered() {
    let site = a_site_with_a_list().await;
    let visitor = site.visitor();
    let check = async |query: &str, expected: &[&str]| {
        let page = visitor.get(&format!("{LIST}?{query}")).await;
        has_status(&page, 200);
        is_sound(&page, query);
        let json = visitor.get(&format!("{JSON}?{query}")).await.text();
        assert_eq!(names(&json), expected, "{query}");
        for name in expected {
            assert!(
                page.text().contains(&format!("<bdi>{name}</bdi>")),
                "{query}: {name}"
            );
        }
    };
    check("", &["River Watch", "ش. ا.", "Ada Lovelace"]).await;
    check("class=person", &["ش. ا.", "Ada Lovelace"]).await;
    check("class=organisation&language=", &["River Watch"]).await;
    check("language=ar", &["ش. ا."]).await;
    check("q=LOVE", &["Ada Lovelace"]).await;
    check("q=mallory", &[]).await;
    check(
        "order=name&class=&q=",
        &["Ada Lovelace", "River Watch", "ش. ا."],
    )
    .await;
}

#[tokio::test]
async fn an_unknown_filter_is_refused_and_named() {
    let site = a_site_with_a_list().await;
    for (query, word) in [
        ("class=robot", "kind of signatory"),
        ("order=address", "an order"),
        ("language=%2e%2e", "a language"),
        ("after=nowhere", "a place in the list"),
        ("email=ada", "something that the list does not know"),
    ] {
        let page = site.visitor().get(&format!("{LIST}?{query}")).await;
        has_status(&page, 400);
        assert!(page.text().contains(word), "{query}: {}", page.text());
        has_status(&site.visitor().get(&format!("{JSON}?{query}")).await, 400);
    }
}

#[tokio::test]
async fn a_long_list_is_read_page_by_page_and_every_name_stands_once() {
    let site = TestSite::with_open_declaration().await;
    for number in 0..105 {
        let person = mallory().called(&format!("Person {number:03}"));
        site.signed(SLUG, &person.at(&format!("p{number}@example.org")))
            .await;
    }
    for order in ["newest", "name"] {
        let mut path = format!("{JSON}?order={order}");
        let mut found = Vec::new();
        loop {
            let json = site.visitor().get(&path).await.text();
            found.extend(names(&json));
            let (_, next) = json.rsplit_once("\"next\":").unwrap();
            let Some(cursor) = next.strip_prefix('"') else {
                break;
            };
            path = format!(
                "{JSON}?order={order}&after={}",
                cursor.split('"').next().unwrap()
            );
        }
        assert_eq!(found.len(), 105, "{order}");
        found.sort();
        found.dedup();
        assert_eq!(found.len(), 105, "{order}");
    }
    let page = site.visitor().get(LIST).await.text();
    let (_, behind) = page.split_once("rel=\"next\" href=\"").unwrap();
    let next = behind
        .split('"')
        .next()
        .unwrap()
        .replace("&amp;", "&")
        .replace("&#38;", "&");
    let second = site.visitor().get(&next).await;
    assert!(second.text().contains("<bdi>Person 000</bdi>"));
    assert!(!second.text().contains("<bdi>Person 104</bdi>"));
    assert!(second.words().contains("Page 2 of 2"));
    let by_number = site
        .visitor()
        .get(&format!("{LIST}?order=name&page=2"))
        .await;
    is_sound(&by_number, "page 2");
    assert!(by_number.text().contains("<bdi>Person 104</bdi>"));
    assert!(by_number.words().contains("Page 2 of 2"));
    assert!(!by_number.text().contains("<bdi>Person 099</bdi>"));
}

#[tokio::test]
async fn names_are_not_for_search_engines_and_data_is_open_to_programs() {
    let site = a_site_with_a_list().await;
    for path in [LIST, JSON] {
        let answer = site.visitor().get(path).await;
        assert_eq!(
            answer.header("x-robots-tag"),
            "noindex, noarchive",
            "{path}"
        );
    }
    for path in [
        JSON,
        "/d/clean-rivers/count.json",
        "/d/clean-rivers/log/checkpoint",
    ] {
        let answer = site.visitor().get(path).await;
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
    }
    for path in [
        LIST,
        "/d/clean-rivers/en",
        "/d/clean-rivers/en/log",
        "/health",
    ] {
        let answer = site.visitor().get(path).await;
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    }
    let robots = site.visitor().get("/robots.txt").await.text();
    assert!(
        !robots.contains("Disallow: /"),
        "a crawler must see that the list is not to be indexed"
    );
}

#[tokio::test]
async fn the_data_holds_what_the_page_shows_and_nothing_else() {
    let site = a_site_with_a_list().await;
    let json = site.visitor().get(JSON).await.text();
    assert!(json.contains("For my children."));
    for hidden in [
        "analytical.example",
        "Mallory",
        "unheard",
        "Dara Quinn",
        "شيماء",
        "\"email\"",
    ] {
        assert!(!json.contains(hidden), "`{hidden}` is in the data: {json}");
    }
    let count = site
        .visitor()
        .get("/d/clean-rivers/count.json")
        .await
        .text();
    assert!(
        count.contains("\"total\":4,\"persons\":3,\"organisations\":1,\"shown\":3"),
        "{count}"
    );
}

#[tokio::test]
async fn tiles_are_kept_for_ever_and_what_changes_for_seconds() {
    let site = a_site_with_a_list().await;
    let prefix = "/d/clean-rivers/log";
    let size = site.check_log(SLUG).await.size;
    for (file, kept) in [
        (
            format!("tile/0/000.p/{size}"),
            "public, max-age=31536000, immutable",
        ),
        (
            format!("tile/entries/000.p/{size}"),
            "public, max-age=31536000, immutable",
        ),
        ("checkpoint".to_owned(), "public, max-age=5"),
        ("policy".to_owned(), "public, max-age=5"),
        ("openings/0.json".to_owned(), "public, max-age=5"),
    ] {
        let answer = site.visitor().get(&format!("{prefix}/{file}")).await;
        has_status(&answer, 200);
        assert_eq!(answer.header("cache-control"), kept, "{file}");
        let again = site.visitor().with("if-none-match", answer.header("etag"));
        let again = again.get(&format!("{prefix}/{file}")).await;
        assert_eq!(
            (again.status.as_u16(), again.body.len()),
            (304, 0),
            "{file}"
        );
    }
    for missing in [
        "tile/0/001",
        "tile/0/000.p/255",
        "tile/9/000",
        "texts/x.md",
        "../../etc",
        "nothing",
    ] {
        has_status(
            &site.visitor().get(&format!("{prefix}/{missing}")).await,
            404,
        );
    }
}
