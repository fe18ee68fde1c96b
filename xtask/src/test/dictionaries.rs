//! The Hunspell dictionaries that the tests of scanning faults judge words by.

use std::path::Path;

/// Where Debian installs dictionaries.
const FOLDER: &str = "/usr/share/hunspell";

/// The file that shows that a dictionary is there, and the Debian package that brings it.
const DICTIONARIES: [(&str, &str); 7] = [
    ("de_DE.aff", "hunspell-de-de"),
    ("en_GB.aff", "hunspell-en-gb"),
    ("es_ES.aff", "hunspell-es"),
    ("fr_FR.aff", "hunspell-fr"),
    ("kk_KZ.aff", "hunspell-kk"),
    ("ru_RU.aff", "hunspell-ru"),
    ("tr_TR.aff", "hunspell-tr"),
];

/// What to do where one is missing.
pub const HINT: &str = "scanning faults judged by dictionaries: not all are there; install the packages \
     `hunspell-de-de hunspell-en-gb hunspell-es hunspell-fr hunspell-kk hunspell-ru hunspell-tr`";

/// The packages of the dictionaries that are not there.
pub fn missing() -> Vec<&'static str> {
    missing_in(Path::new(FOLDER))
}

fn missing_in(folder: &Path) -> Vec<&'static str> {
    DICTIONARIES
        .iter()
        .filter(|(file, _)| !folder.join(file).is_file())
        .map(|(_, package)| *package)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_missing_dictionary_is_named_by_its_package_and_in_the_hint() {
        let missing = missing_in(Path::new("/no such folder"));
        assert_eq!(missing.len(), DICTIONARIES.len());
        assert!(missing.iter().all(|package| HINT.contains(package)));
    }
}
