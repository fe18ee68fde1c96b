//! The names of tiles below a log's prefix.

use std::fmt;
use std::ops::Range;

use thiserror::Error;

use super::{FULL_WIDTH, MAX_LEVEL, hashes_at};
use crate::decimal;

/// A tile, as its path below the log's prefix names it: `tile/<L>/<N>[.p/<W>]` or
/// `tile/entries/<N>[.p/<W>]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TilePath {
    /// A tile of hashes.
    Hashes {
        /// Tile level, 0 (leaves) to 63.
        level: u8,
        /// Position within the level, from the left.
        index: u64,
        /// Number of hashes, 1 to 256; 256 is a full tile.
        width: u16,
    },
    /// A bundle of entries.
    Entries {
        /// Position, from the left.
        index: u64,
        /// Number of entries, 1 to 256; 256 is a full bundle.
        width: u16,
    },
}

/// Why a path names no tile.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum TilePathError {
    /// The path does not begin with `tile/`, a level or `entries`, and a slash.
    #[error("path does not begin with tile/, a level up to 63 or entries, and a slash")]
    NotATile,
    /// The index is not in groups of three digits, all but the last marked with `x`, or is spelt
    /// longer than needed.
    #[error("tile index is not in groups of three digits in their shortest form")]
    BadIndex,
    /// The index is beyond any tree.
    #[error("tile index is beyond any tree")]
    IndexTooLarge,
    /// The width after `.p/` is not a number from 1 to 255.
    #[error("width of a partial tile is not a number from 1 to 255")]
    BadWidth,
}

impl TilePath {
    /// Reads a path, refusing every other spelling than the one [`TilePath`] displays.
    ///
    /// # Errors
    ///
    /// See [`TilePathError`].
    pub fn parse(path: &str) -> Result<TilePath, TilePathError> {
        let (level, place) = path
            .strip_prefix("tile/")
            .and_then(|rest| rest.split_once('/'))
            .ok_or(TilePathError::NotATile)?;
        let (index, width) = match place.split_once(".p/") {
            Some((index, width)) => (parse_index(index)?, parse_width(width)?),
            None => (parse_index(place)?, FULL_WIDTH),
        };
        if level == "entries" {
            return Ok(TilePath::Entries { index, width });
        }
        let level = decimal::parse(level)
            .and_then(|level| u8::try_from(level).ok())
            .filter(|level| *level <= MAX_LEVEL)
            .ok_or(TilePathError::NotATile)?;
        Ok(TilePath::Hashes {
            level,
            index,
            width,
        })
    }

    /// The positions of the hashes (within their level) or entries that the tile holds, where a
    /// tree of `size` leaves has all of them; `None` where it has not.
    #[must_use]
    pub fn range_in(self, size: u64) -> Option<Range<u64>> {
        let (level, index, width) = match self {
            TilePath::Hashes {
                level,
                index,
                width,
            } => (level, index, width),
            TilePath::Entries { index, width } => (0, index, width),
        };
        let start = index.checked_mul(u64::from(FULL_WIDTH))?;
        let end = start.checked_add(u64::from(width))?;
        let known_width = (1..=FULL_WIDTH).contains(&width);
        (known_width && end <= hashes_at(size, level)).then_some(start..end)
    }
}

fn parse_width(text: &str) -> Result<u16, TilePathError> {
    decimal::parse(text)
        .and_then(|width| u16::try_from(width).ok())
        .filter(|width| (1..FULL_WIDTH).contains(width))
        .ok_or(TilePathError::BadWidth)
}

fn parse_index(text: &str) -> Result<u64, TilePathError> {
    let mut groups = text.split('/').rev();
    let last = groups.next().ok_or(TilePathError::BadIndex)?;
    let mut higher: Vec<&str> = Vec::new();
    for group in groups {
        higher.push(group.strip_prefix('x').ok_or(TilePathError::BadIndex)?);
    }
    if higher.last() == Some(&"000") {
        return Err(TilePathError::BadIndex);
    }
    let index = higher
        .into_iter()
        .rev()
        .chain([last])
        .try_fold(0_u64, |index, group| {
            let three_digits = group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
            let value: u64 = group
                .parse()
                .ok()
                .filter(|_| three_digits)
                .ok_or(TilePathError::BadIndex)?;
            index
                .checked_mul(1000)
                .and_then(|index| index.checked_add(value))
                .ok_or(TilePathError::IndexTooLarge)
        })?;
    // The last position of the tile must still be a number of 64 bits.
    if index > u64::MAX / u64::from(FULL_WIDTH) {
        Err(TilePathError::IndexTooLarge)
    } else {
        Ok(index)
    }
}

/// The path below the log's prefix, without a leading slash.
impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (index, width) = match *self {
            TilePath::Hashes {
                level,
                index,
                width,
            } => {
                write!(f, "tile/{level}/")?;
                (index, width)
            }
            TilePath::Entries { index, width } => {
                f.write_str("tile/entries/")?;
                (index, width)
            }
        };
        let mut divisor = 1000_u64.pow(index.checked_ilog(1000).unwrap_or(0));
        while divisor > 1 {
            write!(f, "x{:03}/", index / divisor % 1000)?;
            divisor /= 1000;
        }
        write!(f, "{:03}", index % 1000)?;
        if width < FULL_WIDTH {
            write!(f, ".p/{width}")
        } else {
            Ok(())
        }
    }
}
