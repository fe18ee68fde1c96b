//! `list.toml` and `issues/NUMBER/…`.

use std::collections::BTreeMap;

use domain::infomail::{
    Audience, Issue, IssueNumber, IssueText, List, ListWording, PAUSE_AT_COMPLAINTS,
};
use domain::locale::Language;
use domain::slug::Slug;

use super::declaration::{collect, controller};
use super::front::split;
use super::section::{Reader, Section};
use super::{text_of, wording};
use crate::finding::{Finding, Place};
use crate::folder::Files;
use crate::folder::infomail::{LIST, issue_path};

/// What could be read of a list, however little that is.
#[derive(Default)]
pub(in crate::folder) struct Parts {
    pub(in crate::folder) list: Option<List>,
    /// By number.
    pub(in crate::folder) issues: Vec<Issue>,
    pub(in crate::folder) findings: Vec<Finding>,
}

/// Reads every file of a folder.
pub(in crate::folder) fn parts(files: &Files) -> Parts {
    let mut parts = Parts::default();
    match text_of(files, LIST, &mut parts.findings) {
        Some(text) => parts.list = list(&text, &mut parts.findings),
        None if files.get(LIST).is_some() => {}
        None => parts.findings.push(
            Finding::error("list-missing", format!("there is no `{LIST}`"))
                .help("it says who sends the Infomail and what it is called"),
        ),
    }
    let mut texts: BTreeMap<IssueNumber, Vec<&str>> = BTreeMap::new();
    for path in files.paths().filter(|path| !is_beside(path)) {
        match placed(path) {
            Some((number, "issue.toml")) => {
                texts.entry(number).or_default();
            }
            Some((number, _)) => texts.entry(number).or_default().push(path),
            None => parts.findings.push(unknown_file(path)),
        }
    }
    for (number, paths) in texts {
        let read = issue(files, number, &paths, &mut parts.findings);
        parts.issues.extend(read);
    }
    parts
}

/// The number of the issue that a file belongs to, and its name in the folder of the issue.
fn placed(path: &str) -> Option<(IssueNumber, &str)> {
    let (folder, name) = path.strip_prefix("issues/")?.split_once('/')?;
    let is_ours = name == "issue.toml" || (name.ends_with(".md") && !name.contains('/'));
    is_ours
        .then(|| IssueNumber::from_folder(folder))
        .flatten()
        .map(|number| (number, name))
}

fn is_beside(path: &str) -> bool {
    [LIST, "README.md", "LICENSE"].contains(&path)
}

fn unknown_file(path: &str) -> Finding {
    Finding::warning("file-unknown", format!("`{path}` has no meaning here"))
        .at(Place::beginning(path))
        .help("an issue is `issues/0007/issue.toml` with its texts beside it, `issues/0007/en.md`")
}

fn list(text: &str, findings: &mut Vec<Finding>) -> Option<List> {
    let mut reader = Reader::new(LIST, text, &(0..text.len()));
    let document = reader.parse(text);
    let mut top = Section::top(&document);
    let slug = top.parsed("slug", &mut reader, Slug::parse);
    let slug = top.needed(
        "slug",
        slug,
        &mut reader,
        "the short name in its address, such as `clean-rivers`",
    );
    let language = top.parsed("language", &mut reader, Language::parse);
    let language = top.needed(
        "language",
        language,
        &mut reader,
        "what is sent where an issue lacks the language of a subscriber, such as `de`",
    );
    let organisation = top.name("organisation", &mut reader);
    let organisation = top.needed("organisation", organisation, &mut reader, "who sends it");
    let basis = top.name("legal-basis", &mut reader);
    let basis = top.needed(
        "legal-basis",
        basis,
        &mut reader,
        "for example \"Art. 6(1)(a) GDPR\" (REQ-24)",
    );
    let pause = pause_at_complaints(&mut top, &mut reader);
    let controller = controller(&mut top, &mut reader);
    let wordings = collect(top.tables("wording", &mut reader), |section| {
        list_wording(section, &mut reader)
    });
    top.finish(&mut reader);
    findings.append(&mut reader.findings);
    let (language, mut wordings) = (language?, wordings?);
    wordings.sort_by_key(|wording| (wording.language != language, wording.language.clone()));
    Some(List {
        slug: slug?,
        language,
        organisation: organisation?,
        controller: controller?,
        legal_basis: basis?,
        wordings,
        pause_at_complaints: pause,
    })
}

/// At most the 0.3 percent at which large providers refuse a sender (REQ-75).
fn pause_at_complaints(top: &mut Section<'_, '_>, reader: &mut Reader<'_>) -> u32 {
    const KEY: &str = "pause-at-complaints";
    let Some(number) = top.number(KEY, reader) else {
        return PAUSE_AT_COMPLAINTS;
    };
    if let Some(fitting) = u32::try_from(number).ok().filter(|n| (1..=30).contains(n)) {
        return fitting;
    }
    let span = top
        .get(KEY)
        .map_or_else(|| top.span.clone(), toml::Spanned::span);
    let message = format!("`{KEY}` is {number}, possible is 1 to 30 in ten thousand mails");
    reader.error(&span, "value-bounds", message);
    PAUSE_AT_COMPLAINTS
}

