//! A text in a folder, looked at as an import looks at a copy: dates that contradict each other, and
//! links that were lost on the way.

use domain::locale::Language;

use super::Context;
use super::contradiction;
use super::head::Origin;
use super::lines;
use super::passage::{Joiner, Passage};
use super::relative;
use crate::document::Document;
use crate::finding::Finding;
use crate::repair::Lexicon;

/// A text in a folder.
pub(crate) struct Body<'a> {
    /// Its file.
    pub(crate) file: &'a str,
    /// The line of the file on which it begins, from 1.
    pub(crate) first_line: usize,
    /// The canonical text.
    pub(crate) text: &'a str,
    /// The line that names where it was issued, and the line of the file on which that stands.
    pub(crate) origin: Option<(&'a str, usize)>,
}

/// What there is to find in a text.
pub(crate) fn review(body: &Body<'_>, language: &Language) -> Vec<Finding> {
    let lexicon = Lexicon::none();
    let mut context = Context::new(body.file, language, &lexicon);
    let mut joiner = Joiner::new(body.file, body.text);
    let passages = passages(body.text, body.first_line, &mut joiner, &mut context);
    for passage in &passages {
        // An address in Markdown stands in the line, not in a mark of it.
        if !passage.text.contains("](") {
            relative::lost_links(passage, &mut context);
        }
    }
    if let Some((origin, line)) = body.origin {
        let document = Document::plain(origin.replace('\n', " "));
        let block = lines::blocks(body.file, &document, &mut context.findings);
        let first = block.into_iter().flat_map(|block| block.lines).next();
        let origin = first.and_then(|mut first| {
            first.number = line;
            Origin::of(first, &mut joiner, &context)
        });
        if let Some(origin) = origin {
            let passages: Vec<&Passage> = passages.iter().collect();
            contradiction::check(&origin, &passages, &mut context);
        }
    }
    context.findings
}

fn passages(
    text: &str,
    first_line: usize,
    joiner: &mut Joiner,
    context: &mut Context<'_>,
) -> Vec<Passage> {
    let document = Document::plain(text.to_owned());
    let blocks = lines::blocks(context.file, &document, &mut context.findings);
    let shifted = blocks.into_iter().map(|block| {
        let mut lines = block.lines;
        for line in &mut lines {
            line.number += first_line - 1;
        }
        joiner.join(&lines)
    });
    shifted.collect()
}
