//! Answers that were made before they are asked for: never older than what is known.

use std::io::Read;

use axum::http::Method;
use flate2::read::GzDecoder;
use jiff::SignedDuration;
use testkit::{Answer, SLUG, TestSite, Visitor, ada, chi, mallory};

use crate::support::{has_status, is_sound};

const PAGE: &str = "/d/clean-rivers/en";
const COUNT: &str = "/d/clean-rivers/count.json";

/// Every address that shows a count, and the words in front of it.
const COUNTS: [(&str, &str, char); 4] = [
    (PAGE, "data-count=\"", '"'),
    (COUNT, "\"total\":", ','),
    ("/d/clean-rivers/log/count.json", "\"total\":", ','),
    ("/d/clean-rivers/log/checkpoint", "log\n", '\n'),
];

fn number(answer: &Answer, before: &str, end: char) -> u64 {
    let text = answer.text();
    let (_, behind) = text.split_once(before).expect(before);
    let (number, _) = behind.split_once(end).expect("a number ends");
    number.trim().parse().expect(number)
}

/// The count on each address; of a checkpoint without the entries that are texts and figures.
async fn counts(visitor: &Visitor<'_>, others: u64) -> Vec<u64> {
    let mut counts = Vec::new();
    for (path, before, end) in COUNTS {
        let found = number(&visitor.get(path).await, before, end);
        counts.push(if path.ends_with("checkpoint") {
            found - others
        } else {
            found
        });
    }
    counts
}

#[tokio::test]
async fn whoever_has_just_signed_is_counted_on_every_page_at_once() {
    let site = TestSite::with_open_declaration().await;
    let reader = site.visitor();
    let entries = number(&reader.get(COUNTS[3].0).await, "log\n", '\n');
    for (signed, person) in [ada(), chi(), mallory()].iter().enumerate() {
        assert_eq!(counts(&reader, entries).await, [signed as u64; 4]);
        site.signed(SLUG, person).await;
        assert_eq!(counts(&reader, entries).await, [signed as u64 + 1; 4]);
        assert_eq!(
            counts(&site.visitor(), entries).await,
            [signed as u64 + 1; 4]
        );
    }
}

#[tokio::test]
async fn a_page_is_made_once_and_given_without_the_store() {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &ada()).await;
    let reader = site.visitor();
    let paths = [
        PAGE,
        COUNT,
        "/",
        "/d/clean-rivers/en/signatories",
        "/d/clean-rivers/en/log",
    ];
    let mut made = Vec::new();
    for path in paths {
        let answer = reader.get(path).await;
        has_status(&answer, 200);
        made.push(answer.body);
    }
    let held = site.site.store.hold_readers().await.unwrap();
    for (path, made) in paths.iter().zip(&made) {
        assert_eq!(reader.get(path).await.body, made, "{path}");
        let head = reader.ask(Method::HEAD, path).await;
        has_status(&head, 200);
        assert!(head.body.is_empty());
        assert_eq!(head.header("content-length"), made.len().to_string());
    }
    // What nobody reads makes no other page.
    assert_eq!(reader.get(&format!("{PAGE}?from=mail")).await.body, made[0]);
    drop(held);
}

#[tokio::test]
async fn nothing_is_believed_for_longer_than_a_second() {
    let site = TestSite::with_open_declaration().await;
    let reader = site.visitor();
    let token = async || {
        reader
            .get(PAGE)
            .await
            .form("/sign")
            .value("form-token")
            .to_owned()
    };
    let first = token().await;
    assert_eq!(token().await, first);
    site.clock.turn(SignedDuration::from_secs(1));
    assert_ne!(token().await, first);
}

#[tokio::test]
async fn a_page_is_sent_in_the_coding_that_is_wanted_and_known_by_it() {
    let site = TestSite::with_open_declaration().await;
    let plain = site.visitor().get(PAGE).await;
    let zipping = site.visitor().with("accept-encoding", "br, gzip;q=0.8");
    let packed = zipping.get(PAGE).await;
    is_sound(&plain, PAGE);
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert_eq!(packed.header("vary"), "accept-encoding");
    let mut text = String::new();
    GzDecoder::new(packed.body.as_ref())
        .read_to_string(&mut text)
        .unwrap();
    assert!(text.contains("</html>"));
    let tag = packed.header("etag").to_owned();
    assert!(tag.starts_with('"') && tag != plain.header("etag"), "{tag}");
    let again = site
        .visitor()
        .with("accept-encoding", "gzip")
        .with("if-none-match", &tag);
    let answer = again.get(PAGE).await;
    has_status(&answer, 304);
    assert_eq!(
        (answer.header("etag"), answer.body.len()),
        (tag.as_str(), 0)
    );
    site.signed(SLUG, &ada()).await;
    has_status(&again.get(PAGE).await, 200);
    let refusing = site.visitor().with("accept-encoding", "gzip;q=0");
    assert_eq!(refusing.get(PAGE).await.header("content-encoding"), "");
}

#[tokio::test]
async fn nothing_that_a_visitor_sends_gets_into_what_others_are_given() {
    let site = TestSite::with_open_declaration().await;
    let router = site.site.clone();
    let mallory = site
        .visitor()
        .with("host", "evil.example")
        .with("x-forwarded-host", "evil.example")
        .with("accept-language", "ar")
        .with("range", "bytes=0-9");
    let answer = mallory.get(PAGE).await;
    has_status(&answer, 206);
    assert_eq!(answer.body.len(), 10);
    let whole = mallory.without("range").get(PAGE).await;
    assert!(!whole.text().contains("evil.example"));
    drop(router);
}

#[tokio::test]
async fn what_is_not_found_is_not_kept() {
    let site = TestSite::with_open_declaration().await;
    let reader = site.visitor();
    let answer = reader.get("/d/other-rivers/en").await;
    has_status(&answer, 404);
    assert_eq!(answer.header("cache-control"), "no-store");
    let head = reader.ask(Method::HEAD, "/d/other-rivers/en").await;
    has_status(&head, 404);
    assert!(head.body.is_empty());
    let german = reader
        .with("accept-language", "de")
        .get("/d/other-rivers/xx")
        .await;
    assert!(
        german.text().contains("lang=\"de\""),
        "an error speaks as its reader does"
    );
}
