//! Languages of which only the words of victims are known, for the check of bare numbers (REQ-150).

use domain::figure::Measure as M;

use super::{NONE, Words, topic};

/// Kazakh in Cyrillic script, folded.
pub(super) const KAZAKH: Words = Words {
    topics: &[
        topic("өлтір", M::Killed, "killed"),
        topic("жаралан", M::Injured, "injured"),
        topic("жарақат", M::Injured, "injured"),
        topic("ұстал", M::Detained, "arrested"),
        topic("қамау", M::Detained, "detained"),
    ],
    demands_heading: "Біз талап етеміз",
    ..NONE
};

/// Arabic; words carry prefixes, so stems are also looked for inside them.
pub(super) const ARABIC: Words = Words {
    topics: &[
        topic("قتل", M::Killed, "killed"),
        topic("قتيل", M::Killed, "killed"),
        topic("شهيد", M::Killed, "killed"),
        topic("جريح", M::Injured, "injured"),
        topic("جرح", M::Injured, "injured"),
        topic("اعتقل", M::Detained, "arrested"),
        topic("معتقل", M::Detained, "detained"),
        topic("اعتقال", M::Detained, "arrested"),
    ],
    demands_heading: "نطالب",
    compounds: true,
    ..NONE
};
