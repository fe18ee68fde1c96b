//! What a reader, a signer or the addressee would stumble over: dates, length, languages, whom the
//! demands are for, who answers for the signers' data.

use domain::consent::Purpose;
use domain::revision::Role;

use super::Subject;
use super::locate::{self, Lines, Step};
use crate::finding::{Finding, Place};
use crate::folder::read::split_front_matter;
use crate::folder::{DECLARATION, report_path};
use crate::plain::{Body, review};

/// Words read in a minute, silently: the middle of what studies of several languages found.
const WORDS_A_MINUTE: usize = 200;
/// A declaration that takes longer than this is signed by few who have read it.
const LONG: usize = 8;
/// What people write where a name is to come.
const PLACEHOLDERS: [&str; 12] = [
    "n.n.",
    "nn",
    "tbd",
    "todo",
    "xxx",
    "...",
    "…",
    "we",
    "wir",
    "us",
    "nobody",
    "the organisers",
];

/// Checks a folder for these.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    consent(subject, findings);
    addressees(subject, findings);
    dates(subject, findings);
    languages(subject, findings);
    for wording in subject.wordings {
        reading(subject, wording, findings);
        let file = format!("text/{}.md", wording.language);
        let lines = Lines::of_wording(&subject.files, wording);
        let Some(first_line) = lines.first() else {
            continue;
        };
        let at = locate::value(&subject.files, &file, &[Step::Key("origin")]);
        let body = Body {
            file: &file,
            first_line,
            text: wording.text.as_str(),
            origin: wording
                .origin
                .as_deref()
                .map(|origin| (origin, at.map_or(1, |at| at.line))),
        };
        findings.extend(review(&body, &wording.language));
    }
}

/// REQ-1 and REQ-3: the sentence beside the box names the controller, and the purpose rests on a
/// basis that covers what a signature reveals.
fn consent(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(declaration) = subject.declaration else {
        return;
    };
    let at = |path: &[Step<'_>]| locate::value(&subject.files, DECLARATION, path);
    let controller = &declaration.controller;
    let name = controller.name.as_str().trim().to_lowercase();
    if PLACEHOLDERS.contains(&name.as_str()) || !name.contains(char::is_alphabetic) {
        let message = format!(
            "`{}` names nobody, and every consent names the controller",
            controller.name.as_str()
        );
        findings.push(
            Finding::error("controller-unnamed", message)
                .at(at(&[Step::Key("controller"), Step::Key("name")]))
                .help("the name of the person or organisation that answers for the signers' data (REQ-1, REQ-3)"),
        );
    }
    let contact = controller.contact.trim();
    let is_address = contact
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    if !is_address && !contact.starts_with("https://") {
        findings.push(
            Finding::warning(
                "controller-unreachable",
                format!("nobody can write to `{contact}`"),
            )
            .at(at(&[Step::Key("controller"), Step::Key("contact")]))
            .help("an e-mail address or a page that begins with `https://` (REQ-1)"),
        );
    }
    for (index, offered) in declaration.purposes.iter().enumerate() {
        let basis = offered.legal_basis.as_str();
        let reveals = matches!(
            offered.purpose,
            Purpose::Count | Purpose::Publish | Purpose::Handover | Purpose::InfomailSigned
        );
        if reveals && !basis.contains('9') {
            let path = [
                Step::Key("purposes"),
                Step::Entry(index),
                Step::Key("legal-basis"),
            ];
            let message = format!(
                "the legal basis of `{}` does not speak of political opinions",
                offered.purpose.word()
            );
            findings.push(
                Finding::warning("legal-basis-incomplete", message)
                    .at(at(&path))
                    .help("a signature shows one: name article 9 of the GDPR, or what stands for it in your law"),
            );
        }
    }
}

fn addressees(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (Some(declaration), Some(original)) = (subject.declaration, subject.original()) else {
        return;
    };
    let demands = original
        .text
        .outline()
        .map(|outline| outline.demands)
        .unwrap_or_default();
    let unaddressed = demands
        .iter()
        .find(|demand| declaration.addressees_of(&demand.id).is_empty());
    if let Some(first) = unaddressed {
        let lines = Lines::of_wording(&subject.files, original);
        findings.push(
            Finding::warning(
                "addressee-missing",
                "nobody is named whom the demands are addressed to",
            )
            .at(lines.place(first.place))
            .help("add `addressees` to `declaration.toml`, or `[demand-addressees]` for single ones: who is not asked need not answer"),
        );
    }
}

fn dates(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let dated = subject.original().and_then(|original| original.date);
    let (Some(declaration), Some(dated)) = (subject.declaration, dated) else {
        return;
    };
    let mut contradiction = |file: &str, path: &[Step<'_>], message: String| {
        findings.push(
            Finding::warning("dates-contradict", message)
                .at(locate::value(&subject.files, file, path))
                .help("one of the two is wrong, or was copied from elsewhere"),
        );
    };
    if let Some(closes) = declaration.closes.filter(|closes| *closes < dated) {
        let message = format!("signing ends on {closes}, but the text is dated {dated}");
        contradiction(DECLARATION, &[Step::Key("closes")], message);
    }
    if let Some(first) = declaration
        .first_published
        .as_ref()
        .filter(|first| first.on < dated)
    {
        let message = format!(
            "it first appeared on {}, but the text is dated {dated}",
            first.on
        );
        contradiction(
            DECLARATION,
            &[Step::Key("first-published"), Step::Key("on")],
            message,
        );
    }
    for translation in subject
        .wordings
        .iter()
        .filter(|wording| wording.role != Role::Original)
    {
        if let Some(date) = translation.date.filter(|date| *date < dated) {
            let file = format!("text/{}.md", translation.language);
            let message = format!("the translation is dated {date}, before the original ({dated})");
            contradiction(&file, &[Step::Key("date")], message);
        }
    }
}

fn languages(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for wording in subject.wordings.iter().filter(|wording| wording.is_draft()) {
        let file = format!("text/{}.md", wording.language);
        let message = format!(
            "the text in `{}` is a draft, which nobody will see",
            wording.language
        );
        findings.push(
            Finding::note("translation-draft", message)
                .at(locate::value(&subject.files, &file, &[Step::Key("state")]))
                .help("let a second speaker read it and write `state = \"reviewed\"`"),
        );
    }
    for report in subject.reports {
        let has_text = subject
            .wordings
            .iter()
            .any(|wording| wording.language == report.language);
        if !has_text && !subject.wordings.is_empty() {
            let message = format!(
                "this report is in `{0}`, but there is no `text/{0}.md`",
                report.language
            );
            findings.push(
                Finding::note("translation-missing", message)
                    .at(Place::beginning(&report_path(&report.id, &report.language)))
                    .help("whoever reads the report can then sign in the same language"),
            );
        }
    }
}

fn reading(
    subject: &Subject<'_>,
    wording: &domain::revision::Wording,
    findings: &mut Vec<Finding>,
) {
    let words = wording.text.as_str().split_whitespace().count();
    let minutes = words / WORDS_A_MINUTE;
    if minutes > LONG {
        let file = format!("text/{}.md", wording.language);
        let text = subject.files.text(&file).unwrap_or_default();
        let line = text[..split_front_matter(text).body.start]
            .matches('\n')
            .count()
            + 1;
        let place = Place {
            line,
            ..Place::beginning(&file)
        };
        findings.push(
            Finding::note(
                "reading-long",
                format!("reading it takes about {minutes} minutes ({words} words)"),
            )
            .at(place)
            .help("put what supports it into reports, and keep what is to be signed short"),
        );
    }
}
