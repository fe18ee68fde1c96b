use proptest::prelude::*;

use super::*;
use crate::text::Text;

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn list(languages: &[&str]) -> List {
    let wording = |tag: &&str| ListWording {
        language: language(tag),
        title: name(&format!("Rivers {tag}")),
        description: "What happens at the river.".to_owned(),
    };
    List {
        slug: Slug::parse("rivers").unwrap(),
        language: language("en"),
        organisation: name("River Watch"),
        controller: Controller {
            name: name("River Watch"),
            contact: "privacy@example.org".to_owned(),
            authority: name("Data Protection Authority"),
        },
        legal_basis: name("Art. 6(1)(a) GDPR"),
        wordings: languages.iter().map(wording).collect(),
        pause_at_complaints: PAUSE_AT_COMPLAINTS,
    }
}

fn issue(languages: &[&str]) -> Issue {
    let text = |tag: &&str| IssueText {
        language: language(tag),
        preheader: None,
        translator: None,
        text: Text::parse(&format!("# In {tag}\n\nText.")).unwrap(),
    };
    Issue {
        number: IssueNumber::new(7).unwrap(),
        date: jiff::civil::date(2026, 11, 12),
        about: Vec::new(),
        corrects: None,
        gap: None,
        audience: Audience::default(),
        texts: languages.iter().map(text).collect(),
    }
}

#[test]
fn a_reader_gets_the_nearest_language_there_is() {
    let list = list(&["en", "de"]);
    let check = |texts: &[&str], wanted: &str, expected: &str| {
        let issue = issue(texts);
        let found = issue.text_for(&language(wanted), &list).unwrap();
        assert_eq!(found.language.as_str(), expected, "{wanted} of {texts:?}");
    };
    check(&["de", "en", "pt-BR"], "pt-BR", "pt-BR");
    check(&["de", "en", "pt-BR"], "pt", "pt-BR");
    check(&["de", "en"], "de-AT", "de");
    check(&["de", "en"], "ar", "en");
    check(&["de", "ru"], "ar", "de");
    assert_eq!(list.title(&language("de-CH")), "Rivers de");
    assert_eq!(list.title(&language("ar")), "Rivers en");
}

#[test]
fn an_issue_has_one_address_and_one_folder() {
    let check = |text: &str, expected: Option<u32>| {
        assert_eq!(
            IssueNumber::parse(text).map(IssueNumber::get),
            expected,
            "{text}"
        );
    };
    check("7", Some(7));
    check("1175", Some(1175));
    check("07", None);
    check("0", None);
    check("+7", None);
    check("1000000000", None);
    assert_eq!(IssueNumber::from_folder("0007"), IssueNumber::new(7));
    assert_eq!(IssueNumber::from_folder("12345"), IssueNumber::new(12_345));
    for odd in ["7", "00007", "+007", "000x", "0000"] {
        assert_eq!(IssueNumber::from_folder(odd), None, "{odd}");
    }
}

#[test]
fn a_number_follows_the_one_before_it() {
    let number = |n| IssueNumber::new(n).unwrap();
    assert!(number(1).follows(None));
    assert!(number(8).follows(Some(number(7))));
    assert!(!number(1175).follows(None));
    assert!(!number(9).follows(Some(number(7))));
    assert!(!number(7).follows(Some(number(7))));
}

#[test]
fn an_issue_goes_one_way_and_may_rest_on_it() {
    use IssueMove as M;
    use IssueState as S;
    let road = [M::Prepare, M::Start, M::Pause, M::Resume, M::Finish];
    let end = road.into_iter().try_fold(S::Draft, S::after);
    assert_eq!(end, Ok(S::Done));
    for refused in [
        (S::Draft, M::Start),
        (S::Done, M::Start),
        (S::Ready, M::Prepare),
        (S::Paused, M::Pause),
    ] {
        assert!(refused.0.after(refused.1).is_err(), "{refused:?}");
    }
    assert!(!S::Draft.has_appeared());
    assert!(S::Ready.has_appeared());
}

#[test]
fn who_complained_is_not_started_again_by_a_form_and_who_left_may_be() {
    let lasting: Vec<StopReason> = StopReason::ALL
        .iter()
        .copied()
        .filter(|reason| reason.is_lasting())
        .collect();
    assert_eq!(lasting, [StopReason::Complained, StopReason::Never]);
}

#[test]
fn soft_returns_end_a_subscription_on_their_fifth_day_unless_it_recovers() {
    let check = |days: &[u32], expected: bool| {
        let returns = days
            .iter()
            .fold(SoftReturns::default(), |r, day| r.on(*day));
        assert_eq!(returns.are_enough(), expected, "{days:?}: {returns:?}");
    };
    check(&[1, 8, 15, 22], false);
    check(&[1, 8, 15, 22, 29], true);
    check(&[1, 1, 1, 1, 1, 1], false);
    check(&[1, 8, 15, 22, 100], false);
    check(&[29, 22, 15, 8, 1], false);
}

#[test]
fn one_angry_reader_does_not_stop_an_issue_and_a_rate_does() {
    assert!(!pauses(1, 5, 10));
    assert!(!pauses(2, 0, 10));
    assert!(pauses(3, 0, 10));
    assert!(pauses(3, 3_000, 10));
    assert!(!pauses(3, 3_001, 10));
    assert!(!pauses(999, 1_000_000, 10));
    assert!(pauses(1_000, 1_000_000, 10));
    assert!(pauses(u64::MAX, u64::MAX, 10_000));
}

proptest! {
    #[test]
    fn a_number_reads_back_from_address_and_folder(number in 1_u32..=999_999_999) {
        let number = IssueNumber::new(number).unwrap();
        prop_assert_eq!(IssueNumber::parse(&number.to_string()), Some(number));
        prop_assert_eq!(IssueNumber::from_folder(&number.folder()), Some(number));
    }

    #[test]
    fn no_text_is_two_numbers(text in "[0-9+ -]{0,11}") {
        if let Some(number) = IssueNumber::parse(&text) {
            prop_assert_eq!(number.to_string(), text);
        }
    }
}
