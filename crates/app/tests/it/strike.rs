//! Organisers take a signature out.

use app::manage::OwnState;
use app::strike::Standing;
use app::strike::TakingOut;
use domain::log::{Body, Entry};
use domain::signature::{StrikeReason, WithdrawalReason};

use crate::harness::Stage;

async fn last_entry(stage: &Stage) -> Body {
    let id = stage.declaration().await.id;
    let size = stage.site.store.log_head(id).await.unwrap().unwrap().size;
    let entries = stage.site.store.log_entries(id, size - 1, size).await;
    Entry::decode(&entries.unwrap()[0]).unwrap().body
}

async fn take_out(stage: &Stage, leaf: u64, why: TakingOut) -> Standing {
    let declaration = stage.declaration().await;
    stage.site.take_out(&declaration, leaf, why).await.unwrap()
}

#[tokio::test]
async fn a_struck_signature_leaves_list_and_count_and_the_log_says_why() {
    let stage = Stage::open().await;
    let (mail, receipt) = stage.signed("Mallory", "mallory@example.org").await;
    stage.signed("Ada", "ada@example.org").await;
    let declaration = stage.declaration().await;
    let shown = stage.site.shown_at(&declaration, receipt.leaf).await;
    assert_eq!(shown.unwrap().as_deref(), Some("Mallory"));

    for (round, reason) in StrikeReason::ALL.into_iter().enumerate() {
        let why = TakingOut::Strike(reason);
        let stood = take_out(&stage, receipt.leaf, why).await;
        let expected = if round == 0 {
            Standing::Counts
        } else {
            Standing::Struck
        };
        assert_eq!(stood, expected);
    }
    assert_eq!(
        last_entry(&stage).await,
        Body::Strike {
            signature: receipt.leaf,
            reason: StrikeReason::Duplicate
        }
    );
    assert_eq!(stage.names().await, ["Ada"]);
    assert_eq!(stage.check_log().await.total, 1);
    let shown = stage.site.shown_at(&declaration, receipt.leaf).await;
    assert_eq!(shown.unwrap(), None, "the opening is gone");
    let own = stage.site.own_signature(&mail.manage).await.unwrap();
    assert!(matches!(own, OwnState::Struck(_)), "{own:?}");
}

#[tokio::test]
async fn an_erasure_for_somebody_who_lost_the_mail_is_a_withdrawal_with_its_own_reason() {
    let stage = Stage::open().await;
    let (mail, receipt) = stage.signed("Ada", "ada@example.org").await;
    let stood = take_out(&stage, receipt.leaf, TakingOut::Erasure).await;
    assert_eq!(stood, Standing::Counts);
    assert_eq!(
        last_entry(&stage).await,
        Body::Withdrawal {
            signature: receipt.leaf,
            reason: WithdrawalReason::Erasure
        }
    );
    let own = stage.site.own_signature(&mail.manage).await.unwrap();
    assert!(matches!(own, OwnState::Withdrawn(_)), "{own:?}");
    let id = stage.declaration().await.id;
    let row = stage.site.store.signature(id, receipt.leaf).await.unwrap();
    assert_eq!(row.unwrap().record, None);
    assert_eq!(stage.check_log().await.total, 0);
    stage.turn(jiff::SignedDuration::from_mins(16));
    stage.signed("Ada", "ada@example.org").await;
    assert_eq!(
        stage.check_log().await.total,
        1,
        "the address may sign again"
    );
}

#[tokio::test]
async fn what_is_no_signature_cannot_be_taken_out() {
    let stage = Stage::open().await;
    let size = stage.check_log().await.size;
    for leaf in [0, size, u64::MAX >> 1] {
        let stood = take_out(&stage, leaf, TakingOut::Strike(StrikeReason::Mistake)).await;
        assert_eq!(stood, Standing::NotASignature, "{leaf}");
    }
    assert_eq!(stage.check_log().await.size, size);
}

#[tokio::test]
async fn a_receipt_leads_to_its_entry_without_the_opening() {
    let stage = Stage::open().await;
    let (_, receipt) = stage.signed("Ada", "ada@example.org").await;
    let files = stage.files(&receipt).await;
    let found = stage.site.check_receipt(&files.proof, None).await.unwrap();
    assert_eq!(found.unwrap().receipt.index, receipt.leaf);
}
