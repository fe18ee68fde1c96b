//! The list of signatories is turned over and searched, with no script.

use super::driver::Scripts;
use super::page::Page;
use super::site::SOLIDARITY;
use super::stage::Stage;

#[tokio::test]
async fn the_list_is_turned_over_and_searched() {
    let Some(stage) = Stage::ready_for("the_list_is_turned_over_and_searched") else {
        return;
    };
    let (site, page) = (&stage.site, stage.browser(Scripts::Off).await);
    let _turn = site.turn(SOLIDARITY).await;
    let list = site.at("/d/solidarity-kazakhstan/en/signatories");
    page.goto_fresh(&list).await;
    let mut seen = page.how_many(".signatories > li").await;
    let shown = shown(&page).await;
    assert!(seen < shown, "all of {shown} fit on one page");
    while page.how_many("[rel=next]").await > 0 {
        page.follow("Next page").await;
        seen += page.how_many(".signatories > li").await;
    }
    assert_eq!(seen, shown, "turning pages shows everybody once");

    page.goto(&list).await;
    page.fill("Name begins with", "гал").await;
    page.press("Show").await;
    let found = page.words(".signatories").await;
    assert!(found.starts_with("Галина"), "{found}");
    assert_eq!(page.value("q").await, "гал", "the question stays in sight");
    page.follow("Show all").await;
    assert_eq!(page.url().await, list);
}

/// The number in "126 of them can be seen on the list".
async fn shown(page: &Page) -> usize {
    let words = page.words("main").await;
    let before = words.split(" of them can be seen").next();
    let number = before.and_then(|words| words.split_whitespace().next_back());
    let number = number.and_then(|number| number.parse().ok());
    number.unwrap_or_else(|| panic!("no number of those who are shown: {words}"))
}
