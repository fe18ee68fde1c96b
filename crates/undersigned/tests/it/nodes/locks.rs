//! A node that dies, or hangs, with whatever it holds.

use super::cluster::Cluster;

#[test]
fn whichever_node_dies_another_sends_and_signs() {
    let Some(cluster) = Cluster::of(2, "a node that dies") else {
        return;
    };
    let (one, other) = (cluster.serve(0), cluster.serve(1));
    assert_eq!(cluster.sign((0, 1), "Ada"), 200);
    // One of the two sends the mails. It is not known which, so each dies once.
    one.kill();
    assert_eq!(cluster.sign((1, 1), "Bo"), 200);
    let one = cluster.serve(0);
    other.kill();
    assert_eq!(cluster.sign((0, 0), "Chi"), 200);
    cluster.shows(0, 3);
    assert_eq!(one.stop().0, 0);
}

/// It keeps its connections and says nothing on them, as one does whose machine was put to sleep.
#[test]
fn a_node_that_hangs_is_passed_over() {
    let Some(cluster) = Cluster::of(2, "a node that hangs") else {
        return;
    };
    let (one, other) = (cluster.serve(0), cluster.serve(1));
    assert_eq!(cluster.sign((0, 0), "Ada"), 200);
    assert_eq!(cluster.sign((1, 1), "Bo"), 200);
    one.hang();
    assert_eq!(cluster.sign((1, 1), "Chi"), 200);
    one.wake();
    cluster.shows(0, 3);
    other.hang();
    assert_eq!(cluster.sign((0, 0), "Dara"), 200);
    other.wake();
    cluster.shows(1, 4);
    assert_eq!((one.stop().0, other.stop().0), (0, 0));
}
