//! A disk on which nothing can be written for a while, or that is full: reading goes on, and nothing that
//! was typed is lost.

use std::time::Duration;

use store::{Form, Step};
use testkit::{SLUG, TestSite, ada, chi};

use crate::support::{PAGE, has_status, is_sound};

/// Lets time jump, once what needs real time is done: reading, in threads that a paused clock does not see.
async fn twenty_seconds() {
    tokio::time::sleep(Duration::from_millis(50)).await;
    tokio::time::pause();
    tokio::time::sleep(Duration::from_secs(21)).await;
    tokio::time::resume();
}

#[tokio::test]
async fn while_nothing_can_be_written_everything_can_be_read() {
    let site = TestSite::with_open_declaration().await;
    let (mail, _) = site.signed(SLUG, &ada()).await;
    site.visitor().sign(SLUG, &chi()).await;
    let waiting = site.mail_to(&chi()).await;
    let held = site.site.store.hold_writer().await.unwrap();
    for path in [
        "/",
        PAGE,
        "/d/clean-rivers/en/signatories",
        "/d/clean-rivers/en/log",
        "/d/clean-rivers/count.json",
        "/d/clean-rivers/log/checkpoint",
        &waiting.link(),
        &mail.manage(),
    ] {
        has_status(&site.visitor().get(path).await, 200);
    }
    drop(held);
}

#[tokio::test]
async fn a_form_that_waits_too_long_for_the_disk_comes_back_filled() {
    let site = TestSite::with_open_declaration().await;
    let form = site.visitor().filled_form(SLUG, &ada()).await;
    let held = site.site.store.hold_writer().await.unwrap();
    let visitor = site.visitor();
    let (answer, ()) = tokio::join!(visitor.send(&form), twenty_seconds());
    has_status(&answer, 503);
    is_sound(&answer, "the form");
    assert_ne!(answer.header("retry-after"), "");
    assert_eq!(answer.form("/sign").value("name"), "Ada Lovelace");
    drop(held);
    // What waited was carried out, which nobody could know, and sending it again does no harm.
    has_status(&site.visitor().send(&form).await, 200);
    site.mail_to(&ada()).await.confirm().await;
    assert_eq!(site.count(SLUG).await, 1);
}

#[tokio::test]
async fn a_button_that_waits_too_long_for_the_disk_can_be_pressed_again() {
    let site = TestSite::with_open_declaration().await;
    site.visitor().sign(SLUG, &ada()).await;
    let mail = site.mail_to(&ada()).await;
    let button = site.visitor().get(&mail.link()).await.form("/confirm");
    let held = site.site.store.hold_writer().await.unwrap();
    let visitor = site.visitor();
    let (answer, ()) = tokio::join!(visitor.send(&button), twenty_seconds());
    has_status(&answer, 503);
    assert_ne!(answer.header("retry-after"), "");
    is_sound(&answer, "the button");
    drop(held);
    has_status(&site.visitor().send(&answer.form("/confirm")).await, 200);
    assert_eq!(site.count(SLUG).await, 1);
    site.check_log(SLUG).await;
}

#[tokio::test]
async fn a_disk_without_room_takes_nobody_and_loses_nobody() {
    let site = TestSite::with_open_declaration().await;
    site.visitor().sign(SLUG, &ada()).await;
    let mail = site.mail_to(&ada()).await;
    let form = site.visitor().filled_form(SLUG, &chi()).await;
    let button = site.visitor().get(&mail.link()).await.form("/confirm");
    for _ in 0..3 {
        site.faults.next(Step::Accept, Form::Unwritten);
        site.faults.next(Step::Commit, Form::Unwritten);
        let submitted = site.visitor().send(&form).await;
        let confirmed = site.visitor().send(&button).await;
        for answer in [&submitted, &confirmed] {
            has_status(answer, 503);
            is_sound(answer, "what may be tried again");
        }
        assert_eq!(submitted.form("/sign").value("email"), chi().email);
    }
    assert_eq!(site.count(SLUG).await, 0);
    has_status(&site.visitor().send(&button).await, 200);
    has_status(&site.visitor().send(&form).await, 200);
    site.mail_to(&chi()).await.confirm().await;
    assert_eq!(site.count(SLUG).await, 2);
    site.check_log(SLUG).await;
}
