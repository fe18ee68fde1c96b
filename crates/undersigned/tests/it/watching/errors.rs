//! Every error in the log says what to do.

use std::path::{Path, PathBuf};

use crate::program::workspace;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_error_that_is_logged_ends_in_what_to_do() {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(workspace().join("crates")).unwrap() {
        sources(&entry.unwrap().path().join("src"), &mut found);
    }
    let mut errors = 0;
    for path in found {
        let text = std::fs::read_to_string(&path).unwrap();
        for behind in text.split("tracing::error!(").skip(1) {
            errors += 1;
            let event = behind.split(");").next().unwrap();
            assert!(event.contains("help ="), "{}: {event}", path.display());
        }
    }
    assert!(errors > 20, "only {errors} were found: nothing is proved");
}
