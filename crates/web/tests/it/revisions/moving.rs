//! A signer reads what changed, and signs the newer text or does not.

use domain::listing::Listing;
use jiff::SignedDuration;
use testkit::{SLUG, TestSite, ada, dara};

use super::{MATERIAL, digest_on, manage, publish, revised};
use crate::support::{AGAIN, has_status, is_sound, state};

/// Where the wish to sign the newer text is sent.
const MOVE: &str = "/manage/move";

#[tokio::test]
async fn ada_reads_what_changed_and_is_asked_without_being_pressed() {
    let site = TestSite::with_open_declaration().await;
    let (mail, _) = site.signed(SLUG, &ada()).await;
    let newest = "It is the newest text in this language.";
    let before = manage(&site, &mail).await;
    assert!(before.words().contains(newest));
    assert!(before.forms().iter().all(|form| form.action != MOVE));
    publish(&site, &revised(MATERIAL)).await;

    let offered = manage(&site, &mail).await;
    is_sound(&offered, "manage");
    for words in [
        "There is a newer text, no. 2.",
        "The ban holds by day, too.",
        "If you do nothing, everything stays as it is.",
    ] {
        assert!(
            offered.words().contains(words),
            "{words}:\n{}",
            offered.words()
        );
    }
    let changes = format!("href=\"/d/{SLUG}/en/changes/1/2\"");
    assert!(offered.text().contains(&changes));
    let unchanged = state(&site).await;
    let asked = site.visitor().send(&offered.form(MOVE)).await;
    has_status(&asked, 200);
    is_sound(&asked, "move");
    assert_eq!(asked.heading(), "Sign the newer text instead?");
    for words in [
        "The text you sign",
        "Give our river back to us",
        "No. 2 in English",
    ] {
        assert!(asked.words().contains(words), "{words}:\n{}", asked.words());
    }
    let newest = digest_on(&site.visitor().get(&format!("/d/{SLUG}/en")).await);
    assert!(asked.text().contains(&format!("/d/{SLUG}/text/{newest}")));
    let unticked = site.visitor().send(&asked.form(MOVE)).await;
    has_status(&unticked, AGAIN);
    let agree = "Agree to signing and being counted";
    assert!(unticked.words().contains(agree));
    assert_eq!(state(&site).await, unchanged, "asking changes nothing");
}

#[tokio::test]
async fn ada_signs_the_newer_text_by_the_link_she_has_and_counts_once() {
    let site = TestSite::with_open_declaration().await;
    let (mail, old) = site.signed(SLUG, &ada()).await;
    publish(&site, &revised(MATERIAL)).await;
    let before = site.check_log(SLUG).await;
    let asked = site
        .visitor()
        .send(&manage(&site, &mail).await.form(MOVE))
        .await;
    let agreed = asked.form(MOVE).with("consent-count", "yes");
    let receipt = site.visitor().send(&agreed).await;
    has_status(&receipt, 200);
    is_sound(&receipt, "receipt");
    assert_eq!(receipt.heading(), "Thank you for signing");
    assert_eq!(site.signatories(SLUG).await, ["Ada Lovelace"]);
    let after = site.check_log(SLUG).await;
    assert_eq!((before.total, after.total), (1, 1));
    assert_eq!(after.size, before.size + 2);
    let twice = site.visitor().send(&agreed).await;
    has_status(&twice, 200);
    let size = site.check_log(SLUG).await.size;
    assert_eq!(size, after.size, "twice is once");
    let page = manage(&site, &mail).await;
    let newest = "It is the newest text in this language.";
    assert!(page.words().contains(newest));
    let proven = old.verify_offline(&site.log_key(SLUG).await);
    assert_eq!(
        proven.name.as_deref(),
        Some("Ada Lovelace"),
        "the old receipt still proves that she had signed"
    );
}

#[tokio::test]
async fn an_organisation_confirms_that_it_may_and_a_link_to_withdraw_is_offered_nothing() {
    let site = TestSite::with_open_declaration().await;
    let (mail, _) = site.signed(SLUG, &dara()).await;
    site.turn(SignedDuration::from_mins(16));
    site.visitor().sign(SLUG, &dara()).await;
    let known = site.mail_to(&dara()).await;
    publish(&site, &revised(MATERIAL)).await;
    let limited = manage(&site, &known).await;
    assert!(limited.forms().iter().all(|form| form.action != MOVE));
    let token = limited.form("/manage/withdraw").value("token").to_owned();
    has_status(&site.visitor().post(MOVE, &[("token", &token)]).await, 410);

    let asked = site
        .visitor()
        .send(&manage(&site, &mail).await.form(MOVE))
        .await;
    let form = asked.form(MOVE).with("consent-count", "yes");
    let unsure = site.visitor().send(&form).await;
    has_status(&unsure, AGAIN);
    assert!(
        unsure
            .words()
            .contains("may sign in the name of the organisation")
    );
    let moved = site.visitor().send(&form.with("authority", "yes")).await;
    has_status(&moved, 200);
    assert_eq!(site.signatories(SLUG).await, ["River Watch"]);
    assert_eq!(site.check_log(SLUG).await.total, 1);
    // The mail that could only withdraw leads to the signature that stands now.
    let withdrawn = site
        .visitor()
        .post("/manage/withdraw", &[("token", &token), ("sure", "yes")])
        .await;
    has_status(&withdrawn, 200);
    assert_eq!(site.check_log(SLUG).await.total, 0);
}

