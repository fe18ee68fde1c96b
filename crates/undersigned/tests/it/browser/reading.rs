//! Pages that read from right to left, and that come from one place and leave nothing behind.

use serde_json::{Value, json};

use super::driver::Scripts;
use super::stage::Stage;

#[tokio::test]
async fn an_arabic_text_reads_from_right_to_left() {
    let Some(stage) = Stage::ready_for("an_arabic_text_reads_from_right_to_left") else {
        return;
    };
    let page = stage.browser(Scripts::Off).await;
    page.goto(&stage.site.at("/d/solidarity-kazakhstan/ar"))
        .await;
    let text = std::fs::read_to_string(
        crate::program::workspace().join("samples/solidarity-kazakhstan/text/ar.md"),
    )
    .expect("the sample is there");
    let title = text.lines().find_map(|line| line.strip_prefix("# "));
    assert_eq!(page.heading().await, title.expect("the sample has a title"));

    let sides = page
        .ask(
            r#"const article = document.querySelector('article.text');
            const item = article.querySelector('.demands li');
            const mark = parseFloat(getComputedStyle(item).paddingRight);
            const paragraph = getComputedStyle(article.querySelector('p'));
            return [
                article.lang,
                getComputedStyle(article).direction,
                getComputedStyle(document.querySelector('h1')).direction,
                getComputedStyle(document.querySelector('.origin')).direction,
                paragraph.textAlign === 'start' || paragraph.textAlign === 'right',
                mark > parseFloat(getComputedStyle(item).paddingLeft),
                getComputedStyle(document.querySelector('.digest')).direction,
            ]"#,
        )
        .await;
    assert_eq!(sides, json!(["ar", "rtl", "rtl", "rtl", true, true, "ltr"]));
    let words = page.words("article.text").await;
    assert!(
        words.contains("كازاخستان") && !words.contains("{figure"),
        "{words}"
    );
}

/// Everything that the page loaded or would load, and everything that it left in the browser.
const TRACES: &str = r#"
    const done = arguments[arguments.length - 1];
    const loaded = performance.getEntries().map(e => e.name).filter(n => n.includes('://'));
    const named = [...document.querySelectorAll('script, iframe, img, link[rel=stylesheet], form')]
        .map(e => e.tagName === 'SCRIPT' ? 'script://' : e.src || e.href || e.action);
    Promise.all([
        indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations(),
    ]).then(kept => done({
        urls: [...loaded, ...named],
        left: kept.flat().length + localStorage.length + sessionStorage.length
            + document.cookie.length,
    }));"#;

#[tokio::test]
async fn nothing_comes_from_elsewhere_and_nothing_is_left_in_the_browser() {
    let name = "nothing_comes_from_elsewhere_and_nothing_is_left_in_the_browser";
    let Some(stage) = Stage::ready_for(name) else {
        return;
    };
    let page = stage.browser(Scripts::On).await;
    let own = stage.site.at("/");
    for path in [
        "/",
        "/d/solidarity-kazakhstan/de",
        "/d/solidarity-kazakhstan/ar",
        "/d/night-bus/en",
        "/d/night-bus/en/signatories",
        "/d/night-bus/en/log",
        "/mailbox",
        "/nowhere/at/all",
    ] {
        page.goto(&stage.site.at(path)).await;
        let traces = page.ask_later(TRACES, Value::Null).await;
        let urls = traces["urls"].as_array().expect("a list of addresses");
        assert!(urls.len() >= 2, "page and style sheet at least: {traces}");
        for url in urls {
            let url = url.as_str().unwrap_or_default();
            assert!(url.starts_with(&own), "{path} needs {url}");
        }
        assert_eq!(traces["left"], 0, "{path} leaves something: {traces}");
    }
    let cookies = page.devtools("Network.getAllCookies", &json!({}));
    assert_eq!(cookies["cookies"], json!([]));
}
