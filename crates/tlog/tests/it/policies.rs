//! Policies: who is believed, and when it is enough.

use proptest::prelude::*;
use tlog::Policy;
use tlog::cosignature::CosigningKey;
use tlog::note::{KeyError, SigningKey, VerifierKey};
use tlog::policy::{MAX_BYTES, MAX_OF_EACH, PolicyError, PolicyFault, PolicyWitness, Threshold};

fn log_key() -> VerifierKey {
    SigningKey::from_seed("letters.example/d/clean-rivers/log", [1; 32])
        .unwrap()
        .verifier()
}

/// The key of the witness with this number.
fn key(number: u8) -> VerifierKey {
    CosigningKey::from_seed(format!("w{number}.example"), [number; 32])
        .unwrap()
        .verifier()
}

fn witness(name: &str, number: u8) -> PolicyWitness {
    PolicyWitness {
        name: name.to_owned(),
        key: key(number),
        url: None,
    }
}

/// The example of the specification, with keys of ours: X1 to X3 are 11 to 13, Y1 to Y3 21 to 23.
fn example() -> String {
    let line = |name: &str, number: u8| format!("witness {name} {}\n", key(number));
    [
        format!("log {}\n\n", log_key()),
        line("X1", 11) + &line("X2", 12) + &line("X3", 13),
        "group X-witnesses 2 X1 X2 X3\n\n".to_owned(),
        line("Y1", 21) + &line("Y2", 22) + &line("Y3", 23),
        "group Y-witnesses any Y1 Y2 Y3\n\n".to_owned(),
        "group X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n".to_owned(),
    ]
    .concat()
}

#[test]
fn the_example_of_the_specification_needs_two_of_three_and_one_of_three() {
    let policy = Policy::parse(&example()).unwrap();
    assert_eq!(policy.logs(), [log_key()]);
    let names: Vec<&str> = policy
        .witnesses()
        .iter()
        .map(|witness| witness.name.as_str())
        .collect();
    assert_eq!(names, ["X1", "X2", "X3", "Y1", "Y2", "Y3"]);
    let check = |cosigners: &[u8], met: bool| {
        let keys: Vec<VerifierKey> = cosigners.iter().map(|number| key(*number)).collect();
        assert_eq!(policy.quorum_met(&keys), met, "{cosigners:?}");
    };
    check(&[], false);
    check(&[11, 12], false);
    check(&[21, 22, 23], false);
    check(&[11, 21], false);
    check(&[11, 11, 21], false);
    check(&[11, 13, 22], true);
    check(&[11, 12, 13, 21, 22, 23], true);
    check(&[11, 12, 99], false);
}

#[test]
fn a_quorum_of_none_is_always_met_and_one_of_a_witness_by_that_witness() {
    let policy = Policy::of_log(log_key()).unwrap();
    assert!(policy.quorum_met(&[]) && !policy.needs_witnesses());
    assert_eq!(
        policy.to_string(),
        format!("log {}\nquorum none\n", log_key())
    );
    let one = policy
        .with_witnesses(vec![witness("only", 5)], Some(Threshold::All))
        .unwrap();
    assert!(one.to_string().ends_with("\nquorum only\n"), "{one}");
    assert!(one.quorum_met(&[key(5)]) && !one.quorum_met(&[key(6)]) && one.needs_witnesses());
}

#[test]
fn a_site_writes_the_witnesses_it_asks_and_how_many_it_wants() {
    let asked = PolicyWitness {
        url: Some("https://w2.example/asked".to_owned()),
        ..witness("second", 2)
    };
    let with = |quorum| {
        Policy::of_log(log_key())
            .unwrap()
            .with_witnesses(vec![witness("first", 1), asked.clone()], quorum)
    };
    let written = with(Some(Threshold::AtLeast(1))).unwrap().to_string();
    assert_eq!(
        written,
        format!(
            "log {}\nwitness first {}\nwitness second {} https://w2.example/asked\n\
             group witnesses 1 first second\nquorum witnesses\n",
            log_key(),
            key(1),
            key(2)
        )
    );
    assert_eq!(Policy::parse(&written).unwrap().to_string(), written);
    let known_only = with(None).unwrap().to_string();
    assert!(known_only.ends_with("\nquorum none\n"), "{known_only}");
    for threshold in [0, 3] {
        let refused = with(Some(Threshold::AtLeast(threshold)));
        assert_eq!(refused, Err(PolicyFault::BadThreshold));
    }
}

