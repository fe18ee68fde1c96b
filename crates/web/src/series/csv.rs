//! A series as a table of comma-separated values (RFC 4180), with a row of HXL tags if wanted (HXL 1.1,
//! hxlstandard.org).

use std::collections::BTreeSet;

use app::declarations::Published;
use domain::figure::{Claims, Counting, Figure, Measure};
use domain::locale::Language;

use super::detail::record_digest;

/// A column: its name, its tag, and what stands in it.
type Column = (&'static str, &'static str, fn(&Figure) -> Option<String>);

/// The columns whose tag does not depend on what is counted.
const BEFORE: [Column; 6] = [
    ("id", "#meta+id", |f| Some(f.id.to_string())),
    ("measure", "#indicator+code", |f| text(f.measure.word())),
    ("unit", "#meta+unit", |f| text(f.unit.word())),
    ("population", "#description+population", |f| {
        said(f, "population")
    }),
    ("status", "#status", |f| text(f.standing().word())),
    ("qualifier", "#meta+qualifier", |f| {
        text(f.bounds.qualifier().word())
    }),
];

const NUMBERS: [Column; 3] = [
    ("value", "", |f| f.bounds.value().map(|n| n.to_string())),
    ("lower", "+min", |f| f.bounds.lower().map(|n| n.to_string())),
    ("upper", "+max", |f| f.bounds.upper().map(|n| n.to_string())),
];

const AFTER: [Column; 24] = [
    ("as_of", "#date+asof", |f| {
        f.as_of.map(|day| day.to_string())
    }),
    ("as_of_precision", "#meta+precision", |f| {
        text(f.as_of_precision.word())
    }),
    ("published", "#date+published", |f| {
        f.published.map(|day| day.to_string())
    }),
    ("retrieved", "#date+retrieved", |f| {
        f.retrieved.map(|day| day.to_string())
    }),
    ("place", "#loc+name", |f| said(f, "place")),
    ("country", "#country+code", |f| {
        f.place.as_ref()?.country.clone()
    }),
    ("claimed_by", "#org+source", |f| f.claimed_by.clone()),
    ("reported_by", "#org+reporting", |f| {
        (!f.reported_by.is_empty()).then(|| f.reported_by.join("; "))
    }),
    ("source_type", "#meta+source", |f| {
        f.source_type.and_then(|kind| text(kind.word()))
    }),
    ("independence_group", "#meta+group", |f| {
        f.independence_group.clone()
    }),
    ("url", "#meta+url", |f| f.url.clone()),
    ("archive_url", "#meta+url+archive", |f| {
        f.archive.as_ref()?.url.clone()
    }),
    ("verbatim", "#description+verbatim", |f| {
        f.verbatim.as_ref().map(|v| v.text.clone())
    }),
    ("verbatim_language", "#meta+lang+verbatim", |f| {
        f.verbatim.as_ref().map(|v| v.language.to_string())
    }),
    ("note", "#description", |f| said(f, "note")),
    ("supersedes", "#meta+replaces", |f| {
        f.supersedes.as_ref().map(ToString::to_string)
    }),
    ("retracted_on", "#date+retracted", |f| {
        f.retraction.as_ref().map(|r| r.on.to_string())
    }),
    ("retraction", "#description+retraction", |f| {
        said(f, "retraction")
    }),
    ("lower_inclusive", "#meta+min+included", |f| {
        f.bounds.lower_inclusive().map(|is| is.to_string())
    }),
    ("upper_inclusive", "#meta+max+included", |f| {
        f.bounds.upper_inclusive().map(|is| is.to_string())
    }),
    ("counting", "#meta+counting", |f| {
        f.counting.and_then(|counting| text(counting.word()))
    }),
    ("counting_start", "#date+start", |f| {
        f.counting?.start().map(|day| day.to_string())
    }),
    ("counting_end", "#date+end", |f| {
        Counting::end(f.counting?).map(|day| day.to_string())
    }),
    ("series_break", "#description+break", |f| {
        said(f, "series_break")
    }),
];

/// What a claim is among the others of its series, as names and tags.
const AMONG: [(&str, &str); 4] = [
    ("current", "#meta+current"),
    ("apart", "#meta+apart"),
    ("primary", "#meta+primary"),
    ("superseded_by", "#meta+replaced"),
];

/// What a row is beside its claim; the language is that of the original, in which words stand where no
/// column names another.
const OWN: [(&str, &str); 3] = [
    ("declaration", "#meta+declaration"),
    ("record", "#meta+hash"),
    ("language", "#meta+lang"),
];

/// Columns that have one more for each language into which somebody translated them. HXL 1.1 names the
/// language of a text by an attribute.
const TRANSLATED: [(&str, &str); 5] = [
    ("population", "#description+population"),
    ("place", "#loc+name"),
    ("note", "#description"),
    ("retraction", "#description+retraction"),
    ("series_break", "#description+break"),
];

