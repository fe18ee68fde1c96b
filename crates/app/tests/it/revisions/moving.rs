//! A signer signs the newer text instead.

use app::confirm::{Confirming, MailProof};
use app::manage::{OwnState, Withdrawn};
use app::receipt::verify_receipt;
use app::revisions::{Moving, Reconfirmation};
use app::secret::Token;
use app::sequencer::SequencerError;
use domain::consent::{Consent, Purpose};
use domain::listing::Listing;
use domain::log::{Body, Entry};
use domain::name::Name;
use domain::signer::{Class, Evidence};
use domain::text::TextDigest;
use futures_util::future::join_all;
use store::{Form, Step};
use tlog::note::VerifierKey;

use super::{MATERIAL, SECOND, revised};
use crate::harness::{Mail, Stage};

/// A stage on which Ada signed before a change that matters was published.
async fn with_a_newer_text() -> (Stage, Mail) {
    let stage = Stage::open().await;
    let (mail, _) = stage.signed("Ada", "ada@example.org").await;
    publish(&stage, SECOND, MATERIAL).await;
    (stage, mail)
}

async fn publish(stage: &Stage, text: &str, changes: &str) {
    let files = revised(text, changes);
    let outcome = stage.site.publish(&files).await.unwrap();
    let published = matches!(outcome, app::publish::Publishing::Published { .. });
    assert!(published, "{outcome:?}");
}

/// What somebody agrees to who is shown the newest text.
async fn agreed(stage: &Stage) -> Reconfirmation {
    let declaration = stage.declaration().await;
    let text = declaration.original().unwrap().digest;
    let consent = |purpose, wording: &str| Consent {
        purpose,
        wording: wording.to_owned(),
        language: declaration.declaration.language.clone(),
        text,
        asked: stage.site.now(),
    };
    Reconfirmation {
        text,
        count: consent(Purpose::Count, "I sign the newer text."),
        publish: Some(consent(Purpose::Publish, "Show my name under it.")),
    }
}

async fn move_it(stage: &Stage, token: &Token) -> Moving {
    let agreed = agreed(stage).await;
    stage.site.move_signature(token, agreed).await.unwrap()
}

fn leaf(moving: &Moving) -> u64 {
    match moving {
        Moving::Done(receipt) => receipt.leaf,
        other => panic!("not moved: {other:?}"),
    }
}

async fn entries(stage: &Stage) -> Vec<Body> {
    let id = stage.declaration().await.id;
    let entries = stage.site.store.log_entries(id, 0, u64::MAX).await.unwrap();
    let decoded = entries
        .iter()
        .map(|bytes| Entry::decode(bytes).unwrap().body);
    decoded.collect()
}

#[tokio::test]
async fn one_signature_counts_once_and_stands_under_the_newer_text() {
    let (stage, mail) = with_a_newer_text().await;
    let old = stage.site.receipt(&mail.manage).await.unwrap().unwrap();
    let old_files = stage.files(&old).await;
    let moved = move_it(&stage, &mail.manage).await;

    let report = stage.check_log().await;
    assert_eq!((report.total, report.names), (1, 1));
    assert_eq!(stage.names().await, ["Ada"]);
    let declaration = stage.declaration().await;
    let newest = declaration.original().unwrap();
    let count = stage.site.count(&declaration).await.unwrap();
    assert_eq!(count.of_revision(newest.leaf), 1);
    let log = entries(&stage).await;
    let [
        ..,
        Body::Withdrawal { signature, .. },
        Body::Signature { revision, .. },
    ] = &log[..]
    else {
        panic!("{log:?}")
    };
    assert_eq!((*signature, *revision), (old.leaf, newest.leaf));
    assert_eq!(leaf(&moved), log.len() as u64 - 1);

    let receipt = stage.site.receipt(&mail.manage).await.unwrap().unwrap();
    let files = stage.files(&receipt).await;
    let key = VerifierKey::parse(&declaration.verifier_key).unwrap();
    for files in [files, old_files] {
        let verified = verify_receipt(&files.proof, &files.opening, Some(&key)).unwrap();
        assert_eq!(verified.name.as_deref(), Some("Ada"));
    }
    assert_ne!(receipt.record.opening.secret, old.record.opening.secret);
}

#[tokio::test]
async fn moving_twice_or_twenty_times_at_once_is_moving_once() {
    let (stage, mail) = with_a_newer_text().await;
    let first: Vec<Moving> = join_all((0..20).map(|_| move_it(&stage, &mail.manage))).await;
    let again = move_it(&stage, &mail.manage).await;
    let leaves: Vec<u64> = first.iter().chain([&again]).map(leaf).collect();
    assert!(
        leaves.windows(2).all(|pair| pair[0] == pair[1]),
        "{leaves:?}"
    );
    assert_eq!(stage.check_log().await.total, 1);
    let signatures = entries(&stage).await;
    let signatures = signatures
        .iter()
        .filter(|body| matches!(body, Body::Signature { .. }));
    assert_eq!(signatures.count(), 2);
}

