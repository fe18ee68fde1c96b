use domain::consent::{Purpose, consents_digest};
use domain::locale::Language;
use domain::log::Fields;
use domain::text::TextDigest;
use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::clock::SystemRandom;

const TAG: [u8; 32] = *b"the first half..the second half.";

fn consent(purpose: Purpose) -> Consent {
    Consent {
        purpose,
        wording: format!("I agree to {}.", purpose.word()),
        language: Language::parse("en").unwrap(),
        text: TextDigest::from_bytes([9; 32]),
        asked: Timestamp::from_second(1_795_000_000).unwrap(),
    }
}

fn line(given: &Consent) -> ConsentRow {
    ConsentRow {
        purpose: given.purpose,
        given: true,
        wording: given.wording.clone(),
        language: given.language.clone(),
        text: given.text,
        asked: given.asked,
        confirmed: Timestamp::from_second(1_795_000_300).unwrap(),
        channel: "web".to_owned(),
        method: "mail-link".to_owned(),
    }
}

/// A record with these texts: name, initials, descriptor, place, evidence, comment.
fn record(texts: [&str; 6], given: &[Consent]) -> Record {
    let [name, initials, descriptor, place, evidence, comment] = texts;
    let fields = Fields::default()
        .with(Field::Name, name)
        .with(Field::Initials, initials)
        .with(Field::Descriptor, descriptor)
        .with(Field::Place, place)
        .with(Field::Evidence, evidence)
        .with(Field::Tag, TAG)
        .with(Field::Consent, consents_digest(given));
    Record {
        opening: Opening {
            secret: [1; 32],
            fields,
        },
        comment: Comment::parse(comment).unwrap(),
    }
}

fn beside(ledger: &[ConsentRow]) -> Beside<'_> {
    Beside {
        revision: 7,
        tag: *b"the first half..",
        ledger,
    }
}

fn ada() -> Record {
    let texts = ["Ада Лавлейс", "А. Л.", "", "", "", "first\nsecond"];
    record(texts, &[consent(Purpose::Count)])
}

#[test]
fn a_record_opens_with_its_own_token_and_as_that_of_its_own_revision() {
    let token = Token::new(&SystemRandom);
    let sealed = ada().seal(&token, 7, None);
    assert_eq!(Record::open(&sealed, &token, &beside(&[])), Ok(ada()));
    let another = Token::new(&SystemRandom);
    assert_eq!(
        Record::open(&sealed, &another, &beside(&[])),
        Err(RecordError)
    );
    let newer = Beside {
        revision: 8,
        ..beside(&[])
    };
    assert_eq!(Record::open(&sealed, &token, &newer), Err(RecordError));
}

#[test]
fn whoever_moves_seals_under_another_key() {
    let token = Token::new(&SystemRandom);
    assert_ne!(ada().seal(&token, 7, None), ada().seal(&token, 8, None));
}

/// What a program of before has sealed; nobody can seal it anew without the link.
#[test]
fn a_record_of_the_first_layout_still_opens() {
    let token = Token::parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8").unwrap();
    let sealed = hex::decode(
        "c69fa3196191403c9088b6799c05edb1bdc09a76a2f06e8ca342196362355f708bc4193ad6a255ad\
         11266b69e1c7080be910869060e1bca7cd32f6fe31c55a5156cfa08b4c4d21f9f8bd83f95c4bb36b\
         a436b55287a691cc9542df4745d767e4aa7809550f586a7422750824e26b53b78ef3622f54fc5b7a\
         6649b1d44fd5212fff72672b845131c7117cf054eb30b0f8f6f10db0e6335e492c428dd938d736fc\
         aaa1236b",
    )
    .unwrap();
    let mut expected = ada();
    expected.opening.fields = expected
        .opening
        .fields
        .with(Field::Tag, [7; 32])
        .with(Field::Consent, [8; 32]);
    // Half of the tag stood in the row even then; the record has all of it.
    let beside = Beside {
        tag: [0; 16],
        ..beside(&[])
    };
    assert_eq!(Record::open(&sealed, &token, &beside), Ok(expected));
}

