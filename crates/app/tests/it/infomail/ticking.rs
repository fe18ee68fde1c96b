//! The tick on the sign form.

use app::sign::SignDeclaration;
use domain::consent::{Consent, Purpose};
use store::SubscriptionKey;

use super::stage::{LEAVE, address, list_folder, slug};
use crate::harness::{Mail, Stage, read_mail};

/// Signs with these ticks and reads the mail.
async fn pending(stage: &Stage, who: &str, ticks: &[Purpose]) -> Mail {
    let mut command: SignDeclaration = stage.command("Ada", who).await;
    let count = command.consents[0].clone();
    command.consents.extend(ticks.iter().map(|purpose| Consent {
        purpose: *purpose,
        wording: format!("I agree to {}.", purpose.word()),
        ..count.clone()
    }));
    stage.submit(command).await;
    let mail = stage.mail_to(who).await;
    read_mail(mail.0.as_bytes())
}

async fn subscription(stage: &Stage, leave: [u8; 32]) -> store::SubscriptionRow {
    let row = stage
        .site
        .store
        .subscription(SubscriptionKey::Leave(leave))
        .await;
    row.unwrap().unwrap()
}

#[tokio::test]
async fn a_tick_begins_when_the_signature_is_confirmed_and_not_before() {
    let stage = Stage::with_list(&[(1, "")]).await;
    let mail = pending(&stage, "ada@example.org", &[Purpose::Infomail]).await;
    stage.send(1).await;
    stage.site.drain_outbox().await.unwrap();
    assert!(stage.mails_to("ada@example.org").await.is_empty());
    stage.confirm(&mail).await;
    let welcome = stage.mail_to("ada@example.org").await;
    let leave = welcome.token(LEAVE);
    let row = subscription(&stage, leave.hash()).await;
    assert_eq!(row.signed, [], "what was signed is not noted");
    stage
        .site
        .publish_infomail(&list_folder(&[(1, ""), (2, "")]))
        .await
        .unwrap();
    stage.send(2).await;
    assert_eq!(
        stage.mail_to("ada@example.org").await.header("Subject"),
        "News 2"
    );
}

#[tokio::test]
async fn nothing_leads_from_a_subscription_to_its_signature() {
    let stage = Stage::with_list(&[]).await;
    let mail = pending(&stage, "ada@example.org", &[Purpose::Infomail]).await;
    let receipt = stage.confirm(&mail).await;
    let id = stage.declaration().await.id;
    let kept = stage.site.store.consents(id, receipt.leaf).await.unwrap();
    let purposes: Vec<Purpose> = kept.iter().map(|row| row.purpose).collect();
    assert_eq!(purposes, [Purpose::Count, Purpose::Publish]);
    assert!(stage.site.store.contacts(id).await.unwrap().is_empty());
    let welcome = stage.mails_to("ada@example.org").await.pop().unwrap();
    let row = subscription(&stage, welcome.token(LEAVE).hash()).await;
    let ledger = stage
        .site
        .store
        .subscription_consents(row.key)
        .await
        .unwrap();
    assert_eq!(ledger.len(), 1);
    assert_eq!(ledger[0].wording, "I agree to infomail.");
    assert_eq!(ledger[0].channel, "sign-form");
    assert_eq!(ledger[0].asked, row.since, "days, not moments");
    stage.check_log().await;
}

#[tokio::test]
async fn an_issue_for_signatories_goes_to_those_who_agreed_that_it_is_noted() {
    let settings = "[audience]\nsigned = [\"clean-rivers\"]";
    let stage = Stage::with_list(&[(1, settings)]).await;
    let both = [Purpose::Infomail, Purpose::InfomailSigned];
    let ada = pending(&stage, "ada@example.org", &both).await;
    stage.confirm(&ada).await;
    let bo = pending(&stage, "bo@example.org", &[Purpose::Infomail]).await;
    stage.confirm(&bo).await;
    let alone = pending(&stage, "chi@example.org", &[Purpose::InfomailSigned]).await;
    stage.confirm(&alone).await;
    stage.subscribed("eve@example.org", "en").await;
    stage.site.drain_outbox().await.unwrap();
    stage.mails.taken.lock().unwrap().clear();
    stage.send(1).await;
    stage.site.drain_outbox().await.unwrap();
    assert_eq!(stage.mails.taken.lock().unwrap().len(), 1);
    assert_eq!(stage.mails_to("ada@example.org").await.len(), 1);
}

#[tokio::test]
async fn a_second_tick_renews_what_there_is() {
    let stage = Stage::with_list(&[]).await;
    let leave = stage.subscribed("ada@example.org", "de").await;
    let both = [Purpose::Infomail, Purpose::InfomailSigned];
    let mail = pending(&stage, "ada@example.org", &both).await;
    stage.confirm(&mail).await;
    let row = subscription(&stage, leave.hash()).await;
    assert_eq!(row.signed, [slug("clean-rivers")]);
    assert_eq!(row.language.as_str(), "de", "the subscriber chose it");
    let mails = stage.mails_to("ada@example.org").await;
    assert!(mails.is_empty(), "no second welcome");
    let (list, ada) = (stage.list().await, address("Ada@example.org"));
    assert!(stage.site.end_subscription(&list, &ada).await.unwrap());
    assert!(stage.site.leave_state(&leave).await.unwrap().is_none());
}
