//! What a signer does later.

use domain::listing::Listing;
use jiff::SignedDuration;
use testkit::{SLUG, TestSite, ada, bo, chi, dara, folder, mallory};

use crate::support::{AGAIN, has_status, state};

#[tokio::test]
async fn a_withdrawn_signature_leaves_the_list_but_not_the_log() {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &chi()).await;
    let (mail, _) = site.signed(SLUG, &ada().saying("For my children.")).await;
    let size = site.check_log(SLUG).await.size;
    let visitor = site.visitor();

    let asked = visitor
        .send(&visitor.get(&mail.manage()).await.form("/manage/withdraw"))
        .await;
    assert_eq!(asked.heading(), "Withdraw your signature?");
    assert_eq!(site.count(SLUG).await, 2, "asking is not withdrawing");
    let done = visitor.send(&asked.form("/manage/withdraw")).await;
    assert_eq!(done.heading(), "Your signature is withdrawn");

    assert_eq!(site.signatories(SLUG).await, ["ش. ا."]);
    assert_eq!(site.count(SLUG).await, 1);
    assert_eq!(site.check_log(SLUG).await.size, size + 1);
    assert_eq!(
        visitor.get(&mail.manage()).await.heading(),
        "This signature is withdrawn"
    );
    let twice = visitor.send(&asked.form("/manage/withdraw")).await;
    assert_eq!(twice.heading(), "Your signature is withdrawn");
    assert_eq!(site.check_log(SLUG).await.size, size + 1);
}

#[tokio::test]
async fn every_page_behind_a_mail_speaks_the_language_that_was_signed_in() {
    let site = TestSite::with_open_declaration().await;
    let mut german = ada();
    german.language = "de";
    let visitor = site.visitor().with("accept-language", "en");
    visitor.sign(SLUG, &german).await;
    let mail = site.mail_to(&german).await;
    let summary = visitor.get(&mail.link()).await;
    let receipt = visitor.send(&summary.form("/confirm")).await;
    let manage = visitor.get(&mail.manage()).await;
    let asked = visitor.send(&manage.form("/manage/withdraw")).await;
    let done = visitor.send(&asked.form("/manage/withdraw")).await;
    for page in [summary, receipt, manage, asked, done] {
        assert!(page.text().contains("<html lang=\"de\""), "{}", page.text());
    }
}

#[tokio::test]
async fn the_second_of_two_links_for_one_address_says_that_it_has_signed() {
    let site = TestSite::with_open_declaration().await;
    site.visitor().sign(SLUG, &ada()).await;
    site.turn(SignedDuration::from_mins(16));
    site.visitor().sign(SLUG, &bo()).await;
    let mails = site.mails_to(&ada()).await;
    let [first, second] = mails.as_slice() else {
        panic!("two mails were expected, {} came", mails.len());
    };
    first.confirm().await;
    let button = site.visitor().get(&second.link()).await.form("/confirm");
    let answer = site.visitor().send(&button).await;
    assert_eq!(answer.heading(), "You have already signed");
    assert_eq!(site.count(SLUG).await, 1);
    site.check_log(SLUG).await;
}

#[tokio::test]
async fn somebody_who_withdrew_can_sign_again() {
    let site = TestSite::with_open_declaration().await;
    let (mail, _) = site.signed(SLUG, &ada()).await;
    let ask = site
        .visitor()
        .get(&mail.manage())
        .await
        .form("/manage/withdraw");
    site.visitor().send(&ask.with("sure", "yes")).await;
    site.turn(SignedDuration::from_mins(16));
    site.signed(SLUG, &ada()).await;
    assert_eq!(site.count(SLUG).await, 1);
    site.check_log(SLUG).await;
}

#[tokio::test]
async fn a_listing_is_changed_both_ways_and_the_log_stays_as_it_is() {
    let site = TestSite::with_open_declaration().await;
    let (mail, receipt) = site.signed(SLUG, &ada().saying("For my children.")).await;
    let size = site.check_log(SLUG).await.size;
    let visitor = site.visitor();
    let change = visitor.get(&mail.manage()).await.form("/manage/listing");
    for (listing, shown) in [
        (Listing::Counted, vec![]),
        (Listing::Named, vec!["Ada Lovelace"]),
        (Listing::Initials, vec!["A. L."]),
    ] {
        let answer = visitor
            .send(&change.clone().with("listing", listing.word()))
            .await;
        has_status(&answer, 200);
        assert!(answer.text().contains("Your choice is saved"));
        assert_eq!(site.signatories(SLUG).await, shown);
        assert_eq!(site.check_log(SLUG).await.size, size);
    }
    let list = visitor
        .get(&format!("/d/{SLUG}/en/signatories"))
        .await
        .text();
    assert!(
        !list.contains("For my children."),
        "a comment is shown only with the name"
    );
    let key = site.log_key(SLUG).await;
    assert_eq!(
        receipt.verify_offline(&key).name.as_deref(),
        Some("Ada Lovelace")
    );
}

