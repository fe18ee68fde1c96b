//! The sample declarations of `samples/`, carried inside the program so that the demo needs nothing
//! beside it.

use intake::folder::Files;

/// One sample declaration.
pub struct Sample {
    /// Its slug, which is also the name of its folder.
    pub slug: &'static str,
    /// Path inside the folder and content.
    files: &'static [(&'static str, &'static str)],
}

macro_rules! sample {
    ($slug:literal: $($path:literal),+ $(,)?) => {
        Sample {
            slug: $slug,
            files: &[$(($path, include_str!(concat!("../../../samples/", $slug, "/", $path)))),+],
        }
    };
}

macro_rules! list_file {
    ($path:literal) => {
        (
            $path,
            include_str!(concat!("../../../samples/infomail/solidarity/", $path)),
        )
    };
}

/// All samples, in the order in which the demo publishes them.
pub const ALL: &[Sample] = &[
    sample!("night-bus":
        "method/de.md", "method/en.md", "method/tr.md",
        "declaration.toml", "figures.toml", "raisings.toml",
        "reports/2026-10-20-last-trip.en.md",
        "text/de.md", "text/en.md", "text/tr.md"),
    sample!("solidarity-kazakhstan":
        "method/ar.md", "method/de.md", "method/en.md", "method/kk.md", "method/ru.md", "method/tr.md",
        "declaration.toml", "figures.toml", "raisings.toml",
        "reports/2022-01-06-almaty.ar.md", "reports/2022-01-06-almaty.de.md",
        "reports/2022-01-06-almaty.en.md",
        "text/ar.md", "text/de.md", "text/en.md", "text/kk.md", "text/ru.md", "text/tr.md"),
];

/// The sample list of Infomail: path inside its folder and content.
const LIST: &[(&str, &str)] = &[
    list_file!("list.toml"),
    list_file!("issues/0001/ar.md"),
    list_file!("issues/0001/de.md"),
    list_file!("issues/0001/en.md"),
    list_file!("issues/0001/issue.toml"),
    list_file!("issues/0001/ru.md"),
    list_file!("issues/0002/ar.md"),
    list_file!("issues/0002/de.md"),
    list_file!("issues/0002/en.md"),
    list_file!("issues/0002/issue.toml"),
    list_file!("issues/0002/ru.md"),
];

/// The folder of the sample list, with two issues about one of the samples.
#[must_use]
pub fn list() -> Files {
    let files = LIST.iter();
    files
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect()
}

/// Invented signatories.
pub const NAMES: &str = include_str!("../../../samples/names.toml");

/// The line of a sample in which the organisers' keys stand; it is empty, since a key in a public
/// repository seals nothing.
const RECIPIENTS: &str = "recipients = []";

impl Sample {
    /// The folder, with contacts sealed to an `age` public key.
    #[must_use]
    pub fn sealed_to(&self, recipient: &str) -> Files {
        let line = format!("recipients = [\"{recipient}\"]");
        let file = |(path, text): &(&str, &str)| {
            let text = if *path == "declaration.toml" {
                text.replace(RECIPIENTS, &line)
            } else {
                (*text).to_owned()
            };
            ((*path).to_owned(), text.into_bytes())
        };
        self.files.iter().map(file).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_program_carries_every_file_of_the_samples() {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
        let folders = std::fs::read_dir(&samples)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let mut slugs: Vec<String> = folders
            .filter(|path| path.is_dir() && !path.ends_with("infomail"))
            .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        slugs.sort();
        assert_eq!(
            slugs,
            ALL.iter().map(|sample| sample.slug).collect::<Vec<_>>()
        );
        for sample in ALL {
            let found = Files::read_dir(&samples.join(sample.slug)).unwrap();
            let carried: Files = sample
                .files
                .iter()
                .map(|(p, t)| ((*p).to_owned(), t.as_bytes().to_vec()))
                .collect();
            assert_eq!(carried, found, "{}", sample.slug);
        }
    }

    #[test]
    fn the_program_carries_every_file_of_the_sample_list() {
        let folder =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/infomail/solidarity");
        assert_eq!(list(), Files::read_list_dir(&folder).unwrap());
    }

    #[test]
    fn a_sample_takes_the_key_of_the_demo() {
        for sample in ALL {
            let files = sample.sealed_to("age1example");
            let text = files.text("declaration.toml").unwrap();
            assert!(
                text.contains("recipients = [\"age1example\"]"),
                "{}",
                sample.slug
            );
        }
    }
}
