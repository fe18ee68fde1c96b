//! "This was not me", and "never again".

use app::confirm::Confirming;
use app::refuse::Refused;

use crate::harness::{Mail, Stage, press};

#[tokio::test]
async fn whoever_refuses_while_their_button_is_pressed_is_not_signed() {
    let stage = Stage::open().await;
    let mail = stage.pending("Ada", "ada@example.org").await;
    let bo = stage.pending("Bo", "bo@example.org").await;
    let held = stage.site.store.hold_writer().await.unwrap();
    let pause = || tokio::time::sleep(std::time::Duration::from_millis(50));
    let press = async |mail: &Mail| {
        pause().await;
        press(&stage.site, mail).await.unwrap()
    };
    let release = async {
        pause().await;
        pause().await;
        drop(held);
    };
    let refuse = stage.site.refuse(&mail.refuse, true);
    let (refused, pressed, beside, ()) = tokio::join!(refuse, press(&mail), press(&bo), release);
    assert!(matches!(refused.unwrap(), Refused::Deleted));
    assert!(matches!(pressed, Confirming::Gone), "{pressed:?}");
    assert!(matches!(beside, Confirming::Signed(_)), "{beside:?}");
    assert_eq!(stage.check_log().await.total, 1);
}

#[tokio::test]
async fn never_again_means_never_again() {
    let stage = Stage::open().await;
    let mail = stage.pending("Ada", "ada@example.org").await;
    stage.site.refuse(&mail.refuse, true).await.unwrap();
    stage.turn(jiff::SignedDuration::from_hours(48));
    stage.sign("Ada", "ada@example.org").await;
    stage.site.drain_outbox().await.unwrap();
    assert_eq!(stage.mails.taken.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn never_again_holds_for_every_spelling_of_a_mailbox() {
    let stage = Stage::open().await;
    let mail = stage.pending("Ada", "ada.l@gmail.com").await;
    stage.sign("Ada", "adal+more@gmail.com").await;
    stage.site.drain_outbox().await.unwrap();
    assert_eq!(stage.mails.taken.lock().unwrap().len(), 1, "one cap");
    stage.site.refuse(&mail.refuse, true).await.unwrap();
    stage.turn(jiff::SignedDuration::from_hours(48));
    stage.sign("Ada", "a.dal+again@googlemail.com").await;
    stage.site.drain_outbox().await.unwrap();
    assert_eq!(stage.mails.taken.lock().unwrap().len(), 1, "suppressed");
}
