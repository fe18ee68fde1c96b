//! A database brought back from an older backup, with several nodes at it.

use store::{PostgresOptions, Progress, Store};
use tokio::runtime::Runtime;

use super::cluster::Cluster;
use crate::program::wait_for;

/// A copy of the database, into a schema that the nodes are then led to.
struct Backup {
    runtime: Runtime,
    address: String,
    bytes: Vec<u8>,
}

/// Where a copy is written to.
#[derive(Clone, Default)]
struct Shelf(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);

impl std::io::Write for Shelf {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Backup {
    fn of(cluster: &Cluster) -> Self {
        let runtime = Runtime::new().unwrap();
        let address = cluster.postgres().address();
        let shelf = Shelf::default();
        runtime.block_on(async {
            let store = open(&address, "undersigned").await;
            let dumped = store.dump(Box::new(shelf.clone()), Progress::none());
            dumped.await.unwrap();
            store.close().await.unwrap();
        });
        let bytes = shelf.0.lock().unwrap().clone();
        Self {
            runtime,
            address,
            bytes,
        }
    }

    /// Brings it back as a schema of its own, and leads the nodes there.
    fn restore(&self, cluster: &Cluster, schema: &str) {
        self.runtime.block_on(async {
            let store = open(&self.address, schema).await;
            let bytes = std::io::Cursor::new(self.bytes.clone());
            store.load(Box::new(bytes), Progress::none()).await.unwrap();
            store.close().await.unwrap();
        });
        for node in 0..cluster.number() {
            cluster.edit(node, |config| {
                let lines = config.lines().filter(|line| !line.contains("schema"));
                let lines: Vec<&str> = lines.collect();
                format!("database-schema = \"{schema}\"\n{}\n", lines.join("\n"))
            });
        }
    }
}

async fn open(address: &str, schema: &str) -> Store {
    let options = PostgresOptions::parse(address).unwrap();
    let options = options.in_schema(schema).unwrap();
    Store::open_postgres(&options).await.unwrap()
}

#[test]
fn a_restored_database_is_refused_by_every_node_and_they_warn_the_one_that_knows_nothing() {
    let Some(cluster) = Cluster::of(3, "a restored database") else {
        return;
    };
    let lock = |node: usize| cluster.path(&format!("node-{node}/keys/night-bus.log.lock"));
    let nodes = [cluster.serve(0), cluster.serve(1)];
    assert_eq!(cluster.sign((0, 0), "Ada"), 200);
    let backup = Backup::of(&cluster);
    assert_eq!(cluster.sign((0, 0), "Bo"), 200);
    // The second node signed nothing; it remembers what it saw all the same.
    cluster.shows(0, 2);
    let size = cluster.visitor(0).json("/d/night-bus/count.json")["size"].to_string();
    let newest = wait_for("the lock files", || {
        let [one, other] =
            [0, 1].map(|node| std::fs::read_to_string(lock(node)).unwrap_or_default());
        (one == other && one.lines().nth(1) == Some(&size)).then_some(one)
    });
    for node in nodes {
        assert_eq!(node.stop().0, 0);
    }
    // The third was away all the time, and has no lock file.
    let _ = std::fs::remove_file(lock(2));

    backup.restore(&cluster, "second");
    let saw_more = cluster.serve(1);
    let ill = cluster.run(&["doctor", "--config", "node-1"]).ended(1);
    assert!(ill.out.contains("a backup was restored"), "{ill:?}");
    assert_eq!(cluster.sign((1, 1), "Chi"), 500);
    let knows_nothing = cluster.serve(2);
    assert_eq!(cluster.sign((2, 2), "Dara"), 500);
    cluster.shows(2, 1);
    for node in [saw_more, knows_nothing] {
        assert_eq!(node.stop().0, 0);
    }
    assert_eq!(
        std::fs::read_to_string(lock(1)).unwrap(),
        newest,
        "it never goes back"
    );
}

#[test]
fn a_node_that_was_away_takes_what_grew_and_remembers_it() {
    let Some(cluster) = Cluster::of(2, "a node that was away") else {
        return;
    };
    let lock = |node: usize| cluster.path(&format!("node-{node}/keys/night-bus.log.lock"));
    let (one, other) = (cluster.serve(0), cluster.serve(1));
    assert_eq!(cluster.sign((1, 1), "Ada"), 200);
    assert_eq!(other.stop().0, 0);
    for name in ["Bo", "Chi"] {
        assert_eq!(cluster.sign((0, 0), name), 200);
    }
    let other = cluster.serve(1);
    assert_eq!(cluster.sign((1, 1), "Dara"), 200);
    wait_for("the lock files", || {
        let [one, other] = [0, 1].map(|node| std::fs::read(lock(node)).unwrap());
        (one == other).then_some(())
    });
    cluster.shows(0, 4);
    assert_eq!((one.stop().0, other.stop().0), (0, 0));
}
