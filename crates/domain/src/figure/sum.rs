//! Adding up counts, and where that is refused (REQ-153, REQ-157).

use thiserror::Error;

use super::words::{BreakdownMode, Family, Measure, Unit};
use super::{Bounds, Figure};

/// From where to where a count lies; an end that nobody named is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Extent {
    /// The least count, included.
    pub least: Option<u64>,
    /// The greatest count, included.
    pub most: Option<u64>,
}

/// Why counts are not added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SumError {
    /// There is nothing to add up.
    #[error("there is no figure")]
    Nothing,
    /// Confirmed, pending and projected counts are never mixed.
    #[error("a count of {0:?} is not added to one of {1:?}")]
    Mixed(Family, Family),
    /// A figure was taken back.
    #[error("a retracted figure is never added to anything")]
    Retracted,
    /// Persons are not added to incidents, nor killed to injured.
    #[error("{0:?} in {1:?} is not added to {2:?} in {3:?}")]
    Unlike(Measure, Unit, Measure, Unit),
    /// Somebody may be counted in two of them.
    #[error("overlapping parts are never added up")]
    Overlapping,
    /// The sum is beyond what numbers hold.
    #[error("the sum is too large")]
    TooLarge,
}

/// What is wrong with the parts of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BreakdownFault {
    /// The parts cannot be added up.
    #[error("its parts cannot be added up: {0}")]
    Sum(SumError),
    /// Parts that are all there is do not make up the whole, and no note says why.
    #[error("its parts make {parts}, and it says {total}")]
    Differs {
        /// What the parts come to.
        parts: u64,
        /// What the whole says.
        total: u64,
    },
    /// A part, or the parts together, are more than the whole.
    #[error("its parts come to {parts}, which is more than {total}")]
    Exceeds {
        /// What the part or the parts come to.
        parts: u64,
        /// The most that the whole can be.
        total: u64,
    },
}

impl Extent {
    const fn of(bounds: &Bounds) -> Self {
        Self {
            least: bounds.least(),
            most: bounds.most(),
        }
    }
}

/// The sum of counts of one kind of things, in one unit, of one family; never an average.
///
/// # Errors
/// Whatever makes a sum say more than its sources, see [`SumError`].
pub fn sum<'f>(figures: impl IntoIterator<Item = &'f Figure>) -> Result<Extent, SumError> {
    let mut figures = figures.into_iter().peekable();
    let first = *figures.peek().ok_or(SumError::Nothing)?;
    let family = first.standing().family();
    let mut sum = Extent {
        least: Some(0),
        most: Some(0),
    };
    for figure in figures {
        let other = figure.standing().family();
        if other == Family::Retracted {
            return Err(SumError::Retracted);
        }
        if other != family {
            return Err(SumError::Mixed(other, family));
        }
        if (figure.measure, figure.unit) != (first.measure, first.unit) {
            let (measure, unit) = (figure.measure, figure.unit);
            return Err(SumError::Unlike(measure, unit, first.measure, first.unit));
        }
        let part = Extent::of(&figure.bounds);
        sum.least = added(sum.least, part.least)?;
        sum.most = added(sum.most, part.most)?;
    }
    Ok(sum)
}

/// The sum of two ends; open where one of them is.
fn added(sum: Option<u64>, part: Option<u64>) -> Result<Option<u64>, SumError> {
    match sum.zip(part) {
        None => Ok(None),
        Some((sum, part)) => sum.checked_add(part).map(Some).ok_or(SumError::TooLarge),
    }
}

/// What is wrong with the parts of a figure, if anything (REQ-157). Ends that nobody named are not
/// compared: "about 40" can be the sum of anything near it.
#[must_use]
pub fn breakdown_fault(total: &Figure, parts: &[&Figure]) -> Option<BreakdownFault> {
    let breakdown = total.breakdown.as_ref()?;
    let whole = Extent::of(&total.bounds);
    if breakdown.mode == BreakdownMode::Overlapping {
        let parts = parts.iter().filter_map(|part| part.bounds.least());
        return exceeds(parts.max(), whole.most);
    }
    let together = match sum(parts.iter().copied()) {
        Ok(together) => together,
        Err(error) => return Some(BreakdownFault::Sum(error)),
    };
    if breakdown.mode == BreakdownMode::Partial {
        return exceeds(together.least, whole.most);
    }
    if breakdown.note.is_some() {
        return None;
    }
    let ends = [(together.least, whole.least), (together.most, whole.most)];
    ends.into_iter()
        .find_map(|(parts, total)| match parts.zip(total)? {
            (parts, total) if parts != total => Some(BreakdownFault::Differs { parts, total }),
            _ => None,
        })
}

fn exceeds(parts: Option<u64>, total: Option<u64>) -> Option<BreakdownFault> {
    match parts.zip(total)? {
        (parts, total) if parts > total => Some(BreakdownFault::Exceeds { parts, total }),
        _ => None,
    }
}