#[test]
fn the_consents_are_read_from_the_lines_the_ledger_began_with() {
    let given = [consent(Purpose::Count), consent(Purpose::Publish)];
    let mut ledger = given.each_ref().map(line).to_vec();
    let lines = Lines::saying(&given, &ledger);
    assert_eq!(lines, Some(Lines(2)));
    let token = Token::new(&SystemRandom);
    let bo = record(["Bo Diddley", "B. D.", "", "", "", ""], &given);
    let sealed = bo.seal(&token, 7, lines);
    ledger.push(line(&consent(Purpose::Contact)));
    assert_eq!(
        Record::open(&sealed, &token, &beside(&ledger)),
        Ok(bo.clone())
    );
    let lost = beside(&ledger[..1]);
    assert_eq!(Record::open(&sealed, &token, &lost), Err(RecordError));
    assert_eq!(bo.seal(&token, 7, None).len(), sealed.len() + 32);
}

#[test]
fn where_the_ledger_says_something_else_the_digest_stays_in_the_record() {
    let given = [consent(Purpose::Count), consent(Purpose::Publish)];
    let ledger = given.each_ref().map(line);
    let check = |change: fn(&mut ConsentRow)| {
        let mut changed = ledger.clone();
        change(&mut changed[1]);
        assert_eq!(Lines::saying(&given, &changed), None);
    };
    check(|line| line.wording.push('!'));
    check(|line| line.purpose = Purpose::Contact);
    check(|line| line.text = TextDigest::from_bytes([0; 32]));
    check(|line| line.asked = Timestamp::UNIX_EPOCH);
    assert_eq!(Lines::saying(&given, &ledger[..1]), None);
    assert_eq!(Lines::saying(&[], &[]), None);
    let four = [Purpose::Count; 4].map(consent);
    assert_eq!(Lines::saying(&four, &four.each_ref().map(line)), None);
}

/// What `docs/performance.md` counts on, and the benchmarks store.
#[test]
fn a_counted_person_with_a_place_leaves_90_bytes() {
    let given = [consent(Purpose::Count)];
    let ledger = given.each_ref().map(line);
    let texts = ["Friederike Otter", "F. O.", "", "Flensbur", "", ""];
    let person = record(texts, &given);
    let sealed = person.seal(
        &Token::new(&SystemRandom),
        7,
        Lines::saying(&given, &ledger),
    );
    assert_eq!(sealed.len(), 90);
}

proptest! {
    #[test]
    fn any_record_is_read_as_it_was_written(
        name in "\\PC{1,200}",
        texts in proptest::array::uniform4("\\PC{0,200}"),
        comment in "[a-z]{0,300}",
        follows in any::<bool>(),
        lines in 0..=3_usize,
    ) {
        let [initials, descriptor, place, evidence] = &texts;
        let own = name.split([' ', '-']).filter_map(|word| word.chars().next());
        let own: Vec<String> = own.map(|letter| format!("{letter}.")).collect();
        let initials = if follows { &own.join(" ") } else { initials };
        let purposes = [Purpose::Count, Purpose::Publish, Purpose::Contact];
        let given: Vec<Consent> = purposes.into_iter().take(lines).map(consent).collect();
        let ledger: Vec<ConsentRow> = given.iter().map(line).collect();
        let there = record([&name, initials, descriptor, place, evidence, &comment], &given);
        let bytes = layout::encode(&there, Lines::saying(&given, &ledger));
        prop_assert_eq!(layout::decode(&bytes, &beside(&ledger)), Some(there));
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let ledger = [line(&consent(Purpose::Count))];
        let _ = layout::decode(&bytes, &beside(&ledger));
        let _ = first::decode(&bytes);
    }
}
