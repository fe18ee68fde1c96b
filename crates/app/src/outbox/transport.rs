//! How mails leave: each lane over connections of its own to the operator's mail server.

use async_trait::async_trait;
use mail::message::Message;
use mail::smtp::{Pool, PoolLimits, SendError, ServerSettings};
use store::Lane;

use super::Lanes;

/// A way for mails to leave.
#[async_trait]
pub trait MailTransport: Send + Sync {
    /// Hands over one message. `Ok` means that somebody else is now responsible for it.
    ///
    /// # Errors
    /// [`SendError`] says what to do about it.
    async fn send(&self, lane: Lane, message: &Message) -> Result<(), SendError>;

    /// Whether addresses with letters outside ASCII before the @ can be reached (RFC 6531).
    fn offers_smtputf8(&self) -> bool;

    /// Asks whether mails could leave now, for `doctor`.
    ///
    /// # Errors
    /// [`SendError`] with the reason.
    async fn probe(&self) -> Result<(), SendError>;

    /// A lane has nothing to send: what is held open for its next mail may be closed.
    async fn rest(&self, _lane: Lane) {}
}

/// Sends by SMTP.
pub struct Smtp {
    smtputf8: bool,
    confirmation: Pool,
    service: Pool,
    issue: Pool,
}

impl Smtp {
    /// A transport to the operator's server, with as many connections for each lane as it may use.
    #[must_use]
    pub fn new(settings: &ServerSettings, lanes: &Lanes) -> Self {
        let pool = |lane| {
            let limits = PoolLimits {
                connections: lanes.of(lane).connections,
                ..PoolLimits::default()
            };
            Pool::new(settings.clone(), limits)
        };
        Self {
            smtputf8: settings.smtputf8,
            confirmation: pool(Lane::Confirmation),
            service: pool(Lane::Service),
            issue: pool(Lane::Issue),
        }
    }

    const fn pool(&self, lane: Lane) -> &Pool {
        match lane {
            Lane::Confirmation => &self.confirmation,
            Lane::Service => &self.service,
            Lane::Issue => &self.issue,
        }
    }
}

#[async_trait]
impl MailTransport for Smtp {
    async fn send(&self, lane: Lane, message: &Message) -> Result<(), SendError> {
        self.pool(lane).send(message).await
    }

    fn offers_smtputf8(&self) -> bool {
        self.smtputf8
    }

    async fn probe(&self) -> Result<(), SendError> {
        self.confirmation.probe().await.map(drop)
    }

    async fn rest(&self, lane: Lane) {
        self.pool(lane).rest().await;
    }
}
