//! The numbers of a running site.
//!
//! The judge is the parser of the Python client of Prometheus, in the Python of `cargo xtask test`; where
//! that is absent, its test is skipped and says so.

use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::process::Command;

use super::{scraped, site_with};
use crate::mails::Mails;
use crate::program::{skip, workspace};
use crate::road::{ada, sign_and_confirm};
use crate::site::{Site, free_port};
use crate::visitor::Visitor;

fn watched(listen: &str) -> Site {
    site_with("", &format!("[metrics]\nlisten = \"{listen}\""))
}

#[test]
fn somebody_elses_parser_reads_the_numbers_of_a_running_site() {
    let test = "somebody_elses_parser_reads_the_numbers_of_a_running_site";
    let Some(python) = std::env::var_os("UNDERSIGNED_PYTHON") else {
        skip("tool", test);
        return;
    };
    let address = format!("127.0.0.1:{}", free_port());
    let site = watched(&address);
    let server = site.serve();
    let mails = Mails::of(&site.path("site"));
    sign_and_confirm(&Visitor::new(&site.base_url), &mails, &ada());
    let file = site.path("metrics.txt");
    std::fs::write(&file, scraped(TcpStream::connect(&address).unwrap())).unwrap();
    assert_eq!(server.stop().0, 0);

    let judge = workspace().join("crates/undersigned/tests/it/watching/judge.py");
    let ran = Command::new(python)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .args([&judge, &file])
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
    let said = String::from_utf8(ran.stdout).unwrap();
    for expected in [
        "undersigned_submissions counter accepted 1",
        "undersigned_confirmations counter signed 1",
        "undersigned_commit_seconds histogram",
        "undersigned_log_signatures gauge night-bus 1",
        "undersigned_sqlite_sync_seconds histogram",
        "undersigned_log_lines counter error 0",
    ] {
        assert!(
            said.lines().any(|line| line.starts_with(expected)),
            "{expected}\n{said}"
        );
    }
}

#[test]
fn numbers_are_given_at_a_socket_file_that_is_gone_in_the_end() {
    let site = Site::with_night_bus();
    let socket = site.path("metrics.socket");
    let file = site.path("site/config.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let table = format!(
        "{text}\n[metrics]\nlisten = \"unix:{}\"\n",
        socket.display()
    );
    std::fs::write(file, table).unwrap();
    let server = site.serve();
    let numbers = scraped(UnixStream::connect(&socket).unwrap());
    assert!(
        numbers.contains("undersigned_build_info{version="),
        "{numbers}"
    );
    assert_eq!(server.stop().0, 0);
    assert!(!socket.exists());
}

#[test]
fn a_place_that_others_reach_is_refused_and_nobody_listens_unless_told() {
    let site = watched("0.0.0.0:9464");
    let refused = site.run(&["serve", "--config", "site"]).ended(2);
    assert!(
        refused
            .err
            .contains("metrics.listen must be an address of this machine"),
        "{refused:?}"
    );

    let site = Site::with_night_bus();
    let server = site.serve();
    let answer = Visitor::new(&site.base_url).get("/metrics");
    assert_eq!(
        answer.status, 404,
        "the pages have no such address: {answer:?}"
    );
    assert_eq!(server.stop().0, 0);
}
