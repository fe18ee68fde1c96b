//! What the note above a copy says: where it appeared first, who began it, who supports it.

use domain::declaration::Party;
use domain::name::Name;
use domain::signer::Class;

use super::Context;
use super::dates::{WrittenDate, dates};
use super::passage::Passage;
use crate::words::token::{Token, tokens};

/// What a note says about where and when a declaration appeared first.
pub(super) struct First {
    pub(super) date: Option<WrittenDate>,
    /// The words of the date; empty where there is none.
    pub(super) words: String,
    pub(super) place: Option<String>,
}

/// Where and when it appeared first, as far as the note says so.
pub(super) fn first_published(note: &Passage, context: &Context<'_>) -> Option<First> {
    let sentences = sentences(&note.text);
    let words = context.words;
    for sentence in sentences {
        let tokens = tokens(sentence);
        if !tokens
            .iter()
            .any(|token| words.has_any(&token.folded, words.note.first))
        {
            continue;
        }
        let date = dates(sentence, &tokens, words).into_iter().next();
        let place = site(sentence, &tokens, context);
        if date.is_some() || place.is_some() {
            let words = date
                .as_ref()
                .map_or("", |date| &sentence[date.span.clone()])
                .to_owned();
            return Some(First { date, words, place });
        }
    }
    None
}

/// The name after "on the page of".
fn site(sentence: &str, tokens: &[Token], context: &Context<'_>) -> Option<String> {
    let at = tokens
        .iter()
        .position(|token| context.words.note.site.contains(&token.folded.as_str()))?;
    let is_link = |token: &Token| {
        ["von", "der", "des", "of", "the", "de", "du", "la"].contains(&token.folded.as_str())
    };
    let name: Vec<&str> = tokens[at + 1..]
        .iter()
        .skip_while(|token| is_link(token))
        .map(|token| token.of(sentence))
        .take_while(|word| word.starts_with(char::is_uppercase))
        .collect();
    (!name.is_empty()).then(|| name.join(" "))
}

/// Who began it: the last two capitalised words of the sentence that speaks of the initiative, and
/// what stands before them as their role.
pub(super) fn initiator(note: &Passage, context: &Context<'_>) -> Option<Party> {
    let words = context.words;
    for sentence in sentences(&note.text) {
        let tokens = tokens(sentence);
        let Some(at) = tokens
            .iter()
            .position(|token| words.has_any(&token.folded, words.note.initiative))
        else {
            continue;
        };
        let capital = |index: usize| tokens[index].of(sentence).starts_with(char::is_uppercase);
        let adjacent =
            |index: usize| sentence[tokens[index].span.end..tokens[index + 1].span.start] == *" ";
        let pair = (at + 1..tokens.len().saturating_sub(1))
            .rev()
            .find(|index| capital(*index) && capital(index + 1) && adjacent(*index));
        let Some(pair) = pair else { continue };
        let name = &sentence[tokens[pair].span.start..tokens[pair + 1].span.end];
        let from = (at + 1..pair).find(|index| capital(*index));
        let role =
            from.map(|from| sentence[tokens[from].span.start..tokens[pair].span.start].trim());
        return Some(Party {
            class: Class::Person,
            name: Name::parse(name).ok()?,
            role: role.and_then(|role| Name::parse(role).ok()),
        });
    }
    None
}

/// Whether the note says that somebody supports it, and the words that say so.
pub(super) fn support<'n>(note: &'n Passage, context: &Context<'_>) -> Option<&'n str> {
    let words = context.words;
    sentences(&note.text).into_iter().find(|sentence| {
        tokens(sentence)
            .iter()
            .any(|token| words.has_any(&token.folded, words.note.support))
    })
}

/// Sentences, by full stops before capital letters; a day such as "12. Januar" is not an end.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, stop) in text.match_indices(". ") {
        let is_ordinal = text[..at].ends_with(|c: char| c.is_ascii_digit());
        if !is_ordinal && text[at + stop.len()..].starts_with(char::is_uppercase) {
            found.push(text[start..=at].trim());
            start = at + stop.len();
        }
    }
    found.push(text[start..].trim());
    found
}
