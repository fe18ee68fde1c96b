//! A circulated copy of a declaration as a folder to be completed.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Context;
use super::body;
use super::contradiction::{self, Contradiction};
use super::faults::{self, Balance};
use super::figures::Figures;
use super::footnotes;
use super::head::{self, Head};
use super::items::{Bullet, count_bullets};
use super::lines::Block;
use super::list;
use super::markdown::{escape, escape_start};
use super::naming::{content_slug, numbered};
use super::passage::{Joiner, Passage};
use super::pieces::{self, Item, Piece};
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
    let mut markdown = markdown(&head, &pieces, &mut figures, context);
    for note in footnotes::notes(&mut joiner, context) {
        let _ = write!(markdown, "\n{note}\n");
    }
    context.findings.extend(joiner.findings());
    let mut files = Files::new();
    files.insert(DECLARATION, settings::draft(&head, &contradiction, context));
    files.insert(
        format!("text/{}.md", context.language),
        format!("{}{markdown}", front_matter(&head, &contradiction)),
    );
    if let Some(drafts) = figures.file(context.language) {
        files.insert(FIGURES, drafts);
    }
    (DraftKind::Declaration, files)
}

fn passages<'p>(head: &'p Head, pieces: &'p [Piece]) -> Vec<&'p Passage> {
    let mut passages: Vec<&Passage> = Vec::new();
    passages.extend(&head.title_passage);
    passages.extend(head.origin.as_ref().map(|origin| &origin.passage));
    passages.extend(&head.note);
    passages.extend(pieces::passages(pieces));
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
    let first_level = pieces.iter().filter_map(level).min().unwrap_or(0);
    let mut in_demands = false;
    for (index, piece) in pieces.iter().enumerate() {
        let are_demands = demands == Some(index);
        let is_over_demands = demands == Some(index + 1) && is_demanding(piece, context);
        text.push('\n');
        match piece {
            Piece::List(items) if are_demands => {
                unify_bullets(items, context);
                let has_heading = index.checked_sub(1).is_some_and(|before| {
                    level(&pieces[before]).is_some() && is_demanding(&pieces[before], context)
                });
                if !has_heading {
                    let _ = writeln!(text, "## {} {{.demands}}\n", context.words.demands_heading);
                }
                note_demands(items, has_heading, context);
                demand_items(&mut text, items, figures, context);
            }
            Piece::Heading(_, passage) if is_over_demands => {
                let _ = writeln!(text, "## {} {{.demands}}", escape(&passage.text));
            }
            Piece::List(items) if in_demands => {
                list::write(&mut text, items, list::NO_DEMAND, figures, context);
            }
            piece => write_piece(&mut text, piece, first_level, figures, context),
        }
        in_demands = are_demands || (in_demands && level(piece).is_none());
    }
    text
}

fn level(piece: &Piece) -> Option<u8> {
    match piece {
        Piece::Heading(level, _) => Some(*level),
        _ => None,
    }
}

/// A piece that is nothing but itself. Headings below the first level found are one step smaller.
fn write_piece(
    text: &mut String,
    piece: &Piece,
    first_level: u8,
    figures: &mut Figures,
    context: &mut Context<'_>,
) {
    match piece {
        Piece::Heading(level, passage) => {
            let mark = if *level > first_level { "###" } else { "##" };
            let _ = writeln!(text, "{mark} {}", escape(&passage.text));
        }
        Piece::Paragraph(passage) => {
            let paragraph = figures.mark(passage, context);
            let _ = writeln!(text, "{}", escape_start(&paragraph));
        }
        Piece::List(items) => {
            unify_bullets(items, context);
            list::write(text, items, list::ITEM, figures, context);
        }
        Piece::Quotation(inner) => {
            let mut quoted = String::new();
            for (index, piece) in inner.iter().enumerate() {
                if index > 0 {
                    quoted.push('\n');
                }
                write_piece(&mut quoted, piece, first_level, figures, context);
            }
            for line in quoted.lines() {
                let _ = writeln!(text, "{}", format!("> {line}").trim_end());
            }
        }
    }
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
    let demands = |index: &usize| {
        let before = index.checked_sub(1).map(|before| &pieces[before]);
        before.is_some_and(|piece| is_demanding(piece, context))
    };
    lists().rfind(demands).or_else(|| {
        lists()
            .next_back()
            .filter(|index| index + 2 >= pieces.len())
    })
}

/// Whether a paragraph or heading demands something.
fn is_demanding(piece: &Piece, context: &Context<'_>) -> bool {
    let (Piece::Paragraph(passage) | Piece::Heading(_, passage)) = piece else {
        return false;
    };
    tokens(&passage.text).iter().any(|token| {
        context
            .words
            .has_any(&token.folded, context.words.demanding)
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

fn note_demands(items: &[Item], has_heading: bool, context: &mut Context<'_>) {
    let count = items.len();
    let message = if has_heading {
        format!("{count} items became demands")
    } else {
        let heading = context.words.demands_heading;
        format!(
            "{count} items became demands under the heading `{heading}`, which the source does not have"
        )
    };
    let place = items[0].passage.head(context.file);
    context.findings.push(
        Finding::note("demands-found", message)
            .at(place)
            .help("change the heading as you like; the identifiers stay for ever once published"),
    );
}

/// The items as demands, each with its identifier behind its last word; items of inner lists belong
/// to the demand above them.
fn demand_items(
    text: &mut String,
    items: &[Item],
    figures: &mut Figures,
    context: &mut Context<'_>,
) {
    let mut taken = BTreeSet::new();
    let outermost = items.iter().map(|item| item.depth).min().unwrap_or(0);
    let demands = items.chunk_by(|_, next| next.depth > outermost);
    for (index, demand) in demands.enumerate() {
        let fallback = format!("demand-{}", index + 1);
        let slug = content_slug(&demand[0].passage.text, context.words, 4, &fallback);
        let ids = (1..).map(|times| numbered(slug.as_str(), times));
        let Some(id) = ids.into_iter().find(|id| !taken.contains(id)) else {
            continue;
        };
        let words = figures.mark(&demand[0].passage, context);
        let _ = write!(text, "- {}", escape_start(&words));
        if demand.len() > 1 {
            text.push('\n');
            let mut inner = String::new();
            list::write(&mut inner, &demand[1..], list::ITEM, figures, context);
            for (at, line) in inner.lines().enumerate() {
                let _ = write!(text, "{}  {line}", if at > 0 { "\n" } else { "" });
            }
        }
        let _ = writeln!(text, " {{#{id}}}");
        taken.insert(id);
    }
}
