//! What the public log proves and what it cannot, in plain words (LOG-FORMAT section 9).

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::html::{self, Html};
use crate::layout::Layout;
use crate::urls;
use crate::words::{Words, direction};

/// The page that explains a declaration's log.
#[derive(Clone, Debug, Template)]
#[template(path = "page/log.html")]
pub struct Log {
    /// What every page shares.
    pub page: Layout,
    /// The declaration's title.
    pub title: String,
    /// The declaration's name in addresses.
    pub slug: String,
    /// BCP 47 tag of the title and of the declaration's page.
    pub language: String,
    /// How many have signed, by the log's own arithmetic.
    pub count: u64,
    /// How many entries the log has.
    pub size: u64,
    /// The root hash, as the checkpoint has it (base64).
    pub root: String,
    /// The signed checkpoint, verbatim.
    pub checkpoint: String,
    /// The verifier key of the log (signed-note), to be kept by whoever wants to check later.
    pub verifier_key: String,
    /// The newest entries, the newest first.
    pub newest: Vec<Line>,
    /// Whether signing has ended for ever.
    pub closed: bool,
    /// Whether this site only carries a copy of the log.
    pub carried: bool,
    /// The outside witnesses of this site; empty where it has none.
    pub witnesses: Vec<Witness>,
    /// The newest checkpoint that enough of them have countersigned.
    pub witnessed: Option<Witnessed>,
    /// The last checkpoints, the newest first.
    pub history: Vec<Kept>,
}

/// A witness, and what it last countersigned of this log.
#[derive(Clone, Debug)]
pub struct Witness {
    /// The name of its key.
    pub name: String,
    /// How many entries it has vouched for, and when; nothing before its first cosignature.
    pub seen: Option<(u64, Timestamp)>,
    /// Whether it says that it vouched for more lines than there are, or for others.
    pub contradicts: bool,
}

/// How far the witnesses have come.
#[derive(Clone, Copy, Debug)]
pub struct Witnessed {
    /// How many entries are countersigned.
    pub size: u64,
    /// How many are newer than that.
    pub newer: u64,
}

/// A checkpoint of the history.
#[derive(Clone, Debug)]
pub struct Kept {
    /// How many entries it covers.
    pub size: u64,
    /// Its root (base64); the page shows the beginning.
    pub root: String,
    /// The day it was signed (UTC).
    pub day: Date,
    /// Who has countersigned it.
    pub witnesses: Vec<String>,
}

/// An entry of the log as the page shows it: everything there is, since the log holds no personal data.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its leaf index.
    pub index: u64,
    /// What it records.
    pub kind: Kind,
    /// Its day (UTC).
    pub day: Date,
    /// The leaf hash in lower-case hexadecimal; the page shows its beginning.
    pub hash: String,
}

/// What an entry records (LOG-FORMAT section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text, in one language.
    Revision,
    /// A signature of a person.
    Person,
    /// A signature of an organisation.
    Organisation,
    /// A withdrawal by the signer.
    Withdrawal,
    /// A signature that does not count, with its reason.
    Strike,
    /// A figure with its source.
    Figure,
    /// An account of where a demand was raised.
    Raising,
    /// An audit, planned or finished.
    Audit,
    /// A handover.
    Handover,
    /// The end of signing.
    Close,
}

impl Line {
    fn kind_key(&self) -> &'static str {
        match self.kind {
            Kind::Revision => "log-kind-revision",
            Kind::Person => "log-kind-person",
            Kind::Organisation => "log-kind-organisation",
            Kind::Withdrawal => "log-kind-withdrawal",
            Kind::Strike => "log-kind-strike",
            Kind::Figure => "log-kind-figure",
            Kind::Raising => "log-kind-raising",
            Kind::Audit => "log-kind-audit",
            Kind::Handover => "log-kind-handover",
            Kind::Close => "log-kind-close",
        }
    }

    fn short_hash(&self) -> &str {
        short(&self.hash)
    }
}

impl Kept {
    fn short_root(&self) -> &str {
        short(&self.root)
    }

    fn cosigners(&self, words: &Words) -> Option<Html> {
        html::list(words, &self.witnesses)
    }
}

/// Twelve digits are enough to compare with one's own eyes.
fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

impl Log {
    fn title_dir(&self) -> &'static str {
        direction(&self.language)
    }

    fn declaration_path(&self) -> String {
        urls::declaration(&self.slug, &self.language)
    }

    fn signatories_path(&self) -> String {
        urls::signatories(&self.slug, &self.language)
    }

    fn checkpoint_path(&self) -> String {
        urls::checkpoint(&self.slug)
    }

    fn history_path(&self) -> String {
        urls::checkpoints(&self.slug)
    }

    fn short_root(&self) -> &str {
        short(&self.root)
    }

    fn log_url(&self) -> String {
        self.page.absolute(urls::log_prefix(&self.slug))
    }
}
