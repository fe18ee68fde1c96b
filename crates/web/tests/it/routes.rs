//! The route table, walked row by row: a new route cannot stay out of these tests.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use testkit::{Answer, LIST, Mail, SLUG, TestSite, Visitor, ada, bo, chi};
use web::routes::{Cache, Guard, Route, table};

use crate::support::is_sound;

/// The headers every answer has, with what must stand in them.
const STRICT: [(&str, &str); 8] = [
    ("content-security-policy", "default-src 'none'"),
    ("content-security-policy", "form-action 'self'"),
    ("content-security-policy", "frame-ancestors 'none'"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "geolocation=()"),
    ("strict-transport-security", "max-age=63072000"),
];

/// Longer than any page takes on a loaded machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The report that rows about one are asked for.
const REPORT: &str = "2026-05-12-river";

/// The series that rows about one are asked for.
const SERIES: &str = "dead-fish-lower-lorne";

/// The paths of the links that subscribers of the Infomail get.
struct Subscriber {
    confirm: String,
    manage: String,
    leave: String,
}

impl Subscriber {
    /// Bo waits for the button; Chi is subscribed, and asked for the link to change that.
    async fn of(site: &TestSite) -> Self {
        site.subscribe(&bo()).await;
        let confirm = site.mail_to(&bo()).await.path("/i/c/");
        let leave = site.subscribed(&chi()).await.path("/i/l/");
        site.turn(SignedDuration::from_hours(1));
        site.subscribe(&chi()).await;
        let manage = site.mail_to(&chi()).await.path("/i/m/");
        Self {
            confirm,
            manage,
            leave,
        }
    }
}

/// A path that the row answers.
fn path(row: &Route, (mail, subscriber): (&Mail<'_>, &Subscriber), digest: &str) -> String {
    let token = match row.path {
        "/i/c/{token}" => subscriber.confirm.clone(),
        "/i/m/{token}" => subscriber.manage.clone(),
        "/i/l/{token}" => subscriber.leave.clone(),
        "/i/s/{token}" => "Zm9yIHRlc3RzIG9ubHkhIQZm9yIHRlc3RzIG9ubHkhI".to_owned(),
        "/c/{token}" => mail.link(),
        "/m/{token}" => mail.manage(),
        "/n/{token}" => mail.refuse(),
        _ => String::new(),
    };
    let token = token.rsplit('/').next().unwrap_or_default();
    let style_sheet = render::asset::href().rsplit('/').next().unwrap();
    let id = match row.path {
        path if path.contains("/report/") => REPORT,
        path if path.contains("/series/") => SERIES,
        _ => "publish",
    };
    let file = if row.path.contains("/series/") {
        &format!("{SERIES}.json")
    } else {
        style_sheet
    };
    // `/{lang}` is a language of the interface, the others are languages of the text.
    let path = row
        .path
        .replace("{slug}", SLUG)
        .replace("{list}", LIST)
        .replace("{lang}", "de")
        .replace("{digest}", digest)
        .replace("{from}", "1")
        .replace("{to}", "2")
        .replace("{*path}", "checkpoint")
        .replace("{id}", id)
        .replace("{token}", token)
        .replace("{file}", file)
        .replace("{number}", "1");
    assert!(
        !path.contains('{'),
        "{} has a parameter that this test does not know",
        row.path
    );
    path
}

#[track_caller]
fn is_strict(answer: &Answer, what: &str) {
    for (name, part) in STRICT {
        let value = answer.header(name);
        assert!(
            value.contains(part),
            "{what}: {name} is `{value}`, without `{part}`"
        );
    }
    let readers = if answer.headers.contains_key("access-control-allow-origin") {
        "cross-origin"
    } else {
        "same-origin"
    };
    assert_eq!(
        answer.header("cross-origin-resource-policy"),
        readers,
        "{what}"
    );
    assert!(
        !answer.headers.contains_key("set-cookie"),
        "{what} sets a cookie"
    );
}

struct Walk<'s> {
    site: &'s TestSite,
    visitor: Visitor<'s>,
    mail: Mail<'s>,
    subscriber: Subscriber,
    digest: String,
}

