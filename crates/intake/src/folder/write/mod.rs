//! Writing a folder in canonical form: keys in one order, texts as they are.

mod raisings;
mod toml;

use domain::consent::Purpose;
use domain::declaration::{Declaration, Party};
use domain::figure::Figure;
use domain::name::Name;
use domain::revision::{Renders, Role, Wording};
use domain::signer::Class;

use super::{ACCEPTED, Acceptance, DECLARATION, FIGURES, Files, Folder, RAISINGS, Report};
use toml::Writer;

pub(crate) use toml::string as toml_string;

/// Writes a folder.
pub(super) fn write(folder: &Folder) -> Files {
    let mut files = Files::new();
    files.insert(DECLARATION, declaration(&folder.declaration));
    if !folder.figures.is_empty() {
        files.insert(FIGURES, figures(&folder.figures));
    }
    if !folder.raisings.is_empty() {
        files.insert(RAISINGS, raisings::raisings(&folder.raisings));
    }
    if !folder.acceptances.is_empty() {
        files.insert(ACCEPTED, acceptances(&folder.acceptances));
    }
    for text in &folder.wordings {
        files.insert(format!("text/{}.md", text.language), wording(text));
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
    let mut out = Writer::default();
    out.string("slug", declaration.slug.as_str());
    out.string("language", declaration.language.as_str());
    out.maybe_bare("closes", declaration.closes);
    out.strings("addressees", &names(&declaration.addressees));
    out.strings("supporters", &names(&declaration.supporters));
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

/// `figures.toml`.
pub(crate) fn figures(figures: &[Figure]) -> String {
    let mut out = Writer::default();
    for figure in figures {
        out.entry("figure");
        figure_keys(&mut out, figure);
        if let Some(verbatim) = &figure.verbatim {
            out.table("figure.verbatim");
            out.string("text", &verbatim.text);
            out.string("language", verbatim.language.as_str());
        }
        if let Some(place) = &figure.place {
            out.table("figure.place");
            out.string("label", &place.label);
            out.maybe("country", place.country.as_deref());
        }
    }
    out.finish()
}

fn figure_keys(out: &mut Writer, figure: &Figure) {
    out.string("id", figure.id.as_str());
    out.string("series", figure.series.as_str());
    out.string("measure", figure.measure.word());
    out.string("unit", figure.unit.word());
    out.maybe("population", figure.population.as_deref());
    out.string("qualifier", figure.bounds.qualifier().word());
    out.maybe_bare("value", figure.bounds.value());
    out.maybe_bare("lower", figure.bounds.lower());
    out.maybe_bare("upper", figure.bounds.upper());
    out.string("status", figure.status.word());
    out.maybe_bare("as-of", figure.as_of);
    out.maybe("claimed-by", figure.claimed_by.as_deref());
    if !figure.reported_by.is_empty() {
        let reporters: Vec<&str> = figure.reported_by.iter().map(String::as_str).collect();
        out.strings("reported-by", &reporters);
    }
    out.maybe(
        "source-type",
        figure.source_type.map(domain::figure::SourceType::word),
    );
    out.maybe_bare("published", figure.published);
    out.maybe_bare("retrieved", figure.retrieved);
    out.maybe("url", figure.url.as_deref());
    if let Some(note) = &figure.note {
        out.note("note", note);
    }
    out.maybe(
        "supersedes",
        figure.supersedes.as_ref().map(domain::text::MarkId::as_str),
    );
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
    if let Role::Translation(translation) = &wording.role {
        match translation.renders {
            Renders::Current => front.string("renders", "original"),
            Renders::Digest(digest) => front.string("renders", &digest.to_string()),
        }
        front.maybe(
            "translator",
            translation.translator.as_ref().map(Name::as_str),
        );
        front.string("state", translation.state.word());
    }
    fenced(&front.finish(), wording.text.as_str())
}

/// A report file.
pub(crate) fn report(report: &Report) -> String {
    let mut front = Writer::default();
    front.string("title", &report.title);
    front.maybe("date", report.date.as_deref());
    front.string("kind", "report");
    for quotation in &report.quotations {
        front.entry("quotation");
        front.string("speaker", &quotation.speaker);
        front.maybe("introduction", quotation.introduction.as_deref());
        front.bare("omissions", quotation.omissions);
    }
    fenced(&front.finish(), &report.text)
}

fn fenced(front: &str, text: &str) -> String {
    if front.is_empty() {
        text.to_owned()
    } else {
        format!("+++\n{front}+++\n{text}")
    }
}