#[tokio::test]
async fn the_files_of_a_receipt_can_be_saved_again_as_long_as_the_signature_stands() {
    let site = TestSite::with_open_declaration().await;
    let (mail, receipt) = site.signed(SLUG, &ada()).await;
    let manage = site.visitor().get(&mail.manage()).await;
    let opening = manage.form("/receipt/opening");
    let again = site.visitor().send(&opening).await;
    assert_eq!(again.text(), receipt.opening);
    assert_eq!(
        again.header("content-disposition"),
        format!("attachment; filename=\"{SLUG}-5.opening.json\"")
    );
    assert_eq!(again.header("cache-control"), "no-store");
    let leave = manage.form("/manage/withdraw").with("sure", "yes");
    site.visitor().send(&leave).await;
    has_status(&site.visitor().send(&opening).await, 410);
}

#[tokio::test]
async fn where_a_declaration_shows_nobody_nobody_is_shown() {
    let site = TestSite::new();
    let mut discreet = folder();
    let toml = discreet.text("declaration.toml").unwrap();
    let publish =
        "[[purposes]]\nid = \"publish\"\nlegal-basis = \"Art. 6(1)(a) and Art. 9(2)(a) GDPR\"\n";
    let toml = toml.replacen(publish, "", 1);
    assert!(!toml.contains("publish"));
    discreet.insert("declaration.toml", toml);
    site.publish(&discreet).await;
    let page = site.visitor().get("/d/clean-rivers/en").await;
    assert_eq!(
        page.form("/sign").value("listing"),
        "",
        "the form does not ask how to be shown"
    );
    let (mail, _) = site.signed(SLUG, &ada()).await;
    assert_eq!(site.signatories(SLUG).await, [""; 0]);
    let raise = site
        .visitor()
        .get(&mail.manage())
        .await
        .form("/manage/listing");
    site.visitor().send(&raise.with("listing", "named")).await;
    assert_eq!(site.signatories(SLUG).await, [""; 0]);
    site.signed(SLUG, &dara()).await;
    assert_eq!(site.count(SLUG).await, 2);
    site.check_log(SLUG).await;
}

#[tokio::test]
async fn the_button_can_lower_a_listing_and_never_raise_it() {
    let site = TestSite::with_open_declaration().await;
    for (person, pressed, shown) in [
        (ada(), "counted", ""),
        (mallory().listed(Listing::Initials), "named", "M. M."),
    ] {
        site.visitor().sign(SLUG, &person).await;
        let mail = site.mail_to(&person).await;
        let button = site.visitor().get(&mail.link()).await.form("/confirm");
        has_status(
            &site.visitor().send(&button.with("listing", pressed)).await,
            200,
        );
        assert_eq!(site.signatories(SLUG).await.join(""), shown);
    }
}

#[tokio::test]
async fn this_was_not_me_deletes_what_was_entered() {
    let site = TestSite::with_open_declaration().await;
    let before = state(&site).await;
    site.visitor()
        .sign(SLUG, &mallory().at("ada@analytical.example.org"))
        .await;
    let mail = site.mail_to(&ada()).await;
    let page = site
        .visitor()
        .with("accept-language", "de, en;q=0.5")
        .get(&mail.refuse())
        .await;
    assert!(page.text().contains("<html lang=\"de\""));
    assert!(!page.text().contains("Mallory"), "who it was is not told");
    let done = site.visitor().send(&page.form("/refuse")).await;
    has_status(&done, 200);
    for gone in [mail.link(), mail.refuse()] {
        has_status(&site.visitor().get(&gone).await, 410);
    }
    assert_eq!(state(&site).await, before);
}

#[tokio::test]
async fn the_link_in_the_mail_to_a_known_address_can_withdraw_and_nothing_else() {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &ada().listed(Listing::Counted)).await;
    site.turn(SignedDuration::from_mins(16));
    site.visitor().sign(SLUG, &bo()).await;
    let mail = site.mail_to(&bo()).await;
    let page = site.visitor().get(&mail.manage()).await;
    has_status(&page, 200);
    assert!(
        !page.text().contains("Ada Lovelace"),
        "that link does not open the record"
    );
    let token = page.form("/manage/withdraw").value("token").to_owned();
    let raise = [("token", token.as_str()), ("listing", "named")];
    has_status(&site.visitor().post("/manage/listing", &raise).await, 410);
    has_status(
        &site
            .visitor()
            .post("/receipt/opening", &[("token", &token)])
            .await,
        410,
    );
    has_status(
        &site.visitor().send(&page.form("/manage/withdraw")).await,
        200,
    );
    assert_eq!(site.count(SLUG).await, 0);
    site.check_log(SLUG).await;
}

