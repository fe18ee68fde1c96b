//! Bringing backups back.

use super::Kept;

#[test]
fn whoever_withdrew_since_is_absent_and_the_log_is_recovered() {
    let kept = Kept::new();
    let server = kept.site.serve();
    let ada = kept.sign("ada");
    kept.sign("bo");
    let backup = kept.back_up();
    kept.sign("chi");
    let gone = kept.visitor.post(
        "/manage/withdraw",
        &[("token", &ada.manage), ("sure", "yes")],
    );
    assert_eq!(gone.status, 200, "{gone:?}");
    kept.site
        .run(&["export", "night-bus", "mirror", "--config", "site"])
        .ended(0);
    let served = kept
        .restore(&backup, &["--replace", "--config", "site"])
        .ended(2);
    assert!(served.err.contains("the site is served"), "{served:?}");
    assert_eq!(server.stop().0, 0);

    let there = kept.restore(&backup, &["--config", "site"]).ended(2);
    assert!(there.err.contains("--replace"), "{there:?}");
    // What a crash left: it belongs to the old file, and would damage the new one.
    std::fs::write(kept.site.path("site/undersigned.sqlite-shm"), "stale").unwrap();
    let restored = kept.restore(&backup, &["--replace", "--config", "site", "--json"]);
    let report = restored.ended(1).json();
    let log = &report["logs"][0];
    assert_eq!(log["lost"], 2, "{report}");
    assert_eq!(log["shown"], 1, "{report}");
    assert_eq!(report["erased_again"]["signatures"], 1, "{report}");
    assert_eq!(report["withdrawals_to_enter"], 1, "{report}");
    let replaced = report["replaced"].as_str().unwrap();
    assert!(kept.site.path(replaced).exists());
    let bytes = std::fs::read(kept.site.path("site/undersigned.sqlite")).unwrap();
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
    assert!(!holds(b"ada Marker") && holds(b"bo Marker"));

    let server = kept.site.serve();
    assert_eq!(kept.names(), ["bo Marker"]);
    assert_eq!(kept.visitor.json("/d/night-bus/count.json")["total"], 2);
    let recover = [
        "recover",
        "night-bus",
        "--from",
        "mirror",
        "--config",
        "site",
    ];
    kept.site.run(&recover).ended(0);
    assert_eq!(server.stop().0, 0);
    let server = kept.site.serve();
    assert_eq!(kept.names(), ["bo Marker", "chi Marker"]);
    assert_eq!(kept.visitor.json("/d/night-bus/count.json")["total"], 2);
    kept.sign("dara");
    let page = format!("{}/d/night-bus", kept.site.base_url);
    kept.site.run(&["verify", &page]).ended(0);
    assert_eq!(server.stop().0, 0);
    let well = kept.site.run(&["doctor", "--config", "site"]).ended(0);
    assert!(!well.out.contains("FAIL"), "{well:?}");
}

#[test]
fn a_site_on_a_new_machine_needs_its_keys_and_its_journal() {
    let kept = Kept::new();
    let server = kept.site.serve();
    kept.sign("ada");
    let backup = kept.back_up();
    assert_eq!(server.stop().0, 0);
    let without = kept.restore(&backup, &["--into", "new"]).ended(2);
    assert!(
        without.err.contains("there is no erasure journal"),
        "{without:?}"
    );
    assert!(!kept.site.path("new/undersigned.sqlite").exists());
    let keys = kept.site.path("new/keys");
    super::super::site::copy(&kept.site.path("site/keys"), &keys);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let private = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(&keys, private).unwrap();
    }
    std::fs::remove_file(keys.join("night-bus.log.lock")).unwrap();
    let done = kept.restore(&backup, &["--into", "new"]).ended(0);
    assert!(done.out.contains("1 signatures, 1 shown."), "{done:?}");
    assert!(
        keys.join("night-bus.log.lock").exists(),
        "it was in the backup"
    );
    kept.site.run(&["doctor", "--config", "new"]).ended(0);
    let wrong = kept.restore(&backup, &["--into", "new"]).ended(2);
    assert!(wrong.err.contains("already"), "{wrong:?}");
}

