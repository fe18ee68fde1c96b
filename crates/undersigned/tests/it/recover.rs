//! A restored backup gets back what it lost: from an export, from a copy of it, from a receipt, and
//! also when it is killed in the middle.

use std::path::Path;

use store::{SqliteOptions, Store};

use super::grown::grow;
use super::mails::Mails;
use super::program::{self, wait_for};
use super::site::Site;
use super::visitor::{Answer, Person, Visitor, hidden};

const NIGHT_BUS: (&str, &str) = ("night-bus", "en");

/// Enough for several portions, and for a kill to come between two of them.
const MANY: u64 = 30_000;

/// A site that lost signatures: served, backed up, served again, and brought back.
struct Lost {
    site: Site,
    visitor: Visitor,
    /// The receipt of each who signed, in their order.
    receipts: Vec<Answer>,
}

impl Lost {
    /// Ada signs before the backup, the others behind it; an export of everything is in `kept`.
    fn of(behind: &[&str]) -> Self {
        let site = Site::with_night_bus();
        let visitor = Visitor::new(&site.base_url);
        let mut lost = Self {
            site,
            visitor,
            receipts: Vec::new(),
        };
        lost.served(&["ada"]);
        let database = lost.site.path("site/undersigned.sqlite");
        std::fs::copy(&database, lost.site.path("backup.sqlite")).unwrap();
        lost.served(behind);
        lost.site
            .run(&["export", "night-bus", "kept", "--config", "site"])
            .ended(0);
        lost.restore();
        lost
    }

    fn served(&mut self, names: &[&str]) {
        let server = self.site.serve();
        for name in names {
            let receipt = self.sign(name);
            assert_eq!(receipt.status, 200, "{receipt:?}");
            let number = self.receipts.len();
            self.keep(&receipt, &format!("receipt-{number}"));
            self.receipts.push(receipt);
        }
        assert_eq!(server.stop().0, 0);
    }

    fn sign(&self, name: &str) -> Answer {
        let token = self.visitor.form_token(NIGHT_BUS);
        let person = Person {
            name: name.to_owned(),
            email: format!("{name}@example.org"),
            listing: "named",
        };
        assert_eq!(self.visitor.sign(NIGHT_BUS, &token, &person).status, 200);
        let links = Mails::of(&self.site.path("site")).to(&person.email);
        self.visitor.post("/confirm", &[("token", &links.confirm)])
    }

    fn keep(&self, receipt: &Answer, name: &str) {
        let token = hidden(&receipt.body, "token");
        for (path, ending) in [
            ("/receipt/proof", "tlog-proof"),
            ("/receipt/opening", "opening.json"),
        ] {
            let file = self.visitor.post(path, &[("token", &token)]);
            std::fs::write(self.site.path(&format!("{name}.{ending}")), file.body).unwrap();
        }
    }

    fn restore(&self) {
        let database = self.site.path("site/undersigned.sqlite");
        std::fs::copy(self.site.path("backup.sqlite"), &database).unwrap();
        for beside in ["-wal", "-shm"] {
            // They are gone after an orderly stop.
            let _ = std::fs::remove_file(format!("{}{beside}", database.display()));
        }
    }

    fn recover(&self, from: &str, more: &[&str]) -> program::Ran {
        let mut arguments = vec!["recover", "night-bus", "--config", "site", "--from", from];
        arguments.extend(more);
        self.site.run(&arguments)
    }

    fn page(&self) -> String {
        format!("{}/d/night-bus", self.site.base_url)
    }
}

/// How many entries a database holds, also while another process writes.
fn stored(database: &Path) -> u64 {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::open_sqlite(
            database,
            SqliteOptions {
                readers: 1,
                ..SqliteOptions::default()
            },
        )
        .unwrap();
        let row = store.declarations().await.unwrap().remove(0);
        let head = store.log_head(row.id).await.unwrap().unwrap();
        store.close().await.unwrap();
        head.size
    })
}

