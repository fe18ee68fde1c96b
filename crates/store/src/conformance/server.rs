//! A PostgreSQL server for tests: of its own, in a folder that vanishes with it, on a socket alone.
//!
//! It is one program of Debian's, found in `UNDERSIGNED_POSTGRES` or where the packages put it. A
//! watcher holds the other end of a pipe: when the test process ends, however it ends, the server
//! is stopped and its folder removed. Until then it can be killed, and started again. How one follows
//! another is in [`standby`](super::standby).

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A running server.
pub struct Server {
    pub(super) folder: PathBuf,
    pub(super) programs: PathBuf,
    /// Dropping its standard input is what stops the server.
    watcher: Child,
}

/// Runs the server, kills and starts it as it is told, and ends it with its standard input. `$1` is the
/// folder of the programs, `$2` that of the data, `$3` whether commits are synced, `$4` the folder of the
/// socket; the server takes TCP connections at the address `$LISTEN` alone, or none. A crash ends all its processes with the signal that none
/// can catch, as the end of its machine does, and removes the file in which it says that it is ready.
const WATCH: &str = r#"
run() {
    "$1/postgres" -D "$2/data" -k "$4" -c listen_addresses="$LISTEN" -c port="$PORT" -c fsync=$3 \
        -c max_connections=400 -c shared_buffers=64MB >>"$2/log" 2>&1 &
}
end() {
    kill -QUIT $! 2>/dev/null
    wait
}
run "$1" "$2" "$3" "$2"
while read -r order; do
    case $order in
    kill) end ;;
    crash)
        kill -KILL $! $(cat /proc/$!/task/$!/children)
        wait
        rm -f "$2/data/postmaster.pid"
        ;;
    start) run "$1" "$2" "$3" "$2" ;;
    apart) run "$1" "$2" "$3" "$2/apart" ;;
    esac
done
end
rm -rf "$2"
"#;

impl Server {
    /// The folder of the server's programs, if they are on this machine.
    #[must_use]
    pub fn programs() -> Option<PathBuf> {
        if let Some(named) = std::env::var_os("UNDERSIGNED_POSTGRES") {
            return Some(PathBuf::from(named));
        }
        let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
        let mut folders: Vec<PathBuf> = versions
            .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
            .filter(|bin| bin.join("initdb").exists())
            .collect();
        folders.sort();
        folders.pop()
    }

    /// Makes a database cluster and starts it: three seconds. It needs no sync, since it dies with the
    /// test.
    ///
    /// # Errors
    /// When the programs cannot be run, or the server does not come up.
    pub fn start(programs: &Path) -> io::Result<Self> {
        Self::begin(programs, "off", &[])
    }

    /// The same, and every commit is synced, as it is in use: for measuring.
    ///
    /// # Errors
    /// See [`start`](Self::start).
    pub fn start_durable(programs: &Path) -> io::Result<Self> {
        Self::begin(programs, "on", &[])
    }

    /// Makes a cluster with more options of `initdb`, and starts it.
    pub(super) fn begin(programs: &Path, syncs: &str, more: &[&str]) -> io::Result<Self> {
        Self::watch(programs, Self::cluster(programs, more)?, syncs)
    }

    /// Makes a cluster with more options of `initdb`, and answers its folder.
    pub(super) fn cluster(programs: &Path, more: &[&str]) -> io::Result<PathBuf> {
        let folder = folder()?;
        let mut initdb = Command::new(programs.join("initdb"));
        initdb
            .args([
                "-A",
                "trust",
                "-U",
                "undersigned",
                "-E",
                "UTF8",
                "--locale=C",
                "-N",
                "-D",
            ])
            .arg(folder.join("data"))
            .args(more)
            .stdout(Stdio::null());
        let made = unprivileged(&mut initdb)?.status()?;
        if !made.success() {
            return Err(io::Error::other("initdb failed"));
        }
        Ok(folder)
    }

    /// Starts what is in the folder.
    pub(super) fn watch(programs: &Path, folder: PathBuf, syncs: &str) -> io::Result<Self> {
        // The port is part of the name of the socket.
        Self::watch_at(programs, folder, (syncs, "", 5432))
    }

