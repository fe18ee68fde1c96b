//! A site whose mails go to a sink in this process.

use std::path::Path;
use std::sync::Arc;

use app::clock::{Random, SystemClock, SystemRandom};
use app::keys::Keys;
use app::outbox::{
    LaneLimits, Lanes, MailIdentity, MailTransport, Smtp, SmtpSecurity, SmtpSettings,
};
use app::site::{Site, SiteSettings, World};
use app::witness::{NoTransport, WitnessPolicy};
use mail::dkim::{KeyPair, Kind, Signer};
use store::{SqliteOptions, Store};

/// Which keys sign.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// None.
    Not,
    /// Both.
    Twice,
}

/// Connections of a lane, all of which may go to one domain.
pub fn lane(connections: usize) -> LaneLimits {
    LaneLimits {
        connections,
        per_domain: connections,
        ..Lanes::default().issue
    }
}

/// A site in a folder.
///
/// # Errors
/// When a file or key cannot be made.
pub fn open(
    folder: &Path,
    mail: Arc<dyn MailTransport>,
    signed: Signed,
    lanes: Lanes,
) -> anyhow::Result<Site> {
    let options = SqliteOptions {
        readers: 4,
        ..SqliteOptions::default()
    };
    let store = Store::open_sqlite(&folder.join("site.db"), options)?;
    let keys = Keys::open(&folder.join("keys"), &SystemRandom)?;
    let settings = SiteSettings {
        base_url: "https://letters.example.org".into(),
        name: "Bench".into(),
        language: "en".into(),
        mail_from: "Bench <bench@letters.example.org>".into(),
        confirmations_per_hour: u32::MAX,
        mailbox: None,
        witnesses: WitnessPolicy::none(),
    };
    let world = World {
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandom),
        mail,
        mail_identity: identity(signed)?,
        witnesses: Arc::new(NoTransport),
    };
    Ok(Site::start(settings, store, keys, world).with_lanes(lanes))
}

/// A sink as the mail server.
pub fn to_port(port: u16, lanes: &Lanes) -> Smtp {
    let settings = SmtpSettings {
        host: "127.0.0.1".into(),
        port,
        security: SmtpSecurity::None,
        credentials: None,
        smtputf8: true,
        hello: Some("letters.example.org".into()),
        roots: Vec::new(),
    };
    Smtp::new(&settings, lanes)
}

fn identity(signed: Signed) -> anyhow::Result<MailIdentity> {
    let signer = |base: &str| -> anyhow::Result<Option<Signer>> {
        if signed == Signed::Not {
            return Ok(None);
        }
        let pair = |kind| KeyPair::generate(kind, &mut |bytes| SystemRandom.fill(bytes));
        let keys: Result<Vec<_>, _> = Kind::ALL.map(pair).into_iter().collect();
        Ok(Some(Signer::new("letters.example.org", base, keys?)?))
    };
    Ok(MailIdentity {
        return_path: Some("bounces.letters.example.org".into()),
        confirmations: signer("c1")?,
        infomail: signer("i1")?,
    })
}
