//! `mail doctor` against a real name server and a real mail server, both on this machine; and below, the
//! doctor of the whole site.

mod replicated;
mod resting;
mod whole;
mod zone;

use std::path::Path;

use serde_json::Value;
use testkit::sink::{Sink, SinkOptions};
use tokio::runtime::Runtime;

use super::program::{Ran, run};
use zone::NameServer;

/// A site at letters.example that sends from two addresses, and a server that takes its mails.
struct Letters {
    folder: tempfile::TempDir,
    /// What `mail keys` has an operator publish.
    keys: Vec<(String, String)>,
    _sink: Sink,
    _runtime: Runtime,
}

impl Letters {
    fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let sink = runtime.block_on(Sink::start(SinkOptions::default()));
        let sink = sink.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let url = "https://letters.example";
        run(folder.path(), &["init", "site", "--base-url", url]).ended(0);
        configure(&folder.path().join("site/config.toml"), sink.port);
        let keys = run(
            folder.path(),
            &["mail", "keys", "--json", "--config", "site"],
        );
        let keys = keys.ended(0).json();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let records = keys["records"].as_array().unwrap().iter();
        let keys = records.map(|record| (text(&record["name"]), text(&record["value"])));
        Self {
            keys: keys.collect(),
            folder,
            _sink: sink,
            _runtime: runtime,
        }
    }

    /// Everything that the DNS must say.
    fn zone(&self) -> String {
        let sixth = format!("1{}.8.b.d.0.1.0.0.2.ip6.arpa", ".0".repeat(23));
        let mut lines = vec![
            "letters.example MX 10 mail.letters.example".to_owned(),
            "bounces.letters.example TXT v=spf1 ip4:192.0.2.1 include:spf.letters.example -all"
                .into(),
            "spf.letters.example TXT v=spf1 ip6:2001:db8::/32 -all".into(),
            "bounces.letters.example MX 10 mail.letters.example".into(),
            "mail.letters.example A 192.0.2.1".into(),
            "mail.letters.example AAAA 2001:db8::1".into(),
            "1.2.0.192.in-addr.arpa PTR mail.letters.example".into(),
            format!("{sixth} PTR mail.letters.example"),
            "_dmarc.letters.example TXT v=DMARC1; p=reject; rua=mailto:post@letters.example".into(),
        ];
        let keys = self.keys.iter();
        lines.extend(keys.map(|(name, value)| format!("{name} TXT {value}")));
        lines.join("\n")
    }

    fn examined(&self, zone: &str) -> Ran {
        let server = NameServer::start(zone);
        let resolver = server.address.to_string();
        let arguments = ["mail", "doctor", "--config", "site", "--json"];
        let arguments = [&arguments[..], &["--resolver", &resolver]].concat();
        run(self.folder.path(), &arguments)
    }

    /// What is wrong with a zone: each finding that is an error.
    #[track_caller]
    fn wrong(&self, zone: &str) -> Vec<(String, String)> {
        let findings = self.examined(zone).ended(1).json();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let findings = findings.as_array().unwrap().iter();
        let wrong = findings.filter(|finding| finding["level"] == "error");
        wrong
            .map(|finding| (text(&finding["what"]), text(&finding["found"])))
            .collect()
    }
}

fn configure(file: &Path, port: u16) {
    let config = std::fs::read_to_string(file).unwrap();
    let mail = "[mail]\nreturn-path = \"bounces.letters.example\"\n\
                sends-from = [\"192.0.2.1\", \"2001:db8::1\"]\n";
    let config = config
        .replace("[mail]\n", mail)
        .replace("host = \"localhost\"", "host = \"127.0.0.1\"")
        .replace("port = 25\n", &format!("port = {port}\n"));
    let keys = "\n[mail.dkim]\nconfirmations = \"c1\"\ninfomail = \"i1\"\n";
    std::fs::write(file, config + keys).unwrap();
}

#[test]
fn a_site_whose_records_are_published_as_printed_has_nothing_to_mend() {
    let letters = Letters::new();
    let examined = letters.examined(&letters.zone()).ended(0);
    let findings = examined.json();
    let findings = findings.as_array().unwrap();
    assert!(
        findings.iter().all(|finding| finding["level"] == "ok"),
        "{examined:?}"
    );
    let about = |word: &str| {
        let of = |finding: &&Value| finding["what"].as_str().unwrap().starts_with(word);
        findings.iter().filter(of).count()
    };
    let counted = ["mail server", "SPF", "DKIM key", "DMARC", "name of", "MX"].map(about);
    assert_eq!(counted, [1, 3, 4, 2, 2, 1], "{examined:?}");
}

#[test]
fn what_a_name_server_does_not_say_is_told_from_what_it_says_wrongly_and_from_silence() {
    let letters = Letters::new();
    let zone = letters.zone();
    let (key, value) = &letters.keys[0];

    let without = zone.replace(&format!("{key} TXT {value}"), "");
    let wrong = letters.wrong(&without);
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert_eq!(wrong[0].0, format!("DKIM key {key}"));

    let elsewhere = zone.replace("A 192.0.2.1", "A 192.0.2.99");
    let wrong = letters.wrong(&elsewhere);
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert_eq!(wrong[0].0, "name of 192.0.2.1 (PTR)");

    let failing = zone.replace("_dmarc.letters.example TXT", "_dmarc.letters.example FAILS");
    let wrong = letters.wrong(&failing);
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert_eq!(wrong[0].0, "DMARC of letters.example");
    let said = "the DNS gave no answer about _dmarc.letters.example";
    assert!(wrong[0].1.starts_with(said), "{wrong:?}");
}
