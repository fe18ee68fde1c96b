//! The Infomail from the form to the last click.
//!
//! Long because every clause of RFC 8058 has a story, and all of them need the same list.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use render::urls;
use testkit::{Answer, LIST, Mail, TestSite, ada, bo, chi};

use crate::support::is_sound;

const FORM: &str = "application/x-www-form-urlencoded";
const ONE_CLICK: &str = "List-Unsubscribe=One-Click";

fn header(mail: &Mail<'_>, name: &str) -> String {
    let raw = String::from_utf8_lossy(&mail.raw).replace("\r\n ", " ");
    let start = format!("{name}: ");
    let line = raw.lines().find_map(|line| line.strip_prefix(&start));
    line.unwrap_or_else(|| panic!("no {name} in:\n{raw}"))
        .to_owned()
}

/// Sends the body of RFC 8058 as a mail program does: from nowhere, without a cookie.
async fn click(site: &TestSite, path: &str, (media_type, body): (&str, &str)) -> Answer {
    let program = site.visitor().without("sec-fetch-site");
    let body = (Some(media_type), Body::from(body.to_owned()));
    program.send_body(Method::POST, path, body).await
}

async fn issues_to_ada(site: &TestSite) -> usize {
    let mails = site.mails_to(&ada()).await;
    mails
        .iter()
        .filter(|mail| {
            mail.text.contains("/i/l/") && mail.text.contains("/infomail/river-letter/en/")
        })
        .filter(|mail| mail.subject == "The first readings" || mail.subject == "Somebody came")
        .count()
}

#[tokio::test]
async fn ada_subscribes_reads_an_issue_and_leaves_with_one_click() {
    let site = TestSite::with_list().await;
    let page = site.subscribe(&ada()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.words().contains(&ada().email), "{}", page.words());

    let mail = site.mail_to(&ada()).await;
    assert_eq!(mail.subject, "Please confirm: River letter");
    let raw = String::from_utf8_lossy(&mail.raw).into_owned();
    assert!(
        !raw.contains("List-"),
        "there is nothing to leave yet (REQ-78)"
    );
    let page = site.visitor().get(&mail.path("/i/c/")).await;
    is_sound(&page, "confirm");
    let done = site.visitor().send(&page.form("/i/confirm")).await;
    assert_eq!(done.heading(), "You are subscribed");
    let again = site.visitor().send(&page.form("/i/confirm")).await;
    assert_eq!(
        again.heading(),
        "You are subscribed",
        "pressing twice is once"
    );

    site.send_issue(1).await;
    let issue = site.mail_to(&ada()).await;
    assert_eq!(issue.subject, "The first readings");
    assert!(
        issue.text.contains("More than 8,000 fish were dead"),
        "{}",
        issue.text
    );
    let web = issue.path("/infomail/");
    let read = site.visitor().get(&web).await;
    assert_eq!(read.heading(), "The first readings");
    is_sound(&read, &web);

    let left = click(&site, &issue.path("/i/l/"), (FORM, ONE_CLICK)).await;
    assert_eq!(left.status, StatusCode::OK);
    assert_eq!(left.heading(), "You are unsubscribed");
    site.send_issue(2).await;
    assert_eq!(issues_to_ada(&site).await, 1, "nothing comes after leaving");
}

#[tokio::test]
async fn an_issue_says_of_which_list_it_is_and_how_to_leave_it() {
    let site = TestSite::with_list().await;
    site.subscribed(&ada()).await;
    site.send_issue(1).await;
    let issue = site.mail_to(&ada()).await;
    let leave = format!("<https://sign.example.org{}>", issue.path("/i/l/"));
    assert!(header(&issue, "List-Unsubscribe").starts_with(&leave));
    assert_eq!(header(&issue, "List-Unsubscribe-Post"), ONE_CLICK);
    assert_eq!(
        header(&issue, "List-Id"),
        "<river-letter.infomail.sign.example.org>"
    );
    for name in ["List-Archive", "List-Help"] {
        assert_eq!(
            header(&issue, name),
            "<https://sign.example.org/infomail/river-letter/en>"
        );
    }
    assert_eq!(
        header(&issue, "List-Owner"),
        "<mailto:privacy@river-watch.example>"
    );
}