impl<'s> Walk<'s> {
    async fn over(site: &'s TestSite) -> Self {
        let mut files = testkit::folder();
        let report =
            "+++\ntitle = \"Am Fluss\"\ndate = 2026-05-12\nkind = \"report\"\n+++\nFisch.\n";
        files.insert(format!("reports/{REPORT}.de.md"), report);
        site.publish(&files).await;
        // A second text in German, so that there is something to compare.
        let text = files.text("text/de.md").unwrap();
        let text = text.replace("darf nachts", "darf bei Nacht");
        files.insert("text/de.md", text);
        site.publish(&files).await;
        site.publish_list(&testkit::list_folder()).await;
        site.send_issue(1).await;
        let subscriber = Subscriber::of(site).await;
        let visitor = site.visitor();
        visitor.sign(SLUG, &ada()).await;
        let mail = site.mail_to(&ada()).await;
        let page = visitor.get("/d/clean-rivers/en").await.text();
        let (_, behind) = page.split_once("/text/").unwrap();
        let digest = behind[..64].to_owned();
        Self {
            site,
            visitor,
            mail,
            subscriber,
            digest,
        }
    }

    fn rows(&self) -> Vec<(Route, String)> {
        let rows = table()
            .into_iter()
            .filter(|row| row.guard != Guard::Capture);
        rows.map(|row| {
            let path = path(&row, (&self.mail, &self.subscriber), &self.digest);
            (row, path)
        })
        .collect()
    }
}

#[tokio::test]
async fn every_row_that_shows_something_is_strict_kept_as_it_says_and_sound() {
    let site = TestSite::new();
    let walk = Walk::over(&site).await;
    walk.mail.confirm().await;
    // Confirming used the first link up; a second pending signature keeps all three alive.
    let walk = Walk {
        mail: second_mail(walk.site).await,
        ..walk
    };
    for (row, path) in walk
        .rows()
        .into_iter()
        .filter(|(row, _)| row.method == Method::GET)
    {
        // The own link of a signature works once it is confirmed, the one to stay after two years.
        if ["/m/{token}", "/i/s/{token}"].contains(&row.path) {
            continue;
        }
        let answer = walk.visitor.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        is_strict(&answer, &path);
        let kept = match row.cache {
            Cache::Never => "no-store",
            Cache::Short | Cache::ByFile => "public, max-age=5",
            Cache::Forever => "public, max-age=31536000, immutable",
        };
        assert_eq!(answer.header("cache-control"), kept, "{path}");
        if row.guard == Guard::Token {
            assert_eq!(
                row.cache,
                Cache::Never,
                "{path} has a token and may be kept"
            );
        }
        if answer.header("content-type").starts_with("text/html") {
            is_sound(&answer, &path);
        }
        let head = walk.visitor.ask(Method::HEAD, &path).await;
        assert_eq!(
            (head.status, head.body.len()),
            (StatusCode::OK, 0),
            "HEAD {path}"
        );
        is_strict(&head, &path);
    }
}

/// A slow disk stops nobody who reads, whatever they read, and whether or not anybody read it before.
#[tokio::test]
async fn every_row_that_shows_something_shows_it_while_the_disk_takes_nothing() {
    let site = TestSite::new();
    let walk = Walk::over(&site).await;
    let _held = site.site.store.hold_writer().await.unwrap();
    for (row, path) in walk
        .rows()
        .into_iter()
        .filter(|(row, _)| row.method == Method::GET)
    {
        // Whoever watches wants to know whether it can be written, too; the others lead nowhere yet.
        if ["/health", "/m/{token}", "/i/s/{token}"].contains(&row.path) {
            continue;
        }
        let answer = tokio::time::timeout(PATIENCE, walk.visitor.get(&path)).await;
        let answer = answer.unwrap_or_else(|_| panic!("{path} waits for the disk"));
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    }
}

async fn second_mail(site: &TestSite) -> Mail<'_> {
    let other = ada().at("ada@second.example.org");
    site.visitor().sign(SLUG, &other).await;
    site.mail_to(&other).await
}

