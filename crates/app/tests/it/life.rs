//! The life of a signature without pages: stations 3 to 10.

use app::confirm::{Confirming, LinkState, Lowered, MailProof};
use app::manage::{OwnState, Relisted, Withdrawn};
use app::receipt::{verify_leaf, verify_receipt};
use app::refuse::Refused;
use app::secret::Code;
use app::sign::CODE_TRIES;
use domain::consent::{Consent, Purpose};
use domain::listing::Listing;
use domain::name::Name;
use domain::signer::Class;
use tlog::note::VerifierKey;

use crate::harness::Stage;

#[tokio::test]
async fn ada_signs_confirms_and_is_listed() {
    let stage = Stage::open().await;
    let mail = stage.pending("Ada Lovelace", "ada@example.org").await; // 3, 4
    assert_eq!(stage.total().await, 0);

    let state = stage.site.link_state(&mail.confirm).await.unwrap(); // 5
    let LinkState::Pending(pending) = state else {
        panic!("not pending")
    };
    assert_eq!(
        (pending.name.as_str(), pending.listing),
        ("Ada Lovelace", Listing::Named)
    );
    assert_eq!(stage.total().await, 0, "looking changes nothing");

    let receipt = stage.confirm(&mail).await; // 6 to 9
    let files = stage.files(&receipt).await;
    let verified = verify_receipt(&files.proof, &files.opening, None).unwrap();
    assert_eq!(verified.name.as_deref(), Some("Ada Lovelace"));
    assert_eq!(verified.index, receipt.leaf);

    assert_eq!(stage.names().await, ["Ada Lovelace"]); // 10
    let report = stage.check_log().await;
    assert_eq!(
        (report.total, report.names, report.texts, report.figures),
        (1, 1, 1, 1)
    );
}

#[tokio::test]
async fn confirming_twice_gives_the_same_receipt() {
    let stage = Stage::open().await;
    let mail = stage.pending("Ada", "ada@example.org").await;
    let first = stage.confirm(&mail).await;
    let second = stage.confirm(&mail).await;
    assert_eq!(first.leaf, second.leaf);
    assert_eq!(stage.files(&first).await, stage.files(&second).await);
    assert!(matches!(
        stage.site.link_state(&mail.confirm).await.unwrap(),
        LinkState::Confirmed(_)
    ));
    assert_eq!(stage.check_log().await.total, 1);
}

#[tokio::test]
async fn a_receipt_with_another_name_or_a_changed_proof_does_not_verify() {
    let stage = Stage::open().await;
    let (_, receipt) = stage.signed("Ada", "ada@example.org").await;
    let declaration = std::sync::Arc::clone(&receipt.declaration);
    let receipt = stage.files(&receipt).await;
    let forged = receipt.opening.replace("\"Ada\"", "\"Bob\"");
    assert!(verify_receipt(&receipt.proof, &forged, None).is_err());
    let proof = receipt.proof.replacen("index ", "index 1", 1);
    assert!(verify_receipt(&proof, &receipt.opening, None).is_err());
    let key = VerifierKey::parse(&declaration.verifier_key).unwrap();
    assert!(verify_leaf(&receipt.proof, &tlog::Hash([7; 32]), &key).is_err());
}

#[tokio::test]
async fn the_code_works_in_the_open_tab_and_nowhere_else() {
    let stage = Stage::open().await;
    let check = stage.sign("Ada", "ada@example.org").await;
    let mail = stage.newest_mail().await;
    let elsewhere = stage.sign("Bo", "bo@example.org").await;

    let with = |tab, code: &Code| MailProof::Code {
        tab,
        code: code.clone(),
    };
    let wrong = stage
        .site
        .confirm(&with(elsewhere.tab, &mail.code), None)
        .await
        .unwrap();
    assert!(
        matches!(wrong, Confirming::WrongCode(_)),
        "another tab: {wrong:?}"
    );
    let right = stage
        .site
        .confirm(&with(check.tab, &mail.code), None)
        .await
        .unwrap();
    assert!(matches!(right, Confirming::Signed(_)), "{right:?}");
    let report = stage.check_log().await;
    assert_eq!((report.total, report.lines[0].evidence), (1, "mail-code"));
}

#[tokio::test]
async fn after_five_wrong_codes_only_the_link_is_left() {
    let stage = Stage::open().await;
    let check = stage.sign("Ada", "ada@example.org").await;
    let mail = stage.newest_mail().await;
    let wrong = Code::parse("00000000").unwrap();
    for try_ in 0..CODE_TRIES {
        let proof = MailProof::Code {
            tab: check.tab.clone(),
            code: wrong.clone(),
        };
        let outcome = stage.site.confirm(&proof, None).await.unwrap();
        let Confirming::WrongCode(left) = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!(left, CODE_TRIES - try_ - 1);
    }
    let proof = MailProof::Code {
        tab: check.tab,
        code: mail.code.clone(),
    };
    assert!(matches!(
        stage.site.confirm(&proof, None).await.unwrap(),
        Confirming::Gone
    ));
    stage.confirm(&mail).await;
}