    /// The same, listening at an address and a port, too.
    pub(super) fn watch_at(
        programs: &Path,
        folder: PathBuf,
        (syncs, listen, port): (&str, &str, u16),
    ) -> io::Result<Self> {
        let mut watch = Command::new("sh");
        watch
            .env("LISTEN", listen)
            .env("PORT", port.to_string())
            .args(["-c", WATCH, "watch"])
            .args([programs, &folder])
            .arg(syncs)
            .stdin(Stdio::piped());
        let watcher = unprivileged(&mut watch)?.spawn()?;
        let server = Self {
            folder,
            programs: programs.to_owned(),
            watcher,
        };
        server.wait()?;
        Ok(server)
    }

    /// Kills it in the middle of whatever it does: connections break, nothing is tidied.
    ///
    /// # Errors
    /// When the watcher is gone, or the server does not die.
    pub fn kill(&mut self) -> io::Result<()> {
        self.end("kill")
    }

    /// Gives an order after which it does not run any more.
    pub(super) fn end(&mut self, order: &str) -> io::Result<()> {
        self.order(order)?;
        let pid = self.folder.join("data/postmaster.pid");
        until(|| !pid.exists()).map_err(|()| io::Error::other("the server did not die"))
    }

    /// Starts it again after [`kill`](Self::kill), on the same data and the same address.
    ///
    /// # Errors
    /// When the watcher is gone, or the server does not come up.
    pub fn restart(&mut self) -> io::Result<()> {
        self.run("start")
    }

    /// Gives an order after which it runs.
    pub(super) fn run(&mut self, order: &str) -> io::Result<()> {
        self.order(order)?;
        self.wait()
    }

    fn order(&mut self, order: &str) -> io::Result<()> {
        let orders = self.watcher.stdin.as_mut();
        let orders = orders.ok_or_else(|| io::Error::other("the watcher is gone"))?;
        writeln!(orders, "{order}")
    }

    /// The connection string of its one database.
    #[must_use]
    pub fn address(&self) -> String {
        let folder = self.folder.display();
        format!("host={folder} user=undersigned dbname=postgres")
    }

    /// The socket is there some tenths of a second after the start; a server that died never makes
    /// one.
    fn wait(&self) -> io::Result<()> {
        let pid = self.folder.join("data/postmaster.pid");
        let is_ready = || {
            let lines = fs::read_to_string(&pid).unwrap_or_default();
            let state = lines.lines().nth(7);
            state.is_some_and(|line| line.trim() == "ready")
        };
        until(is_ready).map_err(|()| {
            let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            io::Error::other(format!("the server did not start: {log}"))
        })
    }
}

/// Waits for something, half a minute at most.
pub(super) fn until(mut happened: impl FnMut() -> bool) -> Result<(), ()> {
    for _ in 0..600 {
        if happened() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Err(())
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.watcher.stdin.take());
        // It has nothing left to say.
        let _ = self.watcher.wait();
    }
}

/// A folder for a server, which it may write to.
pub(super) fn folder() -> io::Result<PathBuf> {
    let folder = tempfile::Builder::new().prefix("pg").tempdir()?.keep();
    if let Some((uid, gid)) = user()? {
        chown(&folder, Some(uid), Some(gid))?;
    }
    Ok(folder)
}

/// Lets a command run as somebody whom the server allows: it refuses to run as root, then it is the
/// user that its package made.
///
/// # Errors
/// When this is root, and there is no such user.
pub fn unprivileged(command: &mut Command) -> io::Result<&mut Command> {
    Ok(match user()? {
        Some((uid, gid)) => command.uid(uid).gid(gid).current_dir("/"),
        None => command,
    })
}

/// Who that is, where it is another.
///
/// # Errors
/// See [`unprivileged`].
pub fn user() -> io::Result<Option<(u32, u32)>> {
    if fs::metadata("/proc/self")?.uid() != 0 {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd")?;
    let found = users.lines().find_map(|line| {
        let mut fields = line.strip_prefix("postgres:")?.split(':').skip(1);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    });
    found
        .map(Some)
        .ok_or_else(|| io::Error::other("there is no user `postgres`"))
}
