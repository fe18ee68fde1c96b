//! A newer text: read beside the one before and beside its translation, and signed by the link that a
//! signer has.
//!
//! The journey has a site of its own, since what it publishes stays published.

use super::driver::Scripts;
use super::eye::Eye;
use super::person::{CONSENT, NAMED, Person};
use super::stage::Stage;
use crate::mails::Mails;
use crate::site::Site;

/// Publishes another text of the night bus: one demand in other words, and what is said of it.
fn revise(site: &Site) {
    let file = site.path("night-bus/text/en.md");
    let text = std::fs::read_to_string(&file).expect("the sample has an original");
    let text = text.replace("at least as many trips as today", "more trips than today");
    let text = text.replacen(
        "+++\n",
        "+++\nchanges = \"We now ask for more trips.\"\nmaterial = true\n",
        1,
    );
    std::fs::write(&file, text).expect("the folder can be written");
    let publish = ["publish", "night-bus", "--config", "site"];
    site.run(&publish).ended(0);
}

#[tokio::test]
async fn a_signer_reads_what_changed_and_signs_the_newer_text() {
    let name = "a_signer_reads_what_changed_and_signs_the_newer_text";
    let Some(stage) = Stage::ready_for(name) else {
        return;
    };
    let site = Site::with_night_bus();
    let server = site.serve();
    let (page, mut eye) = (stage.browser(Scripts::On).await, Eye::new(stage));
    let at = |path: &str| format!("{}{path}", site.base_url);
    let chi = Person {
        name: "Chi Nwosu-Brandt",
        address: "chi@example.org",
        place: "Enugu",
        listing: NAMED,
    };
    page.goto(&at("/d/night-bus/en")).await;
    chi.signs(&page).await;
    let mail = Mails::of(&site.path("site")).to(chi.address);
    page.goto(&at(&format!("/c/{}", mail.confirm))).await;
    page.press("Confirm my signature").await;
    revise(&site);
    // A text that another process published is seen within two seconds.
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;

    page.goto(&at(&format!("/m/{}", mail.manage))).await;
    eye.look(&page, "manage-newer").await;
    page.follow("Read what changed").await;
    assert_eq!(page.heading().await, "What changed");
    assert!(page.words("ins").await.contains("more"));
    eye.look(&page, "changes-en").await;
    page.goto(&at("/d/night-bus/de/compare#demand-keep-the-line"))
        .await;
    eye.look(&page, "compare-de").await;
    page.goto(&at("/d/night-bus/de")).await;
    eye.look(&page, "declaration-behind").await;

    page.goto(&at(&format!("/m/{}", mail.manage))).await;
    page.press("Sign the newer text instead …").await;
    eye.look(&page, "move").await;
    page.choose(CONSENT).await;
    page.press("Sign the newer text").await;
    assert_eq!(page.heading().await, "Thank you for signing");
    page.goto_fresh(&at("/d/night-bus/en/signatories")).await;
    assert_eq!(page.words(".signatories strong").await, chi.name);
    assert!(page.words(".when").await.contains("No. 2 in English"));
    eye.look(&page, "signatories-by-text").await;
    let report = site.run(&["verify", &at("/d/night-bus"), "--json"]);
    assert_eq!(report.ended(0).json()["total"], 1);
    eye.saw_nothing_wrong();
    assert_eq!(server.stop().0, 0);
}
