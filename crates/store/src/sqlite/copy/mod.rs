//! A whole file as a copy, and back. Both work on connections of their own, on a thread that may block.

mod dump;
mod load;
mod tables;

use std::path::Path;

use super::{Result, migrate, open};
use crate::copy::{Input, Output};
use crate::{CopyReport, StoreError};

pub(super) use load::check_empty;
pub(super) use tables::names as table_names;

/// The name of the engine in a copy.
pub(super) const ENGINE: &str = "sqlite";

/// Copies all of one moment; whoever writes goes on, and nothing is folded back because of it.
pub(super) async fn dump(path: &Path, output: Output) -> Result<CopyReport> {
    let path = path.to_owned();
    blocking(move || dump::dump(&open::reader(&path, false)?, output)).await
}

/// Loads a copy; whoever writes waits.
pub(super) async fn load(path: &Path, folds: bool, input: Input) -> Result<CopyReport> {
    let path = path.to_owned();
    blocking(move || load::load(open::writer(&path, folds)?, folds, input)).await
}

/// The newest schema of this engine.
pub(crate) fn newest_schema() -> u32 {
    migrate::version_of(migrate::MIGRATIONS)
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| StoreError::unavailable("the copying thread ended early"))?
}

#[cfg(test)]
mod tests {
    //! A copy of an older file becomes what the file itself becomes.

    use std::io::{self, Cursor, Write};
    use std::sync::{Arc, Mutex};

    use rusqlite::Connection;

    use super::*;
    use crate::{Progress, SqliteOptions, Store};

    #[derive(Clone, Default)]
    struct Shared(Arc<Mutex<Vec<u8>>>);

    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What every schema since the first has kept: a declaration, a signature that is shown, a mail.
    const ROWS: &str = "
        INSERT INTO declaration (key, id, slug, origin, verifier_key, created)
            VALUES (3, zeroblob(16), 'clean-rivers', 'origin', 'key', 7);
        INSERT INTO log_head (declaration, size, edge, checkpoint) VALUES (3, 2, x'', 'checkpoint 2');
        INSERT INTO checkpoint VALUES (3, 2, 'checkpoint 2', 9);
        INSERT INTO log_entry VALUES (3, 0, x'00'), (3, 1, x'01');
        INSERT INTO folder_file (declaration, path, content) VALUES (3, 'README.md', x'61');
        INSERT INTO counter VALUES (3, 0, 1, 1, 2, 1);
        INSERT INTO signature (declaration, leaf, revision, class, evidence, state, listing, day, tag)
            VALUES (3, 1, 0, 1, 1, 1, 2, 20000, zeroblob(TAG));
        INSERT INTO signature_record RECORD;
        INSERT INTO signatory
            (declaration, leaf, class, language, listing, name, day, opening)
            VALUES (3, 1, 1, 'en', 2, 'Ada Lovelace', 20000, x'00');
        INSERT INTO signatory_name (declaration, leaf, locale, class, language, sort_key)
            VALUES (3, 1, 'en', 1, 'en', x'61');
        INSERT INTO signatory_word (declaration, leaf, word, before, class, language)
            VALUES (3, 1, 'ada', '', 1, 'en');
        INSERT INTO outbox (key, id, kind, recipient, language, fields, due, ready)
            VALUES (7, zeroblob(16), 'welcome', 'dara@example.org', 'en', x'01', 5, 5);
        INSERT INTO suppression VALUES (zeroblob(32));";

    /// The same rows as each schema has them.
    fn rows(version: usize) -> String {
        let (tag, record) = match version {
            ..=10 => ("32", "(declaration, leaf, record) VALUES (3, 1, x'05')"),
            11 => ("16", "(declaration, leaf, record) VALUES (3, 1, x'05')"),
            _ => ("16", "(place, record) VALUES (3 << 40 | 1, x'05')"),
        };
        ROWS.replace("TAG", tag).replace("RECORD", record)
    }

    fn copied(connection: &Connection) -> Vec<u8> {
        let sink = Shared::default();
        dump::dump(
            connection,
            Output::new(Box::new(sink.clone()), Progress::none()),
        )
        .unwrap();
        let bytes = sink.0.lock().unwrap();
        bytes.clone()
    }

    #[tokio::test]
    async fn a_copy_of_an_older_schema_becomes_what_the_file_becomes() {
        for version in 1..migrate::MIGRATIONS.len() {
            let folder = tempfile::tempdir().unwrap();
            let old = folder.path().join("old.sqlite");
            let mut connection = Connection::open(&old).unwrap();
            migrate::migrate(&mut connection, &migrate::MIGRATIONS[..version]).unwrap();
            connection.execute_batch(&rows(version)).unwrap();
            let copy = copied(&connection);
            drop(connection);
            let new = folder.path().join("new.sqlite");
            let store = Store::open_sqlite(&new, SqliteOptions::default()).unwrap();
            let source = Box::new(Cursor::new(copy));
            let report = store.load(source, Progress::none()).await.unwrap();
            assert_eq!(report.schema as usize, version);
            store.integrity_check().await.unwrap();
            store.close().await.unwrap();
            let store = Store::open_sqlite(&old, SqliteOptions::default()).unwrap();
            store.close().await.unwrap();
            let [old, new] = [old, new].map(|file| copied(&open::reader(&file, true).unwrap()));
            assert!(old == new, "schema {version}");
        }
    }
}
