//! A standby that lacks what was acknowledged: without synchronous replication it may.

use super::pair::{Pair, lead, locks_agree, verified};
use super::seen::Seen;
use crate::program::wait_for;

#[test]
fn a_promoted_standby_that_lacks_signatures_is_not_signed_on_until_they_are_back() {
    let Some(Pair {
        mut primary,
        standby,
        cluster,
    }) = Pair::of("a standby that was behind")
    else {
        return;
    };
    let nodes = [cluster.serve(0), cluster.serve(1)];
    let seen = Seen::default();
    assert_eq!(cluster.sign((0, 1), "Ada"), 200);
    standby.wait_for(&primary).unwrap();
    standby.cut_off().unwrap();
    assert_eq!(cluster.sign((0, 0), "Bo"), 200);
    assert_eq!(cluster.sign((1, 1), "Chi"), 200);
    for node in [0, 1] {
        cluster.shows(node, 3);
        seen.look(&cluster, node).unwrap();
    }
    locks_agree(&cluster);

    primary.crash().unwrap();
    standby.promote().unwrap();
    let dara = cluster.submit(1, "Dara");
    for node in [0, 1] {
        assert_eq!(cluster.press(node, &dara), 500);
        // What a node has shown, it goes on showing.
        cluster.shows(node, 3);
        let config = format!("node-{node}");
        let ill = cluster.run(&["doctor", "--config", &config]).ended(1);
        for said in ["a backup was restored", "a standby", "undersigned recover"] {
            assert!(ill.out.contains(said), "{said} is missing in {ill:?}");
        }
        wait_for("the log of the node", || {
            let log = cluster.path(&format!("{config}.log"));
            let log = std::fs::read_to_string(log).unwrap();
            log.contains("signing would fork the log").then_some(())
        });
    }

    // What the old primary has is taken from where no node looks for it.
    let apart = primary.start_apart().unwrap();
    crate::site::copy(&cluster.path("node-0"), &cluster.path("rescue"));
    lead(&cluster, "rescue", &apart);
    let export = ["export", "night-bus", "rescued", "--config", "rescue"];
    cluster.run(&export).ended(0);
    primary.crash().unwrap();
    let recover = ["recover", "night-bus", "--from", "rescued"];
    let done = cluster.run(&[&recover[..], &["--config", "node-0"]].concat());
    let done = done.ended(0);
    assert!(done.out.contains("2 entries were brought back"), "{done:?}");

    assert_eq!(cluster.press(1, &dara), 200);
    assert_eq!(cluster.sign((0, 0), "Eve"), 200);
    let report = verified(&cluster);
    assert_eq!((&report["total"], &report["names"]), (&5.into(), &5.into()));
    seen.prove(&cluster);
    locks_agree(&cluster);
    for node in nodes {
        assert_eq!(node.stop().0, 0);
    }
}

#[test]
fn a_node_that_has_not_seen_what_is_lost_lets_the_others_object_before_it_signs() {
    let Some(Pair {
        mut primary,
        standby,
        cluster,
    }) = Pair::of("a node that knows less than another")
    else {
        return;
    };
    let nodes = [cluster.serve(0), cluster.serve(1)];
    assert_eq!(cluster.sign((0, 1), "Ada"), 200);
    let dara = cluster.submit(1, "Dara");
    standby.wait_for(&primary).unwrap();
    standby.cut_off().unwrap();
    nodes[1].hang();
    assert_eq!(cluster.sign((0, 0), "Bo"), 200);

    primary.crash().unwrap();
    standby.promote().unwrap();
    nodes[1].wake();
    assert_eq!(cluster.press(1, &dara), 500);
    let log = std::fs::read_to_string(cluster.path("node-1.log")).unwrap();
    assert!(log.contains("signing would fork the log"), "{log}");
    cluster.shows(0, 2);
    for node in nodes {
        assert_eq!(node.stop().0, 0);
    }
}