#[test]
fn a_site_is_told_what_no_policy_can_say() {
    let check = |witnesses: &[PolicyWitness], fault: PolicyFault| {
        let outcome = Policy::of_log(log_key())
            .unwrap()
            .with_witnesses(witnesses.to_vec(), Some(Threshold::Any));
        assert_eq!(outcome, Err(fault));
    };
    check(&[], PolicyFault::BadThreshold);
    for name in ["", "a b", "a\tb", "a\nb", "a\u{7f}b"] {
        let name = name.to_owned();
        check(&[witness(&name, 1)], PolicyFault::BadName { name });
    }
    for name in ["none", "witnesses"] {
        let name = name.to_owned();
        check(
            &[witness(&name, 1), witness("other", 2)],
            PolicyFault::NameTaken { name },
        );
    }
    let key = log_key();
    check(
        &[PolicyWitness {
            key: key.clone(),
            ..witness("a", 1)
        }],
        PolicyFault::WrongKind { key: key.into() },
    );
    check(
        &[PolicyWitness {
            url: Some("https://a.example/ b".to_owned()),
            ..witness("a", 1)
        }],
        PolicyFault::WrongItems,
    );
}

#[test]
fn comments_blank_lines_and_any_spacing_are_read_over() {
    let spaced = format!(
        "# whom we believe\n\n \t# indented\n\tlog\t {} \t https://letters.example/ \n\
         witness # {}\n  \n witness Kürbis {}\t\ngroup \u{a0} any # Kürbis\nquorum \t\u{a0} \n",
        log_key(),
        key(1),
        key(2)
    );
    let policy = Policy::parse(&spaced).unwrap();
    assert_eq!(
        policy.to_string(),
        format!(
            "log {} https://letters.example/\nwitness # {}\nwitness Kürbis {}\n\
             group \u{a0} any # Kürbis\nquorum \u{a0}\n",
            log_key(),
            key(1),
            key(2)
        )
    );
    assert!(policy.quorum_met(&[key(2)]));
}

fn check_refused(text: &str, line: usize, fault: PolicyFault) {
    assert_eq!(
        Policy::parse(text),
        Err(PolicyError { line, fault }),
        "{text}"
    );
}

#[test]
fn what_is_not_a_policy_is_refused_with_the_line() {
    check_refused("", 1, PolicyFault::NoQuorum);
    check_refused("# nothing\n\n", 2, PolicyFault::NoQuorum);
    check_refused("quorum none\nquorum none\n", 2, PolicyFault::SecondQuorum);
    check_refused("quorum none", 1, PolicyFault::Unended);
    let character = '\r';
    let fault = PolicyFault::ControlCharacter { character };
    check_refused("quorum none\r\n", 1, fault);
    let character = '\u{7f}';
    let fault = PolicyFault::ControlCharacter { character };
    check_refused("quorum none\n# \u{7f}\n", 2, fault);
    for line in [
        "quorum",
        "log",
        "log a b c",
        "witness a",
        "group a",
        "group a any",
        "quorum a b",
    ] {
        check_refused(&format!("{line}\n"), 1, PolicyFault::WrongItems);
    }
    let word = "Quorum".to_owned();
    check_refused("Quorum none\n", 1, PolicyFault::UnknownWord { word });
}

#[test]
fn a_key_that_cannot_do_what_its_line_asks_is_refused() {
    let fault = PolicyFault::BadKey {
        name: "log".to_owned(),
        reason: KeyError::BadForm,
    };
    check_refused("log nothing\n", 1, fault);
    for (line, key) in [("log", key(1)), ("witness a", log_key())] {
        let fault = PolicyFault::WrongKind {
            key: key.clone().into(),
        };
        check_refused(&format!("{line} {key}\n"), 1, fault);
    }
}

#[test]
fn a_name_is_given_once_above_where_it_is_used_and_used_once() {
    let unknown = |name: &str| PolicyFault::UnknownName {
        name: name.to_owned(),
    };
    let taken = |name: &str| PolicyFault::NameTaken {
        name: name.to_owned(),
    };
    check_refused("quorum a\n", 1, unknown("a"));
    let late = format!("group g any a\nwitness a {}\n", key(1));
    check_refused(&late, 1, unknown("a"));
    let two = format!("witness a {}\nwitness b {}\n", key(1), key(2));
    check_refused(&format!("{two}group a any b\n"), 3, taken("a"));
    check_refused(&format!("{two}group none any b\n"), 3, taken("none"));
    check_refused(&format!("{two}group g any none\n"), 3, unknown("none"));
    for (line, groups) in [(3, "g any a a"), (4, "g any a\ngroup h all b a")] {
        let name = "a".to_owned();
        let fault = PolicyFault::MemberTwice { name };
        check_refused(&format!("{two}group {groups}\n"), line, fault);
    }
    for threshold in ["0", "3", "-1", "01", "one", "70000", "ALL"] {
        let text = format!("{two}group g {threshold} a b\n");
        check_refused(&text, 3, PolicyFault::BadThreshold);
    }
}

