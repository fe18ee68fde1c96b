//! `list.toml` and `issues/NUMBER/…`.

use domain::infomail::{Issue, IssueText, List, PAUSE_AT_COMPLAINTS};
use domain::locale::Language;
use domain::name::Name;
use domain::slug::Slug;

use super::fenced;
use super::toml::Writer;
use crate::folder::Files;
use crate::folder::infomail::{LIST, ListFolder, issue_path, text_path};

/// Writes a folder.
pub(in crate::folder) fn write(folder: &ListFolder) -> Files {
    let mut files = Files::new();
    files.insert(LIST, list(&folder.list));
    for issue in &folder.issues {
        files.insert(issue_path(issue.number), settings(issue));
        for text in &issue.texts {
            files.insert(text_path(issue.number, &text.language), issue_text(text));
        }
    }
    files
}

fn list(list: &List) -> String {
    let mut out = Writer::default();
    out.string("slug", list.slug.as_str());
    out.string("language", list.language.as_str());
    out.string("organisation", list.organisation.as_str());
    out.string("legal-basis", list.legal_basis.as_str());
    if list.pause_at_complaints != PAUSE_AT_COMPLAINTS {
        out.bare("pause-at-complaints", list.pause_at_complaints);
    }
    out.table("controller");
    out.string("name", list.controller.name.as_str());
    out.string("contact", &list.controller.contact);
    out.string("authority", list.controller.authority.as_str());
    for wording in &list.wordings {
        out.entry("wording");
        out.string("language", wording.language.as_str());
        out.string("title", wording.title.as_str());
        out.note("description", &wording.description);
    }
    out.finish()
}

fn settings(issue: &Issue) -> String {
    let mut out = Writer::default();
    out.bare("date", issue.date);
    if !issue.about.is_empty() {
        out.strings("about", &slugs(&issue.about));
    }
    out.maybe_bare("corrects", issue.corrects);
    if let Some(gap) = &issue.gap {
        out.note("gap", gap);
    }
    if !issue.audience.is_everybody() {
        out.table("audience");
        let languages = &issue.audience.languages;
        if !languages.is_empty() {
            let tags: Vec<&str> = languages.iter().map(Language::as_str).collect();
            out.strings("languages", &tags);
        }
        if !issue.audience.signed.is_empty() {
            out.strings("signed", &slugs(&issue.audience.signed));
        }
    }
    out.finish()
}

fn slugs(slugs: &[Slug]) -> Vec<&str> {
    slugs.iter().map(Slug::as_str).collect()
}

fn issue_text(text: &IssueText) -> String {
    let mut front = Writer::default();
    front.maybe("preheader", text.preheader.as_deref());
    front.maybe("translator", text.translator.as_ref().map(Name::as_str));
    fenced(&front.finish(), text.text.as_str())
}