/// One fault at the commit, then the button is pressed again.
async fn check_fault(form: Form, expected_first: Option<SequencerError>) {
    let (stage, mail) = with_a_newer_text().await;
    stage.signed("Bo", "bo@example.org").await;
    let agreed = agreed(&stage).await;
    stage.faults.next(Step::Commit, form);
    let first = stage.site.move_signature(&mail.manage, agreed).await;
    match (first, expected_first) {
        (Ok(Moving::Done(_)), None) => {}
        (Err(app::confirm::ConfirmError::Sequencer(error)), Some(expected)) => {
            assert_eq!(error, expected, "{form:?}");
        }
        (outcome, _) => panic!("{form:?}: {outcome:?}"),
    }
    // Whether it was committed or not, the count never dips and never doubles.
    assert_eq!(stage.check_log().await.total, 2, "{form:?}");
    let moved = move_it(&stage, &mail.manage).await;
    assert_eq!(stage.check_log().await.total, 2, "{form:?}");
    let withdrawn = entries(&stage).await;
    let withdrawn = withdrawn
        .iter()
        .filter(|body| matches!(body, Body::Withdrawal { .. }));
    assert_eq!(withdrawn.count(), 1, "{form:?}");
    let own = stage.site.receipt(&mail.manage).await.unwrap().unwrap();
    assert_eq!(own.leaf, leaf(&moved));
}

#[tokio::test]
async fn whatever_happens_at_the_commit_it_is_moved_once_or_not_at_all() {
    let unavailable = Some(SequencerError::Unavailable);
    check_fault(Form::Unwritten, unavailable).await;
    check_fault(Form::Written, unavailable).await;
    check_fault(Form::UncertainWritten, None).await;
    check_fault(Form::UncertainUnwritten, unavailable).await;
}

#[tokio::test]
async fn the_tag_moves_with_the_signature() {
    let (stage, mail) = with_a_newer_text().await;
    // Bo was asked before Ada moved, and presses the button behind her.
    let bo = stage.pending("Bo", "bo@example.org").await;
    move_it(&stage, &mail.manage).await;
    stage.confirm(&bo).await;
    assert_eq!(stage.total().await, 2);
    stage.turn(jiff::SignedDuration::from_mins(16));
    stage.sign("Ada", "ada@example.org").await;
    stage.site.drain_outbox().await.unwrap();
    let raw = stage.mails.taken.lock().unwrap().last().unwrap().clone();
    let known = String::from_utf8_lossy(&raw).into_owned();
    assert!(
        !known.contains("/c/"),
        "a known address gets no link to confirm"
    );
    assert_eq!(stage.check_log().await.total, 2);
}

#[tokio::test]
async fn a_link_that_was_mailed_before_says_that_the_address_has_signed() {
    let stage = Stage::open().await;
    let ada = stage.pending("Ada", "ada@example.org").await;
    stage.turn(jiff::SignedDuration::from_mins(16));
    let twin = stage.pending("Ada Twin", "ada@example.org").await;
    stage.confirm(&ada).await;
    publish(&stage, SECOND, MATERIAL).await;
    move_it(&stage, &ada.manage).await;
    let proof = MailProof::Link(twin.confirm.clone());
    let outcome = stage.site.confirm(&proof, None).await.unwrap();
    assert!(
        matches!(outcome, Confirming::AlreadySigned(_)),
        "{outcome:?}"
    );
    let again = stage.confirm(&ada).await;
    let text = stage.declaration().await.original().unwrap().leaf;
    assert_eq!(
        again.revision, text,
        "the mailed link leads to the receipt of today"
    );
    assert_eq!(stage.check_log().await.total, 1);
}

