//! How far a copy is, and what it was.

use std::collections::BTreeMap;

/// Who is told how far a copy is: every few thousand rows, from the thread that copies.
pub struct Progress(Box<dyn FnMut(&CopyStep<'_>) + Send>);

/// How far a copy is.
#[derive(Clone, Copy, Debug)]
pub struct CopyStep<'t> {
    /// The table that is copied.
    pub table: &'t str,
    /// Rows so far, of all tables.
    pub rows: u64,
    /// Bytes of the copy so far.
    pub bytes: u64,
}

/// What a copy was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CopyReport {
    /// The engine it is of: `sqlite` or `postgres`.
    pub engine: &'static str,
    /// The schema it is of.
    pub schema: u32,
    /// How many rows each table has.
    pub tables: BTreeMap<String, u64>,
    /// How long it is.
    pub bytes: u64,
    /// SHA-256 of all but its last 32 bytes, which are this.
    pub digest: [u8; 32],
}

impl CopyReport {
    /// Rows of all tables.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.values().sum()
    }
}

impl Progress {
    /// Tells somebody.
    pub fn new(tell: impl FnMut(&CopyStep<'_>) + Send + 'static) -> Self {
        Self(Box::new(tell))
    }

    /// Tells nobody.
    #[must_use]
    pub fn none() -> Self {
        Self::new(|_| {})
    }
}

impl std::fmt::Debug for Progress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Progress").finish_non_exhaustive()
    }
}

/// Rows between two words about how far it is: some hundredths of a second.
const EVERY: u64 = 4096;

/// Counts, and tells.
pub(super) struct Tally {
    progress: Progress,
    table: String,
    in_table: u64,
    rows: u64,
    tables: BTreeMap<String, u64>,
}

impl Tally {
    pub(super) const fn new(progress: Progress) -> Self {
        Self {
            progress,
            table: String::new(),
            in_table: 0,
            rows: 0,
            tables: BTreeMap::new(),
        }
    }

    pub(super) fn begin(&mut self, table: &str, bytes: u64) {
        table.clone_into(&mut self.table);
        self.in_table = 0;
        self.tell(bytes);
    }

    pub(super) fn row(&mut self, bytes: u64) {
        self.in_table += 1;
        self.rows += 1;
        if self.rows.is_multiple_of(EVERY) {
            self.tell(bytes);
        }
    }

    /// Answers how many rows the table has.
    pub(super) fn end(&mut self) -> u64 {
        self.tables
            .insert(std::mem::take(&mut self.table), self.in_table);
        self.in_table
    }

    pub(super) fn totals(&self) -> (u64, u64) {
        (self.tables.len() as u64, self.rows)
    }

    pub(super) fn into_tables(self) -> BTreeMap<String, u64> {
        self.tables
    }

    fn tell(&mut self, bytes: u64) {
        let (table, rows) = (self.table.as_str(), self.rows);
        (self.progress.0)(&CopyStep { table, rows, bytes });
    }
}
