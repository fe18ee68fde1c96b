//! What one node does the others show.

use super::cluster::{Cluster, NIGHT_BUS};
use crate::program::wait_for;
use crate::site::copy;

#[test]
fn what_happens_on_one_node_is_shown_by_the_others() {
    let Some(cluster) = Cluster::of(2, "what one node learns of another") else {
        return;
    };
    let nodes = [cluster.serve(0), cluster.serve(1)];
    let page = format!("/d/{}/{}", NIGHT_BUS.0, NIGHT_BUS.1);
    // Both have the declaration, its list and its count at hand before anything happens.
    for node in [0, 1] {
        cluster.shows(node, 0);
        cluster.visitor(node).get(&page);
    }
    assert_eq!(cluster.sign((1, 1), "Ada"), 200);
    cluster.shows(0, 1);
    let names = "/d/night-bus/en/signatories";
    wait_for("the name", || {
        let list = cluster.visitor(0).get(names);
        list.body.contains("Ada").then_some(())
    });
    let revised = cluster.path("revised");
    copy(&cluster.path("night-bus"), &revised);
    let text = revised.join("text/en.md");
    let words = std::fs::read_to_string(&text).unwrap();
    std::fs::write(&text, format!("{words}\nOne more sentence.\n")).unwrap();
    cluster
        .run(&["publish", "revised", "--config", "node-1"])
        .ended(0);
    for node in [0, 1] {
        wait_for("the new text", || {
            let shown = cluster.visitor(node).get(&page);
            shown.body.contains("One more sentence.").then_some(())
        });
    }
    for node in nodes {
        assert_eq!(node.stop().0, 0);
    }
}

#[test]
fn a_node_without_the_keys_of_the_site_does_not_begin() {
    let Some(cluster) = Cluster::of(2, "a node without keys") else {
        return;
    };
    std::fs::remove_file(cluster.path("node-1/keys/site.key")).unwrap();
    let refused = cluster.run(&["serve", "--config", "node-1"]);
    assert!(
        refused.err.contains("copy the folder of keys"),
        "{refused:?}"
    );
    let ill = cluster.run(&["doctor", "--config", "node-1"]);
    assert!(ill.out.contains("copy the folder of keys"), "{ill:?}");
    let database = cluster.postgres().address();
    let other = ["init", "other", "--base-url", "http://127.0.0.1:1"];
    let used = cluster.run(&[&other[..], &["--database", &database]].concat());
    assert!(used.err.contains("there is a site in"), "{used:?}");
    assert!(!cluster.path("other/config.toml").exists());
}

/// Keys are read where they are needed: copied late, they are used without a restart.
#[test]
fn a_node_without_the_keys_of_a_declaration_shows_it_and_takes_no_signature_until_they_come() {
    let Some(cluster) = Cluster::of(2, "the keys of a declaration") else {
        return;
    };
    let (key, beside) = (
        cluster.path("node-1/keys/night-bus.log.key"),
        cluster.path("elsewhere"),
    );
    std::fs::rename(&key, &beside).unwrap();
    let nodes = [cluster.serve(0), cluster.serve(1)];
    assert_eq!(cluster.visitor(1).get("/d/night-bus/en").status, 200);
    assert_ne!(cluster.sign((0, 1), "Ada"), 200);
    cluster.shows(0, 0);
    std::fs::rename(&beside, &key).unwrap();
    assert_eq!(cluster.sign((1, 1), "Bo"), 200);
    cluster.shows(0, 1);
    for node in nodes {
        assert_eq!(node.stop().0, 0);
    }
}
