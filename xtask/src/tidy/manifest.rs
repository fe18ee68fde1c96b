//! The manifests of the workspace, as far as the rules need them.

use toml::{Table, Value};

use super::Tree;

/// A crate of ours and what it depends on.
pub struct Manifest {
    pub path: String,
    /// The folder, with a final `/`.
    pub folder: String,
    pub table: Table,
}

/// One dependency of a crate of ours.
#[derive(Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The name in the registry or the workspace, also where the crate is renamed.
    pub name: String,
    /// Whether only tests and benchmarks see it.
    pub is_for_tests: bool,
    pub features: Vec<String>,
}

impl Manifest {
    /// The manifests of all crates of the workspace; one that is not TOML is cargo's to refuse.
    pub fn all(tree: &Tree) -> Vec<Self> {
        tree.ending("/Cargo.toml")
            .filter_map(|(path, text)| {
                let table: Table = text.parse().ok()?;
                let folder = path.strip_suffix("Cargo.toml")?.to_owned();
                let path = path.to_owned();
                table.contains_key("package").then_some(Self {
                    path,
                    folder,
                    table,
                })
            })
            .collect()
    }

    /// The name of the crate.
    pub fn name(&self) -> &str {
        let name = self
            .table
            .get("package")
            .and_then(|table| table.get("name"));
        name.and_then(Value::as_str).unwrap_or_default()
    }

    /// Everything the crate depends on, in any table and for any target.
    pub fn dependencies(&self) -> Vec<Dependency> {
        let targets = self.table.get("target").and_then(Value::as_table);
        let for_targets = targets
            .into_iter()
            .flat_map(Table::values)
            .filter_map(Value::as_table);
        std::iter::once(&self.table)
            .chain(for_targets)
            .flat_map(dependencies_of)
            .collect()
    }
}

fn dependencies_of(table: &Table) -> Vec<Dependency> {
    let kinds = [
        ("dependencies", false),
        ("build-dependencies", false),
        ("dev-dependencies", true),
    ];
    let mut found = Vec::new();
    for (kind, is_for_tests) in kinds {
        let dependencies = table.get(kind).and_then(Value::as_table);
        for (key, value) in dependencies.into_iter().flatten() {
            let features = value.get("features").and_then(Value::as_array);
            found.push(Dependency {
                name: package_name(key, value),
                is_for_tests,
                features: features
                    .into_iter()
                    .flatten()
                    .filter_map(|feature| feature.as_str().map(str::to_owned))
                    .collect(),
            });
        }
    }
    found
}

fn package_name(key: &str, value: &Value) -> String {
    let renamed = value.get("package").and_then(Value::as_str);
    renamed.unwrap_or(key).to_owned()
}

/// The outside crates that the root manifest offers to all crates of the workspace.
pub fn offered_by_the_root(tree: &Tree) -> Vec<String> {
    let Some(root) = tree
        .text("Cargo.toml")
        .and_then(|text| text.parse::<Table>().ok())
    else {
        return Vec::new();
    };
    let offered = root
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies"))
        .and_then(Value::as_table);
    offered
        .into_iter()
        .flatten()
        .filter(|(_, value)| value.get("path").is_none())
        .map(|(key, value)| package_name(key, value))
        .collect()
}
