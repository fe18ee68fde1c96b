//! Writing a copy.

use std::io::Write;

use sha2::{Digest, Sha256};

use super::progress::Tally;
use super::value::{BYTES, INTEGER, NULL, Ref, TEXT, zigzag};
use super::{CHUNK, CopyReport, END, FORMAT, MAGIC, Progress, ROW, TABLE, TABLE_END};
use crate::StoreError;

type Result<T> = std::result::Result<T, StoreError>;

/// A copy that is being written.
pub(crate) struct Output {
    sink: Box<dyn Write + Send>,
    /// What is neither hashed nor written yet.
    waiting: Vec<u8>,
    hash: Sha256,
    written: u64,
    tally: Tally,
}

impl Output {
    pub(crate) fn new(sink: Box<dyn Write + Send>, progress: Progress) -> Self {
        Self {
            sink,
            waiting: Vec::with_capacity(2 * CHUNK),
            hash: Sha256::new(),
            written: 0,
            tally: Tally::new(progress),
        }
    }

    /// The head, which comes first.
    pub(crate) fn head(&mut self, engine: &str, schema: u32) {
        self.waiting.extend_from_slice(MAGIC);
        self.waiting.push(FORMAT);
        self.bytes(engine.as_bytes());
        self.number(schema.into());
    }

    /// Begins a table.
    pub(crate) fn table<'c>(
        &mut self,
        name: &str,
        columns: impl ExactSizeIterator<Item = &'c str>,
    ) {
        self.waiting.push(TABLE);
        self.bytes(name.as_bytes());
        self.number(columns.len() as u64);
        for column in columns {
            self.bytes(column.as_bytes());
        }
        let so_far = self.so_far();
        self.tally.begin(name, so_far);
    }

    /// Begins a row; as many values as the table has columns follow.
    pub(crate) fn row(&mut self) {
        self.waiting.push(ROW);
        let so_far = self.so_far();
        self.tally.row(so_far);
    }

    /// # Errors
    /// `Unavailable` when the sink takes no more.
    pub(crate) fn value(&mut self, value: Ref<'_>) -> Result<()> {
        match value {
            Ref::Null => self.waiting.push(NULL),
            Ref::Integer(number) => {
                self.waiting.push(INTEGER);
                self.number(zigzag(number));
            }
            Ref::Text(text) => {
                self.waiting.push(TEXT);
                self.bytes(text.as_bytes());
            }
            Ref::Bytes(bytes) => {
                self.waiting.push(BYTES);
                self.bytes(bytes);
            }
        }
        if self.waiting.len() >= CHUNK {
            self.pass_on()?;
        }
        Ok(())
    }

    /// Ends a table.
    pub(crate) fn table_end(&mut self) {
        self.waiting.push(TABLE_END);
        let rows = self.tally.end();
        self.number(rows);
    }

    /// Ends the copy and hands the last of it to the sink.
    ///
    /// # Errors
    /// `Unavailable` when the sink takes no more.
    pub(crate) fn end(mut self, engine: &'static str, schema: u32) -> Result<CopyReport> {
        let (tables, rows) = self.tally.totals();
        self.waiting.push(END);
        self.number(tables);
        self.number(rows);
        self.pass_on()?;
        let digest: [u8; 32] = self.hash.finalize().into();
        self.sink
            .write_all(&digest)
            .and_then(|()| self.sink.flush())
            .map_err(StoreError::unavailable)?;
        Ok(CopyReport {
            engine,
            schema,
            tables: self.tally.into_tables(),
            bytes: self.written + digest.len() as u64,
            digest,
        })
    }

    fn so_far(&self) -> u64 {
        self.written + self.waiting.len() as u64
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.waiting.extend_from_slice(bytes);
    }

    fn number(&mut self, mut number: u64) {
        loop {
            let low = (number & 0x7f) as u8;
            number >>= 7;
            if number == 0 {
                self.waiting.push(low);
                return;
            }
            self.waiting.push(low | 0x80);
        }
    }

    fn pass_on(&mut self) -> Result<()> {
        self.hash.update(&self.waiting);
        let written = self.sink.write_all(&self.waiting);
        written.map_err(StoreError::unavailable)?;
        self.written += self.waiting.len() as u64;
        self.waiting.clear();
        Ok(())
    }
}
