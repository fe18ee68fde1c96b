//! Common German words with umlauts whose forms without are no words.
//!
//! A stem is in the table only if its form without the umlaut cannot stand in a German word, so
//! `kämpf` is missing (`Kampf`) and `bekämpf` is here. The second table holds stems whose plain form
//! is a word (`Druck`), but whose misread forms are not (`drick`).
//!
//! The file is long because it is mostly tables.

use std::sync::LazyLock;

/// What stands for an umlaut when a scan gets it wrong: (umlaut, lost, misread).
const READINGS: [(char, &str, &[&str]); 3] = [
    ('ä', "a", &["d", "4", "é"]),
    ('ö', "o", &["é", "6", "d"]),
    ('ü', "u", &["ii", "ui", "i", "iu", "é"]),
];

/// Where a stem must stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// The whole word.
    Whole,
    /// Its beginning.
    Start,
    /// Its end.
    End,
    /// Anywhere.
    Inside,
}

impl At {
    /// Where a form stands in a word, if it stands there.
    fn find(self, lower: &str, form: &str) -> Option<usize> {
        match self {
            Self::Whole => (lower == form).then_some(0),
            Self::Start => lower.starts_with(form).then_some(0),
            Self::End => lower.strip_suffix(form).map(str::len),
            Self::Inside => lower.find(form),
        }
    }
}

const WHOLE: &[&str] = &[
    "für",
    "über",
    "dafür",
    "darüber",
    "wofür",
    "worüber",
    "hierfür",
    "hierüber",
    "müssen",
    "können",
    "dürfen",
    "fünf",
    "zwölf",
    "grün",
    "grüne",
    "grünen",
    "brücke",
    "brücken",
    "länder",
    "ländern",
    "städte",
    "städten",
    "täter",
    "tätern",
    "bürger",
    "bürgern",
    "bürgerinnen",
    "süden",
    "öl",
    "ämter",
    "ämtern",
    "übung",
    "übungen",
    "führt",
    "tötet",
    "stürmt",
    "stürzt",
    "schützt",
    "früh",
    "früher",
    "höchst",
    "märz",
    "ähnlich",
    "äußere",
    "äußerst",
    "äußern",
    "üben",
];
const START: &[&str] = &[
    "über",
    "übrig",
    "üblich",
    "unüblich",
    "ölarbeit",
    "ölkonz",
    "ölreich",
    "ölpreis",
    "ölfeld",
    "ölförder",
    "ölindustr",
    "ölprodukt",
    "ölquell",
    "ölgeld",
    "länder",
    "österreich",
    "völkerr",
    "türkei",
    "türkisch",
    "südlich",
    "ökonom",
    "ökolog",
    "öffent",
    "öffn",
    "ähnl",
    "ärztlich",
    "ärzte",
    "ärztin",
    "ängst",
    "führung",
];
const END: &[&str] = &["ität", "itäten", "fähig", "fähige", "fähigen"];
const INSIDE: &[&str] = &[
    "erklär",
    "aufklär",
    "gefühl",
    "öffentlich",
    "öffnet",
    "behörd",
    "präsident",
    "unterstütz",
    "zurück",
    "rückzug",
    "rückkehr",
    "rückgang",
    "rückhalt",
    "gegenüber",
    "itäts",
    "fähigkeit",
    "möglich",
    "mächtig",
    "nächst",
    "täglich",
    "jährig",
    "jährlich",
    "während",
    "gewähr",
    "währung",
    "erwähn",
    "bewähr",
    "wähler",
    "gewählt",
    "erzähl",
    "verhältnis",
    "verstärk",
    "stärkung",
    "grundsätzlich",
    "zusätzlich",
    "tatsächlich",
    "sächlich",
    "persönlich",
    "gewöhnlich",
    "erhöh",
    "gefährlich",
    "gefährd",
    "ungefähr",
    "kämpfen",
    "kämpfer",
    "kämpft",
    "bekämpf",
    "bevölker",
    "völlig",
    "körper",
    "zerstör",
    "störung",
    "mörder",
    "tödlich",
    "getötet",
    "geführt",
    "führung",
    "durchführ",
    "begründ",
    "gründung",
    "gründlich",
    "ankündig",
    "angekündig",
    "verkünd",
    "kündigung",
    "kündigt",
    "schützen",
    "beschütz",
    "geschütz",
    "gestürmt",
    "gestürzt",
    "wünschen",
    "gewünscht",
    "prüf",
    "drücklich",
    "unterdrückt",
    "unterdrückung",
    "unterdrücker",
    "schüchter",
    "glücklich",
    "populär",
    "auflös",
    "nötig",
    "römisch",
    "ausländer",
    "inländer",
    "männer",
    "häuser",
    "häftling",
    "verhängt",
    "anhänger",
    "abhängig",
    "zusammenhäng",
    "ständig",
    "ständlich",
    "ständnis",
    "gefängnis",
    "tätig",
    "sämtlich",
    "häufig",
    "veränder",
    "geändert",
    "kräfte",
    "kräftig",
    "ermächtig",
    "rüstung",
    "bürgermeister",
    "bürgerlich",
    "gültig",
    "günstig",
    "künftig",
    "künstler",
    "fürchten",
    "befürcht",
    "verfüg",
    "genügend",
    "flüchtling",
    "geflüchtet",
    "natürlich",
    "einräum",
    "räumung",
    "geräumt",
    "sprünglich",
    "plötzlich",
    "schätzung",
    "geschätz",
    "einschätz",
    "gespräch",
    "hälfte",
    "verbänd",
    "höflich",
    "europäisch",
    "militärisch",
    "revolutionär",
    "solidaritä",
    "universitä",
    "löhnen",
    "verschärf",
    "schärfste",
    "brutalitä",
    "schülerinnen",
    "bezüglich",
    "vorwürf",
    "würdig",
    "gewährt",
    "übernahm",
    "auslöser",
    "auslösen",
    "mäßig",
    "äußeren",
    "äußerung",
    "verfälsch",
    "schändlich",
    "unzählig",
    "zuverlässig",
    "väter",
];
/// Stems whose plain form is a word; only their misread forms are faults.
const MISREAD: &[&str] = &[
    "drück", "töten", "führ", "schütz", "stürm", "gründ", "kämpf", "stärk", "räum", "löhne",
    "mächte", "hätte", "würde", "wäre", "wähl", "zähl", "gefähr", "fürcht", "schön",
];
/// `ß` read as `f`: the misread form and what was meant.
const SHARP: &[(At, &str, &str)] = &[
    (At::Start, "grof", "groß"),
    (At::Whole, "aufer", "außer"),
    (At::Whole, "heift", "heißt"),
    (At::Whole, "heifen", "heißen"),
    (At::Inside, "schiefen", "schießen"),
    (At::Inside, "schiefung", "schießung"),
    (At::Inside, "dreifig", "dreißig"),
];
/// Words that contain a table form by chance.
const CHANCE: &[&str] = &[
    "zitat",
    "habitat",
    "meditat",
    "agitat",
    "imitat",
    "irritat",
    "limitat",
    "gravitat",
    "hospitat",
    "rezitat",
    "invitat",
    "dignitat",
    "iberisch",
    "capacitat",
    "kapitat",
];
/// The longest word looked at, in bytes: German compounds of law stay below.
const MAX_WORD: usize = 80;
/// Pairs of words that differ only in their umlaut and are both right, in folded form.
pub(super) const LEGITIMATE: &[&str] = &[
    "wurden",
    "konnte",
    "konnten",
    "hatten",
    "mochte",
    "mochten",
    "mussten",
    "musste",
    "durften",
    "forderung",
    "forderungen",
    "fordern",
    "fordert",
    "gefordert",
    "forderte",
    "forderten",
    "mutter",
    "bruder",
    "tochter",
    "drucken",
    "druckt",
    "gedruckt",
    "zahlen",
    "zahlung",
    "wahlen",
    "machte",
    "machten",
    "schaden",
    "fuhren",
    "tragen",
    "garten",
    "vater",
    "losung",
    "losungen",
    "brachten",
    "kampfe",
    "schlage",
    "vertrage",
    "auftrage",
    "antrage",
    "grunde",
    "anspruche",
    "hauptet",
    "lagern",
    "lohnen",
    "bedurfte",
    "ausdruck",
    "eindruck",
    "schatzen",
    "verhalt",
    "erhalt",
    "behalt",
    "enthalt",
    "zustande",
    "umstande",
    "bestande",
    "abstande",
    "aufstande",
    "mangel",
    "nachtrage",
    "ertrage",
    "vorschlage",
    "beitrage",
    "sprache",
    "brauche",
    "trocken",
    "verfallen",
];

