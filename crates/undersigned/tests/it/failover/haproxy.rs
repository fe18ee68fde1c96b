//! HAProxy, run from the sample that operators are given: for nodes that cannot name all members.

use std::path::Path;
use std::process::Command;

use super::patroni::Watched;
use crate::program::{self, wait_for};
use crate::site::free_port;

/// Where Debian puts it.
const PROGRAM: &str = "/usr/sbin/haproxy";

/// One that runs in front of two members.
pub(super) struct Haproxy {
    port: u16,
    _program: Watched,
}

impl Haproxy {
    /// Nothing where the machine lacks it, which another test says aloud.
    pub(super) fn start(folder: &Path, members: [(u16, u16); 2]) -> Option<Self> {
        let program = Path::new(PROGRAM);
        if !program.exists() {
            return None;
        }
        let port = free_port();
        let config = folder.join("haproxy.cfg");
        std::fs::write(&config, configuration(port, members)).unwrap();
        let arguments = ["-db", "-f", config.to_str().unwrap()].map(str::to_owned);
        let log = folder.join("haproxy.log");
        let _program = Watched::start(program, &arguments, (&log, folder));
        // Until it was told otherwise it takes every member for one that leads.
        wait_for("HAProxy to know who does not lead", || {
            let said = std::fs::read_to_string(&log).ok()?;
            said.contains(" is DOWN").then_some(())
        });
        Some(Self { port, _program })
    }

    pub(super) fn address(&self) -> String {
        let port = self.port;
        format!("host=127.0.0.1 port={port} user=undersigned dbname=undersigned")
    }
}

fn sample() -> String {
    let sample = program::workspace().join("docs/operate/patroni/haproxy.cfg");
    std::fs::read_to_string(sample).unwrap()
}

/// The sample with other places, of two members, and with less patience.
fn configuration(port: u16, [(rest, server), (other_rest, other)]: [(u16, u16); 2]) -> String {
    let mut config = sample();
    for (written, instead) in [
        ("127.0.0.1:5000", format!("127.0.0.1:{port}")),
        (
            "10.0.0.11:5432 check port 8008",
            format!("127.0.0.1:{server} check port {rest}"),
        ),
        (
            "10.0.0.12:5432 check port 8008",
            format!("127.0.0.1:{other} check port {other_rest}"),
        ),
        (
            "    server db3 10.0.0.13:5432 check port 8008\n",
            String::new(),
        ),
        ("inter 2s", "inter 300ms".to_owned()),
    ] {
        assert!(config.contains(written), "the sample has no {written}");
        config = config.replace(written, &instead);
    }
    config
}

#[test]
fn the_sample_for_haproxy_is_one_that_it_takes() {
    if !Path::new(PROGRAM).exists() {
        program::skip("tool: haproxy", "connections through HAProxy");
        return;
    }
    let file = program::workspace().join("docs/operate/patroni/haproxy.cfg");
    let checked = Command::new(PROGRAM).args(["-c", "-f"]).arg(file).output();
    let checked = checked.unwrap();
    assert!(checked.status.success(), "{checked:?}");
    let said = String::from_utf8_lossy(&checked.stderr).into_owned();
    assert!(!said.contains("WARNING"), "{said}");
}
