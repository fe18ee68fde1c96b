//! The declaration that journeys are about: English, with a German and an Arabic translation.

use intake::folder::Files;

/// The slug of the declaration.
pub const SLUG: &str = "clean-rivers";

const FILES: [(&str, &str); 5] = [
    ("declaration.toml", include_str!("declaration.toml")),
    ("figures.toml", include_str!("figures.toml")),
    ("text/ar.md", include_str!("ar.md")),
    ("text/de.md", include_str!("de.md")),
    ("text/en.md", include_str!("en.md")),
];

/// Its folder, to be published as it is or changed before.
#[must_use]
pub fn folder() -> Files {
    FILES
        .into_iter()
        .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
        .collect()
}
