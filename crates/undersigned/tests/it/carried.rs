//! A declaration on another site: carried as a copy, or moved as a whole.

use super::grown::grow;
use super::mails::Mails;
use super::program::{self, Ran, wait_for};
use super::site::{Server, Site, free_port};
use super::visitor::{Person, Visitor, hidden};

const NIGHT_BUS: (&str, &str) = ("night-bus", "en");

fn person(name: &str) -> Person {
    Person {
        name: name.to_owned(),
        email: format!("{}@example.org", name.replace(' ', "-")),
        listing: "named",
    }
}

/// Signs and confirms; the files of the receipt lie in the folder of the site.
fn sign(site: &Site, visitor: &Visitor, name: &str) {
    let token = visitor.form_token(NIGHT_BUS);
    let who = person(name);
    assert_eq!(visitor.sign(NIGHT_BUS, &token, &who).status, 200);
    let links = Mails::of(&site.path("site")).to(&who.email);
    let receipt = visitor.post("/confirm", &[("token", &links.confirm)]);
    assert_eq!(receipt.status, 200, "{receipt:?}");
    let token = hidden(&receipt.body, "token");
    for (path, ending) in [
        ("/receipt/proof", "tlog-proof"),
        ("/receipt/opening", "opening.json"),
    ] {
        let file = visitor.post(path, &[("token", &token)]);
        std::fs::write(site.path(&format!("{name}.{ending}")), file.body).unwrap();
    }
}

fn verify(site: &Site, url: &str, more: &[&str]) -> serde_json::Value {
    let mut arguments = vec!["verify", url, "--json"];
    arguments.extend(more);
    site.run(&arguments).ended(0).json()
}

/// An original that is served and signed by Ada, and another site.
struct Pair {
    original: Site,
    server: Server,
    /// The address of the declaration at its original.
    page: String,
    key: String,
    mirror: Site,
}

impl Pair {
    fn new() -> Self {
        let original = Site::with_night_bus();
        let server = original.serve();
        sign(&original, &Visitor::new(&original.base_url), "ada");
        let page = format!("{}/d/night-bus", original.base_url);
        let report = verify(&original, &page, &[]);
        Self {
            key: report["key"].as_str().unwrap().to_owned(),
            original,
            server,
            page,
            mirror: Site::new(),
        }
    }

    fn export(&self, name: &str) -> String {
        self.original
            .run(&["export", "night-bus", name, "--config", "site"])
            .ended(0);
        self.original.path(name).to_str().unwrap().to_owned()
    }

    fn import(&self, folder: &str, more: &[&str]) -> Ran {
        let mut arguments = vec!["import", folder, "--config", "site"];
        arguments.extend(more);
        self.mirror.run(&arguments)
    }

    /// How many signatures a recount of the copy counts.
    fn recount(&self) -> u64 {
        let copy = format!("{}/d/night-bus", self.mirror.base_url);
        let report = verify(&self.mirror, &copy, &["--key", &self.key]);
        report["total"].as_u64().unwrap()
    }
}

#[test]
fn a_copy_is_browsed_recounted_and_sends_signers_to_the_original() {
    let pair = Pair::new();
    let kept = pair.export("kept");
    let other = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    pair.import(&kept, &["--key", other]).ended(1);
    pair.import(&kept, &["--key", &pair.key]).ended(0);
    let copy = pair.mirror.serve();
    let visitor = Visitor::new(&pair.mirror.base_url);
    let (read, page) = (visitor.get("/d/night-bus/en"), &pair.page);
    for held in [
        "This is a copy",
        &format!("<link rel=\"canonical\" href=\"{page}/en\">"),
        &format!("href=\"{page}/en#sign\""),
        "<bdi>ada</bdi>",
    ] {
        assert!(read.body.contains(held), "{held} is missing in {read:?}");
    }
    assert!(!read.body.contains("<form"), "{read:?}");
    for path in ["signatories", "log", "signatories?q=ad"] {
        let shown = visitor.get(&format!("/d/night-bus/en/{path}"));
        assert_eq!(shown.status, 200, "{shown:?}");
        assert!(shown.body.contains("This is a copy"), "{shown:?}");
    }
    let refused = visitor.try_sign(NIGHT_BUS, "token", &person("eve"));
    let refused = refused.unwrap();
    assert_eq!(refused.status, 409, "{refused:?}");
    assert!(refused.body.contains(&format!("{page}/en")), "{refused:?}");
    assert_eq!(pair.recount(), 1);
    let well = pair.mirror.run(&["doctor", "--config", "site"]).ended(0);
    assert!(well.out.contains("carried from"), "{well:?}");
    assert_eq!(copy.stop().0, 0);
    assert_eq!(pair.server.stop().0, 0);
}

