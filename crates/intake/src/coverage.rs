//! The proof that an import drops nothing: every word of the source is in the draft's files or in
//! the text of a finding, as often as in the source.

use std::collections::BTreeMap;

use crate::draft::Draft;
use domain::text::may_stand;

/// A word of the source that is nowhere in the draft, or not as often.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MissingWord {
    /// The word: letters and digits without what stands around them.
    pub word: String,
    /// How often it is missing.
    pub times: usize,
}

/// The words of a source that a draft lost. A word broken at a line end is looked for as joined.
#[must_use]
pub fn missing_words(source: &str, draft: &Draft) -> Vec<MissingWord> {
    let mut kept: BTreeMap<String, usize> = BTreeMap::new();
    let files = draft
        .files()
        .iter()
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
    let findings = draft.findings().iter().flat_map(|finding| {
        [Some(finding.message.clone()), finding.help.clone()]
            .into_iter()
            .flatten()
    });
    for text in files.chain(findings) {
        // Markup inside of a word divides it, so the words count as they stand in the file or as a
        // reader sees them, whichever has more of them.
        let written = count(words(&unescaped(&text)));
        let mut seen = count(words(&unescaped(&without_markup(&text))));
        for (word, times) in written {
            let seen = seen.entry(word).or_default();
            *seen = times.max(*seen);
        }
        for (word, times) in seen {
            *kept.entry(word).or_default() += times;
        }
    }
    let (whole, broken) = source_words(source);
    let mut needed: BTreeMap<String, usize> = BTreeMap::new();
    for word in whole {
        *needed.entry(word).or_default() += 1;
    }
    for parts in broken {
        settle(&parts, &kept, &mut needed);
    }
    needed
        .into_iter()
        .filter_map(|(word, count)| {
            let times = count.saturating_sub(kept.get(&word).copied().unwrap_or(0));
            (times > 0).then_some(MissingWord { word, times })
        })
        .collect()
}

/// The words of a source: those that stand whole on a line, and the parts of those that line ends
/// break. Characters that no text may hold are gone.
fn source_words(source: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let clean: String = source
        .chars()
        .filter(|c| may_stand(*c) || c.is_whitespace())
        .map(|c| if c == '\u{feff}' { ' ' } else { c })
        .collect();
    let mut whole = Vec::new();
    let mut broken = Vec::new();
    let mut parts: Vec<String> = Vec::new();
    for line in clean
        .split(['\n', '\r'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        let mut in_line = words(line).into_iter().peekable();
        if !parts.is_empty() {
            parts.extend(in_line.next());
        }
        if in_line.peek().is_some() && !parts.is_empty() {
            broken.push(std::mem::take(&mut parts));
        }
        whole.extend(in_line);
        if !line.ends_with(['-', '\u{ad}', '¬', '‐']) {
            broken.extend((!parts.is_empty()).then(|| std::mem::take(&mut parts)));
        } else if parts.is_empty() {
            parts.extend(whole.pop());
        }
    }
    broken.extend((!parts.is_empty()).then_some(parts));
    (whole, broken)
}

/// Counts the parts of a broken word as they stand in the draft: each by itself where all of them do, and
/// else joined as far as they are. A word that only looks like the joined parts is left for its own place.
fn settle(parts: &[String], kept: &BTreeMap<String, usize>, needed: &mut BTreeMap<String, usize>) {
    let apart = count(parts.to_vec());
    let left = |word: &String, needed: &BTreeMap<String, usize>| {
        let needed = needed.get(word).copied().unwrap_or(0);
        kept.get(word).copied().unwrap_or(0).saturating_sub(needed)
    };
    if apart
        .iter()
        .all(|(word, times)| left(word, needed) >= *times)
    {
        for (word, times) in apart {
            *needed.entry(word).or_default() += times;
        }
        return;
    }
    let mut from = 0;
    while from < parts.len() {
        let is_kept = |word: &String| left(word, needed) > 0;
        let (length, word) = (from + 1..=parts.len())
            .rev()
            .map(|until| (until - from, parts[from..until].concat()))
            .find(|(_, word)| is_kept(word))
            .unwrap_or_else(|| (1, parts[from].clone()));
        *needed.entry(word).or_default() += 1;
        from += length;
    }
}

fn count(words: Vec<String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

/// Markdown without its emphasis and without the brackets and addresses of its links.
fn without_markup(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut open = 0_usize;
    while let Some(c) = characters.next() {
        match c {
            '\\' => {
                let rest: String = characters.clone().take(8).collect();
                if let Some(length) = reference(&rest) {
                    characters.nth(length - 1);
                } else {
                    plain.push(c);
                    plain.extend(characters.next());
                }
            }
            '*' => {}
            '[' => open += 1,
            ']' if open > 0 && characters.peek() == Some(&'(') => {
                open -= 1;
                let _ = characters.by_ref().find(|c| *c == ')');
            }
            c => plain.push(c),
        }
    }
    plain
}

/// The length of `[12]`, the sign of a numbered note, at the beginning of a text.
fn reference(text: &str) -> Option<usize> {
    let digits = text.strip_prefix('[')?.split(']').next()?;
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    (is_number && text.len() > digits.len() + 1).then_some(digits.len() + 2)
}

fn words(text: &str) -> Vec<String> {
    use unicode_normalization::UnicodeNormalization;
    let composed: String = text.nfc().collect();
    composed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// TOML and Markdown write some characters with a backslash before them.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match (c, characters.peek()) {
            ('\\', Some('n' | 't' | 'r')) => {
                characters.next();
                plain.push(' ');
            }
            ('\\', Some('u')) => {
                characters.next();
                let code: String = characters.by_ref().take(4).collect();
                plain.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
            }
            ('\\', Some(next)) if !next.is_alphanumeric() => plain.extend(characters.next()),
            (c, _) => plain.push(c),
        }
    }
    plain
}
