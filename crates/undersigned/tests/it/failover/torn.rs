//! Two primaries at once, each with a node: what holds, and what does not.

use store::conformance::server::Server as Postgres;
use tlog::Checkpoint;

use super::pair::{Pair, lead, locks_agree, verified};
use super::seen::Seen;

/// The old primary runs on, and nobody has told it.
#[test]
fn an_old_primary_that_waits_for_its_standby_acknowledges_nothing() {
    let Some(Pair {
        mut primary,
        standby,
        cluster,
    }) = Pair::of("an old primary that waits")
    else {
        return;
    };
    primary.wait_for_standby().unwrap();
    let here = cluster.serve(0);
    let seen = Seen::default();
    assert_eq!(cluster.sign((0, 0), "Ada"), 200);
    let bo = cluster.submit(0, "Bo");
    standby.promote().unwrap();
    lead(
        &cluster,
        "node-1",
        &Postgres::address_of(&[&standby, &primary]),
    );
    let there = cluster.serve(1);
    std::thread::scope(|threads| {
        let pressed = threads.spawn(|| cluster.press(0, &bo));
        primary.wait_for_waiting_commit().unwrap();
        assert_eq!(cluster.sign((1, 1), "Chi"), 200);
        seen.look(&cluster, 0);
        seen.look(&cluster, 1).unwrap();
        let is_answered = pressed.is_finished();
        primary.crash().unwrap();
        // The node goes over to the new primary by itself, and may build the batch anew there.
        match pressed.join().unwrap() {
            200 if !is_answered => cluster.shows(1, 3),
            told => assert_eq!(told, 503),
        }
    });
    // There the link is as good as before, and pressing twice gives the same receipt.
    assert_eq!(cluster.press(0, &bo), 200);
    cluster.shows(1, 3);
    let report = verified(&cluster);
    assert_eq!((&report["total"], &report["names"]), (&3.into(), &3.into()));
    seen.prove(&cluster);
    locks_agree(&cluster);
    assert_eq!((here.stop().0, there.stop().0), (0, 0));
}

/// Where the old primary waits for nobody, both acknowledge, and there are two histories: nothing that
/// lies in either database can prevent it. As soon as a node has seen both, none signs any more.
#[test]
fn two_primaries_that_wait_for_nobody_make_two_histories_and_stop_when_they_meet() {
    let Some(Pair {
        mut primary,
        standby,
        cluster,
    }) = Pair::of("two primaries at once")
    else {
        return;
    };
    let here = cluster.serve(0);
    assert_eq!(cluster.sign((0, 0), "Ada"), 200);
    standby.wait_for(&primary).unwrap();
    standby.promote().unwrap();
    lead(
        &cluster,
        "node-1",
        &Postgres::address_of(&[&standby, &primary]),
    );
    let there = cluster.serve(1);
    assert_eq!(cluster.sign((0, 0), "Bo"), 200);
    assert_eq!(cluster.sign((1, 1), "Chi"), 200);
    let checkpoints = [0, 1].map(|node| {
        let note = cluster
            .visitor(node)
            .get("/d/night-bus/log/checkpoint")
            .body;
        let (text, _) = note.split_once("\n\n").unwrap();
        Checkpoint::parse(&format!("{text}\n")).unwrap()
    });
    let [one, other] = &checkpoints;
    assert_eq!(one.size, other.size);
    assert_ne!(one.root, other.root, "two histories, both signed");

    primary.crash().unwrap();
    // The node that was left behind comes over, sees the other history, and says so in its database.
    assert_eq!(cluster.sign((0, 0), "Dara"), 500);
    assert_eq!(cluster.sign((1, 1), "Eve"), 500);
    for node in ["node-0", "node-1"] {
        let ill = cluster.run(&["doctor", "--config", node]).ended(1);
        assert!(ill.out.contains("two histories exist"), "{ill:?}");
    }
    cluster.shows(0, 2);
    assert_eq!((here.stop().0, there.stop().0), (0, 0));
}