#[tokio::test]
async fn a_change_that_does_not_matter_is_told_and_not_offered() {
    let site = TestSite::with_open_declaration().await;
    let (mail, _) = site.signed(SLUG, &ada()).await;
    publish(&site, &revised("changes = \"Two words.\"")).await;
    let page = manage(&site, &mail).await;
    assert!(page.words().contains("There is a newer text, no. 2."));
    assert!(page.forms().iter().all(|form| form.action != MOVE));
    let token = page.form("/manage/withdraw").value("token").to_owned();
    let before = state(&site).await;
    has_status(&site.visitor().post(MOVE, &[("token", &token)]).await, 410);
    let newest = digest_on(&site.visitor().get(&format!("/d/{SLUG}/en")).await);
    let forced = [
        ("token", token.as_str()),
        ("text", &newest),
        ("consent-count", "yes"),
    ];
    has_status(&site.visitor().post(MOVE, &forced).await, 410);
    assert_eq!(state(&site).await, before);
}

#[tokio::test]
async fn a_text_that_changed_while_ada_was_reading_is_shown_before_she_signs() {
    let site = TestSite::with_open_declaration().await;
    let (mail, _) = site.signed(SLUG, &ada()).await;
    publish(&site, &revised(MATERIAL)).await;
    let asked = site
        .visitor()
        .send(&manage(&site, &mail).await.form(MOVE))
        .await;
    let form = asked.form(MOVE).with("consent-count", "yes");
    let mut third = revised(MATERIAL);
    let text = third
        .text("text/en.md")
        .unwrap()
        .replace("since January", "since June");
    third.insert("text/en.md", text);
    publish(&site, &third).await;
    let before = state(&site).await;
    let shown = site.visitor().send(&form).await;
    has_status(&shown, AGAIN);
    assert!(
        shown
            .words()
            .contains("The text was changed once more meanwhile.")
    );
    assert_eq!(state(&site).await, before);
    let form = shown.form(MOVE).with("consent-count", "yes");
    has_status(&site.visitor().send(&form).await, 200);
    assert_eq!(site.check_log(SLUG).await.total, 1);
}

#[tokio::test]
async fn whoever_signed_in_another_language_is_told_in_it() {
    let site = TestSite::with_open_declaration().await;
    let mut german = ada().listed(Listing::Counted);
    german.language = "de";
    let (mail, _) = site.signed(SLUG, &german).await;
    publish(&site, &revised(MATERIAL)).await;
    let page = manage(&site, &mail).await;
    assert!(
        page.words().contains("Das Original wurde seither geändert"),
        "{}",
        page.words()
    );
    assert!(page.forms().iter().all(|form| form.action != MOVE));
    let mut both = revised(MATERIAL);
    let text = both
        .text("text/de.md")
        .unwrap()
        .replace("darf nachts einleiten", "darf einleiten");
    both.insert("text/de.md", text);
    publish(&site, &both).await;
    let page = manage(&site, &mail).await;
    assert!(
        page.words().contains("Es gibt einen neueren Text, Nr. 2."),
        "{}",
        page.words()
    );
    assert!(
        page.text()
            .contains("<blockquote lang=\"en\" dir=\"ltr\">The ban holds by day, too.")
    );
    let asked = site.visitor().send(&page.form(MOVE)).await;
    let form = asked.form(MOVE).with("consent-count", "yes");
    let receipt = site.visitor().send(&form).await;
    has_status(&receipt, 200);
    assert!(receipt.text().contains("<html lang=\"de\""));
    assert_eq!(site.check_log(SLUG).await.total, 1);
}

#[tokio::test]
async fn the_button_says_which_text_it_signs_and_that_a_newer_one_came_meanwhile() {
    let site = TestSite::with_open_declaration().await;
    site.visitor().sign(SLUG, &ada()).await;
    let mail = site.mail_to(&ada()).await;
    let usual = site.visitor().get(&mail.link()).await;
    is_sound(&usual, "confirm");
    let signed = digest_on(&usual);
    for words in [
        "The text you sign",
        "Give our river back to us",
        "No. 1 in English",
    ] {
        assert!(usual.words().contains(words), "{words}:\n{}", usual.words());
    }
    assert!(!usual.words().contains("a newer text was published"));

    publish(&site, &revised(MATERIAL)).await;
    let warned = site.visitor().get(&mail.link()).await;
    is_sound(&warned, "confirm");
    assert_eq!(digest_on(&warned), signed, "the text of the form is signed");
    for words in [
        "No. 1 in English",
        "a newer text was published, no. 2",
        "With this button you sign no. 1.",
        "The ban holds by day, too.",
    ] {
        assert!(
            warned.words().contains(words),
            "{words}:\n{}",
            warned.words()
        );
    }
    let html = warned.text();
    let news = html.find(&format!("/d/{SLUG}/en/changes/1/2")).unwrap();
    assert!(news < html.find("<button class=\"large\"").unwrap());

    mail.confirm().await;
    let after = manage(&site, &mail).await;
    assert!(after.words().contains("There is a newer text, no. 2."));
}
