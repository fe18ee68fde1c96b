//! `raisings.toml`.

use domain::locale::Language;
use domain::name::Name;
use domain::raising::Raising;

use super::toml::Writer;

/// Writes the raisings in their order. `original` is the language of the original.
pub(super) fn raisings(raisings: &[Raising], original: &Language) -> String {
    let mut out = Writer::told_in(original);
    for raising in raisings {
        one(&mut out, raising);
    }
    out.finish()
}

fn one(out: &mut Writer, raising: &Raising) {
    out.entry("raising");
    out.string("id", raising.id.as_str());
    out.bare("on", raising.on);
    let by: Vec<&str> = raising.by.iter().map(Name::as_str).collect();
    out.strings("by", &by);
    out.prose_note("retracted", raising.retracted.as_ref());
    out.table("raising.where");
    out.string("kind", raising.venue.kind.word());
    out.multilingual_name("name", &raising.venue.name);
    if let Some(document) = &raising.document {
        out.table("raising.document");
        out.prose("title", &document.title);
        out.maybe("url", document.url.as_deref());
    }
    out.table("raising.demands");
    for (demand, status) in &raising.demands {
        out.string(demand.as_str(), status.word());
    }
    if let Some(answer) = &raising.answer {
        out.table("raising.answer");
        out.bare("on", answer.on);
        out.prose_note("text", Some(&answer.text));
        out.maybe("url", answer.url.as_deref());
    }
}
