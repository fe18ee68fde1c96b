//! An issue goes to each subscriber once.

use std::collections::BTreeMap;

use app::infomail::issues::IssueMoved;
use domain::infomail::IssueState;
use jiff::SignedDuration;
use store::{Form, Step};

use super::stage::{LEAVE, address, language, number, slug};
use crate::harness::{Server, Stage};

/// How many mails each address got so far, by recipient.
fn copies(stage: &Stage) -> BTreeMap<String, usize> {
    let mut copies = BTreeMap::new();
    for raw in stage.mails.taken.lock().unwrap().iter() {
        let mail = super::stage::Sent(String::from_utf8(raw.clone()).unwrap());
        if !mail.header("List-Id").is_empty() {
            *copies.entry(mail.header("To")).or_insert(0) += 1;
        }
    }
    copies
}

async fn with_crowd(issues: &[(u32, &str)], people: u32) -> Stage {
    let stage = Stage::with_list(issues).await;
    for person in 0..people {
        stage
            .subscribed(&format!("p{person}@example.org"), "en")
            .await;
    }
    stage
}

#[tokio::test]
async fn an_issue_says_where_it_is_from_and_how_to_leave() {
    let stage = with_crowd(&[(1, "")], 1).await;
    stage.send(1).await;
    let mail = stage.mail_to("p0@example.org").await;
    assert_eq!(
        mail.header("List-Id"),
        "<rivers.infomail.letters.example.org>"
    );
    assert_eq!(
        mail.header("List-Unsubscribe-Post"),
        "List-Unsubscribe=One-Click"
    );
    let leave = mail.token(LEAVE).reveal();
    let https = format!("<https://letters.example.org{LEAVE}{leave}>");
    assert!(mail.header("List-Unsubscribe").starts_with(&https));
    assert!(mail.header("List-Unsubscribe").contains("<mailto:"));
    for field in ["List-Archive", "List-Help", "List-Owner", "Message-ID"] {
        assert!(!mail.header(field).is_empty(), "{field}");
    }
    assert!(mail.header("List-Post").is_empty());
    assert!(mail.text().contains("It is more than 160 fish by now."));
    assert!(mail.html().contains(&leave));
    assert_eq!(mail.html().matches("more than 160").count(), 1);
}

#[tokio::test]
async fn a_test_goes_to_one_address_and_ends_nothing() {
    let stage = with_crowd(&[(1, "")], 1).await;
    let (list, to, german) = (slug("rivers"), address("dara@example.org"), language("de"));
    let test = |issue| stage.site.issue_test(&list, number(issue), (&to, &german));
    assert!(test(1).await.unwrap());
    assert!(!test(9).await.unwrap());
    let mail = stage.mail_to("dara@example.org").await;
    assert!(mail.header("Subject").contains("Neues 1"));
    let token = mail.token(LEAVE);
    assert!(stage.site.leave_state(&token).await.unwrap().is_none());
    assert_eq!(stage.progress(1).await.state, IssueState::Draft);
}

#[tokio::test]
async fn each_gets_one_copy_over_pauses_and_a_server_that_wavers() {
    let stage = with_crowd(&[(1, "")], 30).await;
    stage.send(1).await;
    stage.mails.server_is(Server::AsksToTryLater);
    stage.site.drain_outbox().await.unwrap();
    let list = slug("rivers");
    let paused = stage
        .site
        .issue_pause(&list, number(1), "operator")
        .await
        .unwrap();
    assert_eq!(paused, IssueMoved::Done(IssueState::Paused));
    stage.mails.server_is(Server::Takes);
    stage.turn(SignedDuration::from_hours(2));
    stage.site.drain_outbox().await.unwrap();
    assert!(copies(&stage).is_empty(), "it rests");
    assert_eq!(
        stage.progress(1).await.paused_by.as_deref(),
        Some("operator")
    );
    stage.site.issue_resume(&list, number(1)).await.unwrap();
    for _ in 0..20 {
        stage.turn(SignedDuration::from_hours(2));
        stage.site.drain_outbox().await.unwrap();
    }
    let copies = copies(&stage);
    assert_eq!(copies.len(), 30);
    assert!(copies.values().all(|n| *n == 1), "{copies:?}");
    let progress = stage.progress(1).await;
    assert_eq!(progress.state, IssueState::Done);
    assert_eq!((progress.counts.sent, progress.audience()), (30, 30));
}

