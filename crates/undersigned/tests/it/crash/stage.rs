//! One node on one engine, killed and started as it is told.

use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use store::conformance::server::Server as Postgres;

use crate::nodes::cluster::Cluster;
use crate::program;
use crate::site::Server;

/// The process goes before the database that it uses.
pub struct Stage {
    serving: Option<Server>,
    pub cluster: Arc<Cluster>,
    database: Option<Postgres>,
    slowest: Duration,
}

impl Stage {
    pub fn on_sqlite() -> Self {
        Self::on_file(Path::new("undersigned.sqlite"))
    }

    /// The same with its file elsewhere.
    pub fn on_file(file: &Path) -> Self {
        Self::of(Cluster::at(file.to_str().unwrap(), &[], 1), None)
    }

    /// A server of its own that syncs every commit. Nothing where the machine has no PostgreSQL, which is
    /// said aloud.
    pub fn on_postgresql(test: &str) -> Option<Self> {
        Self::on_prepared(test, |_, _| {})
    }

    /// The same after something was done with its programs and at its address.
    pub fn on_prepared(test: &str, prepare: impl FnOnce(&Path, &str)) -> Option<Self> {
        let Some(programs) = Postgres::programs() else {
            program::skip("tool: postgresql", test);
            return None;
        };
        let database = Postgres::start_durable(&programs).unwrap();
        prepare(&programs, &database.address());
        let cluster = Cluster::at(&database.address(), &[], 1);
        Some(Self::of(cluster, Some(database)))
    }

    fn of(cluster: Cluster, database: Option<Postgres>) -> Self {
        // So many mails leave in an hour of killing as in no other.
        cluster.edit(0, |config| {
            let changed = config.replace("[mail]\n", "[mail]\nconfirmations-per-hour = 1000000\n");
            assert_ne!(config, changed);
            changed
        });
        Self {
            serving: None,
            cluster: Arc::new(cluster),
            database,
            slowest: Duration::ZERO,
        }
    }

    /// Starts the program; it has answered when this returns.
    pub fn serve(&mut self) {
        let begun = Instant::now();
        self.serving = Some(self.cluster.serve(0));
        assert_eq!(self.cluster.visitor(0).get("/health").status, 200);
        self.slowest = self.slowest.max(begun.elapsed());
    }

    /// Kills the program without a warning.
    pub fn kill(&mut self) {
        self.serving.take().unwrap().kill();
    }

    /// Starts the program and kills it a moment later, ready or not.
    pub fn die_young(&self, moment: Duration) {
        let mut command = program::command(&self.cluster.path(""));
        command.args(["serve", "--config", "node-0"]);
        let silent = command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = silent.spawn().unwrap();
        std::thread::sleep(moment);
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// Ends the program in order.
    pub fn stop(&mut self) {
        assert_eq!(self.serving.take().unwrap().stop().0, 0);
    }

    pub const fn has_server(&self) -> bool {
        self.database.is_some()
    }

    /// Kills all processes of the database server.
    pub fn crash_server(&mut self) {
        self.database.as_mut().unwrap().crash().unwrap();
    }

    /// Starts the database server on what is on disk.
    pub fn restart_server(&mut self) {
        self.database.as_mut().unwrap().restart().unwrap();
    }

    /// What the longest start took, in milliseconds.
    pub const fn slowest(&self) -> u128 {
        self.slowest.as_millis()
    }
}