/// A form that a scan makes of a stem.
struct Form {
    at: At,
    read: String,
    meant: &'static str,
}

/// All forms of all tables, the surest first.
static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let sharp = SHARP.iter().map(|(at, read, meant)| Form {
        at: *at,
        read: (*read).to_owned(),
        meant,
    });
    let tables = [
        (At::Whole, WHOLE, true),
        (At::Start, START, true),
        (At::End, END, true),
        (At::Inside, INSIDE, true),
        (At::Inside, MISREAD, false),
    ];
    let stems = tables.into_iter().flat_map(|(at, stems, loses)| {
        stems.iter().flat_map(move |stem| forms_of(stem, at, loses))
    });
    sharp.chain(stems).collect()
});

fn forms_of(stem: &'static str, at: At, loses: bool) -> Vec<Form> {
    let umlaut = stem.char_indices().find(|(_, c)| "äöü".contains(*c));
    let Some((position, umlaut)) = umlaut else {
        return Vec::new();
    };
    let (head, tail) = (&stem[..position], &stem[position + umlaut.len_utf8()..]);
    // A short stem with a plain `i` or `d` in it is a word of its own too often.
    let is_long = stem.chars().count() >= 5;
    READINGS
        .iter()
        .filter(|(of, ..)| *of == umlaut)
        .flat_map(|(_, lost, misread)| {
            let misread = misread
                .iter()
                .filter(|r| is_long || r.len() > 1 || !r.is_ascii());
            misread.chain(loses.then_some(lost))
        })
        .map(|reading| Form {
            at,
            read: format!("{head}{reading}{tail}"),
            meant: stem,
        })
        .collect()
}

/// The word that was probably meant, if a letter is missing or misread in a lower-case word.
pub(super) fn meant(lower: &str) -> Option<String> {
    // Whatever is longer is no word, and each correction may be followed by another.
    if lower.len() > MAX_WORD || CHANCE.iter().any(|chance| lower.starts_with(chance)) {
        return None;
    }
    let (found, form) = FORMS
        .iter()
        .find_map(|form| Some((form.at.find(lower, &form.read)?, form)))?;
    let rest = &lower[found + form.read.len()..];
    let corrected = format!("{}{}{rest}", &lower[..found], form.meant);
    Some(meant(&corrected).unwrap_or(corrected))
}