#[tokio::test]
async fn a_receipt_that_could_not_be_written_costs_no_second_copy() {
    let stage = with_crowd(&[(1, "")], 5).await;
    stage.send(1).await;
    for form in [Form::Unwritten, Form::Written, Form::UncertainWritten] {
        stage.faults.next(Step::IssueSettle, form);
    }
    for _ in 0..4 {
        let _ = stage.site.drain_outbox().await;
        stage.turn(SignedDuration::from_mins(1));
    }
    let copies = copies(&stage);
    assert_eq!((copies.len(), copies.values().sum::<usize>()), (5, 5));
}

#[tokio::test]
async fn the_same_copy_has_the_same_name_and_every_copy_another() {
    use app::outbox::MailSource;
    let stage = with_crowd(&[(1, "")], 2).await;
    stage.send(1).await;
    let source = stage.site.issue_source();
    let parcels = source.take(9, stage.site.now()).await.unwrap();
    let mut names = Vec::new();
    for parcel in parcels.iter().chain(&parcels) {
        let message = source.compose(parcel).await.unwrap();
        let mail = super::stage::Sent(String::from_utf8(message.bytes).unwrap());
        names.push(mail.header("Message-ID"));
    }
    assert_eq!(names[..2], names[2..]);
    assert_ne!(names[0], names[1]);
}

#[tokio::test]
async fn a_process_that_died_repeats_only_what_it_had_in_hand() {
    use app::outbox::MailSource;
    let stage = with_crowd(&[(1, "")], 12).await;
    stage.send(1).await;
    let source = stage.site.issue_source();
    let lost = source.take(5, stage.site.now()).await.unwrap();
    assert_eq!(lost.len(), 5);
    stage.site.drain_outbox().await.unwrap();
    assert_eq!(copies(&stage).len(), 7, "the others do not wait");
    source.recover(stage.site.now()).await.unwrap();
    stage.site.drain_outbox().await.unwrap();
    let copies = copies(&stage);
    assert_eq!((copies.len(), copies.values().sum::<usize>()), (12, 12));
    assert_eq!(stage.progress(1).await.state, IssueState::Done);
}

#[tokio::test]
async fn whoever_wants_no_mail_of_this_site_is_left_out_and_the_subscription_ends() {
    let stage = with_crowd(&[(1, "")], 3).await;
    stage
        .site
        .never_write(&address("p1@example.org"))
        .await
        .unwrap();
    stage.send(1).await;
    stage.site.drain_outbox().await.unwrap();
    assert_eq!(copies(&stage).len(), 2);
    let progress = stage.progress(1).await;
    assert_eq!((progress.counts.sent, progress.counts.dead), (2, 1));
    let counts = stage
        .site
        .store
        .subscription_counts(&slug("rivers"))
        .await
        .unwrap();
    assert_eq!(counts.active, [(language("en"), 2)]);
}

#[tokio::test]
async fn a_report_names_domains_of_many_and_no_one_persons_own() {
    let stage = Stage::with_list(&[(1, "")]).await;
    for person in 0..10 {
        stage
            .subscribed(&format!("p{person}@large.example"), "en")
            .await;
    }
    stage.subscribed("me@ada-lovelace.example", "en").await;
    stage.send(1).await;
    stage.site.drain_outbox().await.unwrap();
    let report = stage
        .site
        .issue_report(&slug("rivers"), number(1))
        .await
        .unwrap();
    let named: Vec<_> = report
        .named
        .iter()
        .map(|row| (row.domain.as_deref(), row.sent))
        .collect();
    assert_eq!(named, [(Some("large.example"), 10)]);
    assert_eq!(report.others.sent, 1);
    assert!(!format!("{report:?}").contains("lovelace"));
}

#[tokio::test]
async fn what_a_page_saw_before_an_issue_appeared_costs_nobody_the_issue() {
    let stage = with_crowd(&[(1, "")], 3).await;
    let elsewhere = stage.beside();
    let seen = stage.list().await;
    assert!(seen.archive().next().is_none(), "a page is shown");
    let list = slug("rivers");
    elsewhere.issue_prepare(&list, number(1)).await.unwrap();
    elsewhere.issue_start(&list, number(1)).await.unwrap();
    stage.site.drain_outbox().await.unwrap();
    assert_eq!(copies(&stage).len(), 3);
    let progress = stage.progress(1).await;
    assert_eq!((progress.counts.sent, progress.counts.dead), (3, 0));
    assert_eq!(progress.state, IssueState::Done);
}