fn list_wording(mut section: Section<'_, '_>, reader: &mut Reader<'_>) -> Option<ListWording> {
    let language = section.parsed("language", reader, Language::parse);
    let language = section.needed("language", language, reader, "such as `de`");
    let title = section.name("title", reader);
    let title = section.needed("title", title, reader, "what the list is called");
    let description = section.paragraphs("description", reader);
    let description = section.needed(
        "description",
        description,
        reader,
        "what subscribers get, and how often",
    );
    section.finish(reader);
    Some(ListWording {
        language: language?,
        title: title?,
        description: description?,
    })
}

fn issue(
    files: &Files,
    number: IssueNumber,
    texts: &[&str],
    findings: &mut Vec<Finding>,
) -> Option<Issue> {
    let path = issue_path(number);
    let Some(file) = text_of(files, &path, findings) else {
        if files.get(&path).is_none() {
            let message = format!("there is no `{path}`");
            findings.push(
                Finding::error("issue-missing", message)
                    .help("it gives the day of the issue, such as `date = 2026-11-12`"),
            );
        }
        return None;
    };
    let mut reader = Reader::new(&path, &file, &(0..file.len()));
    let document = reader.parse(&file);
    let mut top = Section::top(&document);
    let date = top.day("date", &mut reader);
    let date = top.needed(
        "date",
        date,
        &mut reader,
        "the day it bears, such as 2026-11-12",
    );
    let about = slugs(&mut top, "about", &mut reader);
    let corrects = corrects(&mut top, &mut reader);
    let gap = top.paragraphs("gap", &mut reader);
    let audience = top
        .table("audience", &mut reader)
        .map(|section| audience(section, &mut reader));
    top.finish(&mut reader);
    findings.append(&mut reader.findings);
    let read = texts.iter().map(|text| issue_text(files, text, findings));
    let read: Vec<Option<IssueText>> = read.collect();
    let mut texts: Vec<IssueText> = read.into_iter().collect::<Option<_>>()?;
    texts.sort_by(|a, b| a.language.cmp(&b.language));
    Some(Issue {
        number,
        date: date?,
        about,
        corrects,
        gap,
        audience: audience.unwrap_or_default(),
        texts,
    })
}

fn corrects(top: &mut Section<'_, '_>, reader: &mut Reader<'_>) -> Option<IssueNumber> {
    let number = top.number("corrects", reader)?;
    let number = u32::try_from(number).ok().and_then(IssueNumber::new);
    if number.is_none() {
        let span = top
            .get("corrects")
            .map_or_else(|| top.span.clone(), toml::Spanned::span);
        let message = "`corrects` takes the number of an earlier issue".to_owned();
        reader.error(&span, "value-bounds", message);
    }
    number
}

fn audience(mut section: Section<'_, '_>, reader: &mut Reader<'_>) -> Audience {
    let mut languages = Vec::new();
    for (text, span) in section.texts("languages", reader) {
        match Language::parse(text) {
            Ok(language) => languages.push(language),
            Err(error) => {
                let message = format!("`audience.languages`: {error}");
                reader.error(&span, "value-malformed", message);
            }
        }
    }
    let signed = slugs(&mut section, "signed", reader);
    section.finish(reader);
    Audience { languages, signed }
}

fn slugs(section: &mut Section<'_, '_>, key: &'static str, reader: &mut Reader<'_>) -> Vec<Slug> {
    let mut slugs = Vec::new();
    for (text, span) in section.texts(key, reader) {
        match Slug::parse(text) {
            Ok(slug) => slugs.push(slug),
            Err(error) => {
                let message = format!("`{}`: {error}", section.path(key));
                reader.error(&span, "value-malformed", message);
            }
        }
    }
    slugs
}

fn issue_text(files: &Files, path: &str, findings: &mut Vec<Finding>) -> Option<IssueText> {
    let file = text_of(files, path, findings)?;
    let tag = path.rsplit('/').next()?.trim_end_matches(".md");
    let language = Language::parse(tag).map_err(|error| {
        let advice = "the name of the file is the language of the text: `en.md`";
        let finding = Finding::error("language-unknown", error.to_string());
        findings.push(finding.at(Place::beginning(path)).help(advice));
    });
    let parts = split(&file);
    if parts.is_open {
        findings.push(wording::open_front_matter(path));
        return None;
    }
    let mut reader = Reader::new(path, &file, &parts.front);
    let document = reader.parse(&file[parts.front.clone()]);
    let mut top = Section::top(&document);
    let preheader = top.plain("preheader", &mut reader);
    let translator = top.name("translator", &mut reader);
    top.finish(&mut reader);
    findings.append(&mut reader.findings);
    let text = wording::read_text(path, &file, &parts.body, findings);
    Some(IssueText {
        language: language.ok()?,
        preheader,
        translator,
        text: text?,
    })
}
