//! What loses its meaning when a text travels: days told from the day of writing, and links that
//! were there once.

use super::Context;
use super::passage::Passage;
use crate::document::MarkKind;
use crate::finding::Finding;
use crate::words::token::{Token, tokens};

/// How many bytes behind such a phrase a link may stand.
const NEAR: usize = 80;

/// Finds relative days and lost links in a passage.
pub(super) fn check(passage: &Passage, context: &mut Context<'_>) {
    let tokens = tokens(&passage.text);
    for token in &tokens {
        if context.words.relative_days.contains(&token.folded.as_str()) {
            let word = token.of(&passage.text);
            let message = format!("`{word}` means another day to whoever reads it later");
            let place = passage.place(context.file, &token.span);
            context.findings.push(
                Finding::warning("relative-date", message)
                    .at(place)
                    .help("say which day it was, in a note if the text may not change"),
            );
        }
    }
    lost_links(passage, context);
}

/// Finds phrases after which an address must stand and none does.
pub(super) fn lost_links(passage: &Passage, context: &mut Context<'_>) {
    let tokens = tokens(&passage.text);
    for index in 0..tokens.len() {
        lost_link(passage, &tokens, index, context);
    }
}

fn lost_link(passage: &Passage, tokens: &[Token], index: usize, context: &mut Context<'_>) {
    let words = context.words;
    let phrase = words.link_phrases.iter().find(|phrase| {
        tokens.len() >= index + phrase.len()
            && phrase
                .iter()
                .zip(&tokens[index..])
                .all(|(word, token)| *word == token.folded)
    });
    let Some(phrase) = phrase else { return };
    let span = tokens[index].span.start..tokens[index + phrase.len() - 1].span.end;
    let is_linked = passage.marks().iter().any(|mark| {
        matches!(mark.kind, MarkKind::Link(_))
            && mark.span.end > span.start
            && mark.span.start < span.end + NEAR
    });
    if is_linked || leads_somewhere(&passage.text[span.end..]) {
        return;
    }
    let message = format!("an address is lost after `{}`", &passage.text[span.clone()]);
    context.findings.push(
        Finding::warning("link-lost", message)
            .at(passage.place(context.file, &span))
            .help("find the address and add it as `[words](https://…)`, or as `url` where it first appeared"),
    );
}

/// Whether an address stands among the next words.
fn leads_somewhere(rest: &str) -> bool {
    rest.split_whitespace().take(3).any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
        word.contains("://")
            || word.starts_with("www.")
            || word.split_once('.').is_some_and(|(host, end)| {
                host.len() > 1 && end.len() > 1 && end.starts_with(|c: char| c.is_ascii_lowercase())
            })
    })
}
