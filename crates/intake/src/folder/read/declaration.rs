//! `declaration.toml`.

use domain::consent::Purpose;
use domain::declaration::{
    Controller, Declaration, FirstPublished, OfferedPurpose, Party, Retention,
};
use domain::locale::Language;
use domain::signer::Class;
use domain::slug::Slug;

use super::section::{Reader, Section};
use crate::finding::Finding;
use crate::folder::DECLARATION;

const CLASSES: [(&str, Class); 2] = [
    ("person", Class::Person),
    ("organisation", Class::Organisation),
];
/// The longest time a request may wait for its confirmation (REQ-10).
const MAX_PENDING_DAYS: u64 = 30;
/// A century: a bound that keeps the arithmetic of days safe.
const MAX_MONTHS: u64 = 1200;

/// What was read; the language alone decides which text is the original.
pub(super) struct ReadDeclaration {
    pub(super) language: Option<Language>,
    pub(super) declaration: Option<Declaration>,
}

/// Reads the file.
pub(super) fn read(text: &str, findings: &mut Vec<Finding>) -> ReadDeclaration {
    let mut reader = Reader::new(DECLARATION, text, &(0..text.len()));
    let document = reader.parse(text);
    super::limits::check(&document, &mut reader);
    let mut top = Section::top(&document);
    let language = language(&mut top, &mut reader);
    reader.original.clone_from(&language);
    let declaration = declaration(&mut top, language.clone(), &mut reader);
    top.finish(&mut reader);
    findings.append(&mut reader.findings);
    ReadDeclaration {
        language,
        declaration,
    }
}

