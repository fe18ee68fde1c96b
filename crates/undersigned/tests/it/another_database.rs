//! A site goes to PostgreSQL and back, and dies on its way.
//!
//! Long because the three stories share the site that moves and what is asked of it.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use store::conformance::server::Server as Postgres;
use store::{SqliteOptions, Store};

use super::mails::Mails;
use super::program::{self, skip, wait_for};
use super::road::{ada, bo, sign_and_confirm};
use super::site::{Site, copy};
use super::visitor::{Person, Visitor, hidden};

const NIGHT_BUS: (&str, &str) = ("night-bus", "en");

/// A schema of its own on the server that the tests of this file share; nothing where the machine has
/// none, which is said aloud.
fn place(test: &str) -> Option<(String, String)> {
    static SERVER: OnceLock<Option<Postgres>> = OnceLock::new();
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let server = SERVER.get_or_init(|| {
        let programs = Postgres::programs()?;
        Some(Postgres::start(&programs).expect("what is installed starts"))
    });
    let Some(server) = server else {
        skip("tool: postgresql", test);
        return None;
    };
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    Some((server.address(), format!("moved_{number}")))
}

fn config(site: &Site) -> String {
    std::fs::read_to_string(site.path("site/config.toml")).unwrap()
}

/// A site with somebody who signed, somebody who left, somebody who did not confirm yet, a mail that
/// waits, and a list that somebody subscribes to.
fn lively() -> (Site, String) {
    let site = Site::with_night_bus();
    let list = site.path("list");
    copy(
        &program::workspace().join("samples/infomail/solidarity"),
        &list,
    );
    let declaration = "solidarity-kazakhstan";
    copy(
        &program::workspace().join("samples").join(declaration),
        &site.path(declaration),
    );
    super::site::seal_to(&site.path(declaration), super::site::RECIPIENT);
    site.run(&["publish", declaration, "--config", "site"])
        .ended(0);
    site.run(&["infomail", "publish", "list", "--config", "site"])
        .ended(0);
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let mails = Mails::of(&site.path("site"));
    sign_and_confirm(&visitor, &mails, &ada());
    sign_and_confirm(&visitor, &mails, &bo());
    let manage = mails.to("bo@example.org").manage;
    let sure = [("token", manage.as_str()), ("sure", "yes")];
    assert_eq!(visitor.post("/manage/withdraw", &sure).status, 200);
    visitor.sign(NIGHT_BUS, &visitor.form_token(NIGHT_BUS), &chi());
    let waits = mails.to("chi@example.org").confirm;
    subscribe(&site, &visitor);
    assert_eq!(server.stop().0, 0);
    let test = [
        "infomail",
        "test",
        "solidarity",
        "1",
        "--to",
        "dara@example.org",
    ];
    let test = [&test[..], &["--lang", "en", "--config", "site"]].concat();
    site.run(&test).ended(0);
    (site, waits)
}

/// Dara wants the Infomail.
fn subscribe(site: &Site, visitor: &Visitor) {
    let page = visitor.get("/infomail/solidarity/en");
    let token = hidden(&page.body, "form-token");
    let fields = [
        ("form-token", token.as_str()),
        ("email", "dara@example.org"),
    ];
    wait_for("the form to be taken", || {
        let answer = visitor.post("/infomail/solidarity/en/subscribe", &fields);
        (answer.status == 200).then_some(())
    });
    let token = wait_for("the mail", || {
        let mail = mail_to_dara(site)?;
        let (_, link) = mail.split_once("/i/c/")?;
        link.split_whitespace().next().map(str::to_owned)
    });
    let done = visitor.post("/i/confirm", &[("token", &token)]);
    assert_eq!(done.status, 200, "{done:?}");
}

/// The newest mail to Dara.
fn mail_to_dara(site: &Site) -> Option<String> {
    let folder = std::fs::read_dir(site.path("site/mail")).ok()?;
    let mut files: Vec<PathBuf> = folder.flatten().map(|file| file.path()).collect();
    files.sort();
    let mails = files
        .into_iter()
        .rev()
        .filter_map(|file| std::fs::read_to_string(file).ok());
    mails
        .into_iter()
        .find(|mail| mail.contains("To: dara@example.org"))
}

fn chi() -> Person {
    Person {
        name: "Chi Haddad".into(),
        email: "chi@example.org".into(),
        listing: "named",
    }
}

