use super::*;

#[derive(Debug, PartialEq)]
enum Relation {
    Exact,
    Similar,
    Different,
}
use Relation::{Different, Exact, Similar};

fn relation(a: &str, b: &str) -> Relation {
    let [a, b] = [a, b].map(|x| EmailAddress::parse(x).unwrap_or_else(|e| panic!("{x}: {e:?}")));
    if a.exact_key() == b.exact_key() {
        Exact
    } else if a.similar_key() == b.similar_key() {
        Similar
    } else {
        Different
    }
}

#[test]
fn forty_pairs_are_exact_similar_or_different() {
    let pairs = [
        ("ada@example.org", "ada@example.org", Exact),
        ("Ada@example.org", "ada@example.org", Exact),
        ("ada@EXAMPLE.org", "ada@example.org", Exact),
        (" ada@example.org ", "ada@example.org", Exact),
        ("ada@bücher.example", "ada@xn--bcher-kva.example", Exact),
        ("ada@BÜCHER.example", "ada@bücher.example", Exact),
        ("e\u{301}va@example.org", "\u{e9}va@example.org", Exact),
        ("ada@пример.example", "ada@xn--e1afmkfd.example", Exact),
        ("ADA.L@example.org", "ada.l@example.org", Exact),
        ("ada+x@example.org", "ADA+X@example.org", Exact),
        ("ada@faß.example", "ada@xn--fa-hia.example", Exact),
        ("o'neil@example.org", "O'Neil@example.org", Exact),
        ("ada_l@example.org", "Ada_L@example.org", Exact),
        ("ada@sub.example.org", "ada@SUB.example.org", Exact),
        ("ada+a@example.org", "ada@example.org", Similar),
        ("ada+a@example.org", "ada+b@example.org", Similar),
        ("ada.l@gmail.com", "adal@gmail.com", Similar),
        ("a.d.a@gmail.com", "ada@googlemail.com", Similar),
        ("ada@googlemail.com", "ada@gmail.com", Similar),
        ("ada+news@gmail.com", "a.da@googlemail.com", Similar),
        ("ada@pm.me", "ada@protonmail.com", Similar),
        ("ada@proton.me", "ada@pm.me", Similar),
        ("ada+1@proton.me", "ada@protonmail.com", Similar),
        ("Ada+1@Example.org", "aDa@example.ORG", Similar),
        ("éva+x@example.org", "éva@example.org", Similar),
        ("ada++@example.org", "ada@example.org", Similar),
        ("ada+a+b@example.org", "ada@example.org", Similar),
        ("ada@example.org", "bo@example.org", Different),
        ("ada@example.org", "ada@example.net", Different),
        ("ada.l@example.org", "adal@example.org", Different),
        ("ada-l@example.org", "adal@example.org", Different),
        ("ada_l@example.org", "ada.l@example.org", Different),
        ("éva@example.org", "eva@example.org", Different),
        ("аda@example.org", "ada@example.org", Different),
        ("ada@sub.example.org", "ada@example.org", Different),
        ("+ada@example.org", "ada@example.org", Different),
        ("ada@gmail.com", "ada@gmail.com.example", Different),
        ("straße@example.org", "strasse@example.org", Different),
        ("ada@fass.example", "ada@faß.example", Different),
        ("ÉVA@example.org", "éva@example.org", Different),
    ];
    assert_eq!(pairs.len(), 40);
    for (a, b, expected) in pairs {
        assert_eq!(relation(a, b), expected, "{a} and {b}");
    }
}

#[test]
fn addresses_that_cannot_be_delivered_are_refused_with_the_reason() {
    let check = |input: &str, expected: &[AddressError]| {
        assert_eq!(EmailAddress::parse(input).unwrap_err(), expected, "{input}");
    };
    check(" ", &[AddressError::Empty]);
    check("ada", &[AddressError::Shape]);
    check("@example.org", &[AddressError::Shape]);
    check("ada@localhost", &[AddressError::Domain]);
    check(
        "ada@[127.0.0.1]",
        &[
            AddressError::Character('[', 5),
            AddressError::Character(']', 15),
            AddressError::Domain,
        ],
    );
    check("ada@192.168.0.1", &[AddressError::Domain]);
    check("a..b@example.org", &[AddressError::Dots]);
    check("a@b@example.org", &[AddressError::Shape]);
    check(
        &format!("{}@example.org", "a".repeat(65)),
        &[AddressError::TooLong],
    );
}

#[test]
fn no_header_can_be_smuggled_into_an_address() {
    for c in [
        '\r', '\n', '\0', '\u{2028}', '\u{202e}', ' ', ',', '<', '>', '"',
    ] {
        let input = format!("ada{c}bcc@example.org");
        let errors = EmailAddress::parse(&input).unwrap_err();
        assert_eq!(errors, [AddressError::Character(c, 4)]);
    }
}

#[test]
fn an_address_never_shows_in_debug_output() {
    assert!(!format!("{:?}", EmailAddress::parse("ada@example.org").unwrap()).contains("ada"));
}

#[test]
fn mail_is_sent_to_the_local_part_as_typed_at_a_domain_every_server_takes() {
    let check = |typed: &str, sent: &str| {
        assert_eq!(EmailAddress::parse(typed).unwrap().expose(), sent);
    };
    check("Ada.L+x@Bücher.example", "Ada.L+x@xn--bcher-kva.example");
    check("ADA@EXAMPLE.org", "ADA@example.org");
}
