//! Patroni and etcd, run from the sample that operators are given.
//!
//! Without the programs it is said aloud that this is skipped. Addresses, ports and folders of the
//! sample are replaced, and its patience made shorter; everything else is run as it stands.

use std::fs::Permissions;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use store::conformance::server::{Server as Postgres, unprivileged, user};
use store::conformance::standby::make_database;

use super::haproxy::Haproxy;
use super::pair::{locks_agree, verified};
use super::seen::Seen;
use crate::nodes::cluster::Cluster;
use crate::program::{self, wait_for};
use crate::site::free_port;
use crate::visitor::Visitor;

/// Runs a program until its standard input ends; then it is killed, with the server that it has begun
/// in the folder `$2`. `$1` takes what it says.
const WATCH: &str = r#"
log=$1; data=$2; shift 2
"$@" >>"$log" 2>&1 &
read -r _
kill -KILL $!
postmaster=$(head -n 1 "$data/postmaster.pid" 2>/dev/null)
[ -n "$postmaster" ] && kill -KILL "$postmaster" $(cat "/proc/$postmaster/task/$postmaster/children")
wait
"#;

/// A program that dies when this is dropped, however the test ends.
pub(super) struct Watched(Child);

impl Watched {
    pub(super) fn start(program: &Path, arguments: &[String], (log, data): (&Path, &Path)) -> Self {
        let mut command = Command::new("sh");
        command.args(["-c", WATCH, "watch"]).args([log, data]);
        command.arg(program).args(arguments).stdin(Stdio::piped());
        Self(unprivileged(&mut command).unwrap().spawn().unwrap())
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        // It has nothing left to say.
        let _ = self.0.wait();
    }
}

/// Two members and the store in which they agree who leads.
struct Patroni {
    members: [Option<Watched>; 2],
    /// Where each answers what it is, and where its server listens.
    ports: [(u16, u16); 2],
    _etcd: Watched,
    programs: [PathBuf; 2],
    /// Last to go: everything above writes to it.
    folder: tempfile::TempDir,
}