fn names(visitor: &Visitor) -> Vec<String> {
    let list = visitor.json("/d/night-bus/signatories.json");
    let list = list["signatories"].as_array().unwrap();
    let mut names: Vec<String> = list
        .iter()
        .map(|one| one["name"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

/// What an outsider counts, who remembers what was there before the site moved.
fn recount(site: &Site, total: u64) {
    let page = format!("{}/d/night-bus", site.base_url);
    let report = site.run(&["verify", &page, "--json"]).ended(0).json();
    assert_eq!(report["total"], total, "{report}");
}

#[test]
fn a_site_goes_to_postgres_and_back_with_everything_in_it() {
    let test = "a_site_goes_to_postgres_and_back_with_everything_in_it";
    let Some((address, schema)) = place(test) else {
        return;
    };
    let (site, waits) = lively();
    let before = config(&site);
    let there = [
        "move",
        "--to",
        &address,
        "--database-schema",
        &schema,
        "--config",
        "site",
    ];
    let server = site.serve();
    recount(&site, 1);
    let refused = site.run(&there).ended(2);
    assert!(refused.err.contains("a server runs on"), "{refused:?}");
    assert!(refused.err.contains("stop every server"), "{refused:?}");
    assert_eq!(server.stop().0, 0);

    let moved = site
        .run(&[&there[..], &["--switch", "--json"]].concat())
        .ended(0)
        .json();
    assert_eq!(moved["switched"], true);
    let night_bus = moved["declarations"].as_array().unwrap();
    let night_bus = night_bus
        .iter()
        .find(|one| one["slug"] == "night-bus")
        .unwrap();
    assert_eq!(
        (&night_bus["total"], &night_bus["shown"]),
        (&1.into(), &1.into())
    );
    let after = config(&site);
    assert!(
        after.contains("\n# database = \"undersigned.sqlite\"\n"),
        "{after}"
    );
    assert!(after.contains(&schema), "{after}");

    std::fs::write(
        site.path("old.toml"),
        before.replace("undersigned.sqlite", "site/undersigned.sqlite"),
    )
    .unwrap();
    let old = site
        .run(&["mail", "status", "--config", "old.toml"])
        .ended(2);
    assert!(old.err.contains("is out of service"), "{old:?}");
    assert!(old.err.contains(&schema), "{old:?}");

    go_on_there(&site, &waits);
    come_back(&site);
}

/// In the new database everything goes on where it was.
fn go_on_there(site: &Site, waits: &str) {
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    assert_eq!(names(&visitor), ["Ada Okafor"]);
    recount(site, 1);
    let receipt = visitor.post("/confirm", &[("token", waits)]);
    assert_eq!(receipt.status, 200, "{receipt:?}");
    assert_eq!(names(&visitor), ["Ada Okafor", "Chi Haddad"]);
    recount(site, 2);
    wait_for("the mail that waited", || {
        mail_to_dara(site)?
            .contains("Subject: Test: ")
            .then_some(())
    });
    assert_eq!(visitor.get("/infomail/solidarity").status, 200);
    assert_eq!(server.stop().0, 0);
}

/// Back in a file, a link from the very first mail still works.
fn come_back(site: &Site) {
    let back = [
        "move",
        "--to",
        "site/again.sqlite",
        "--switch",
        "--config",
        "site",
    ];
    let said = site.run(&back).ended(0);
    assert!(
        said.out.contains("2 signatures, 2 names on the list"),
        "{said:?}"
    );
    let taken = site
        .run(&[
            "move",
            "--to",
            "site/undersigned.sqlite",
            "--config",
            "site",
        ])
        .ended(2);
    assert!(taken.err.contains("is not empty"), "{taken:?}");
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let manage = Mails::of(&site.path("site")).to("ada@example.org").manage;
    let sure = [("token", manage.as_str()), ("sure", "yes")];
    assert_eq!(visitor.post("/manage/withdraw", &sure).status, 200);
    assert_eq!(names(&visitor), ["Chi Haddad"]);
    recount(site, 1);
    assert_eq!(server.stop().0, 0);
    site.run(&["doctor", "--config", "site"]);
    let lists = site
        .run(&["infomail", "list", "--json", "--config", "site"])
        .ended(0)
        .json();
    assert_eq!(lists[0]["subscribers"], 1, "{lists}");
    assert_eq!(lists[0]["issues"].as_array().unwrap().len(), 2, "{lists}");
}

/// What one database says of itself: in service, or not and why.
fn says(site: &Site, config: &str) -> String {
    let ran = site.run(&["mail", "status", "--config", config]);
    match ran.code {
        0 if is_empty(site, config) => "empty".to_owned(),
        0 => "in service".to_owned(),
        _ if ran.err.contains("an unfinished copy of") => "unfinished".to_owned(),
        _ if ran.err.contains("its site went to") => "retired".to_owned(),
        _ if ran.err.contains("there is no database") => "nothing".to_owned(),
        _ => panic!("{ran:?}"),
    }
}

/// Whether nothing was ever published in a database: it was just made, and is no site yet.
fn is_empty(site: &Site, config: &str) -> bool {
    let asked = [
        "strike",
        "night-bus",
        "--name",
        "Nobody",
        "--config",
        config,
    ];
    let ran = site.run(&asked);
    ran.err.contains("nothing was published on this site yet")
}

/// Makes the copy take a while.
fn grow(file: &Path) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::open_sqlite(file, SqliteOptions::default()).unwrap();
        for number in 0..4 {
            let value = vec![number; 8 << 20];
            store
                .setting_put(&format!("large {number}"), &value)
                .await
                .unwrap();
        }
        store.close().await.unwrap();
    });
}

