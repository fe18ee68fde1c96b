//! Every kind of page: accessible in both colour schemes, fitting a narrow window, and pictured.

use super::driver::Scripts;
use super::eye::Eye;
use super::person::{NAMED, Person, YOUNGEST_FORM};
use super::receipts::saved_proof;
use super::site::NIGHT_BUS;
use super::stage::Stage;

/// Pages that are there to be read.
const READ: [(&str, &str); 23] = [
    ("front-en", "/en"),
    ("front-de", "/de"),
    ("declaration-en", "/d/night-bus/en"),
    ("declaration-de", "/d/solidarity-kazakhstan/de"),
    ("declaration-ar", "/d/solidarity-kazakhstan/ar"),
    ("declaration-kk", "/d/solidarity-kazakhstan/kk"),
    (
        "signatories-newest",
        "/d/solidarity-kazakhstan/en/signatories",
    ),
    (
        "signatories-by-name",
        "/d/solidarity-kazakhstan/de/signatories?order=name",
    ),
    (
        "signatories-search",
        "/d/solidarity-kazakhstan/en/signatories?q=%D0%93&class=person&language=ru",
    ),
    (
        "signatories-none",
        "/d/solidarity-kazakhstan/en/signatories?q=Nobody%20of%20this%20name",
    ),
    (
        "signatories-unknown-filter",
        "/d/solidarity-kazakhstan/en/signatories?class=fish",
    ),
    ("log-en", "/d/night-bus/en/log"),
    ("log-de", "/d/solidarity-kazakhstan/de/log"),
    ("receipt-check-de", "/de/check"),
    ("demand-en", "/d/night-bus/en/demand/keep-the-line"),
    ("demand-ar", "/d/solidarity-kazakhstan/ar/demand/solidarity"),
    (
        "series-en",
        "/d/night-bus/en/series/lindenau-n7-passengers-per-trip",
    ),
    (
        "series-ar",
        "/d/solidarity-kazakhstan/ar/series/killed-protests-kazakhstan-since-2022-01-02",
    ),
    ("report-en", "/d/night-bus/en/report/2026-10-20-last-trip"),
    (
        "report-ar",
        "/d/solidarity-kazakhstan/ar/report/2022-01-06-almaty",
    ),
    ("method-de", "/d/night-bus/de/method"),
    ("not-found", "/d/night-bus/en/nothing"),
    ("link-unknown", "/c/nothing"),
];

#[tokio::test]
async fn every_page_to_read_is_accessible_and_fits() {
    let Some(stage) = Stage::ready_for("every_page_to_read_is_accessible_and_fits") else {
        return;
    };
    let (page, mut eye) = (stage.browser(Scripts::On).await, Eye::new(stage));
    for (name, path) in READ {
        page.goto(&stage.site.at(path)).await;
        eye.look(&page, name).await;
    }
    for path in ["/d/night-bus/de", "/d/solidarity-kazakhstan/ar"] {
        page.goto(&stage.site.at(path)).await;
        let permalink = page.ask("return document.querySelector('a.url[href*=\"/text/\"]').href");
        page.goto(permalink.await.as_str().expect("a permalink"))
            .await;
        eye.look(&page, &format!("text-{}", &path[path.len() - 2..]))
            .await;
    }
    eye.saw_nothing_wrong();
}

#[tokio::test]
async fn every_page_of_signing_is_accessible_and_fits() {
    let Some(stage) = Stage::ready_for("every_page_of_signing_is_accessible_and_fits") else {
        return;
    };
    let (site, page) = (&stage.site, stage.browser(Scripts::On).await);
    let mut eye = Eye::new(stage);
    let _turn = site.turn(NIGHT_BUS).await;
    page.goto(&site.at("/d/night-bus/en")).await;
    tokio::time::sleep(YOUNGEST_FORM).await;
    page.press("Sign").await;
    eye.look(&page, "sign-mistakes").await;

    let dara = Person {
        name: "Dara Anyaegbuna-Schwarzenberger",
        address: "dara@example.org",
        place: "Port Harcourt",
        listing: NAMED,
    };
    dara.signs(&page).await;
    eye.look(&page, "check-mail").await;
    page.press("Confirm").await;
    eye.look(&page, "check-mail-wrong-code").await;

    let mail = site.mail_to(dara.address);
    page.goto(&site.at("/mailbox")).await;
    eye.look(&page, "mailbox").await;
    page.follow("Please confirm your signature: Keep the night bus to the hospital")
        .await;
    eye.look(&page, "mail").await;
    page.goto(&site.at(&format!("/c/{}", mail.confirm))).await;
    eye.look(&page, "confirm").await;
    page.press("Confirm my signature").await;
    eye.look(&page, "receipt").await;
    let proof = saved_proof(&page).await;
    page.follow("Check a receipt").await;
    page.attach(
        "The proof",
        proof.to_str().expect("a path that can be typed"),
    )
    .await;
    page.press("Check").await;
    eye.look(&page, "receipt-holds").await;
    page.press("Check").await;
    eye.look(&page, "receipt-missing").await;
    page.goto(&site.at(&format!("/c/{}", mail.confirm))).await;
    eye.look(&page, "link-used").await;

    page.goto(&site.at(&format!("/m/{}", mail.manage))).await;
    eye.look(&page, "manage").await;
    page.press("Save").await;
    eye.look(&page, "manage-saved").await;
    page.press("Withdraw my signature …").await;
    eye.look(&page, "withdraw").await;
    page.press("Yes, withdraw it").await;
    eye.look(&page, "withdrawn").await;
    eye.saw_nothing_wrong();
}

#[tokio::test]
async fn the_pages_for_somebody_who_did_not_sign_are_accessible_and_fit() {
    let name = "the_pages_for_somebody_who_did_not_sign_are_accessible_and_fit";
    let Some(stage) = Stage::ready_for(name) else {
        return;
    };
    let (site, page) = (&stage.site, stage.browser(Scripts::On).await);
    let mut eye = Eye::new(stage);
    let mallory = Person {
        name: "Mallory Unbidden",
        address: "victim@example.org",
        place: "Nowhere",
        listing: NAMED,
    };
    page.goto(&site.at("/d/night-bus/en")).await;
    mallory.signs(&page).await;
    page.goto(&site.at(&format!("/n/{}", site.mail_to(mallory.address).refuse)))
        .await;
    eye.look(&page, "refuse").await;
    page.press("Delete it").await;
    eye.look(&page, "refused").await;
    eye.saw_nothing_wrong();
}

#[tokio::test]
async fn the_eye_sees_what_is_wrong_with_a_page() {
    let Some(stage) = Stage::ready_for("the_eye_sees_what_is_wrong_with_a_page") else {
        return;
    };
    let (page, mut eye) = (stage.browser(Scripts::On).await, Eye::new(stage));
    page.goto(&stage.site.at("/en")).await;
    // Set one by one: the site's policy refuses style attributes in markup.
    page.ask(
        "const main = document.querySelector('main');
        main.insertAdjacentHTML('beforeend', '<input><p id=pale>pale</p>');
        main.querySelector('input').style.width = '2000px';
        main.querySelector('#pale').style.color = '#e0e0e0';
        main.querySelector('#pale').style.background = '#fff';",
    )
    .await;
    eye.look(&page, "faulty").await;
    for fault in [
        "faulty: label: input",
        "faulty: color-contrast: #pale",
        "faulty at 320 px: <input",
    ] {
        let is_seen = eye.faults.iter().any(|seen| seen.starts_with(fault));
        assert!(is_seen, "{fault} is not among {:#?}", eye.faults);
    }
}
