//! An organisation signs: its name is public, its people are not.

use super::driver::Scripts;
use super::page::Page;
use super::person::{CONSENT, YOUNGEST_FORM};
use super::site::{NIGHT_BUS, Site};
use super::stage::Stage;

const ORGANISATION: &str = "Guild of the Lindenau Bell Ringers";
const CONTACT: &str = "Dara Whitcombe-Ohlsen";
const ADDRESS: &str = "office@bells.example.org";

#[tokio::test]
async fn an_organisation_signs_and_its_contact_person_is_nowhere_public() {
    let name = "an_organisation_signs_and_its_contact_person_is_nowhere_public";
    let Some(stage) = Stage::ready_for(name) else {
        return;
    };
    let (site, page) = (&stage.site, stage.browser(Scripts::Off).await);
    let _turn = site.turn(NIGHT_BUS).await;
    let before = site.count(NIGHT_BUS);
    page.goto(&site.at("/d/night-bus/en")).await;
    signs(&page).await;

    page.goto(&site.at(&format!("/c/{}", site.mail_to(ADDRESS).confirm)))
        .await;
    let public = page.words(".facts.public").await;
    assert!(
        public.contains(ORGANISATION) && !public.contains(CONTACT),
        "{public}"
    );
    let private = page.words(".facts.private").await;
    assert!(private.contains(CONTACT), "{private}");
    page.press("Confirm my signature").await;
    assert_eq!(page.heading().await, "Thank you for signing");
    assert_eq!(site.count(NIGHT_BUS), before + 1);
    is_shown_without_its_people(site, &page).await;
    site.verifies(NIGHT_BUS);
}

async fn signs(page: &Page) {
    let young = tokio::time::sleep(YOUNGEST_FORM);
    page.choose("for an organisation").await;
    page.fill("Full name", ORGANISATION).await;
    page.fill("E-mail address", ADDRESS).await;
    page.fill("Contact person", CONTACT).await;
    page.choose("I may sign in the name of this organisation")
        .await;
    page.choose(CONSENT).await;
    young.await;
    page.press("Sign").await;
    assert_eq!(page.heading().await, "One step left: look into your mail");
}

/// Looks at everything that anybody can read about signatories.
async fn is_shown_without_its_people(site: &Site, page: &Page) {
    let shown = [
        ("/d/night-bus/en", true),
        ("/d/night-bus/en/signatories", true),
        (
            "/d/night-bus/en/signatories?class=organisation&q=Guild%20of",
            true,
        ),
        ("/d/night-bus/en/signatories?q=Dara", false),
        ("/d/night-bus/signatories.json", true),
        ("/d/night-bus/en/log", false),
    ];
    for (path, names_it) in shown {
        page.goto_fresh(&site.at(path)).await;
        let source = page.source().await;
        assert_eq!(source.contains(ORGANISATION), names_it, "{path}");
        for hidden in ["Whitcombe", "Ohlsen", "bells.example.org"] {
            assert!(!source.contains(hidden), "{hidden} is public at {path}");
        }
    }
}