#[test]
fn a_move_that_is_killed_leaves_one_in_service_or_none_and_is_said_again() {
    let site = Site::with_night_bus();
    let server = site.serve();
    let (visitor, mails) = (Visitor::new(&site.base_url), Mails::of(&site.path("site")));
    sign_and_confirm(&visitor, &mails, &ada());
    assert_eq!(server.stop().0, 0);
    grow(&site.path("site/undersigned.sqlite"));
    let there = |to: &str| ["move", "--to", to, "--config", "site"].map(str::to_owned);
    let begun = Instant::now();
    let first = there("site/first.sqlite");
    site.run(&first.each_ref().map(String::as_str)).ended(0);
    let whole = begun.elapsed();
    site.run(&["move", "--back", "--yes", "--config", "site"])
        .ended(0);

    let text = config(&site);
    let to = "site/second.sqlite";
    let new = text.replace("\"undersigned.sqlite\"", "\"second.sqlite\"");
    std::fs::write(site.path("site/new.toml"), new).unwrap();
    let mut seen = Vec::new();
    for tenth in 1..=9 {
        let mut command = program::command(site.folder());
        command
            .args(there(to))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(whole * tenth / 10);
        child.kill().unwrap();
        child.wait().unwrap();
        let state = (says(&site, "site"), says(&site, "site/new.toml"));
        assert!(
            state.0 == "in service" && state.1 != "in service" || state.0 == "retired",
            "{state:?}"
        );
        if tenth == 5 {
            site.run(&["move", "--back", "--yes", "--config", "site"])
                .ended(0);
            assert_eq!(says(&site, "site"), "in service");
        }
        let done = state.1 == "in service";
        seen.push(state);
        if done {
            break;
        }
    }
    println!("killed in {seen:?}, of {whole:?}");
    if says(&site, "site/new.toml") != "in service" {
        site.run(&there(to).each_ref().map(String::as_str)).ended(0);
    }
    std::fs::copy(site.path("site/new.toml"), site.path("site/config.toml")).unwrap();
    let server = site.serve();
    assert_eq!(names(&visitor), ["Ada Okafor"]);
    recount(&site, 1);
    assert_eq!(server.stop().0, 0);
}

#[test]
fn whoever_goes_back_is_asked_and_a_move_that_fails_changes_nothing() {
    let site = Site::with_night_bus();
    let fine = site.run(&["move", "--back", "--config", "site"]).ended(0);
    assert!(fine.out.contains("is in service"), "{fine:?}");
    site.run(&["move", "--config", "site"]).ended(2);
    let itself = site
        .run(&[
            "move",
            "--to",
            "site/undersigned.sqlite",
            "--config",
            "site",
        ])
        .ended(2);
    assert!(itself.err.contains("is not empty"), "{itself:?}");
    let nowhere = site
        .run(&["move", "--to", "nowhere/a.sqlite", "--config", "site"])
        .ended(2);
    assert!(
        nowhere.err.contains("cannot make the database"),
        "{nowhere:?}"
    );
    assert_eq!(says(&site, "site"), "in service");
    site.run(&["move", "--to", "site/b.sqlite", "--config", "site"])
        .ended(0);
    let asked = site.run(&["move", "--back", "--config", "site"]).ended(2);
    assert!(asked.err.contains("there is nobody to ask"), "{asked:?}");
    assert_eq!(says(&site, "site"), "retired");
    let other = site
        .run(&["move", "--to", "site/c.sqlite", "--config", "site"])
        .ended(2);
    assert!(other.err.contains("b.sqlite before"), "{other:?}");
}
