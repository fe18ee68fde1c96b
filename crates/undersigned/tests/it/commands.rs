//! Commands one by one, and what they say when something is wrong.

use std::os::unix::fs::PermissionsExt;

use super::program::{run, workspace};
use super::site::{RECIPIENT, Site, copy, seal_to};

#[test]
fn a_site_is_made_once_and_a_used_folder_is_refused() {
    let site = Site::new();
    for file in [
        "site/config.toml",
        "site/undersigned.sqlite",
        "site/keys/site.key",
    ] {
        assert!(site.path(file).is_file(), "{file}");
    }
    let mode = |path: &str| {
        std::fs::metadata(site.path(path))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(
        (mode("site/keys"), mode("site/keys/site.key")),
        (0o700, 0o600)
    );
    assert_eq!(mode("site/undersigned.sqlite"), 0o600);
    let again = site
        .run(&["init", "site", "--base-url", "https://a.example"])
        .ended(2);
    assert!(
        again.err.contains("is not empty; name a folder"),
        "{again:?}"
    );
}

#[test]
fn a_site_for_the_world_sends_its_mails_and_shows_them_to_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["init", "site", "--base-url", "https://letters.example.org"];
    run(folder.path(), &arguments).ended(0);
    let file = folder.path().join("site/config.toml");
    let config = std::fs::read_to_string(&file).unwrap();
    assert!(
        config.contains("from = \"declarations@letters.example.org\""),
        "{config}"
    );
    let captured = config.replace("[mail.smtp]", "capture = \"mail\"\n[mail.other]");
    let captured = captured.split("[mail.other]").next().unwrap();
    std::fs::write(&file, captured).unwrap();
    let refused = run(folder.path(), &["serve", "--config", "site"]).ended(2);
    assert!(
        refused.err.contains("mail.capture shows all mails"),
        "{refused:?}"
    );
}

#[test]
fn init_refuses_what_no_site_can_have_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let check = |arguments: &[&str], said: &str| {
        let mut all = vec!["init", "site"];
        all.extend(arguments);
        let ran = run(folder.path(), &all).ended(2);
        assert!(ran.err.contains(said), "{ran:?}");
        assert!(!folder.path().join("site/config.toml").exists());
    };
    check(
        &["--base-url", "letters.example.org"],
        "must begin with https://",
    );
    check(&["--base-url", "https://a.example/path"], "without a path");
    check(
        &["--base-url", "https://a.example", "--mail-from", "nobody"],
        "--mail-from",
    );
    check(
        &["--base-url", "https://a.example", "--lang", "tlh"],
        "a language of the interface",
    );
}

#[test]
fn every_mistake_in_a_config_file_is_named_with_what_to_do() {
    let site = Site::new();
    let file = site.path("site/config.toml");
    let good = std::fs::read_to_string(&file).unwrap();
    let check = |config: &str, said: &[&str]| {
        std::fs::write(&file, config).unwrap();
        let ran = site.run(&["serve", "--config", "site"]).ended(2);
        for said in said.iter().chain(&["= help: "]) {
            assert!(ran.err.contains(said), "{said} is missing in {ran:?}");
        }
    };
    check(
        &good.replace("database =", "databse ="),
        &["databse", "unknown field", "database"],
    );
    check(
        &good.replace("base-url = \"http", "base-url = \"gopher"),
        &["base-url must begin"],
    );
    check(
        &good.replace("capture = ", "# capture = "),
        &["mail needs a table [mail.smtp]"],
    );
    check("base-url = ", &["config.toml"]);
    let both = good
        .replace("language = \"en\"", "language = \"xx\"")
        .replace("\"Test\"", "\"\"");
    check(&both, &["language must be", "name must be"]);
    std::fs::remove_file(&file).unwrap();
    let absent = site.run(&["serve", "--config", "site"]).ended(2);
    assert!(absent.err.contains("undersigned init"), "{absent:?}");
}

#[test]
fn a_folder_with_an_error_is_shown_the_place_and_not_published() {
    let site = Site::new();
    copy(&workspace().join("samples/night-bus"), &site.path("bus"));
    let unsealed = site.run(&["check", "bus"]).ended(1);
    assert!(unsealed.out.contains("error["), "{unsealed:?}");
    let refused = site.run(&["publish", "bus", "--config", "site"]).ended(1);
    assert!(refused.out.contains("not published"), "{refused:?}");

    seal_to(&site.path("bus"), RECIPIENT);
    site.run(&["check", "bus"]).ended(0);
    let text = site.path("bus/text/de.md");
    let whole = std::fs::read_to_string(&text).unwrap();
    std::fs::write(&text, whole.replace("{figure:passengers}", "acht")).unwrap();
    let broken = site.run(&["check", "bus", "--json"]).ended(1).json();
    assert_eq!(broken["publishable"], false);
    let findings = broken["findings"].as_array().unwrap();
    let about_the_text = findings
        .iter()
        .find(|found| found["severity"] == "error" && found["place"]["file"] == "text/de.md");
    assert!(about_the_text.is_some(), "{findings:?}");
}

#[test]
fn publishing_the_same_folder_twice_changes_nothing() {
    let site = Site::with_night_bus();
    let again = site
        .run(&["publish", "night-bus", "--config", "site", "--json"])
        .ended(0)
        .json();
    assert_eq!(
        (&again["new_texts"], &again["new_figures"]),
        (&0.into(), &0.into())
    );
    assert_eq!(again["url"], format!("{}/d/night-bus", site.base_url));
}

