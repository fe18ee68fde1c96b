//! When organisers end something: collecting, or a signature that should not stand.

use app::closing::Closing;
use app::strike::Standing;
use app::strike::TakingOut;
use domain::signature::StrikeReason;
use domain::slug::Slug;
use jiff::SignedDuration;
use testkit::{SLUG, TestSite, ada, bo, chi, dara};

use crate::support::{PAGE, has_status, is_sound};

async fn close(site: &TestSite) {
    let slug = Slug::parse(SLUG).unwrap();
    let published = site.site.declaration(&slug).await.unwrap().unwrap();
    assert_eq!(site.site.close(&published).await.unwrap(), Closing::Closed);
    site.turn(SignedDuration::from_secs(3));
}

async fn strike(site: &TestSite, leaf: u64) {
    let slug = Slug::parse(SLUG).unwrap();
    let published = site.site.declaration(&slug).await.unwrap().unwrap();
    let why = TakingOut::Strike(StrikeReason::NotThePerson);
    let stood = site.site.take_out(&published, leaf, why).await.unwrap();
    assert_eq!(stood, Standing::Counts);
}

#[tokio::test]
async fn a_closed_declaration_says_when_it_ended_and_keeps_list_and_log() {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &ada()).await;
    let form = site.visitor().filled_form(SLUG, &dara()).await;
    let day = site.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    close(&site).await;

    let page = site.visitor().get(PAGE).await;
    is_sound(&page, PAGE);
    assert!(page.forms().is_empty());
    let words = page.words();
    let said = render::words::Words::for_language("en").date(day);
    assert!(
        words.contains(&format!("could be signed until {said}")),
        "{words}"
    );
    assert!(words.contains("Collecting has ended for good"), "{words}");
    let late = site.visitor().send(&form).await;
    has_status(&late, 409);
    assert_eq!(late.heading(), "This declaration is closed");
    assert_eq!(site.signatories(SLUG).await, ["Ada Lovelace"]);
    let report = site.check_log(SLUG).await;
    assert!(report.closed);
    assert_eq!(report.total, 1);
}

#[tokio::test]
async fn whoever_confirms_too_late_is_told_kindly_and_nothing_is_counted() {
    let site = TestSite::with_open_declaration().await;
    let (earlier, _) = site.signed(SLUG, &ada()).await;
    let tab = site.visitor().sign(SLUG, &chi()).await;
    let mail = site.mail_to(&chi()).await;
    let page = site.visitor().get(&mail.link()).await;
    let button = page.form("/confirm");
    close(&site).await;

    for (answer, heading) in [
        (site.visitor().get(&mail.link()).await, "Signing has ended"),
        (site.visitor().send(&button).await, "Signing has ended"),
        (mail.type_code(&tab).await, "انتهى التوقيع"),
    ] {
        has_status(&answer, 409);
        is_sound(&answer, "too late");
        assert_eq!(answer.heading(), heading);
        assert!(
            answer.text().contains("href=\"/d/clean-rivers/"),
            "{}",
            answer.text()
        );
    }
    let german = site.visitor().with("accept-language", "de");
    assert_eq!(
        german.get(&mail.link()).await.heading(),
        "Die Sammlung ist beendet"
    );
    assert_eq!(site.count(SLUG).await, 1);

    let own = site.visitor().get(&earlier.manage()).await;
    has_status(&own, 200);
    let ask = own.form("/manage/withdraw").with("sure", "yes");
    has_status(&site.visitor().send(&ask).await, 200);
    assert_eq!(site.count(SLUG).await, 0);
    site.check_log(SLUG).await;
}

#[tokio::test]
async fn a_struck_signature_disappears_and_its_link_says_so_in_plain_words() {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &bo().at("bo@example.net")).await;
    let (mail, receipt) = site.signed(SLUG, &ada()).await;
    let ask = site
        .visitor()
        .get(&mail.manage())
        .await
        .form("/manage/withdraw");
    strike(&site, leaf(&receipt.proof)).await;

    assert!(
        !site
            .signatories(SLUG)
            .await
            .contains(&"Ada Lovelace".to_owned())
    );
    assert_eq!(site.count(SLUG).await, 1);
    for answer in [
        site.visitor().get(&mail.manage()).await,
        site.visitor().send(&ask.with("sure", "yes")).await,
    ] {
        has_status(&answer, 200);
        is_sound(&answer, "struck");
        assert_eq!(answer.heading(), "This signature was taken out");
        let words = answer.words();
        assert!(words.contains("data@river-watch.example.org"), "{words}");
        assert!(!words.contains("Lovelace"), "{words}");
    }
    for path in ["openings/0.json", "count.json"] {
        let file = site
            .visitor()
            .get(&format!("/d/{SLUG}/log/{path}"))
            .await
            .text();
        assert!(!file.contains("Lovelace"), "{path}: {file}");
    }
    assert_eq!(site.check_log(SLUG).await.size, 8);
}

/// The entry that a proof file is about.
fn leaf(proof: &str) -> u64 {
    let line = proof.lines().find_map(|line| line.strip_prefix("index "));
    line.unwrap().parse().unwrap()
}
