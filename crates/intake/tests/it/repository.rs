//! The sample declarations of this repository.

use std::collections::BTreeSet;
use std::path::PathBuf;

use domain::slug::Slug;
use domain::text::MarkId;
use intake::folder::{self, Files, infomail};

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

/// What the marks of the list name is in the declaration that its issues are about.
struct Samples;

impl infomail::Declarations for Samples {
    fn figures(&self, slug: &Slug) -> Option<BTreeSet<MarkId>> {
        let files = sample(slug.as_str());
        let figures = folder::inspect(&files).folder?.figures;
        Some(figures.into_iter().map(|figure| figure.id).collect())
    }
}

#[test]
fn the_sample_list_is_right_and_survives_byte_for_byte() {
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../samples/infomail/solidarity");
    let files = Files::read_list_dir(&folder).expect("the samples belong to the repository");
    let outcome = infomail::inspect(&files, Some(&Samples));
    let rendered = intake::finding::render(&outcome.findings, &files, false);
    assert!(outcome.findings.is_empty(), "{rendered}");
    let read = outcome.folder.expect("nothing was found");
    assert_eq!(read.issues.len(), 2);
    assert_eq!(infomail::write(&read), files);
}
