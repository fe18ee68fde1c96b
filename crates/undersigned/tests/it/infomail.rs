//! The commands about mails and the Infomail.

use super::program::workspace;
use super::site::{RECIPIENT, Site, copy, seal_to};

fn with_list() -> Site {
    let site = Site::new();
    let declaration = "solidarity-kazakhstan";
    let folder = site.path(declaration);
    copy(&workspace().join("samples").join(declaration), &folder);
    seal_to(&folder, RECIPIENT);
    site.run(&["publish", declaration, "--config", "site"])
        .ended(0);
    copy(
        &workspace().join("samples/infomail/solidarity"),
        &site.path("list"),
    );
    site
}

#[test]
fn a_list_is_published_and_previewed_and_its_numbers_go_up() {
    let site = with_list();
    site.run(&["infomail", "check", "list"]).ended(0);
    let published = site
        .run(&["infomail", "publish", "list", "--config", "site", "--json"])
        .ended(0)
        .json();
    assert_eq!(
        published["drafts"],
        serde_json::json!([1, 2]),
        "{published}"
    );
    let slug = "solidarity";

    let preview = [
        "infomail", "preview", slug, "1", "--out", "preview", "--config", "site",
    ];
    site.run(&preview).ended(0);
    let html = std::fs::read_to_string(site.path("preview/1.ar.html")).unwrap();
    assert!(html.contains("dir=\"rtl\""), "{html}");
    assert!(site.path("preview/1.de.txt").is_file());

    let early = site
        .run(&["infomail", "send", slug, "2", "--yes", "--config", "site"])
        .ended(2);
    assert!(early.err.contains("issue 1 is still a draft"), "{early:?}");
    let nobody = site
        .run(&["infomail", "send", slug, "1", "--config", "site"])
        .ended(2);
    assert!(nobody.err.contains("nobody to ask"), "{nobody:?}");
}

#[test]
fn an_issue_is_sent_once_paused_and_resumed_and_never_changed() {
    let site = with_list();
    site.run(&["infomail", "publish", "list", "--config", "site"])
        .ended(0);
    let slug = "solidarity";
    let sent = site
        .run(&[
            "infomail", "send", slug, "1", "--yes", "--json", "--config", "site",
        ])
        .ended(0)
        .json();
    assert_eq!(sent["state"], "sending");
    let twice = site
        .run(&["infomail", "send", slug, "1", "--yes", "--config", "site"])
        .ended(2);
    assert!(twice.err.contains("cannot be moved"), "{twice:?}");
    site.run(&["infomail", "pause", slug, "1", "--config", "site"])
        .ended(0);
    let lists = site
        .run(&["infomail", "list", "--json", "--config", "site"])
        .ended(0)
        .json();
    assert_eq!(lists[0]["issues"][1]["state"], "paused", "{lists}");
    assert_eq!(lists[0]["issues"][1]["paused-by"], "operator", "{lists}");
    site.run(&["infomail", "resume", slug, "1", "--config", "site"])
        .ended(0);

    let text = site.path("list/issues/0001/en.md");
    let changed = std::fs::read_to_string(&text).unwrap() + "\nMore.\n";
    std::fs::write(&text, changed).unwrap();
    let refused = site
        .run(&["infomail", "publish", "list", "--config", "site"])
        .ended(2);
    assert!(
        refused.err.contains("issue 1 appeared and never changes"),
        "{refused:?}"
    );
    let progress = [
        "infomail", "progress", slug, "1", "--json", "--config", "site",
    ];
    assert_eq!(site.run(&progress).ended(0).json()["sent"], 0);
    site.run(&["infomail", "report", slug, "1", "--config", "site"])
        .ended(0);
}

