//! A server that follows another, takes its place, and follows again.

use std::io;
use std::path::Path;
use std::process::Command;

use super::server::{Server, folder, unprivileged, until};

/// Holds back what a standby has not got yet.
const SLOT: &str = "standby";

impl Server {
    /// Makes a cluster that a standby can follow and starts it. Its pages have checksums, by which
    /// `pg_rewind` finds what differs.
    ///
    /// # Errors
    /// See [`start`](Self::start).
    pub fn start_primary(programs: &Path) -> io::Result<Self> {
        let server = Self::begin(programs, "off", &["-k"])?;
        // Else the recovery after a crash may remove the last segment that it shares with its standby.
        server.set("wal_keep_size", "256MB")?;
        server.make_slot()?;
        Ok(server)
    }

    /// Makes a standby of a running server by streaming replication, and starts it.
    ///
    /// # Errors
    /// When the base backup fails, or the standby does not come up.
    pub fn standby_of(primary: &Self) -> io::Result<Self> {
        let folder = folder()?;
        let mut backup = Command::new(primary.programs.join("pg_basebackup"));
        backup
            .args(["-R", "-X", "stream", "-c", "fast", "-N", "-S", SLOT])
            .args(["-d", &primary.address(), "-D"])
            .arg(folder.join("data"));
        succeed(&mut backup)?;
        Self::watch(&primary.programs, folder, "off")
    }

    /// From now on a commit is not answered before a standby has it on its disk; waits until there is
    /// one.
    ///
    /// # Errors
    /// When the server refuses, or no standby follows it.
    pub fn wait_for_standby(&self) -> io::Result<()> {
        self.set("synchronous_standby_names", "*")?;
        let synchronous = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'";
        let is_there = || self.ask(synchronous).is_ok_and(|answer| answer == "1");
        until(is_there).map_err(|()| io::Error::other("no standby is synchronous"))
    }

    /// Waits until a commit waits for a standby that does not answer.
    ///
    /// # Errors
    /// When none does.
    pub fn wait_for_waiting_commit(&self) -> io::Result<()> {
        let waiting = "SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
        let is_waiting = || self.ask(waiting).is_ok_and(|answer| answer == "t");
        until(is_waiting).map_err(|()| io::Error::other("no commit waits for a standby"))
    }

    /// Waits until this standby has got what its primary has written until now.
    ///
    /// # Errors
    /// When it does not get it.
    pub fn wait_for(&self, primary: &Self) -> io::Result<()> {
        let written = primary.ask("SELECT pg_current_wal_flush_lsn()")?;
        let got = format!("SELECT pg_last_wal_replay_lsn() >= '{written}'");
        let has_it = || self.ask(&got).is_ok_and(|answer| answer == "t");
        until(has_it).map_err(|()| io::Error::other("the standby is behind"))
    }

    /// The standby gets nothing more from its primary, which does not wait for it.
    ///
    /// # Errors
    /// When the server refuses.
    pub fn cut_off(&self) -> io::Result<()> {
        self.set("primary_conninfo", "")?;
        let receivers = "SELECT count(*) FROM pg_stat_wal_receiver";
        let is_gone = || self.ask(receivers).is_ok_and(|answer| answer == "0");
        until(is_gone).map_err(|()| io::Error::other("it still receives"))
    }

    /// Makes the primary of what was a standby; returns as soon as it takes writes.
    ///
    /// # Errors
    /// When it is none, or takes no writes.
    pub fn promote(&self) -> io::Result<()> {
        let mut promote = Command::new(self.programs.join("pg_ctl"));
        promote.args(["promote", "-s", "-w", "-D"]);
        succeed(promote.arg(self.folder.join("data")))
    }

    /// Ends all its processes at once with SIGKILL, as the end of its machine does.
    ///
    /// # Errors
    /// When the watcher is gone, or the server does not die.
    pub fn crash(&mut self) -> io::Result<()> {
        self.end("crash")
    }

    /// Starts what crashed where nobody looks for it; answers the address.
    ///
    /// # Errors
    /// See [`restart`](Self::restart).
    pub fn start_apart(&mut self) -> io::Result<String> {
        let mut apart = Command::new("mkdir");
        succeed(apart.arg(self.folder.join("apart")))?;
        self.run("apart")?;
        Ok(at(&self.folder.join("apart").display().to_string()))
    }

    /// Brings what was the primary and does not run back as a standby of the one that took its
    /// place: what only the old one has is undone (`pg_rewind`).
    ///
    /// # Errors
    /// When it cannot be rewound, or does not come up.
    pub fn rejoin(&mut self, primary: &Self) -> io::Result<()> {
        // Without it the new primary does not yet say that its history is another.
        primary.ask("CHECKPOINT")?;
        primary.make_slot()?;
        let mut rewind = Command::new(self.programs.join("pg_rewind"));
        rewind
            .args(["-R", "-N", "--source-server", &primary.address()])
            .arg("--target-pgdata")
            .arg(self.folder.join("data"));
        succeed(&mut rewind)?;
        self.restart()
    }

    /// The connection string of several servers, of which one takes writes.
    #[must_use]
    pub fn address_of(servers: &[&Self]) -> String {
        let folders: Vec<String> = servers
            .iter()
            .map(|server| server.folder.display().to_string())
            .collect();
        at(&folders.join(","))
    }

    fn make_slot(&self) -> io::Result<()> {
        self.ask(&format!(
            "SELECT pg_create_physical_replication_slot('{SLOT}')"
        ))?;
        Ok(())
    }

    fn set(&self, setting: &str, value: &str) -> io::Result<()> {
        self.ask(&format!("ALTER SYSTEM SET {setting} = '{value}'"))?;
        self.ask("SELECT pg_reload_conf()")?;
        Ok(())
    }

    /// One statement of somebody who looks after the server.
    fn ask(&self, sql: &str) -> io::Result<String> {
        ask(&self.programs, &self.address(), sql)
    }
}

/// Makes the role and the database `undersigned` on a server that others have started, as
/// docs/operate/postgres.md says.
///
/// # Errors
/// When the server refuses.
pub fn make_database(programs: &Path, address: &str, password: &str) -> io::Result<()> {
    for sql in [
        format!("CREATE ROLE undersigned LOGIN PASSWORD '{password}'"),
        "CREATE DATABASE undersigned OWNER undersigned ENCODING 'UTF8' TEMPLATE template0"
            .to_owned(),
    ] {
        ask(programs, address, &sql)?;
    }
    Ok(())
}

pub(super) fn ask(programs: &Path, address: &str, sql: &str) -> io::Result<String> {
    let mut psql = Command::new(programs.join("psql"));
    psql.args(["-X", "-A", "-t", "-q", "-d", address, "-c", sql]);
    let said = unprivileged(&mut psql)?.output()?;
    if !said.status.success() {
        let error = String::from_utf8_lossy(&said.stderr).into_owned();
        return Err(io::Error::other(error));
    }
    Ok(String::from_utf8_lossy(&said.stdout).trim().to_owned())
}

fn at(hosts: &str) -> String {
    format!("host={hosts} user=undersigned dbname=postgres")
}

fn succeed(command: &mut Command) -> io::Result<()> {
    let ran = unprivileged(command)?.output()?;
    if ran.status.success() {
        return Ok(());
    }
    let error = String::from_utf8_lossy(&ran.stderr);
    Err(io::Error::other(format!("{command:?}: {error}")))
}
