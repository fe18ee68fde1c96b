//! Killed while signers move to a newer text: each of them counts once, before and after.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::mails::Mails;
use super::program::wait_for;
use super::site::Site;
use super::visitor::{Person, Visitor};

const SIGNERS: usize = 24;
const NIGHT_BUS: (&str, &str) = ("night-bus", "en");

#[test]
fn whoever_moves_while_the_site_is_killed_counts_once_all_the_same() {
    let site = Site::with_night_bus();
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let links = signed(&site, &visitor);
    revise(&site);
    std::thread::sleep(Duration::from_secs(3));
    let text = newest(&visitor);
    let moved = AtomicU64::new(0);
    std::thread::scope(|threads| {
        for mine in links.chunks(SIGNERS / 4) {
            let (visitor, text, moved) = (&visitor, &text, &moved);
            threads.spawn(move || {
                for token in mine {
                    match visitor.try_post("/manage/move", &agreed(token, text)) {
                        Ok(answer) if answer.status == 200 => {
                            moved.fetch_add(1, Ordering::SeqCst);
                        }
                        Ok(answer) => panic!("{answer:?}"),
                        Err(_) => return,
                    }
                }
            });
        }
        wait_for("some to have moved", || {
            (moved.load(Ordering::SeqCst) >= 3).then_some(())
        });
        server.kill();
    });
    let server = site.serve();
    check(&site, &visitor);
    // Everybody presses the button again: those who had moved have moved once.
    for token in &links {
        let answer = visitor.post("/manage/move", &agreed(token, &text));
        assert_eq!(answer.status, 200, "{answer:?}");
    }
    let split = check(&site, &visitor);
    assert_eq!(split, [SIGNERS as u64], "all stand under the newer text");
    assert_eq!(server.stop().0, 0);
}

/// Signs for everybody; answers the tokens of their own links.
fn signed(site: &Site, visitor: &Visitor) -> Vec<String> {
    let mails = Mails::of(&site.path("site"));
    let token = visitor.form_token(NIGHT_BUS);
    let sign = |number: usize| {
        let person = Person {
            name: format!("Witness {number}"),
            email: format!("witness-{number}@example.org"),
            listing: "named",
        };
        visitor.sign(NIGHT_BUS, &token, &person);
        let links = mails.to(&person.email);
        let answer = visitor.post("/confirm", &[("token", &links.confirm)]);
        assert_eq!(answer.status, 200, "{answer:?}");
        links.manage
    };
    (0..SIGNERS).map(sign).collect()
}

fn revise(site: &Site) {
    let file = site.path("night-bus/text/en.md");
    let text = std::fs::read_to_string(&file).unwrap();
    let text = text.replace("at least as many trips as today", "more trips than today");
    let front = "+++\nchanges = \"More trips.\"\nmaterial = true\n";
    std::fs::write(&file, text.replacen("+++\n", front, 1)).unwrap();
    let publish = ["publish", "night-bus", "--config", "site"];
    site.run(&publish).ended(0);
}

/// The digest of the text that is signed now.
fn newest(visitor: &Visitor) -> String {
    let page = visitor.get("/d/night-bus/en/changes/1/2");
    let (_, last) = page.body.rsplit_once("/text/").unwrap();
    last[..64].to_owned()
}

fn agreed<'t>(token: &'t str, text: &'t str) -> [(&'static str, &'t str); 3] {
    [("token", token), ("text", text), ("consent-count", "yes")]
}

/// Count, list and log agree; answers how many stand under each text.
fn check(site: &Site, visitor: &Visitor) -> Vec<u64> {
    let count = visitor.json("/d/night-bus/count.json");
    assert_eq!(count["total"], SIGNERS);
    let list = visitor.json("/d/night-bus/signatories.json");
    let mut names: Vec<&str> = list["signatories"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), SIGNERS);
    let page = format!("{}/d/night-bus", site.base_url);
    let report = site.run(&["verify", &page, "--json"]).ended(0).json();
    assert_eq!(
        (&report["total"], &report["names"]),
        (&count["total"], &count["total"])
    );
    let revisions = count["revisions"].as_array().unwrap();
    let totals = revisions.iter().map(|one| one["total"].as_u64().unwrap());
    totals.collect()
}