#[test]
fn an_issue_is_mailed_to_oneself_before_it_appears() {
    let site = with_list();
    site.run(&["infomail", "publish", "list", "--config", "site"])
        .ended(0);
    let test = [
        "infomail",
        "test",
        "solidarity",
        "1",
        "--to",
        "dara@example.org",
        "--lang",
        "en",
        "--config",
        "site",
    ];
    site.run(&test).ended(0);
    let status = site
        .run(&["mail", "status", "--json", "--config", "site"])
        .ended(0)
        .json();
    assert_eq!(status["lanes"][1]["waiting"], 1, "{status}");
    let server = site.serve();
    let mail = super::program::wait_for("the test mail", || {
        let folder = std::fs::read_dir(site.path("site/mail")).ok()?;
        let file = folder
            .flatten()
            .find(|entry| entry.path().extension() == Some("eml".as_ref()))?;
        std::fs::read_to_string(file.path()).ok()
    });
    assert!(mail.contains("Subject: Test: "), "{mail}");
    assert!(
        mail.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"),
        "{mail}"
    );
    drop(server);
}

#[test]
fn keys_are_made_printed_rotated_and_retired() {
    let site = Site::new();
    let made = site.run(&["mail", "keys", "--config", "site"]).ended(0);
    for name in [
        "c1-rsa._domainkey.example.org",
        "i1-ed25519._domainkey.example.org",
    ] {
        assert!(made.out.contains(name), "{made:?}");
    }
    assert!(
        made.out
            .contains("confirmations = \"c1\"\ninfomail = \"i1\""),
        "{made:?}"
    );
    let config = site.path("site/config.toml");
    let with_keys = |confirmations: &str, infomail: &str| {
        let text = std::fs::read_to_string(&config).unwrap();
        let text = text.split("\n[mail.dkim]").next().unwrap().to_owned();
        let table = format!(
            "\n[mail.dkim]\nconfirmations = \"{confirmations}\"\ninfomail = \"{infomail}\"\n"
        );
        std::fs::write(&config, text + &table).unwrap();
    };
    with_keys("c1", "i1");
    let zone = ["mail", "keys", "--zone", "--config", "site"];
    let first = site.run(&zone).ended(0).out;
    assert_eq!(first.lines().count(), 4);
    assert_eq!(site.run(&zone).ended(0).out, first, "the same keys");
    let rotated = site
        .run(&["mail", "keys", "--rotate", "--json", "--config", "site"])
        .ended(0)
        .json();
    assert_eq!(rotated["confirmations"], "c2");
    let busy = site
        .run(&["mail", "keys", "--retire", "c1", "--config", "site"])
        .ended(2);
    assert!(busy.err.contains("the keys c1 sign mails now"), "{busy:?}");
    with_keys("c2", "i2");
    site.run(&["mail", "keys", "--retire", "c1", "--config", "site"])
        .ended(0);
    assert!(!site.path("site/keys/dkim/c1-rsa.pem").exists());

    let sent = site
        .run(&["mail", "test", "dara@example.org", "--config", "site"])
        .ended(0);
    assert!(sent.out.contains("captured"), "{sent:?}");
    let mail = std::fs::read_to_string(site.path("site/mail/00000001.eml")).unwrap();
    assert!(
        mail.contains("s=c2-rsa;") && mail.contains("s=c2-ed25519;"),
        "{mail}"
    );
    with_keys("c9", "i9");
    let missing = site
        .run(&["mail", "test", "dara@example.org", "--config", "site"])
        .ended(2);
    assert!(missing.err.contains("c9-rsa.pem"), "{missing:?}");
}

#[test]
fn lanes_are_paused_and_resumed_and_what_waits_is_said() {
    let site = Site::new();
    site.run(&["mail", "pause", "issue", "--config", "site"])
        .ended(0);
    let lanes = |site: &Site| {
        site.run(&["mail", "status", "--json", "--config", "site"])
            .ended(0)
            .json()
    };
    assert_eq!(lanes(&site)["lanes"][2]["paused"], true);
    let shown = site.run(&["mail", "status", "--config", "site"]).ended(0);
    assert!(shown.out.contains("PAUSED"), "{shown:?}");
    site.run(&["mail", "resume", "all", "--config", "site"])
        .ended(0);
    assert_eq!(lanes(&site)["lanes"][2]["paused"], false);
    let retried = site.run(&["mail", "retry", "--config", "site"]).ended(0);
    assert!(retried.out.contains("0 mails"), "{retried:?}");
    let queue = site.run(&["mail", "queue", "--config", "site"]).ended(0);
    assert!(queue.out.contains("no mail was given up"), "{queue:?}");
}
