//! A database that goes away and comes back.

use super::cluster::{Cluster, NIGHT_BUS, person};

#[test]
fn nodes_find_their_database_again_by_themselves() {
    let Some(cluster) = Cluster::of(2, "a database that goes away") else {
        return;
    };
    let nodes = [cluster.serve(0), cluster.serve(1)];
    let visitor = cluster.visitor(0);
    let token = visitor.form_token(NIGHT_BUS);
    // When Ada's form is taken, this older one is, too.
    assert_eq!(cluster.sign((0, 1), "Ada"), 200);
    cluster.postgres().kill().unwrap();
    let refused = visitor.try_sign(NIGHT_BUS, &token, &person("Bo")).unwrap();
    assert_eq!(refused.status, 503, "{refused:?}");
    assert_eq!(visitor.get("/health").status, 503);
    cluster.postgres().restart().unwrap();
    assert_eq!(cluster.sign((0, 1), "Bo"), 200);
    assert_eq!(cluster.sign((1, 0), "Chi"), 200);
    for node in [0, 1] {
        assert_eq!(cluster.visitor(node).get("/health").status, 200);
        cluster.shows(node, 3);
    }
    for node in nodes {
        assert_eq!(node.stop().0, 0);
    }
}

#[test]
fn a_server_that_is_down_is_named_with_what_to_do_and_without_a_password() {
    let Some(cluster) = Cluster::of(1, "a server that is down") else {
        return;
    };
    cluster.postgres().kill().unwrap();
    cluster.edit(0, |config| {
        config.replace("database = \"", "database = \"password=geheim ")
    });
    let exposed = cluster.run(&["serve", "--config", "node-0"]);
    assert!(exposed.err.contains("chmod 600"), "{exposed:?}");
    let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(cluster.path("node-0/config.toml"), private).unwrap();
    let down = cluster.run(&["serve", "--config", "node-0"]);
    assert!(down.err.contains("see that the server runs"), "{down:?}");
    let ill = cluster.run(&["doctor", "--config", "node-0", "--json"]);
    assert!(ill.out.contains("see that the server runs"), "{ill:?}");
    for said in [exposed, down, ill] {
        assert_ne!(said.code, 0);
        assert!(!format!("{said:?}").contains("geheim"), "{said:?}");
    }
}
