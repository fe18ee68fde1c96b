use super::*;
use crate::dns::Level;
use crate::dns::fake::Fake;

const NOTHING: Identities<'static> = Identities {
    from: "letters.example",
    signs: Some("letters.example"),
    returns: "letters.example",
};

async fn check(record: &str, identities: Identities<'_>, expected: &[Level]) {
    let zone = format!("_dmarc.letters.example TXT {record}");
    let findings = examine(&Fake::new(&zone), identities).await;
    let levels: Vec<Level> = findings.iter().map(|finding| finding.level).collect();
    assert_eq!(levels, expected, "{record}: {findings:?}");
}

#[tokio::test]
async fn old_and_new_records_are_both_read() {
    use Level::{Error, Fine, Hint, Warning};
    let reject = "v=DMARC1; p=reject; rua=mailto:a@letters.example";
    check(reject, NOTHING, &[Fine, Fine]).await;
    check(
        "v=DMARC1; p=none; rua=mailto:a@b.example",
        NOTHING,
        &[Hint, Fine],
    )
    .await;
    check("v=DMARC1;p=reject", NOTHING, &[Fine, Hint, Fine]).await;
    let old = format!("{reject}; pct=20; rf=afrf; ri=86400");
    check(&old, NOTHING, &[Fine, Hint, Fine]).await;
    let new = format!("{reject}; t=y; np=reject; psd=n");
    check(&new, NOTHING, &[Fine, Hint, Fine]).await;
    let unordered = "v=DMARC1; rua=mailto:a@b.example; colour=blue; p=Quarantine;";
    check(unordered, NOTHING, &[Fine, Fine]).await;
    check(
        "v=DMARC1; rua=mailto:a@b.example",
        NOTHING,
        &[Warning, Fine],
    )
    .await;
    check("p=reject; v=DMARC1", NOTHING, &[Error]).await;
    check("v=dmarc1; p=reject", NOTHING, &[Error]).await;
}

#[tokio::test]
async fn two_records_are_none() {
    let zone = "v=DMARC1; p=none\n_dmarc.letters.example TXT v=DMARC1; p=reject";
    check(zone, NOTHING, &[Level::Error]).await;
}

#[tokio::test]
async fn signature_or_return_path_must_agree_with_the_sender() {
    use Level::{Error, Fine, Hint, Warning};
    let relaxed = "v=DMARC1; p=reject; rua=mailto:a@letters.example";
    let below = Identities {
        signs: Some("s.letters.example"),
        returns: "bounces.letters.example",
        ..NOTHING
    };
    check(relaxed, below, &[Fine, Fine]).await;
    let strict = format!("{relaxed}; adkim=s; aspf=s");
    check(&strict, below, &[Fine, Error, Hint]).await;
    let elsewhere = Identities {
        returns: "relay.example",
        ..NOTHING
    };
    check(relaxed, elsewhere, &[Fine, Fine, Hint]).await;
    let unsigned = Identities {
        signs: None,
        ..NOTHING
    };
    check(relaxed, unsigned, &[Fine, Hint]).await;
    let foreign = Identities {
        signs: Some("relay.example"),
        ..NOTHING
    };
    check(relaxed, foreign, &[Fine, Warning]).await;
    let nobody = Identities {
        signs: None,
        ..elsewhere
    };
    check(relaxed, nobody, &[Fine, Error]).await;
}

#[tokio::test]
async fn a_subdomain_follows_what_its_organisation_says_of_subdomains() {
    let zone = "_dmarc.example.org TXT v=DMARC1; p=reject; sp=none; rua=mailto:a@example.org";
    let identities = Identities {
        from: "letters.example.org",
        signs: Some("example.org"),
        returns: "letters.example.org",
    };
    let findings = examine(&Fake::new(zone), identities).await;
    assert_eq!(findings[0].level, Level::Hint);
    assert!(
        findings[0].found.contains("said by example.org"),
        "{findings:?}"
    );
    assert_eq!(findings[1].level, Level::Fine, "relaxed: one organisation");
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in "(v=DMARC1)?(;? ?\\PC{0,4}=\\PC{0,8}){0,6}") {
        let _ = Record::among(&[text]);
    }
}
