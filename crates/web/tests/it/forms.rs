//! The sign form: everything wrong at once, nothing lost, nothing believed.

use axum::http::Method;
use domain::consent::Purpose;
use jiff::SignedDuration;
use testkit::{Answer, Form, SLUG, TestSite, ada, dara, folder, mallory};

use crate::support::{AGAIN, PAGE, has_status, is_sound};

/// How many links the summary above the form has.
fn mistakes(answer: &Answer) -> usize {
    answer.text().matches("<li><a href=\"#sign-").count()
}

#[track_caller]
fn is_shown_again(answer: &Answer) {
    has_status(answer, AGAIN);
    is_sound(answer, "the form");
    assert!(answer.title().starts_with("Error: "), "{}", answer.title());
}

async fn no_mail_went_out(site: &TestSite) {
    site.site.drain_outbox().await.unwrap();
    assert_eq!(site.post.taken().len(), 0, "a mail went out");
}

#[tokio::test]
async fn every_mistake_is_named_at_once_and_every_entry_kept() {
    let site = TestSite::with_open_declaration().await;
    let form = site.visitor().filled_form(SLUG, &dara()).await;
    let form = form
        .with("name", "")
        .with("email", "nobody <script>")
        .with("contact", "")
        .with("place", "www.example.org")
        .with("descriptor", &"x".repeat(101))
        .with("comment", "kept & <b>shown</b>")
        .without("authority")
        .without("consent-count");
    let answer = site.visitor().send(&form).await;
    is_shown_again(&answer);
    assert_eq!(mistakes(&answer), 8, "{}", answer.text());
    let again = answer.form("/sign");
    for field in ["email", "place", "descriptor", "comment", "class"] {
        assert_eq!(again.value(field), form.value(field), "{field} was lost");
    }
    assert_ne!(again.value("form-token"), form.value("form-token"));
    no_mail_went_out(&site).await;

    site.turn(SignedDuration::from_secs(4));
    let corrected = again
        .with("name", "River Watch")
        .with("email", "office@river-watch.example.org")
        .with("contact", "Dara Quinn")
        .with("place", "Lorne")
        .with("descriptor", "")
        .with("authority", "yes")
        .with("consent-count", "yes");
    has_status(&site.visitor().send(&corrected).await, 200);
    site.mail_to(&dara()).await.confirm().await;
    assert_eq!(site.signatories(SLUG).await, ["River Watch"]);
}

#[tokio::test]
async fn an_empty_post_is_shown_again_and_harms_nothing() {
    let site = TestSite::with_open_declaration().await;
    let answer = site.visitor().post(&format!("{PAGE}/sign"), &[]).await;
    is_shown_again(&answer);
    no_mail_went_out(&site).await;
}

/// Sends Ada's form with a changed token and expects it back, filled, with a token that works.
async fn is_refused_and_then_taken(site: &TestSite, change: impl FnOnce(Form) -> Form) {
    let form = change(site.visitor().filled_form(SLUG, &ada()).await);
    let answer = site.visitor().send(&form).await;
    is_shown_again(&answer);
    assert!(answer.words().contains("send it once more"));
    no_mail_went_out(site).await;
    let again = answer.form("/sign");
    assert_eq!(again.value("name"), "Ada Lovelace");
    assert_eq!(again.value("listing"), "named");
    assert_eq!(again.value("consent-count"), "yes");
    site.turn(SignedDuration::from_secs(4));
    has_status(&site.visitor().send(&again).await, 200);
    assert!(site.mail_to(&ada()).await.asks());
}

#[tokio::test]
async fn a_form_without_its_token_is_shown_again_filled() {
    let site = TestSite::with_open_declaration().await;
    is_refused_and_then_taken(&site, |form| form.without("form-token")).await;
}

