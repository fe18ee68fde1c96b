//! The whole database as a stream of bytes, and back.

use std::io::{Read, Write};

use super::{Result, Store};
use crate::copy::{Input, Output};
use crate::{CopyReport, Progress};

impl Store {
    /// Writes everything that is kept, of one moment, as a copy that either engine can read. Whoever
    /// writes goes on meanwhile, and the sink may be as slow as it likes: in SQLite the write-ahead file
    /// grows until it is done, in PostgreSQL old rows are kept so long.
    ///
    /// Memory does not grow with the data. The sink is flushed and dropped at the end; making it durable
    /// is the caller's.
    ///
    /// # Errors
    /// `Unavailable` when the sink takes no more; what it took is recognised as cut off. `Corrupt` when
    /// a row cannot be read.
    pub async fn dump(
        &self,
        sink: Box<dyn Write + Send>,
        progress: Progress,
    ) -> Result<CopyReport> {
        self.backend.dump(Output::new(sink, progress)).await
    }

    /// Loads a copy into a database that holds nothing yet, all of it or nothing: it is believed only
    /// when its end has come and every constraint holds. One of an older schema of the same engine is
    /// brought up to date. What is loaded counts on from where it was. Writes wait meanwhile.
    ///
    /// A database that is [unfinished](crate::Service::Unfinished) is emptied first.
    ///
    /// # Errors
    /// `Conflict` when the database holds something; nothing was read. `Corrupt` when the copy was cut
    /// off, is damaged, is none, or does not fit the schema, with the reason as source; `NewerSchema`;
    /// `Unavailable` when the source cannot be read. The database is as it was.
    pub async fn load(
        &self,
        source: Box<dyn Read + Send>,
        progress: Progress,
    ) -> Result<CopyReport> {
        self.backend.load(Input::new(source, progress)).await
    }
}