#[test]
fn a_backup_that_cannot_be_used_touches_nothing() {
    let kept = Kept::new();
    let backup = kept.back_up();
    let database = kept.site.path("site/undersigned.sqlite");
    let before = std::fs::read(&database).unwrap();
    let whole = std::fs::read(&backup).unwrap();
    let check = |bytes: &[u8], said: &str| {
        let path = kept.site.path("damaged");
        std::fs::write(&path, bytes).unwrap();
        let refused = kept
            .restore(&path, &["--replace", "--config", "site"])
            .ended(2);
        assert!(refused.err.contains(said), "{refused:?}");
        assert_eq!(std::fs::read(&database).unwrap(), before);
    };
    check(&whole[..whole.len() / 2], "it is damaged");
    let mut flipped = whole.clone();
    flipped[whole.len() - 100] ^= 1;
    check(&flipped, "it is damaged");
    check(b"something else", "no backup of this program");
    let key = kept.site.path("other-key");
    let other = age::x25519::Identity::generate();
    let text = age::secrecy::ExposeSecret::expose_secret(&other.to_string()).to_owned();
    std::fs::write(&key, text).unwrap();
    let (file, key) = (backup.to_str().unwrap(), key.to_str().unwrap());
    let arguments = [
        "restore",
        file,
        "--identity",
        key,
        "--replace",
        "--config",
        "site",
    ];
    let refused = kept.site.run(&arguments).ended(2);
    assert!(
        refused.err.contains("it was sealed to somebody else"),
        "{refused:?}"
    );
    let none = ["restore", file, "--replace", "--config", "site"];
    let none = kept.site.run(&none).ended(2);
    assert!(none.err.contains("no key to open it was given"), "{none:?}");
    assert_eq!(std::fs::read(&database).unwrap(), before);
}

#[test]
fn what_is_in_a_backup_can_be_told_without_a_site() {
    let kept = Kept::new();
    let server = kept.site.serve();
    kept.sign("ada");
    let backup = kept.back_up();
    assert_eq!(server.stop().0, 0);
    std::fs::remove_dir_all(kept.site.path("site")).unwrap();
    let told = kept.restore(&backup, &["--inspect"]).ended(0);
    assert!(
        told.out.contains("1 persons and 0 organisations count"),
        "{told:?}"
    );
    assert!(!told.out.contains("Marker") && !told.err.contains("Marker"));
    let told = kept
        .restore(&backup, &["--inspect", "--json"])
        .ended(0)
        .json();
    assert_eq!(told["sealed"], true);
    assert_eq!(told["declarations"][0]["persons"], 1);
}

#[test]
fn a_database_that_was_copied_back_by_hand_is_caught_up_before_it_is_served() {
    let kept = Kept::new();
    let server = kept.site.serve();
    let ada = kept.sign("ada");
    kept.sign("bo");
    assert_eq!(server.stop().0, 0);
    let database = kept.site.path("site/undersigned.sqlite");
    let copy = kept.site.path("copy.sqlite");
    std::fs::copy(&database, &copy).unwrap();
    let server = kept.site.serve();
    kept.visitor.post(
        "/manage/withdraw",
        &[("token", &ada.manage), ("sure", "yes")],
    );
    assert_eq!(kept.names(), ["bo Marker"]);
    assert_eq!(server.stop().0, 0);
    std::fs::copy(&copy, &database).unwrap();
    let server = kept.site.serve();
    assert_eq!(kept.names(), ["bo Marker"]);
    assert_eq!(server.stop().0, 0);
    // A journal that cannot be read keeps the site from being served at all.
    std::fs::write(kept.site.path("site/keys/erasures.log"), "a diary").unwrap();
    let refused = kept.site.run(&["serve", "--config", "site"]).ended(2);
    assert!(refused.err.contains("erasures.log"), "{refused:?}");
}