#[test]
fn one_public_key_under_two_names_is_one_witness() {
    let again = CosigningKey::from_seed("other.example", [1; 32])
        .unwrap()
        .verifier();
    assert_eq!(
        Policy::parse(&format!("witness a {}\nwitness b {again}\n", key(1))),
        Err(PolicyError {
            line: 2,
            fault: PolicyFault::DuplicateKey { key: again.into() }
        })
    );
    let moved = SigningKey::from_seed("elsewhere.example/log", [1; 32])
        .unwrap()
        .verifier();
    assert_eq!(
        Policy::parse(&format!("log {}\nlog {moved}\n", log_key())),
        Err(PolicyError {
            line: 2,
            fault: PolicyFault::DuplicateKey { key: moved.into() }
        })
    );
}

#[test]
fn a_policy_has_bounds() {
    let length = MAX_BYTES + 1;
    assert_eq!(
        Policy::parse(&" ".repeat(length)),
        Err(PolicyError {
            line: 1,
            fault: PolicyFault::TooLarge { length }
        })
    );
    let seed = |number: usize| {
        let mut seed = [7; 32];
        seed[..8].copy_from_slice(&number.to_be_bytes());
        seed
    };
    let lines: Vec<String> = (0..=MAX_OF_EACH)
        .map(|number| {
            let key = CosigningKey::from_seed("w", seed(number))
                .unwrap()
                .verifier();
            format!("witness {number} {key}\n")
        })
        .collect();
    let most = format!("{}quorum none\n", lines[..MAX_OF_EACH].concat());
    assert_eq!(Policy::parse(&most).unwrap().witnesses().len(), MAX_OF_EACH);
    assert_eq!(
        Policy::parse(&lines.concat()),
        Err(PolicyError {
            line: MAX_OF_EACH + 1,
            fault: PolicyFault::TooMany
        })
    );
    let crowded = format!("group g any{}\n", " a".repeat(2 * MAX_OF_EACH + 1));
    assert_eq!(
        Policy::parse(&crowded),
        Err(PolicyError {
            line: 1,
            fault: PolicyFault::TooMany
        })
    );
}

/// Policies of up to six witnesses, some of them grouped, the groups grouped again.
fn policies() -> impl Strategy<Value = String> {
    let group = (0_u8..4, prop::collection::vec(any::<bool>(), 6));
    (1_u8..7, prop::collection::vec(group, 0..3), any::<bool>()).prop_map(
        |(witnesses, groups, with_quorum)| {
            let mut free: Vec<String> =
                (1..=witnesses).map(|number| format!("w{number}")).collect();
            let mut text: String = (1..=witnesses)
                .map(|number| format!("witness w{number} {}\n", key(number)))
                .collect();
            for (at, (threshold, taken)) in groups.iter().enumerate() {
                let mut taken = taken.iter().chain(std::iter::repeat(&false));
                let (members, rest): (Vec<String>, Vec<String>) =
                    free.into_iter().partition(|_| *taken.next().unwrap());
                free = rest;
                if members.is_empty() {
                    continue;
                }
                let threshold = match threshold {
                    0 => "any".to_owned(),
                    1 => "all".to_owned(),
                    _ => members.len().div_ceil(2).to_string(),
                };
                text += &format!("group g{at} {threshold} {}\n", members.join(" "));
                free.push(format!("g{at}"));
            }
            let quorum = free.last().filter(|_| with_quorum);
            text + &format!("quorum {}\n", quorum.map_or("none", String::as_str))
        },
    )
}

proptest! {
    #[test]
    fn a_policy_says_the_same_after_writing(text in policies()) {
        let policy = Policy::parse(&text).unwrap();
        prop_assert_eq!(Policy::parse(&policy.to_string()), Ok(policy));
    }

    #[test]
    fn one_more_cosignature_never_makes_a_quorum_fail(
        text in policies(),
        mut cosigners in prop::collection::vec(1_u8..7, 0..6),
        more in 1_u8..7,
    ) {
        let policy = Policy::parse(&text).unwrap();
        let keys = |numbers: &[u8]| numbers.iter().map(|number| key(*number)).collect::<Vec<_>>();
        let before = policy.quorum_met(&keys(&cosigners));
        cosigners.push(more);
        prop_assert!(!before || policy.quorum_met(&keys(&cosigners)));
        let everybody: Vec<VerifierKey> = (1..7).map(key).collect();
        prop_assert!(policy.quorum_met(&everybody));
    }

    #[test]
    fn lines_in_any_order_never_make_reading_panic(
        lines in prop::collection::vec(
            "(log|witness|group|quorum|#)( (a|b|any|all|1|2|none|[a-z+]{1,4})){0,4}\n",
            0..8,
        ),
    ) {
        if let Ok(policy) = Policy::parse(&lines.concat()) {
            prop_assert_eq!(Policy::parse(&policy.to_string()), Ok(policy));
        }
    }
}
