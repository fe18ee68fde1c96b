//! The small log that runs through the document: its keys, records and entries.

use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

use app::clock::SystemRandom;
use app::keys::{DeclarationKeys, Keys};
use domain::address::EmailAddress;
use domain::consent::{Consent, Purpose, consents_digest};
use domain::figure::{
    Archive, Bounds, Breakdown, BreakdownMode, Confidence, ConfidenceLevel, Counting,
    CountingMethod, Figure, FigureDigest, FigurePlace, FigureStatus, Measure, PlaceLevel,
    PlacePrecision, Precision, Qualifier, Retraction, SnapshotDigest, SourceType, Unit, Verbatim,
};
use domain::locale::Language;
use domain::log::{Body, Day, Entry, Field, Fields, Opening, RevisionRole};
use domain::name::Name;
use domain::raising::{Answer, DemandStatus, Document, Raising, RaisingDigest, Venue, VenueKind};
use domain::signature::{StrikeReason, WithdrawalReason};
use domain::signer::{Class, Evidence};
use domain::slug::Slug;
use domain::text::{MarkId, Text, TextDigest};
use jiff::Timestamp;
use jiff::civil::date;
use sha2::{Digest, Sha256};
use tlog::cosignature::CosigningKey;
use tlog::note::Note;
use tlog::tile::bundle;
use tlog::tree::{Frontier, HashStore, SubtreeId};
use tlog::{Checkpoint, Hash};

pub const ORIGIN: &str = "letters.example.org/d/clean-rivers/log";
pub const TAG_KEY: [u8; 32] = [0x21; 32];
pub const COSIGNED: u64 = 1_796_288_400;
pub const FORM: i64 = 1_795_000_000;
pub const COUNT: &str = "I sign this declaration and am counted.";
pub const PUBLISH: &str = "Show my name in the list.";

const DAY: u32 = 20_776;

const ENGLISH: &str = "# Clean rivers\n\nMore than {figure:night-discharges} discharges at night \
    have been counted since March.\n\n## What we ask {demands}\n\n- Publish every reading. \
    {#publish}\n- No discharge at night. {#no-night}\n";
const GERMAN: &str = "# Saubere Flüsse\n\nSeit März wurden mehr als {figure:night-discharges} \
    Einleitungen bei Nacht gezählt.\n\n## Was wir fordern {demands}\n\n- Veröffentlicht jede \
    Messung. {#publish}\n- Keine Einleitung bei Nacht. {#no-night}\n";

/// The seed of the log: 00 01 02 … 1f; that of the witness goes on from there.
pub fn seed(first: u8) -> [u8; 32] {
    std::array::from_fn(|at| first + u8::try_from(at).unwrap())
}

pub struct Example {
    pub keys: Arc<DeclarationKeys>,
    pub witness: CosigningKey,
    /// The English and the German one.
    pub texts: [Text; 2],
    pub figure: String,
    /// The same figure with every field of a record, taken back; it is in no entry of the log.
    pub full_figure: String,
    pub raising: String,
    pub ada: Opening,
    pub union: Opening,
    pub chi: Opening,
    pub bo: Opening,
    pub entries: Vec<Vec<u8>>,
    pub leaves: Vec<Hash>,
}

impl Example {
    pub fn new() -> Example {
        let keys = keys();
        let texts = [ENGLISH, GERMAN].map(|text| Text::parse(text).unwrap());
        let [english, german] = [&texts[0], &texts[1]].map(Text::digest);
        let opening = |secret: u8, address: &str, consents: &[(Purpose, &str)], of| {
            let tag = keys.tag(&EmailAddress::parse(address).unwrap());
            Opening {
                secret: [secret; 32],
                fields: Fields::default()
                    .with(Field::Tag, tag)
                    .with(Field::Consent, consents_given(consents, of)),
            }
        };
        let count = [(Purpose::Count, COUNT)];
        let both = [(Purpose::Publish, PUBLISH), (Purpose::Count, COUNT)];
        let mut example = Example {
            ada: opening(1, "Ada@example.org", &both, english),
            union: opening(2, "office@anglers.example", &both, german),
            chi: opening(3, "chi@example.net", &count, english),
            bo: opening(4, "bo@EXAMPLE.org", &count, english),
            keys,
            witness: CosigningKey::from_seed("witness.example", seed(32)).unwrap(),
            texts,
            figure: domain::figure::canonical_record(&figure()),
            full_figure: domain::figure::canonical_record(&full_figure()),
            raising: domain::raising::canonical_record(&raising(), None),
            entries: Vec::new(),
            leaves: Vec::new(),
        };
        example.name_the_signers();
        example.entries = example.log().iter().map(Entry::encode).collect();
        example.leaves = example
            .entries
            .iter()
            .map(|entry| Hash::leaf(entry))
            .collect();
        example
    }

