use domain::consent::Purpose;
use domain::declaration::{Controller, FirstPublished, OfferedPurpose, Party, Retention};
use domain::figure::{
    Bounds, FigurePlace, FigureStatus, Measure, Qualifier, SourceType, Unit, Verbatim,
};
use domain::locale::Language;
use domain::multilingual::Multilingual;
use domain::name::Name;
use domain::raising::{Answer, DemandStatus, Document, Venue, VenueKind};
use domain::revision::{Changes, Renders, Translation, TranslationState};
use domain::signer::Class;
use domain::slug::Slug;
use domain::text::{MarkId, Text, TextDigest};
use jiff::civil::Date;
use proptest::prelude::*;

use super::*;

/// Names in many scripts, with everything that a careless writer of TOML would stumble over.
fn name() -> impl Strategy<Value = Name> {
    let odd = prop::sample::select(vec![
        "Ada \"the Countess\" Lovelace",
        "علی\u{200c}رضا محمدی",
        "Қалибек Әбдіғаппаров",
        "C:\\ Komitee ''' und \"\"\" Verein",
        "# nicht [ein] = Kommentar",
        "김하늘",
    ]);
    let any = "[\\p{L}][\\p{L}\\p{N} \"'\\\\#=\\[\\]-]{0,30}";
    prop_oneof![odd.prop_map(str::to_owned), any.prop_map(String::from)]
        .prop_filter_map("no name", |text| Name::parse(&text).ok())
}

/// Free texts that are not blank; line feeds, quotation marks and backslashes in any order.
fn free() -> impl Strategy<Value = String> {
    prop_oneof![
        "[\\p{L}\"'\\\\+#= \n]{1,40}".prop_map(String::from),
        Just("a\n+++\nb".to_owned()),
        Just("\"\"\"\"".to_owned()),
        Just("x\n\n".to_owned()),
        Just("tail\\".to_owned()),
    ]
    .prop_filter("blank", |text| !text.trim().is_empty())
}

/// Something said in the language of the original and, perhaps, in two others.
fn told<T: std::fmt::Debug, S: Strategy<Value = T>>(
    words: fn() -> S,
) -> impl Strategy<Value = Multilingual<T>> {
    let other = || prop::option::of(words());
    (words(), other(), other()).prop_map(|(original, persian, brazilian)| {
        let said = [("fa", persian), ("pt-BR", brazilian)].into_iter();
        said.fold(
            Multilingual::new(original),
            |told, (tag, words)| match words {
                Some(words) => told.and(Language::parse(tag).unwrap(), words),
                None => told,
            },
        )
    })
}

fn mark() -> impl Strategy<Value = MarkId> {
    "[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5}){0,2}"
        .prop_filter_map("no mark", |text| MarkId::parse(&text))
}

