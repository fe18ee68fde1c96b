//! A database brought back from an older backup: the log must not get a second history.

use super::mails::Mails;
use super::site::Site;
use super::visitor::{Person, Visitor};

const NIGHT_BUS: (&str, &str) = ("night-bus", "en");

fn person(name: &str) -> Person {
    Person {
        name: name.to_owned(),
        email: format!("{name}@example.org"),
        listing: "named",
    }
}

/// Signs and presses the button; answers the status of the page after it.
fn sign(site: &Site, visitor: &Visitor, who: &Person) -> u16 {
    let token = visitor.form_token(NIGHT_BUS);
    assert_eq!(visitor.sign(NIGHT_BUS, &token, who).status, 200);
    let links = Mails::of(&site.path("site")).to(&who.email);
    visitor
        .post("/confirm", &[("token", &links.confirm)])
        .status
}

#[test]
fn a_restored_backup_is_shown_but_not_signed_and_doctor_says_why() {
    let site = Site::with_night_bus();
    let database = site.path("site/undersigned.sqlite");
    let backup = site.path("backup.sqlite");
    std::fs::copy(&database, &backup).unwrap();

    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    assert_eq!(sign(&site, &visitor, &person("ada")), 200);
    assert_eq!(server.stop().0, 0);
    std::fs::copy(&database, site.path("newer.sqlite")).unwrap();

    std::fs::copy(&backup, &database).unwrap();
    let ill = site.run(&["doctor", "--config", "site"]).ended(1);
    assert!(ill.out.contains("a backup was restored"), "{ill:?}");
    let server = site.serve();
    assert_eq!(visitor.get("/d/night-bus/en").status, 200);
    // Trying again helps nobody before an operator has looked.
    assert_eq!(sign(&site, &visitor, &person("bo")), 500);
    assert_eq!(visitor.json("/d/night-bus/count.json")["total"], 0);
    assert_eq!(server.stop().0, 0);

    std::fs::copy(site.path("newer.sqlite"), &database).unwrap();
    site.run(&["doctor", "--config", "site"]).ended(0);
    let server = site.serve();
    assert_eq!(sign(&site, &visitor, &person("chi")), 200);
    assert_eq!(visitor.json("/d/night-bus/count.json")["total"], 2);
    assert_eq!(server.stop().0, 0);
}