#[tokio::test]
async fn one_click_is_as_rfc_8058_says() {
    let part = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
    let bodies = [
        (FORM, ONE_CLICK),
        (
            "application/x-www-form-urlencoded; charset=utf-8",
            ONE_CLICK,
        ),
        (FORM, "List-Unsubscribe=One-Click\r\n"),
        ("multipart/form-data; boundary=x", part),
        ("text/plain", ONE_CLICK),
        ("text/plain", "List-Unsubscribe=One-Click\r\n"),
    ];
    for body in bodies {
        let site = TestSite::with_list().await;
        let path = site.subscribed(&ada()).await.path("/i/l/");
        for _ in 0..2 {
            let left = click(&site, &path, body).await;
            assert_eq!(left.status, StatusCode::OK, "{body:?}");
            assert!(
                !left.headers.contains_key("location"),
                "no redirect (section 3.1)"
            );
            assert!(!left.headers.contains_key("set-cookie"));
        }
        site.send_issue(1).await;
        assert_eq!(issues_to_ada(&site).await, 0, "{body:?}");
    }
}

#[tokio::test]
async fn one_click_asks_nobody_from_where_and_tells_nobody_whether_a_token_is_known() {
    let site = TestSite::with_list().await;
    let path = site.subscribed(&ada()).await.path("/i/l/");
    let unknown = "/i/l/Zm9yIHRlc3RzIG9ubHkhIQZm9yIHRlc3RzIG9ubHkhI";
    let elsewhere = site
        .visitor()
        .with("sec-fetch-site", "cross-site")
        .with("origin", "https://mail.example");
    let body = || (Some(FORM), Body::from(ONE_CLICK));
    let stranger = elsewhere.send_body(Method::POST, unknown, body()).await;
    let known = elsewhere.send_body(Method::POST, &path, body()).await;
    let twice = elsewhere.send_body(Method::POST, &path, body()).await;
    let garbled = elsewhere.send_body(Method::POST, "/i/l/x", body()).await;
    for answer in [&stranger, &twice, &garbled] {
        assert_eq!((answer.status, &answer.body), (StatusCode::OK, &known.body));
    }
    site.send_issue(1).await;
    assert_eq!(issues_to_ada(&site).await, 0);
}

#[tokio::test]
async fn looking_never_leaves_and_a_body_that_does_not_ask_does_nothing() {
    let site = TestSite::with_list().await;
    let path = site.subscribed(&ada()).await.path("/i/l/");
    for _ in 0..100 {
        for method in [Method::GET, Method::HEAD] {
            assert_eq!(
                site.visitor().ask(method, &path).await.status,
                StatusCode::OK
            );
        }
    }
    site.visitor().ask(Method::OPTIONS, &path).await;
    for body in ["", "List-Unsubscribe=Maybe", "other=One-Click"] {
        let refused = click(&site, &path, (FORM, body)).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{body}");
    }
    let torn = click(
        &site,
        &path,
        ("multipart/form-data; boundary=x", "--x\r\nhalf"),
    )
    .await;
    assert_eq!(torn.status, StatusCode::BAD_REQUEST);
    site.send_issue(1).await;
    assert_eq!(issues_to_ada(&site).await, 1);
}

#[tokio::test]
async fn the_page_for_people_has_one_button_that_leaves() {
    let site = TestSite::with_list().await;
    let path = site.subscribed(&ada()).await.path("/i/l/");
    let page = site.visitor().get(&path).await;
    is_sound(&page, &path);
    assert_eq!(page.forms().len(), 1);
    let left = site.visitor().send(&page.form(&path)).await;
    assert_eq!(left.heading(), "You are unsubscribed");
    site.send_issue(1).await;
    assert_eq!(issues_to_ada(&site).await, 0);
}

