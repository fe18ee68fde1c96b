//! Every value and every block of the document, computed by the code that signs and verifies.

use std::collections::BTreeMap;

use app::log::{CheckpointJson, CountJson, RevisionCountJson};
use app::opening::OpeningJson;
use app::receipt::verify_receipt;
use domain::figure::FigureDigest;
use domain::listing::Listing;
use domain::log::{Day, Field, FieldOpening, Opening, PublicOpening};
use domain::raising::RaisingDigest;
use domain::text::Text;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tlog::note::VerifierKey;
use tlog::policy::{PolicyWitness, Threshold};
use tlog::proof::{prove_consistency, prove_inclusion, verify_consistency, verify_inclusion};
use tlog::tree::StoredNodes;
use tlog::witness::{AddCheckpoint, Latest, parse_cosignatures};
use tlog::{Hash, Policy, TlogProof};

use super::comparable;
use super::example::{self, COSIGNED, Example, ORIGIN};

type Named = BTreeMap<String, String>;

fn sha(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

pub fn values(example: &Example) -> Named {
    let mut values = Named::new();
    let mut put = |name: &str, value: &dyn ToString| {
        values.insert(name.to_owned(), value.to_string());
    };
    of_the_tree(example, &mut put);
    of_keys(example, &mut put);
    of_tiles_and_digests(example, &mut put);
    of_tags_and_consents(example, &mut put);
    for (who, opening) in [
        ("ada", &example.ada),
        ("union", &example.union),
        ("chi", &example.chi),
        ("bo", &example.bo),
    ] {
        of_a_signature(who, opening, &mut put);
    }
    values
}

fn of_the_tree(example: &Example, put: &mut impl FnMut(&str, &dyn ToString)) {
    let [first, second] = [example.leaves[0], example.leaves[1]];
    put("empty root", &Hash::EMPTY_ROOT);
    put("leaf of no bytes", &Hash::leaf(b""));
    put("leaf of entry 0", &first);
    put("leaf of entry 1", &second);
    put("node of both", &Hash::node(&first, &second));
    for size in [1, 2, 3, 4, 5, 7, 8, 13, 14] {
        put(&format!("root of {size}"), &example.root(size));
    }
}

fn of_keys(example: &Example, put: &mut impl FnMut(&str, &dyn ToString)) {
    for (whose, first, key) in [
        ("log", 0, example.keys.log.verifier()),
        ("witness", 32, example.witness.verifier()),
    ] {
        let seed = hex::encode(example::seed(first));
        put(&format!("seed of the {whose}"), &seed);
        let public = hex::encode(key.public_key());
        put(&format!("public key of the {whose}"), &public);
        let id = format!("{:08x}", key.id());
        put(&format!("key id of the {whose}"), &id);
        assert_eq!(VerifierKey::parse(&key.to_string()), Ok(key.clone()));
        put(&format!("verifier key of the {whose}"), &key);
    }
}

fn of_tiles_and_digests(example: &Example, put: &mut impl FnMut(&str, &dyn ToString)) {
    let tile = example.hash_tile();
    put("`tile/entries/000.p/1`", &hex::encode(example.bundle(1)));
    put(
        "SHA-256 of `tile/entries/000.p/14`",
        &sha(&example.bundle(14)),
    );
    put("`tile/0/000.p/2`", &hex::encode(&tile[..64]));
    put("SHA-256 of `tile/0/000.p/14`", &sha(&tile));
    let [english, german] = [&example.texts[0], &example.texts[1]].map(Text::digest);
    put("digest of the text `en`", &english);
    put("digest of the text `de`", &german);
    put("digest of the figure", &FigureDigest::of(&example.figure));
    put(
        "digest of the figure with every field",
        &FigureDigest::of(&example.full_figure),
    );
    put(
        "digest of the raising",
        &RaisingDigest::of(&example.raising),
    );
}

fn of_tags_and_consents(example: &Example, put: &mut impl FnMut(&str, &dyn ToString)) {
    let field = |opening: &Opening, field| hex::encode(opening.fields.get(field));
    put("key of the tags", &hex::encode(example::TAG_KEY));
    put("tag of `ada@example.org`", &field(&example.ada, Field::Tag));
    let unknown = [
        b"undersigned/v1/unknown-tag\0",
        3_u64.to_be_bytes().as_slice(),
    ]
    .concat();
    put("unknown tag of leaf 3", &sha(&unknown));
    put("time of the form", &example::FORM);
    put("wording of `count`", &example::COUNT);
    put("wording of `publish`", &example::PUBLISH);
    put("consents of Ada", &field(&example.ada, Field::Consent));
    put("consents of Bo", &field(&example.bo, Field::Consent));
}

fn of_a_signature(who: &str, opening: &Opening, put: &mut impl FnMut(&str, &dyn ToString)) {
    let mut put = |what: &str, value: &dyn ToString| put(&format!("{who}: {what}"), value);
    put("r", &hex::encode(opening.secret));
    for field in Field::ALL {
        let (word, value) = (field.word(), opening.fields.get(field));
        let value = match field {
            Field::Tag | Field::Consent => hex::encode(value),
            _ => String::from_utf8(value.to_vec()).unwrap(),
        };
        put(word, &value);
        put(
            &format!("salt({word})"),
            &hex::encode(opening.salt(field).0),
        );
        put(
            &format!("hash({word})"),
            &hex::encode(opening.hash(field).0),
        );
    }
    put("commitment", &hex::encode(opening.commitment().as_bytes()));
}

pub fn blocks(example: &Example) -> Named {
    let mut blocks = Named::new();
    of_proofs(example, &mut blocks);
    let mut put = |name: &str, block: String| {
        assert_eq!(blocks.insert(name.to_owned(), comparable(&block)), None);
    };
    put("checkpoint", example.signed(14).to_string());
    put("checkpoint of 8", example.signed(8).to_string());
    put("checkpoint of an empty log", example.signed(0).to_string());
    put("text en", example.texts[0].as_str().to_owned());
    put("text de", example.texts[1].as_str().to_owned());
    put("figure", example.figure.clone());
    put("figure with every field", example.full_figure.clone());
    put("raising", example.raising.clone());
    put("history", history(example).to_string());
    put("count", count().to_string());
    of_witnesses(example, &mut put);
    of_openings(example, &mut put);
    let (proof, opening) = receipt(example);
    let verified = verify_receipt(&proof, &opening, None).unwrap();
    assert_eq!(
        (verified.index, verified.name.as_deref()),
        (3, Some("Ada Lovelace"))
    );
    put("receipt", proof);
    put("opening of a receipt", opening);
    blocks
}

fn of_proofs(example: &Example, blocks: &mut Named) {
    let nodes = StoredNodes(example);
    let hex = |hashes: &[Hash]| hashes.iter().map(|hash| format!("{hash}\n")).collect();
    for (index, size) in [(3, 14), (12, 13), (13, 14), (6, 7)] {
        let proof = prove_inclusion(index as u64, size as u64, &nodes).unwrap();
        let (leaf, root) = (&example.leaves[index], &example.root(size));
        verify_inclusion(leaf, index as u64, size as u64, &proof, root).unwrap();
        blocks.insert(format!("inclusion of {index} in {size}"), hex(&proof.0));
    }
    for (old, new) in [(3, 14), (7, 14), (8, 14), (13, 14)] {
        let proof = prove_consistency(old as u64, new as u64, &nodes).unwrap();
        let [before, after] = [old, new].map(|size| example.root(size));
        verify_consistency(old as u64, &before, new as u64, &after, &proof).unwrap();
        blocks.insert(format!("consistency of {old} and {new}"), hex(&proof.0));
    }
}

fn of_witnesses(example: &Example, put: &mut impl FnMut(&str, String)) {
    let checkpoint = example.checkpoint(14);
    let line = example.witness.cosign(&checkpoint, COSIGNED).unwrap();
    put(
        "cosigned message",
        format!("cosignature/v1\ntime {COSIGNED}\n{checkpoint}"),
    );
    let answer = format!("{line}\n");
    assert_eq!(
        parse_cosignatures(answer.as_bytes()),
        Ok(vec![line.clone()])
    );
    put("cosignatures", answer);
    let cosigned = example.signed(14).with_signature(line).unwrap();
    let policy = Policy::of_log(example.keys.log.verifier())
        .unwrap()
        .with_witnesses(
            vec![PolicyWitness {
                name: "example".to_owned(),
                key: example.witness.verifier(),
                url: Some("https://witness.example".to_owned()),
            }],
            Some(Threshold::Any),
        )
        .unwrap();
    let known: Vec<VerifierKey> = vec![example.witness.verifier()];
    let opened =
        tlog::Checkpoint::open_cosigned(cosigned.to_string().as_bytes(), policy.logs(), &known)
            .unwrap();
    assert_eq!(opened.cosignatures, [(known[0].clone(), COSIGNED)]);
    assert!(policy.quorum_met(&known) && !policy.quorum_met(&[]));
    put("cosigned checkpoint", cosigned.to_string());
    put("policy", policy.to_string());
    let request = AddCheckpoint {
        old: 8,
        proof: prove_consistency(8, 14, &StoredNodes(example)).unwrap(),
        note: example.signed(14).to_string().into(),
    };
    let latest = Latest {
        size: 8,
        root: example.root(8),
    };
    assert_eq!(request.judge(policy.logs(), Some(latest)), Ok(checkpoint));
    put(
        "add-checkpoint",
        String::from_utf8(request.to_bytes()).unwrap(),
    );
}

fn of_openings(example: &Example, put: &mut impl FnMut(&str, String)) {
    let json = |leaf, opening: &PublicOpening| {
        serde_json::to_value(OpeningJson::new(leaf, opening)).unwrap()
    };
    for (name, field) in [("a name", Field::Name), ("initials", Field::Initials)] {
        let alone = PublicOpening::from_fields(Field::ALL.map(|one| {
            if one == field {
                FieldOpening::Shown {
                    value: example.ada.fields.get(one).to_vec(),
                    salt: example.ada.salt(one),
                }
            } else {
                FieldOpening::Hidden(example.ada.hash(one))
            }
        }));
        assert_eq!(alone.commitment(), example.ada.commitment());
        put(
            &format!("opening of {name} alone"),
            json(3, &alone).to_string(),
        );
    }
    let listed: Vec<Value> = [(3, &example.ada), (4, &example.union)]
        .into_iter()
        .map(|(leaf, opening)| json(leaf, &PublicOpening::for_listing(opening, Listing::Named)))
        .collect();
    put("openings", json!(listed).to_string());
}

fn history(example: &Example) -> Value {
    let of = |size: usize, day: u32, witnesses: &[&str]| CheckpointJson {
        size: size as u64,
        root: example.root(size).to_base64(),
        day: Day(day).date().unwrap().to_string(),
        witnesses: witnesses.iter().map(|name| (*name).to_owned()).collect(),
    };
    json!([of(14, 20_790, &["witness.example"]), of(8, 20_779, &[])])
}

fn count() -> Value {
    let of_revision = |leaf, language: &str| RevisionCountJson {
        leaf,
        language: language.to_owned(),
        total: 1,
    };
    json!(CountJson {
        size: 14,
        total: 2,
        persons: 1,
        organisations: 1,
        shown: 2,
        revisions: vec![of_revision(1, "en"), of_revision(2, "de")],
    })
}

fn receipt(example: &Example) -> (String, String) {
    let proof = TlogProof {
        index: 3,
        proof: prove_inclusion(3, 14, &StoredNodes(example)).unwrap(),
        checkpoint: example.signed(14).to_string(),
    };
    let text = |field| String::from_utf8(example.ada.fields.get(field).to_vec()).unwrap();
    let opening = json!({
        "origin": ORIGIN,
        "key": example.keys.log.verifier().to_string(),
        "entry": hex::encode(&example.entries[3]),
        "secret": hex::encode(example.ada.secret),
        "fields": {
            "name": text(Field::Name),
            "initials": text(Field::Initials),
            "descriptor": text(Field::Descriptor),
            "place": text(Field::Place),
            "tag": hex::encode(example.ada.fields.get(Field::Tag)),
            "consent": hex::encode(example.ada.fields.get(Field::Consent)),
            "evidence": text(Field::Evidence),
        },
    });
    (proof.to_string(), opening.to_string())
}
