//! A whole site in memory, whose clock is turned.

use domain::log::Entry;
use jiff::SignedDuration;
use testkit::{MailServer, SLUG, SavedReceipt, TestSite, ada, bo, chi};

const YEAR: SignedDuration = SignedDuration::from_hours(365 * 24);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// The days in the log, in its order.
async fn days(site: &TestSite) -> Vec<u32> {
    let store = &site.site.store;
    let log = store.declarations().await.unwrap().pop().unwrap().id;
    let size = store.log_head(log).await.unwrap().unwrap().size;
    let entries = store.log_entries(log, 0, size).await.unwrap();
    let day = |bytes: &Vec<u8>| Entry::decode(bytes).unwrap().day.0;
    entries.iter().map(day).collect()
}

#[tokio::test]
async fn the_days_in_the_log_never_run_back_and_every_receipt_holds() {
    let site = TestSite::with_open_declaration().await;
    let mut receipts = Vec::new();
    for (person, by) in [
        (ada(), SignedDuration::ZERO),
        (bo().at("bo@example.org"), -DAY),
        (chi(), -SignedDuration::from_hours(1)),
        (ada().at("dara@example.org").called("Dara Silva"), YEAR),
        (ada().at("eve@example.org").called("Eve Okafor"), -YEAR),
    ] {
        site.turn(by);
        receipts.push(site.signed(SLUG, &person).await.1);
    }
    let days = days(&site).await;
    assert!(days.is_sorted(), "{days:?}");
    assert_eq!(days.last().unwrap() - days.first().unwrap(), 364);
    let key = site.log_key(SLUG).await;
    let leaf = |receipt: &SavedReceipt| receipt.verify_offline(&key).index;
    let leaves: Vec<u64> = receipts.iter().map(leaf).collect();
    assert!(leaves.is_sorted(), "{leaves:?}");
    assert_eq!(site.check_log(SLUG).await.total, 5);
}

#[tokio::test]
async fn a_link_that_a_clock_a_year_ahead_refused_works_when_it_is_set_right() {
    let site = TestSite::with_open_declaration().await;
    site.visitor().sign(SLUG, &ada()).await;
    let mail = site.mail_to(&ada()).await;
    site.turn(YEAR);
    assert_eq!(site.visitor().get(&mail.link()).await.status, 410);
    site.turn(-YEAR);
    mail.confirm().await;
    assert_eq!(site.count(SLUG).await, 1);
    site.turn(-DAY);
    let manage = site.visitor().get(&mail.manage()).await;
    let ask = manage.form("/manage/withdraw").with("sure", "yes");
    assert_eq!(site.visitor().send(&ask).await.status, 200);
    assert_eq!(site.count(SLUG).await, 0);
    site.check_log(SLUG).await;
}

#[tokio::test]
async fn a_mail_that_a_clock_a_year_ahead_put_off_leaves_when_it_is_set_right() {
    let site = TestSite::with_open_declaration().await;
    site.turn(YEAR);
    site.post.set(MailServer::TryLater);
    site.visitor().sign(SLUG, &ada()).await;
    assert!(site.mails_to(&ada()).await.is_empty());
    site.post.set(MailServer::Takes);
    site.turn(-YEAR);
    assert!(site.mails_to(&ada()).await.is_empty());
    site.site.clean_up().await.unwrap();
    site.mail_to(&ada()).await.confirm().await;
    assert_eq!(site.count(SLUG).await, 1);
}

#[tokio::test]
async fn a_form_that_a_clock_a_year_ahead_took_keeps_nobody_from_signing_and_ends() {
    let site = TestSite::with_open_declaration().await;
    site.turn(YEAR);
    site.visitor().sign(SLUG, &ada()).await;
    let ahead = site.mail_to(&ada()).await;
    site.turn(-YEAR);
    site.site.clean_up().await.unwrap();
    // The hours of that year are free, and the same address may ask again after the usual time.
    site.signed(SLUG, &bo().at("bo@example.org")).await;
    site.turn(DAY);
    site.signed(SLUG, &ada()).await;
    // The link of that year works as long as any, and not for a year.
    assert_eq!(site.visitor().get(&ahead.link()).await.status, 200);
    site.turn(DAY * 31);
    assert_eq!(site.visitor().get(&ahead.link()).await.status, 410);
    assert!(site.site.clean_up().await.unwrap() > 0);
    assert_eq!(site.check_log(SLUG).await.total, 2);
}

#[tokio::test]
async fn mails_in_an_hour_stay_bounded_for_one_address_when_the_clock_goes_back() {
    let site = TestSite::with_open_declaration().await;
    let mut came = 0;
    for _ in 0..12 {
        site.visitor().sign(SLUG, &ada()).await;
        came = site.mails_to(&ada()).await.len();
        site.turn(-SignedDuration::from_mins(1));
        site.site.clean_up().await.unwrap();
    }
    let bounded = came;
    site.turn(-SignedDuration::from_hours(1));
    site.site.clean_up().await.unwrap();
    site.visitor().sign(SLUG, &ada()).await;
    assert_eq!(site.mails_to(&ada()).await.len(), bounded);
    assert!((1..12).contains(&bounded), "{bounded} mails");
}

#[tokio::test]
async fn a_form_from_the_future_is_shown_again_with_all_that_was_entered() {
    let site = TestSite::with_open_declaration().await;
    site.turn(YEAR);
    let form = site.visitor().filled_form(SLUG, &ada()).await;
    site.turn(-YEAR);
    let again = site.visitor().send(&form).await;
    assert_eq!(again.status, 422);
    let form = again.form("/sign");
    assert_eq!(form.value("name"), "Ada Lovelace");
    site.turn(SignedDuration::from_secs(4));
    assert_eq!(site.visitor().send(&form).await.status, 200);
    site.mail_to(&ada()).await.confirm().await;
    assert_eq!(site.count(SLUG).await, 1);
}