#[tokio::test]
async fn nobody_learns_who_subscribes() {
    let site = TestSite::with_list().await;
    site.subscribed(&ada()).await;
    site.turn(SignedDuration::from_hours(1));
    let known = site.subscribe(&ada()).await;
    let new = site.subscribe(&bo()).await;
    let tokens = |page: &Answer| {
        let form = page.form("/subscribe");
        let token = form.fields.iter().find(|(name, _)| name == "form-token");
        page.text().replace(&token.unwrap().1, "TOKEN")
    };
    let same = |page: &Answer, email: &str| tokens(page).replace(email, "EMAIL");
    assert_eq!(known.status, new.status);
    assert_eq!(same(&known, &ada().email), same(&new, &bo().email));
    let mail = site.mail_to(&ada()).await;
    assert_eq!(mail.subject, "You are already subscribed: River letter");
}

#[tokio::test]
async fn what_is_wrong_with_the_form_is_said_and_nothing_entered_is_lost() {
    let site = TestSite::with_list().await;
    let path = urls::infomail(LIST, "de");
    let page = site.visitor().get(&path).await;
    is_sound(&page, &path);
    let form = page.form("/subscribe");
    let early = site
        .visitor()
        .send(&form.clone().with("email", "ada@x.example"))
        .await;
    assert_eq!(
        early.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "no person is so fast"
    );
    assert!(early.text().contains("value=\"ada@x.example\""));
    site.turn(SignedDuration::from_secs(4));
    let wrong = site
        .visitor()
        .send(&form.clone().with("email", "ada"))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    is_sound(&wrong, "mistakes");
    assert!(wrong.title().starts_with("Fehler"), "{}", wrong.title());
    assert!(wrong.text().contains("value=\"ada\""));
    let trapped = form.with("email", "ada@x.example").with("website", "x");
    let trapped = site.visitor().send(&trapped).await;
    assert_eq!(
        trapped.status,
        StatusCode::OK,
        "a program is told what everybody is"
    );
    site.site.drain_outbox().await.unwrap();
    assert!(site.post.taken().is_empty());
}

#[tokio::test]
async fn a_subscription_is_changed_behind_a_fresh_link_and_by_no_link_of_an_issue() {
    let site = TestSite::with_list().await;
    let leave = site.subscribed(&ada()).await.path("/i/l/");
    site.send_issue(1).await;
    site.turn(SignedDuration::from_hours(1));
    site.subscribe(&ada()).await;
    let manage = site.mail_to(&ada()).await.path("/i/m/");
    let token = leave.trim_start_matches("/i/l/");
    let other = site.visitor().get(&format!("/i/m/{token}")).await;
    assert_eq!(other.status, StatusCode::GONE, "REQ-41");

    let page = site.visitor().get(&manage).await;
    is_sound(&page, &manage);
    let save = page
        .form("/i/manage")
        .with("language", "de")
        .with("do", "save");
    let saved = site.visitor().send(&save).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
    assert!(saved.words().contains("Gespeichert"), "{}", saved.words());
    assert!(
        saved.text().contains("value=\"de\" checked"),
        "{}",
        saved.text()
    );

    site.turn(SignedDuration::from_hours(1));
    let late = site.visitor().get(&manage).await;
    assert_eq!(late.status, StatusCode::GONE, "an hour is over (REQ-39)");
}

#[tokio::test]
async fn whoever_comes_late_can_ask_for_the_latest_issue() {
    let site = TestSite::with_list().await;
    site.send_issue(1).await;
    site.subscribe(&ada()).await;
    let mail = site.mail_to(&ada()).await;
    let page = site.visitor().get(&mail.path("/i/c/")).await;
    let form = page.form("/i/confirm").with("latest", "yes");
    site.visitor().send(&form).await;
    site.mails_to(&ada()).await;
    assert_eq!(issues_to_ada(&site).await, 1);
}

#[tokio::test]
async fn whoever_subscribed_late_can_have_an_earlier_issue_sent_once() {
    let site = TestSite::with_list().await;
    site.send_issue(1).await;
    site.send_issue(2).await;
    site.turn(SignedDuration::from_secs(11));
    site.subscribed(&ada()).await;
    site.turn(SignedDuration::from_hours(1));
    site.subscribe(&ada()).await;
    let manage = site.mail_to(&ada()).await.path("/i/m/");
    let page = site.visitor().get(&manage).await;
    is_sound(&page, &manage);
    // The second of three: what is saved, what is sent, what ends it.
    let form = page.forms().swap_remove(1);
    let form = form.with("issue", "1").with("do", "send");
    for _ in 0..2 {
        let answer = site.visitor().send(&form).await;
        assert!(
            answer.words().contains("It is on its way"),
            "{}",
            answer.words()
        );
    }
    assert_eq!(issues_to_ada(&site).await, 1);
    let never = form.with("issue", "9");
    let answer = site.visitor().send(&never).await;
    assert_eq!(answer.status, StatusCode::GONE);
}

