//! Making backups.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::super::mails::Mails;
use super::super::visitor::Person;
use super::{Kept, NIGHT_BUS};

#[test]
fn nothing_is_backed_up_that_anybody_could_read_unless_that_was_said() {
    let kept = Kept::new();
    let config = kept.site.path("site/config.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, text.replace("recipients", "# recipients")).unwrap();
    let refused = kept
        .site
        .run(&["backup", "--to", "backups", "--config", "site"]);
    let refused = refused.ended(2);
    assert!(
        refused
            .err
            .contains("nobody is named who could open the backup"),
        "{refused:?}"
    );
    assert!(refused.err.contains("age-keygen"), "{refused:?}");
    let plain = ["backup", "--to", "backups", "--plain", "--config", "site"];
    let plain = kept.site.run(&plain).ended(0);
    assert!(plain.out.contains("sealed to nobody"), "{plain:?}");
    let wrong = [
        "backup",
        "--to",
        "backups",
        "--recipient",
        "age1x",
        "--config",
        "site",
    ];
    kept.site.run(&wrong).ended(2);
}

#[test]
fn a_backup_holds_no_key_and_no_name_that_can_be_read() {
    let kept = Kept::new();
    let server = kept.site.serve();
    kept.sign("ada");
    let backup = kept.back_up();
    assert_eq!(server.stop().0, 0);
    let name = backup.file_name().unwrap().to_str().unwrap();
    assert!(name.starts_with("undersigned-127.0.0.1_") && name.ends_with("Z.backup.age"));
    let sealed = std::fs::read(&backup).unwrap();
    let plain = kept.site.path("plain");
    let made = ["backup", "--to", "plain", "--plain", "--config", "site"];
    kept.site.run(&made).ended(0);
    let plain = std::fs::read(plain).unwrap();
    let holds = |bytes: &[u8], part: &[u8]| bytes.windows(part.len()).any(|bytes| bytes == part);
    assert!(holds(&plain, b"ada Marker") && !holds(&sealed, b"ada Marker"));
    let keys = std::fs::read_dir(kept.site.path("site/keys")).unwrap();
    let mut looked = 0;
    for entry in keys {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "key") {
            let text = std::fs::read_to_string(&path).unwrap();
            let raw = hex::decode(text.trim()).unwrap();
            assert!(!holds(&plain, text.trim().as_bytes()) && !holds(&plain, &raw));
            looked += 1;
        }
    }
    assert!(looked >= 3);
    assert!(
        !holds(&plain, b"undersigned erasures"),
        "the journal is not in it"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&backup).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let well = kept.site.run(&["doctor", "--config", "site", "--json"]);
    let checks = well.ended(0).json();
    let check = |what: &str| {
        let checks = checks.as_array().unwrap().iter();
        checks
            .clone()
            .find(|check| check["what"] == what)
            .unwrap()
            .clone()
    };
    assert_eq!(check("backup")["state"], "ok");
    assert_eq!(check("erasure journal")["state"], "ok");
}

#[test]
fn what_has_had_its_time_goes_with_the_next_backup_and_nothing_else_does() {
    let kept = Kept::new();
    let host = kept.site.base_url.replace("http://", "").replace(':', "_");
    let old = format!("backups/undersigned-{host}-20200101T000000Z.backup.age");
    let half = format!("backups/.undersigned-{host}-20200102T000000Z.backup.age.unfinished");
    let stranger = "backups/undersigned-other.example-20200101T000000Z.backup.age";
    for name in [old.as_str(), half.as_str(), stranger, "backups/holiday.jpg"] {
        std::fs::write(kept.site.path(name), "x").unwrap();
    }
    let newest = kept.back_up();
    assert!(!kept.site.path(&old).exists() && !kept.site.path(&half).exists());
    for stays in [
        kept.site.path(stranger),
        kept.site.path("backups/holiday.jpg"),
        newest,
    ] {
        assert!(stays.exists(), "{}", stays.display());
    }
    std::fs::write(kept.site.path(&old), "x").unwrap();
    let expire = [
        "backup", "--expire", "backups", "--config", "site", "--json",
    ];
    let expired = kept.site.run(&expire).ended(0).json();
    assert_eq!(expired["expired"], 1);
    assert!(!kept.site.path(&old).exists());
}

#[test]
fn the_privacy_notice_says_how_long_backups_keep_what_was_deleted() {
    let kept = Kept::new();
    let server = kept.site.serve();
    let page = kept.visitor.get("/d/night-bus/en").body;
    assert!(
        page.contains("What was deleted can be in backups for"),
        "{page}"
    );
    assert_eq!(server.stop().0, 0);
}

#[test]
fn backups_under_load_are_whole_and_of_one_moment() {
    let kept = Kept::new();
    let server = kept.site.serve();
    let mails = Mails::of(&kept.site.path("site"));
    let form = kept.visitor.form_token(NIGHT_BUS);
    let (next, over) = (AtomicU64::new(0), AtomicBool::new(false));
    let sign = || {
        let number = next.fetch_add(1, Ordering::SeqCst);
        let person = Person {
            name: format!("Witness {number}"),
            email: format!("witness-{number}@example.org"),
            listing: "named",
        };
        kept.visitor.sign(NIGHT_BUS, &form, &person);
        let links = mails.to(&person.email);
        let receipt = kept.visitor.post("/confirm", &[("token", &links.confirm)]);
        assert_eq!(receipt.status, 200);
    };
    let backups = std::thread::scope(|threads| {
        for _ in 0..4 {
            threads.spawn(|| {
                while !over.load(Ordering::SeqCst) {
                    sign();
                }
            });
        }
        let mut backups = Vec::new();
        for number in 0..4 {
            let to = format!("b{number}");
            let run = ["backup", "--to", to.as_str(), "--config", "site"];
            kept.site.run(&run).ended(0);
            backups.push(kept.site.path(&to));
        }
        over.store(true, Ordering::SeqCst);
        backups
    });
    assert_eq!(server.stop().0, 0);
    let mut sizes = Vec::new();
    for backup in &backups {
        // Loads, checks integrity and foreign keys, counts the log again against its checkpoint.
        let inside = kept
            .restore(backup, &["--inspect", "--json"])
            .ended(0)
            .json();
        let one = &inside["declarations"][0];
        assert_eq!(one["persons"], one["shown"], "everybody is named");
        sizes.push(one["entries"].as_u64().unwrap());
    }
    assert!(sizes.is_sorted(), "{sizes:?}");
    println!(
        "four backups while {} signed: {sizes:?}",
        next.load(Ordering::SeqCst)
    );
}

#[test]
fn a_backup_is_made_in_a_folder_that_is_there() {
    let kept = Kept::new();
    let absent = ["backup", "--to", "absent/b", "--config", "site"];
    let absent = kept.site.run(&absent).ended(2);
    assert!(absent.err.contains("there is no folder"), "{absent:?}");
    std::fs::write(kept.site.path("there"), "precious").unwrap();
    let there = ["backup", "--to", "there", "--config", "site"];
    kept.site.run(&there).ended(2);
    assert_eq!(std::fs::read(kept.site.path("there")).unwrap(), b"precious");
}
