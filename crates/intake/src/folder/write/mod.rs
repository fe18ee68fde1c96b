//! Writing a folder in canonical form: keys in one order, texts as they are.

mod figures;
pub(super) mod infomail;
mod raisings;
mod report;
mod toml;

use domain::consent::Purpose;
use domain::declaration::{Declaration, Party};
use domain::name::Name;
use domain::revision::{Renders, Role, Wording};
use domain::signer::Class;
use domain::slug::Slug;

use super::{ACCEPTED, Acceptance, DECLARATION, FIGURES, Files, Folder, RAISINGS, report_path};
use toml::Writer;

pub(crate) use figures::figures;
pub(crate) use report::drafted as drafted_report;
pub(crate) use toml::string as toml_string;

/// Writes a folder.
pub(super) fn write(folder: &Folder) -> Files {
    let mut files = Files::new();
    let original = &folder.declaration.language;
    files.insert(DECLARATION, declaration(&folder.declaration));
    if !folder.figures.is_empty() || !folder.series.is_empty() {
        files.insert(FIGURES, figures(&folder.figures, &folder.series, original));
    }
    for page in &folder.methods {
        files.insert(format!("method/{}.md", page.language), page.text.as_str());
    }
    if !folder.raisings.is_empty() {
        files.insert(RAISINGS, raisings::raisings(&folder.raisings, original));
    }
    if !folder.acceptances.is_empty() {
        files.insert(ACCEPTED, acceptances(&folder.acceptances));
    }
    for text in &folder.wordings {
        files.insert(format!("text/{}.md", text.language), wording(text));
    }
    for report in &folder.reports {
        let path = report_path(&report.id, &report.language);
        files.insert(path, report::report(report));
    }
    files
}

fn acceptances(acceptances: &[Acceptance]) -> String {
    let mut out = Writer::default();
    for acceptance in acceptances {
        out.entry("accepted");
        out.string("code", &acceptance.code);
        out.maybe("file", acceptance.file.as_deref());
        out.maybe("quote", acceptance.quote.as_deref());
        out.string("who", &acceptance.who);
        out.bare("when", acceptance.when);
        out.note("why", &acceptance.why);
    }
    out.finish()
}

fn names(names: &[Name]) -> Vec<&str> {
    names.iter().map(Name::as_str).collect()
}

fn declaration(declaration: &Declaration) -> String {
    let mut out = Writer::told_in(&declaration.language);
    out.string("slug", declaration.slug.as_str());
    out.string("language", declaration.language.as_str());
    out.maybe_bare("closes", declaration.closes);
    out.multilingual_names("addressees", &declaration.addressees);
    out.strings("supporters", &names(&declaration.supporters));
    if !declaration.demand_addressees.is_empty() {
        out.table("demand-addressees");
        for (demand, addressees) in &declaration.demand_addressees {
            out.multilingual_names(demand.as_str(), addressees);
        }
    }
    if let Some(first) = &declaration.first_published {
        out.table("first-published");
        out.bare("on", first.on);
        out.string("where", first.place.as_str());
        out.maybe("url", first.url.as_deref());
    }
    for party in &declaration.initiators {
        initiator(&mut out, party);
    }
    out.table("controller");
    out.string("name", declaration.controller.name.as_str());
    out.string("contact", &declaration.controller.contact);
    out.string("authority", declaration.controller.authority.as_str());
    for offered in &declaration.purposes {
        out.entry("purposes");
        out.string("id", Purpose::word(offered.purpose));
        out.string("legal-basis", offered.legal_basis.as_str());
        out.maybe("list", offered.list.as_ref().map(Slug::as_str));
    }
    out.table("retention");
    out.bare("pending-days", declaration.retention.pending_days);
    out.bare(
        "names-months-after-close",
        declaration.retention.names_months_after_close,
    );
    out.table("organisers");
    let recipients: Vec<&str> = declaration.recipients.iter().map(String::as_str).collect();
    out.strings("recipients", &recipients);
    out.finish()
}

fn initiator(out: &mut Writer, party: &Party) {
    out.entry("initiators");
    out.string("name", party.name.as_str());
    out.maybe("role", party.role.as_ref().map(Name::as_str));
    let kind = match party.class {
        Class::Person => "person",
        Class::Organisation => "organisation",
    };
    out.string("kind", kind);
}

/// `text/LANG.md`: front matter, then the text as it is. A text without anything around it has no
/// front matter.
pub(crate) fn wording(wording: &Wording) -> String {
    let mut front = Writer::default();
    front.maybe_bare("date", wording.date);
    front.maybe("origin", wording.origin.as_deref());
    if let Some(note) = &wording.note {
        front.paragraphs("note", note);
    }
    if let Some(changes) = &wording.changes {
        front.paragraphs("changes", &changes.words);
        front.bare("material", changes.material);
    }
    if let Role::Translation(translation) = &wording.role {
        match translation.renders {
            Renders::Current => front.string("renders", "original"),
            Renders::Digest(digest) => front.string("renders", &digest.to_string()),
        }
        front.maybe(
            "translator",
            translation.translator.as_ref().map(Name::as_str),
        );
        front.maybe(
            "reviewed-by",
            translation.reviewer.as_ref().map(Name::as_str),
        );
        front.string("state", translation.state.word());
    }
    fenced(&front.finish(), wording.text.as_str())
}

fn fenced(front: &str, text: &str) -> String {
    if front.is_empty() {
        text.to_owned()
    } else {
        format!("+++\n{front}+++\n{text}")
    }
}
