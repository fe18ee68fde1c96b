//! The sample declarations of this repository.

use std::path::PathBuf;

use intake::folder::{self, Files};

fn sample(slug: &str) -> Files {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    Files::read_dir(&folder.join(slug)).expect("the samples belong to the repository")
}

/// Only what the demo fills in may be missing: the key to which contacts are sealed.
fn check(slug: &str) {
    let files = sample(slug);
    let outcome = folder::inspect(&files);
    let rendered = intake::finding::render(&outcome.findings, &files, false);
    let errors: Vec<&str> = outcome
        .findings
        .iter()
        .filter(|finding| finding.is_error())
        .map(|finding| finding.code)
        .collect();
    assert_eq!(errors, ["recipients-missing"], "{rendered}");
    assert!(outcome.findings.len() == 1, "{rendered}");

    let read = outcome.folder.expect("no finding but one of checking");
    let written = folder::write(&read);
    assert_eq!(folder::read(&written).folder.as_ref(), Some(&read));
    for (path, content) in files.iter().filter(|(path, _)| path.starts_with("text/")) {
        assert_eq!(written.get(path), Some(content.as_slice()), "{path}");
    }
}

#[test]
fn the_samples_are_right_and_their_texts_survive_byte_for_byte() {
    check("night-bus");
    check("solidarity-kazakhstan");
}
