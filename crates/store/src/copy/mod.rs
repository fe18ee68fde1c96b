//! A whole database as one stream of bytes: what a backup holds, and what goes from one engine to the
//! other.
//!
//! ```text
//! copy   = "undersigned copy\n" format engine schema table* end
//! format = %x01
//! engine = text                          ; "sqlite" or "postgres"
//! schema = number                        ; how many steps of that engine's schema were applied
//! table  = "T" text number text* row* "." number
//!                                        ; name, columns and their names; how many rows there were
//! row    = "R" value*                    ; one for each column
//! value  = %x00 / %x01 zigzag / %x02 text / %x03 bytes
//!                                        ; nothing, an integer, text in UTF-8, bytes
//! text   = bytes
//! bytes  = number *OCTET                 ; as many as the number says
//! number = 1*10OCTET                     ; LEB128
//! end    = "Z" number number 32OCTET     ; tables, rows, SHA-256 of everything before these 32 bytes
//! ```
//!
//! Tables stand in the order of their names and rows in the order of their keys, so that two databases
//! with the same content have the same copy but for its head. Whoever reads one believes nothing before
//! its end has come: a copy is loaded in one transaction. No length that it claims is believed either:
//! memory grows with what really came.
//!
//! Not in a copy: the steps of the schema themselves, indexes, locks, and whether the database is
//! [out of service](crate::Store::retire), which is said of a database and not of its content.

mod error;
mod input;
mod output;
mod progress;
mod shape;
mod value;

#[cfg(test)]
mod tests;

pub(crate) use error::{CopyError, of_rows};
pub(crate) use input::{Input, TableHead};
pub(crate) use output::Output;
pub use progress::{CopyReport, CopyStep, Progress};
pub(crate) use shape::{Column, Kind, SETTINGS, Shapes, Table};
pub(crate) use value::{Ref, Value};

/// The first bytes of every copy.
const MAGIC: &[u8] = b"undersigned copy\n";

/// The one format there is.
const FORMAT: u8 = 1;

/// Marks of what comes next.
const TABLE: u8 = b'T';
const ROW: u8 = b'R';
const TABLE_END: u8 = b'.';
const END: u8 = b'Z';

/// Longer than any name of a table, column or engine, which PostgreSQL cuts at 63 bytes.
const LONGEST_NAME: u64 = 63;

/// More columns than any table of ours has.
const MOST_COLUMNS: u64 = 64;

/// The largest value, which is what SQLite is set to take.
const LONGEST_VALUE: u64 = 64 << 20;

/// The largest row: a folder's file and what stands beside it.
const LONGEST_ROW: u64 = LONGEST_VALUE + (1 << 20);

/// Where a copy is made or read at once, in bytes: small enough to be nothing, large enough that calls of
/// the system are rare.
const CHUNK: usize = 1 << 16;