#[tokio::test]
async fn a_forged_token_is_refused_in_every_byte() {
    let site = TestSite::with_open_declaration().await;
    let form = site.visitor().filled_form(SLUG, &ada()).await;
    let token = form.value("form-token").to_owned();
    for position in (0..token.len()).step_by(7) {
        let mut forged = token.clone().into_bytes();
        forged[position] = if forged[position] == b'A' { b'B' } else { b'A' };
        let forged = form
            .clone()
            .with("form-token", std::str::from_utf8(&forged).unwrap());
        is_shown_again(&site.visitor().send(&forged).await);
    }
    no_mail_went_out(&site).await;
    is_refused_and_then_taken(&site, |form| form.with("form-token", "AAAA")).await;
}

#[tokio::test]
async fn an_expired_form_is_shown_again_filled() {
    let site = TestSite::with_open_declaration().await;
    is_refused_and_then_taken(&site, |form| {
        site.turn(SignedDuration::from_hours(24));
        form
    })
    .await;
}

#[tokio::test]
async fn a_form_that_is_nearly_a_day_old_is_taken() {
    let site = TestSite::with_open_declaration().await;
    let form = site.visitor().filled_form(SLUG, &ada()).await;
    site.turn(SignedDuration::from_hours(23));
    has_status(&site.visitor().send(&form).await, 200);
    assert!(site.mail_to(&ada()).await.asks());
}

#[tokio::test]
async fn a_form_that_came_too_fast_is_shown_again_filled() {
    let site = TestSite::with_open_declaration().await;
    let page = site.visitor().get(PAGE).await.form("/sign");
    let filled = site.visitor().filled_form(SLUG, &ada()).await;
    let fast = filled.with(
        "form-token",
        site.visitor()
            .get(PAGE)
            .await
            .form("/sign")
            .value("form-token"),
    );
    is_shown_again(&site.visitor().send(&fast).await);
    no_mail_went_out(&site).await;
    // The same answers with the token that has been lying there are taken.
    let slow = fast.with("form-token", page.value("form-token"));
    has_status(&site.visitor().send(&slow).await, 200);
}

#[tokio::test]
async fn a_token_of_another_declaration_is_refused() {
    let site = TestSite::with_open_declaration().await;
    let mut other = folder();
    let renamed = other
        .text("declaration.toml")
        .unwrap()
        .replace("clean-rivers", "clean-air");
    other.insert("declaration.toml", renamed);
    site.publish(&other).await;
    let foreign = site.visitor().filled_form("clean-air", &ada()).await;
    let token = foreign.value("form-token").to_owned();
    is_refused_and_then_taken(&site, |form| form.with("form-token", &token)).await;
}

#[tokio::test]
async fn a_text_that_was_revised_meanwhile_is_not_signed_unread() {
    let site = TestSite::with_open_declaration().await;
    let form = site.visitor().filled_form(SLUG, &ada()).await;
    let mut revised = folder();
    let text = revised
        .text("text/en.md")
        .unwrap()
        .replace("every reading since January", "every reading");
    revised.insert("text/en.md", text);
    site.publish(&revised).await;
    let answer = site.visitor().send(&form).await;
    is_shown_again(&answer);
    assert!(
        answer
            .text()
            .contains("The text was changed while the form was open")
    );
    no_mail_went_out(&site).await;
    site.turn(SignedDuration::from_secs(4));
    has_status(&site.visitor().send(&answer.form("/sign")).await, 200);
}

#[tokio::test]
async fn a_program_that_fills_in_every_field_is_told_nothing_and_nothing_happens() {
    let site = TestSite::with_open_declaration().await;
    let form = site
        .visitor()
        .filled_form(SLUG, &mallory())
        .await
        .with("website", "https://evil.example");
    let answer = site.visitor().send(&form).await;
    has_status(&answer, 200);
    assert_eq!(answer.heading(), "One step left: look into your mail");
    assert_eq!(
        answer.form("/sign").value("website"),
        "",
        "the trap is empty when shown again"
    );
    no_mail_went_out(&site).await;
    let tab = answer.form("/code").with("code", "ABCD-EFGH");
    has_status(&site.visitor().send(&tab).await, 410);
}