#[tokio::test]
async fn a_listing_can_be_lowered_on_the_way_and_never_raised() {
    let stage = Stage::open().await;
    let mail = stage.pending("Ada Lovelace", "ada@example.org").await;
    let proof = MailProof::Link(mail.confirm.clone());
    let outcome = stage
        .site
        .confirm(&proof, Some(lowered(&stage, Listing::Initials).await))
        .await
        .unwrap();
    let Confirming::Signed(receipt) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(receipt.listing, Listing::Initials);
    assert_eq!(
        ledger(&stage, receipt.leaf).await[1],
        (Purpose::Publish, true, "Show me as initials.".to_owned()),
        "the ledger has the words of the last choice"
    );
    assert_eq!(stage.names().await, ["A. L."]);

    let mut hidden = stage.command("Bo", "bo@example.org").await;
    hidden.listing = Listing::Counted;
    stage.submit(hidden).await;
    let mail = stage.newest_mail().await;
    let proof = MailProof::Link(mail.confirm.clone());
    stage
        .site
        .confirm(&proof, Some(lowered(&stage, Listing::Named).await))
        .await
        .unwrap();
    assert_eq!(
        stage.names().await,
        ["A. L."],
        "Bo chose to be counted only"
    );
    assert_eq!(stage.check_log().await.total, 2);
}

#[tokio::test]
async fn a_signer_changes_the_listing_and_withdraws() {
    let stage = Stage::open().await;
    let (mail, receipt) = stage.signed("Ada Lovelace", "ada@example.org").await;
    let files = stage.files(&receipt).await;
    let day = stage.first_day().await;
    let relisted = stage
        .site
        .relist(&mail.manage, Listing::Counted, None)
        .await
        .unwrap();
    assert_eq!(relisted, Relisted::Done(Listing::Counted));
    assert_eq!((stage.names().await.len(), stage.total().await), (0, 1));
    stage.turn(jiff::SignedDuration::from_hours(72));
    stage
        .site
        .relist(&mail.manage, Listing::Named, None)
        .await
        .unwrap();
    assert_eq!(stage.names().await, ["Ada Lovelace"]);
    let shown_again = stage.first_day().await;
    assert_eq!(shown_again, day, "it is still of the day it was given");
    stage.check_log().await;

    let withdrawn = stage.site.withdraw(&mail.manage).await.unwrap();
    assert!(matches!(withdrawn, Withdrawn::Done(_)));
    assert_eq!((stage.names().await.len(), stage.total().await), (0, 0));
    let report = stage.check_log().await;
    assert_eq!(report.size, receipt.leaf + 2, "the log only grows");
    assert!(matches!(
        stage.site.withdraw(&mail.manage).await.unwrap(),
        Withdrawn::Before(_)
    ));
    assert!(matches!(
        stage.site.own_signature(&mail.manage).await.unwrap(),
        OwnState::Withdrawn(_)
    ));
    verify_receipt(&files.proof, &files.opening, None).expect("a receipt stays valid for ever");

    stage.turn(jiff::SignedDuration::from_hours(1));
    stage.signed("Ada Lovelace", "ada@example.org").await;
    assert_eq!(
        stage.check_log().await.total,
        1,
        "who withdrew may sign again"
    );
}

#[tokio::test]
async fn a_known_address_learns_it_by_mail_and_can_withdraw_from_there() {
    let stage = Stage::open().await;
    stage.signed("Ada", "ada@example.org").await;
    stage.turn(jiff::SignedDuration::from_mins(20));
    stage.sign("Ada", "ADA@example.org").await;
    stage.site.drain_outbox().await.unwrap();
    let raw = stage.mails.taken.lock().unwrap().last().unwrap().clone();
    let message = mail_parser::MessageParser::default().parse(&raw).unwrap();
    let text = message.body_text(0).unwrap();
    let (_, behind) = text.split_once("/m/").expect("a link");
    let token = app::secret::Token::parse(behind.split_whitespace().next().unwrap()).unwrap();
    let OwnState::Stands(own) = stage.site.own_signature(&token).await.unwrap() else {
        panic!()
    };
    assert!(own.record.is_none(), "this link cannot read the record");
    assert!(matches!(
        stage.site.withdraw(&token).await.unwrap(),
        Withdrawn::Done(_)
    ));
    assert_eq!(stage.check_log().await.total, 0);
}

