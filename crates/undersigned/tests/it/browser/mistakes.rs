//! A form that comes back says everything at once, and forgets nothing.

use super::driver::Scripts;
use super::person::YOUNGEST_FORM;
use super::stage::Stage;

#[tokio::test]
async fn everything_wrong_is_said_at_once_and_what_was_entered_stays() {
    let name = "everything_wrong_is_said_at_once_and_what_was_entered_stays";
    let Some(stage) = Stage::ready_for(name) else {
        return;
    };
    let page = stage.browser(Scripts::Off).await;
    page.goto(&stage.site.at("/d/night-bus/en")).await;
    let young = tokio::time::sleep(YOUNGEST_FORM);
    page.fill("E-mail address", "nobody.example.org").await;
    page.fill("Town or country", "Łódź").await;
    page.choose("Show my initials").await;
    young.await;
    page.press("Sign").await;

    let title = page.title().await;
    assert!(title.starts_with("Error: "), "{title}");
    let summary = page.words(".summary").await;
    for mistake in [
        "Enter your full name.",
        "name@example.org",
        "Agree to signing",
    ] {
        assert!(summary.contains(mistake), "{mistake} is not in: {summary}");
    }
    let focus = page.ask("return document.activeElement.className").await;
    assert_eq!(focus, "summary", "whoever cannot see hears it first");
    assert_eq!(page.value("email").await, "nobody.example.org");
    assert_eq!(page.value("place").await, "Łódź");
    assert_eq!(page.how_many("[value=initials]:checked").await, 1);

    let links = page
        .ask("return [...document.querySelectorAll('.summary a')].map(a => a.hash)")
        .await;
    assert_eq!(
        links,
        serde_json::json!(["#sign-name", "#sign-email", "#sign-consent-count"])
    );
    page.jump("Enter your full name.").await;
    page.type_keys("Chi Nwosu").await;
    assert_eq!(
        page.value("name").await,
        "Chi Nwosu",
        "the link leads into the field"
    );
}
