//! Whatever a text holds, its import loses no word and leaves a folder that can be read.

use intake::coverage::missing_words;
use intake::folder;
use intake::plain::import;
use proptest::prelude::*;

use crate::language;

/// Everything an import looks at, and everything that could be mistaken for TOML or Markdown.
#[rustfmt::skip]
const PARTS: [&str; 65] = [
    "Wir", "fordern", ":", "\n", "\n\n", "» ", "e ", "- ", "• ", "1. ", "  ", "\t", "mehr als ", "8.000 ",
    "Dutzende ", "Menschen ", "getötet ", "vor ", "zehn ", "Jahren ", "Infomail 7, 14. Januar 2021", "-\n",
    "„", "“", ",,", "(…)", "[...]", "(...)", "date 2022-01 ", "schreibt ", "heute ", "findet sich unter ",
    "Zhanaozen ", "*", "# ", "> ", "{figure:x}", "{#y}", "{.demands}", "\\", "`", "<b>", "&amp;", "\u{ad}\n",
    "\u{202e}", "\u{0}", "\u{c}", "\r\n", "é", "漢字", "اعتقل ", "Liste ", "Initiative ", "Ada Lovelace ",
    "2022 ", "erstmals ", "12. Januar ", "auf der Seite RISE ", "ii", "fS", "1 000 000 ",
    "99999999999999999999 ", "\"\"\"", "+++\n", "date: 2022-01-06\n",
];

/// Findings that would mean the import wrote something wrong.
pub const BROKEN: [&str; 11] = [
    "toml-malformed",
    "figure-unknown",
    "figure-mark-malformed",
    "demand-without-id",
    "demand-twice",
    "demands-twice",
    "demands-empty",
    "character-refused",
    "title-missing",
    "figure-twice",
    "bounds-wrong",
];

fn texts() -> impl Strategy<Value = String> {
    let part = prop::sample::select(PARTS.to_vec());
    prop::collection::vec(
        prop_oneof![4 => part.prop_map(str::to_owned), 1 => ".{0,6}"],
        0..60,
    )
    .prop_map(|parts| parts.concat())
}

fn tags() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["de", "en", "ru", "fr", "es", "tr", "kk", "ar", "zh"])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_loses_a_word_or_makes_the_import_panic(text in texts(), tag in tags()) {
        let draft = import("any.txt", &text, &language(tag));
        prop_assert_eq!(missing_words(&text, &draft), vec![], "{}", draft.render(false));
        let checked = folder::inspect(draft.files());
        let broken = checked.findings.iter().find(|finding| BROKEN.contains(&finding.code));
        prop_assert!(broken.is_none(), "{:?}", broken);
    }
}
