//! Checking a receipt on the site: whoever has the files learns what they prove, and nobody else learns anything.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use testkit::{Answer, SLUG, TestSite, ada, bo, chi};
use tlog::TlogProof;

/// The form as a browser sends it, with files or pasted text.
async fn check(site: &TestSite, fields: &[(&str, &str)]) -> Answer {
    let mut body = String::new();
    for (name, content) in fields {
        let part =
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{content}\r\n");
        body.push_str(&part);
    }
    body.push_str("--b--\r\n");
    let media_type = Some("multipart/form-data; boundary=b");
    let visitor = site.visitor();
    visitor
        .send_body(Method::POST, "/en/checked", (media_type, Body::from(body)))
        .await
}

#[track_caller]
fn holds(answer: &Answer, sentence: &str) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.words());
    assert!(answer.words().contains("The receipt holds"));
    assert!(answer.words().contains(sentence), "{}", answer.words());
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[track_caller]
fn fails(answer: &Answer, sentence: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!answer.words().contains("The receipt holds"));
    assert!(answer.words().contains(sentence), "{}", answer.words());
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_proof_alone_is_enough_for_a_declaration_of_this_site() {
    let site = TestSite::with_open_declaration().await;
    let (_, receipt) = site.signed(SLUG, &ada()).await;
    let answer = check(&site, &[("proof", &receipt.proof)]).await;
    holds(&answer, "The signature counts today.");
    assert!(answer.words().contains("still has every line it had then"));
    let pasted = format!("  {}\n\n", receipt.proof.replace('\n', "\r\n"));
    let answer = check(&site, &[("proof", ""), ("pasted", &pasted)]).await;
    holds(&answer, "The signature counts today.");
}

#[tokio::test]
async fn the_personal_part_is_checked_and_never_shown() {
    let site = TestSite::with_open_declaration().await;
    let (_, receipt) = site.signed(SLUG, &ada()).await;
    let files = [("proof", &*receipt.proof), ("opening", &*receipt.opening)];
    let answer = check(&site, &files).await;
    holds(&answer, "The personal part belongs to this line.");
    assert!(!answer.text().contains("Lovelace"));
    let forged = receipt.opening.replace("Ada Lovelace", "Ada Loveless");
    let answer = check(&site, &[("proof", &receipt.proof), ("opening", &forged)]).await;
    fails(&answer, "does not belong to the line in the log");
    assert!(!answer.text().contains("Loveless"));
}

#[tokio::test]
async fn a_withdrawn_signature_keeps_its_receipt_and_no_longer_counts() {
    let site = TestSite::with_open_declaration().await;
    let (mail, receipt) = site.signed(SLUG, &ada()).await;
    let page = site.visitor().get(&mail.manage()).await;
    let asked = site.visitor().send(&page.form("/manage/withdraw")).await;
    site.visitor().send(&asked.form("/manage/withdraw")).await;
    let answer = check(&site, &[("proof", &receipt.proof)]).await;
    holds(&answer, "withdrawn by its signer");
}

#[tokio::test]
async fn a_changed_proof_is_told_from_one_that_was_cut_off() {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &chi()).await;
    let (_, receipt) = site.signed(SLUG, &ada()).await;
    let mut other = TlogProof::parse(&receipt.proof).unwrap();
    other.index -= 1;
    let answer = check(&site, &[("proof", &other.to_string())]).await;
    fails(&answer, "Somebody changed the file");
    let half = receipt.proof.split_at(receipt.proof.len() / 3).0;
    let answer = check(&site, &[("proof", half)]).await;
    fails(&answer, "not a whole proof file");
    fails(&check(&site, &[]).await, "There is no proof yet");
    fails(
        &check(&site, &[("proof", "\u{0}")]).await,
        "not a whole proof file",
    );
}

#[tokio::test]
async fn a_site_that_rewrote_its_log_does_not_say_how_the_signature_stands() {
    let before = TestSite::with_open_declaration().await;
    let (_, receipt) = before.signed(SLUG, &ada()).await;
    // Randomness repeats from site to site, so the same key signs both logs.
    let rewritten = TestSite::with_open_declaration().await;
    rewritten.signed(SLUG, &bo()).await;
    rewritten.signed(SLUG, &chi()).await;
    let opening = ("opening", &*receipt.opening);
    for files in [
        vec![("proof", &*receipt.proof)],
        vec![("proof", &*receipt.proof), opening],
    ] {
        let answer = check(&rewritten, &files).await;
        holds(&answer, "has another past than the one in your receipt");
        assert!(
            !answer.words().contains("counts today"),
            "{}",
            answer.words()
        );
        assert!(!answer.words().contains("not a signature"));
    }
}
