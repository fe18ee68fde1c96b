//! What may be changed beside a log and be found right all the same: the whole list, with reasons.

use std::collections::BTreeSet;

use app::verify::{Report, VerifyOptions, Witnesses, verify};
use serde_json::Value;
use tlog::Policy;

use super::files::Files;
use super::forge::{self, Forge};

/// What a recount says of a changed log.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Says {
    /// That something is false.
    False,
    /// What it says of the honest one.
    TheSame,
    /// Less: of fewer names, of fewer earlier checkpoints, or of fewer witnesses.
    Less,
    /// The same, and what the site says elsewhere of how many names it shows, or at which size it
    /// counted.
    WhatItWasTold,
    /// Something else, and that nothing is false.
    SomethingElse,
}

/// A change that nobody is harmed by.
struct Harmless {
    file: &'static str,
    says: Says,
    example: fn(&Files, &str) -> Files,
    reason: &'static str,
}

impl Harmless {
    /// Whether it is about a file, or about all of a folder.
    fn is_about(&self, path: &str) -> bool {
        path == self.file || self.file.ends_with('/') && path.starts_with(self.file)
    }
}

const HARMLESS: [Harmless; 13] = [
    Harmless {
        file: "policy",
        says: Says::TheSame,
        example: |files, path| files.with(path, files.text(path).replace("https:", "http:")),
        reason: "comments, and the addresses of witnesses: a recount asks none of them",
    },
    Harmless {
        file: "policy",
        says: Says::Less,
        example: |files, path| files.with(path, forge::policy(&[2], None).to_string()),
        reason: "whom the site asks is its own word; who has a policy of their own sees no change",
    },
    Harmless {
        file: "checkpoint",
        says: Says::TheSame,
        example: |files, path| {
            let line = files.text(path).lines().last().unwrap();
            let strange = line.replace("witness-1", "witness-9");
            files.with(path, format!("{}{strange}\n", files.text(path)))
        },
        reason: "a line of a key that nobody named vouches for nothing, and one said twice for no more",
    },
    Harmless {
        file: "checkpoint.witnessed",
        says: Says::TheSame,
        example: |files, path| {
            let line = files.text(path).lines().last().unwrap();
            files.with(path, format!("{}{line}\n", files.text(path)))
        },
        reason: "as above; and the order of signatures means nothing",
    },
    Harmless {
        file: "checkpoint.witnessed",
        says: Says::Less,
        example: |files, path| files.without(path),
        reason: "without cosignatures nobody vouches, which is said; a policy of one's own asks for them",
    },
    Harmless {
        file: "checkpoints.json",
        says: Says::TheSame,
        example: |files, path| {
            files.with(path, files.text(path).replace("2026-11-21", "2026-11-22"))
        },
        reason: "the day and the witnesses of a checkpoint: nothing is concluded from them",
    },
    Harmless {
        file: "checkpoints.json",
        says: Says::Less,
        example: |files, path| files.with(path, "[]"),
        reason: "a checkpoint that is not listed is not claimed",
    },
    Harmless {
        file: "count.json",
        says: Says::TheSame,
        example: |files, path| files.with(path, files.text(path).replace(',', ",\n ")),
        reason: "space between the parts of JSON, and a revision that nobody signed counted as 0",
    },
    Harmless {
        file: "count.json",
        says: Says::WhatItWasTold,
        example: |files, path| {
            files.with(path, files.text(path).replace("\"shown\":1", "\"shown\":2"))
        },
        reason: "how many names are shown changes without the log; another size at which the same counted",
    },
    Harmless {
        file: "openings/",
        says: Says::TheSame,
        example: |files, path| files.with(path, format!("{}\n", files.text(path))),
        reason: "space between the parts of JSON, and the order of openings",
    },
    Harmless {
        file: "openings/",
        says: Says::Less,
        example: |files, path| files.with(path, "[]"),
        reason: "a name that is not shown is not claimed; one beyond the log belongs to the next recount",
    },
    Harmless {
        file: "policy",
        says: Says::SomethingElse,
        example: |files, path| files.with(path, files.text(path).replace("w1", "w9")),
        reason: "what a witness is called is said as the policy says it, with its key",
    },
    Harmless {
        file: "checkpoint",
        says: Says::SomethingElse,
        example: |files, path| {
            files.with(path, Forge::open().cosigned(Forge::open().size(), &[1, 2]))
        },
        reason: "more true cosignatures vouch for more",
    },
];

pub async fn recount(files: &Files) -> Report {
    let options = VerifyOptions {
        key: Some(forge::key().verifier()),
        ..VerifyOptions::default()
    };
    let report = verify(files, &options).await;
    report.expect("files in memory can always be read")
}