#[tokio::test]
async fn a_link_of_one_purpose_is_worth_nothing_for_another() {
    let site = TestSite::with_open_declaration().await;
    site.visitor().sign(SLUG, &ada()).await;
    let mail = site.mail_to(&ada()).await;
    let before = state(&site).await;
    let token = |path: String| path.rsplit('/').next().unwrap().to_owned();
    let links = [
        token(mail.link()),
        token(mail.manage()),
        token(mail.refuse()),
    ];
    let tries = [
        ("/confirm", [false, true, true]),
        ("/refuse", [true, true, false]),
        ("/manage/withdraw", [true, true, true]),
        ("/receipt/proof", [true, true, true]),
    ];
    for (path, wrong) in tries {
        for (link, _) in links.iter().zip(wrong).filter(|(_, wrong)| *wrong) {
            let answer = site
                .visitor()
                .post(path, &[("token", link), ("sure", "yes")])
                .await;
            has_status(&answer, 410);
        }
    }
    for text in ["", "x", "../../etc", &"A".repeat(43)] {
        let answer = site.visitor().post("/confirm", &[("token", text)]).await;
        assert!(matches!(answer.status.as_u16(), 404 | 410), "{text}");
    }
    assert_eq!(state(&site).await, before);
}

#[tokio::test]
async fn five_wrong_codes_end_the_code_and_not_the_link() {
    let site = TestSite::with_open_declaration().await;
    let tab = site.visitor().sign(SLUG, &ada()).await;
    let mail = site.mail_to(&ada()).await;
    let wrong = tab.form("/code").with("code", "0000-0000");
    for left in [4, 3, 2] {
        let answer = site.visitor().send(&wrong).await;
        has_status(&answer, AGAIN);
        assert!(
            answer.words().contains(&format!("{left} more times")),
            "{left}"
        );
        assert!(
            answer.words().contains(&ada().email),
            "the page still says where the mail went"
        );
    }
    let mistyped = site
        .visitor()
        .send(&wrong.clone().with("code", "half"))
        .await;
    assert!(
        mistyped.words().contains("2 more times"),
        "what is no code costs no try"
    );
    assert!(
        site.visitor()
            .send(&wrong)
            .await
            .text()
            .contains("once more")
    );
    let last = site.visitor().send(&wrong).await;
    assert!(
        last.text().contains("The code was wrong too often"),
        "{}",
        last.text()
    );
    let right = mail.type_code(&tab).await;
    has_status(&right, AGAIN);
    assert_eq!(site.count(SLUG).await, 0);
    mail.confirm().await;
    assert_eq!(site.count(SLUG).await, 1);
}

#[tokio::test]
async fn what_is_not_confirmed_in_time_is_gone() {
    let site = TestSite::with_open_declaration().await;
    let tab = site.visitor().sign(SLUG, &ada()).await;
    let mail = site.mail_to(&ada()).await;
    site.turn(SignedDuration::from_hours(7 * 24 + 1));
    let page = site.visitor().get(&mail.link()).await;
    has_status(&page, 410);
    assert_eq!(page.heading(), "This link does not work");
    has_status(&mail.type_code(&tab).await, 410);
    assert_eq!(site.count(SLUG).await, 0);
}

#[tokio::test]
async fn a_closed_declaration_is_read_and_no_longer_signed() {
    let site = TestSite::with_open_declaration().await;
    let form = site.visitor().filled_form(SLUG, &ada()).await;
    let (mail, _) = site.signed(SLUG, &dara()).await;
    let mut closed = folder();
    let toml = closed.text("declaration.toml").unwrap();
    let toml = toml.replace(
        "language = \"en\"",
        "language = \"en\"\ncloses = 2026-11-20",
    );
    closed.insert("declaration.toml", toml);
    site.publish(&closed).await;
    let answer = site.visitor().send(&form).await;
    has_status(&answer, 409);
    assert_eq!(answer.heading(), "This declaration is closed");
    assert!(answer.text().contains("href=\"/d/clean-rivers/en\""));
    let page = site.visitor().get("/d/clean-rivers/en").await;
    assert!(page.forms().is_empty(), "a closed declaration has no form");
    let ask = site
        .visitor()
        .get(&mail.manage())
        .await
        .form("/manage/withdraw");
    has_status(&site.visitor().send(&ask.with("sure", "yes")).await, 200);
    assert_eq!(site.count(SLUG).await, 0);
}