#[tokio::test]
async fn whoever_it_was_not_deletes_everything_at_once() {
    let stage = Stage::open().await;
    let mail = stage.pending("Ada", "ada@example.org").await;
    assert_eq!(
        stage.site.refuse(&mail.refuse, false).await.unwrap(),
        Refused::Deleted
    );
    assert_eq!(
        stage.site.refuse(&mail.refuse, false).await.unwrap(),
        Refused::Nothing
    );
    let outcome = stage
        .site
        .confirm(&MailProof::Link(mail.confirm), None)
        .await
        .unwrap();
    assert!(matches!(outcome, Confirming::Gone));
}

#[tokio::test]
async fn who_signs_before_the_mail_of_another_form_leaves_is_told_so_in_it() {
    let stage = Stage::open().await;
    let first = stage.pending("Ada", "ada@example.org").await;
    stage.turn(jiff::SignedDuration::from_mins(16));
    stage.sign("Ada", "ada@example.org").await;
    stage.confirm(&first).await;
    stage.site.drain_outbox().await.unwrap();
    let sent = stage.mails.taken.lock().unwrap().last().cloned().unwrap();
    let sent = String::from_utf8(sent).unwrap();
    assert!(sent.contains("Subject: You have already signed"), "{sent}");
    assert!(!sent.contains("/c/"), "{sent}");
}

#[tokio::test]
async fn what_is_no_longer_offered_is_not_given_and_the_signature_counts() {
    let stage = Stage::open().await;
    let mut command = stage.command("Ada", "ada@example.org").await;
    let contact = Consent {
        purpose: Purpose::Contact,
        ..command.consents[0].clone()
    };
    command.consents.push(contact);
    stage.submit(command).await;
    let mail = stage.newest_mail().await;
    let receipt = stage.confirm(&mail).await;
    let given: Vec<_> = ledger(&stage, receipt.leaf)
        .await
        .into_iter()
        .map(|(purpose, given, _)| (purpose, given))
        .collect();
    assert_eq!(
        given,
        [
            (Purpose::Count, true),
            (Purpose::Publish, true),
            (Purpose::Contact, false)
        ]
    );
}

#[tokio::test]
async fn nobody_is_listed_by_initials_that_are_not_there() {
    let stage = Stage::open().await;
    let mut command = stage.command("River Watch", "office@example.org").await;
    command.signer.class = Class::Organisation;
    stage.submit(command).await;
    let organisation = stage.newest_mail().await;
    stage.confirm(&organisation).await;
    let relisted = stage
        .site
        .relist(&organisation.manage, Listing::Initials, None)
        .await
        .unwrap();
    assert_eq!(relisted, Relisted::Done(Listing::Counted));

    let mut command = stage.command("!!!", "marks@example.org").await;
    assert_eq!(Name::parse("!!!").unwrap().initials(), "");
    command.listing = Listing::Initials;
    stage.submit(command).await;
    let mail = stage.newest_mail().await;
    assert_eq!(stage.confirm(&mail).await.listing, Listing::Counted);
    assert_eq!((stage.names().await.len(), stage.total().await), (0, 2));
}

#[tokio::test]
async fn the_link_shows_all_that_was_entered() {
    let stage = Stage::open().await;
    let mut command = stage.command("Ada", "ada@example.org").await;
    command.signer.descriptor = Some(Name::parse("mathematician").unwrap());
    command.signer.contact = Some(Name::parse("Dara Quinn").unwrap());
    stage.submit(command).await;
    let mail = stage.newest_mail().await;
    let LinkState::Pending(seen) = stage.site.link_state(&mail.confirm).await.unwrap() else {
        panic!("not pending")
    };
    assert_eq!(
        [seen.descriptor, seen.place, seen.contact, seen.comment].map(Option::unwrap),
        [
            "mathematician",
            "Lindenau",
            "Dara Quinn",
            "For my children."
        ]
    );
}

async fn lowered(stage: &Stage, listing: Listing) -> Lowered {
    let mut consents = stage.command("X", "x@example.org").await.consents;
    let consent = Consent {
        wording: "Show me as initials.".to_owned(),
        ..consents.remove(1)
    };
    Lowered { listing, consent }
}

async fn ledger(stage: &Stage, leaf: u64) -> Vec<(Purpose, bool, String)> {
    let id = stage.declaration().await.id;
    let rows = stage.site.store.consents(id, leaf).await.unwrap();
    rows.into_iter()
        .map(|row| (row.purpose, row.given, row.wording))
        .collect()
}
