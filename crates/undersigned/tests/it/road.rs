//! The whole road with the program as it is: make, publish, serve, sign, confirm, list, recount,
//! export, receipt.

use super::mails::Mails;
use super::program::wait_for;
use super::site::Site;
use super::visitor::{Answer, Person, Visitor, hidden};

const NIGHT_BUS: (&str, &str) = ("night-bus", "en");

pub fn ada() -> Person {
    Person {
        name: "Ada Okafor".into(),
        email: "ada@example.org".into(),
        listing: "named",
    }
}

pub fn bo() -> Person {
    Person {
        name: "Bo Lindqvist".into(),
        email: "bo@example.org".into(),
        listing: "counted",
    }
}

#[test]
fn a_signature_goes_from_the_form_to_a_recount_by_an_outsider() {
    let site = Site::with_night_bus();
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let mails = Mails::of(&site.path("site"));

    let receipt = sign_and_confirm(&visitor, &mails, &ada());
    sign_by_code(&visitor, &mails, &bo());

    let list = visitor.json("/d/night-bus/signatories.json");
    let names: Vec<&str> = list["signatories"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Ada Okafor"]);
    assert_eq!(visitor.json("/d/night-bus/count.json")["total"], 2);

    recount(&site);
    keep_the_receipt(&site, &visitor, &receipt);
    export(&site);
    let (code, _) = server.stop();
    assert_eq!(code, 0);
    site.run(&["doctor", "--config", "site"]).ended(0);
}

pub fn sign_and_confirm(visitor: &Visitor, mails: &Mails, person: &Person) -> Answer {
    let token = visitor.form_token(NIGHT_BUS);
    let page = visitor.sign(NIGHT_BUS, &token, person);
    assert_eq!(page.status, 200, "{page:?}");
    let links = mails.to(&person.email);
    assert_eq!(visitor.get(&format!("/c/{}", links.confirm)).status, 200);
    let receipt = visitor.post("/confirm", &[("token", &links.confirm)]);
    assert_eq!(receipt.status, 200, "{receipt:?}");
    receipt
}

fn sign_by_code(visitor: &Visitor, mails: &Mails, person: &Person) {
    let token = visitor.form_token(NIGHT_BUS);
    let page = visitor.sign(NIGHT_BUS, &token, person);
    let tab = hidden(&page.body, "tab");
    let code = mails.to(&person.email).code;
    let receipt = visitor.post("/d/night-bus/en/code", &[("tab", &tab), ("code", &code)]);
    assert_eq!(receipt.status, 200, "{receipt:?}");
}

#[test]
fn whoever_withdraws_leaves_the_list_and_whoever_did_not_sign_stops_the_mail() {
    let site = Site::with_night_bus();
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let mails = Mails::of(&site.path("site"));
    sign_and_confirm(&visitor, &mails, &ada());

    let manage = mails.to("ada@example.org").manage;
    assert_eq!(visitor.get(&format!("/m/{manage}")).status, 200);
    let asked = visitor.post("/manage/withdraw", &[("token", &manage)]);
    assert_eq!(asked.status, 200, "{asked:?}");
    assert_eq!(visitor.json("/d/night-bus/count.json")["total"], 1);
    let gone = visitor.post("/manage/withdraw", &[("token", &manage), ("sure", "yes")]);
    assert_eq!(gone.status, 200, "{gone:?}");

    let chi = Person {
        name: "Chi Haddad".into(),
        email: "chi@example.org".into(),
        listing: "named",
    };
    let token = visitor.form_token(NIGHT_BUS);
    visitor.sign(NIGHT_BUS, &token, &chi);
    let links = mails.to(&chi.email);
    assert_eq!(
        visitor.post("/refuse", &[("token", &links.refuse)]).status,
        200
    );
    let refused = visitor.post("/confirm", &[("token", &links.confirm)]);
    assert_eq!(refused.status, 410, "{refused:?}");

    let list = visitor.json("/d/night-bus/signatories.json");
    assert!(list["signatories"].as_array().unwrap().is_empty(), "{list}");
    let page = format!("{}/d/night-bus", site.base_url);
    let report = site.run(&["verify", &page, "--json"]).ended(0).json();
    assert_eq!(report["total"], 0);
    assert_eq!(server.stop().0, 0);
}

/// From any page of the declaration, twice: the second time the log is known.
fn recount(site: &Site) {
    let page = format!("{}/d/night-bus/de", site.base_url);
    let first = site.run(&["verify", &page]).ended(0);
    for said in [
        "Signatures that count: 2",
        "first time",
        "every shown name (1)",
        "the link in a mail",
        "the code in a mail",
    ] {
        assert!(first.out.contains(said), "{said} is missing in {first:?}");
    }
    let second = site.run(&["verify", &page, "--json"]).ended(0).json();
    assert_eq!(
        (&second["fine"], &second["total"]),
        (&true.into(), &2.into())
    );
    assert_eq!(second["remembered"], second["size"]);
    let key = second["key"].as_str().unwrap();
    site.run(&["verify", &page, "--key", key]).ended(0);
    let other =
        "other.example/d/night-bus/log+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    let other = site.run(&["verify", &page, "--key", other]);
    assert_ne!(other.code, 0, "{other:?}");
}

fn keep_the_receipt(site: &Site, visitor: &Visitor, receipt: &Answer) {
    let token = hidden(&receipt.body, "token");
    let proof = visitor.post("/receipt/proof", &[("token", &token)]);
    let opening = visitor.post("/receipt/opening", &[("token", &token)]);
    std::fs::write(site.path("ada.tlog-proof"), &proof.body).unwrap();
    std::fs::write(site.path("ada.opening.json"), &opening.body).unwrap();
    let holds = site
        .run(&["receipt", "verify", "ada.tlog-proof", "ada.opening.json"])
        .ended(0);
    assert!(
        holds.out.contains("It is the signature of Ada Okafor."),
        "{holds:?}"
    );

    let forged = opening.body.replace("Ada Okafor", "Eve Okafor");
    std::fs::write(site.path("eve.opening.json"), forged).unwrap();
    let fails = site.run(&[
        "receipt",
        "verify",
        "ada.tlog-proof",
        "eve.opening.json",
        "--json",
    ]);
    assert_eq!(fails.ended(1).json()["holds"], false);
}

/// An export is recounted without the site, and what is changed in it is found.
fn export(site: &Site) {
    site.run(&["export", "night-bus", "exported", "--config", "site"])
        .ended(0);
    site.run(&["export", "night-bus", "exported", "--config", "site"])
        .ended(2);
    let report = site.run(&["verify", "exported", "--json"]).ended(0).json();
    assert_eq!(report["total"], 2);
    let openings = site.path("exported/ledger/openings/0.json");
    let honest = std::fs::read_to_string(&openings).unwrap();
    std::fs::write(&openings, honest.replace("Ada", "Eve")).unwrap();
    let forged = site.run(&["verify", "exported"]).ended(1);
    assert!(forged.out.contains("FOUND FALSE"), "{forged:?}");
    assert!(
        forged.out.contains("it was changed or invented"),
        "{forged:?}"
    );
}

#[test]
fn publishing_while_the_site_is_served_shows_within_seconds_and_keeps_the_log_whole() {
    let site = Site::with_night_bus();
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let mails = Mails::of(&site.path("site"));
    sign_and_confirm(&visitor, &mails, &ada());

    let text = site.path("night-bus/text/en.md");
    let revised = std::fs::read_to_string(&text)
        .unwrap()
        .replace("The town", "This town");
    std::fs::write(&text, revised.replacen(".\n", ", again.\n", 1)).unwrap();
    let published = site
        .run(&["publish", "night-bus", "--config", "site", "--json"])
        .ended(0)
        .json();
    assert_eq!(published["new_texts"], 1);
    wait_for("the new text", || {
        visitor
            .get("/d/night-bus/en")
            .body
            .contains(", again.")
            .then_some(())
    });

    let bo = Person {
        name: "Bo Lindqvist".into(),
        email: "bo@example.org".into(),
        listing: "named",
    };
    sign_and_confirm(&visitor, &mails, &bo);
    let page = format!("{}/d/night-bus", site.base_url);
    let report = site.run(&["verify", &page, "--json"]).ended(0).json();
    assert_eq!(report["total"], 2);
    assert_eq!(
        report["lines"].as_array().unwrap().len(),
        2,
        "one line for each wording: {report:#}"
    );
    assert_eq!(server.stop().0, 0);
}
