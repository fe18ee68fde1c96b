//! Words of the organisers in other languages than that of the original, as public data has them.

use std::collections::BTreeMap;

use domain::locale::Language;
use domain::multilingual::Multilingual;

/// By language, and in each by the name of the field that they translate.
pub(crate) type Translations<'p> = BTreeMap<&'p str, BTreeMap<&'static str, &'p str>>;

/// The translations of one more field.
pub(crate) fn add<'p, T: AsRef<str>>(
    translations: &mut Translations<'p>,
    field: &'static str,
    said: Option<&'p Multilingual<T>>,
) {
    let said = said.map(Multilingual::translations).into_iter().flatten();
    for (language, words) in said {
        let fields = translations.entry(language.as_str()).or_default();
        fields.insert(field, words.as_ref());
    }
}

/// A list in each language in which any of it is said, with the words of the original for what is not.
pub(crate) fn lists<'p, T: AsRef<str>>(
    list: &'p [Multilingual<T>],
    original: &'p Language,
) -> BTreeMap<&'p str, Vec<&'p str>> {
    let languages = list.iter().flat_map(|one| one.translations().keys());
    let said = |wanted: &Language| {
        let said = list.iter().map(|one| one.said(wanted, original).0);
        said.map(AsRef::as_ref).collect()
    };
    languages
        .map(|language| (language.as_str(), said(language)))
        .collect()
}
