//! Installed Hunspell dictionaries. None is bundled: their licences differ from ours and from each
//! other, and a machine that has them keeps them up to date.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use domain::locale::Language;
use encoding_rs::Encoding;
use thiserror::Error;

use super::letters::Letters;
use super::lower;

/// The largest dictionary file read, in bytes. The largest known one, of Turkish, has nine million.
const MAX_FILE: u64 = 64 * 1024 * 1024;
/// How many stems the letters of a language are learned from.
const LEARNED: usize = 60_000;

/// Why an installed dictionary was not read.
#[derive(Debug, Error)]
pub enum LexiconError {
    /// The disk refused, or a file is larger than any dictionary.
    #[error("the dictionary file {} cannot be read", .0.display())]
    Disk(PathBuf, #[source] io::Error),
    /// The files are not in the form of Hunspell.
    #[error("the dictionary {} is not understood: {reason}", path.display())]
    Form {
        /// The `.aff` file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

/// One dictionary.
pub(super) struct Dictionary {
    name: String,
    rules: spellbook::Dictionary,
    stems: HashSet<Box<str>>,
    letters: Letters,
}

impl Dictionary {
    /// Reads the `.aff` file at a path and the `.dic` file beside it.
    pub(super) fn read(affixes: &Path, language: &str) -> Result<Self, LexiconError> {
        let words = affixes.with_extension("dic");
        let aff = read_bounded(affixes)?;
        let encoding = encoding_of(&aff);
        let (aff, dic) = (
            encoding.decode(&aff).0.into_owned(),
            encoding.decode(&read_bounded(&words)?).0.into_owned(),
        );
        let (aff, dic) = without_flag_zero(aff, dic);
        let rules = spellbook::Dictionary::new(&aff, &dic).map_err(|error| LexiconError::Form {
            path: affixes.to_owned(),
            reason: error.to_string(),
        })?;
        let stems: HashSet<Box<str>> = stems(&dic).map(Box::from).collect();
        let step = stems.len() / LEARNED + 1;
        let lowered: Vec<String> = dic
            .lines()
            .skip(1)
            .step_by(step)
            .map(|line| lower(stem(line), language))
            .collect();
        Ok(Self {
            name: affixes
                .file_stem()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            rules,
            stems,
            letters: Letters::learn(lowered.iter().map(String::as_str)),
        })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether the word is one by the rules of the dictionary, inflected and joined ones included.
    pub(super) fn accepts(&self, word: &str) -> bool {
        self.rules.check(word)
    }

    /// Whether the word stands in the dictionary as it is, its capitals included.
    pub(super) fn has_stem(&self, word: &str) -> bool {
        self.stems.contains(word)
    }

    pub(super) const fn letters(&self) -> &Letters {
        &self.letters
    }
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dictionary")
            .field("name", &self.name)
            .field("stems", &self.stems.len())
            .finish_non_exhaustive()
    }
}

/// The `.aff` file of a language in a folder, if it has one.
pub(super) fn find(language: &Language, folder: &Path) -> Option<PathBuf> {
    let (primary, tag) = (language.primary(), language.as_str().replace('-', "_"));
    let own_country = format!("{primary}_{}", primary.to_uppercase());
    let country = match primary {
        "en" => "en_GB",
        "kk" => "kk_KZ",
        _ => &own_country,
    };
    let exact = [tag.as_str(), country, primary].map(|name| folder.join(format!("{name}.aff")));
    if let Some(found) = exact.into_iter().find(|path| path.is_file()) {
        return Some(found);
    }
    let prefix = format!("{primary}_");
    let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "aff"))
        .filter(|path| {
            let name = path.file_name().unwrap_or_default();
            name.to_string_lossy().starts_with(&prefix)
        })
        .min()
}

fn read_bounded(path: &Path) -> Result<Vec<u8>, LexiconError> {
    let disk = |error| LexiconError::Disk(path.to_owned(), error);
    let length = fs::metadata(path).map_err(disk)?.len();
    if length > MAX_FILE {
        return Err(disk(io::Error::from(io::ErrorKind::FileTooLarge)));
    }
    fs::read(path).map_err(disk)
}

/// The encoding a dictionary names in its `SET` line; Latin-1 where it names none, as Hunspell has it.
fn encoding_of(aff: &[u8]) -> &'static Encoding {
    aff.split(|byte| *byte == b'\n')
        .map(|line| line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line))
        .find_map(|line| line.strip_prefix(b"SET "))
        .and_then(|label| Encoding::for_label(label.trim_ascii()))
        .unwrap_or(encoding_rs::WINDOWS_1252)
}