    fn name_the_signers(&mut self) {
        let fill = |opening: &mut Opening, values: &[(Field, &str)]| {
            for (field, value) in values {
                opening.fields = opening.fields.clone().with(*field, *value);
            }
        };
        use Field::{Descriptor, Evidence, Initials, Name, Place};
        fill(
            &mut self.ada,
            &[
                (Name, "Ada Lovelace"),
                (Initials, "A. L."),
                (Place, "London"),
            ],
        );
        fill(
            &mut self.union,
            &[
                (Name, "Anglers’ Union"),
                (Descriptor, "an association of 40 clubs"),
                (Place, "Ware"),
            ],
        );
        fill(&mut self.chi, &[(Name, "شي"), (Initials, "ش.")]);
        fill(
            &mut self.bo,
            &[
                (Name, "Bo Lindqvist"),
                (Initials, "B. L."),
                (Descriptor, "boat builder"),
                (Place, "Hertford"),
                (Evidence, "sheet 4, line 12"),
            ],
        );
    }

    fn log(&self) -> Vec<Entry> {
        let mut bodies = self.until_signed();
        bodies.extend(self.afterwards());
        bodies
            .into_iter()
            .map(|(later, body)| Entry {
                day: Day(DAY + later),
                body,
            })
            .collect()
    }

    /// Figure, texts and signatures, each with the days since the first.
    fn until_signed(&self) -> Vec<(u32, Body)> {
        let [english, german] = [&self.texts[0], &self.texts[1]].map(Text::digest);
        let signature = |revision, class, evidence, opening: &Opening| Body::Signature {
            revision,
            class,
            evidence,
            commitment: opening.commitment(),
        };
        let figure = Body::Figure {
            record: *FigureDigest::of(&self.figure).as_bytes(),
        };
        let (person, group) = (Class::Person, Class::Organisation);
        let by_domain = Evidence::OrganisationDomain;
        vec![
            (0, figure),
            (0, revision(RevisionRole::Original, "en", english)),
            (0, revision(RevisionRole::Translation, "de", german)),
            (0, signature(1, person, Evidence::MailLink, &self.ada)),
            (0, signature(2, group, by_domain, &self.union)),
            (1, signature(1, person, Evidence::MailCode, &self.chi)),
            (2, signature(1, person, Evidence::PaperSheet, &self.bo)),
        ]
    }

    /// What became of them, close, audit and handover.
    fn afterwards(&self) -> Vec<(u32, Body)> {
        let sha = |text: &str| Sha256::digest(text).into();
        let erased = Body::Withdrawal {
            signature: 5,
            reason: WithdrawalReason::Erasure,
        };
        let struck = Body::Strike {
            signature: 6,
            reason: StrikeReason::Duplicate,
        };
        let raising = Body::Raising {
            record: *RaisingDigest::of(&self.raising).as_bytes(),
        };
        let plan = Body::AuditPlan {
            size: 11,
            plan: sha("plan\n"),
        };
        let result = Body::AuditResult {
            plan: 11,
            result: sha("result\n"),
        };
        let handover = Body::Handover {
            size: 13,
            manifest: sha("manifest\n"),
        };
        vec![
            (3, erased),
            (3, struck),
            (4, raising),
            (10, Body::Close),
            (10, plan),
            (12, result),
            (14, handover),
        ]
    }

    pub fn root(&self, size: usize) -> Hash {
        let mut tree = Frontier::empty();
        self.leaves[..size].iter().for_each(|leaf| tree.push(*leaf));
        tree.root()
    }

    pub fn checkpoint(&self, size: usize) -> Checkpoint {
        Checkpoint {
            origin: ORIGIN.to_owned(),
            size: size as u64,
            root: self.root(size),
        }
    }

    pub fn signed(&self, size: usize) -> Note {
        self.checkpoint(size).sign(&self.keys.log).unwrap()
    }

    pub fn bundle(&self, width: usize) -> Vec<u8> {
        bundle::encode(self.entries[..width].iter().map(Vec::as_slice)).unwrap()
    }

    pub fn hash_tile(&self) -> Vec<u8> {
        self.leaves.iter().flat_map(|leaf| leaf.0).collect()
    }
}

/// No tree of fourteen leaves has a subtree of 256.
impl HashStore for Example {
    type Error = std::convert::Infallible;

    fn leaf_hash_range(&self, start: u64, end: u64) -> Result<Vec<Hash>, Self::Error> {
        let [start, end] = [start, end].map(|at| usize::try_from(at).unwrap());
        Ok(self.leaves[start..end].to_vec())
    }

    fn subtree(&self, id: SubtreeId) -> Result<Hash, Self::Error> {
        panic!("there is no {id:?}")
    }
}

