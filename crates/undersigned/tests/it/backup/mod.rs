//! Backups as an operator makes them and brings them back, with real files and real processes.

mod making;
mod nodes;
mod restoring;

use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret;

use super::mails::{Links, Mails};
use super::program::Ran;
use super::site::Site;
use super::visitor::{Person, Visitor};

const NIGHT_BUS: (&str, &str) = ("night-bus", "en");

/// A site with backups, and somebody who keeps the key to them elsewhere.
struct Kept {
    site: Site,
    visitor: Visitor,
    key: PathBuf,
}

impl Kept {
    fn new() -> Self {
        let site = Site::with_night_bus();
        let key = age::x25519::Identity::generate();
        let file = site.path("backup-key.txt");
        std::fs::write(&file, key.to_string().expose_secret()).unwrap();
        std::fs::create_dir(site.path("backups")).unwrap();
        let recipient = key.to_public();
        append(
            &site.path("site/config.toml"),
            &format!("\n[backup]\nrecipients = [\"{recipient}\"]\nkeep-days = 30\n"),
        );
        let visitor = Visitor::new(&site.base_url);
        Self {
            site,
            visitor,
            key: file,
        }
    }

    /// Makes a backup; answers its file.
    fn back_up(&self) -> PathBuf {
        let made = self
            .site
            .run(&["backup", "--to", "backups", "--config", "site", "--json"]);
        let made = made.ended(0).json();
        self.site.path(made["file"].as_str().unwrap())
    }

    fn restore(&self, backup: &Path, more: &[&str]) -> Ran {
        let (backup, key) = (backup.to_str().unwrap(), self.key.to_str().unwrap());
        let mut arguments = vec!["restore", backup, "--identity", key];
        arguments.extend(more);
        self.site.run(&arguments)
    }

    /// Signs, while the site is served, and answers the links in the mail.
    fn sign(&self, name: &str) -> Links {
        let token = self.visitor.form_token(NIGHT_BUS);
        let person = Person {
            name: format!("{name} Marker"),
            email: format!("{name}@example.org"),
            listing: "named",
        };
        assert_eq!(self.visitor.sign(NIGHT_BUS, &token, &person).status, 200);
        let links = Mails::of(&self.site.path("site")).to(&person.email);
        let receipt = self.visitor.post("/confirm", &[("token", &links.confirm)]);
        assert_eq!(receipt.status, 200, "{receipt:?}");
        links
    }

    fn names(&self) -> Vec<String> {
        let list = self.visitor.json("/d/night-bus/signatories.json");
        let list = list["signatories"].as_array().unwrap().clone();
        let name = |one: &serde_json::Value| one["name"].as_str().unwrap().to_owned();
        let mut names: Vec<String> = list.iter().map(name).collect();
        names.sort();
        names
    }
}

fn append(path: &Path, text: &str) {
    let mut whole = std::fs::read_to_string(path).unwrap();
    whole.push_str(text);
    std::fs::write(path, whole).unwrap();
}
