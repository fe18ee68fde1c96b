//! What a language calls things: months, bounds, people, demands. Small tables, one file a
//! language, compared after [`crate::fold::fold`], so they are written without marks.
//!
//! Stems match the beginning of a word, or its inside in languages that build compounds. The tables
//! serve guesses that a person confirms; they decide nothing.

mod de;
mod en;
mod es;
mod fr;
mod others;
mod ru;
pub(crate) mod token;
mod tr;

use domain::figure::{Measure, Qualifier};

/// What is counted when a word stands near a number.
#[derive(Clone, Copy)]
pub(crate) struct Topic {
    /// Its stem.
    pub(crate) stem: &'static str,
    /// What is counted.
    pub(crate) measure: Measure,
    /// The identifier proposed for the figure.
    pub(crate) id: &'static str,
}

/// "ten years ago": the word before the number or after the unit, and the units.
#[derive(Clone, Copy)]
pub(crate) struct Ago {
    /// `vor`, `hace`.
    pub(crate) before: &'static [&'static str],
    /// `ago`, `назад`.
    pub(crate) after: &'static [&'static str],
    /// Stems of units with their English name.
    pub(crate) units: &'static [(&'static str, &'static str)],
}

/// Stems that tell what a paragraph at the head of a copy says.
#[derive(Clone, Copy)]
pub(crate) struct NoteWords {
    /// It appeared first somewhere.
    pub(crate) first: &'static [&'static str],
    /// Somebody began it.
    pub(crate) initiative: &'static [&'static str],
    /// Somebody supports it.
    pub(crate) support: &'static [&'static str],
    /// There is a list of those who signed.
    pub(crate) list: &'static [&'static str],
    /// Words before the name of a site: `Seite`, `page`.
    pub(crate) site: &'static [&'static str],
}

/// The words of one language.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    /// Twelve months, each with its forms.
    pub(crate) months: [&'static [&'static str]; 12],
    /// Phrases before a number, each as words, longer ones first.
    pub(crate) qualifiers: &'static [(&'static [&'static str], Qualifier)],
    /// "between … and …".
    pub(crate) between: (&'static str, &'static str),
    /// Numbers in words.
    pub(crate) numbers: &'static [(&'static str, u64)],
    /// "dozens", "hundreds".
    pub(crate) collectives: &'static [(&'static str, Qualifier)],
    /// What is counted.
    pub(crate) topics: &'static [Topic],
    /// Stems of words for people.
    pub(crate) persons: &'static [&'static str],
    /// Stems of words for families.
    pub(crate) families: &'static [&'static str],
    /// "ago".
    pub(crate) ago: Ago,
    /// Words before a number that make it a reference, a percentage or a time.
    pub(crate) references: &'static [&'static str],
    /// Units after a number that make it something other than a count of people.
    pub(crate) other_units: &'static [&'static str],
    /// Stems of demanding.
    pub(crate) demanding: &'static [&'static str],
    /// The heading over demands.
    pub(crate) demands_heading: &'static str,
    /// The head of a copy.
    pub(crate) note: NoteWords,
    /// Days told from the day of writing.
    pub(crate) relative_days: &'static [&'static str],
    /// Phrases after which an address must stand.
    pub(crate) link_phrases: &'static [&'static [&'static str]],
    /// Stems of verbs that introduce what somebody said.
    pub(crate) speaking: &'static [&'static str],
    /// Words that say nothing in an identifier.
    pub(crate) stop: &'static [&'static str],
    /// The thousands mark.
    pub(crate) thousands: char,
    /// Whether words are built by joining, so that stems are also looked for inside.
    pub(crate) compounds: bool,
}

/// Words for newsletters in all languages; a copy often keeps them untranslated.
pub(crate) const NEWSLETTERS: [&str; 17] = [
    "infomail",
    "newsletter",
    "rundbrief",
    "rundmail",
    "bulletin",
    "mitteilung",
    "infobrief",
    "circular",
    "issue",
    "ausgabe",
    "выпуск",
    "рассылка",
    "bulten",
    "boletin",
    "lettre",
    "numero",
    "bultenı",
];

/// A language about which nothing is known.
const NONE: Words = Words {
    months: [&[]; 12],
    qualifiers: &[],
    between: ("", ""),
    numbers: &[],
    collectives: &[],
    topics: &[],
    persons: &[],
    families: &[],
    ago: Ago {
        before: &[],
        after: &[],
        units: &[],
    },
    references: &[],
    other_units: &[],
    demanding: &[],
    demands_heading: "We demand",
    note: NoteWords {
        first: &[],
        initiative: &[],
        support: &[],
        list: &[],
        site: &[],
    },
    relative_days: &[],
    link_phrases: &[],
    speaking: &[],
    stop: &[],
    thousands: ',',
    compounds: false,
};

impl Words {
    /// The words of a language, by its primary subtag.
    pub(crate) const fn of(language: &str) -> &'static Self {
        match language.as_bytes() {
            b"de" => &de::WORDS,
            b"en" => &en::WORDS,
            b"es" => &es::WORDS,
            b"fr" => &fr::WORDS,
            b"ru" => &ru::WORDS,
            b"tr" => &tr::WORDS,
            b"kk" => &others::KAZAKH,
            b"ar" => &others::ARABIC,
            _ => &NONE,
        }
    }

    /// The month a folded word names, from 1.
    pub(crate) fn month(&self, folded: &str) -> Option<i8> {
        let index = self
            .months
            .iter()
            .position(|forms| forms.contains(&folded))?;
        i8::try_from(index + 1).ok()
    }

    /// Whether a folded word has this stem.
    pub(crate) fn has_stem(&self, folded: &str, stem: &str) -> bool {
        folded.starts_with(stem) || (self.compounds && stem.len() > 4 && folded.contains(stem))
    }

    /// Whether a folded word has one of these stems.
    pub(crate) fn has_any(&self, folded: &str, stems: &[&str]) -> bool {
        stems.iter().any(|stem| self.has_stem(folded, stem))
    }

    /// What is counted beside this folded word, if anything.
    pub(crate) fn topic(&self, folded: &str) -> Option<Topic> {
        self.topics
            .iter()
            .copied()
            .find(|topic| self.has_stem(folded, topic.stem))
    }

    /// Whether a folded word speaks of killing, injury, arrest and the like.
    pub(crate) fn is_casualty(&self, folded: &str) -> bool {
        self.topic(folded)
            .is_some_and(|topic| topic.measure != Measure::Other)
    }

    /// Whether a word, as written and folded, names people.
    pub(crate) fn is_people(&self, written: &str, folded: &str) -> bool {
        self.has_any(folded, self.persons) || is_inclusive_plural(written)
    }
}

/// German plurals that name all genders: `Demonstrant:innen`, `SoldatInnen`, `Arbeiter*innen`.
fn is_inclusive_plural(written: &str) -> bool {
    [":innen", "*innen", "_innen", "Innen"]
        .iter()
        .any(|ending| written.len() > ending.len() && written.ends_with(ending))
}

/// Shorthand for tables.
const fn topic(stem: &'static str, measure: Measure, id: &'static str) -> Topic {
    Topic { stem, measure, id }
}
