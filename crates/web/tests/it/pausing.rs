//! An operator lets signing rest, or everything but reading, and nobody loses anything (REQ-176).

use std::collections::BTreeMap;

use app::pause::{Pause, Scope};
use axum::http::Method;
use domain::locale::Language;
use jiff::SignedDuration;
use testkit::{SLUG, TestSite, ada, dara, mallory};
use web::routes::table;

use crate::support::{PAGE, has_status, is_sound, state};

/// Ends by itself after so many hours, if at all.
async fn pause(site: &TestSite, scope: Scope, hours: Option<i64>) {
    let said = [
        ("en", "We move to another machine."),
        ("ar", "ننتقل إلى خادم آخر."),
    ];
    let said = said.map(|(tag, words)| (Language::parse(tag).unwrap(), words.to_owned()));
    let until = hours.map(|hours| site.now() + SignedDuration::from_hours(hours));
    let pause = Pause {
        scope,
        since: site.now(),
        until,
        said: BTreeMap::from(said),
    };
    site.site.pause(pause).await.unwrap();
}

async fn resume(site: &TestSite) {
    site.site.resume().await.unwrap();
}

async fn signing(site: &TestSite) -> String {
    let path = format!("/d/{SLUG}/signing.json");
    site.visitor().get(&path).await.text()
}

