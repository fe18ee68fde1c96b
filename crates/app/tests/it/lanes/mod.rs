//! Lanes do not wait for each other, a struggling server is left alone, and what was sent is written
//! down before more is.

mod pile;

use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use app::outbox::{DeadClass, HANDOVER, LEASE, Lane, LaneLimits, Lanes, Outcome, RETRIES};
use jiff::{SignedDuration, Timestamp};
use store::{Form, Step};
use tokio::sync::watch;

use self::pile::{Late, Pile};
use crate::harness::{Server, Stage};

fn issues_at(limits: LaneLimits) -> Lanes {
    Lanes {
        issue: limits,
        ..Lanes::default()
    }
}

async fn stage(lanes: Lanes) -> Stage {
    let mut stage = Stage::open().await;
    stage.site = stage.site.with_lanes(lanes);
    stage
}

/// Issue mails that no server ever answers fill their lane and nothing else: a confirmation leaves
/// while 10,000 of them wait.
#[tokio::test]
async fn a_confirmation_does_not_wait_for_ten_thousand_issue_mails() {
    let stage = Stage::open().await;
    stage.mails.server_is(Server::NeverAnswersIssues);
    let issues = Pile::of(10_000);
    let confirmed = async {
        while stage.mails.tried.load(Ordering::SeqCst) == 0 {
            tokio::task::yield_now().await;
        }
        stage.sign("Ada", "ada@example.org").await;
        stage.site.drain_outbox().await.unwrap()
    };
    let drained = tokio::select! {
        _ = stage.site.drain_lane(&issues) => panic!("issue mails are answered"),
        drained = confirmed => drained,
    };
    assert_eq!(drained.sent, 1);
    assert_eq!(stage.mails.taken.lock().unwrap().len(), 1);
    let connections = Lanes::default().issue.connections;
    let tried = stage.mails.tried.load(Ordering::SeqCst);
    assert!(tried <= connections + 1, "{tried} mails were in the air");
    let left = issues.waiting.lock().unwrap().len();
    assert!(
        left >= 10_000 - connections * 16,
        "only {left} are not in memory"
    );
}

#[tokio::test]
async fn each_copy_leaves_once_and_many_are_written_down_together() {
    let stage = Stage::open().await;
    let issues = Pile::of(1_000);
    assert_eq!(stage.site.drain_lane(&issues).await.unwrap().sent, 1_000);
    let outcomes = issues.outcomes();
    let numbers: BTreeSet<u32> = outcomes.iter().map(|(number, _)| *number).collect();
    assert_eq!((outcomes.len(), numbers.len()), (1_000, 1_000));
    assert_eq!(issues.sent(), 1_000);
    let calls = issues.settled.lock().unwrap().len();
    assert!(calls < 500, "{calls} transactions for 1,000 mails");
}

#[tokio::test]
async fn no_domain_gets_more_at_once_than_allowed() {
    let mut issues = Pile::of(300);
    issues.domain = |number| match number % 10 {
        0 => format!("{number}.example"),
        _ => "big.example".into(),
    };
    let stage = Stage::open().await;
    stage.site.drain_lane(&issues).await.unwrap();
    assert_eq!(issues.sent(), 300);
    let air = stage.mails.air.lock().unwrap();
    let Lanes { issue, .. } = Lanes::default();
    assert_eq!(air["big.example"].1, issue.per_domain);
    assert!(air.values().all(|(now, _)| *now == 0));
}

#[tokio::test]
async fn a_server_that_is_away_costs_no_attempt_and_is_left_alone() {
    let stage = Stage::open().await;
    stage.mails.server_is(Server::IsAway);
    let issues = Pile::of(500);
    let drained = stage.site.drain_lane(&issues).await.unwrap();
    assert_eq!((drained.sent, drained.later, drained.given_up), (0, 0, 0));
    let connections = Lanes::default().issue.connections;
    assert!(stage.mails.tried.load(Ordering::SeqCst) <= connections);
    let back = |(_, outcome): &(u32, Outcome)| matches!(outcome, Outcome::Back(_));
    assert!(issues.outcomes().iter().all(back), "none has failed");
    stage.mails.server_is(Server::Takes);
    stage.turn(SignedDuration::from_mins(6));
    assert_eq!(stage.site.drain_lane(&issues).await.unwrap().sent, 500);
}

#[tokio::test]
async fn a_busy_server_rests_and_the_mail_it_was_offered_has_failed_once() {
    let stage = Stage::open().await;
    stage.mails.server_is(Server::IsBusy);
    let issues = Pile::of(100);
    let drained = stage.site.drain_lane(&issues).await.unwrap();
    let tried = stage.mails.tried.load(Ordering::SeqCst);
    assert_eq!(drained.later as usize, tried);
    assert!(tried <= Lanes::default().issue.connections, "{tried}");
}

#[tokio::test]
async fn a_domain_that_says_later_again_and_again_is_left_alone() {
    let stage = Stage::open().await;
    stage.mails.server_is(Server::AsksToTryLater);
    let issues = Pile::of(500);
    let drained = stage.site.drain_lane(&issues).await.unwrap();
    let Lanes { issue, .. } = Lanes::default();
    assert!(
        drained.later as usize <= 2 + issue.per_domain,
        "{drained:?}"
    );
    assert_eq!(issues.sent(), 0);
}