#[tokio::test]
async fn header_injection_and_invisible_characters_are_refused_in_every_field() {
    let site = TestSite::with_open_declaration().await;
    let poisons = [
        "x\r\nBcc: all@example.org",
        "x\nBcc: all@example.org",
        "x\u{0}y",
        "x\u{2028}y",
        "x\u{202e}y",
        "x\u{2066}y",
        "x\u{e0001}y",
    ];
    for field in ["name", "email", "place", "descriptor", "contact", "comment"] {
        for poison in poisons {
            let value = if field == "email" {
                format!("{poison}@example.org")
            } else {
                poison.to_owned()
            };
            let form = site
                .visitor()
                .filled_form(SLUG, &dara())
                .await
                .with(field, &value);
            let answer = site.visitor().send(&form).await;
            // A line end inside a line is white space and folded; in a comment it is one.
            let folds = poison.contains('\n') || poison.contains('\u{2028}');
            if field != "email" && folds && answer.status == 200 {
                continue;
            }
            is_shown_again(&answer);
        }
    }
    for mail in site.mails_to(&dara()).await {
        let raw = String::from_utf8_lossy(&mail.raw).into_owned();
        assert!(
            !raw.to_lowercase().contains("\nbcc:"),
            "a header was injected:\n{raw}"
        );
        assert!(
            !raw.contains("all@example.org"),
            "a form's words stand in a mail:\n{raw}"
        );
    }
}

#[tokio::test]
async fn what_was_entered_is_shown_as_text_and_never_as_markup() {
    let site = TestSite::with_open_declaration().await;
    let nasty = "\"><script>alert(1)</script>&amp;'";
    let form = site.visitor().filled_form(SLUG, &ada()).await;
    let form = ["name", "email", "place", "descriptor", "comment", "contact"]
        .into_iter()
        .fold(form, |form, field| form.with(field, nasty));
    let answer = site.visitor().send(&form.without("consent-count")).await;
    is_shown_again(&answer);
    assert_eq!(answer.form("/sign").value("comment"), nasty);
}

#[tokio::test]
async fn only_purposes_that_are_offered_are_agreed_to() {
    let site = TestSite::with_open_declaration().await;
    let person = ada()
        .agreeing_to(Purpose::Handover)
        .agreeing_to(Purpose::Infomail);
    site.visitor().sign(SLUG, &person).await;
    let summary = site
        .visitor()
        .get(&site.mail_to(&ada()).await.link())
        .await
        .text();
    assert!(
        summary.contains("when the declaration is handed over to"),
        "{summary}"
    );
    assert!(
        !summary.contains("I want to receive the Infomail"),
        "{summary}"
    );
}

#[tokio::test]
async fn unknown_choices_are_asked_for_again() {
    let site = TestSite::with_open_declaration().await;
    let form = site.visitor().filled_form(SLUG, &ada()).await;
    let answer = site
        .visitor()
        .send(&form.with("class", "robot").with("listing", "loudly"))
        .await;
    is_shown_again(&answer);
    assert_eq!(mistakes(&answer), 2);
}

#[tokio::test]
async fn an_address_that_our_mail_server_cannot_reach_is_said_so() {
    let site = TestSite::with_open_declaration().await;
    let answer = site
        .visitor()
        .sign(SLUG, &ada().at("адa@example.org"))
        .await;
    is_shown_again(&answer);
    assert!(
        answer
            .text()
            .contains("cannot write to addresses with such letters")
    );
    no_mail_went_out(&site).await;
}

#[tokio::test]
async fn forms_in_other_encodings_are_read_or_refused_and_never_half_stored() {
    let site = TestSite::with_open_declaration().await;
    let path = format!("{PAGE}/sign");
    let form = Some("application/x-www-form-urlencoded");
    for body in ["name=%ff%fe&email=%", "=&&&==", "name", "%00=%00"] {
        let answer = site
            .visitor()
            .send_body(Method::POST, &path, (form, body.into()))
            .await;
        is_shown_again(&answer);
    }
    no_mail_went_out(&site).await;
}