/// The keys as a site finds them in its folder.
fn keys() -> Arc<DeclarationKeys> {
    let folder = tempfile::tempdir().unwrap();
    for (file, key) in [("log", seed(0)), ("tag", TAG_KEY)] {
        let path = folder.path().join(format!("clean-rivers.{file}.key"));
        std::fs::write(&path, hex::encode(key)).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let keys = Keys::open(folder.path(), &SystemRandom).unwrap();
    keys.declaration(&Slug::parse("clean-rivers").unwrap(), ORIGIN)
        .unwrap()
}

pub fn consents_given(given: &[(Purpose, &str)], text: TextDigest) -> [u8; 32] {
    let consents: Vec<Consent> = given
        .iter()
        .map(|(purpose, wording)| Consent {
            purpose: *purpose,
            wording: (*wording).to_owned(),
            language: Language::parse("en").unwrap(),
            text,
            asked: Timestamp::from_second(FORM).unwrap(),
        })
        .collect();
    consents_digest(&consents)
}

fn revision(role: RevisionRole, language: &str, digest: TextDigest) -> Body {
    Body::Revision {
        role,
        number: 1,
        renders: 1,
        language: Language::parse(language).unwrap(),
        digest,
    }
}

fn figure() -> Figure {
    Figure {
        as_of: Some(date(2026, 10, 31)),
        place: Some(FigurePlace {
            label: "River Lea".into(),
            country: Some("GB".into()),
            level: None,
            precision: None,
        }),
        claimed_by: Some("Anglers’ Union".into()),
        source_type: Some(SourceType::Ngo),
        url: Some("https://anglers.example/readings".into()),
        verbatim: Some(Verbatim {
            text: "more than 160\nsince March".into(),
            language: Language::parse("en").unwrap(),
        }),
        ..Figure::new(
            MarkId::parse("night-discharges").unwrap(),
            MarkId::parse("discharges").unwrap(),
            (Measure::Other, Unit::Incidents),
            Bounds::new(Qualifier::MoreThan, None, Some(160), None).unwrap(),
            FigureStatus::Reported,
        )
    }
}

fn full_figure() -> Figure {
    let mark = |text: &str| MarkId::parse(text).unwrap();
    Figure {
        population: Some("discharges at night".into()),
        published: Some(date(2026, 11, 1)),
        retrieved: Some(date(2026, 11, 2)),
        reported_by: vec!["Herald".into(), "River Post".into()],
        note: Some("From the readings of one gauge.".into()),
        supersedes: Some(mark("night-discharges-may")),
        confidence: Some(Confidence {
            level: ConfidenceLevel::High,
            reason: "Each reading was compared.".into(),
        }),
        counting: Some(Counting::Period {
            start: date(2026, 3, 1),
            end: date(2026, 10, 31),
        }),
        as_of_precision: Precision::About,
        place: Some(FigurePlace {
            label: "River Lea".into(),
            country: Some("GB".into()),
            level: Some(PlaceLevel::Site),
            precision: Some(PlacePrecision::Near),
        }),
        actor: Some("the works".into()),
        independence_group: Some("gauge-4".into()),
        method: Some(CountingMethod {
            url: Some("https://anglers.example/method".into()),
            note: Some("Openings of the sluice after sunset.".into()),
        }),
        archive: Some(Archive {
            url: Some("https://archive.example/readings".into()),
            sha256: Some(SnapshotDigest::from_bytes(seed(64))),
        }),
        breakdown: Some(Breakdown {
            mode: BreakdownMode::Partial,
            parts: vec![mark("discharges-spring"), mark("discharges-summer")],
            note: Some("Autumn is not evaluated.".into()),
        }),
        series_break: Some("Short openings count from here on.".into()),
        retraction: Some(Retraction {
            on: date(2026, 11, 12),
            reason: "The gauge was wrong.".into(),
        }),
        ..figure()
    }
}

fn raising() -> Raising {
    let name = |text: &str| Name::parse(text).unwrap();
    let demand = |text: &str| MarkId::parse(text).unwrap();
    Raising {
        id: demand("council-november"),
        venue: Venue {
            kind: VenueKind::Parliament,
            name: name("Town Council").into(),
        },
        on: date(2026, 11, 16),
        by: vec![name("Anglers’ Union")],
        document: Some(Document {
            title: "Motion 12".into(),
            url: Some("https://council.example/motions/12".into()),
        }),
        demands: [
            (demand("no-night"), DemandStatus::Refused),
            (demand("publish"), DemandStatus::Partly),
        ]
        .into(),
        answer: Some(Answer {
            on: date(2026, 11, 18),
            text: "The readings since March.\n\nNothing else.".into(),
            url: None,
        }),
        retracted: None,
    }
}
