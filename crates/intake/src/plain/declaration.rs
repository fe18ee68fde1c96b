//! A circulated copy of a declaration as a folder to be completed.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Context;
use super::body::{self, Item, Piece};
use super::contradiction::{self, Contradiction};
use super::faults::{self, Balance};
use super::figures::Figures;
use super::head::{self, Head};
use super::items::{Bullet, count_bullets};
use super::lines::Block;
use super::markdown::{escape, escape_start};
use super::naming::{content_slug, numbered};
use super::passage::{Joiner, Passage};
use super::relative;
use super::settings;
use crate::draft::DraftKind;
use crate::finding::Finding;
use crate::folder::{DECLARATION, FIGURES, Files, toml_string};
use crate::words::token::tokens;

/// Imports the blocks of a declaration.
pub(super) fn import(
    mut blocks: Vec<Block>,
    text: &str,
    context: &mut Context<'_>,
) -> (DraftKind, Files) {
    let mut joiner = Joiner::new(context.file, text);
    let head = head::take(&mut blocks, &mut joiner, context);
    let pieces = body::pieces(&blocks, &mut joiner, context);
    context.findings.extend(joiner.findings());
    let passages = passages(&head, &pieces);
    for passage in &passages {
        relative::check(passage, context);
    }
    faults::check(&passages, Balance::EachPassage, context);
    let contradiction = head
        .origin
        .as_ref()
        .map_or_else(Contradiction::default, |origin| {
            contradiction::check(origin, &passages, context)
        });
    let mut figures = Figures::default();
    let markdown = markdown(&head, &pieces, &mut figures, context);
    let mut files = Files::new();
    files.insert(DECLARATION, settings::draft(&head, &contradiction, context));
    files.insert(
        format!("text/{}.md", context.language),
        format!("{}{markdown}", front_matter(&head, &contradiction)),
    );
    if let Some(drafts) = figures.file() {
        files.insert(FIGURES, drafts);
    }
    (DraftKind::Declaration, files)
}

fn passages<'p>(head: &'p Head, pieces: &'p [Piece]) -> Vec<&'p Passage> {
    let mut passages: Vec<&Passage> = Vec::new();
    passages.extend(&head.title_passage);
    passages.extend(head.origin.as_ref().map(|origin| &origin.passage));
    passages.extend(&head.note);
    for piece in pieces {
        match piece {
            Piece::Heading(passage) | Piece::Paragraph(passage) => passages.push(passage),
            Piece::List(items) => passages.extend(items.iter().map(|item| &item.passage)),
        }
    }
    passages
}

fn front_matter(head: &Head, contradiction: &Contradiction) -> String {
    let mut front = String::new();
    let date = head.origin.as_ref().and_then(|origin| origin.date.date());
    if let Some(date) = date.filter(|_| contradiction.years.is_empty()) {
        let _ = writeln!(front, "date = {date}");
    }
    if let Some(origin) = &head.origin {
        let _ = writeln!(front, "origin = {}", toml_string(&origin.passage.text));
    }
    if let Some(note) = &head.note {
        let escaped = toml_string(&note.text);
        let inner = escaped.trim_start_matches('"');
        let inner = inner.strip_suffix('"').unwrap_or(inner);
        let _ = writeln!(front, "note = \"\"\"\n{inner}\n\"\"\"");
    }
    if front.is_empty() {
        front
    } else {
        format!("+++\n{front}+++\n")
    }
}

fn markdown(
    head: &Head,
    pieces: &[Piece],
    figures: &mut Figures,
    context: &mut Context<'_>,
) -> String {
    let demands = demands_list(pieces, context);
    let mut text = format!("# {}\n", escape(&head.title));
    for (index, piece) in pieces.iter().enumerate() {
        text.push('\n');
        match piece {
            Piece::Heading(passage) => {
                let _ = writeln!(text, "## {}", escape(&passage.text));
            }
            Piece::Paragraph(passage) => {
                let paragraph = figures.mark(passage, context);
                let _ = writeln!(text, "{}", escape_start(&paragraph));
            }
            Piece::List(items) => {
                unify_bullets(items, context);
                if demands == Some(index) {
                    let _ = writeln!(text, "## {} {{.demands}}\n", context.words.demands_heading);
                    note_heading(items, context);
                }
                list(&mut text, items, demands == Some(index), figures, context);
            }
        }
    }
    text
}

/// The list that holds the demands: the last one whose introduction demands something, otherwise
/// the last one at the end of the text.
fn demands_list(pieces: &[Piece], context: &Context<'_>) -> Option<usize> {
    let lists = || {
        pieces
            .iter()
            .enumerate()
            .filter(|(_, piece)| matches!(piece, Piece::List(_)))
            .map(|(index, _)| index)
    };
    let demands = |index: &usize| match index.checked_sub(1).map(|before| &pieces[before]) {
        Some(Piece::Paragraph(passage) | Piece::Heading(passage)) => {
            tokens(&passage.text).iter().any(|token| {
                context
                    .words
                    .has_any(&token.folded, context.words.demanding)
            })
        }
        _ => false,
    };
    lists().rfind(demands).or_else(|| {
        lists()
            .next_back()
            .filter(|index| index + 2 >= pieces.len())
    })
}

fn unify_bullets(items: &[Item], context: &mut Context<'_>) {
    let plain = Bullet::Sign("-".to_owned());
    if items.iter().all(|item| item.bullet == plain) {
        return;
    }
    let counted = count_bullets(items.iter().map(|item| &item.bullet));
    let message = format!("{} items had different bullets: {counted}", items.len());
    let place = items[0].passage.head(context.file);
    context
        .findings
        .push(Finding::note("bullets-unified", message).at(place));
}

fn note_heading(items: &[Item], context: &mut Context<'_>) {
    let heading = context.words.demands_heading;
    let message = format!(
        "{} items became demands under the heading `{heading}`, which the source does not have",
        items.len()
    );
    let place = items[0].passage.head(context.file);
    context.findings.push(
        Finding::note("demands-found", message)
            .at(place)
            .help("change the heading as you like; the identifiers stay for ever once published"),
    );
}

fn list(
    text: &mut String,
    items: &[Item],
    are_demands: bool,
    figures: &mut Figures,
    context: &mut Context<'_>,
) {
    let mut taken = BTreeSet::new();
    for (index, item) in items.iter().enumerate() {
        let words = figures.mark(&item.passage, context);
        if !are_demands {
            let _ = writeln!(text, "- {}", escape_start(&words));
            continue;
        }
        let fallback = format!("demand-{}", index + 1);
        let slug = content_slug(&item.passage.text, context.words, 4, &fallback);
        let ids = (1..).map(|times| numbered(slug.as_str(), times));
        let Some(id) = ids.into_iter().find(|id| !taken.contains(id)) else {
            continue;
        };
        let _ = writeln!(text, "- {} {{#{id}}}", escape_start(&words));
        taken.insert(id);
    }
}
