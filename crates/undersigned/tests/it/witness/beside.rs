//! Witnesses beside a site.

use std::path::Path;

use tlog::Checkpoint;
use tlog::note::VerifierKey;

use super::home::Home;
use crate::mails::Mails;
use crate::program::wait_for;
use crate::road::sign_and_confirm;
use crate::site::{Site, copy};
use crate::visitor::{Person, Visitor};

fn person(name: &str) -> Person {
    Person {
        name: name.to_owned(),
        email: format!("{name}@example.org"),
        listing: "named",
    }
}

/// A site whose log is followed by witnesses, any of which is enough; nothing is served yet.
fn witnessed(homes: &[&Home], site: &Site) -> VerifierKey {
    let server = site.serve();
    let policy = Visitor::new(&site.base_url).get("/d/night-bus/log/policy");
    assert_eq!(server.stop().0, 0);
    let line = policy.body.lines().next().unwrap();
    let log = line.strip_prefix("log ").unwrap();
    let mut policy = String::new();
    for home in homes {
        home.follow(log);
        policy.push_str(&format!("{}\n", home.line));
    }
    let names: Vec<&str> = homes.iter().map(|home| home.name).collect();
    policy.push_str(&format!(
        "group enough any {}\nquorum enough\n",
        names.join(" ")
    ));
    std::fs::write(site.path("site/witnesses.policy"), policy).unwrap();
    let config = site.path("site/config.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    let named = text
        .replace("# [witnesses]", "[witnesses]")
        .replace("# policy =", "policy =");
    assert_ne!(text, named);
    std::fs::write(config, named).unwrap();
    VerifierKey::parse(log).unwrap()
}

/// The newest checkpoint that enough witnesses cosigned: its size, and how many did.
fn cosigned(visitor: &Visitor, log: &VerifierKey, homes: &[&Home]) -> Option<(u64, usize)> {
    let answer = visitor.get("/d/night-bus/log/checkpoint.witnessed");
    if answer.status == 404 {
        return None;
    }
    let keys: Vec<VerifierKey> = homes.iter().map(|home| home.key.clone()).collect();
    let log = std::slice::from_ref(log);
    let opened = Checkpoint::open_cosigned(answer.body.as_bytes(), log, &keys).unwrap();
    Some((opened.checkpoint.size, opened.cosignatures.len()))
}

fn size(visitor: &Visitor) -> u64 {
    let checkpoint = visitor.get("/d/night-bus/log/checkpoint").body;
    checkpoint.lines().nth(1).unwrap().parse().unwrap()
}

#[test]
fn two_witnesses_cosign_what_is_signed_and_one_goes_on_while_the_other_is_dead() {
    let site = Site::with_night_bus();
    let (one, two) = (
        Home::new(site.folder(), "one"),
        Home::new(site.folder(), "two"),
    );
    let homes = [&one, &two];
    let log = witnessed(&homes, &site);
    let (first, second) = (one.serve(), two.serve());
    let server = site.serve();
    let (visitor, mails) = (Visitor::new(&site.base_url), Mails::of(&site.path("site")));
    let wait = |what: &str, expected: (u64, usize)| {
        wait_for(what, || {
            (cosigned(&visitor, &log, &homes) == Some(expected)).then_some(())
        });
    };
    sign_and_confirm(&visitor, &mails, &person("ada"));
    wait("both cosignatures", (size(&visitor), 2));
    let well = site.run(&["doctor", "--config", "site"]).ended(0);
    for name in ["one", "two"] {
        let line = format!(
            "ok    witness {name} of night-bus: cosigned {0} of {0} entries",
            size(&visitor)
        );
        assert!(well.out.contains(&line), "{line}: {well:?}");
    }

    second.kill();
    sign_and_confirm(&visitor, &mails, &person("bo"));
    wait("the one that lives", (size(&visitor), 1));
    let limping = site.run(&["doctor", "--config", "site"]).ended(0);
    assert!(
        limping.out.contains("warn  witness two of night-bus"),
        "{limping:?}"
    );

    let second = two.serve();
    sign_and_confirm(&visitor, &mails, &person("chi"));
    wait("both again", (size(&visitor), 2));
    let page = format!("{}/d/night-bus", site.base_url);
    assert_eq!(
        site.run(&["verify", &page, "--json"]).ended(0).json()["total"],
        3
    );
    for served in [server, first, second] {
        assert_eq!(served.stop().0, 0);
    }
    let list = site.run(&["witness", "list", "--folder", "two", "--json"]);
    let list = list.ended(0).json();
    assert_eq!(list["logs"][0]["origin"], log.name());
    assert!(list["logs"][0]["size"].as_u64() > Some(3), "{list:#}");
}

/// The whole machine is brought back from a backup: database, keys and lock file.
#[test]
fn a_restored_machine_does_not_sign_what_a_witness_would_contradict() {
    let site = Site::with_night_bus();
    let one = Home::new(site.folder(), "one");
    let log = witnessed(&[&one], &site);
    let witness = one.serve();
    copy(&site.path("site"), &site.path("backup"));
    let visitor = Visitor::new(&site.base_url);
    let server = site.serve();
    sign_and_confirm(&visitor, &Mails::of(&site.path("site")), &person("ada"));
    let grown = size(&visitor);
    wait_for("the cosignature", || {
        (cosigned(&visitor, &log, &[&one]) == Some((grown, 1))).then_some(())
    });
    assert_eq!(server.stop().0, 0);

    std::fs::rename(site.path("site"), site.path("newer")).unwrap();
    copy(&site.path("backup"), &site.path("site"));
    private(&site.path("site/keys"));
    let ill = site.run(&["doctor", "--config", "site"]).ended(1);
    let said = format!("the witness one has cosigned {grown} entries of this log");
    assert!(ill.out.contains(&said), "{ill:?}");
    let server = site.serve();
    assert_eq!(visitor.get("/d/night-bus/en").status, 200);
    let token = visitor.form_token(("night-bus", "en"));
    visitor.sign(("night-bus", "en"), &token, &person("bo"));
    let mail = Mails::of(&site.path("site")).to("bo@example.org");
    let confirm = || visitor.post("/confirm", &[("token", &mail.confirm)]);
    assert_eq!(confirm().status, 500, "signing would fork the log");
    assert_eq!(size(&visitor), grown - 1);
    assert_eq!(server.stop().0, 0);

    std::fs::remove_dir_all(site.path("site")).unwrap();
    std::fs::rename(site.path("newer"), site.path("site")).unwrap();
    let server = site.serve();
    sign_and_confirm(&visitor, &Mails::of(&site.path("site")), &person("chi"));
    assert_eq!(server.stop().0, 0);
    assert_eq!(witness.stop().0, 0);
}

/// A copied folder of keys has the permissions of any folder.
fn private(keys: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(keys, std::fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_policy_that_cannot_be_used_is_refused_at_the_start_with_its_line() {
    let site = Site::new();
    let config = site.path("site/config.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, format!("{text}\n[witnesses]\npolicy = \"w\"\n")).unwrap();
    let absent = site.run(&["serve", "--config", "site"]).ended(2);
    assert!(absent.err.contains("witnesses.policy site/w"), "{absent:?}");
    std::fs::write(site.path("site/w"), "# ours\nquorum all-of-them\n").unwrap();
    let refused = site.run(&["serve", "--config", "site"]).ended(2);
    assert!(
        refused.err.contains("line 2 of the policy is refused"),
        "{refused:?}"
    );
}
