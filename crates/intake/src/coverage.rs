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
        for word in words(&unescaped(&text)) {
            *kept.entry(word).or_default() += 1;
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

/// Counts the parts of a broken word as joined as far as the draft has them joined.
fn settle(parts: &[String], kept: &BTreeMap<String, usize>, needed: &mut BTreeMap<String, usize>) {
    let mut from = 0;
    while from < parts.len() {
        let is_kept = |word: &String| {
            kept.get(word).copied().unwrap_or(0) > needed.get(word).copied().unwrap_or(0)
        };
        let (length, word) = (from + 1..=parts.len())
            .rev()
            .map(|until| (until - from, parts[from..until].concat()))
            .find(|(_, word)| is_kept(word))
            .unwrap_or_else(|| (1, parts[from].clone()));
        *needed.entry(word).or_default() += 1;
        from += length;
    }
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