#[test]
fn what_is_no_declaration_folder_is_refused_with_advice() {
    let folder = tempfile::tempdir().unwrap();
    let check = |arguments: &[&str]| {
        let ran = run(folder.path(), arguments).ended(2);
        assert!(ran.err.contains("= help: "), "{ran:?}");
    };
    check(&["check", "absent"]);
    check(&["publish", "absent"]);
    check(&["verify", "absent"]);
    check(&["verify", "https://127.0.0.1:1/d/rivers"]);
    check(&["verify", "http://a.example/d/rivers"]);
    check(&["receipt", "verify", "a.tlog-proof", "a.opening.json"]);
    check(&["import", "absent.txt", "--lang", "de", "--out", "x"]);
}

#[test]
fn doctor_finds_what_is_wrong_and_says_what_to_do() {
    let site = Site::with_night_bus();
    let well = site
        .run(&["doctor", "--config", "site", "--json"])
        .ended(0)
        .json();
    let state_of = |checks: &serde_json::Value, what: &str| {
        let mut checks = checks.as_array().unwrap().iter();
        let found = checks.find(|check| check["what"] == what);
        found.map(|check| check["state"].as_str().unwrap().to_owned())
    };
    for what in [
        "config",
        "address",
        "keys",
        "database file",
        "database",
        "log of night-bus",
        "clock",
        "outbox",
        "mail",
    ] {
        assert_eq!(
            state_of(&well, what).as_deref(),
            Some("ok"),
            "{what} in {well:#}"
        );
    }
    let key = site.path("site/keys/night-bus.log.key");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let exposed = site
        .run(&["doctor", "--config", "site", "--json"])
        .ended(1)
        .json();
    assert_eq!(state_of(&exposed, "keys").as_deref(), Some("fail"));
    std::fs::remove_file(&key).unwrap();
    let lost = site.run(&["doctor", "--config", "site"]).ended(1);
    assert!(
        lost.out.contains("night-bus.log.key is missing"),
        "{lost:?}"
    );
    assert!(!key.exists(), "looking must not make a new key");
    let nowhere = site.run(&["doctor", "--config", "absent"]).ended(1);
    assert!(nowhere.out.contains("FAIL  config"), "{nowhere:?}");
}

#[test]
fn a_document_that_is_no_text_is_refused_with_the_reason_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let import = |bytes: &[u8], more: &[&str]| {
        std::fs::write(folder.path().join("copy.txt"), bytes).unwrap();
        let mut arguments = vec!["import", "copy.txt", "--lang", "de", "--out", "draft"];
        arguments.extend(more);
        run(folder.path(), &arguments)
    };
    let check = |bytes: &[u8], said: &str| {
        let ran = import(bytes, &[]).ended(1);
        assert!(
            ran.out.contains(said) && ran.out.contains("nothing was written"),
            "{ran:?}"
        );
        assert!(!folder.path().join("draft").exists());
    };
    check(b"", "empty");
    check(b"%PDF-1.7 ...", "this PDF is damaged");
    check(
        b"F\xfcr das Wasser\n\nWir fordern:\n- Wasser\n",
        "--encoding",
    );
    let named = import(
        "Für das Wasser\n\nWir fordern:\n- Wasser\n".as_bytes(),
        &["--lang", "no language"],
    );
    assert_eq!(named.code, 2, "{named:?}");
    import(
        b"F\xfcr das Wasser\n\nWir fordern:\n- Wasser\n",
        &["--encoding", "latin1"],
    )
    .ended(0);
    let text = std::fs::read_to_string(folder.path().join("draft/text/de.md")).unwrap();
    assert!(text.contains("# Für das Wasser"), "{text}");
    let again = import("Für das Wasser\n".as_bytes(), &[]).ended(2);
    assert!(
        again.err.contains("is not empty") && again.err.contains("--out"),
        "{again:?}"
    );
}

/// One page with a title and a sentence, in a typeface every reader knows.
fn pdf() -> Vec<u8> {
    let drawn = "BT /F 18 Tf 72 720 Td (Keep the river open) Tj ET \
                 BT /F 12 Tf 72 690 Td (We demand that the lock stays open at night.) Tj ET";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R\
         /Resources<</Font<</F 5 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>stream\n{drawn}\nendstream", drawn.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (number, object) in (1..).zip(&objects) {
        places.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{number} 0 obj{object}endobj\n"));
    }
    let table = file.len();
    file.push_str(&format!(
        "xref\n0 6\n0000000000 65535 f \n{places}trailer<</Size 6/Root 1 0 R>>\n\
         startxref\n{table}\n%%EOF\n"
    ));
    file.into_bytes()
}

#[test]
fn a_pdf_is_read_in_a_process_of_its_own_and_becomes_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("copy"), pdf()).unwrap();
    let arguments = ["import", "copy", "--lang", "en", "--out", "draft"];
    run(folder.path(), &arguments).ended(0);
    let text = std::fs::read_to_string(folder.path().join("draft/text/en.md")).unwrap();
    assert!(text.contains("# Keep the river open"), "{text}");
    assert!(text.contains("the lock stays open at night"), "{text}");
}

#[test]
fn compact_writes_the_database_anew_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    run(
        folder.path(),
        &["init", "site", "--base-url", "http://127.0.0.1:8080"],
    )
    .ended(0);
    let compacted = run(folder.path(), &["compact", "--config", "site"]).ended(0);
    assert!(
        compacted.out.contains("holds nothing that was erased"),
        "{compacted:?}"
    );
    run(folder.path(), &["doctor", "--config", "site", "--json"]).ended(0);
    let nowhere = run(folder.path(), &["compact", "--config", "elsewhere"]).ended(2);
    assert!(!nowhere.err.is_empty());
}
