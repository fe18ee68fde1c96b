//! The demo: filled once, found again, and clear about what is in its way.

use std::net::TcpListener;
use std::path::Path;

use super::mails::Mails;
use super::program::{command, run};
use super::site::Server;
use super::visitor::{Person, Visitor};

const READY: &str = "Ctrl-C stops the demo";

fn demo(folder: &Path, arguments: &[&str]) -> Server {
    let mut command = command(folder);
    command.arg("demo").args(arguments);
    Server::start(command, READY, &folder.join("demo.log"))
}

fn base_url(server: &Server) -> String {
    let (_, rest) = server.said.split_once("The demo is open: ").unwrap();
    rest.lines()
        .next()
        .unwrap()
        .trim_end_matches('/')
        .to_owned()
}

#[test]
fn a_demo_is_filled_once_and_finds_its_data_again() {
    let temporary = tempfile::tempdir().unwrap();
    let folder = temporary.path();
    let first = demo(folder, &["--open-port"]);
    let url = base_url(&first);
    let visitor = Visitor::new(&url);
    for path in [
        "/",
        "/d/night-bus/en",
        "/d/solidarity-kazakhstan/ar",
        "/mailbox",
    ] {
        assert_eq!(visitor.get(path).status, 200, "{path}");
    }
    let count = |slug: &str| {
        visitor.json(&format!("/d/{slug}/count.json"))["total"]
            .as_u64()
            .unwrap()
    };
    let (bus, solidarity) = (count("night-bus"), count("solidarity-kazakhstan"));
    assert!(
        bus + solidarity >= 300 && bus >= 60 && solidarity >= 60,
        "{bus} {solidarity}"
    );

    let token = visitor.form_token(("night-bus", "en"));
    let ada = Person {
        name: "Ada Okafor".into(),
        email: "ada@example.org".into(),
        listing: "named",
    };
    visitor.sign(("night-bus", "en"), &token, &ada);
    let links = Mails::of(&folder.join("undersigned-demo")).to(&ada.email);
    assert_eq!(
        visitor
            .post("/confirm", &[("token", &links.confirm)])
            .status,
        200
    );
    let (code, said) = first.interrupt();
    assert_eq!(code, 0);
    assert!(said.contains("finds everything"), "{said}");

    let second = demo(folder, &[]);
    assert_eq!(base_url(&second), url, "a demo keeps its port");
    assert_eq!(count("night-bus"), bus + 1);
    for slug in ["night-bus", "solidarity-kazakhstan"] {
        run(folder, &["verify", &format!("{url}/d/{slug}/log")]).ended(0);
    }
    let busy = run(folder, &["demo"]).ended(2);
    assert!(busy.err.contains("it may be this demo: open"), "{busy:?}");
    let other = run(folder, &["demo", "--port", "1"]).ended(2);
    assert!(other.err.contains("start it without `--port`"), "{other:?}");
    run(folder, &["doctor", "--config", "undersigned-demo"]).ended(0);
    contacts_open_with_the_organisers_key(folder);
}

/// The server cannot open what signers left for the organisers; the organisers can.
fn contacts_open_with_the_organisers_key(folder: &Path) {
    let written = [
        "contacts",
        "night-bus",
        "contacts",
        "--config",
        "undersigned-demo",
    ];
    run(folder, &written).ended(0);
    run(folder, &written).ended(2);
    let key = folder.join("undersigned-demo/organisers-age-key.txt");
    let key = std::fs::read_to_string(key).unwrap();
    let key = key
        .lines()
        .find(|line| line.starts_with("AGE-SECRET-KEY-"))
        .unwrap();
    let key: age::x25519::Identity = key.parse().unwrap();
    let files: Vec<_> = std::fs::read_dir(folder.join("contacts"))
        .unwrap()
        .collect();
    assert!(!files.is_empty());
    for file in files {
        let sealed = std::fs::read(file.unwrap().path()).unwrap();
        let opened = String::from_utf8(age::decrypt(&key, &sealed).unwrap()).unwrap();
        assert!(opened.contains("@example.org"), "{opened}");
    }
}

#[test]
fn a_port_in_use_is_said_with_what_to_do() {
    let temporary = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ran = run(temporary.path(), &["demo", "--port", &port]).ended(2);
    assert!(
        ran.err.contains("is in use") && ran.err.contains("--port"),
        "{ran:?}"
    );
    assert!(
        !temporary.path().join("undersigned-demo").exists(),
        "nothing is left behind"
    );
}

#[test]
fn an_interrupted_first_start_begins_anew_and_foreign_folders_are_left_alone() {
    let temporary = tempfile::tempdir().unwrap();
    let folder = temporary.path();
    std::fs::create_dir(folder.join("mine")).unwrap();
    std::fs::write(folder.join("mine/notes.txt"), "mine").unwrap();
    let foreign = run(folder, &["demo", "--open-port", "--folder", "mine"]).ended(2);
    assert!(
        foreign.err.contains("holds something that is no demo"),
        "{foreign:?}"
    );
    assert_eq!(
        std::fs::read_to_string(folder.join("mine/notes.txt")).unwrap(),
        "mine"
    );

    let mut child = command(folder)
        .args(["demo", "--open-port"])
        .spawn()
        .unwrap();
    super::program::wait_for("a begun demo", || {
        folder
            .join("undersigned-demo/keys/night-bus.log.key")
            .exists()
            .then_some(())
    });
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!folder.join("undersigned-demo/config.toml").exists());
    let again = demo(folder, &["--open-port"]);
    let visitor = Visitor::new(&base_url(&again));
    assert!(
        visitor.json("/d/night-bus/count.json")["total"]
            .as_u64()
            .unwrap()
            >= 60
    );
}