/// Characters with which a spreadsheet begins a formula, in both widths.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The table of a series, with a row of tags below its head if wanted.
pub(super) fn table(published: &Published, claims: &Claims<'_>, tagged: bool) -> String {
    let original = published.declaration.language.as_str();
    let columns = || BEFORE.iter().chain(&NUMBERS).chain(&AFTER);
    let translated = translated(claims);
    let mut out = String::new();
    let heads = columns().map(|(head, ..)| (*head).to_owned());
    let heads = heads.chain(AMONG.map(|(head, _)| head.to_owned()));
    let heads = heads.chain(OWN.map(|(head, _)| head.to_owned()));
    let added = translated
        .iter()
        .map(|one| format!("{}_{}", one.name, one.language));
    row(&mut out, heads.chain(added));
    if tagged {
        let counted = claims.all().first().map_or("", |f| counted(f.measure));
        let tags = columns().map(|(_, tag, _)| match *tag {
            "" | "+min" | "+max" => format!("{counted}{tag}"),
            tag => tag.to_owned(),
        });
        let tags = tags.chain(AMONG.map(|(_, tag)| tag.to_owned()));
        let tags = tags.chain(OWN.map(|(_, tag)| tag.to_owned()));
        let added = translated.iter().map(Translated::tag);
        // Written as they are: a tag is what it is because it begins like that.
        out.push_str(&tags.chain(added).collect::<Vec<_>>().join(","));
        out.push_str("\r\n");
    }
    let slug = published.declaration.slug.as_str();
    for figure in claims.all() {
        let fields = columns().map(|(.., field)| field(figure).unwrap_or_default());
        let fields = fields.chain(among(published, claims, figure));
        let own = [slug.to_owned(), record_digest(figure), original.to_owned()];
        let added = translated.iter().map(|one| one.words(figure));
        row(&mut out, fields.chain(own).chain(added));
    }
    out
}

/// A column with the translations of another.
struct Translated<'f> {
    name: &'static str,
    tag: &'static str,
    language: &'f Language,
}

impl Translated<'_> {
    fn tag(&self) -> String {
        let attribute = self.language.as_str().to_lowercase().replace('-', "_");
        format!("{}+i_{attribute}", self.tag)
    }

    fn words(&self, figure: &Figure) -> String {
        let prose = figure.prose().into_iter();
        let mut prose = prose.filter(|(name, _)| *name == self.name);
        let said = prose.find_map(|(_, prose)| prose.translations().get(self.language));
        said.cloned().unwrap_or_default()
    }
}

fn translated<'f>(claims: &Claims<'f>) -> Vec<Translated<'f>> {
    let of_column = |(name, tag): (&'static str, &'static str)| {
        let prose = claims.all().iter().flat_map(|figure| figure.prose());
        let prose = prose.filter(|(said, _)| *said == name);
        let languages = prose.flat_map(|(_, prose)| prose.translations().keys());
        let languages: BTreeSet<&Language> = languages.collect();
        let languages = languages.into_iter();
        languages.map(move |language| Translated {
            name,
            tag,
            language,
        })
    };
    TRANSLATED.into_iter().flat_map(of_column).collect()
}

/// What is said of a claim in the language of the original.
fn said(figure: &Figure, name: &str) -> Option<String> {
    let mut prose = figure.prose().into_iter();
    let (_, prose) = prose.find(|(said, _)| *said == name)?;
    Some(prose.original().clone())
}

/// The fields of [`AMONG`].
fn among(published: &Published, claims: &Claims<'_>, figure: &Figure) -> [String; 4] {
    let series = published.series(&figure.series);
    let primary = series.and_then(|series| series.primary.as_ref());
    let successor = claims.successor(figure);
    [
        claims.stands(figure).to_string(),
        figure.status.is_apart().to_string(),
        (primary == Some(&figure.id)).to_string(),
        successor.map_or_else(String::new, |other| other.id.to_string()),
    ]
}

/// The HXL tag of a number, by what it counts.
const fn counted(measure: Measure) -> &'static str {
    match measure {
        Measure::Killed | Measure::Executed => "#affected+killed",
        Measure::Injured => "#affected+injured",
        Measure::Detained => "#affected+detained",
        Measure::Missing => "#affected+missing",
        Measure::Displaced => "#affected+displaced",
        Measure::Sentenced => "#affected+sentenced",
        Measure::Other => "#indicator+num",
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "a column may be empty; these never are"
)]
fn text(word: &str) -> Option<String> {
    Some(word.to_owned())
}

fn row(out: &mut String, fields: impl Iterator<Item = String>) {
    for (index, field) in fields.enumerate() {
        if index > 0 {
            out.push(',');
        }
        push(out, &field);
    }
    out.push_str("\r\n");
}

/// Writes a field. What a spreadsheet would take for a formula begins with an apostrophe, which it
/// shows as text (OWASP, CSV injection).
fn push(out: &mut String, field: &str) {
    let guard = if field.starts_with(FORMULA) { "'" } else { "" };
    if field.contains(['"', ',', '\n', '\r']) || !guard.is_empty() {
        out.push('"');
        out.push_str(guard);
        out.push_str(&field.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(field);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(field: &str, expected: &str) {
        let mut out = String::new();
        push(&mut out, field);
        assert_eq!(out, expected);
    }

    #[test]
    fn a_field_is_quoted_where_it_must_be_and_is_never_a_formula() {
        check("plain", "plain");
        check("a, \"b\"", "\"a, \"\"b\"\"\"");
        check("two\nlines", "\"two\nlines\"");
        check("=1+1", "\"'=1+1\"");
        check("-5", "\"'-5\"");
        check("＝HYPERLINK(\"x\")", "\"'＝HYPERLINK(\"\"x\"\")\"");
        check("", "");
    }
}
