//! Addresses that lead nowhere, in the language of whoever asks.

use testkit::{SLUG, TestSite};

use crate::support::{has_status, is_sound};

#[tokio::test]
async fn unknown_addresses_are_answered_with_a_page() {
    let site = TestSite::with_open_declaration().await;
    for path in [
        "/nothing",
        "/cy",
        "/EN",
        "/d/unknown",
        "/d/unknown/en",
        "/d/clean-rivers/fr",
        "/d/clean-rivers/DE",
        "/d/clean-rivers/en/nothing",
        "/d/Clean-Rivers/en",
        "/d/clean-rivers/text/0000",
        "/d/clean-rivers/%2e%2e/log",
        "/d/clean-rivers/en%00",
        "/d/clean-rivers/%ff",
        "/c/short",
        "/assets/none.css",
        "/favicon.ico",
        "//",
    ] {
        let answer = site.visitor().get(path).await;
        has_status(&answer, 404);
        is_sound(&answer, path);
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
    let digest = "0".repeat(64);
    has_status(
        &site
            .visitor()
            .get(&format!("/d/{SLUG}/text/{digest}"))
            .await,
        404,
    );
}

#[tokio::test]
async fn a_notice_speaks_the_language_of_the_address_then_of_the_browser_then_of_the_site() {
    let site = TestSite::with_settings(|settings| settings.language = "de".to_owned());
    let check = async |path: &str, asked: Option<&str>, expected: &str| {
        let visitor = site.visitor();
        let visitor = match asked {
            Some(languages) => visitor.with("accept-language", languages),
            None => visitor,
        };
        let page = visitor.get(path).await.text();
        assert!(
            page.contains(&format!("<html lang=\"{expected}\"")),
            "{path} {asked:?}"
        );
    };
    check("/d/unknown/en", Some("de"), "en").await;
    check("/d/unknown", Some("en-GB, de;q=0.5"), "en").await;
    check("/nothing", None, "de").await;
    check("/nothing", Some("fr-CA"), "fr").await;
    check("/nothing", Some("cy"), "de").await;
}

#[tokio::test]
async fn health_tells_whether_the_store_works() {
    let site = TestSite::new();
    let answer = site.visitor().get("/health").await;
    assert_eq!(
        (answer.status.as_u16(), answer.text().as_str()),
        (200, "{\"status\":\"ok\"}")
    );
    site.site.store.clone().close().await.unwrap();
    let answer = site.visitor().get("/health").await;
    assert_eq!(answer.status.as_u16(), 503);
    let page = site.visitor().get("/").await;
    has_status(&page, 503);
    is_sound(&page, "busy");
    assert_ne!(page.header("retry-after"), "");
}