impl Patroni {
    /// Nothing where the machine lacks one of the programs, which is said aloud.
    fn start(test: &str) -> Option<Self> {
        let places = [Path::new("/usr/bin/patroni"), Path::new("/usr/bin/etcd")];
        let programs = Postgres::programs().filter(|_| places.iter().all(|place| place.exists()));
        let Some(postgres) = programs else {
            program::skip("tool: patroni, etcd, postgresql", test);
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        if let Some((uid, gid)) = user().unwrap() {
            chown(folder.path(), Some(uid), Some(gid)).unwrap();
        }
        let (client, peer) = (url(free_port()), url(free_port()));
        let data = folder.path().join("etcd");
        let arguments = [
            format!("--data-dir={}", data.display()),
            format!("--listen-client-urls={client}"),
            format!("--advertise-client-urls={client}"),
            format!("--listen-peer-urls={peer}"),
            format!("--initial-advertise-peer-urls={peer}"),
            format!("--initial-cluster=default={peer}"),
        ];
        let log = folder.path().join("etcd.log");
        let etcd = Watched::start(places[1], &arguments, (&log, &data));
        let mut patroni = Self {
            members: [None, None],
            ports: std::array::from_fn(|_| (free_port(), free_port())),
            _etcd: etcd,
            programs: [places[0].to_owned(), postgres],
            folder,
        };
        for member in [0, 1] {
            patroni.write(member, client.trim_start_matches("http://"));
            patroni.begin(member);
        }
        Some(patroni)
    }

    /// The config file of a member: the sample with other places.
    fn write(&self, member: usize, etcd: &str) {
        let sample = program::workspace().join("docs/operate/patroni/patroni.yml");
        let mut config = std::fs::read_to_string(sample).unwrap();
        let (rest, server) = self.ports[member];
        let folder = self.data(member);
        let folder = folder.parent().unwrap().display();
        for (written, instead) in [
            ("name: db1", format!("name: db{member}")),
            ("0.0.0.0:8008", format!("127.0.0.1:{rest}")),
            ("10.0.0.11:8008", format!("127.0.0.1:{rest}")),
            (
                "10.0.0.11:2379,10.0.0.12:2379,10.0.0.13:2379",
                etcd.to_owned(),
            ),
            ("0.0.0.0:5432", format!("127.0.0.1:{server}")),
            ("10.0.0.11:5432", format!("127.0.0.1:{server}")),
            ("10.0.0.0/24", "127.0.0.1/32".to_owned()),
            (
                "/var/lib/postgresql/15/undersigned",
                format!("{folder}/data"),
            ),
            (
                "/var/lib/postgresql/patroni.pgpass",
                format!("{folder}/pgpass"),
            ),
            ("/var/run/postgresql", folder.to_string()),
            (
                "/usr/lib/postgresql/15/bin",
                self.programs[1].display().to_string(),
            ),
            ("ttl: 30", "ttl: 10".to_owned()),
            ("loop_wait: 10", "loop_wait: 1".to_owned()),
            ("retry_timeout: 10", "retry_timeout: 3".to_owned()),
        ] {
            assert!(config.contains(written), "the sample has no {written}");
            config = config.replace(written, &instead);
        }
        std::fs::create_dir_all(self.data(member).parent().unwrap()).unwrap();
        if let Some((uid, gid)) = user().unwrap() {
            let folder = self.data(member);
            chown(folder.parent().unwrap(), Some(uid), Some(gid)).unwrap();
        }
        std::fs::write(self.config(member), config).unwrap();
    }

    fn begin(&mut self, member: usize) {
        let log = self.folder.path().join(format!("{member}.log"));
        let config = self.config(member).display().to_string();
        let begun = Watched::start(&self.programs[0], &[config], (&log, &self.data(member)));
        self.members[member] = Some(begun);
    }

    /// Kills a member with its server, as the end of its machine does.
    fn kill(&mut self, member: usize) {
        self.members[member] = None;
    }

    fn config(&self, member: usize) -> PathBuf {
        self.folder.path().join(format!("{member}.yml"))
    }

    fn data(&self, member: usize) -> PathBuf {
        self.folder.path().join(format!("{member}/data"))
    }

    /// Waits until one of these members says that it is this: `primary` or `sync`.
    fn wait_for(&self, members: &[usize], what: &str) -> usize {
        wait_for(what, || {
            let is = |member: &&usize| {
                let (rest, _) = self.ports[**member];
                let answer = Visitor::new(&url(rest)).try_get(&format!("/{what}"));
                answer.is_ok_and(|answer| answer.status == 200)
            };
            members.iter().find(is).copied()
        })
    }

    /// What leads to whoever leads; nothing where the machine lacks it.
    fn haproxy(&self) -> Option<Haproxy> {
        Haproxy::start(self.folder.path(), self.ports)
    }

    /// The address of all members, of which one leads.
    fn address(&self) -> String {
        let [(_, one), (_, other)] = self.ports;
        format!("host=127.0.0.1,127.0.0.1 port={one},{other} user=undersigned dbname=undersigned")
    }

    fn make_database(&self, leader: usize) {
        let port = self.ports[leader].1;
        let superuser = "user=postgres password=replace-me-1 dbname=postgres";
        let address = format!("host=127.0.0.1 port={port} {superuser}");
        make_database(&self.programs[1], &address, "geheim").unwrap();
    }
}

fn url(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

#[test]
fn under_patroni_a_killed_leader_is_replaced_and_signing_goes_on() {
    let Some(mut patroni) = Patroni::start("a leader killed under Patroni") else {
        return;
    };
    let first = patroni.wait_for(&[0, 1], "primary");
    let other = 1 - first;
    patroni.wait_for(&[other], "sync");
    patroni.make_database(first);
    let password = patroni.folder.path().join("password");
    std::fs::write(&password, "geheim\n").unwrap();
    std::fs::set_permissions(&password, Permissions::from_mode(0o600)).unwrap();
    let more = ["--database-password-file", password.to_str().unwrap()];
    let cluster = Cluster::at(&patroni.address(), &more, 2);
    // The second node names no member.
    let haproxy = patroni.haproxy();
    if let Some(haproxy) = &haproxy {
        cluster.edit(1, |config| {
            assert!(config.contains(&patroni.address()), "{config}");
            config.replace(&patroni.address(), &haproxy.address())
        });
    }
    let nodes = [cluster.serve(0), cluster.serve(1)];
    let seen = Seen::default();
    assert_eq!(cluster.sign((0, 1), "Ada"), 200);
    seen.look(&cluster, 1).unwrap();
    let bo = cluster.submit(0, "Bo");

    patroni.kill(first);
    patroni.wait_for(&[other], "primary");
    // With `synchronous_mode_strict` the new leader acknowledges nothing alone.
    patroni.begin(first);
    patroni.wait_for(&[first], "sync");
    let pressed = wait_for("a receipt", || {
        let visitor = cluster.visitor(1);
        let fields = [("token", bo.confirm.as_str())];
        let answer = visitor.try_post("/confirm", &fields).ok()?;
        (answer.status != 503).then_some(answer)
    });
    assert_eq!(pressed.status, 200, "{pressed:?}");
    assert_eq!(cluster.sign((1, 0), "Chi"), 200);
    let report = verified(&cluster);
    assert_eq!((&report["total"], &report["names"]), (&3.into(), &3.into()));
    seen.look(&cluster, 0).unwrap();
    assert!(seen.prove(&cluster) > 1);
    locks_agree(&cluster);
    for node in nodes {
        assert_eq!(node.stop().0, 0);
    }
}