#[tokio::test]
async fn every_row_refuses_other_methods_and_says_which_it_takes() {
    let site = TestSite::new();
    let walk = Walk::over(&site).await;
    for (row, path) in walk.rows() {
        // The one address that is shown and acts (RFC 8058).
        if row.path == "/i/l/{token}" {
            continue;
        }
        let other = if row.method == Method::GET {
            Method::POST
        } else {
            Method::GET
        };
        for method in [other, Method::PUT, Method::DELETE, Method::OPTIONS] {
            let answer = walk.visitor.ask(method.clone(), &path).await;
            assert_eq!(
                answer.status,
                StatusCode::METHOD_NOT_ALLOWED,
                "{method} {path}"
            );
            let allow = answer.header("allow");
            assert!(
                allow.contains(row.method.as_str()),
                "{method} {path}: allow is `{allow}`"
            );
            is_strict(&answer, &path);
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        }
    }
}

#[tokio::test]
async fn every_row_that_acts_refuses_foreign_oversized_and_unknown_bodies() {
    let site = TestSite::new();
    let walk = Walk::over(&site).await;
    let form = Some("application/x-www-form-urlencoded");
    let large = || Body::from(format!("name={}", "a".repeat(70_000)));
    for (row, path) in walk
        .rows()
        .into_iter()
        .filter(|(row, _)| row.method == Method::POST && row.path != "/i/l/{token}")
    {
        assert_eq!(row.cache, Cache::Never, "{path}");
        let foreign = site.visitor().with("sec-fetch-site", "cross-site");
        let old = site
            .visitor()
            .without("sec-fetch-site")
            .with("origin", "https://evil.example");
        let answers = [
            (403, foreign.post(&path, &[("name", "x")]).await),
            (403, old.post(&path, &[("name", "x")]).await),
            (
                413,
                walk.visitor
                    .send_body(Method::POST, &path, (form, large()))
                    .await,
            ),
            (
                415,
                walk.visitor
                    .send_body(Method::POST, &path, (Some("text/plain"), "a=b".into()))
                    .await,
            ),
            (
                415,
                walk.visitor
                    .send_body(Method::POST, &path, (Some("application/json"), "{}".into()))
                    .await,
            ),
            (
                415,
                walk.visitor
                    .send_body(Method::POST, &path, (None, Body::empty()))
                    .await,
            ),
        ];
        for (status, answer) in answers {
            assert_eq!(answer.status.as_u16(), status, "{path}");
            is_strict(&answer, &path);
            is_sound(&answer, &path);
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        }
    }
}

#[tokio::test]
async fn the_mailbox_exists_only_where_mails_are_captured() {
    let site = TestSite::new();
    assert_eq!(
        site.visitor().get("/mailbox").await.status,
        StatusCode::NOT_FOUND
    );
    let folder = tempfile::tempdir().unwrap();
    let mailbox = Some(folder.path().to_owned());
    let captures = TestSite::with_settings(|settings| settings.mailbox = mailbox);
    let mail = "From: a@example.org\r\nTo: ada@example.org\r\nSubject: <b>\r\n\r\n\
                See https://sign.example.org/c/x\r\n";
    std::fs::write(folder.path().join("00000001.eml"), mail).unwrap();
    for path in ["/mailbox", "/mailbox/1"] {
        let answer = captures.visitor().get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        is_sound(&answer, path);
        assert!(answer.words().contains("<b>"), "{path}: {}", answer.text());
    }
    assert!(
        captures
            .visitor()
            .get("/mailbox/1")
            .await
            .text()
            .contains("href=\"https://sign.example.org/c/x\"")
    );
    for path in ["/mailbox", "/mailbox/1"] {
        for host in ["evil.example", "sign.example.org.evil.example", ""] {
            let rebound = captures.visitor().with("host", host).get(path).await;
            assert_eq!(rebound.status, StatusCode::NOT_FOUND, "{host}{path}");
        }
        let ported = captures.visitor().with("host", "sign.example.org:443");
        assert_eq!(ported.get(path).await.status, StatusCode::OK);
    }
    for path in [
        "/mailbox/2",
        "/mailbox/..",
        "/mailbox/x",
        "/mailbox/99999999999999999999",
    ] {
        assert_eq!(
            captures.visitor().get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_site_without_encryption_does_not_promise_any() {
    let site =
        TestSite::with_settings(|settings| settings.base_url = "http://127.0.0.1".to_owned());
    assert_eq!(
        site.visitor()
            .get("/")
            .await
            .header("strict-transport-security"),
        ""
    );
}
