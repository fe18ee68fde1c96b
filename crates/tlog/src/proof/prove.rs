//! Making proofs: which hashes belong into one, and reading them.

use thiserror::Error;

use super::{ConsistencyProof, InclusionProof, ProofError};
use crate::Hash;
use crate::tree::{MAX_SIZE, NodeReader, Span, join};

/// Why a proof could not be made.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ProveError<E> {
    /// There is no such proof.
    #[error(transparent)]
    NoSuchProof(#[from] ProofError),
    /// The stored tree could not be read.
    #[error("stored tree cannot be read")]
    Read(#[source] E),
}

/// The subtrees whose roots are the inclusion proof of leaf `index` in a tree of `size` leaves, in
/// proof order (RFC 6962 section 2.1.1).
///
/// # Errors
///
/// `index` not below `size`, or `size` above [`MAX_SIZE`].
pub fn inclusion_nodes(index: u64, size: u64) -> Result<Vec<Span>, ProofError> {
    check_size(size)?;
    if index >= size {
        return Err(ProofError::OutsideTree { index, size });
    }
    let mut beside = Vec::new();
    let mut around = Span::whole(size);
    while around.end() - around.start() > 1 {
        let (left, right) = around.halves();
        let (inside, outside) = if index < left.end() {
            (left, right)
        } else {
            (right, left)
        };
        beside.push(outside);
        around = inside;
    }
    beside.reverse();
    Ok(beside)
}

/// The subtrees whose roots are the consistency proof between the trees of `old` and `new` leaves,
/// in proof order (RFC 6962 section 2.1.2). None for `old` = 0 and for `old` = `new`.
///
/// # Errors
///
/// `old` above `new`, or `new` above [`MAX_SIZE`].
pub fn consistency_nodes(old: u64, new: u64) -> Result<Vec<Span>, ProofError> {
    check_size(new)?;
    if old > new {
        return Err(ProofError::Shrinks { old, new });
    }
    if old == 0 {
        return Ok(Vec::new());
    }
    let mut beside = Vec::new();
    let mut around = Span::whole(new);
    while old != around.end() {
        let (left, right) = around.halves();
        let (inside, outside) = if old <= left.end() {
            (left, right)
        } else {
            (right, left)
        };
        beside.push(outside);
        around = inside;
    }
    // A subtree from leaf 0 up to `old` is the whole old tree, whose root the verifier has.
    if around.start() > 0 {
        beside.push(around);
    }
    beside.reverse();
    Ok(beside)
}

/// Makes the inclusion proof of leaf `index` in the tree of the first `size` leaves.
///
/// # Errors
///
/// As [`inclusion_nodes`], and whatever the reader refuses.
pub fn prove_inclusion<R: NodeReader>(
    index: u64,
    size: u64,
    reader: &R,
) -> Result<InclusionProof, ProveError<R::Error>> {
    Ok(InclusionProof(read(
        &inclusion_nodes(index, size)?,
        reader,
    )?))
}

/// Makes the consistency proof between the trees of the first `old` and the first `new` leaves.
///
/// # Errors
///
/// As [`consistency_nodes`], and whatever the reader refuses.
pub fn prove_consistency<R: NodeReader>(
    old: u64,
    new: u64,
    reader: &R,
) -> Result<ConsistencyProof, ProveError<R::Error>> {
    Ok(ConsistencyProof(read(
        &consistency_nodes(old, new)?,
        reader,
    )?))
}

fn check_size(size: u64) -> Result<(), ProofError> {
    if size > MAX_SIZE {
        Err(ProofError::TooLarge { size })
    } else {
        Ok(())
    }
}

fn read<R: NodeReader>(spans: &[Span], reader: &R) -> Result<Vec<Hash>, ProveError<R::Error>> {
    spans
        .iter()
        .map(|span| span_root(*span, reader).map_err(ProveError::Read))
        .collect()
}

fn span_root<R: NodeReader>(span: Span, reader: &R) -> Result<Hash, R::Error> {
    let parts: Vec<Hash> = span
        .nodes()
        .map(|id| reader.node(id))
        .collect::<Result<_, _>>()?;
    Ok(join(parts.into_iter()).expect("no subtree of a proof is empty"))
}
