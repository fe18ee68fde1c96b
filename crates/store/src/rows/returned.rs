//! What came back, counted: no row names an address or a person's server.

use jiff::Timestamp;

/// Something that came back for one mail.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewReturn {
    /// The mail it is about, by the opaque identifier in its return path; nothing where that cannot
    /// be told.
    pub mail: Option<[u8; 16]>,
    /// Which mails: `issue` or `delivery`, or another word where that cannot be told.
    pub kind: &'static str,
    /// What it means, as one word.
    pub class: &'static str,
    /// The enhanced status code that was given; empty where there was none.
    pub status: String,
    /// The moment.
    pub now: Timestamp,
}

/// How often something came back on one day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReturnedCount {
    /// The day, in days since 1970-01-01 UTC.
    pub day: u32,
    /// Which mails.
    pub kind: String,
    /// What it meant, as one word.
    pub class: String,
    /// The enhanced status code; empty where there was none.
    pub status: String,
    /// How often.
    pub n: u64,
}
