//! The message catalogues, compiled in, and the engine that formats them.
//!
//! One folder per language, one file per flow; the first part of a key is the name of its file. English is the
//! source: a message that another catalogue lacks is shown in English.

use std::borrow::Cow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use super::format;

/// The languages of the interface, the source language first. Adding one is a folder in `messages` and a line here
/// and in [`sources`].
pub(super) const TAGS: &[&str] = &["en", "de", "fr", "es", "ru", "kk", "tr", "ar", "fa"];

macro_rules! catalogue {
    ($tag:literal) => {
        catalogue!(
            $tag, "site", "front", "declaration", "raisings", "series", "report", "sign", "mailed", "confirm", "receipt", "signatories", "pages", "manage",
            "refuse", "carried", "log", "check", "text", "revisions", "notice", "mailbox", "mail",
            "infomail", "trial", "privacy", "pause"
        )
    };
    ($tag:literal, $($flow:literal),+) => {
        &[$(include_str!(concat!("../../messages/", $tag, "/", $flow, ".ftl"))),+]
    };
}

fn sources(tag: &str) -> &'static [&'static str] {
    match tag {
        "ar" => catalogue!("ar"),
        "de" => catalogue!("de"),
        "es" => catalogue!("es"),
        "fa" => catalogue!("fa"),
        "fr" => catalogue!("fr"),
        "kk" => catalogue!("kk"),
        "ru" => catalogue!("ru"),
        "tr" => catalogue!("tr"),
        _ => catalogue!("en"),
    }
}

type Bundle = FluentBundle<FluentResource>;

/// The messages of one language over those of the source language.
pub(super) struct Catalogue {
    own: Bundle,
    source: Option<Bundle>,
}

impl Catalogue {
    pub(super) fn load(tag: &str) -> Self {
        let source = (tag != TAGS[0]).then(|| bundle(TAGS[0], sources(TAGS[0])));
        Self {
            own: bundle(tag, sources(tag)),
            source,
        }
    }

    /// The message, with isolation marks around its arguments; the key itself where nobody has such a message.
    pub(super) fn message(
        &self,
        key: &'static str,
        arguments: Option<&FluentArgs<'_>>,
    ) -> Cow<'_, str> {
        let bundles = std::iter::once(&self.own).chain(&self.source);
        bundles
            .filter_map(|bundle| formatted(bundle, key, arguments))
            .next()
            .unwrap_or(Cow::Borrowed(key))
    }
}

/// `key` in `bundle`, or nothing where it has no such message.
///
/// An argument that the caller forgot shows as its name in braces, which the tests look for.
pub(crate) fn formatted<'b>(
    bundle: &'b Bundle,
    key: &str,
    arguments: Option<&FluentArgs<'_>>,
) -> Option<Cow<'b, str>> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, arguments, &mut errors))
}

/// A bundle whose numbers are grouped as the language groups them.
pub(crate) fn bundle(tag: &str, sources: &[&str]) -> Bundle {
    let identifier = tag
        .parse()
        .expect("the languages of the catalogues are well-formed tags");
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    bundle.set_formatter(Some(grouped));
    for source in sources {
        let resource = FluentResource::try_new((*source).to_owned());
        let resource = resource.expect("the catalogues are compiled in, and a test parses them");
        bundle
            .add_resource(resource)
            .expect("no key stands in two files, which a test proves");
    }
    bundle
}

/// The number formatter that [`grouped`] keeps per language.
struct Numbers(DecimalFormatter);

impl Memoizable for Numbers {
    type Args = ();
    type Error = std::convert::Infallible;

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, Self::Error> {
        Ok(Self(format::numbers(&format::format_locale(
            &language.to_string(),
        ))))
    }
}

/// Fluent alone would write 1234567; arguments are whole numbers below 2^53, so the conversion is exact.
#[expect(
    clippy::cast_possible_truncation,
    reason = "arguments are whole numbers below 2^53"
)]
fn grouped(value: &FluentValue<'_>, languages: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let decimal = Decimal::from(number.value as i64);
    languages
        .with_try_get((), |numbers: &Numbers| numbers.0.format_to_string(&decimal))
        .ok()
}
