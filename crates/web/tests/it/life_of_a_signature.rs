//! The one story everything serves, with the numbers of `ARCHITECTURE.md`.

use axum::http::StatusCode;
use domain::listing::Listing;
use testkit::{SLUG, TestSite, ada, chi, dara};

#[tokio::test]
async fn ada_signs_confirms_and_is_listed() {
    let site = TestSite::with_open_declaration().await;

    let form = site.visitor().filled_form(SLUG, &ada()).await;
    let page = site.visitor().send(&form).await; // 1, 2, 3
    assert_eq!(page.heading(), "One step left: look into your mail");
    assert_eq!(site.count(SLUG).await, 0);

    let mail = site.mail_to(&ada()).await; // 4
    assert!(
        mail.subject.contains("Give our river back to us"),
        "{}",
        mail.subject
    );

    let summary = site.visitor().get(&mail.link()).await; // 5
    assert!(summary.text().contains("Ada Lovelace"));
    assert_eq!(site.count(SLUG).await, 0);

    let receipt = mail.confirm().await; // 6, 7, 8, 9
    assert_eq!(receipt.page.heading(), "Thank you for signing");

    assert_eq!(site.signatories(SLUG).await, ["Ada Lovelace"]); // 10
    assert_eq!(site.count(SLUG).await, 1);

    let verified = receipt.verify_offline(&site.log_key(SLUG).await);
    assert_eq!(verified.name.as_deref(), Some("Ada Lovelace"));
    site.check_log(SLUG).await;
}

#[tokio::test]
async fn chi_types_the_code_into_the_tab_that_is_still_open() {
    let site = TestSite::with_open_declaration().await;
    let tab = site.visitor().sign(SLUG, &chi()).await;
    let answer = site.mail_to(&chi()).await.type_code(&tab).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(site.signatories(SLUG).await, ["ش. ا."]);
    let report = site.check_log(SLUG).await;
    assert_eq!(
        (report.lines[0].language.as_str(), report.lines[0].evidence),
        ("ar", "mail-code")
    );
}

#[tokio::test]
async fn somebody_who_is_only_counted_stands_in_no_list() {
    let site = TestSite::with_open_declaration().await;
    let (_, receipt) = site.signed(SLUG, &ada().listed(Listing::Counted)).await;
    assert_eq!(site.signatories(SLUG).await, [""; 0]);
    assert_eq!(site.count(SLUG).await, 1);
    assert!(!receipt.page.text().contains("Ada Lovelace"));
    assert!(
        receipt.opening.contains("Ada Lovelace"),
        "the signer's own proof has the name"
    );
    site.check_log(SLUG).await;
}

#[tokio::test]
async fn an_organisation_is_shown_by_its_name_and_its_contact_person_never() {
    let site = TestSite::with_open_declaration().await;
    let (mail, receipt) = site.signed(SLUG, &dara().listed(Listing::Counted)).await;
    assert_eq!(site.signatories(SLUG).await, ["River Watch"]);
    let places = [
        site.visitor().get(&format!("/d/{SLUG}/en")).await.text(),
        site.visitor()
            .get(&format!("/d/{SLUG}/en/signatories"))
            .await
            .text(),
        site.visitor()
            .get(&format!("/d/{SLUG}/signatories.json"))
            .await
            .text(),
        site.visitor()
            .get(&format!("/d/{SLUG}/log/openings/0.json"))
            .await
            .text(),
        site.visitor().get(&mail.manage()).await.text(),
        receipt.page.text(),
        receipt.opening,
    ];
    for page in places {
        for private in ["office@", "Dara Quinn"] {
            assert!(!page.contains(private), "`{private}` is shown:\n{page}");
        }
    }
    site.check_log(SLUG).await;
}
