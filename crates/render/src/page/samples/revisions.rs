//! Samples of texts beside each other.

use domain::listing::Listing;
use domain::signer::Class;
use domain::text::{Change, Piece};

use super::after::{signed, signed_in_arabic};
use super::{DIGEST, OTHER_DIGEST, SLUG, body, day, layout, privacy};
use crate::page::Samples;
use crate::page::manage::Signed;
use crate::page::revisions::changes::{ChangedText, Changes, Compared, KeptText, Stretch};
use crate::page::revisions::compare::{Compare, ComparedPair, Standing};
use crate::page::revisions::moving::{Move, Trouble};
use crate::page::revisions::{HistoryRow, NewerText, Said, SignedText};
use crate::page::signatories::TextCount;
use crate::urls;
use crate::words::Words;

pub(super) fn texts() -> Vec<HistoryRow> {
    let row = |(number, current)| HistoryRow {
        number,
        published: day(),
        signed: 1_204 * number,
        digest: OTHER_DIGEST.to_owned(),
        current,
    };
    [(3, false), (2, true), (1, false)].map(row).into()
}

pub(super) fn text_counts() -> Vec<TextCount> {
    let count = |(leaf, language, number): (u64, &str, u64)| TextCount {
        leaf,
        language: language.to_owned(),
        number,
        signed: 4_180,
    };
    [(2, "en", 1), (7, "en", 2), (8, "ar", 1)].map(count).into()
}

/// The newest text, signed.
pub(super) fn signed_text(language: &str) -> SignedText {
    SignedText {
        slug: SLUG.to_owned(),
        language: language.to_owned(),
        number: 2,
        digest: DIGEST.to_owned(),
        newer: None,
        behind: false,
    }
}

/// A text that was signed before the newest one, which is offered.
pub(super) fn superseded_text(language: &str) -> SignedText {
    SignedText {
        newer: Some(newer()),
        behind: true,
        ..signed_text(language)
    }
}

fn newer() -> NewerText {
    NewerText {
        title: body("en").title,
        number: 3,
        digest: OTHER_DIGEST.to_owned(),
        said: said(),
        offered: true,
    }
}

fn said() -> Vec<Said> {
    let one = |words: &[&str], language: &str| Said {
        words: words.iter().map(|words| (*words).to_owned()).collect(),
        language: language.to_owned(),
    };
    vec![
        one(
            &[
                "The demand to pay those who fish is new.",
                "The rest is <as> it was.",
            ],
            "en",
        ),
        one(&["طلب جديد."], "ar"),
    ]
}

fn pieces(pieces: &[(Change, &str)]) -> Vec<Piece> {
    let piece = |(change, words): &(Change, &str)| Piece {
        change: *change,
        words: (*words).to_owned(),
    };
    pieces.iter().map(piece).collect()
}

/// A paragraph of which two words changed.
const EDITED: [(Change, &str); 3] = [
    (Change::Kept, "Let no works discharge "),
    (Change::Removed, "at night"),
    (Change::Added, "at all"),
];

impl Samples for Compare {
    fn samples(words: &'static Words) -> Vec<Self> {
        let pair = |id: &str, standing, original: &[(Change, &str)], translation: Option<&str>| {
            ComparedPair {
                id: id.to_owned(),
                heading: false,
                standing,
                original: pieces(original),
                translation: translation.map(str::to_owned),
            }
        };
        let (kept, removed, added) = (Change::Kept, Change::Removed, Change::Added);
        let title = ComparedPair {
            heading: true,
            ..pair(
                "p-title",
                Standing::Same,
                &[(kept, "Give our river back to us")],
                Some("أعيدوا إلينا نهرنا"),
            )
        };
        let behind = Self {
            page: layout(words).indexed_at(urls::compare(SLUG, "ar")),
            slug: SLUG.to_owned(),
            title: body("ar").title,
            language: "ar".to_owned(),
            original: "en".to_owned(),
            rendered: 1,
            newest: 3,
            behind: 3,
            pairs: vec![
                title.clone(),
                pair(
                    "demand-no-night",
                    Standing::Changed,
                    &EDITED,
                    Some("لا تصريف في الليل."),
                ),
                pair("demand-pay", Standing::New, &[(added, "Pay <them>.")], None),
                pair(
                    "p-1",
                    Standing::Gone,
                    &[(removed, "It is late.")],
                    Some("فات الأوان."),
                ),
                pair("p-2", Standing::Missing, &[(kept, "We asked.")], None),
                pair("p-3", Standing::Own, &[], Some("كلمة للقرّاء.")),
            ],
            coarse: true,
        };
        let same = Self {
            rendered: 3,
            behind: 0,
            pairs: vec![title],
            coarse: false,
            ..behind.clone()
        };
        vec![same, behind]
    }
}

impl Samples for Changes {
    fn samples(words: &'static Words) -> Vec<Self> {
        let text = |number| Compared {
            number,
            digest: DIGEST.to_owned(),
        };
        let kept = |id: u64| KeptText {
            id: format!("p-{id}"),
            heading: id == 1,
            words: "We live along the Lorne.".to_owned(),
        };
        let changed = |id: &str, all: &[(Change, &str)]| {
            Stretch::Changed(ChangedText {
                id: id.to_owned(),
                heading: false,
                pieces: pieces(all),
            })
        };
        let usual = Self {
            page: layout(words).indexed_at(urls::changes(SLUG, "en", (1, 3))),
            slug: SLUG.to_owned(),
            title: body("en").title,
            language: "en".to_owned(),
            from: text(1),
            to: text(3),
            said: said(),
            stretches: vec![
                Stretch::Kept(vec![kept(1), kept(2)]),
                changed(
                    "p-3",
                    &[
                        (Change::Kept, "Pay "),
                        (Change::Removed, "<some>"),
                        (Change::Added, "all"),
                    ],
                ),
                Stretch::Kept((4..9).map(kept).collect()),
                changed("p-9", &[(Change::Kept, "Now.")]),
            ],
            coarse: false,
        };
        let arabic = Self {
            title: body("ar").title,
            language: "ar".to_owned(),
            said: Vec::new(),
            stretches: vec![changed("demand-pay", &[(Change::Added, "ادفعوا لهم.")])],
            coarse: true,
            ..usual.clone()
        };
        let same = Self {
            stretches: vec![Stretch::Kept(vec![kept(1), kept(2), kept(3)])],
            ..usual.clone()
        };
        vec![same, usual, arabic]
    }
}

impl Samples for Move {
    fn samples(words: &'static Words) -> Vec<Self> {
        let sample = |signature, trouble: &[Trouble]| Self {
            page: layout(words),
            signature,
            newer: newer(),
            parties: privacy().parties,
            trouble: trouble.to_vec(),
        };
        let organisation = Signed {
            class: Class::Organisation,
            listing: Listing::Named,
            text: superseded_text("en"),
            ..signed()
        };
        let all = [
            Trouble::NotAgreed,
            Trouble::NoAuthority,
            Trouble::Revised,
            Trouble::Busy,
        ];
        let plain = Signed {
            text: superseded_text("en"),
            ..signed()
        };
        vec![
            sample(plain, &[]),
            sample(organisation, &all),
            sample(signed_in_arabic(), &[]),
        ]
    }
}
