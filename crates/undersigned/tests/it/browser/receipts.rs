//! A receipt that was saved is checked on the site, as a file and as pasted text, without scripts.

use std::path::PathBuf;

use super::driver::Scripts;
use super::page::Page;
use super::person::{COUNTED, Person};
use super::site::NIGHT_BUS;
use super::stage::Stage;

#[tokio::test]
async fn a_saved_proof_is_checked_as_a_file_and_as_text() {
    let Some(stage) = Stage::ready_for("a_saved_proof_is_checked_as_a_file_and_as_text") else {
        return;
    };
    let emeka = Person {
        name: "Emeka Sowande",
        address: "emeka@example.org",
        place: "Ibadan",
        listing: COUNTED,
    };
    let (site, page) = (&stage.site, stage.browser(Scripts::Off).await);
    let _turn = site.turn(NIGHT_BUS).await;
    emeka
        .signs_and_confirms(site, &page, "/d/night-bus/en")
        .await;
    let proof = saved_proof(&page).await;

    page.follow("Check a receipt").await;
    let path = proof.to_str().expect("a path that can be typed");
    page.attach("The proof", path).await;
    page.press("Check").await;
    let outcome = page.words(".outcome").await;
    assert!(outcome.contains("The receipt holds"), "{outcome}");
    assert!(outcome.contains("The signature counts today."), "{outcome}");

    let text = std::fs::read_to_string(&proof).expect("the proof was saved");
    page.open_details("Or paste its text").await;
    page.fill("The text of the proof", &text).await;
    page.press("Check").await;
    assert!(page.words(".outcome").await.contains("The receipt holds"));

    page.open_details("Or paste its text").await;
    let forged = text.replacen("index ", "index 1", 1);
    page.fill("The text of the proof", &forged).await;
    page.press("Check").await;
    let refused = page.words(".summary").await;
    assert!(refused.contains("The receipt does not hold"), "{refused}");
}

/// Saves the proof from the page after confirming.
pub async fn saved_proof(page: &Page) -> PathBuf {
    let files = page.words("main pre").await;
    page.save("Save the proof").await;
    let name = files.split(' ').find(|word| word.ends_with(".tlog-proof"));
    page.saved(name.expect("the page names the file"))
}