/// 120 confirmations to one domain, and behind them 40 to others.
fn confirmations() -> Pile {
    Pile {
        lane: Lane::Confirmation,
        domain: |number| match number {
            0..120 => "bad.example".into(),
            _ => format!("{number}.example"),
        },
        ..Pile::of(160)
    }
}

#[tokio::test]
async fn a_domain_that_fails_does_not_stop_the_others() {
    let stage = Stage::open().await;
    for server in [
        Server::ClosesFor("@bad.example"),
        Server::IsBusyFor("@bad.example"),
        Server::IsGoneAt("@bad.example"),
    ] {
        stage.mails.server_is(server);
        let pile = confirmations();
        stage.site.drain_lane(&pile).await.unwrap();
        assert_eq!(pile.sent(), 40);
    }
}

#[tokio::test]
async fn a_server_that_hangs_up_on_two_domains_rests() {
    let stage = Stage::open().await;
    stage.mails.server_is(Server::ClosesFor(".example"));
    let pile = Pile {
        domain: |number| format!("{number}.example"),
        ..Pile::of(200)
    };
    let drained = stage.site.drain_lane(&pile).await.unwrap();
    let connections = Lanes::default().issue.connections;
    assert!(drained.later as usize <= connections + 1, "{drained:?}");
}

#[tokio::test]
async fn a_speed_limit_is_kept() {
    let limits = LaneLimits {
        per_minute: NonZeroU32::new(600),
        ..Lanes::default().issue
    };
    let stage = stage(issues_at(limits)).await;
    let issues = Pile::of(100);
    for _ in 0..5 {
        assert_eq!(stage.site.drain_lane(&issues).await.unwrap().sent, 10);
        stage.turn(SignedDuration::from_secs(1));
    }
}

#[tokio::test]
async fn a_lane_that_is_paused_sends_nothing_and_the_others_go_on() {
    let stage = Stage::open().await;
    stage.site.pause_lane(Lane::Issue).await.unwrap();
    assert!(stage.site.lane_is_paused(Lane::Issue).await.unwrap());
    let issues = Pile::of(10);
    stage.sign("Ada", "ada@example.org").await;
    assert_eq!(stage.site.drain_lane(&issues).await.unwrap().sent, 0);
    assert_eq!(stage.site.drain_outbox().await.unwrap().sent, 1);
    stage.site.resume_lane(Lane::Issue).await.unwrap();
    assert!(!stage.site.lane_is_paused(Lane::Issue).await.unwrap());
    assert_eq!(stage.site.drain_lane(&issues).await.unwrap().sent, 10);
}

/// Each mail that is sent while outcomes cannot be written down would be sent again.
#[tokio::test]
async fn while_outcomes_cannot_be_written_down_nothing_is_sent() {
    let stage = Stage::open().await;
    let issues = Pile::of(1_000);
    *issues.fails.lock().unwrap() = 1;
    assert!(stage.site.drain_lane(&issues).await.is_err());
    let tried = stage.mails.tried.load(Ordering::SeqCst);
    // Those of the first transaction, and those in the air while it failed.
    assert!(tried < 200, "{tried} mails were sent");
}

#[tokio::test]
async fn what_could_not_be_written_down_is_written_down_later() {
    let stage = Stage::open().await;
    let issues = Pile::of(200);
    *issues.fails.lock().unwrap() = 1;
    let (stop, stopped) = watch::channel(false);
    let done = async {
        while *issues.fails.lock().unwrap() > 0 {
            tokio::task::yield_now().await;
        }
        stage.turn(SignedDuration::from_secs(2));
        while issues.sent() < 200 {
            tokio::task::yield_now().await;
        }
        stop.send(true).unwrap();
    };
    tokio::join!(stage.site.run_source(&issues, stopped), done);
    assert_eq!(stage.mails.tried.load(Ordering::SeqCst), 200, "each once");
    assert_eq!(issues.outcomes().len(), 200);
}

/// Somebody else may take what is not handed over within its lease.
#[tokio::test]
async fn what_cannot_be_handed_over_within_its_lease_is_not_begun() {
    let stage = Stage::open().await;
    let mut issues = Pile::of(10);
    issues.lease = HANDOVER - SignedDuration::from_secs(1);
    stage.site.drain_lane(&issues).await.unwrap();
    assert_eq!(stage.mails.tried.load(Ordering::SeqCst), 0);
    assert_eq!(issues.outcomes(), []);
}

#[tokio::test]
async fn a_copy_that_fails_to_the_end_of_its_schedule_is_dead() {
    let stage = Stage::open().await;
    stage.mails.server_is(Server::RefusesForGood);
    let issues = Pile::of(1);
    assert_eq!(stage.site.drain_lane(&issues).await.unwrap().given_up, 1);
    assert_eq!(issues.outcomes(), [(0, Outcome::Dead(DeadClass::Refused))]);
}