#[tokio::test]
async fn while_signing_rests_a_form_comes_back_filled_and_a_mailed_link_confirms() {
    let site = TestSite::with_open_declaration().await;
    let visitor = site.visitor();
    visitor.sign(SLUG, &ada()).await;
    let mail = site.mail_to(&ada()).await;
    let open = visitor.filled_form(SLUG, &dara()).await;
    assert_eq!(signing(&site).await, r#"{"signing":"open"}"#);

    pause(&site, Scope::Signing, Some(6)).await;
    let page = visitor.get(PAGE).await;
    is_sound(&page, "the page at rest");
    assert!(page.words().contains("Signing is paused for a while."));
    assert!(page.words().contains("We move to another machine."));
    assert!(page.words().contains("18:00"), "{}", page.words());
    assert!(
        page.forms()
            .iter()
            .all(|form| !form.action.ends_with("/sign"))
    );
    let arabic = visitor.get(&format!("/d/{SLUG}/ar")).await;
    assert!(
        arabic
            .text()
            .contains("<span lang=\"ar\" dir=\"rtl\">ننتقل إلى خادم آخر.")
    );

    let refused = visitor.send(&open).await;
    has_status(&refused, 503);
    is_sound(&refused, "the form at rest");
    assert_eq!(refused.header("retry-after"), "3600");
    assert!(refused.words().contains("We move to another machine."));
    assert_eq!(refused.form("/sign").value("name"), dara().name);
    assert_eq!(site.mails_to(&dara()).await.len(), 0);
    let told = signing(&site).await;
    assert!(
        told.starts_with(r#"{"signing":"paused","until":"2026-11-21T18:"#),
        "{told}"
    );

    mail.confirm().await;
    assert_eq!(site.count(SLUG).await, 1);

    resume(&site).await;
    has_status(&visitor.send(&refused.form("/sign")).await, 422);
    site.turn(SignedDuration::from_secs(4));
    has_status(&visitor.send(&open).await, 200);
    site.mail_to(&dara()).await.confirm().await;
    assert_eq!(site.count(SLUG).await, 2);
    site.check_log(SLUG).await;
}

#[tokio::test]
async fn a_pause_that_says_its_end_ends_by_itself() {
    let site = TestSite::with_open_declaration().await;
    pause(&site, Scope::Signing, Some(2)).await;
    assert!(signing(&site).await.contains("paused"));
    site.turn(SignedDuration::from_hours(2));
    assert_eq!(signing(&site).await, r#"{"signing":"open"}"#);
    has_status(&site.visitor().sign(SLUG, &ada()).await, 200);
}

#[tokio::test]
async fn while_everything_rests_links_wait_and_are_good_for_a_day_after() {
    let site = TestSite::with_open_declaration().await;
    let visitor = site.visitor();
    // Dara's link runs out before the rest, Ada's and Mallory's while it lasts.
    visitor.sign(SLUG, &dara()).await;
    let late = site.mail_to(&dara()).await;
    site.turn(SignedDuration::from_hours(3 * 24));
    visitor.sign(SLUG, &ada()).await;
    let mail = site.mail_to(&ada()).await;
    let tab = visitor.sign(SLUG, &mallory()).await;
    let code = site.mail_to(&mallory()).await;
    site.turn(SignedDuration::from_hours(5 * 24));

    pause(&site, Scope::Everything, None).await;
    let before = state(&site).await;
    let shown = visitor.get(&mail.link()).await;
    has_status(&shown, 200);
    assert!(shown.words().contains("your link stays valid"));
    let pressed = visitor.send(&shown.form("/confirm")).await;
    has_status(&pressed, 503);
    is_sound(&pressed, "the button at rest");
    assert_eq!(pressed.header("retry-after"), "600");
    let typed = code.type_code(&tab).await;
    has_status(&typed, 503);
    assert!(typed.words().contains("enter the code again later"));
    assert_eq!(state(&site).await, before);

    site.turn(SignedDuration::from_hours(4 * 24));
    site.site.clean_up().await.unwrap();
    resume(&site).await;
    site.turn(SignedDuration::from_hours(23));
    site.site.clean_up().await.unwrap();
    // Whoever got that mail by mistake can still delete what it is about.
    let refused = visitor.get(&mail.refuse()).await;
    has_status(&refused, 200);
    has_status(&visitor.send(&pressed.form("/confirm")).await, 200);
    has_status(&code.type_code(&typed).await, 200);
    assert_eq!(site.count(SLUG).await, 2);
    has_status(&visitor.get(&late.link()).await, 410);
    site.check_log(SLUG).await;
}

#[tokio::test]
async fn a_link_that_nobody_used_after_the_rest_runs_out_all_the_same() {
    let site = TestSite::with_open_declaration().await;
    site.visitor().sign(SLUG, &ada()).await;
    let mail = site.mail_to(&ada()).await;
    site.turn(SignedDuration::from_hours(6 * 24));
    pause(&site, Scope::Everything, Some(48)).await;
    site.turn(SignedDuration::from_hours(48));
    has_status(&site.visitor().get(&mail.link()).await, 200);
    site.turn(SignedDuration::from_hours(25));
    has_status(&site.visitor().get(&mail.link()).await, 410);
    assert_eq!(site.site.clean_up().await.unwrap(), 1);
}

#[tokio::test]
async fn while_everything_rests_no_row_acts_but_those_that_change_nothing() {
    let site = TestSite::with_open_declaration().await;
    let (mail, _) = site.signed(SLUG, &ada()).await;
    let manage = site.visitor().get(&mail.manage()).await;
    pause(&site, Scope::Everything, None).await;
    let before = state(&site).await;
    let changing = [
        manage.form("/manage/withdraw").with("sure", "yes"),
        manage.form("/manage/listing").with("listing", "counted"),
    ];
    for form in changing {
        let answer = site.visitor().send(&form).await;
        has_status(&answer, 503);
        is_sound(&answer, "the notice");
        assert_eq!(answer.heading(), "For a while this site can only be read");
        assert_eq!(answer.header("retry-after"), "600");
    }
    // Three change nothing, and the journeys above show what the others say.
    let others = [
        "/receipt/proof",
        "/receipt/opening",
        "/{lang}/checked",
        "/d/{slug}/{lang}/sign",
        "/d/{slug}/{lang}/code",
        "/confirm",
    ];
    let acting = table().into_iter().filter(|row| row.method == Method::POST);
    for row in acting.filter(|row| !others.contains(&row.path)) {
        let path = row.path.replace("{slug}", SLUG).replace("{lang}", "en");
        let path = path.replace("{list}", "rivers").replace("{token}", "x");
        let answer = site.visitor().post(&path, &[("a", "b")]).await;
        assert_eq!(answer.status.as_u16(), 503, "{path}");
    }
    assert_eq!(state(&site).await, before);
    has_status(
        &site.visitor().send(&manage.form("/receipt/proof")).await,
        200,
    );
    resume(&site).await;
    let withdraw = manage.form("/manage/withdraw").with("sure", "yes");
    has_status(&site.visitor().send(&withdraw).await, 200);
    assert_eq!(site.count(SLUG).await, 0);
}
