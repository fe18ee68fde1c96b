//! Reading a copy. Whatever it says is said by somebody else.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::error::of_source;
use super::progress::Tally;
use super::value::{BYTES, INTEGER, NULL, TEXT, Value, unzigzag};
use super::{
    CHUNK, CopyError, CopyReport, END, FORMAT, LONGEST_NAME, LONGEST_ROW, LONGEST_VALUE, MAGIC,
    MOST_COLUMNS, Progress, ROW, TABLE, TABLE_END,
};
use crate::StoreError;

type Result<T> = std::result::Result<T, StoreError>;

/// What stands in front of the tables.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Head {
    pub(crate) engine: &'static str,
    pub(crate) schema: u32,
}

impl Head {
    /// The schema of an engine in which the copy is loaded: its own, which may be older, or the newest
    /// where it is of the newest of the other engine.
    pub(crate) fn schema_to_load(
        self,
        engine: &'static str,
        newest: u32,
        newest_of_other: u32,
    ) -> Result<u32> {
        let found = self.schema;
        if self.engine != engine {
            return if found == newest_of_other {
                Ok(newest)
            } else {
                let (engine, known) = (self.engine, newest_of_other);
                Err(CopyError::OtherSchema {
                    engine,
                    found,
                    known,
                }
                .into())
            };
        }
        match found {
            0 => Err(CopyError::Damaged("it is of no schema").into()),
            _ if found > newest => Err(StoreError::NewerSchema {
                found,
                known: newest,
            }),
            _ => Ok(found),
        }
    }
}

/// What stands in front of the rows of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct TableHead {
    pub(crate) name: String,
    pub(crate) columns: Vec<String>,
}

/// A copy that is being read.
pub(crate) struct Input {
    source: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    /// What of the buffer was read; all of that is hashed when the buffer is filled again.
    at: usize,
    hash: Sha256,
    /// Bytes in front of the buffer.
    before: u64,
    /// How many columns the table has that is being read.
    columns: usize,
    /// The checksum, once it was found to hold.
    digest: [u8; 32],
    tally: Tally,
}

impl Input {
    pub(crate) fn new(source: Box<dyn Read + Send>, progress: Progress) -> Self {
        Self {
            source,
            buffer: Vec::with_capacity(CHUNK),
            at: 0,
            hash: Sha256::new(),
            before: 0,
            columns: 0,
            digest: [0; 32],
            tally: Tally::new(progress),
        }
    }

    /// The head, which comes first.
    pub(crate) fn head(&mut self) -> Result<Head> {
        let mut magic = [0; MAGIC.len()];
        for byte in &mut magic {
            *byte = self.byte()?;
        }
        if magic != MAGIC {
            return Err(CopyError::NoCopy.into());
        }
        let format = self.byte()?;
        if format != FORMAT {
            return Err(CopyError::Format(format).into());
        }
        let engine = match self.name()?.as_str() {
            "sqlite" => "sqlite",
            "postgres" => "postgres",
            _ => return Err(CopyError::Engine.into()),
        };
        let schema = u32::try_from(self.number()?);
        let schema = schema.map_err(|_| CopyError::Damaged("its schema is no number of ours"))?;
        Ok(Head { engine, schema })
    }

    /// The next table; nothing where there is none and the copy, up to its end, is whole.
    pub(crate) fn table(&mut self) -> Result<Option<TableHead>> {
        match self.byte()? {
            TABLE => {}
            END => return self.whole().map(|()| None),
            _ => return Err(CopyError::Damaged("a table was expected").into()),
        }
        let name = self.name()?;
        let columns = self.number()?;
        if columns > MOST_COLUMNS {
            return Err(CopyError::Damaged("a table has too many columns").into());
        }
        let columns: Result<Vec<String>> = (0..columns).map(|_| self.name()).collect();
        let columns = columns?;
        self.columns = columns.len();
        let so_far = self.so_far();
        self.tally.begin(&name, so_far);
        Ok(Some(TableHead { name, columns }))
    }

    /// The next row of the table, in place of what the vector holds; `false` where there is none and as
    /// many came as there were.
    pub(crate) fn row(&mut self, row: &mut Vec<Value>) -> Result<bool> {
        row.clear();
        match self.byte()? {
            ROW => {}
            TABLE_END => {
                let rows = self.tally.end();
                if self.number()? != rows {
                    return Err(CopyError::Damaged("rows of a table are missing").into());
                }
                return Ok(false);
            }
            _ => return Err(CopyError::Damaged("a row was expected").into()),
        }
        let mut room = LONGEST_ROW;
        for _ in 0..self.columns {
            row.push(self.value(&mut room)?);
        }
        let so_far = self.so_far();
        self.tally.row(so_far);
        Ok(true)
    }

