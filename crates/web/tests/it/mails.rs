//! What the mails say, and whom they say it to.

use testkit::{SLUG, TestSite, ada, chi, mallory};

#[tokio::test]
async fn a_mail_speaks_the_language_of_the_text_that_is_signed() {
    let site = TestSite::with_open_declaration().await;
    let mut german = ada();
    german.language = "de";
    site.visitor().sign(SLUG, &german).await;
    let mail = site.mail_to(&german).await;
    assert!(
        mail.subject.contains("Gebt uns unseren Fluss zurück"),
        "{}",
        mail.subject
    );
    site.visitor().sign(SLUG, &chi()).await;
    let mail = site.mail_to(&chi()).await;
    assert!(
        mail.subject.contains("أعيدوا إلينا نهرنا"),
        "{}",
        mail.subject
    );
}

#[tokio::test]
async fn a_mail_holds_no_word_that_was_typed_into_the_form() {
    let site = TestSite::with_open_declaration().await;
    let loud = mallory()
        .called("Buy Cheap Pills")
        .saying("Buy them at once");
    site.visitor().sign(SLUG, &loud).await;
    let raw = String::from_utf8(site.mail_to(&loud).await.raw).unwrap();
    assert!(!raw.contains("Buy"), "{raw}");
    assert!(raw.contains("Auto-Submitted: auto-generated"), "{raw}");
    assert!(!raw.contains("List-Unsubscribe"), "{raw}");
}
