//! A disk that is full, that nobody may write to, or that fails, under the program as it runs: nobody is
//! lost, reading goes on, and all is well again without a restart. What must hold is in
//! docs/operate/durability.md.

mod failing;
mod full;
mod keys;
mod read_only;
mod server;
mod small;

use crate::crash::crowd::Crowd;
use crate::crash::stage::Stage;
use crate::mails::Links;
use crate::nodes::cluster::{NIGHT_BUS, person};
use crate::program::wait_for;
use crate::visitor::Visitor;

/// What everybody may read, whatever becomes of the disk.
const PUBLIC: [&str; 8] = [
    "/",
    "/d/night-bus/en",
    "/d/night-bus/de",
    "/d/night-bus/en/signatories",
    "/d/night-bus/signatories.json?q=Witness",
    "/d/night-bus/en/log",
    "/d/night-bus/log/checkpoint",
    "/d/night-bus/count.json",
];

/// Somebody who filled in the form and has the mail, and has not pressed the button.
fn hesitating(stage: &Stage, crowd: &Crowd) -> Links {
    let hesitant = person("Hesitant");
    let page = crowd.visitor.sign(NIGHT_BUS, &crowd.form, &hesitant);
    assert_eq!(page.status, 200, "{page:?}");
    wait_for("the mail", || stage.cluster.post().look(&hesitant.email))
}

/// Everything can be read; nobody is taken, and nothing that was typed or mailed is lost by that.
fn reads_and_refuses(visitor: &Visitor, form: &str, mailed: &Links) {
    reads_and_refuses_forms(visitor, form, mailed);
    let pressed = visitor.post("/confirm", &[("token", &mailed.confirm)]);
    assert_eq!(pressed.status, 503, "{pressed:?}");
    assert!(pressed.body.contains("action=\"/confirm\""), "{pressed:?}");
}

fn reads_and_refuses_forms(visitor: &Visitor, form: &str, mailed: &Links) {
    let late = person("Latecomer Okafor");
    wait_for("a form that is not taken", || {
        let answer = visitor.try_sign(NIGHT_BUS, form, &late).unwrap();
        if answer.status == 200 {
            return None;
        }
        assert_eq!(answer.status, 503, "{answer:?}");
        for kept in [&late.name, &late.email] {
            assert!(answer.body.contains(kept.as_str()), "{kept} in {answer:?}");
        }
        Some(())
    });
    for path in PUBLIC {
        assert_eq!(visitor.get(path).status, 200, "{path}");
    }
    for link in [
        format!("/c/{}", mailed.confirm),
        format!("/n/{}", mailed.refuse),
    ] {
        assert_eq!(visitor.get(&link).status, 200);
    }
}
