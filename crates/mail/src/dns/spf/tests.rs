use super::*;
use crate::dns::Level;
use crate::dns::fake::Fake;

const ZONE: &str = "
plain.example TXT v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all
plain.example TXT google-site-verification=abc
mx.example TXT v=spf1 mx a:out.example/28 ~all
mx.example MX 10 in.example
in.example A 192.0.2.7
out.example A 198.51.100.16
nested.example TXT v=spf1 include:plain.example include:mx.example -all
moved.example TXT v=spf1 redirect=plain.example
lost.example TXT v=spf1 redirect=nowhere.example
twice.example TXT v=spf1 -all
twice.example TXT v=spf1 a -all
odd.example TXT v=spf1 ip4:192.0.2.1 spelt-wrong -all
open.example TXT v=spf1 +all
shrug.example TXT v=spf1 ip4:192.0.2.1
loop.example TXT v=spf1 include:loop.example -all
void.example TXT v=spf1 a:n1.example a:n2.example a:n3.example -all
macro.example TXT v=spf1 exists:%{i}._spf.example -all
ptr.example TXT v=spf1 ptr -all
192.0.2.7 PTR host.ptr.example
host.ptr.example A 192.0.2.7
down.example ERROR timed out
many.example TXT v=spf1 include:a.example include:a.example include:a.example include:a.example -all
a.example TXT v=spf1 a:out.example ?all
";

async fn check(domain: &str, address: &str, expected: &str) {
    let judged = judge(&Fake::new(ZONE), domain, address.parse().ok()).await;
    assert_eq!(judged.verdict.word(), expected, "{domain} {address}");
}

#[tokio::test]
async fn addresses_are_judged_as_recipients_do() {
    check("plain.example", "192.0.2.9", "pass").await;
    check("plain.example", "2001:db8::1", "pass").await;
    check("plain.example", "203.0.113.1", "fail").await;
    check("mx.example", "192.0.2.7", "pass").await;
    check("mx.example", "198.51.100.30", "pass").await;
    check("mx.example", "198.51.100.32", "softfail").await;
    check("nested.example", "192.0.2.7", "pass").await;
    check("nested.example", "198.51.100.17", "pass").await;
    check("nested.example", "203.0.113.1", "fail").await;
    check("moved.example", "192.0.2.1", "pass").await;
    check("shrug.example", "192.0.2.2", "neutral").await;
    check("none.example", "192.0.2.2", "none").await;
    check("ptr.example", "192.0.2.7", "pass").await;
    check("ptr.example", "192.0.2.8", "fail").await;
}

#[tokio::test]
async fn what_recipients_cannot_read_is_an_error() {
    for domain in ["twice", "odd", "lost", "loop", "void"] {
        check(&format!("{domain}.example"), "203.0.113.1", "permerror").await;
    }
    check("down.example", "192.0.2.1", "temperror").await;
}

#[tokio::test]
async fn a_loop_ends_at_the_limit_of_lookups() {
    let dns = Fake::new(ZONE);
    assert_eq!(
        judge(&dns, "loop.example", None).await.lookups,
        MOST_LOOKUPS + 1
    );
    let asked = dns.asked.load(std::sync::atomic::Ordering::Relaxed);
    assert!(asked <= MOST_LOOKUPS + 1, "{asked}");
}

async fn levels(domain: &str, sends_from: &[&str]) -> Vec<Level> {
    let sends_from: Vec<IpAddr> = sends_from.iter().map(|one| one.parse().unwrap()).collect();
    let findings = examine(&Fake::new(ZONE), domain, &sends_from).await;
    for finding in &findings {
        assert_eq!(finding.level == Level::Fine, finding.advice.is_none());
    }
    findings.iter().map(|finding| finding.level).collect()
}

#[tokio::test]
async fn an_operator_is_told_what_matters() {
    use Level::{Error, Fine, Hint, Warning};
    assert_eq!(levels("plain.example", &["192.0.2.1"]).await, [Fine, Fine]);
    assert_eq!(
        levels("plain.example", &["203.0.113.1"]).await,
        [Fine, Error]
    );
    assert_eq!(levels("plain.example", &[]).await, [Fine, Hint]);
    assert_eq!(levels("none.example", &["192.0.2.1"]).await, [Error]);
    assert_eq!(levels("open.example", &["192.0.2.1"]).await, [Error, Fine]);
    assert_eq!(
        levels("shrug.example", &["192.0.2.1"]).await,
        [Warning, Fine]
    );
    assert_eq!(levels("twice.example", &[]).await, [Error]);
    assert_eq!(levels("down.example", &[]).await, [Error]);
    assert_eq!(
        levels("ptr.example", &["192.0.2.7"]).await,
        [Fine, Warning, Fine]
    );
    assert_eq!(
        levels("many.example", &["198.51.100.16"]).await,
        [Fine, Hint, Fine]
    );
    assert_eq!(
        levels("macro.example", &["192.0.2.1"]).await.last(),
        Some(&Hint)
    );
}

#[tokio::test]
async fn a_missing_record_is_advised_with_the_addresses_that_send() {
    let own = ["192.0.2.1".parse().unwrap(), "2001:db8::1".parse().unwrap()];
    let findings = examine(&Fake::new(ZONE), "none.example", &own).await;
    let advice = findings[0].advice.as_deref().unwrap();
    assert!(
        advice.ends_with("v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 -all"),
        "{advice}"
    );
}

proptest::proptest! {
    #[test]
    fn no_text_is_a_record_that_breaks_the_reader(text in "v=spf1( [-+~?]?(a|mx|ip4|ip6|all|include|exists|ptr|redirect|exp)?[:=/]?\\PC{0,12}){0,6}") {
        let _ = Record::among(&[text]);
    }
}
