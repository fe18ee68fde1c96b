//! The mailed link hides a signature, and takes it back.

use super::driver::Scripts;
use super::person::{COUNTED, NAMED, Person};
use super::site::NIGHT_BUS;
use super::stage::Stage;

#[tokio::test]
async fn a_signature_is_hidden_and_then_withdrawn_through_the_mailed_link() {
    let name = "a_signature_is_hidden_and_then_withdrawn_through_the_mailed_link";
    let Some(stage) = Stage::ready_for(name) else {
        return;
    };
    let chi = Person {
        name: "Chi Nwosu-Brandt",
        address: "chi@example.org",
        place: "Enugu",
        listing: NAMED,
    };
    let (site, page) = (&stage.site, stage.browser(Scripts::Off).await);
    let _turn = site.turn(NIGHT_BUS).await;
    let before = site.count(NIGHT_BUS);
    let mail = chi.signs_and_confirms(site, &page, "/d/night-bus/en").await;
    let list = site.at("/d/night-bus/en/signatories?q=Chi%20Nwosu");
    let manage = site.at(&format!("/m/{}", mail.manage));
    page.goto(&list).await;
    assert_eq!(page.words(".signatories strong").await, chi.name);

    page.goto(&manage).await;
    page.choose(COUNTED).await;
    page.press("Save").await;
    assert!(
        page.words(".facts")
            .await
            .contains("You are counted and not shown.")
    );
    page.goto_fresh(&list).await;
    assert!(
        page.words("main")
            .await
            .contains("Nobody on the list matches.")
    );
    assert_eq!(site.count(NIGHT_BUS), before + 1, "hidden and counted");

    page.goto(&manage).await;
    page.press("Withdraw my signature …").await;
    assert_eq!(page.heading().await, "Withdraw your signature?");
    assert_eq!(site.count(NIGHT_BUS), before + 1, "asking changes nothing");
    page.press("Yes, withdraw it").await;
    assert_eq!(page.heading().await, "Your signature is withdrawn");
    assert_eq!(site.count(NIGHT_BUS), before);
    site.verifies(NIGHT_BUS);
}
