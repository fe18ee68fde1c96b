//! Mails that come back, handed over by a mail server: to a program, and over LMTP.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::process::Stdio;

use app::clock::SystemRandom;
use app::keys::Keys;
use mail::return_path::{Kind, ReturnPaths};
use store::{SqliteOptions, Store};

use super::program;
use super::site::{Site, free_port};

/// A site whose mails come back to a place.
fn site_listening_at(listen: &str) -> Site {
    let site = Site::new();
    let file = site.path("site/config.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let from = "\n[mail]\n";
    assert!(text.contains(from));
    let text = text.replace(from, "\n[mail]\nreturn-path = \"bounces.example.org\"\n");
    let text = format!("{text}\n[mail.lmtp]\nlisten = \"{listen}\"\n");
    std::fs::write(file, text).unwrap();
    site
}

/// The return path of the mail with a number.
fn path(site: &Site, number: u8) -> String {
    let keys = Keys::open(&site.path("site/keys"), &SystemRandom).unwrap();
    let key = keys.site_hash("return-path", &[]);
    ReturnPaths::new(&key, "bounces.example.org").address(Kind::Delivery, [number; 16])
}

const BOUNCE: &str = "From: MAILER-DAEMON@relay.example.org\r\n\
    Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
    --b\r\nContent-Type: message/delivery-status\r\n\r\n\
    Final-Recipient: rfc822; ada@example.org\r\nAction: failed\r\nStatus: 5.7.1\r\n\r\n--b--\r\n";

/// How often each class was counted for each kind of mail.
fn counted(site: &Site) -> BTreeSet<(String, u64)> {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let file = site.path("site/undersigned.sqlite");
        let store = Store::open_sqlite(&file, SqliteOptions::default()).unwrap();
        let counts = store.returned_counts(0).await.unwrap();
        store.close().await.unwrap();
        counts.into_iter().map(|row| (row.class, row.n)).collect()
    })
}

fn counts(expected: &[(&str, u64)]) -> BTreeSet<(String, u64)> {
    let expected = expected.iter();
    expected
        .map(|(class, n)| ((*class).to_owned(), *n))
        .collect()
}

/// Runs `mail receive` with a message; answers code, output and errors.
fn receive(site: &Site, arguments: &[&str], message: &str) -> (i32, String, String) {
    let mut child = program::command(site.folder())
        .args(["mail", "receive", "--config", "site"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(message.as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    (code, text(output.stdout), text(output.stderr))
}

/// Says lines to a mail server's end of LMTP and reads the last line of each answer.
struct Conversation<S: Read + Write> {
    stream: BufReader<S>,
}

impl<S: Read + Write> Conversation<S> {
    fn over(stream: S) -> Self {
        let mut conversation = Self {
            stream: BufReader::new(stream),
        };
        assert!(conversation.hear().starts_with("220 127.0.0.1 LMTP"));
        assert!(
            conversation
                .say("LHLO relay.example.org")
                .starts_with("250 ")
        );
        conversation
    }

    fn hear(&mut self) -> String {
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).unwrap();
            if line.as_bytes().get(3) != Some(&b'-') {
                return line;
            }
        }
    }

    fn say(&mut self, line: &str) -> String {
        write!(self.stream.get_mut(), "{line}\r\n").unwrap();
        self.hear()
    }

    /// Hands over a message to one recipient; answers what was said of it.
    fn hand_over(&mut self, to: &str, message: &str) -> String {
        assert!(self.say("MAIL FROM:<>").starts_with("250"));
        let known = self.say(&format!("RCPT TO:<{to}>"));
        if !known.starts_with("250") {
            assert!(self.say("RSET").starts_with("250"));
            return known;
        }
        assert!(self.say("DATA").starts_with("354"));
        self.say(&format!("{message}."))
    }
}

#[test]
fn a_program_takes_what_a_mail_server_pipes_into_it() {
    let site = site_listening_at("127.0.0.1:1");
    let to = path(&site, 1);
    for _ in 0..2 {
        let (code, out, err) = receive(&site, &["--recipient", &to], BOUNCE);
        assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
    }
    let large = format!("Subject: junk\r\n\r\n{}", "x".repeat(3 << 20));
    assert_eq!(receive(&site, &["--recipient", &to], &large).0, 0);
    assert_eq!(receive(&site, &[], "").0, 0);
    assert_eq!(counted(&site), counts(&[("policy", 1), ("review", 1)]));
    let (code, out, _) = receive(&site, &["--explain", "--recipient", &to], BOUNCE);
    assert_eq!(code, 0);
    assert!(
        out.contains("meaning: a bounce, policy, status 5.7.1, to ada@example.org"),
        "{out}"
    );
    assert!(out.contains("about: a mail to one person"), "{out}");
}

#[test]
fn what_cannot_be_recorded_is_asked_for_again() {
    let site = site_listening_at("127.0.0.1:1");
    let file = site.path("site/undersigned.sqlite");
    std::fs::rename(&file, site.path("elsewhere")).unwrap();
    let (code, _, err) = receive(&site, &[], BOUNCE);
    assert_eq!(code, 75, "{err}");
    assert!(err.contains("there is no database"), "{err}");
}

#[test]
fn a_mail_server_hands_over_what_came_back_and_nothing_else() {
    let port = free_port();
    let site = site_listening_at(&format!("127.0.0.1:{port}"));
    let server = site.serve();
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let mut relay = Conversation::over(stream);
    let to = path(&site, 1).to_uppercase();
    for _ in 0..2 {
        assert!(relay.hand_over(&to, BOUNCE).starts_with("250 2.0.0"));
    }
    assert!(
        relay
            .hand_over("ada@example.org", BOUNCE)
            .starts_with("550")
    );
    let forged = format!("b-{}@bounces.example.org", "a".repeat(48));
    assert!(relay.hand_over(&forged, BOUNCE).starts_with("550"));
    assert!(relay.say("QUIT").starts_with("221"));
    assert_eq!(server.stop().0, 0);
    assert_eq!(counted(&site), counts(&[("policy", 1)]));
}

#[test]
fn what_was_acknowledged_survives_kill_nine() {
    let temporary = tempfile::tempdir().unwrap();
    let socket = temporary.path().join("lmtp");
    let site = site_listening_at(&format!("unix:{}", socket.display()));
    let mut number = 0;
    for _ in 0..3 {
        let server = site.serve();
        let mut relay = Conversation::over(UnixStream::connect(&socket).unwrap());
        for _ in 0..20 {
            number += 1;
            assert!(
                relay
                    .hand_over(&path(&site, number), BOUNCE)
                    .starts_with("250 2.0.0")
            );
        }
        server.kill();
        assert_eq!(counted(&site), counts(&[("policy", u64::from(number))]));
    }
    let server = site.serve();
    assert_eq!(server.stop().0, 0);
    assert!(!socket.exists(), "the socket file is taken away in the end");
}
