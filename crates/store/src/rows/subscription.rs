//! Subscriptions to Infomail. Addresses are sealed before they come here, and are in no `Debug`.
//!
//! Nothing here leads from a subscription to an entry of a log: days stand where others have seconds,
//! keys are random, and a declaration is named only where the subscriber agreed to that.

use domain::consent::Purpose;
use domain::infomail::{SoftReturns, StopReason};
use domain::locale::Language;
use domain::slug::Slug;
use jiff::Timestamp;

use super::{Cap, NewDelivery};

/// A wish to subscribe that waits for its confirmation, with every mail it might cause.
#[derive(Clone)]
pub struct NewOptIn {
    /// Which list.
    pub list: Slug,
    /// Hash of the token in the mailed link.
    pub confirm_hash: [u8; 32],
    /// Hash of the token in "this was not me".
    pub refuse_hash: [u8; 32],
    /// Address, language and consent, sealed under a key that only the mailed token gives.
    pub payload: Vec<u8>,
    /// When it is erased.
    pub expires: Timestamp,
    /// Who is asked, and what they may be sent.
    pub asker: Asker,
    /// The mail to an address that is not subscribed.
    pub confirm: NewDelivery,
    /// The mail to one that is, with the hash of the link in it.
    pub known: (NewDelivery, NewSubscriptionAccess),
}

/// An address in a form, as the store may know it.
#[derive(Clone)]
pub struct Asker {
    /// Keyed hashes of the address for this list, one for each key that is in use.
    pub hashes: Vec<[u8; 32]>,
    /// Under which an address that wants no mail at all is found.
    pub suppression: [u8; 32],
    /// Under which an address that complained of Infomail is found.
    pub infomail_suppression: [u8; 32],
    /// Limits on mails that count this one.
    pub caps: Vec<Cap>,
    /// How many mails that forms cause may leave in one hour, whomever they go to.
    pub most_per_hour: u32,
    /// The moment.
    pub now: Timestamp,
}

/// A wish to subscribe as it waits.
#[derive(Clone, PartialEq, Eq)]
pub struct OptInRow {
    /// Which list.
    pub list: Slug,
    /// What was sealed; nothing once it was confirmed.
    pub payload: Option<Vec<u8>>,
    /// When it is erased. Whether that is past is the caller's to say.
    pub expires: Timestamp,
}

/// A subscription that begins.
#[derive(Clone)]
pub struct NewSubscription {
    /// Which list.
    pub list: Slug,
    /// A random number above nought by which it is known from now on.
    pub key: u64,
    /// Keyed hashes of the address for this list, that of the newest key first; it is the one kept.
    pub hashes: Vec<[u8; 32]>,
    /// Under which an address that complained of Infomail is found.
    pub infomail_suppression: [u8; 32],
    /// Address and leave token, sealed.
    pub sealed: Vec<u8>,
    /// The number of the key that sealed them.
    pub sealed_by: u32,
    /// Hash of the leave token.
    pub leave_hash: [u8; 32],
    /// The language to be written to in.
    pub language: Language,
    /// The day it begins, in days since 1970-01-01 UTC.
    pub day: u32,
    /// What was agreed to, word for word.
    pub consents: Vec<SubscriptionConsent>,
    /// A declaration that it may be noted was signed.
    pub signed: Option<Slug>,
    /// The mail that welcomes a new subscriber.
    pub welcome: Option<NewDelivery>,
}

/// A line of the ledger of one subscription. It names no text, since a text names what was signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SubscriptionConsent {
    /// What for.
    pub purpose: Purpose,
    /// The sentence shown; kept once for all who saw it.
    pub wording: String,
    /// The language it was shown in.
    pub language: Language,
    /// The day it was asked, in days since 1970-01-01 UTC.
    pub asked: u32,
    /// The day it was confirmed, likewise.
    pub confirmed: u32,
    /// Where it was asked, such as `sign-form`.
    pub channel: String,
    /// How it was confirmed, such as `mail-link`.
    pub method: String,
}

/// What became of a subscription that was to begin.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Started {
    /// It began, and its welcome is in the outbox.
    New,
    /// The address was subscribed; its permission is renewed, consents and note are added.
    Known,
    /// The address complained of Infomail before: nothing began.
    Suppressed,
    /// There is no such list: nothing began.
    NoList,
}

/// A subscription.
#[derive(Clone, PartialEq, Eq)]
pub struct SubscriptionRow {
    /// The random number it is known by.
    pub key: u64,
    /// Which list.
    pub list: Slug,
    /// Address and leave token, sealed.
    pub sealed: Vec<u8>,
    /// The number of the key that sealed them.
    pub sealed_by: u32,
    /// The language to be written to in.
    pub language: Language,
    /// The day it began, in days since 1970-01-01 UTC.
    pub since: u32,
    /// The day on which the subscriber last said that they want it, likewise.
    pub permitted: u32,
    /// The soft returns so far.
    pub soft_returns: SoftReturns,
    /// The declarations that it may be noted were signed.
    pub signed: Vec<Slug>,
}

/// What a link to a subscription is good for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SubscriptionPurpose {
    /// To look at it, change it, end it.
    Manage,
    /// To say that it shall go on.
    Stay,
}

/// A link to a subscription that is being made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewSubscriptionAccess {
    /// Hash of its token.
    pub hash: [u8; 32],
    /// What it is good for.
    pub purpose: SubscriptionPurpose,
    /// When it ends.
    pub expires: Timestamp,
}

/// How a subscription is found.
#[derive(Clone, PartialEq, Eq)]
pub enum SubscriptionKey {
    /// By its number.
    Number(u64),
    /// By the keyed hashes of its address for a list, one for each key that is in use.
    Address(Slug, Vec<[u8; 32]>),
    /// By the hash of the token in every issue.
    Leave([u8; 32]),
    /// By the hash of a link, if that ends after this moment.
    Access([u8; 32], SubscriptionPurpose, Timestamp),
}

/// A change of one subscription.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SubscriptionChange {
    /// It is written to in this language from now on.
    Language(Language),
    /// That a declaration was signed is no longer noted.
    ForgetSigned(Slug),
    /// The subscriber wants it still, as of this day.
    Permit(u32),
    /// Mails came back.
    SoftReturns(SoftReturns),
}

/// The same address under another key.
#[derive(Clone)]
pub struct Resealed {
    /// The subscription.
    pub key: u64,
    /// The keyed hash of the address.
    pub hash: [u8; 32],
    /// Address and leave token, sealed.
    pub sealed: Vec<u8>,
    /// The number of the key.
    pub sealed_by: u32,
}

/// How many subscribe, and how many did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SubscriptionCounts {
    /// Subscriptions by the language they are written to in, by tag.
    pub active: Vec<(Language, u64)>,
    /// Those that ended, by reason.
    pub stopped: Vec<(StopReason, u64)>,
}