fn language(top: &mut Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Language> {
    let language = top.parsed("language", reader, Language::parse);
    top.needed(
        "language",
        language,
        reader,
        "the language of the original, such as `de`",
    )
}

/// Reads every part before any is missed, so that all faults are found at once.
fn declaration(
    top: &mut Section<'_, '_>,
    language: Option<Language>,
    reader: &mut Reader<'_>,
) -> Option<Declaration> {
    let slug = top.parsed("slug", reader, Slug::parse);
    let slug = top.needed(
        "slug",
        slug,
        reader,
        "the short name in its address, such as `clean-rivers`",
    );
    let closes = top.day("closes", reader);
    let addressees = top.multilingual_names("addressees", reader);
    let supporters = top.names("supporters", reader);
    let demand_addressees = top
        .table("demand-addressees", reader)
        .map(|mut section| section.names_by_id(reader));
    let first_published = top
        .table("first-published", reader)
        .map(|s| first_published(s, reader));
    let initiators = collect(top.tables("initiators", reader), |s| initiator(s, reader));
    let controller = controller(top, reader);
    let purposes = collect(top.tables("purposes", reader), |s| purpose(s, reader));
    let retention = top.table("retention", reader).map(|s| retention(s, reader));
    let recipients = top
        .table("organisers", reader)
        .map(|s| recipients(s, reader));
    Some(Declaration {
        slug: slug?,
        language: language?,
        initiators: initiators?,
        supporters,
        addressees,
        demand_addressees: demand_addressees.unwrap_or_default(),
        first_published: match first_published {
            Some(read) => Some(read?),
            None => None,
        },
        controller: controller?,
        purposes: purposes?,
        retention: retention.unwrap_or_default(),
        closes,
        recipients: recipients.unwrap_or_default(),
    })
}

/// All of them, or nothing if one could not be read; each is read either way.
pub(super) fn collect<'d, 't, T>(
    sections: Vec<Section<'d, 't>>,
    read: impl FnMut(Section<'d, 't>) -> Option<T>,
) -> Option<Vec<T>> {
    let read: Vec<Option<T>> = sections.into_iter().map(read).collect();
    read.into_iter().collect()
}

fn first_published(
    mut section: Section<'_, '_>,
    reader: &mut Reader<'_>,
) -> Option<FirstPublished> {
    let on = section.day("on", reader);
    let on = section.needed(
        "on",
        on,
        reader,
        "the day it first appeared, such as 2026-01-06",
    );
    let place = section.name("where", reader);
    let place = section.needed("where", place, reader, "the site, paper or organisation");
    let url = section.plain("url", reader);
    section.finish(reader);
    Some(FirstPublished {
        on: on?,
        place: place?,
        url,
    })
}

fn initiator(mut section: Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Party> {
    let name = section.name("name", reader);
    let name = section.needed("name", name, reader, "who began it");
    let role = section.name("role", reader);
    let class = section.word("kind", reader, &CLASSES);
    let class = section.needed("kind", class, reader, "`person` or `organisation`");
    section.finish(reader);
    Some(Party {
        class: class?,
        name: name?,
        role,
    })
}

/// REQ-1: a declaration cannot be published until its controller is named.
pub(super) fn controller(top: &mut Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Controller> {
    let Some(mut section) = top.table("controller", reader) else {
        if top.get("controller").is_none() {
            let finding = Finding::error("value-missing", "the table `[controller]` is missing")
                .help("who answers for the signers' data: `name`, `contact`, `authority` (REQ-1)");
            reader.find(&top.span.clone(), finding);
        }
        return None;
    };
    let name = section.name("name", reader);
    let name = section.needed(
        "name",
        name,
        reader,
        "who answers for the signers' data (REQ-1)",
    );
    let contact = section.plain("contact", reader);
    let contact = section.needed(
        "contact",
        contact,
        reader,
        "where signers send requests (REQ-1)",
    );
    let authority = section.name("authority", reader);
    let authority = section.needed(
        "authority",
        authority,
        reader,
        "the data protection authority that complaints go to (REQ-1)",
    );
    section.finish(reader);
    Some(Controller {
        name: name?,
        contact: contact?,
        authority: authority?,
    })
}

fn purpose(mut section: Section<'_, '_>, reader: &mut Reader<'_>) -> Option<OfferedPurpose> {
    let known = Purpose::ALL.map(|purpose| (purpose.word(), purpose));
    let purpose = section.word("id", reader, &known);
    let purpose = section.needed("id", purpose, reader, "for example `count`");
    let basis = section.name("legal-basis", reader);
    let basis = section.needed(
        "legal-basis",
        basis,
        reader,
        "for example \"Art. 6(1)(a) and Art. 9(2)(a) GDPR\" (REQ-1)",
    );
    let list = section.parsed("list", reader, Slug::parse);
    section.finish(reader);
    Some(OfferedPurpose {
        purpose: purpose?,
        legal_basis: basis?,
        list,
    })
}

fn retention(mut section: Section<'_, '_>, reader: &mut Reader<'_>) -> Retention {
    let standard = Retention::default();
    let mut bounded = |key, bounds: std::ops::RangeInclusive<u64>, otherwise: u16| {
        let Some(number) = section.number(key, reader) else {
            return otherwise;
        };
        match u16::try_from(number) {
            Ok(fitting) if bounds.contains(&number) => fitting,
            _ => {
                let span = section
                    .get(key)
                    .map_or_else(|| section.span.clone(), toml::Spanned::span);
                let (from, to) = (bounds.start(), bounds.end());
                let message = format!("`retention.{key}` is {number}, possible is {from} to {to}");
                reader.error(&span, "value-bounds", message);
                otherwise
            }
        }
    };
    let pending_days = bounded("pending-days", 1..=MAX_PENDING_DAYS, standard.pending_days);
    let names_months_after_close = bounded(
        "names-months-after-close",
        0..=MAX_MONTHS,
        standard.names_months_after_close,
    );
    section.finish(reader);
    Retention {
        pending_days,
        names_months_after_close,
    }
}

fn recipients(mut section: Section<'_, '_>, reader: &mut Reader<'_>) -> Vec<String> {
    let recipients = section.texts("recipients", reader);
    section.finish(reader);
    recipients
        .into_iter()
        .map(|(text, _)| text.to_owned())
        .collect()
}
