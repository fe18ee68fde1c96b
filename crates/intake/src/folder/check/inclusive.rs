//! Ways of naming all genders: a text keeps to one, so that nobody asks what the other one means.

use super::locate::Lines;
use crate::finding::Finding;

/// Languages in which the first words of a pair are joined by one of these.
const AND: [&str; 5] = ["und", "oder", "et", "y", "o"];

/// Warns where a text has more than one way.
pub(super) fn check(text: &str, language: &str, lines: &Lines, findings: &mut Vec<Finding>) {
    let mut first: Option<(Way, String)> = None;
    for (index, line) in text.lines().enumerate() {
        let words: Vec<(usize, &str)> = words(line);
        for (position, (at, word)) in words.iter().enumerate() {
            let before = position
                .checked_sub(2)
                .map(|start| [words[start].1, words[start + 1].1]);
            let Some(way) = way(word, before, language) else {
                continue;
            };
            match &first {
                None => first = Some((way, (*word).to_owned())),
                Some((known, _)) if *known == way => {}
                Some((_, other)) => {
                    let message =
                        format!("all genders are named in two ways: `{other}` and `{word}`");
                    let place = lines.span(index + 1, line, &(*at..at + word.len()));
                    findings.push(
                        Finding::warning("inclusive-mixed", message)
                            .at(place)
                            .help("keep to one in the whole text"),
                    );
                    return;
                }
            }
        }
    }
}

/// A way of naming all genders.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    /// `SoldatInnen`.
    Capital,
    /// `Soldat*innen`, `étudiant·e·s`, `amig@s`: by this sign.
    Sign(char),
    /// `étudiant(e)s`, `Soldat(inn)en`.
    Parentheses,
    /// `Soldaten und Soldatinnen`.
    Pair,
}

/// Words with their bytes; the signs that may stand inside of them belong to them.
fn words(line: &str) -> Vec<(usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || "·.*:_/@()-’'".contains(c);
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        match (is_part(c), start) {
            (true, None) => start = Some(at),
            (false, Some(begin)) => {
                let word = line[begin..at].trim_matches(|c: char| ".:*_/'’-".contains(c));
                let offset = line[begin..at].find(word).unwrap_or(0);
                if !word.is_empty() {
                    found.push((begin + offset, word));
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn way(word: &str, before: Option<[&str; 2]>, language: &str) -> Option<Way> {
    // Addresses have the same signs.
    if word.contains("//") || word.contains("www.") {
        return None;
    }
    match language {
        "de" => german(word).or_else(|| pair(word, before, "innen")),
        "fr" => french(word).or_else(|| pair(word, before, "es")),
        "es" => spanish(word).or_else(|| pair(word, before, "as")),
        _ => None,
    }
}

fn german(word: &str) -> Option<Way> {
    let stem = ["innen", "in"]
        .iter()
        .find_map(|end| word.strip_suffix(end));
    if let Some(sign) = stem.and_then(|stem| stem.chars().next_back())
        && matches!(sign, '*' | ':' | '_' | '/')
    {
        return Some(Way::Sign(sign));
    }
    if word.contains("(inn)") || word.contains("(in)") {
        return Some(Way::Parentheses);
    }
    let stem = word.strip_suffix("Innen")?;
    stem.ends_with(char::is_lowercase).then_some(Way::Capital)
}

fn french(word: &str) -> Option<Way> {
    let ends = |sign: char| {
        [
            "e", "es", "e_s", "trice", "trices", "euse", "euses", "ne", "nes", "ne_s",
        ]
        .iter()
        .map(|end| format!("{sign}{}", end.replace('_', &sign.to_string())))
        .any(|end| word.len() > end.len() + 2 && word.ends_with(&end))
    };
    if word.contains("(e)") || word.contains("(ne)") {
        return Some(Way::Parentheses);
    }
    ['·', '.', '-', '/']
        .into_iter()
        .find(|sign| ends(*sign))
        .map(Way::Sign)
}

fn spanish(word: &str) -> Option<Way> {
    if word.ends_with("@s") || word.ends_with('@') {
        return Some(Way::Sign('@'));
    }
    if word.ends_with("/as") || word.ends_with("/a") {
        return Some(Way::Sign('/'));
    }
    if word.ends_with("(as)") || word.ends_with("(a)") {
        return Some(Way::Parentheses);
    }
    let lower = word.to_lowercase();
    let consonant = |stem: &str| {
        stem.chars().count() > 2 && stem.ends_with(|c: char| !"aeiouáéíóú".contains(c))
    };
    if lower.strip_suffix("xs").is_some_and(consonant) {
        return Some(Way::Sign('x'));
    }
    const WITH_E: [&str; 6] = [
        "todes",
        "nosotres",
        "amigues",
        "compañeres",
        "ciudadanes",
        "hermanes",
    ];
    WITH_E.contains(&lower.as_str()).then_some(Way::Sign('e'))
}

/// "Soldaten und Soldatinnen": two words of one stem, the second with the ending.
fn pair(word: &str, before: Option<[&str; 2]>, ending: &str) -> Option<Way> {
    let [first, and] = before?;
    let stem: String = first.chars().take(5).collect();
    let is_pair = AND.contains(&and)
        && stem.chars().count() == 5
        && first != word
        && word.starts_with(&stem)
        && word.ends_with(ending)
        && !first.ends_with(ending);
    is_pair.then_some(Way::Pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_is_known_in_its_language() {
        let check = |language: &str, line: &str, expected: Option<Way>| {
            let words = words(line);
            let found = (0..words.len()).find_map(|index| {
                let before = index
                    .checked_sub(2)
                    .map(|start| [words[start].1, words[start + 1].1]);
                way(words[index].1, before, language)
            });
            assert_eq!(found, expected, "{line}");
        };
        check("de", "Freiheit für SoldatInnen.", Some(Way::Capital));
        check("de", "Wir Arbeiter*innen", Some(Way::Sign('*')));
        check("de", "Wir Arbeiter:innen:", Some(Way::Sign(':')));
        check("de", "Soldaten und Soldatinnen", Some(Way::Pair));
        check("de", "Die Arbeiterinnen drinnen", None);
        check("fr", "les étudiant·e·s", Some(Way::Sign('·')));
        check("fr", "les étudiant(e)s", Some(Way::Parentheses));
        check("fr", "voir l'exemple. Les autres", None);
        check("es", "todxs y amig@s", Some(Way::Sign('x')));
        check("es", "los textos", None);
        check("en", "*in* all:innen", None);
    }
}