#[test]
fn a_restored_backup_is_brought_up_to_date_from_an_export_and_signs_again() {
    let lost = Lost::of(&["bo", "chi"]);
    let site = &lost.site;
    let kept = site.run(&["verify", "kept", "--json"]).ended(0).json();
    let key = kept["key"].as_str().unwrap();
    let remembered = site.run(&["verify", "kept", "--json", "--key", key]);
    let remembered = remembered.ended(0).json();

    let ill = site.run(&["doctor", "--config", "site"]).ended(1);
    assert!(ill.out.contains("undersigned recover"), "{ill:?}");
    let server = site.serve();
    assert_eq!(lost.sign("dara").status, 500);

    let plan = lost
        .recover("kept", &["--dry-run", "--json"])
        .ended(0)
        .json();
    assert_eq!(
        (&plan["missing"], &plan["dry_run"]),
        (&2.into(), &true.into())
    );
    site.run(&["doctor", "--config", "site"]).ended(1);
    let done = lost.recover("kept", &[]).ended(0);
    for said in [
        "2 entries were brought back",
        "Lost for ever",
        "signs again",
    ] {
        assert!(done.out.contains(said), "{said} is missing in {done:?}");
    }
    // The server was running all the while, and takes signatures again.
    let links = Mails::of(&site.path("site")).to("dara@example.org");
    let dara = lost.visitor.post("/confirm", &[("token", &links.confirm)]);
    assert_eq!(dara.status, 200, "{dara:?}");
    let report = site
        .run(&["verify", &lost.page(), "--json"])
        .ended(0)
        .json();
    assert_eq!(report["total"], 4);
    assert_eq!(report["names"], 4);
    assert_eq!(report["remembered"], remembered["size"]);
    assert_eq!(server.stop().0, 0);
    site.run(&["doctor", "--config", "site"]).ended(0);
}

#[test]
fn the_wrong_sources_are_refused_in_plain_words() {
    let lost = Lost::of(&["bo", "chi"]);
    let other = Lost::of(&["eve", "eva", "evi"]);
    let foreign = other.site.path("kept");
    let check = |from: &str, said: &str| {
        let refused = lost.recover(from, &[]).ended(1);
        assert!(refused.out.contains("Nothing was changed"), "{refused:?}");
        assert!(
            refused.out.contains(said),
            "{said} is missing in {refused:?}"
        );
    };
    check(foreign.to_str().unwrap(), "the key that was known before");
    check(
        "receipt-2.tlog-proof",
        "which does not bring back all that is missing",
    );
    check("receipt-1.tlog-proof", "it would still lack some");
    check("receipt-0.tlog-proof", "it adds nothing");
    let entries = lost.site.path("kept/ledger/tile/entries/000.p");
    let bundle = std::fs::read_dir(entries).unwrap().next().unwrap().unwrap();
    let mut bytes = std::fs::read(bundle.path()).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(bundle.path(), bytes).unwrap();
    check("kept", "do not add up to the signed checkpoint");
    for absent in ["nothing", "https://127.0.0.1:9/d/night-bus"] {
        lost.recover(absent, &[]).ended(2);
    }
    lost.site.run(&["doctor", "--config", "site"]).ended(1);
}

#[test]
fn one_missing_entry_comes_back_from_the_receipt_of_its_signer() {
    let lost = Lost::of(&["bo"]);
    lost.recover("receipt-1.opening.json", &[]).ended(0);
    let server = lost.site.serve();
    let report = lost.site.run(&["verify", &lost.page(), "--json"]);
    assert_eq!(report.ended(0).json()["total"], 2);
    assert_eq!(lost.sign("chi").status, 200);
    assert_eq!(server.stop().0, 0);
}

#[test]
fn a_recovery_that_was_killed_goes_on_and_nothing_is_signed_in_between() {
    let lost = Lost::of(&["bo"]);
    let site = &lost.site;
    let key = site.path("site/keys/night-bus.log.key");
    grow(&site.path("kept"), &key, MANY, &site.path("grown"));
    site.run(&["verify", "grown"]).ended(0);
    let database = site.path("site/undersigned.sqlite");
    let before = stored(&database);

    let mut killed = program::command(site.folder())
        .args([
            "recover",
            "night-bus",
            "--config",
            "site",
            "--from",
            "grown",
        ])
        .spawn()
        .unwrap();
    let between = wait_for("the first portions", || {
        assert!(killed.try_wait().unwrap().is_none(), "it ended too early");
        Some(stored(&database)).filter(|size| *size > before)
    });
    killed.kill().unwrap();
    killed.wait().unwrap();
    let left = stored(&database);
    assert!((between..before + 1 + MANY).contains(&left), "{left}");
    println!("killed with {left} of {} entries", before + 1 + MANY);

    let ill = site.run(&["doctor", "--config", "site"]).ended(1);
    assert!(ill.out.contains("signing would fork the log"), "{ill:?}");
    let done = lost.recover("grown", &["--json"]).ended(0).json();
    assert_eq!(done["stored"], left);
    site.run(&["doctor", "--config", "site"]).ended(0);
    let server = site.serve();
    assert_eq!(lost.sign("chi").status, 200);
    let report = site
        .run(&["verify", &lost.page(), "--json"])
        .ended(0)
        .json();
    assert_eq!(report["total"], 3 + MANY);
    assert_eq!(server.stop().0, 0);
}