#[tokio::test]
async fn the_archive_keeps_every_issue_and_leads_from_mistakes_to_corrections() {
    let site = TestSite::with_list().await;
    let first = urls::infomail_issue(LIST, "en", 1);
    assert_eq!(
        site.visitor().get(&first).await.status,
        StatusCode::NOT_FOUND,
        "a draft"
    );
    site.send_issue(1).await;
    site.send_issue(2).await;
    site.turn(SignedDuration::from_secs(11));
    let list = site.visitor().get(&urls::infomail(LIST, "en")).await;
    is_sound(&list, "list");
    let words = list.words();
    let (second, rest) = words.split_once("Somebody came").unwrap();
    assert!(rest.contains("The first readings") && !second.contains("The first readings"));
    let wrong = site.visitor().get(&first).await;
    assert!(
        wrong
            .text()
            .contains("href=\"/infomail/river-letter/en/2\""),
        "{}",
        wrong.text()
    );
    assert!(wrong.words().contains("Something in this issue was wrong"));
    assert!(
        wrong.text().contains("id=\"figure-fish\""),
        "figures have their sources"
    );
    let right = site
        .visitor()
        .get(&urls::infomail_issue(LIST, "en", 2))
        .await;
    assert!(
        right.words().contains("puts right what stood in No. 1"),
        "{}",
        right.words()
    );
    let arabic = site
        .visitor()
        .get(&urls::infomail_issue(LIST, "ar", 2))
        .await;
    is_sound(&arabic, "arabic");
    assert!(arabic.text().contains("dir=\"rtl\""));
    for path in [
        "/infomail/river-letter/fr",
        "/infomail/river-letter/en/01",
        "/infomail/none/en",
        "/infomail/river-letter/de/2",
        "/infomail/river-letter/EN",
    ] {
        assert_eq!(
            site.visitor().get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_feed_has_every_issue_with_its_text() {
    let site = TestSite::with_list().await;
    site.send_issue(1).await;
    site.turn(SignedDuration::from_secs(11));
    let feed = site.visitor().get(&urls::infomail_feed(LIST, "en")).await;
    assert_eq!(
        feed.header("content-type"),
        "application/atom+xml; charset=utf-8"
    );
    let text = feed.text();
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut names = Vec::new();
    loop {
        match reader.read_event().expect("the feed is XML") {
            quick_xml::events::Event::Start(tag) => {
                names.push(tag.name().as_ref().to_owned());
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    for name in [
        "feed",
        "id",
        "title",
        "updated",
        "author",
        "entry",
        "published",
        "content",
    ] {
        assert!(names.iter().any(|found| found == name), "{name}: {text}");
    }
    assert!(text.contains("https://sign.example.org/infomail/river-letter/en/1#figure-fish"));
}

#[tokio::test]
async fn each_language_has_its_page_and_the_front_page_names_the_list() {
    let site = TestSite::with_list().await;
    let arabic = site.visitor().get(&urls::infomail(LIST, "ar")).await;
    is_sound(&arabic, "arabic");
    assert_eq!(arabic.heading(), "رسالة النهر");
    assert!(arabic.text().contains("hreflang=\"de\""));
    let own = site.visitor().get("/infomail/river-letter").await;
    assert_eq!(own.heading(), "River letter");
    let front = site.visitor().get("/de").await;
    assert!(
        front.text().contains("href=\"/infomail/river-letter/de\""),
        "{}",
        front.text()
    );
    site.subscribed(&chi()).await;
    let mail = site.mail_to(&chi()).await;
    assert!(mail.text.contains("رسالة النهر"), "{}", mail.text);
}