#[tokio::test]
async fn a_test_shows_the_draft_that_was_published_last() {
    let stage = Stage::with_list(&[(1, "")]).await;
    let elsewhere = stage.beside();
    stage.list().await;
    let mut files = super::stage::list_folder(&[(1, ""), (2, "")]);
    files.insert("issues/0001/en.md", "# Better\n\nIt is better.\n");
    elsewhere.publish_infomail(&files).await.unwrap();
    let (list, to, english) = (slug("rivers"), address("dara@example.org"), language("en"));
    for (issue, subject) in [(1, "Better"), (2, "News 2")] {
        let test = elsewhere.issue_test(&list, number(issue), (&to, &english));
        assert!(test.await.unwrap());
        let mail = stage.mail_to("dara@example.org").await;
        assert!(mail.header("Subject").contains(subject), "{subject}");
    }
}

#[tokio::test]
async fn an_issue_that_cannot_be_read_rests_and_loses_nobody() {
    let stage = with_crowd(&[(1, "")], 3).await;
    stage.wish("late@example.org", "en").await;
    stage.send(1).await;
    let settings = |text: &str| store::ListRow {
        slug: slug("rivers"),
        settings: text.to_owned(),
        created: stage.site.now(),
    };
    let broken = settings("slug = ");
    let whole = stage.site.store.infomail_lists().await.unwrap();
    let store = &stage.site.store;
    store.infomail_publish(broken, vec![]).await.unwrap();
    stage.turn(SignedDuration::from_secs(11));
    let drained = stage.site.drain_outbox().await.unwrap();
    assert_eq!((drained.sent, drained.given_up), (0, 0));
    let progress = stage.progress(1).await;
    assert_eq!(progress.paused_by.as_deref(), Some("unreadable"));
    assert_eq!(progress.counts.dead, 0);
    let mended = settings(&whole[0].settings);
    store.infomail_publish(mended, vec![]).await.unwrap();
    stage.turn(SignedDuration::from_hours(12));
    let list = slug("rivers");
    stage.site.issue_resume(&list, number(1)).await.unwrap();
    stage.site.drain_outbox().await.unwrap();
    assert_eq!(copies(&stage).len(), 3);
    assert_eq!(stage.mails_to("late@example.org").await.len(), 1);
}

#[tokio::test]
async fn names_of_mails_do_not_lead_to_rows_without_the_key_of_the_site() {
    use app::outbox::MailSource;
    let stage = with_crowd(&[(1, "")], 2).await;
    stage.send(1).await;
    let source = stage.site.issue_source();
    for parcel in source.take(9, stage.site.now()).await.unwrap() {
        let message = source.compose(&parcel).await.unwrap();
        let mail = super::stage::Sent(String::from_utf8(message.bytes).unwrap());
        let name = mail.header("Message-ID");
        let (_, outside) = stage.site.return_paths().find(name.as_bytes()).unwrap();
        assert_ne!(outside[..8], parcel.id.0[..8], "the issue");
        assert_ne!(outside[8..], parcel.id.0[8..], "the subscription");
    }
}

#[tokio::test]
async fn a_site_without_a_name_takes_that_of_its_mails_for_its_lists() {
    for base in ["http://192.0.2.7:8080", "http://[2001:db8::7]:8080"] {
        let mut stage = with_crowd(&[(1, "")], 1).await;
        base.clone_into(&mut stage.site.settings.base_url);
        stage.send(1).await;
        let mail = stage.mail_to("p0@example.org").await;
        let from = mail.header("From");
        let (_, domain) = from.trim_end_matches('>').split_once('@').unwrap();
        assert_eq!(
            mail.header("List-Id"),
            format!("<rivers.infomail.{domain}>")
        );
    }
}

#[tokio::test]
async fn without_its_key_an_issue_rests_and_loses_nobody() {
    let stage = with_crowd(&[(1, "")], 2).await;
    let file = stage.keys.path().join("infomail.1.key");
    let key = std::fs::read(&file).unwrap();
    stage.site.add_infomail_key().unwrap();
    std::fs::remove_file(&file).unwrap();
    stage.site.clean_up().await.unwrap();
    stage.send(1).await;
    stage.site.drain_outbox().await.unwrap();
    assert_eq!(stage.progress(1).await.paused_by.as_deref(), Some("keys"));
    let mut options = std::fs::OpenOptions::new();
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut back = options.write(true).create_new(true).open(&file).unwrap();
    std::io::Write::write_all(&mut back, &key).unwrap();
    stage
        .site
        .issue_resume(&slug("rivers"), number(1))
        .await
        .unwrap();
    stage.turn(SignedDuration::from_mins(20));
    stage.site.drain_outbox().await.unwrap();
    assert_eq!(copies(&stage).len(), 2);
}
