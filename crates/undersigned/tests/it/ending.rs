//! What organisers end by a command: collecting, and a signature that should not stand.

use super::mails::Mails;
use super::program::{Ran, wait_for};
use super::road::{ada, sign_and_confirm};
use super::site::Site;
use super::visitor::{Answer, Person, Visitor, hidden};

const NIGHT_BUS: (&str, &str) = ("night-bus", "en");

fn mallory(email: &str) -> Person {
    Person {
        name: "Mallory Okafor".into(),
        email: email.into(),
        listing: "named",
    }
}

/// The entries of the signatures on the list with a word of their name.
fn entries(site: &Site, name: &str) -> Vec<u64> {
    let found = run(site, "strike", &["--name", name, "--json"]).ended(0);
    let candidates = found.json()["candidates"].as_array().unwrap().clone();
    candidates
        .iter()
        .map(|candidate| candidate["entry"].as_u64().unwrap())
        .collect()
}

/// The entry that the saved proof of a receipt leads to.
fn entry_of_receipt(site: &Site, visitor: &Visitor, receipt: &Answer) -> u64 {
    let token = hidden(&receipt.body, "token");
    let proof = visitor.post("/receipt/proof", &[("token", &token)]).body;
    std::fs::write(site.path("saved.tlog-proof"), proof).unwrap();
    let found = run(site, "strike", &["--receipt", "saved.tlog-proof", "--json"]);
    found.ended(0).json()["candidates"][0]["entry"]
        .as_u64()
        .unwrap()
}

fn run(site: &Site, command: &str, arguments: &[&str]) -> Ran {
    let mut all = vec![command, "night-bus"];
    all.extend(arguments);
    all.extend(["--config", "site"]);
    site.run(&all)
}

#[test]
fn a_declaration_is_closed_while_it_is_served_and_recounts_as_closed() {
    let site = Site::with_night_bus();
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let mails = Mails::of(&site.path("site"));
    sign_and_confirm(&visitor, &mails, &ada());
    let late = mallory("late@example.org");
    visitor.sign(NIGHT_BUS, &visitor.form_token(NIGHT_BUS), &late);
    let links = mails.to(&late.email);

    let asked = run(&site, "close", &[]).ended(2);
    assert!(asked.err.contains("ends collecting for good"), "{asked:?}");
    assert!(asked.err.contains("say `--yes`"), "{asked:?}");
    let page = visitor.get("/d/night-bus/en");
    assert!(page.body.contains("/d/night-bus/en/sign"));

    let closed = run(&site, "close", &["--yes", "--json"]).ended(0).json();
    assert_eq!(
        (&closed["closed"], &closed["before"]),
        (&true.into(), &false.into())
    );
    assert_eq!(closed["signatures"], 1);
    let again = run(&site, "close", &[]).ended(0);
    assert!(again.out.contains("was closed already"), "{again:?}");

    let refused = visitor.post("/confirm", &[("token", &links.confirm)]);
    assert_eq!(refused.status, 409, "{refused:?}");
    assert!(refused.body.contains("Signing has ended"), "{refused:?}");
    let report = site.run(&[
        "verify",
        &format!("{}/d/night-bus", site.base_url),
        "--json",
    ]);
    let report = report.ended(0).json();
    assert_eq!(
        (&report["closed"], &report["total"]),
        (&true.into(), &1.into())
    );

    let text = site.path("night-bus/text/en.md");
    let revised = std::fs::read_to_string(&text).unwrap();
    std::fs::write(&text, revised.replace("two.", "two, at last.")).unwrap();
    let refused = site
        .run(&["publish", "night-bus", "--config", "site"])
        .ended(2);
    assert!(
        refused.err.contains("only raisings are published"),
        "{refused:?}"
    );
    assert_eq!(server.stop().0, 0);
}

#[test]
fn a_signature_is_found_struck_and_gone_and_its_signer_is_told() {
    let site = Site::with_night_bus();
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let mails = Mails::of(&site.path("site"));
    sign_and_confirm(&visitor, &mails, &ada());
    let receipt = sign_and_confirm(&visitor, &mails, &mallory("mallory@example.org"));

    assert_eq!(entries(&site, "Okafor").len(), 2, "a name is not a person");
    let found = entries(&site, "Mallory");
    let [entry] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(entry_of_receipt(&site, &visitor, &receipt), *entry);

    let entry = entry.to_string();
    run(&site, "strike", &[&entry]).ended(2);
    run(&site, "strike", &[&entry, "--reason", "dislike", "--yes"]).ended(2);
    let asked = run(&site, "strike", &[&entry, "--reason", "not-the-person"]).ended(2);
    assert!(asked.err.contains("Mallory Okafor"), "{asked:?}");
    let mixed = run(
        &site,
        "strike",
        &[&entry, "0", "--reason", "mistake", "--yes"],
    )
    .ended(1);
    assert!(
        mixed.out.contains("entry 0 was left alone: no signature"),
        "{mixed:?}"
    );
    assert_eq!(visitor.json("/d/night-bus/count.json")["total"], 2);

    let struck = run(
        &site,
        "strike",
        &[&entry, "--reason", "not-the-person", "--yes", "--json"],
    );
    let struck = struck.ended(0).json();
    assert_eq!(struck["taken_out"].to_string(), format!("[{entry}]"));
    assert_eq!(struck["reason"], "not-the-person");
    wait_for("the server to learn of it", || {
        let count = visitor.json("/d/night-bus/count.json");
        (count["total"] == 1).then_some(())
    });
    run(&site, "strike", &["--name", "Mallory"]).ended(1);
    let again = run(&site, "strike", &[&entry, "--reason", "audit", "--yes"]).ended(1);
    assert!(again.out.contains("struck before"), "{again:?}");

    let manage = mails.to("mallory@example.org").manage;
    let told = visitor.get(&format!("/m/{manage}"));
    assert!(
        told.body.contains("This signature was taken out"),
        "{told:?}"
    );
    let report = site.run(&[
        "verify",
        &format!("{}/d/night-bus", site.base_url),
        "--json",
    ]);
    assert_eq!(report.ended(0).json()["total"], 1);
    assert_eq!(server.stop().0, 0);
}

#[test]
fn whoever_lost_the_mail_is_erased_on_request() {
    let site = Site::with_night_bus();
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let mails = Mails::of(&site.path("site"));
    sign_and_confirm(&visitor, &mails, &ada());
    let entry = entries(&site, "Ada")[0].to_string();

    run(&site, "withdraw", &[&entry, "--yes"]).ended(2);
    run(&site, "withdraw", &[&entry, "--erasure"]).ended(2);
    let erased = run(&site, "withdraw", &[&entry, "--erasure", "--yes"]).ended(0);
    assert!(erased.out.contains("taken out (erasure)"), "{erased:?}");
    wait_for("the server to learn of it", || {
        let count = visitor.json("/d/night-bus/count.json");
        (count["total"] == 0).then_some(())
    });
    let list = visitor.json("/d/night-bus/signatories.json");
    assert!(!list.to_string().contains("Okafor"), "{list}");
    let manage = mails.to("ada@example.org").manage;
    let told = visitor.get(&format!("/m/{manage}"));
    assert!(
        told.body.contains("This signature is withdrawn"),
        "{told:?}"
    );
    assert_eq!(server.stop().0, 0);
}
