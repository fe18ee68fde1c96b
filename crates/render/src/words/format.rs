//! Numbers, dates, lists and direction of a language, from CLDR through ICU4X.

use icu::calendar::cal::Persian;
use icu::calendar::{Date as IcuDate, Gregorian};
use icu::datetime::FixedCalendarDateTimeFormatter;
use icu::datetime::fieldsets::{YM, YMD};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::list::ListFormatter;
use icu::list::options::ListFormatterOptions;
use icu::locale::{Locale, LocaleDirectionality, locale};
use jiff::civil::Date;

use crate::html;

const DATES_EXIST: &str = "compiled data holds dates for every locale, by falling back to the root";

/// How one language writes what is not a word.
pub(super) struct Formats {
    numbers: DecimalFormatter,
    dates: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    months: FixedCalendarDateTimeFormatter<Gregorian, YM>,
    /// Where readers count by the Solar Hijri calendar, which then comes first (REQ-106).
    persian_dates: Option<FixedCalendarDateTimeFormatter<Persian, YMD>>,
    lists: ListFormatter,
}

impl Formats {
    pub(super) fn new(tag: &str) -> Self {
        let locale = format_locale(tag);
        Self {
            numbers: numbers(&locale),
            dates: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::long())
                .expect(DATES_EXIST),
            months: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YM::long())
                .expect(DATES_EXIST),
            persian_dates: (tag == "fa").then(|| {
                FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::long())
                    .expect(DATES_EXIST)
            }),
            lists: ListFormatter::try_new_and((&locale).into(), ListFormatterOptions::default())
                .expect("compiled data holds lists for every locale, by falling back to the root"),
        }
    }

    pub(super) fn number(&self, number: u64) -> String {
        self.numbers.format_to_string(&Decimal::from(number))
    }

    /// The Gregorian date, in Persian behind the same day of the Solar Hijri calendar.
    pub(super) fn date(&self, date: Date) -> String {
        let gregorian = gregorian(date);
        let shown = self.dates.format(&gregorian).to_string();
        match &self.persian_dates {
            Some(dates) => format!(
                "{} ({shown})",
                dates.format(&gregorian.to_calendar(Persian))
            ),
            None => shown,
        }
    }

    /// The Gregorian month of a date: months of two calendars do not cover each other.
    pub(super) fn month(&self, date: Date) -> String {
        self.months.format(&gregorian(date)).to_string()
    }

    pub(super) fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        let items = items.iter().map(|item| html::isolated(item.as_ref()));
        self.lists
            .format_to_string(items.collect::<Vec<_>>().iter())
    }
}

fn gregorian(date: Date) -> IcuDate<Gregorian> {
    IcuDate::try_new_gregorian(
        i32::from(date.year()),
        date.month().unsigned_abs(),
        date.day().unsigned_abs(),
    )
    .expect("a civil date is a Gregorian date")
}

/// Grouped decimal numbers of a locale.
pub(crate) fn numbers(locale: &Locale) -> DecimalFormatter {
    DecimalFormatter::try_new(
        locale.into(),
        icu::decimal::options::DecimalFormatterOptions::default(),
    )
    .expect("compiled data holds digits for every locale, by falling back to the root")
}

/// The locale whose conventions a tag stands for.
///
/// Plain `en` is spelt the British way here, and its dates follow: "12 January", not "January 12".
/// A tag that is none falls back to the root's conventions.
pub(crate) fn format_locale(tag: &str) -> Locale {
    match tag {
        "en" => locale!("en-GB"),
        _ => Locale::try_from_str(tag).unwrap_or(Locale::UNKNOWN),
    }
}

/// Whether text in the language `tag` (BCP 47) runs from right to left. An unknown tag does not.
#[must_use]
pub fn is_right_to_left(tag: &str) -> bool {
    let directions = LocaleDirectionality::new_common();
    Locale::try_from_str(tag).is_ok_and(|locale| directions.is_right_to_left(&locale.id))
}

/// The `dir` attribute for text in the language `tag` (BCP 47).
#[must_use]
pub fn direction(tag: &str) -> &'static str {
    if is_right_to_left(tag) { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_follows_the_script_of_the_tag() {
        for tag in ["ar", "fa", "he", "ur", "ckb", "ckb-IR", "az-Arab"] {
            assert_eq!(direction(tag), "rtl", "{tag}");
        }
        for tag in ["en", "de", "ru", "kk", "az", "tr", "", "no such tag"] {
            assert_eq!(direction(tag), "ltr", "{tag}");
        }
    }
}