#[tokio::test]
async fn whoever_is_counted_only_stays_so_and_the_ledger_holds_the_new_words() {
    let stage = Stage::open().await;
    let mut command = stage.command("Ada", "ada@example.org").await;
    command.listing = Listing::Counted;
    command.consents.truncate(1);
    stage.submit(command).await;
    let mail = stage.newest_mail().await;
    let old = stage.confirm(&mail).await;
    publish(&stage, SECOND, MATERIAL).await;
    let moved = move_it(&stage, &mail.manage).await;
    assert_eq!(stage.names().await, [""; 0]);
    let declaration = stage.declaration().await;
    let store = &stage.site.store;
    let ledger = store.consents(declaration.id, leaf(&moved)).await.unwrap();
    let given: Vec<_> = ledger
        .iter()
        .map(|row| (row.purpose, row.given, row.wording.as_str(), row.text))
        .collect();
    let text = declaration.original().unwrap().digest;
    assert_eq!(
        given,
        [(Purpose::Count, true, "I sign the newer text.", text)]
    );
    assert!(
        store
            .consents(declaration.id, old.leaf)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn an_organisation_moves_with_its_name() {
    let stage = Stage::open().await;
    let mut command = stage.command("River Watch", "office@example.org").await;
    command.signer.class = Class::Organisation;
    command.signer.contact = Some(Name::parse("Dara Lind").unwrap());
    stage.submit(command).await;
    let mail = stage.newest_mail().await;
    stage.confirm(&mail).await;
    publish(&stage, SECOND, MATERIAL).await;
    move_it(&stage, &mail.manage).await;
    assert_eq!(stage.names().await, ["River Watch"]);
    let log = entries(&stage).await;
    let Some(Body::Signature {
        class, evidence, ..
    }) = log.last()
    else {
        panic!("{log:?}")
    };
    assert_eq!(
        (*class, *evidence),
        (Class::Organisation, Evidence::MailLink)
    );
    stage.check_log().await;
}

#[tokio::test]
async fn nothing_moves_where_nothing_is_offered() {
    let (stage, mail) = with_a_newer_text().await;
    let stale = Reconfirmation {
        text: TextDigest::of(b"another text"),
        ..agreed(&stage).await
    };
    let outcome = stage
        .site
        .move_signature(&mail.manage, stale)
        .await
        .unwrap();
    assert!(matches!(outcome, Moving::TextChanged), "{outcome:?}");
    let unknown = Token::parse(&"A".repeat(43)).unwrap();
    assert!(matches!(move_it(&stage, &unknown).await, Moving::Gone));
    stage.site.withdraw(&mail.manage).await.unwrap();
    assert!(matches!(move_it(&stage, &mail.manage).await, Moving::Gone));

    let stage = Stage::open().await;
    let (mail, _) = stage.signed("Ada", "ada@example.org").await;
    publish(&stage, SECOND, "changes = \"Spelling.\"").await;
    let outcome = move_it(&stage, &mail.manage).await;
    assert!(matches!(outcome, Moving::TextChanged), "{outcome:?}");
    assert_eq!(stage.check_log().await.total, 1);
}

#[tokio::test]
async fn a_closed_declaration_takes_no_move_and_the_signature_stays() {
    let (stage, mail) = with_a_newer_text().await;
    let agreed = agreed(&stage).await;
    let declaration = stage.declaration().await;
    stage.site.close(&declaration).await.unwrap();
    let outcome = stage
        .site
        .move_signature(&mail.manage, agreed.clone())
        .await;
    assert!(matches!(outcome.unwrap(), Moving::Closed(_)));
    stage.turn(jiff::SignedDuration::from_secs(5));
    let outcome = stage.site.move_signature(&mail.manage, agreed).await;
    assert!(matches!(outcome.unwrap(), Moving::Closed(_)));
    assert_eq!(stage.check_log().await.total, 1);
}

#[tokio::test]
async fn a_withdrawal_at_the_same_moment_takes_out_whichever_stands() {
    for _ in 0..4 {
        let (stage, mail) = with_a_newer_text().await;
        let (moved, out) = tokio::join!(
            move_it(&stage, &mail.manage),
            stage.site.withdraw(&mail.manage)
        );
        assert!(matches!(moved, Moving::Done(_) | Moving::Gone), "{moved:?}");
        assert!(matches!(out.unwrap(), Withdrawn::Done(_)));
        assert_eq!(stage.check_log().await.total, 0);
        let state = stage.site.own_signature(&mail.manage).await.unwrap();
        assert!(matches!(state, OwnState::Withdrawn(_)), "{state:?}");
    }
}

#[tokio::test]
async fn a_moved_signature_is_changed_withdrawn_and_moved_again_by_the_same_link() {
    let (stage, mail) = with_a_newer_text().await;
    move_it(&stage, &mail.manage).await;
    stage
        .site
        .relist(&mail.manage, Listing::Counted, None)
        .await
        .unwrap();
    assert_eq!(stage.names().await, [""; 0]);
    let third = SECOND.replace("more each day", "more each hour");
    publish(&stage, &third, MATERIAL).await;
    stage.turn(jiff::SignedDuration::from_secs(5));
    move_it(&stage, &mail.manage).await;
    assert_eq!(stage.check_log().await.total, 1);
    assert_eq!(
        stage.names().await,
        [""; 0],
        "moving never shows more than before"
    );
    assert!(matches!(
        stage.site.withdraw(&mail.manage).await.unwrap(),
        Withdrawn::Done(_)
    ));
    assert_eq!(stage.check_log().await.total, 0);
}
