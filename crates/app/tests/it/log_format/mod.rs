//! `docs/log-format.md` cannot lie: every value in it is computed again from the words around it.

mod changed;
mod example;
mod vectors;

use std::collections::BTreeMap;
use std::path::Path;

use app::verify::{FolderSource, VerifyOptions, verify};
use serde_json::Value;
use tlog::tile::{TilePath, entry_bundles, hash_tiles};

use example::Example;

const DOCUMENT: &str = include_str!("../../../../../docs/log-format.md");

/// The entries that the crate `domain` reads and writes in its own tests.
const GOLDEN: &str = include_str!("../../../../domain/src/log/golden/entries.txt");

/// What the document gives to compute: values by their names, and blocks by theirs.
#[derive(Default)]
struct Document {
    values: BTreeMap<String, String>,
    blocks: BTreeMap<String, String>,
    /// The rows of the table of entries.
    entries: Vec<&'static str>,
    /// The rows of the table of tiles: level, tile, width and path.
    tiles: Vec<[&'static str; 4]>,
}

impl Document {
    fn read() -> Document {
        let mut document = Document::default();
        let mut lines = DOCUMENT.lines();
        let (mut table, mut name) = ("", None);
        while let Some(line) = lines.next() {
            if let Some(bold) = bold(line) {
                name = Some(bold.to_owned());
            } else if line.starts_with("```") {
                let body: String = lines
                    .by_ref()
                    .take_while(|line| *line != "```")
                    .map(|line| format!("{line}\n"))
                    .collect();
                if let Some(name) = name.take() {
                    let before = document.blocks.insert(name.clone(), body);
                    assert_eq!(before, None, "{name} is given twice");
                }
            } else if !line.starts_with('|') {
                table = "";
            } else if table.is_empty() {
                table = line;
            } else if !line.starts_with("| ---") {
                document.row(table, line);
            }
        }
        document
    }

    fn row(&mut self, table: &str, line: &'static str) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let plain = |cell: &'static str| cell.trim_matches('`');
        match (table, &cells[..]) {
            ("| vector | value |", [name, value]) => {
                let value = if *value == "absent" { "" } else { plain(value) };
                let before = self.values.insert((*name).to_owned(), value.to_owned());
                assert_eq!(before, None, "{name} is given twice");
            }
            ("| entry | bytes | leaf hash |", _) => self.entries.push(line),
            ("| level | tile | width | path |", [level, tile, width, path]) => {
                self.tiles.push([level, tile, width, plain(path)]);
            }
            _ => {}
        }
    }
}

fn bold(line: &str) -> Option<&str> {
    line.strip_prefix("**")?.strip_suffix("**")
}

/// JSON without its spacing; other text as it is.
fn comparable(block: &str) -> String {
    match serde_json::from_str::<Value>(block) {
        Ok(value) if value.is_object() || value.is_array() => value.to_string(),
        _ => block.to_owned(),
    }
}

fn check(written: &BTreeMap<String, String>, computed: &BTreeMap<String, String>) {
    for (name, value) in written {
        let again = computed.get(name).map(String::as_str);
        assert_eq!(Some(value.as_str()), again, "{name}");
    }
    let missing: Vec<&String> = computed
        .keys()
        .filter(|name| !written.contains_key(*name))
        .collect();
    assert!(missing.is_empty(), "not in the document: {missing:?}");
}

#[test]
fn every_value_of_the_document_is_the_one_that_comes_out() {
    check(&Document::read().values, &vectors::values(&Example::new()));
}

#[test]
fn every_block_of_the_document_is_the_one_that_comes_out() {
    let blocks: BTreeMap<String, String> = Document::read()
        .blocks
        .into_iter()
        .map(|(name, block)| (name, comparable(&block)))
        .collect();
    check(&blocks, &vectors::blocks(&Example::new()));
}

#[test]
fn the_entries_of_the_document_are_those_of_the_example() {
    let rows = Document::read().entries;
    let example = Example::new();
    assert_eq!(rows.len(), example.entries.len());
    for (row, (bytes, leaf)) in rows.iter().zip(example.entries.iter().zip(&example.leaves)) {
        let computed = format!("| `{}` | `{leaf}` |", hex::encode(bytes));
        assert!(row.ends_with(&computed), "{row} instead of {computed}");
        assert!(GOLDEN.lines().any(|line| line == *row), "{row}");
    }
}

#[test]
fn the_paths_of_the_document_are_those_of_its_tiles() {
    let rows = Document::read().tiles;
    assert_eq!(rows.len(), 6);
    for [level, tile, width, path] in rows {
        let (index, width) = (tile.parse().unwrap(), width.parse().unwrap());
        let computed = match level {
            "entries" => TilePath::Entries { index, width },
            level => TilePath::Hashes {
                level: level.parse().unwrap(),
                index,
                width,
            },
        };
        assert_eq!(computed.to_string(), path);
        assert_eq!(TilePath::parse(path), Ok(computed));
    }
}

#[tokio::test]
async fn the_log_of_the_document_recounts_without_fault() {
    let folder = tempfile::tempdir().unwrap();
    lay_out(&Document::read(), folder.path());
    let source = FolderSource::new(folder.path());
    let report = verify(&source, &VerifyOptions::default()).await.unwrap();
    assert!(report.is_fine(), "{:?}", report.problems);
    assert_eq!((report.size, report.texts, report.names), (14, 2, 2));
    assert!(report.closed);
}

/// Writes the files of section 3 from what the document shows, and the tiles from its entries.
fn lay_out(document: &Document, folder: &Path) {
    let write = |path: &str, bytes: &[u8]| {
        let file = folder.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    };
    let block = |name: &str| document.blocks[name].as_bytes();
    write("checkpoint", block("cosigned checkpoint"));
    write("checkpoint.witnessed", block("cosigned checkpoint"));
    write("checkpoints.json", block("history"));
    write("checkpoints/14", block("cosigned checkpoint"));
    write("checkpoints/8", block("checkpoint of 8"));
    write("policy", block("policy"));
    write("count.json", block("count"));
    write("openings/0.json", block("openings"));
    for (name, folder, ending) in [
        ("text `en`", "texts", "md"),
        ("text `de`", "texts", "md"),
        ("figure", "figures", "txt"),
        ("raising", "raisings", "txt"),
    ] {
        let digest = &document.values[&format!("digest of the {name}")];
        let path = format!("{folder}/{digest}.{ending}");
        write(&path, block(&name.replace('`', "")));
    }
    let example = Example::new();
    for path in hash_tiles(14) {
        write(&path.to_string(), &example.hash_tile());
    }
    for path in entry_bundles(14) {
        write(&path.to_string(), &example.bundle(14));
    }
}