    /// What the copy was, once its end has come.
    pub(crate) fn report(self, head: Head) -> CopyReport {
        let bytes = self.so_far();
        CopyReport {
            engine: head.engine,
            schema: head.schema,
            tables: self.tally.into_tables(),
            bytes,
            digest: self.digest,
        }
    }

    fn value(&mut self, room: &mut u64) -> Result<Value> {
        Ok(match self.byte()? {
            NULL => Value::Null,
            INTEGER => Value::Integer(unzigzag(self.number()?)),
            TEXT => {
                let text = String::from_utf8(self.long(room)?);
                Value::Text(text.map_err(|_| CopyError::Damaged("a text is none"))?)
            }
            BYTES => Value::Bytes(self.long(room)?),
            _ => return Err(CopyError::Damaged("a value was expected").into()),
        })
    }

    /// Bytes of a value. The vector grows with what comes, never at once to what was claimed.
    fn long(&mut self, room: &mut u64) -> Result<Vec<u8>> {
        let length = self.number()?;
        if length > LONGEST_VALUE || length > *room {
            return Err(CopyError::Damaged("a value is too long").into());
        }
        *room -= length;
        let mut left = usize::try_from(length).map_err(StoreError::corrupt)?;
        let mut bytes = Vec::with_capacity(left.min(CHUNK));
        while left > 0 {
            let there = self.filled()?;
            let some = there.get(..left).unwrap_or(there);
            bytes.extend_from_slice(some);
            let taken = some.len();
            self.at += taken;
            left -= taken;
        }
        Ok(bytes)
    }

    /// Names are of lower-case letters, digits and `_`, like all of ours: they may be shown as they are.
    fn name(&mut self) -> Result<String> {
        let length = self.number()?;
        let mut name = String::new();
        if length == 0 || length > LONGEST_NAME {
            return Err(CopyError::Damaged("a name is empty or too long").into());
        }
        for _ in 0..length {
            let byte = self.byte()?;
            if !(byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_') {
                return Err(CopyError::Damaged("a name is none of ours").into());
            }
            name.push(char::from(byte));
        }
        Ok(name)
    }

    fn number(&mut self) -> Result<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let low = u64::from(byte & 0x7f);
            if (low << shift) >> shift != low {
                break;
            }
            number |= low << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(CopyError::Damaged("a number is too large").into())
    }

    /// Whether the totals hold, the checksum holds, and nothing follows.
    fn whole(&mut self) -> Result<()> {
        let totals = self.tally.totals();
        if (self.number()?, self.number()?) != totals {
            return Err(CopyError::Damaged("tables or rows are missing").into());
        }
        self.hash_what_was_read();
        self.digest = self.hash.clone().finalize().into();
        for expected in self.digest {
            if self.byte()? != expected {
                return Err(CopyError::Checksum.into());
            }
        }
        if self.at < self.buffer.len() || self.fill()? > 0 {
            return Err(CopyError::Damaged("something follows its end").into());
        }
        Ok(())
    }

    fn so_far(&self) -> u64 {
        self.before + self.at as u64
    }

    fn byte(&mut self) -> Result<u8> {
        let byte = match self.filled()? {
            [byte, ..] => *byte,
            [] => return Err(CopyError::CutOff.into()),
        };
        self.at += 1;
        Ok(byte)
    }

    /// What is there to be read: never nothing.
    fn filled(&mut self) -> Result<&[u8]> {
        if self.at == self.buffer.len() && self.fill()? == 0 {
            return Err(CopyError::CutOff.into());
        }
        Ok(self.buffer.get(self.at..).unwrap_or_default())
    }

    /// Fills the buffer anew; answers with how many bytes.
    fn fill(&mut self) -> Result<usize> {
        self.hash_what_was_read();
        self.buffer.resize(CHUNK, 0);
        let read = loop {
            match self.source.read(&mut self.buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.buffer.truncate(*read.as_ref().unwrap_or(&0));
        read.map_err(of_source)
    }

    /// What stands in front of the buffer afterwards is hashed, whatever of the buffer is left.
    fn hash_what_was_read(&mut self) {
        self.hash
            .update(self.buffer.get(..self.at).unwrap_or_default());
        self.buffer.drain(..self.at);
        self.before += self.at as u64;
        self.at = 0;
    }
}
