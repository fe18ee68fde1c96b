//! What decides who leads a cluster of PostgreSQL, where its members agree, and what leads others there.

use std::path::Path;

/// Debian's packages; its Patroni speaks to etcd through the module of the second.
pub const PACKAGES: [&str; 4] = ["patroni", "python3-etcd", "etcd-server", "haproxy"];

/// What to do where they are missing.
pub const HINT: &str = "failover under Patroni: no patroni, no etcd or no haproxy; install the packages \
                        `patroni`, `python3-etcd`, `etcd-server` and `haproxy`";

/// Whether the programs are where Debian puts them, which is where the tests look.
pub fn is_there() -> bool {
    ["/usr/bin/patroni", "/usr/bin/etcd", "/usr/sbin/haproxy"]
        .iter()
        .all(|program| Path::new(program).exists())
}