pub fn says(honest: &Report, now: &Report) -> Says {
    if !now.is_fine() {
        return Says::False;
    }
    if now == honest {
        return Says::TheSame;
    }
    let mut restored = now.clone();
    restored.published = honest.published;
    if restored == *honest {
        return Says::WhatItWasTold;
    }
    restored = now.clone();
    restored.names = restored.names.max(honest.names);
    restored.checkpoints = restored.checkpoints.max(honest.checkpoints);
    if vouches_for_less(&now.witnesses, &honest.witnesses) {
        restored.witnesses = honest.witnesses.clone();
    }
    if restored == *honest {
        return Says::Less;
    }
    Says::SomethingElse
}

fn vouches_for_less(now: &Witnesses, honest: &Witnesses) -> bool {
    let (Some(now), Some(honest)) = (&now.vouched, &honest.vouched) else {
        return now.vouched.is_none();
    };
    now.size <= honest.size && now.by.iter().all(|one| honest.by.contains(one))
}

/// An honest log and what is said of it.
pub struct Honest {
    pub files: Files,
    pub report: Report,
    size: u64,
}

impl Honest {
    pub async fn of(forge: &Forge) -> Self {
        let files = forge.files();
        let report = recount(&files).await;
        assert_eq!(report.problems, []);
        let size = forge.size();
        Self {
            files,
            report,
            size,
        }
    }

    /// Whether a change of one file is found, or harms nobody: the table has it, and the file claims
    /// nothing that the honest one does not. Gives whether it was found.
    pub async fn check(&self, path: &str, changed: Vec<u8>) -> bool {
        let claims = self.claims(path, &changed);
        let now = recount(&self.files.with(path, changed.clone())).await;
        let says = says(&self.report, &now);
        if says == Says::False {
            return true;
        }
        let shown = String::from_utf8_lossy(&changed);
        let listed = HARMLESS
            .iter()
            .any(|row| row.is_about(path) && row.says == says);
        assert!(listed, "{path} is believed and says {says:?}: {shown}");
        let honest = self.claims(path, self.files.was(path));
        let more: Vec<_> = claims.difference(&honest).collect();
        assert!(
            more.is_empty(),
            "{path} is believed and claims {more:?}: {shown}"
        );
        false
    }

    /// What a file says that a recount must find false if it is.
    fn claims(&self, path: &str, bytes: &[u8]) -> BTreeSet<String> {
        let json = || serde_json::from_slice::<Value>(bytes).unwrap_or_default();
        let text = String::from_utf8_lossy(bytes);
        match path {
            "policy" => policy_claims(&text),
            "count.json" => count_claims(&json()),
            "checkpoints.json" => each(&json(), |one| {
                Some(format!("{} {}", one["size"], one["root"]))
            }),
            path if path.starts_with("openings/") => self.opening_claims(&json()),
            path if path.starts_with("checkpoint") => {
                BTreeSet::from([text.split("\n\n").next().unwrap_or_default().to_owned()])
            }
            _ => BTreeSet::from([hex::encode(bytes)]),
        }
    }

    fn opening_claims(&self, json: &Value) -> BTreeSet<String> {
        let openings = json.as_array().into_iter().flatten();
        let judged =
            openings.filter(|one| one["leaf"].as_u64().is_none_or(|leaf| leaf < self.size));
        judged
            .flat_map(|one| {
                each(&one["fields"], |field| {
                    let value = field["value"].as_str()?;
                    Some(format!("{} {}: {value}", one["leaf"], field["field"]))
                })
            })
            .collect()
    }
}

fn each(list: &Value, say: impl Fn(&Value) -> Option<String>) -> BTreeSet<String> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(say)
        .collect()
}

fn count_claims(json: &Value) -> BTreeSet<String> {
    let signed = |one: &Value| (one["total"] != 0).then(|| one.to_string());
    let mut claims = each(&json["revisions"], signed);
    for number in ["total", "persons", "organisations"] {
        claims.insert(format!("{number} {}", json[number]));
    }
    claims
}

fn policy_claims(text: &str) -> BTreeSet<String> {
    let Ok(policy) = Policy::parse(text) else {
        return BTreeSet::new();
    };
    let logs = policy.logs().first().into_iter().map(ToString::to_string);
    let witnesses = policy.witnesses().iter().map(|one| one.key.to_string());
    logs.chain(witnesses).collect()
}

#[tokio::test]
async fn what_is_listed_as_harmless_is_what_happens() {
    let honest = Honest::of(&Forge::open()).await;
    for row in HARMLESS {
        let path = honest
            .files
            .paths()
            .find(|path| row.is_about(path))
            .unwrap();
        let now = recount(&(row.example)(&honest.files, path)).await;
        let said = says(&honest.report, &now);
        let Harmless { file, reason, .. } = row;
        assert_eq!(said, row.says, "{file}: {reason}: {:?}", now.problems);
    }
}
