//! The languages this site speaks, and how each writes numbers, dates and lists.
//!
//! A sentence is one message of a catalogue, with everything that changes passed in by name:
//!
//! ```
//! use render::words::Words;
//!
//! let words = Words::for_language("en-GB");
//! let sentence = words.say("front-count").number("count", 1234);
//! assert_eq!(sentence.plain(), "1,234 signatures");
//! ```
//!
//! Values are isolated from the direction of the sentence around them: as `<bdi>` in HTML, as U+2068 and U+2069 in
//! text, and not at all in a subject or title, which show those marks as rubbish.

mod autonym;
mod catalogue;
mod format;
mod sentence;

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use domain::report::ReportDate;
use jiff::civil::Date;

pub use autonym::language_name;
pub use format::{direction, is_right_to_left};
pub use sentence::Sentence;

pub(crate) use catalogue::{bundle, formatted};
pub(crate) use format::format_locale;

use catalogue::Catalogue;
use format::Formats;

static ALL: LazyLock<Vec<Words>> =
    LazyLock::new(|| catalogue::TAGS.iter().map(|tag| Words::load(tag)).collect());

/// One language of the interface.
pub struct Words {
    tag: &'static str,
    catalogue: Catalogue,
    formats: Formats,
}

impl Words {
    /// Every language of the interface; the first is the source language, in which every message exists.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &ALL
    }

    /// The language of the interface closest to `tag` (BCP 47): the same, else the same primary language, else the
    /// source language. Never fails; compare [`Words::lang`] to know which it was.
    #[must_use]
    pub fn for_language(tag: &str) -> &'static Self {
        let same = |words: &&Self| words.tag.eq_ignore_ascii_case(tag);
        let related = |words: &&Self| primary(words.tag).eq_ignore_ascii_case(primary(tag));
        ALL.iter()
            .find(same)
            .or_else(|| ALL.iter().find(related))
            .unwrap_or(&ALL[0])
    }

    fn load(tag: &'static str) -> Self {
        Self {
            tag,
            catalogue: Catalogue::load(tag),
            formats: Formats::new(tag),
        }
    }

    /// The BCP 47 tag, for the `lang` attribute.
    #[must_use]
    pub fn lang(&self) -> &'static str {
        self.tag
    }

    /// `ltr` or `rtl`, for the `dir` attribute.
    #[must_use]
    pub fn dir(&self) -> &'static str {
        direction(self.tag)
    }

    /// Whether a text in `tag` is in this interface's own language.
    #[must_use]
    pub fn speaks(&self, tag: &str) -> bool {
        primary(self.tag).eq_ignore_ascii_case(primary(tag))
    }

    /// The message `key`, which takes no arguments. Not escaped: templates do that.
    ///
    /// A key that no catalogue has comes back as itself; a test proves that there is none.
    #[must_use]
    pub fn t(&self, key: &'static str) -> Cow<'_, str> {
        self.catalogue.message(key, None)
    }

    /// The message `key`, to be completed with its arguments.
    #[must_use]
    pub fn say(&self, key: &'static str) -> Sentence<'_> {
        Sentence::new(self, key)
    }

    /// A whole number with this language's digits and grouping.
    #[must_use]
    pub fn number(&self, number: u64) -> String {
        self.formats.number(number)
    }

    /// A date with the month's name: Gregorian, in Persian behind the same day of the Solar Hijri calendar.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        self.formats.date(date)
    }

    /// The Gregorian month of a day, with the year.
    #[must_use]
    pub fn month(&self, day: Date) -> String {
        self.formats.month(day)
    }

    /// The date of a report, as exactly as it is known: a day as [`Words::date`] has it, or a Gregorian month.
    #[must_use]
    pub fn report_date(&self, date: ReportDate) -> String {
        if date.is_month() {
            self.formats.month(date.first())
        } else {
            self.formats.date(date.first())
        }
    }

    /// "a, b and c", each isolated.
    #[must_use]
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        self.formats.list(items)
    }
}

/// One language is one catalogue.
impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Words").field(&self.tag).finish()
    }
}

/// The primary language subtag (BCP 47, section 2.2.1).
pub(crate) fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn check_closest(tag: &str, expected: &str) {
        assert_eq!(Words::for_language(tag).lang(), expected, "for {tag}");
    }

    #[test]
    fn the_closest_language_is_found_and_never_none() {
        check_closest("de", "de");
        check_closest("de-CH", "de");
        check_closest("DE-at", "de");
        check_closest("fa-AF", "fa");
        check_closest("ckb", "en");
        check_closest("", "en");
        check_closest("not a tag", "en");
    }

    #[test]
    fn numbers_and_dates_follow_the_language() {
        let (english, german) = (Words::for_language("en"), Words::for_language("de"));
        assert_eq!(english.number(1_234_567), "1,234,567");
        assert_eq!(german.number(1_234_567), "1.234.567");
        assert_eq!(english.date(date(2026, 1, 12)), "12 January 2026");
        assert_eq!(german.date(date(2026, 1, 12)), "12. Januar 2026");
    }

    #[test]
    fn a_russian_number_takes_one_of_three_forms() {
        let said = |count| {
            let sentence = Words::for_language("ru").say("front-count");
            sentence.number("count", count).plain()
        };
        assert_eq!(said(0), "подписей пока нет");
        assert_eq!(said(1), "1 подпись");
        assert_eq!(said(3), "3 подписи");
        assert_eq!(said(11), "11 подписей");
        assert_eq!(said(21), "21 подпись");
    }

    #[test]
    fn an_arabic_number_takes_one_of_six_forms() {
        let said = |count| {
            let sentence = Words::for_language("ar").say("front-count");
            sentence.number("count", count).plain()
        };
        assert_eq!(said(0), "لا توقيعات بعد");
        assert_eq!(said(1), "توقيع واحد");
        assert_eq!(said(2), "توقيعان");
        assert_eq!(said(3), "3 توقيعات");
        assert_eq!(said(11), "11 توقيعًا");
        assert_eq!(said(100), "100 توقيع");
    }

    #[test]
    fn persian_has_its_own_digits_and_its_own_calendar_before_the_other() {
        let persian = Words::for_language("fa");
        assert_eq!(persian.number(1_234_567), "۱٬۲۳۴٬۵۶۷");
        assert_eq!(
            persian.date(date(2026, 3, 21)),
            "۱ فروردین ۱۴۰۵ (۲۱ مارس ۲۰۲۶)"
        );
    }

    #[test]
    fn dates_stand_in_the_grammar_of_their_language() {
        let said = |language| Words::for_language(language).date(date(2026, 5, 12));
        assert_eq!(said("fr"), "12 mai 2026");
        assert_eq!(said("es"), "12 de mayo de 2026");
        assert_eq!(said("ru"), "12 мая 2026\u{202f}г.");
        assert_eq!(said("kk"), "2026\u{202f}ж. 12 мамыр");
        assert_eq!(said("tr"), "12 Mayıs 2026");
        assert_eq!(said("ar"), "12 مايو 2026");
    }

    #[test]
    fn a_list_reads_as_a_sentence_and_isolates_every_item() {
        let german = Words::for_language("de");
        let list = german.list(&["Ada", "شیرین", "Bo"]);
        assert_eq!(
            list,
            "\u{2068}Ada\u{2069}, \u{2068}شیرین\u{2069} und \u{2068}Bo\u{2069}"
        );
    }
}
