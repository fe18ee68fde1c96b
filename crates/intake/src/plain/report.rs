//! A report of events, with the statements it quotes.

use super::Context;
use super::faults::{self, Balance};
use super::figures::Figures;
use super::footnotes;
use super::head::first_words;
use super::lines::{Block, Line};
use super::markdown::escape_start;
use super::naming::content_slug;
use super::passage::{Joiner, Passage};
use super::quotation::{self, Quoted};
use super::relative;
use domain::report::{Quotation, ReportDate};

use crate::document::Role;
use crate::draft::DraftKind;
use crate::finding::{Finding, Place};
use crate::folder::{FIGURES, Files, drafted_report};

/// A paragraph this long on one line is running text, not a title.
const LONG: usize = 240;

/// Whether the blocks are a report: it begins with its date, or with running text instead of a
/// title, and demands nothing.
pub(super) fn looks_like_one(blocks: &[Block], context: &Context<'_>) -> bool {
    let first = blocks.first();
    let Some((first, line)) = first.and_then(|block| Some((block, block.lines.first()?))) else {
        return false;
    };
    if date_prefix(line).is_some() {
        return true;
    }
    let length: usize = first.lines.iter().map(Line::length).sum();
    let has_items = blocks.iter().any(|block| {
        let is_item = matches!(block.role, Some(Role::Item { .. }));
        is_item
            || block
                .lines
                .iter()
                .any(|line| super::items::bullet(line).is_some())
    });
    let introduces_quotation = blocks.windows(2).any(|pair| {
        let colon = pair[0]
            .lines
            .last()
            .is_some_and(|line| line.text.ends_with(':'));
        let opens = pair[1].lines[0].text.starts_with(['„', '“', '«', '"']);
        colon && (opens || pair[1].is_quoted)
    });
    length > LONG && !has_items && introduces_quotation && !context.file.is_empty()
}

/// The date before the first word (`date 2022-01`): what it says and the byte after it.
fn date_prefix(line: &Line) -> Option<(ReportDate, usize)> {
    let rest = line.text.strip_prefix("date")?;
    let label = rest.trim_start_matches([':', ' ']);
    if label.len() == rest.len() {
        return None;
    }
    let date = label.split(' ').next()?.trim_end_matches([':', ',', ';']);
    let start = line.text.len() - label.len();
    let rest = &label[date.len()..];
    let after =
        start + date.len() + (rest.len() - rest.trim_start_matches([':', ',', ';', ' ']).len());
    Some((ReportDate::parse(date)?, after))
}

/// Imports the blocks of a report.
pub(super) fn import(
    mut blocks: Vec<Block>,
    text: &str,
    context: &mut Context<'_>,
) -> (DraftKind, Files) {
    let date = take_date(&mut blocks, context);
    let mut joiner = Joiner::new(context.file, text);
    let paragraphs: Vec<Passage> = blocks
        .iter()
        .map(|block| joiner.join(&block.lines))
        .collect();
    let passages: Vec<&Passage> = paragraphs.iter().collect();
    for passage in &passages {
        relative::check(passage, context);
    }
    faults::check(&passages, Balance::Whole, context);
    let mut figures = Figures::default();
    let title = title(&paragraphs, context);
    let (mut markdown, quotations) = markdown(&paragraphs, &blocks, &mut figures, context);
    for note in footnotes::notes(&mut joiner, context) {
        markdown.push_str(&format!("\n{note}\n"));
    }
    context.findings.extend(joiner.findings());
    let slug = content_slug(&title, context.words, 4, "report");
    let path = format!(
        "reports/{}.{}.md",
        name(date, slug.as_str()),
        context.language
    );
    let mut files = Files::new();
    files.insert(path, drafted_report(&title, date, &quotations, &markdown));
    if let Some(drafts) = figures.file(context.language) {
        files.insert(FIGURES, drafts);
    }
    (DraftKind::Report, files)
}

/// Date and first words, cut between two words where they are longer than an address may be.
fn name(date: Option<ReportDate>, slug: &str) -> String {
    const MAX: usize = 64;
    let name = date.map_or_else(|| slug.to_owned(), |date| format!("{date}-{slug}"));
    if name.len() <= MAX {
        return name;
    }
    let cut = &name[..MAX];
    let end = cut.rfind('-').unwrap_or(MAX);
    cut[..end].to_owned()
}

