//! The declaration that journeys are about: English, with a German and an Arabic translation.

use intake::folder::Files;

/// The slug of the declaration.
pub const SLUG: &str = "clean-rivers";

const FILES: [(&str, &str); 6] = [
    ("declaration.toml", include_str!("declaration.toml")),
    ("figures.toml", include_str!("figures.toml")),
    ("method/en.md", include_str!("method.md")),
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

/// The same declaration with the figures of January 2026 (REQUIREMENTS section 6c): fast counts,
/// rivals, an official count, cases under investigation, a forecast, a leak. Its texts use the first
/// of them.
#[must_use]
pub fn january() -> Files {
    let mut files = folder();
    let texts: Vec<String> = files.paths().map(str::to_owned).collect();
    for path in texts.iter().filter(|path| path.starts_with("text/")) {
        let text = files.text(path).unwrap_or_default();
        let text = text.replace("{figure:fish}", "{figure:hrana-10}");
        files.insert(path.as_str(), text);
    }
    files.insert("figures.toml", include_str!("january.toml"));
    files
}
