//! Which row of the route table a path belongs to, known before the router is asked.

use axum::http::Method;

use crate::routes::{Cache, Route};

/// The rows that are read, those with the fewest parameters first, as the router prefers them.
pub(super) struct Paths(Vec<Row>);

struct Row {
    template: &'static str,
    cache: Cache,
}

/// A row whose answers may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kept {
    /// Its template.
    pub(super) route: &'static str,
    /// Whether anything depends on the query.
    pub(super) reads_query: bool,
}

/// The rows whose handlers read the query: those of the list.
const QUERIED: [&str; 2] = ["/d/{slug}/{lang}/signatories", "/d/{slug}/signatories.json"];

impl Paths {
    /// Those of a table.
    pub(super) fn of(table: &[Route]) -> Self {
        let read = table.iter().filter(|row| row.method == Method::GET);
        let mut rows: Vec<Row> = read
            .map(|row| Row {
                template: row.path,
                cache: row.cache,
            })
            .collect();
        rows.sort_by_key(|row| row.template.matches('{').count());
        Self(rows)
    }

    /// The row of a path whose answer may be kept.
    pub(super) fn kept(&self, path: &str) -> Option<Kept> {
        let row = self.0.iter().find(|row| fits(row.template, path))?;
        (row.cache != Cache::Never).then_some(Kept {
            route: row.template,
            reads_query: QUERIED.contains(&row.template),
        })
    }
}

fn fits(template: &str, path: &str) -> bool {
    let mut parts = path.split('/');
    for wanted in template.split('/') {
        if wanted.starts_with("{*") {
            return parts.next().is_some_and(|part| !part.is_empty());
        }
        match parts.next() {
            Some(part) if wanted.starts_with('{') && !part.is_empty() => {}
            Some(part) if part == wanted => {}
            _ => return false,
        }
    }
    parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes;

    #[test]
    fn pages_and_files_are_kept_and_what_a_token_opens_is_not() {
        let paths = Paths::of(&routes::table());
        for (path, expected) in [
            ("/", Some("/")),
            ("/en", Some("/{lang}")),
            ("/d/rivers", Some("/d/{slug}")),
            ("/d/rivers/en", Some("/d/{slug}/{lang}")),
            ("/d/rivers/count.json", Some("/d/{slug}/count.json")),
            ("/d/rivers/log/tile/0/000", Some("/d/{slug}/log/{*path}")),
            ("/health", None),
            ("/mailbox/1", None),
            ("/c/secret", None),
            ("/i/m/secret", None),
            ("/d/rivers/en/sign", None),
            ("/d//en", None),
            ("", None),
        ] {
            let kept = paths.kept(path);
            assert_eq!(kept.map(|kept| kept.route), expected, "{path}");
        }
        for path in QUERIED {
            assert!(
                paths.kept(path).is_some_and(|kept| kept.reads_query),
                "{path}"
            );
        }
    }
}
