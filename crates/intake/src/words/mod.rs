//! What a language calls things: months, bounds, people, demands. Small tables, one file a
//! language, compared after [`crate::fold::fold`], so they are written without marks.
//!
//! Stems match the beginning of a word, or its inside in languages that build compounds. The tables
//! serve guesses that a person confirms; they decide nothing.

pub(crate) mod counting;
mod de;
mod en;
mod es;
mod fr;
pub(crate) mod latin;
mod others;
mod ru;
pub(crate) mod token;
mod tr;

use counting::Counting;
use domain::figure::Measure;
use token::Token;

/// What is counted when a word stands near a number.
#[derive(Clone, Copy)]
pub(crate) struct Topic {
    /// Its stem, folded; with its marks where the folded word means something else, too, and with a
    /// dollar behind it where only the whole word is meant.
    pub(crate) stem: &'static str,
    /// What is counted.
    pub(crate) measure: Measure,
    /// Whether it names only where the injured are treated, which has beds and staff as well.
    pub(crate) is_care: bool,
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
    /// How numbers are said.
    pub(crate) counting: &'static Counting,
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
    counting: Counting::of(""),
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
            b"fa" => &others::PERSIAN,
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

    /// What is counted beside this word of a text, if anything.
    pub(crate) fn topic(&self, text: &str, word: &Token) -> Option<Topic> {
        let written = || word.of(text).to_lowercase();
        self.topics.iter().copied().find(|topic| {
            // A Latin letter with a mark.
            let is_marked = topic
                .stem
                .chars()
                .any(|c| ('\u{80}'..'\u{250}').contains(&c));
            if let Some(whole) = topic.stem.strip_suffix('$') {
                word.folded == whole
            } else if is_marked {
                written().starts_with(topic.stem)
            } else {
                self.has_stem(&word.folded, topic.stem)
            }
        })
    }

    /// Whether a word of a text speaks of killing, injury, arrest and the like.
    pub(crate) fn is_casualty(&self, text: &str, word: &Token) -> bool {
        self.topic(text, word)
            .is_some_and(|topic| topic.measure != Measure::Other && !topic.is_care)
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
const fn topic(stem: &'static str, measure: Measure) -> Topic {
    Topic {
        stem,
        measure,
        is_care: false,
    }
}

/// Where the injured are treated.
const fn care(stem: &'static str) -> Topic {
    Topic {
        stem,
        measure: Measure::Injured,
        is_care: true,
    }
}
