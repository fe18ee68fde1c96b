//! Everything can be reached and done with the keyboard alone, and one sees where one is.

use fantoccini::key::Key;
use serde_json::Value;

use super::driver::Scripts;
use super::page::Page;
use super::person::YOUNGEST_FORM;
use super::site::NIGHT_BUS;
use super::stage::Stage;

/// How often Tab is pressed at most before something counts as unreachable.
const MANY: usize = 150;

/// What Tab should stop at, in the order of the document: what can be operated and is visible, of
/// each group of radio buttons the chosen one.
const STOPS: &str = r#"
    const able = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
    window.stops = [...document.querySelectorAll(able)].filter(e =>
        e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true })
        && !(e.type === 'radio' && !e.checked));
    return window.stops.length;"#;

/// Which of the stops has the focus, whether it is marked, and whether it is in the window.
const STOP: &str = r#"
    const focus = document.activeElement, style = getComputedStyle(focus);
    const box = focus.getBoundingClientRect();
    return {
        place: window.stops.indexOf(focus),
        what: focus.outerHTML.slice(0, 100),
        marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };"#;

#[tokio::test]
async fn tab_reaches_everything_in_order_and_shows_where_it_is() {
    let name = "tab_reaches_everything_in_order_and_shows_where_it_is";
    let Some(stage) = Stage::ready_for(name) else {
        return;
    };
    let page = stage.browser(Scripts::On).await;
    for path in [
        "/d/night-bus/en",
        "/d/solidarity-kazakhstan/ar",
        "/d/night-bus/en/signatories",
    ] {
        page.goto(&stage.site.at(path)).await;
        let stops = page.ask(STOPS).await.as_u64().expect("a number of stops");
        assert!(stops > 10, "{path} has more to reach than {stops}");
        for place in 0..stops {
            page.key(Key::Tab).await;
            let stop = page.ask(STOP).await;
            assert_eq!(stop["place"], place, "{path}: {stop}");
            assert_eq!(
                stop["marked"], true,
                "one does not see the focus on {path}: {stop}"
            );
            assert_eq!(
                stop["inside"], true,
                "the focus is outside of {path}: {stop}"
            );
        }
    }
}

#[tokio::test]
async fn a_person_signs_with_the_keyboard_alone() {
    let Some(stage) = Stage::ready_for("a_person_signs_with_the_keyboard_alone") else {
        return;
    };
    let (site, page) = (&stage.site, stage.browser(Scripts::On).await);
    let _turn = site.turn(NIGHT_BUS).await;
    let before = site.count(NIGHT_BUS);
    page.goto(&site.at("/d/night-bus/en")).await;
    let young = tokio::time::sleep(YOUNGEST_FORM);
    tab_to(&page, "a[href='#sign']").await;
    page.key(Key::Enter).await;
    tab_to(&page, "[name=class]").await;
    for (field, text) in [("name", "Bo Lindqvist"), ("email", "lindqvist@example.org")] {
        tab_to(&page, &format!("[name={field}]")).await;
        page.type_keys(text).await;
    }
    tab_to(&page, "[name=listing]").await;
    page.key(Key::Down).await;
    assert_eq!(page.how_many("[value=initials]:checked").await, 1);
    tab_to(&page, "[name=consent-count]").await;
    page.type_keys(" ").await;
    tab_to(&page, ".sign button").await;
    young.await;
    page.leaving(page.key(Key::Enter)).await;

    assert_eq!(page.heading().await, "One step left: look into your mail");
    tab_to(&page, "#code").await;
    page.type_keys(&site.mail_to("lindqvist@example.org").code)
        .await;
    page.leaving(page.key(Key::Enter)).await;
    assert_eq!(page.heading().await, "Thank you for signing");
    assert!(page.words("main").await.contains("B. L."));
    assert_eq!(site.count(NIGHT_BUS), before + 1);
}

/// Presses Tab until the focus is on what matches a selector.
async fn tab_to(page: &Page, selector: &str) {
    let there = format!("return document.activeElement.matches(\"{selector}\")");
    for _ in 0..MANY {
        page.key(Key::Tab).await;
        if page.ask(&there).await == Value::Bool(true) {
            return;
        }
    }
    panic!("Tab does not reach {selector}");
}