#[test]
fn a_copy_is_brought_up_to_date_while_it_is_served_and_never_set_back() {
    let pair = Pair::new();
    let early = pair.export("early");
    pair.import(&early, &[]).ended(0);
    let copy = pair.mirror.serve();
    let visitor = Visitor::new(&pair.mirror.base_url);
    assert_eq!(pair.recount(), 1);
    sign(&pair.original, &Visitor::new(&pair.original.base_url), "bo");
    let late = pair.export("late");
    pair.import(&late, &[]).ended(0);
    wait_for("the newer copy", || {
        let page = visitor.get("/d/night-bus/en").body;
        page.contains("<bdi>bo</bdi>").then_some(())
    });
    assert_eq!(pair.recount(), 2);
    let older = pair.import(&early, &[]).ended(1);
    assert!(older.out.contains("it is older"), "{older:?}");
    assert_eq!(pair.recount(), 2);
    assert_eq!(copy.stop().0, 0);
    assert_eq!(pair.server.stop().0, 0);
}

#[test]
fn a_large_copy_that_was_killed_goes_on_and_is_shown_when_it_is_whole() {
    let original = Site::with_night_bus();
    let visitor = Visitor::new(&original.base_url);
    let server = original.serve();
    sign(&original, &visitor, "ada");
    assert_eq!(server.stop().0, 0);
    original
        .run(&["export", "night-bus", "kept", "--config", "site"])
        .ended(0);
    let key = original.path("site/keys/night-bus.log.key");
    grow(
        &original.path("kept"),
        &key,
        20_000,
        &original.path("grown"),
    );
    let grown = original.path("grown");
    let grown = grown.to_str().unwrap();

    let mirror = Site::new();
    let server = mirror.serve();
    let visitor = Visitor::new(&mirror.base_url);
    let mut killed = program::command(mirror.folder())
        .args(["import", grown, "--config", "site"])
        .spawn()
        .unwrap();
    let wal = mirror.path("site/undersigned.sqlite-wal");
    let written = || std::fs::metadata(&wal).map_or(0, |found| found.len());
    let idle = written();
    wait_for("the first portion", || {
        let ended = killed.try_wait().unwrap().is_some();
        assert!(!ended, "it ended too early");
        (written() > idle + 500_000).then_some(())
    });
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert_eq!(visitor.get("/d/night-bus/en").status, 404);
    mirror.run(&["import", grown, "--config", "site"]).ended(0);
    assert_eq!(visitor.json("/d/night-bus/count.json")["total"], 20_001);
    let page = format!("{}/d/night-bus", mirror.base_url);
    assert_eq!(verify(&mirror, &page, &[])["total"], 20_001);
    assert_eq!(server.stop().0, 0);
}

#[test]
fn a_site_that_moved_to_another_address_keeps_its_log_and_every_receipt() {
    let site = Site::with_night_bus();
    let server = site.serve();
    sign(&site, &Visitor::new(&site.base_url), "ada");
    let old = format!("{}/d/night-bus", site.base_url);
    let before = verify(&site, &old, &[]);
    assert_eq!(server.stop().0, 0);

    let address = format!("127.0.0.1:{}", free_port());
    let config = site.path("site/config.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    let moved = text.replace(site.base_url.trim_start_matches("http://"), &address);
    assert_ne!(text, moved);
    std::fs::write(&config, moved).unwrap();
    site.run(&["doctor", "--config", "site"]).ended(0);

    let mut command = program::command(site.folder());
    command.args(["serve", "--config", "site"]);
    let server = Server::start(command, "listening on", &site.path("serve.log"));
    sign(&site, &Visitor::new(&format!("http://{address}")), "bo");
    let new = format!("http://{address}/d/night-bus");
    let key = before["key"].as_str().unwrap();
    let after = verify(&site, &new, &["--key", key]);
    assert_eq!(after["total"], 2);
    assert_eq!(after["origin"], before["origin"], "an origin is a name");
    assert_eq!(
        after["remembered"], before["size"],
        "known under its origin"
    );
    let said = site.run(&["verify", &new]).ended(0);
    let name = before["origin"].as_str().unwrap();
    assert!(said.out.contains(name), "{said:?}");
    for name in ["ada", "bo"] {
        let (proof, opening) = (format!("{name}.tlog-proof"), format!("{name}.opening.json"));
        site.run(&["receipt", "verify", &proof, &opening, "--key", key])
            .ended(0);
    }
    assert_eq!(server.stop().0, 0);
}
