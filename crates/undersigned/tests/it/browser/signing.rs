//! From the front page to a receipt that holds.

use super::driver::Scripts;
use super::page::Page;
use super::person::{COUNTED, NAMED, Person};
use super::site::{NIGHT_BUS, SOLIDARITY, Site};
use super::stage::Stage;

/// The whole road, as somebody takes it.
struct Road {
    slug: &'static str,
    /// The link on the front page, which is also the title.
    title: &'static str,
    /// Whether the mail is read on the mailbox page of the demo; else it is read as a file.
    reads_in_the_browser: bool,
    ada: Person,
}

#[tokio::test]
async fn a_person_signs_and_confirms_with_scripts_off() {
    let Some(stage) = Stage::ready_for("a_person_signs_and_confirms_with_scripts_off") else {
        return;
    };
    let road = Road {
        slug: NIGHT_BUS,
        title: "Keep the night bus to the hospital",
        reads_in_the_browser: false,
        ada: Person {
            name: "Ada Lovelace",
            address: "ada@example.org",
            place: "London",
            listing: NAMED,
        },
    };
    road.take(&stage.site, &stage.browser(Scripts::Off).await)
        .await;
}

#[tokio::test]
async fn a_person_signs_and_confirms_with_scripts_on() {
    let Some(stage) = Stage::ready_for("a_person_signs_and_confirms_with_scripts_on") else {
        return;
    };
    let road = Road {
        slug: SOLIDARITY,
        title: "Beside the strikers of Kazakhstan",
        reads_in_the_browser: true,
        ada: Person {
            name: "Augusta Ada King",
            address: "augusta@example.org",
            place: "Ockham",
            listing: NAMED,
        },
    };
    road.take(&stage.site, &stage.browser(Scripts::On).await)
        .await;
}

impl Road {
    async fn take(&self, site: &Site, page: &Page) {
        let _turn = site.turn(self.slug).await;
        let before = site.count(self.slug);
        page.goto(&site.at("/en")).await;
        page.follow(self.title).await;
        assert_eq!(page.heading().await, self.title);
        self.ada.signs(page).await;
        assert!(page.words("main").await.contains(self.ada.address));

        self.opens_the_link(site, page).await;
        assert_eq!(page.heading().await, "Confirm your signature");
        assert_eq!(
            page.how_many("main button").await,
            1,
            "one button and no other"
        );
        assert_eq!(site.count(self.slug), before, "looking changes nothing");

        page.press("Confirm my signature").await;
        assert_eq!(page.heading().await, "Thank you for signing");
        let counted = format!("Your signature counts: {} have signed now.", before + 1);
        assert_eq!(page.words(".lead").await, counted);
        assert_eq!(
            page.url().await,
            site.at("/confirm"),
            "the token has left the address"
        );
        self.keeps_the_receipt(site, page).await;

        page.follow("All signatories who are shown").await;
        assert_eq!(page.words(".number strong").await, (before + 1).to_string());
        assert_eq!(page.words(".signatories strong").await, self.ada.name);
        assert_eq!(site.count(self.slug), before + 1);
        site.verifies(self.slug);
    }

    async fn opens_the_link(&self, site: &Site, page: &Page) {
        let confirm = site.at(&format!("/c/{}", site.mail_to(self.ada.address).confirm));
        if !self.reads_in_the_browser {
            return page.goto(&confirm).await;
        }
        page.follow("Read the mails").await;
        page.follow(&format!("Please confirm your signature: {}", self.title))
            .await;
        page.follow(&confirm).await;
    }

    async fn keeps_the_receipt(&self, site: &Site, page: &Page) {
        let files = page.words("main pre").await;
        page.save("Save the proof").await;
        page.save("Save the personal part").await;
        let saved = |ending: &str| {
            let name = files.split(' ').find(|word| word.ends_with(ending));
            page.saved(name.unwrap_or_else(|| panic!("no file {ending} in: {files}")))
        };
        let (proof, opening) = (saved(".tlog-proof"), saved(".opening.json"));
        site.receipt_holds(&proof, &opening, self.ada.name);
    }
}

#[tokio::test]
async fn the_code_typed_into_the_open_tab_confirms() {
    let Some(stage) = Stage::ready_for("the_code_typed_into_the_open_tab_confirms") else {
        return;
    };
    let bo = Person {
        name: "Bo Adekunle",
        address: "bo@example.org",
        place: "Ibadan",
        listing: COUNTED,
    };
    let (site, page) = (&stage.site, stage.browser(Scripts::Off).await);
    let _turn = site.turn(NIGHT_BUS).await;
    let before = site.count(NIGHT_BUS);
    page.goto(&site.at("/d/night-bus/en")).await;
    bo.signs(&page).await;
    let code = site.mail_to(bo.address).code;

    page.fill("Code from the mail", "0000-0000").await;
    page.press("Confirm").await;
    let title = page.title().await;
    assert!(title.starts_with("Error: "), "{title}");
    assert!(
        page.words(".summary")
            .await
            .contains("You can try 4 more times")
    );
    assert_eq!(site.count(NIGHT_BUS), before);

    page.fill("Code from the mail", &code.to_lowercase().replace('-', " "))
        .await;
    page.press("Confirm").await;
    assert_eq!(page.heading().await, "Thank you for signing");
    assert_eq!(site.count(NIGHT_BUS), before + 1);
}
