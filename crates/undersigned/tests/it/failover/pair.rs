//! A primary, its standby, and nodes that know the addresses of both.

use std::path::Path;

use store::conformance::server::Server as Postgres;

use crate::nodes::cluster::Cluster;
use crate::program::{self, wait_for};

pub struct Pair {
    pub primary: Postgres,
    pub standby: Postgres,
    pub cluster: Cluster,
}

impl Pair {
    /// Two nodes on a primary that is followed by a standby. Nothing
    /// where the machine has no PostgreSQL, which is said aloud.
    pub fn of(test: &str) -> Option<Self> {
        let Some(programs) = Postgres::programs() else {
            program::skip("tool: postgresql", test);
            return None;
        };
        let primary = Postgres::start_primary(&programs).unwrap();
        let standby = Postgres::standby_of(&primary).unwrap();
        let address = Postgres::address_of(&[&primary, &standby]);
        let cluster = Cluster::at(&address, &[], 2);
        Some(Self {
            primary,
            standby,
            cluster,
        })
    }
}

/// Lets a node know another address of the database.
pub fn lead(cluster: &Cluster, node: &str, address: &str) {
    cluster.edit_in(node, |config| {
        let mut lines: Vec<&str> = config.lines().collect();
        let named = format!("database = \"{address}\"");
        let line = lines.iter_mut().find(|line| line.starts_with("database ="));
        *line.unwrap() = &named;
        lines.join("\n") + "\n"
    });
}

/// Waits until all nodes remember the same checkpoint, which is the one that is served.
pub fn locks_agree(cluster: &Cluster) {
    let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_default();
    wait_for("the lock files", || {
        let served = cluster.visitor(0).get("/d/night-bus/log/checkpoint").body;
        let lock = |node| cluster.path(&format!("node-{node}/keys/night-bus.log.lock"));
        let agree = (0..cluster.number()).all(|node| read(&lock(node)) == served);
        agree.then_some(())
    });
}

/// What `verify` says of the log that a node serves under the address of the site.
pub fn verified(cluster: &Cluster) -> serde_json::Value {
    let page = format!("{}/d/night-bus", cluster.base_url());
    let report = cluster.run(&["verify", &page, "--json"]);
    report.ended(0).json()
}
