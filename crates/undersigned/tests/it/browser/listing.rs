//! The list of signatories is turned over, searched and sorted, with no script.

use super::driver::Scripts;
use super::site::SOLIDARITY;
use super::stage::Stage;

#[tokio::test]
async fn the_list_is_turned_over_and_searched() {
    let Some(stage) = Stage::ready_for("the_list_is_turned_over_and_searched") else {
        return;
    };
    let (site, page) = (&stage.site, stage.browser(Scripts::Off).await);
    let _turn = site.turn(SOLIDARITY).await;
    page.goto(&site.at("/d/solidarity-kazakhstan/en")).await;
    page.follow("All signatories who are shown").await;
    let newest = page.words(".signatories").await;
    page.follow("Next page").await;
    let older = page.words(".signatories").await;
    assert!(!older.is_empty() && older != newest, "{older}");
    page.follow("Previous page").await;
    assert_eq!(page.words(".signatories").await, newest);

    page.fill("Name begins with", "гал").await;
    page.press("Show").await;
    let found = page.words(".signatories").await;
    assert!(found.starts_with("Галина"), "{found}");
    assert_eq!(page.value("q").await, "гал", "the question stays in sight");
    page.follow("Show all").await;
    assert_eq!(page.words(".signatories").await, newest);
}