fn take_date(blocks: &mut Vec<Block>, context: &mut Context<'_>) -> Option<ReportDate> {
    let line = blocks.first_mut()?.lines.first_mut()?;
    let Some((date, after)) = date_prefix(line) else {
        let finding = Finding::warning("date-missing", "the report does not begin with its date");
        let place = Place::beginning(context.file);
        context
            .findings
            .push(finding.at(place).help("add `date` to its front matter"));
        return None;
    };
    let message = format!(
        "`{}` is taken for the date of the report",
        line.text[..after].trim()
    );
    let place = Place {
        file: context.file.to_owned(),
        line: line.number,
        column: line.column(0),
        length: line.text[..after].trim().chars().count(),
    };
    context
        .findings
        .push(Finding::note("date-found", message).at(place));
    let rest = line.from(after);
    if rest.text.is_empty() {
        blocks[0].lines.remove(0);
        blocks.retain(|block| !block.lines.is_empty());
    } else {
        *line = rest;
    }
    Some(date)
}

fn title(paragraphs: &[Passage], context: &mut Context<'_>) -> String {
    let Some(first) = paragraphs.first() else {
        return context.file.to_owned();
    };
    let title = first_words(&first.text);
    let place = first.place(context.file, &(0..title.len().min(first.text.len())));
    let message = format!("the report has no title; its first words serve: `{title}`");
    context.findings.push(
        Finding::warning("title-guessed", message)
            .at(place)
            .help("write a title"),
    );
    title
}

fn markdown(
    paragraphs: &[Passage],
    blocks: &[Block],
    figures: &mut Figures,
    context: &mut Context<'_>,
) -> (String, Vec<Quotation>) {
    let mut text = String::new();
    let mut quotations = Vec::new();
    let mut index = 0;
    while index < paragraphs.len() {
        if !text.is_empty() {
            text.push('\n');
        }
        let quoted = quotation::given(paragraphs, blocks, index, context)
            .or_else(|| quotation::at(paragraphs, index, context));
        if let Some(quoted) = quoted {
            quotations.push(block_quote(
                &mut text, paragraphs, &quoted, figures, context,
            ));
            index = quoted.paragraphs.end;
        } else {
            let words = paragraph(&paragraphs[index], figures, context).0;
            text.push_str(&as_given(blocks[index].role.as_ref(), words));
            text.push('\n');
            index += 1;
        }
    }
    (text, quotations)
}

/// A paragraph as what the format of the document says it is.
fn as_given(role: Option<&Role>, words: String) -> String {
    match role {
        Some(Role::Heading(_)) => format!("## {words}"),
        Some(Role::Item { depth, .. }) => {
            format!(
                "{:indent$}- {words}",
                "",
                indent = 2 * usize::from(*depth).min(4)
            )
        }
        _ => words,
    }
}

fn paragraph(passage: &Passage, figures: &mut Figures, context: &mut Context<'_>) -> (String, u64) {
    let count = quotation::omissions(passage, context);
    let marked = figures.mark(passage, context);
    (escape_start(&quotation::unify(&marked)), count)
}

fn block_quote(
    text: &mut String,
    paragraphs: &[Passage],
    quoted: &Quoted,
    figures: &mut Figures,
    context: &mut Context<'_>,
) -> Quotation {
    let mut omissions = 0;
    let last = quoted.paragraphs.end - 1;
    for index in quoted.paragraphs.clone() {
        let whole = &paragraphs[index];
        let from = if index == quoted.paragraphs.start {
            quoted.open_length
        } else {
            0
        };
        let until = if index == last {
            quoted.close
        } else {
            whole.text.len()
        };
        if index > quoted.paragraphs.start {
            text.push_str(">\n");
        }
        let (markdown, count) = paragraph(&whole.cut(&(from..until.max(from))), figures, context);
        omissions += count;
        text.push_str(&format!("> {markdown}\n"));
    }
    let message = format!(
        "a quotation of `{}`: {} paragraphs, {omissions} omissions; its marks became a block quote",
        quoted.speaker,
        quoted.paragraphs.len()
    );
    let place = paragraphs[quoted.paragraphs.start].place(context.file, &(0..quoted.open_length));
    context
        .findings
        .push(Finding::note("quotation-found", message).at(place));
    let before = quoted.paragraphs.start.checked_sub(1);
    let introduction = before.map(|before| paragraphs[before].text.clone());
    after_quotation(text, &paragraphs[last], quoted, figures, context);
    Quotation {
        introduction,
        omissions,
        ..Quotation::by(quoted.speaker.clone())
    }
}

/// What follows the closing mark in its paragraph is the reporter's again.
fn after_quotation(
    text: &mut String,
    paragraph: &Passage,
    quoted: &Quoted,
    figures: &mut Figures,
    context: &mut Context<'_>,
) {
    let rest = quoted.close + quoted.close_length..paragraph.text.len();
    if paragraph.text[rest.clone()]
        .chars()
        .any(char::is_alphanumeric)
    {
        let markdown = figures.mark(&paragraph.cut(&rest), context);
        text.push_str(&format!("\n{}\n", escape_start(markdown.trim_start())));
    }
}
