//! What witnesses signed, and what was signed as a witness (tlog-cosignature, tlog-witness).

use jiff::Timestamp;

/// What a witness signed under a checkpoint of ours.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CosignatureRow {
    /// The verifier key of the witness.
    pub witness: String,
    /// The signature line, without its line end.
    pub line: String,
    /// When the witness signed, in seconds since 1970-01-01 UTC, as it says.
    pub seconds: u64,
}

/// The newest checkpoint of another log that was signed here, by this program as a witness.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WitnessedRow {
    /// How many entries it covers.
    pub size: u64,
    /// The root of its tree.
    pub root: [u8; 32],
    /// The signed note, as the log sent it.
    pub note: String,
    /// When it was signed here.
    pub at: Timestamp,
}
