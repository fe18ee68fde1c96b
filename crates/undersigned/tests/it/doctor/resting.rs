//! `signing pause` and `signing resume` beside a server that is not told otherwise.

use crate::mails::Mails;
use crate::program::wait_for;
use crate::road::{ada, bo};
use crate::site::Site;
use crate::visitor::Visitor;

const NIGHT_BUS: (&str, &str) = ("night-bus", "en");

#[test]
fn a_server_learns_that_signing_rests_and_goes_on_and_doctor_tells_of_it() {
    let site = Site::with_night_bus();
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let mails = Mails::of(&site.path("site"));
    let token = visitor.form_token(NIGHT_BUS);
    assert_eq!(visitor.sign(NIGHT_BUS, &token, &ada()).status, 200);
    let link = mails.to(&ada().email).confirm;

    let pause = ["signing", "pause", "--config", "site", "--until", "2h"];
    let told = ["--message", "Back soon.", "--message-in", "de=Bald zurück."];
    let paused = site.run(&[&pause[..], &told[..]].concat()).ended(0);
    assert!(paused.out.starts_with("signing rests since"), "{paused:?}");
    wait_for("the page to say so", || {
        let page = visitor.get("/d/night-bus/en");
        page.body.contains("Back soon.").then_some(())
    });
    assert!(visitor.get("/d/night-bus/de").body.contains("Bald zurück."));
    assert_eq!(
        visitor.json("/d/night-bus/signing.json")["signing"],
        "paused"
    );
    let refused = visitor.try_sign(NIGHT_BUS, &token, &bo()).unwrap();
    assert_eq!(refused.status, 503, "{refused:?}");
    assert!(
        refused.body.contains("Bo Lindqvist"),
        "what was typed is kept"
    );
    let confirmed = visitor.post("/confirm", &[("token", &link)]);
    assert_eq!(confirmed.status, 200, "{confirmed:?}");

    let status = site.run(&["signing", "status", "--config", "site", "--json"]);
    let status = status.ended(0).json();
    assert_eq!(
        (&status["rests"], &status["said"]["de"]),
        (&"signing".into(), &"Bald zurück.".into())
    );
    let doctor = site.run(&["doctor", "--config", "site"]).ended(0);
    assert!(
        doctor.out.contains("warn  signing: signing rests since"),
        "{doctor:?}"
    );

    let read_only = ["signing", "pause", "--read-only", "--config", "site"];
    site.run(&read_only).ended(0);
    wait_for("the site to be read only", || {
        let json = visitor.json("/d/night-bus/signing.json");
        (json["signing"] == "read-only").then_some(())
    });
    let refused = visitor.post("/refuse", &[("token", &link)]);
    assert_eq!(refused.status, 503, "{refused:?}");

    site.run(&["signing", "resume", "--config", "site"])
        .ended(0);
    let taken = wait_for("the form to be taken", || {
        let answer = visitor.try_sign(NIGHT_BUS, &token, &bo()).unwrap();
        (answer.status == 200).then_some(answer)
    });
    assert!(taken.body.contains("bo@example.org"));
    assert_eq!(visitor.json("/d/night-bus/count.json")["total"], 1);
    assert_eq!(server.stop().0, 0);
}

#[test]
fn a_pause_that_makes_no_sense_is_refused_in_words() {
    let site = Site::new();
    let check = |more: &[&str], said: &str| {
        let pause = ["signing", "pause", "--config", "site"];
        let refused = site.run(&[&pause[..], more].concat()).ended(2);
        assert!(refused.err.contains(said), "{refused:?}");
    };
    check(&["--until", "2020-01-01T00:00Z"], "a moment that is over");
    check(&["--until", "soon"], "2026-11-25T18:00Z");
    check(&["--message", " "], "1 to 500 are possible");
    check(&["--message", "a\nb"], "one line");
    check(&["--message-in", "de"], "it must be a language");
    check(
        &["--message", "a", "--message-in", "en=b"],
        "two messages in en",
    );
}
