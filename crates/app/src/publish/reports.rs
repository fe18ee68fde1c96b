//! What was published of reports and is not in the folder any more.

use std::collections::BTreeSet;

use intake::finding::{Finding, Place};
use intake::folder::{Folder, report_path};

use crate::declarations::Published;

/// A report may be taken away, since nobody signed it; whoever linked to it finds nothing then, so
/// this is only warned of.
pub(super) fn findings(folder: &Folder, before: Option<&Published>) -> Vec<Finding> {
    let kept: BTreeSet<String> = folder
        .reports
        .iter()
        .map(|report| report_path(&report.id, &report.language))
        .collect();
    let published = before.map_or(&[][..], |published| &published.reports);
    let paths = published
        .iter()
        .map(|one| report_path(&one.report.id, &one.report.language));
    paths
        .filter(|path| !kept.contains(path))
        .map(|path| {
            let message =
                format!("`{path}` was published, and its address leads nowhere from now on");
            Finding::warning("report-missing", message)
                .at(Some(Place::beginning(&path)))
                .help("if it is wrong, bring it back and say why: `retracted = \"…\"`")
        })
        .collect()
}
