//! What an outsider must not learn: from pages, from the log of the operator.

use domain::listing::Listing;
use jiff::SignedDuration;
use testkit::{Answer, Person, SLUG, TestSite, ada, bo, mallory};

use crate::support::{Traced, has_status};

/// A page after the form without what differs each time: the secret of the tab and form tokens.
fn without_secrets(page: &Answer) -> String {
    let mut text = page.text();
    for form in page.forms() {
        for secret in ["tab", "form-token"] {
            let value = form.value(secret).to_owned();
            if !value.is_empty() {
                text = text.replace(&value, secret);
            }
        }
    }
    text
}

#[tokio::test]
async fn new_known_capped_and_refused_addresses_see_the_same_page_byte_for_byte() {
    let site = TestSite::with_open_declaration().await;
    let hidden = ada().listed(Listing::Counted);
    let new = site.visitor().sign(SLUG, &hidden).await;
    let capped = site.visitor().sign(SLUG, &hidden).await;
    site.mail_to(&hidden).await.confirm().await;
    site.turn(SignedDuration::from_mins(16));
    let known = site.visitor().sign(SLUG, &hidden).await;
    for answer in [&capped, &known] {
        assert_eq!(answer.status, new.status);
        assert_eq!(without_secrets(answer), without_secrets(&new));
        let lengths = |answer: &Answer| answer.form("/code").value("tab").len();
        assert_eq!(lengths(answer), lengths(&new));
    }
    let mail = site.mail_to(&hidden).await;
    assert!(!mail.asks(), "the news goes by mail");
    assert!(
        mail.subject.starts_with("You have already signed"),
        "{}",
        mail.subject
    );
}

#[tokio::test]
async fn an_address_that_wants_no_mail_sees_the_same_page_and_gets_none() {
    let site = TestSite::with_open_declaration().await;
    let first = site
        .visitor()
        .sign(SLUG, &mallory().at("ada@analytical.example.org"))
        .await;
    let never = site
        .visitor()
        .get(&site.mail_to(&ada()).await.refuse())
        .await
        .form("/refuse");
    has_status(&site.visitor().send(&never.with("never", "yes")).await, 200);
    site.turn(SignedDuration::from_hours(25));
    let second = site
        .visitor()
        .sign(SLUG, &mallory().at("ada@analytical.example.org"))
        .await;
    let days_apart =
        |answer: &Answer| without_secrets(answer).replace("29 November", "28 November");
    assert_eq!(days_apart(&first), days_apart(&second));
    assert_eq!(site.mails_to(&ada()).await.len(), 1);
}

#[tokio::test]
async fn two_people_who_share_an_address_count_once_and_the_mail_says_so() {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &ada()).await;
    site.turn(SignedDuration::from_mins(16));
    site.visitor().sign(SLUG, &bo()).await;
    assert!(!site.mail_to(&bo()).await.asks());
    assert_eq!(site.count(SLUG).await, 1);
    assert_eq!(site.signatories(SLUG).await, ["Ada Lovelace"]);
}

#[tokio::test]
async fn fifty_forms_for_one_address_are_three_mails_a_day() {
    let site = TestSite::with_open_declaration().await;
    for _ in 0..50 {
        has_status(&site.visitor().sign(SLUG, &mallory()).await, 200);
        site.turn(SignedDuration::from_mins(20));
    }
    assert_eq!(site.mails_to(&mallory()).await.len(), 3);
    site.turn(SignedDuration::from_hours(24));
    site.visitor().sign(SLUG, &mallory()).await;
    assert_eq!(site.mails_to(&mallory()).await.len(), 4);
}

/// Somebody whose every word can be found again.
fn marked() -> Person {
    let mut person = ada()
        .called("Markword Namely")
        .at("markaddress@marked.example.org");
    person.place = "Markplace".to_owned();
    person.descriptor = "markrole".to_owned();
    person.saying("markcomment")
}

/// Everything a subscriber of the Infomail does; what is left are the links of their mails.
async fn subscribe_and_leave(site: &TestSite, person: &Person) -> [String; 3] {
    site.publish_list(&testkit::list_folder()).await;
    site.subscribe(person).await;
    let confirm = site.mail_to(person).await.path("/i/c/");
    let page = site.visitor().get(&confirm).await;
    site.visitor().send(&page.form("/i/confirm")).await;
    let leave = site.mail_to(person).await.path("/i/l/");
    site.send_issue(1).await;
    site.turn(SignedDuration::from_hours(1));
    site.subscribe(person).await;
    let manage = site.mail_to(person).await.path("/i/m/");
    site.visitor().get(&manage).await;
    let page = site.visitor().get(&leave).await;
    site.visitor().send(&page.form(&leave)).await;
    [confirm, leave, manage]
}

/// What the people of this journey typed, of which no line may hold a word.
const WORDS: [&str; 7] = [
    "markword",
    "markaddress",
    "marksubscriber",
    "marked.example",
    "markplace",
    "markrole",
    "markcomment",
];

#[tokio::test]
async fn no_name_address_token_or_code_is_ever_traced() {
    // The store works on threads of its own, so every thread is traced. The other journeys of this
    // program are traced as well; none of them uses these words.
    let traced = Traced::default();
    tracing::subscriber::set_global_default(traced.subscriber()).unwrap();

    let site = TestSite::with_open_declaration().await;
    let visitor = site.visitor();
    let tab = visitor.sign(SLUG, &marked()).await;
    let mail = site.mail_to(&marked()).await;
    visitor
        .send(&tab.form("/code").with("code", "0000-0000"))
        .await;
    let receipt = mail.confirm().await;
    visitor.get(&mail.manage()).await;
    visitor.get(&format!("{}x", mail.manage())).await;
    visitor
        .get(&format!("/d/{SLUG}/en/signatories?q=markword"))
        .await;
    let leave = visitor
        .get(&mail.manage())
        .await
        .form("/manage/withdraw")
        .with("sure", "yes");
    visitor.send(&leave).await;
    let links = subscribe_and_leave(&site, &marked().at("marksubscriber@marked.example.org")).await;

    let metrics = site.exporter().text().await;
    let lines = format!("{}{metrics}", traced.text()).to_lowercase();
    assert!(
        lines.contains("answered"),
        "nothing was traced, so nothing is proved"
    );
    for what in [
        "\"name\":\"life.6_confirm\"",
        "undersigned_confirmations_total{",
    ] {
        assert!(lines.contains(what), "no {what}: nothing is proved of it");
    }
    let last = |path: String| path.rsplit('/').next().unwrap().to_lowercase();
    let tokens = [mail.link(), mail.manage(), mail.refuse()].map(last);
    let code = mail.code().to_lowercase();
    let secrets = [
        code.clone(),
        code.replace('-', ""),
        tab.form("/code").value("tab").to_lowercase(),
    ];
    for marker in WORDS
        .map(str::to_owned)
        .into_iter()
        .chain(tokens)
        .chain(links.map(last))
        .chain(secrets)
    {
        let line = lines.lines().find(|line| line.contains(&marker));
        assert!(line.is_none(), "`{marker}` was traced: {line:?}");
    }
    drop(receipt);
}
