//! What decides who leads a cluster of PostgreSQL, and where its members agree.

use std::path::Path;

/// Debian's packages; its Patroni speaks to etcd through the module of the second.
pub const PACKAGES: [&str; 3] = ["patroni", "python3-etcd", "etcd-server"];

/// What to do where they are missing.
pub const HINT: &str = "failover under Patroni: no patroni or no etcd; install the packages `patroni`, \
                        `python3-etcd` and `etcd-server`";

/// Whether both programs are where Debian puts them, which is where the test looks.
pub fn is_there() -> bool {
    ["/usr/bin/patroni", "/usr/bin/etcd"]
        .iter()
        .all(|program| Path::new(program).exists())
}
