//! The mailbox of a demo: mails as they are, and nothing in them can act.

use axum::http::StatusCode;
use testkit::TestSite;

const MAIL: &str = "From: a@example.org\r\nTo: ada@example.org\r\nSubject: Hello\r\n\
MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n\
--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSee https://sign.example.org/c/x\r\n\
--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
<!doctype html><html><head><title>Hello</title></head><body><script>alert(1)</script>\
<img src=\"https://evil.example/x\"></body></html>\r\n--x--\r\n";

fn site_with(mail: &str) -> (TestSite, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mailbox = Some(folder.path().to_owned());
    let site = TestSite::with_settings(|settings| settings.mailbox = mailbox);
    std::fs::write(folder.path().join("00000001.eml"), mail).unwrap();
    (site, folder)
}

#[tokio::test]
async fn a_mail_is_shown_as_text_as_html_and_as_it_would_have_left() {
    let (site, _folder) = site_with(MAIL);
    let page = site.visitor().get("/mailbox/1").await;
    assert!(
        page.text()
            .contains("href=\"https://sign.example.org/c/x\"")
    );
    assert!(
        page.text().contains("src=\"/mailbox/1/html\""),
        "{}",
        page.text()
    );
    let raw = site.visitor().get("/mailbox/1/raw").await;
    assert_eq!(raw.text(), MAIL);
    assert_eq!(raw.header("content-type"), "text/plain; charset=utf-8");
}

#[tokio::test]
async fn the_html_of_a_mail_can_run_load_and_send_nothing() {
    let (site, _folder) = site_with(MAIL);
    let html = site.visitor().get("/mailbox/1/html").await;
    assert!(
        html.text().contains("<script>"),
        "it is shown as it was sent"
    );
    let policy = html.header("content-security-policy").to_owned();
    for rule in [
        "default-src 'none'",
        "form-action 'none'",
        "sandbox ",
        "frame-ancestors 'self'",
    ] {
        assert!(policy.contains(rule), "{rule}: {policy}");
    }
    for power in [
        "allow-scripts",
        "allow-forms",
        "allow-same-origin",
        "img-src",
        "script-src",
    ] {
        assert!(!policy.contains(power), "{power}: {policy}");
    }
    let page = site.visitor().get("/mailbox/1").await;
    assert!(!page.text().contains("<script"));
    let sandbox = page.text();
    let (_, sandbox) = sandbox.split_once(" sandbox=\"").unwrap();
    assert!(!sandbox.split('"').next().unwrap().contains("script"));
}

#[tokio::test]
async fn a_mail_of_text_alone_has_no_frame() {
    let (site, _folder) = site_with("From: a@example.org\r\nTo: b@example.org\r\n\r\nHello\r\n");
    let page = site.visitor().get("/mailbox/1").await;
    assert!(!page.text().contains("<iframe"));
    let html = site.visitor().get("/mailbox/1/html").await;
    assert_eq!(html.status, StatusCode::NOT_FOUND);
}
