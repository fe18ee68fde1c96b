//! The bytes of a record. There are as many of them as signatures, so each costs.
//!
//! ```text
//! record  = marks secret tag [consent] 1*6text
//! marks   = OCTET    ; from the lowest bit: two say how many lines of the ledger give the digest of
//!                    ; the consents, 0 that it stands here; one that the initials follow from the
//!                    ; name; one each that initials, descriptor, place, evidence, comment stand here
//! secret  = 32OCTET
//! tag     = 16OCTET  ; the second half; the first stands in the row of the signature
//! consent = 32OCTET
//! text    = number *OCTET  ; the name and what else there is, in the order of the marks; how many
//!                          ; bytes (LEB128), then UTF-8; the last has no number and goes to the end
//! ```

use domain::comment::Comment;
use domain::consent::{Consent, consents_digest};
use domain::log::{Field, Fields, Opening};
use store::ConsentRow;

use super::{Beside, Lines, Record};

/// The bits of the marks that say how many lines.
const LINES: u8 = 3;

/// The mark that the initials follow from the name.
const FOLLOW: u8 = 1 << 2;

/// Which mark says that a text stands here, in the order of the texts behind the name.
const STAND: [u8; 5] = [1 << 3, 1 << 4, 1 << 5, 1 << 6, 1 << 7];

pub(super) fn encode(record: &Record, lines: Option<Lines>) -> Vec<u8> {
    let fields = &record.opening.fields;
    let (name, initials) = (record.text(Field::Name), record.text(Field::Initials));
    let follow = initials == first_letters(name);
    let mut marks = lines.map_or(0, |Lines(lines)| lines);
    marks |= if follow { FOLLOW } else { 0 };
    let mut texts = vec![name];
    let others = [
        if follow { "" } else { initials },
        record.text(Field::Descriptor),
        record.text(Field::Place),
        record.text(Field::Evidence),
        record.comment.as_ref().map_or("", Comment::as_str),
    ];
    for (mark, text) in STAND.into_iter().zip(others) {
        if !text.is_empty() {
            marks |= mark;
            texts.push(text);
        }
    }
    let mut bytes = Vec::with_capacity(128);
    bytes.push(marks);
    bytes.extend(record.opening.secret);
    bytes.extend(fields.get(Field::Tag).iter().skip(16));
    if lines.is_none() {
        bytes.extend(fields.get(Field::Consent));
    }
    let last = texts.len() - 1;
    for (place, text) in texts.into_iter().enumerate() {
        if place < last {
            put_number(&mut bytes, text.len());
        }
        bytes.extend(text.as_bytes());
    }
    bytes
}

pub(super) fn decode(bytes: &[u8], beside: &Beside<'_>) -> Option<Record> {
    let (marks, rest) = bytes.split_first()?;
    let (secret, rest) = rest.split_first_chunk::<32>()?;
    let (tag, mut rest) = rest.split_first_chunk::<16>()?;
    let consent = match usize::from(marks & LINES) {
        0 => *take(&mut rest)?,
        lines => consents_digest(&given(beside.ledger.get(..lines)?)),
    };
    let stand = STAND.map(|mark| marks & mark != 0);
    let mut left = 1 + stand.into_iter().filter(|stands| *stands).count();
    let mut text = |stands: bool| {
        if !stands {
            return Some("");
        }
        left -= 1;
        let length = if left == 0 {
            rest.len()
        } else {
            number(&mut rest)?
        };
        let (text, behind) = rest.split_at_checked(length)?;
        rest = behind;
        std::str::from_utf8(text).ok()
    };
    let name = text(true)?;
    let [initials, descriptor, place, evidence, comment] = stand.map(&mut text);
    let initials = match marks & FOLLOW {
        0 => initials?.to_owned(),
        _ => first_letters(name),
    };
    let fields = Fields::default()
        .with(Field::Name, name)
        .with(Field::Initials, initials)
        .with(Field::Descriptor, descriptor?)
        .with(Field::Place, place?)
        .with(Field::Evidence, evidence?)
        .with(Field::Tag, [beside.tag, *tag].concat())
        .with(Field::Consent, consent);
    Some(Record {
        opening: Opening {
            secret: *secret,
            fields,
        },
        comment: Comment::parse(comment?).ok()?,
    })
}

/// The consents that lines of the ledger tell of.
fn given(lines: &[ConsentRow]) -> Vec<Consent> {
    let consent = |line: &ConsentRow| Consent {
        purpose: line.purpose,
        wording: line.wording.clone(),
        language: line.language.clone(),
        text: line.text,
        asked: line.asked,
    };
    lines.iter().map(consent).collect()
}

/// The initials of most names: the first character of each word as it stands, with a full stop. What
/// initials are is for `domain` to say, and may change; this is a rule of this layout, and may not.
fn first_letters(name: &str) -> String {
    let words = name.split([' ', '-']);
    let letters = words.filter_map(|word| word.chars().next());
    let letters: Vec<String> = letters.map(|letter| format!("{letter}.")).collect();
    letters.join(" ")
}

fn take<'b, const N: usize>(rest: &mut &'b [u8]) -> Option<&'b [u8; N]> {
    let (bytes, behind) = rest.split_first_chunk()?;
    *rest = behind;
    Some(bytes)
}

fn put_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Three bytes of it are more than any form has.
fn number(rest: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for shift in [0, 7, 14] {
        let [byte] = *take(rest)?;
        number |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}
