//! The settings of a draft: `declaration.toml` with what was recognised and what is to be filled in.

use std::fmt::Write as _;

use domain::declaration::Party;
use domain::name::Name;

use super::contradiction::Contradiction;
use super::dates::WrittenDate;
use super::head::Head;
use super::naming::content_slug;
use super::passage::Passage;
use super::{Context, note};
use crate::finding::Finding;
use crate::folder::toml_string;

/// `declaration.toml` with everything that was recognised; what is missing is there and empty, so
/// that checking says what to fill in.
pub(super) fn draft(
    head: &Head,
    contradiction: &Contradiction,
    context: &mut Context<'_>,
) -> String {
    let slug = content_slug(&head.title, context.words, 5, "declaration");
    let mut out = format!(
        "# A draft. Empty values must be filled in before it can be published.\n\
         slug = \"{slug}\"\nlanguage = \"{}\"\naddressees = []\nsupporters = []\n",
        context.language
    );
    if let Some(passage) = &head.note {
        first_published(&mut out, passage, contradiction, context);
        initiator(&mut out, passage, context);
        supporter(passage, context);
    } else {
        out.push_str("\n# Who began it?\n[[initiators]]\nname = \"\"\nkind = \"person\"\n");
    }
    out.push_str(
        "\n# Who answers for the signers' data, where requests go, and which authority hears complaints.\n\
         [controller]\nname = \"\"\ncontact = \"\"\nauthority = \"\"\n\
         \n# What signers are asked for; `publish`, `handover`, `infomail` and `contact` can be offered too.\n\
         [[purposes]]\nid = \"count\"\nlegal-basis = \"\"\n\
         \n[retention]\npending-days = 7\nnames-months-after-close = 12\n\
         \n# Public keys (`age1…`) of those who may open contacts.\n[organisers]\nrecipients = []\n",
    );
    out
}

fn first_published(
    out: &mut String,
    passage: &Passage,
    contradiction: &Contradiction,
    context: &mut Context<'_>,
) {
    let Some(first) = note::first_published(passage, context) else {
        return;
    };
    out.push_str("\n[first-published]\n");
    match first.date.as_ref().and_then(WrittenDate::date) {
        Some(date) => {
            let _ = writeln!(out, "on = {date}");
        }
        None => {
            let written = first.words.as_str();
            let years: Vec<String> = contradiction
                .years
                .iter()
                .map(ToString::to_string)
                .collect();
            let advice = match years.as_slice() {
                [] => "look it up".to_owned(),
                years => format!("the text points to {}", years.join(" and ")),
            };
            let message = format!("the day it first appeared is not whole: `{written}`");
            let place = passage.place_of(context.file, written);
            context.findings.push(
                Finding::warning("first-published-year", message)
                    .at(place)
                    .help(advice),
            );
            out.push_str(
                "# The source does not say the whole day; write it as 2026-01-06.\non = \"\"\n",
            );
        }
    }
    let place = first
        .place
        .as_deref()
        .and_then(|place| Name::parse(place).ok());
    let _ = writeln!(
        out,
        "where = {}",
        toml_string(place.as_ref().map_or("", Name::as_str))
    );
}

fn initiator(out: &mut String, passage: &Passage, context: &mut Context<'_>) {
    let found = note::initiator(passage, context);
    let (message, help) = match &found {
        Some(Party { name, role, .. }) => (
            format!(
                "taken for who began it: `{}`, as `{}`",
                name.as_str(),
                role.as_ref().map_or("", Name::as_str)
            ),
            "correct name, role and kind in `declaration.toml`",
        ),
        None => (
            "the note does not say, in words that are understood, who began it".to_owned(),
            "fill in `[[initiators]]` in `declaration.toml`",
        ),
    };
    let name = found.as_ref().map_or("", |party| party.name.as_str());
    let place = passage.place_of(context.file, name);
    context.findings.push(
        Finding::warning("initiator-guessed", message)
            .at(place)
            .help(help),
    );
    let _ = writeln!(out, "\n[[initiators]]\nname = {}", toml_string(name));
    if let Some(role) = found.as_ref().and_then(|party| party.role.as_ref()) {
        let _ = writeln!(out, "role = {}", toml_string(role.as_str()));
    }
    out.push_str("kind = \"person\"\n");
}

fn supporter(passage: &Passage, context: &mut Context<'_>) {
    if let Some(sentence) = note::support(passage, context) {
        let message = format!("the publication is supported, but not by a name: `{sentence}`");
        let place = passage.place_of(context.file, sentence);
        context.findings.push(
            Finding::warning("supporter-unnamed", message)
                .at(place)
                .help("add who says this to `supporters` in `declaration.toml`"),
        );
    }
}
