//! The program as it is, started by a clock that is wrong.

use super::faked::{FakedClock, said};
use crate::mails::Mails;
use crate::program::wait_for;
use crate::road::{ada, bo, sign_and_confirm};
use crate::site::Site;
use crate::visitor::{Person, Visitor};

const NIGHT_BUS: (&str, &str) = ("night-bus", "en");

fn submit(visitor: &Visitor, person: &Person) {
    let form = visitor.form_token(NIGHT_BUS);
    assert_eq!(visitor.sign(NIGHT_BUS, &form, person).status, 200);
}

fn verified(site: &Site) -> serde_json::Value {
    let page = format!("{}/d/night-bus", site.base_url);
    site.run(&["verify", &page, "--json"]).ended(0).json()
}

#[test]
fn a_clock_behind_the_last_checkpoint_signs_on_and_doctor_says_it() {
    let Some(clock) = FakedClock::find("a clock that is behind") else {
        return;
    };
    let site = Site::with_night_bus();
    let (visitor, mails) = (Visitor::new(&site.base_url), Mails::of(&site.path("site")));
    let server = site.serve();
    sign_and_confirm(&visitor, &mails, &ada());
    assert_eq!(server.stop().0, 0);

    let behind = clock.serve(&site, "-1d");
    sign_and_confirm(&visitor, &mails, &bo());
    assert_eq!(verified(&site)["total"], 2);
    let ill = clock.doctor(&site, "-1d");
    assert!(ill.contains("FAIL  clock"), "{ill}");
    assert_eq!(behind.stop().0, 0);

    let server = site.serve();
    assert_eq!(verified(&site)["total"], 2);
    assert_eq!(server.stop().0, 0);
}

/// A machine that starts with a wrong clock and is set right by a time service a little later.
#[test]
fn a_start_a_year_ahead_deletes_nothing_and_holds_up_nobody_afterwards() {
    let Some(clock) = FakedClock::find("a clock that is ahead") else {
        return;
    };
    let site = Site::with_night_bus();
    let (visitor, mails) = (Visitor::new(&site.base_url), Mails::of(&site.path("site")));
    let server = site.serve();
    submit(&visitor, &ada());
    let ada = mails.to("ada@example.org");
    assert_eq!(server.stop().0, 0);

    let ahead = clock.serve(&site, "+365d");
    wait_for("doubt", || {
        said(&site).contains("the clock leapt ahead").then_some(())
    });
    submit(&visitor, &bo());
    let gone = visitor.post("/confirm", &[("token", &ada.confirm)]);
    assert_eq!(gone.status, 410, "{gone:?}");
    assert_eq!(ahead.stop().0, 0);

    let server = site.serve();
    wait_for("its end", || {
        said(&site).contains("the clock was set back").then_some(())
    });
    for confirm in [ada.confirm, mails.to("bo@example.org").confirm] {
        let signed = visitor.post("/confirm", &[("token", &confirm)]);
        assert_eq!(signed.status, 200, "{signed:?}");
    }
    assert_eq!(verified(&site)["total"], 2);
    assert_eq!(server.stop().0, 0);
}
