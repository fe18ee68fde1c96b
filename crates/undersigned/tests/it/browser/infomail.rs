//! The Infomail in a browser: from the form to the last click, without scripts, and every page looked at.

use std::time::{Duration, Instant};

use super::driver::Scripts;
use super::eye::Eye;
use super::page::Page;
use super::person::YOUNGEST_FORM;
use super::site::Site;
use super::stage::Stage;

const LIST: &str = "/infomail/solidarity/en";

/// Waits until the mailbox shows a mail with this subject, and opens it.
async fn open_mail(site: &Site, page: &Page, subject: &str) {
    let begun = Instant::now();
    loop {
        page.goto_fresh(&site.at("/mailbox")).await;
        if page.words("main").await.contains(subject) {
            return page.follow(subject).await;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "no {subject}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// The first link in the open mail that leads to such a page.
async fn link(page: &Page, kind: &str) -> String {
    let script = format!("return document.querySelector('div.mail a[href*=\"{kind}\"]').href");
    let found = page.ask(&script).await;
    found.as_str().expect("a link").to_owned()
}

async fn subscribe(site: &Site, page: &Page, address: &str) {
    page.goto_fresh(&site.at(LIST)).await;
    page.fill("E-mail address", address).await;
    tokio::time::sleep(YOUNGEST_FORM).await;
    page.press("Subscribe").await;
    assert_eq!(page.heading().await, "One step left: look into your mail");
}

#[tokio::test]
async fn somebody_subscribes_reads_an_issue_on_the_web_and_leaves() {
    let name = "somebody_subscribes_reads_an_issue_on_the_web_and_leaves";
    let Some(stage) = Stage::ready_for(name) else {
        return;
    };
    let (site, page) = (&stage.site, stage.browser(Scripts::Off).await);
    subscribe(site, &page, "edda@example.org").await;
    open_mail(site, &page, "Please confirm: Solidarity Infomail").await;
    page.goto(&link(&page, "/i/c/").await).await;
    page.choose("Send me the latest issue, too").await;
    page.press("Yes, subscribe").await;
    assert_eq!(page.heading().await, "You are subscribed");

    open_mail(site, &page, "Correction: the assembly was on 19 February").await;
    assert_eq!(page.how_many("iframe[sandbox]").await, 1);
    let (web, leave) = (link(&page, LIST).await, link(&page, "/i/l/").await);
    page.goto(&web).await;
    assert_eq!(
        page.heading().await,
        "Correction: the assembly was on 19 February"
    );
    page.goto(&leave).await;
    assert_eq!(page.heading().await, "Unsubscribe from the Infomail?");
    page.press("Yes, unsubscribe").await;
    assert_eq!(page.heading().await, "You are unsubscribed");
}

#[tokio::test]
async fn every_page_of_the_infomail_is_accessible_and_fits() {
    let Some(stage) = Stage::ready_for("every_page_of_the_infomail_is_accessible_and_fits") else {
        return;
    };
    let (site, page) = (&stage.site, stage.browser(Scripts::On).await);
    let mut eye = Eye::new(stage);
    for (name, path) in [
        ("infomail-en", LIST),
        ("infomail-ar", "/infomail/solidarity/ar"),
        ("infomail-issue-de", "/infomail/solidarity/de/1"),
        ("infomail-issue-ar", "/infomail/solidarity/ar/2"),
    ] {
        page.goto(&site.at(path)).await;
        eye.look(&page, name).await;
    }
    page.goto_fresh(&site.at(LIST)).await;
    page.press("Subscribe").await;
    eye.look(&page, "infomail-mistakes").await;
    subscribe(site, &page, "farid@example.org").await;
    eye.look(&page, "infomail-sent").await;
    open_mail(site, &page, "Please confirm: Solidarity Infomail").await;
    eye.look(&page, "infomail-mail").await;
    page.goto(&link(&page, "/i/c/").await).await;
    eye.look(&page, "infomail-confirm").await;
    page.press("Yes, subscribe").await;
    eye.look(&page, "infomail-confirmed").await;
    open_mail(site, &page, "You are subscribed: Solidarity Infomail").await;
    page.goto(&link(&page, "/i/l/").await).await;
    eye.look(&page, "infomail-leave").await;
    page.press("Yes, unsubscribe").await;
    eye.look(&page, "infomail-left").await;
    eye.saw_nothing_wrong();
}
