//! What a signer finds behind their link is what they were given when they confirmed.

use app::confirm::{Confirming, Lowered, MailProof};
use app::manage::Relisted;
use app::receipt::{Receipt, ReceiptError, verify_receipt};
use app::revisions::{Moving, Reconfirmation};
use domain::consent::{Consent, Purpose};
use domain::listing::Listing;

use crate::harness::{Mail, Stage};
use crate::revisions::{MATERIAL, SECOND, revised};

/// The receipt behind the link is the one of that day, and its files verify.
async fn check(stage: &Stage, mail: &Mail, given: &Receipt) {
    let again = stage.site.receipt(&mail.manage).await.unwrap().unwrap();
    assert_eq!(again.record, given.record);
    assert_eq!(again.leaf, given.leaf);
    let files = stage.files(&again).await;
    verify_receipt(&files.proof, &files.opening, None).unwrap();
}

async fn sealed_length(stage: &Stage, receipt: &Receipt) -> usize {
    let id = stage.declaration().await.id;
    let row = stage.site.store.signature(id, receipt.leaf).await.unwrap();
    row.unwrap().record.unwrap().len()
}

async fn publishing(stage: &Stage, wording: &str) -> Consent {
    let mut consents = stage.command("X", "x@example.org").await.consents;
    Consent {
        wording: wording.to_owned(),
        ..consents.remove(1)
    }
}

#[tokio::test]
async fn a_receipt_is_found_again_however_often_the_listing_changes() {
    let stage = Stage::open().await;
    let (mail, receipt) = stage.signed("Ada", "ada@example.org").await;
    check(&stage, &mail, &receipt).await;
    for listing in [Listing::Counted, Listing::Named, Listing::Initials] {
        let consent = Some(publishing(&stage, "Show me otherwise.").await);
        let done = stage.site.relist(&mail.manage, listing, consent).await;
        assert_eq!(done.unwrap(), Relisted::Done(listing));
        check(&stage, &mail, &receipt).await;
    }
}

/// The ledger says less than the form, so the record has to say it.
#[tokio::test]
async fn a_listing_lowered_while_confirming_changes_no_receipt() {
    let stage = Stage::open().await;
    let (mail, bo) = stage.signed("Bob", "bob@example.org").await;
    check(&stage, &mail, &bo).await;
    let mail = stage.pending("Ada", "ada@example.org").await;
    let lowered = Lowered {
        listing: Listing::Initials,
        consent: publishing(&stage, "Show my initials.").await,
    };
    let proof = MailProof::Link(mail.confirm.clone());
    let confirmed = stage.site.confirm(&proof, Some(lowered)).await.unwrap();
    let Confirming::Signed(ada) = confirmed else {
        panic!("{confirmed:?}")
    };
    check(&stage, &mail, &ada).await;
    let digest = sealed_length(&stage, &ada).await - sealed_length(&stage, &bo).await;
    assert_eq!(digest, 32);
}

#[tokio::test]
async fn the_receipt_of_one_that_moved_holds_what_was_agreed_to_then() {
    let stage = Stage::open().await;
    let (mail, old) = stage.signed("Ada", "ada@example.org").await;
    stage
        .site
        .publish(&revised(SECOND, MATERIAL))
        .await
        .unwrap();
    let text = stage.declaration().await.original().unwrap().digest;
    let mut consents = stage.command("X", "x@example.org").await.consents;
    let agreed = Reconfirmation {
        text,
        publish: consents.pop(),
        count: consents.remove(0),
    };
    let moved = stage.site.move_signature(&mail.manage, agreed).await;
    let Moving::Done(new) = moved.unwrap() else {
        panic!("not moved")
    };
    check(&stage, &mail, &new).await;
    let purposes = |row: &store::ConsentRow| row.purpose;
    let id = stage.declaration().await.id;
    let ledger = stage.site.store.consents(id, new.leaf).await.unwrap();
    let ledger: Vec<Purpose> = ledger.iter().map(purposes).collect();
    assert_eq!(ledger, [Purpose::Count, Purpose::Publish]);
    assert_ne!(new.record, old.record);
    assert_eq!(
        sealed_length(&stage, &new).await,
        16 + 1 + 32 + 16 + 4 + 9 + 16
    );
}

#[tokio::test]
async fn a_receipt_that_would_not_verify_is_not_given_out() {
    let stage = Stage::open().await;
    let (_, mut receipt) = stage.signed("Ada", "ada@example.org").await;
    stage.files(&receipt).await;
    receipt.record.opening.secret[0] ^= 1;
    let refused = stage.site.receipt_files(&receipt).await;
    assert!(
        matches!(refused, Err(ReceiptError::Record(_))),
        "{refused:?}"
    );
}
