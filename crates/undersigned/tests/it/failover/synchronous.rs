//! A standby that has every acknowledged commit: the primary may die at any moment.

use std::time::Instant;

use super::pair::{Pair, locks_agree};
use super::seen::Seen;
use crate::nodes::crowd::Crowd;

#[test]
fn nothing_is_lost_when_the_primary_dies_and_its_standby_takes_over_and_back_again() {
    let Some(Pair {
        primary: mut one,
        standby: mut other,
        cluster,
    }) = Pair::of("a primary that dies under load")
    else {
        return;
    };
    one.wait_for_standby().unwrap();
    let nodes = [cluster.serve(0), cluster.serve(1)];
    let (crowd, seen) = (Crowd::of(&cluster), Seen::default());
    let mut away = Vec::new();
    seen.during(&cluster, || {
        crowd.sign_during(|| {
            crowd.wait_for_more(20);
            one.crash().unwrap();
            let begun = Instant::now();
            other.promote().unwrap();
            crowd.wait_for_more(1);
            away.push(begun.elapsed().as_millis());
            crowd.wait_for_more(20);
            one.rejoin(&other).unwrap();
            other.wait_for_standby().unwrap();
            crowd.wait_for_more(20);
            other.crash().unwrap();
            let begun = Instant::now();
            one.promote().unwrap();
            crowd.wait_for_more(1);
            away.push(begun.elapsed().as_millis());
            crowd.wait_for_more(20);
        });
    });
    let outcome = crowd.check();
    let proofs = crowd.proofs();
    assert_eq!(proofs.len(), outcome.signed);
    for proof in proofs {
        seen.keep(&proof);
    }
    let checkpoints = seen.prove(&cluster);
    locks_agree(&cluster);
    println!(
        "{} acknowledged signatures, none lost, none twice; {checkpoints} checkpoints, one history; \
         {} mails, none lost, {} second copies; {away:?} ms from the death of the primary to the next \
         receipt",
        outcome.signed, outcome.mails, outcome.again
    );
    assert!(checkpoints > 2, "or this proves nothing");
    for node in nodes {
        assert_eq!(node.stop().0, 0);
    }
}
