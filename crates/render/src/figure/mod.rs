//! How figures read in a text (REQ-109, REQ-151, REQ-152).
//!
//! The table of qualifiers is kept per language of the *text*, which may be one that the interface does not speak;
//! a language that is missing here blocks the publishing of a text that has figures (REQ-168).

mod ending;

use std::borrow::Cow;
use std::sync::LazyLock;

use domain::figure::{Bounds, Qualifier};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use icu::casemap::TitlecaseMapper;
use icu::casemap::options::{TitlecaseOptions, TrailingCase};

use crate::html;
use crate::words;

macro_rules! tables {
    ($($tag:literal),+) => {
        &[$(($tag, include_str!(concat!("../../messages/figures/", $tag, ".ftl")))),+]
    };
}

/// The tables, by primary language.
const TABLES: &[(&str, &str)] = tables!("ar", "de", "en", "es", "fa", "fr", "kk", "ru", "tr");

static BUNDLES: LazyLock<Vec<(&str, FluentBundle<FluentResource>)>> = LazyLock::new(|| {
    TABLES
        .iter()
        .map(|(tag, source)| (*tag, words::bundle(tag, &[source])))
        .collect()
});

/// The languages that have a table, as primary language tags.
pub fn languages() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|(tag, _)| *tag)
}

/// The number with its qualifier, such as "more than 160", in `language` (BCP 47); nothing where that language has
/// no table.
#[must_use]
pub fn phrase(bounds: &Bounds, language: &str) -> Option<String> {
    let primary = words::primary(language).to_ascii_lowercase();
    let (tag, bundle) = BUNDLES.iter().find(|(tag, _)| *tag == primary)?;
    let mut arguments = FluentArgs::new();
    for (name, number) in [
        ("value", bounds.value()),
        ("lower", bounds.lower()),
        ("upper", bounds.upper()),
    ] {
        if let Some(number) = number {
            arguments.set(name, number);
        }
    }
    let compared = bounds.lower().or(bounds.upper()).unwrap_or_default();
    arguments.set("ending", ending::ablative(tag, compared));
    let text = words::formatted(bundle, key(bounds.qualifier()), Some(&arguments))?;
    Some(html::without_isolates(&text))
}

/// `phrase` as it stands at the start of a sentence, by the rules of `language` (BCP 47).
#[must_use]
pub fn capitalised(phrase: &str, language: &str) -> String {
    let locale = words::format_locale(language);
    let mut options = TitlecaseOptions::default();
    options.trailing_case = Some(TrailingCase::Unchanged);
    let mapped: Cow<'_, str> =
        TitlecaseMapper::new().titlecase_segment_to_string(phrase, &locale.id, options);
    mapped.into_owned()
}

/// The message of a qualifier.
fn key(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exactly => "exactly",
        Qualifier::AtLeast => "at-least",
        Qualifier::MoreThan => "more-than",
        Qualifier::UpTo => "up-to",
        Qualifier::FewerThan => "fewer-than",
        Qualifier::About => "about",
        Qualifier::Between => "between",
        Qualifier::Tens => "tens",
        Qualifier::Dozens => "dozens",
        Qualifier::Hundreds => "hundreds",
        Qualifier::Thousands => "thousands",
        Qualifier::UnknownNumber => "unknown-number",
    }
}

#[cfg(test)]
mod tests;
