//! When the store cannot be used: nothing is lost, nothing is done by halves, and the page says so.

use store::{Form, Step};
use testkit::{SLUG, TestSite, ada};

use crate::support::{has_status, is_sound, traced};

#[tokio::test]
async fn a_form_that_cannot_be_saved_comes_back_filled() {
    let site = TestSite::with_open_declaration().await;
    let form = site.visitor().filled_form(SLUG, &ada()).await;
    site.faults.next(Step::Accept, Form::Unwritten);
    let answer = site.visitor().send(&form).await;
    has_status(&answer, 503);
    is_sound(&answer, "the form");
    assert_ne!(answer.header("retry-after"), "");
    assert_eq!(answer.form("/sign").value("name"), "Ada Lovelace");
    has_status(&site.visitor().send(&form).await, 200);
}

#[tokio::test]
async fn a_form_of_which_nobody_knows_whether_it_was_saved_may_be_sent_again() {
    let site = TestSite::with_open_declaration().await;
    let form = site.visitor().filled_form(SLUG, &ada()).await;
    for fault in [Form::UncertainUnwritten, Form::UncertainWritten] {
        site.faults.next(Step::Accept, fault);
        let answer = site.visitor().send(&form).await;
        has_status(&answer, 503);
        assert_eq!(answer.form("/sign").value("name"), "Ada Lovelace");
    }
    has_status(&site.visitor().send(&form).await, 200);
    site.mail_to(&ada()).await.confirm().await;
    assert_eq!(site.count(SLUG).await, 1);
}

#[tokio::test]
async fn a_confirmation_that_cannot_be_taken_shows_its_button_again() {
    let site = TestSite::with_open_declaration().await;
    site.visitor().sign(SLUG, &ada()).await;
    let mail = site.mail_to(&ada()).await;
    let button = site.visitor().get(&mail.link()).await.form("/confirm");
    site.faults.next(Step::Commit, Form::Unwritten);
    let answer = site.visitor().send(&button).await;
    has_status(&answer, 503);
    is_sound(&answer, "the button");
    assert_ne!(answer.header("retry-after"), "");
    assert_eq!(site.count(SLUG).await, 0);
    has_status(&site.visitor().send(&answer.form("/confirm")).await, 200);
    assert_eq!(site.count(SLUG).await, 1);
    site.check_log(SLUG).await;
}

#[tokio::test]
async fn a_commit_with_an_unknown_outcome_is_never_counted_twice() {
    for form in [
        Form::UncertainWritten,
        Form::UncertainUnwritten,
        Form::Written,
    ] {
        let site = TestSite::with_open_declaration().await;
        site.visitor().sign(SLUG, &ada()).await;
        let mail = site.mail_to(&ada()).await;
        let button = site.visitor().get(&mail.link()).await.form("/confirm");
        site.faults.next(Step::Commit, form);
        let first = site.visitor().send(&button).await;
        assert!(
            matches!(first.status.as_u16(), 200 | 503),
            "{form:?}: {}",
            first.status
        );
        has_status(&site.visitor().send(&button).await, 200);
        assert_eq!(site.count(SLUG).await, 1, "{form:?}");
        site.check_log(SLUG).await;
    }
}

#[tokio::test]
async fn a_code_that_cannot_be_taken_may_be_typed_again() {
    let site = TestSite::with_open_declaration().await;
    let tab = site.visitor().sign(SLUG, &ada()).await;
    let mail = site.mail_to(&ada()).await;
    site.faults.next(Step::Commit, Form::Unwritten);
    let answer = mail.type_code(&tab).await;
    has_status(&answer, 503);
    assert!(answer.text().contains("enter the code again"));
    has_status(&mail.type_code(&answer).await, 200);
    assert_eq!(site.count(SLUG).await, 1);
}

#[tokio::test]
async fn a_withdrawal_that_cannot_be_taken_is_offered_again() {
    let site = TestSite::with_open_declaration().await;
    let (mail, _) = site.signed(SLUG, &ada()).await;
    let ask = site
        .visitor()
        .get(&mail.manage())
        .await
        .form("/manage/withdraw")
        .with("sure", "yes");
    site.faults.next(Step::Commit, Form::Unwritten);
    let answer = site.visitor().send(&ask).await;
    has_status(&answer, 503);
    assert_eq!(site.count(SLUG).await, 1);
    has_status(&site.visitor().send(&ask).await, 200);
    assert_eq!(site.count(SLUG).await, 0);

    site.turn(jiff::SignedDuration::from_mins(16));
    let (mail, _) = site.signed(SLUG, &ada()).await;
    let change = site
        .visitor()
        .get(&mail.manage())
        .await
        .form("/manage/listing");
    site.faults.next(Step::Relist, Form::Unwritten);
    let answer = site
        .visitor()
        .send(&change.with("listing", "counted"))
        .await;
    has_status(&answer, 503);
    assert_eq!(site.signatories(SLUG).await, ["Ada Lovelace"]);
}

#[tokio::test]
async fn what_breaks_is_recorded_once_under_the_number_on_the_page() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("00000001.eml"), "").unwrap();
    let mailbox = Some(folder.path().to_owned());
    let site = TestSite::with_settings(|settings| settings.mailbox = mailbox);
    let (traced, recording) = traced();
    let answer = site.visitor().get("/mailbox/1").await;
    drop(recording);
    has_status(&answer, 500);
    is_sound(&answer, "the notice");
    assert!(
        !answer.text().contains("does not read"),
        "{}",
        answer.text()
    );
    let records = traced.text();
    let broken: Vec<&str> = records
        .lines()
        .filter(|line| line.contains(" ERROR "))
        .collect();
    let [line] = broken.as_slice() else {
        panic!("one record was expected:\n{records}");
    };
    assert!(line.contains("a captured mail does not read"), "{line}");
    let (_, behind) = line.split_once("reference=\"").unwrap();
    assert!(
        answer.words().contains(&behind[..9]),
        "{line}\n{}",
        answer.words()
    );
}

#[tokio::test]
async fn a_mail_that_cannot_leave_now_leaves_later() {
    let site = TestSite::with_open_declaration().await;
    site.post.set(testkit::MailServer::TryLater);
    site.visitor().sign(SLUG, &ada()).await;
    assert_eq!(site.mails_to(&ada()).await.len(), 0);
    site.post.set(testkit::MailServer::Takes);
    site.turn(jiff::SignedDuration::from_mins(2));
    site.mail_to(&ada()).await.confirm().await;
    assert_eq!(site.count(SLUG).await, 1);
}
