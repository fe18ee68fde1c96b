//! What the mails say, and whom they say it to.

use domain::listing::Listing;
use testkit::{SLUG, TestSite, ada, chi, dara, mallory};

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

#[tokio::test]
async fn the_mail_to_a_known_address_promises_no_more_than_its_link_does() {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &ada()).await;
    site.turn(jiff::SignedDuration::from_mins(20));
    site.visitor().sign(SLUG, &ada()).await;
    let mail = String::from_utf8(site.mail_to(&ada()).await.raw).unwrap();
    assert!(mail.contains("To withdraw that signature"), "{mail}");
    assert!(!mail.contains("To change later"), "{mail}");
}

#[tokio::test]
async fn the_page_of_the_button_says_what_becomes_public_and_what_does_not() {
    let site = TestSite::with_open_declaration().await;
    let mut group = dara().saying("We measure every week.");
    group.place = "Lindenau".to_owned();
    site.visitor().sign(SLUG, &group).await;
    let page = site.mail_to(&group).await.link();
    let text = site.visitor().get(&page).await.text();
    let (public, private) = text.split_once("facts private").expect("two lists");
    for shown in ["River Watch", "Lindenau", "We measure every week."] {
        assert!(public.contains(&format!("<bdi>{shown}</bdi>")), "{text}");
    }
    assert!(private.contains("<bdi>Dara Quinn</bdi>"), "{text}");
    assert!(!public.contains("Dara Quinn"), "{text}");

    let quiet = ada().listed(Listing::Counted).saying("For the river.");
    site.visitor().sign(SLUG, &quiet).await;
    let page = site.mail_to(&quiet).await.link();
    let text = site.visitor().get(&page).await.text();
    let (public, private) = text.split_once("facts private").expect("two lists");
    for hidden in ["Ada Lovelace", "London", "mathematician", "For the river."] {
        let isolated = format!("<bdi>{hidden}</bdi>");
        assert!(private.contains(&isolated), "{hidden}: {text}");
        assert!(!public.contains(&isolated), "{hidden}: {text}");
    }
}