fn stems(dic: &str) -> impl Iterator<Item = &str> {
    dic.lines()
        .skip(1)
        .map(stem)
        .filter(|stem| !stem.is_empty())
}

fn stem(line: &str) -> &str {
    line.split(['/', '\t', ' ']).next().unwrap_or_default()
}

/// The Turkish dictionary numbers its flags from zero, which Hunspell's own documentation reserves
/// and our reader refuses; here zero becomes a number no dictionary uses.
fn without_flag_zero(aff: String, dic: String) -> (String, String) {
    if !aff.lines().any(|line| line.trim() == "FLAG num") {
        return (aff, dic);
    }
    let aff = aff.lines().map(|line| {
        let mut parts: Vec<&str> = line.split_whitespace().collect();
        match parts.as_mut_slice() {
            ["SFX" | "PFX", flag, ..] if *flag == "0" => {
                *flag = SPARE_FLAG;
                parts.join(" ")
            }
            _ => line.to_owned(),
        }
    });
    let dic = dic.lines().map(|line| match line.split_once('/') {
        Some((stem, flags)) => {
            let flags = flags.split(',').map(|flag| match flag {
                "0" => SPARE_FLAG,
                flag => flag,
            });
            format!("{stem}/{}", flags.collect::<Vec<_>>().join(","))
        }
        None => line.to_owned(),
    });
    (
        aff.collect::<Vec<_>>().join("\n"),
        dic.collect::<Vec<_>>().join("\n"),
    )
}

/// The highest number Hunspell allows for a flag.
const SPARE_FLAG: &str = "65509";

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str, aff: &[u8], dic: &[u8]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(format!("{name}.aff")), aff).unwrap();
        fs::write(folder.path().join(format!("{name}.dic")), dic).unwrap();
        folder
    }

    fn read(name: &str, aff: &[u8], dic: &[u8]) -> Result<Dictionary, LexiconError> {
        let folder = folder(name, aff, dic);
        Dictionary::read(&folder.path().join(format!("{name}.aff")), "xx")
    }

    #[test]
    fn a_dictionary_is_read_in_the_encoding_it_names() {
        let found = read(
            "xx",
            b"SET ISO8859-1\nSFX N Y 1\nSFX N 0 n .\n",
            b"1\nBr\xfccke/N\n",
        );
        let found = found.unwrap();
        assert!(found.accepts("Brücken") && found.has_stem("Brücke"));
        assert!(!found.has_stem("Brücken") && !found.accepts("Brucken"));
    }

    #[test]
    fn flags_may_be_numbered_from_zero() {
        let aff = b"SET UTF-8\nFLAG num\n\nSFX 0 N 1\nSFX 0 0 lar .\n\nSFX 1 N 1\nSFX 1 0 a .\n";
        let found = read("xx", aff, "1\nkitap/0,1\n".as_bytes()).unwrap();
        assert!(found.accepts("kitaplar") && found.accepts("kitapa"));
    }

    #[test]
    fn what_is_no_dictionary_is_refused_and_said() {
        let error = read("xx", b"FLAG num\nSFX 70000 N 1\n", b"1\na/70000\n").unwrap_err();
        assert!(matches!(error, LexiconError::Form { .. }), "{error}");
    }

    #[test]
    fn the_dictionary_of_the_tag_comes_before_that_of_another_country() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["de_AT.aff", "de_DE.aff", "pt_BR.aff", "pt_BR.dic"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let check = |tag: &str, expected: Option<&str>| {
            let language = Language::parse(tag).unwrap();
            let found = find(&language, folder.path());
            assert_eq!(
                found,
                expected.map(|name| folder.path().join(name)),
                "{tag}"
            );
        };
        check("de", Some("de_DE.aff"));
        check("de-AT", Some("de_AT.aff"));
        check("pt", Some("pt_BR.aff"));
        check("fr", None);
    }
}