fn day() -> impl Strategy<Value = Date> {
    (1900_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn url() -> impl Strategy<Value = String> {
    "https://[a-z]{1,9}\\.example/[a-z0-9?=&#\"\\\\]{0,12}"
}

fn bounds() -> impl Strategy<Value = Bounds> {
    (
        prop::sample::select(Qualifier::ALL.to_vec()),
        any::<u32>(),
        any::<u32>(),
    )
        .prop_filter_map("bounds", |(qualifier, a, b)| {
            let (a, b) = (Some(u64::from(a.min(b))), Some(u64::from(a.max(b))));
            [
                (a, None, None),
                (None, a, None),
                (None, None, a),
                (None, a, b),
                (None, None, None),
            ]
            .into_iter()
            .find_map(|(value, lower, upper)| Bounds::new(qualifier, value, lower, upper).ok())
        })
}

fn party() -> impl Strategy<Value = Party> {
    let class = prop::sample::select(Class::ALL.to_vec());
    (class, name(), prop::option::of(name())).prop_map(|(class, name, role)| Party {
        class,
        name,
        role,
    })
}

fn declaration(language: Language) -> impl Strategy<Value = Declaration> {
    let slug = "[a-z]{1,20}(-[a-z0-9]{1,9})?".prop_map(|text| Slug::parse(&text).unwrap());
    let list = "[a-z]{1,9}".prop_map(|text| Slug::parse(&text).unwrap());
    let first = (day(), name(), prop::option::of(url()))
        .prop_map(|(on, place, url)| FirstPublished { on, place, url });
    let purposes = prop::sample::subsequence(Purpose::ALL.to_vec(), 0..=6);
    let controller = (name(), free(), name()).prop_map(|(name, contact, authority)| Controller {
        name,
        contact,
        authority,
    });
    let people = (
        prop::collection::vec(party(), 0..3),
        prop::collection::vec(name(), 0..3),
        prop::collection::vec(told(name), 0..4),
    );
    let rest = (
        prop::option::of(first),
        controller,
        (purposes, name(), prop::option::of(list)),
        (1_u16..=30, 0_u16..=1200),
        prop::option::of(day()),
        prop::collection::vec("age1[a-z0-9]{5}", 0..3),
    );
    (slug, people, rest).prop_map(move |(slug, (initiators, supporters, addressees), rest)| {
        let (first_published, controller, (purposes, legal_basis, list), days, closes, recipients) =
            rest;
        let offered = |purpose| OfferedPurpose {
            purpose,
            legal_basis: legal_basis.clone(),
            list: (purpose == Purpose::Infomail)
                .then(|| list.clone())
                .flatten(),
        };
        let demand = MarkId::parse("free-unions").unwrap();
        let demand_addressees = addressees
            .first()
            .map(|first| (demand, vec![first.clone()]));
        Declaration {
            slug,
            language: language.clone(),
            initiators,
            supporters,
            addressees,
            demand_addressees: demand_addressees.into_iter().collect(),
            first_published,
            controller,
            purposes: purposes.into_iter().map(offered).collect(),
            retention: Retention {
                pending_days: days.0,
                names_months_after_close: days.1,
            },
            closes,
            recipients,
        }
    })
}

fn figure() -> impl Strategy<Value = Figure> {
    let words = (
        prop::sample::select(Measure::ALL.to_vec()),
        prop::sample::select(Unit::ALL.to_vec()),
        prop::sample::select(FigureStatus::ALL.to_vec()),
        prop::option::of(prop::sample::select(SourceType::ALL.to_vec())),
    );
    let dates = (
        prop::option::of(day()),
        prop::option::of(day()),
        prop::option::of(day()),
    );
    let texts = (
        prop::option::of(told(free)),
        prop::option::of(free()),
        prop::option::of(url()),
        prop::option::of(told(free)),
        prop::collection::vec(free(), 0..3),
    );
    let verbatim = free().prop_map(|text| Verbatim {
        text,
        language: Language::parse("kk").unwrap(),
    });
    let place =
        (told(free), prop::option::of("[A-Z]{2}")).prop_map(|(label, country)| FigurePlace {
            label,
            country,
            level: None,
            precision: None,
        });
    let inner = (
        prop::option::of(verbatim),
        prop::option::of(place),
        prop::option::of(mark()),
    );
    ((mark(), mark()), words, bounds(), dates, texts, inner).prop_map(
        |((id, series), (measure, unit, status, source_type), bounds, dates, texts, inner)| {
            Figure {
                population: texts.0,
                as_of: dates.0,
                published: dates.1,
                retrieved: dates.2,
                place: inner.1,
                claimed_by: texts.1,
                reported_by: texts.4,
                source_type,
                url: texts.2,
                verbatim: inner.0,
                note: texts.3,
                supersedes: inner.2,
                ..Figure::new(id, series, (measure, unit), bounds, status)
            }
        },
    )
}

fn raising() -> impl Strategy<Value = Raising> {
    let venue = (prop::sample::select(VenueKind::ALL.to_vec()), told(name))
        .prop_map(|(kind, name)| Venue { kind, name });
    let document =
        (told(free), prop::option::of(url())).prop_map(|(title, url)| Document { title, url });
    let answer = (day(), told(free), prop::option::of(url())).prop_map(|(on, text, url)| Answer {
        on,
        text,
        url,
    });
    let status = prop::sample::select(DemandStatus::ALL.to_vec());
    (
        (mark(), venue, day()),
        prop::collection::vec(name(), 1..3),
        prop::collection::btree_map(mark(), status, 1..4),
        (
            prop::option::of(document),
            prop::option::of(answer),
            prop::option::of(told(free)),
        ),
    )
        .prop_map(
            |((id, venue, on), by, demands, (document, answer, retracted))| Raising {
                id,
                venue,
                on,
                by,
                document,
                demands,
                answer,
                retracted,
            },
        )
}

fn wording(language: &'static str, is_original: bool) -> impl Strategy<Value = Wording> {
    let text = ("[\\p{L}]{1,9}", "[\\p{L} \"\\\\+\n#>{}-]{0,60}")
        .prop_filter_map("text", |(title, body)| {
            Text::parse(&format!("# {title}\n\n{body}")).ok()
        });
    let people = (prop::option::of(name()), prop::option::of(name()));
    let translation = (any::<bool>(), people, any::<bool>()).prop_map(
        |(is_current, (translator, reviewer), is_draft)| Translation {
            renders: if is_current {
                Renders::Current
            } else {
                Renders::Digest(TextDigest::of(b"x"))
            },
            translator,
            reviewer,
            state: if is_draft {
                TranslationState::Draft
            } else {
                TranslationState::Reviewed
            },
        },
    );
    let around = (
        prop::option::of(day()),
        prop::option::of(free()),
        prop::option::of(free()),
        prop::option::of((free(), any::<bool>())),
    );
    (text, translation, around).prop_map(
        move |(text, translation, (date, origin, note, changes))| Wording {
            language: Language::parse(language).unwrap(),
            role: if is_original {
                Role::Original
            } else {
                Role::Translation(translation)
            },
            date,
            origin,
            note,
            changes: changes.map(|(words, material)| Changes { words, material }),
            text,
        },
    )
}

fn folder() -> impl Strategy<Value = Folder> {
    let figures = prop::collection::btree_map(mark(), figure(), 0..3).prop_map(|figures| {
        let named = figures
            .into_iter()
            .map(|(id, figure)| Figure { id, ..figure });
        named.collect::<Vec<Figure>>()
    });
    let raisings = prop::collection::btree_map(mark(), raising(), 0..3).prop_map(|raisings| {
        let named = raisings
            .into_iter()
            .map(|(id, raising)| Raising { id, ..raising });
        named.collect::<Vec<Raising>>()
    });
    let wordings = (
        wording("kk", true),
        wording("ar", false),
        wording("pt-BR", false),
    )
        .prop_map(|(original, ar, pt)| vec![original, ar, pt]);
    (
        declaration(Language::parse("kk").unwrap()),
        wordings,
        figures,
        raisings,
        prop::collection::vec(acceptance(), 0..3),
    )
        .prop_map(
            |(declaration, wordings, figures, raisings, acceptances)| Folder {
                declaration,
                wordings,
                figures,
                series: Vec::new(),
                methods: Vec::new(),
                raisings,
                reports: Vec::new(),
                acceptances,
            },
        )
}

fn acceptance() -> impl Strategy<Value = Acceptance> {
    let words = || "[a-zé\"\\\\ ]{0,8}[a-zé]";
    let why = "[a-z\"]{1,5}(\n[a-z \"]{0,5}[a-z])?";
    (
        words(),
        prop::option::of(words()),
        prop::option::of(words()),
        words(),
        why,
    )
        .prop_map(|(code, file, quote, who, why)| Acceptance {
            code,
            file,
            quote,
            who,
            when: jiff::civil::date(2026, 1, 2),
            why,
        })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again_unchanged(folder in folder()) {
        let files = write(&folder);
        let outcome = read(&files);
        prop_assert_eq!(outcome.findings, vec![]);
        prop_assert_eq!(outcome.folder.as_ref(), Some(&folder));
        prop_assert_eq!(write(&folder), files);
    }

    #[test]
    fn no_folder_makes_the_reader_panic(
        declaration in "(?s)([a-z\\[\\]\"=\\\\#+-]|slug|\n|.){0,80}",
        text in "(?s)(\\+\\+\\+\n|# |\\{figure:|date = |.){0,60}",
        raisings in "(?s)(\\[\\[raising\\]\\]\n|\\[raising.demands\\]\n|id = |on = |\"|\n|.){0,60}",
        figures in "(?s)(\\[\\[figure\\]\\]\n|id = |\"|\n|qualifier|.){0,60}",
    ) {
        let mut files = Files::new();
        files.insert("declaration.toml", declaration);
        files.insert("text/de.md", text.clone());
        files.insert("reports/2022-01-a.de.md", text);
        files.insert("figures.toml", figures);
        files.insert("raisings.toml", raisings);
        let outcome = inspect(&files);
        let _ = finding::render(&outcome.findings, &files, true);
    }
}