#[tokio::test]
async fn an_operator_who_mended_the_server_need_not_wait_for_the_schedule() {
    let stage = Stage::open().await;
    stage.mails.server_is(Server::AsksToTryLater);
    stage.sign("Ada", "ada@example.org").await;
    for minutes in &RETRIES[..4] {
        assert_eq!(stage.site.drain_outbox().await.unwrap().later, 1);
        stage.turn(SignedDuration::from_mins(i64::from(*minutes)));
    }
    stage.site.drain_outbox().await.unwrap();
    stage.mails.server_is(Server::Takes);
    assert_eq!(stage.site.drain_outbox().await.unwrap().sent, 0);
    assert_eq!(stage.site.retry_mail(Lane::Confirmation).await.unwrap(), 1);
    assert_eq!(stage.site.drain_outbox().await.unwrap().sent, 1);
}

/// The process that sends dies with a mail in its hands. The next one is alone, knows it, and does
/// not wait for the lease.
#[tokio::test]
async fn what_a_dead_process_held_is_sent_at_once_by_the_next() {
    let stage = Stage::open().await;
    stage.sign("Ada", "ada@example.org").await;
    let (store, now) = (&stage.site.store, stage.site.now());
    let held = store.deliveries_claim(Lane::Confirmation, now, now + LEASE, 9);
    assert_eq!(held.await.unwrap().len(), 1);
    assert_eq!(stage.site.drain_outbox().await.unwrap().sent, 0);
    run_until_sent(&stage, 1).await;
}

#[tokio::test]
async fn of_two_processes_one_sends() {
    let stage = Stage::open().await;
    let other = stage
        .site
        .store
        .sole(store::Duty::Sending)
        .await
        .unwrap()
        .unwrap();
    stage.sign("Ada", "ada@example.org").await;
    let (stop, stopped) = watch::channel(false);
    let waits = tokio::time::timeout(Duration::from_millis(50), stage.site.run_outbox(stopped));
    assert!(waits.await.is_err());
    assert!(stage.mails.taken.lock().unwrap().is_empty());
    drop((stop, other));
    run_until_sent(&stage, 1).await;
}

/// A worker that is told to stop leaves nothing in its hands.
#[tokio::test]
async fn a_worker_that_stops_gives_back_what_it_has_not_sent() {
    let stage = stage(issues_at(LaneLimits {
        connections: 1,
        ..Lanes::default().issue
    }))
    .await;
    let issues = Pile::of(1_000);
    let (stop, stopped) = watch::channel(false);
    let stopping = async {
        while stage.mails.taken.lock().unwrap().len() < 5 {
            tokio::task::yield_now().await;
        }
        stop.send(true).unwrap();
    };
    tokio::join!(stage.site.run_source(&issues, stopped), stopping);
    let (sent, waiting) = (issues.sent(), issues.waiting.lock().unwrap().len());
    assert_eq!(sent + waiting, 1_000, "{sent} were sent");
    assert_eq!(stage.mails.taken.lock().unwrap().len(), sent);
    assert!(sent < 100);
}

/// A mail may be queued while the store looks for mails and no longer finds it: the bell says so, and
/// it is looked for again at once, not seconds later.
#[tokio::test]
async fn a_mail_that_is_queued_while_nothing_is_found_is_not_overlooked() {
    let stage = Stage::open().await;
    let issues = Pile::of(0);
    let late = Arc::new(Late::default());
    *issues.late.lock().unwrap() = Some(Arc::clone(&late));
    let (stop, stopped) = watch::channel(false);
    let done = async {
        late.nothing_found.notified().await;
        issues
            .waiting
            .lock()
            .unwrap()
            .push_back((1, Timestamp::MIN));
        stage.site.resume_lane(Lane::Issue).await.unwrap();
        tokio::task::yield_now().await;
        late.said.notify_one();
        while issues.sent() < 1 {
            tokio::task::yield_now().await;
        }
        stop.send(true).unwrap();
    };
    let both = async { tokio::join!(stage.site.run_source(&issues, stopped), done) };
    let far_below_a_round = Duration::from_secs(4);
    tokio::time::timeout(far_below_a_round, both).await.unwrap();
}

/// A store that fails when mails are taken is asked again.
#[tokio::test]
async fn a_store_that_stumbles_loses_nothing() {
    let stage = Stage::open().await;
    stage.sign("Ada", "ada@example.org").await;
    stage.faults.next(Step::Claim, Form::Unwritten);
    assert!(stage.site.drain_outbox().await.is_err());
    assert_eq!(stage.site.drain_outbox().await.unwrap().sent, 1);
}

async fn run_until_sent(stage: &Stage, number: usize) {
    let (stop, stopped) = watch::channel(false);
    let done = async {
        while stage.mails.taken.lock().unwrap().len() < number {
            tokio::task::yield_now().await;
        }
        stop.send(true).unwrap();
    };
    tokio::join!(stage.site.run_outbox(stopped), done);
    assert_eq!(
        stage
            .site
            .store
            .outbox_depth(stage.site.now())
            .await
            .unwrap()
            .waiting,
        0
    );
}
