//! "Never write to me again", from every mail that a form causes, by its link and its button alone.

use jiff::SignedDuration;
use testkit::{Mail, SLUG, TestSite, ada};

use crate::support::{has_status, is_sound};

/// Looks at the page behind a mail's link as scanners do, then ticks the box and presses the button.
async fn never_again(site: &TestSite, mail: &Mail<'_>) {
    let visitor = site.visitor();
    for _ in 0..100 {
        visitor.get(&mail.refuse()).await;
    }
    let page = visitor.get(&mail.refuse()).await;
    has_status(&page, 200);
    is_sound(&page, "refuse");
    let form = page.form("/refuse").with("never", "yes");
    let done = visitor.send(&form).await;
    has_status(&done, 200);
    is_sound(&done, "refused");
    assert!(
        done.words()
            .contains("will not write to your address again")
    );
    has_status(&visitor.send(&form).await, 410);
}

#[tokio::test]
async fn somebody_who_signed_can_say_it_and_stays_a_signatory() {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &ada()).await;
    site.turn(SignedDuration::from_mins(20));
    site.visitor().sign(SLUG, &ada()).await;
    let mail = site.mail_to(&ada()).await;
    assert!(mail.subject.starts_with("You have already signed"));
    never_again(&site, &mail).await;
    site.turn(SignedDuration::from_hours(25));
    let before = site.mails_to(&ada()).await.len();
    has_status(&site.visitor().sign(SLUG, &ada()).await, 200);
    assert_eq!(site.mails_to(&ada()).await.len(), before);
    assert_eq!(site.count(SLUG).await, 1, "the signature stands");
    site.check_log(SLUG).await;
}

#[tokio::test]
async fn somebody_whose_address_was_entered_for_the_infomail_can_say_it() {
    let site = TestSite::with_list().await;
    site.subscribe(&ada()).await;
    let mail = site.mail_to(&ada()).await;
    let page = site.visitor().get(&mail.refuse()).await;
    assert!(
        page.words().contains("subscribe to this Infomail"),
        "{}",
        page.words()
    );
    never_again(&site, &mail).await;
    has_status(&site.visitor().get(&mail.path("/i/c/")).await, 410);
    site.turn(SignedDuration::from_hours(25));
    let before = site.mails_to(&ada()).await.len();
    has_status(&site.subscribe(&ada()).await, 200);
    has_status(&site.visitor().sign(SLUG, &ada()).await, 200);
    assert_eq!(site.mails_to(&ada()).await.len(), before);
}
