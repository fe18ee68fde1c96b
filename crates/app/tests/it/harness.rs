//! A site without its pages: what a test needs to sign, confirm and recount.
//!
//! Long because every test of a use case begins and ends here.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use app::clock::{Clock, Random};
use app::confirm::{ConfirmError, Confirming, MailProof};
use app::declarations::Published;
use app::keys::Keys;
use app::outbox::{Lane, MailIdentity, MailTransport, SendError};
use app::receipt::{Receipt, ReceiptFiles};
use app::secret::{Code, Token};
use app::sequencer::{Command, Publication, Reply, SequencerError};
use app::sign::{CheckMail, SignDeclaration, Signing};
use app::site::{Site, SiteSettings, World};
use app::verify::{LogSource, Report, SourceError, VerifyOptions, verify};
use app::witness::{NoTransport, WitnessPolicy, WitnessTransport};
use domain::address::EmailAddress;
use domain::comment::Comment;
use domain::consent::{Consent, Purpose};
use domain::listing::Listing;
use domain::name::Name;
use domain::signer::{Class, Signer};
use domain::slug::Slug;
use jiff::{SignedDuration, Timestamp};
use mail::message::Message;
use mail::smtp::{Event, Step};
use store::{Faults, Form, Store};

pub use crate::rivers::{folder, folder_with};

/// A clock that stands until it is turned.
pub struct TurnedClock(Mutex<Timestamp>);

impl Clock for TurnedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Different bytes each time, the same in every run.
#[derive(Default)]
pub struct Counted(AtomicU64);

impl Random for Counted {
    fn fill(&self, buffer: &mut [u8]) {
        use sha2::{Digest, Sha256};
        for chunk in buffer.chunks_mut(32) {
            let number = self.0.fetch_add(1, Ordering::Relaxed);
            chunk.copy_from_slice(&Sha256::digest(number.to_be_bytes())[..chunk.len()]);
        }
    }
}

/// What the mail server does with the next mails.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Server {
    Takes,
    AsksToTryLater,
    RefusesForGood,
    IsAway,
    IsBusy,
    NeverAnswersIssues,
    /// Answers so to each recipient.
    Says(u16, Option<(u8, u16, u16)>),
    /// Knows no mailbox of one domain.
    IsGoneAt(&'static str),
    /// Goes away when asked about one domain.
    ClosesFor(&'static str),
    /// Has no time for one domain.
    IsBusyFor(&'static str),
}

/// A mail server in memory.
pub struct Mails {
    pub server: Mutex<Server>,
    pub taken: Mutex<Vec<Vec<u8>>>,
    /// How often it was spoken to.
    pub tried: AtomicUsize,
    /// Mails in the air to each domain, and the most there ever were.
    pub air: Mutex<HashMap<String, (usize, usize)>>,
}

impl Mails {
    pub fn server_is(&self, server: Server) {
        *self.server.lock().unwrap() = server;
    }

    fn in_the_air(&self, message: &Message, change: isize) {
        let (_, domain) = message.envelope.recipient.split_once('@').unwrap();
        let mut air = self.air.lock().unwrap();
        let (now, most) = air.entry(domain.to_owned()).or_default();
        *now = now.checked_add_signed(change).unwrap();
        *most = (*most).max(*now);
    }
}

#[async_trait::async_trait]
impl MailTransport for Mails {
    async fn send(&self, lane: Lane, message: &Message) -> Result<(), SendError> {
        self.tried.fetch_add(1, Ordering::SeqCst);
        self.in_the_air(message, 1);
        tokio::task::yield_now().await;
        let server = *self.server.lock().unwrap();
        let is_at = |domain| message.envelope.recipient.ends_with(domain);
        if server == Server::NeverAnswersIssues && lane == Lane::Issue {
            std::future::pending::<()>().await;
        }
        self.in_the_air(message, -1);
        match server {
            Server::ClosesFor(domain) if is_at(domain) => {
                Err(SendError::unanswered(Step::Recipient, Event::Closed))
            }
            Server::IsBusyFor(domain) if is_at(domain) => {
                Err(SendError::answered(Step::Content, 421, None))
            }
            Server::Says(code, status) => {
                let status = status.map(|(class, subject, detail)| mail::smtp::Status {
                    class,
                    subject,
                    detail,
                });
                Err(SendError::answered(Step::Recipient, code, status))
            }
            Server::IsGoneAt(domain) if is_at(domain) => {
                let status = mail::smtp::Status {
                    class: 5,
                    subject: 1,
                    detail: 1,
                };
                let answer = SendError::answered(Step::Recipient, 550, Some(status));
                Err(answer)
            }
            Server::Takes
            | Server::NeverAnswersIssues
            | Server::IsGoneAt(_)
            | Server::ClosesFor(_)
            | Server::IsBusyFor(_) => {
                self.taken.lock().unwrap().push(message.bytes.clone());
                Ok(())
            }
            Server::IsAway => Err(SendError::unanswered(Step::Connect, Event::Closed)),
            Server::IsBusy => Err(SendError::answered(Step::Sender, 421, None)),
            Server::AsksToTryLater => Err(SendError::answered(Step::Recipient, 450, None)),
            Server::RefusesForGood => Err(SendError::answered(Step::Recipient, 550, None)),
        }
    }

    fn offers_smtputf8(&self) -> bool {
        false
    }

    async fn probe(&self) -> Result<(), SendError> {
        Ok(())
    }
}

/// One site for one test.
pub struct Stage {
    pub site: Site,
    pub clock: Arc<TurnedClock>,
    pub mails: Arc<Mails>,
    pub faults: Faults,
    pub keys: tempfile::TempDir,
}

/// The secrets of one confirmation mail.
pub struct Mail {
    pub confirm: Token,
    pub manage: Token,
    pub refuse: Token,
    pub code: Code,
    pub source: String,
}

pub const SLUG: &str = "clean-rivers";

impl Stage {
    /// A site on which the declaration of the tests is published.
    pub async fn open() -> Self {
        let stage = Self::over(Store::temporary().unwrap(), tempfile::tempdir().unwrap());
        stage.site.publish(&folder()).await.unwrap();
        stage
    }

    /// A site over a store and a folder of keys.
    pub fn over(store: Store, keys: tempfile::TempDir) -> Self {
        let none = (WitnessPolicy::none(), Arc::new(NoTransport) as Arc<_>);
        Self::witnessed(store, keys, none)
    }

    /// The same with witnesses, and a way to reach them.
    pub fn witnessed(
        store: Store,
        keys: tempfile::TempDir,
        witnesses: (WitnessPolicy, Arc<dyn WitnessTransport>),
    ) -> Self {
        Self::started(store, keys, witnesses, MailIdentity::default())
    }

    /// A site whose mails leave in a name.
    pub fn named(store: Store, keys: tempfile::TempDir, identity: MailIdentity) -> Self {
        let none = (WitnessPolicy::none(), Arc::new(NoTransport) as Arc<_>);
        Self::started(store, keys, none, identity)
    }

    fn started(
        store: Store,
        keys: tempfile::TempDir,
        (policy, transport): (WitnessPolicy, Arc<dyn WitnessTransport>),
        mail_identity: MailIdentity,
    ) -> Self {
        let (store, faults) = store.with_faults();
        let noon: Timestamp = "2026-11-21T12:00:00Z".parse().unwrap();
        let clock = Arc::new(TurnedClock(Mutex::new(noon)));
        let random = Arc::new(Counted::default());
        let mails = Arc::new(Mails {
            server: Mutex::new(Server::Takes),
            taken: Mutex::default(),
            tried: AtomicUsize::new(0),
            air: Mutex::default(),
        });
        let settings = SiteSettings {
            base_url: "https://letters.example.org".into(),
            name: "Example Letters".into(),
            language: "en".into(),
            confirmations_per_hour: 10_000,
            mail_from: "Example Letters <letters@letters.example.org>".into(),
            mailbox: None,
            witnesses: policy,
        };
        let opened = Keys::open(keys.path(), random.as_ref()).unwrap();
        let world = World {
            clock: clock.clone(),
            random,
            mail: mails.clone(),
            mail_identity,
            witnesses: transport,
        };
        let site = Site::start(settings, store, opened, world);
        Self {
            site,
            clock,
            mails,
            faults,
            keys,
        }
    }

    pub fn turn(&self, by: SignedDuration) {
        *self.clock.0.lock().unwrap() += by;
    }

    pub async fn declaration(&self) -> Arc<Published> {
        self.site
            .declaration(&Slug::parse(SLUG).unwrap())
            .await
            .unwrap()
            .unwrap()
    }

    /// The command of a person who wants to be listed by name.
    pub async fn command(&self, name: &str, address: &str) -> SignDeclaration {
        let declaration = self.declaration().await;
        let text = declaration.original().unwrap().digest;
        let consent = |purpose, wording: &str| Consent {
            purpose,
            wording: wording.into(),
            language: declaration.declaration.language.clone(),
            text,
            asked: self.clock.now(),
        };
        SignDeclaration {
            signer: Signer {
                class: Class::Person,
                name: Name::parse(name).unwrap(),
                address: EmailAddress::parse(address).unwrap(),
                descriptor: None,
                place: Some(Name::parse("Lindenau").unwrap()),
                contact: None,
                comment: Comment::parse("For my children.").unwrap(),
            },
            listing: Listing::Named,
            consents: vec![
                consent(Purpose::Count, "I sign, and it shows a political opinion."),
                consent(Purpose::Publish, "Show my name."),
            ],
            declaration,
            text,
        }
    }

    pub async fn sign(&self, name: &str, address: &str) -> CheckMail {
        self.submit(self.command(name, address).await).await
    }

    pub async fn submit(&self, command: SignDeclaration) -> CheckMail {
        match self.site.sign(command).await.unwrap() {
            Signing::CheckMail(check) => check,
            other => panic!("the form was not taken: {other:?}"),
        }
    }

    /// Sends what waits and reads the newest mail.
    pub async fn newest_mail(&self) -> Mail {
        self.site.drain_outbox().await.unwrap();
        let raw = self
            .mails
            .taken
            .lock()
            .unwrap()
            .last()
            .expect("a mail was sent")
            .clone();
        read_mail(&raw)
    }

    /// Signs and reads the mail.
    pub async fn pending(&self, name: &str, address: &str) -> Mail {
        self.sign(name, address).await;
        self.newest_mail().await
    }

    /// Makes the next passing of a step fail. Nothing is asked for a confirmation before its commit has
    /// conflicted.
    pub fn fails(&self, step: store::Step, form: Form) {
        if step == store::Step::BatchFacts {
            self.faults.next(store::Step::Commit, Form::Conflict);
        }
        self.faults.next(step, form);
    }

    pub async fn confirm(&self, mail: &Mail) -> Receipt {
        match press(&self.site, mail).await.unwrap() {
            Confirming::Signed(receipt) => *receipt,
            other => panic!("not confirmed: {other:?}"),
        }
    }

    /// Hands a publication and a confirmation to one writer at the same time.
    pub async fn publish_beside(
        &self,
        publication: Publication,
        mail: &Mail,
    ) -> (
        Result<Reply, SequencerError>,
        Result<Confirming, ConfirmError>,
    ) {
        let log = Arc::clone(&self.declaration().await.log);
        let proof = MailProof::Link(mail.confirm.clone());
        tokio::join!(
            self.site
                .append(log, Command::Publish(Box::new(publication))),
            self.site.confirm(&proof, None)
        )
    }

    pub async fn signed(&self, name: &str, address: &str) -> (Mail, Receipt) {
        let mail = self.pending(name, address).await;
        let receipt = self.confirm(&mail).await;
        (mail, receipt)
    }

    pub async fn files(&self, receipt: &Receipt) -> ReceiptFiles {
        self.site.receipt_files(receipt).await.unwrap()
    }

    pub async fn total(&self) -> u64 {
        self.site
            .count(self.declaration().await.as_ref())
            .await
            .unwrap()
            .total()
    }

    pub async fn names(&self) -> Vec<String> {
        let rows = self.rows().await;
        rows.into_iter().map(|row| row.name).collect()
    }

    /// The day of the first on the list, in days since 1970-01-01 UTC.
    pub async fn first_day(&self) -> u32 {
        self.rows().await[0].day
    }

    async fn rows(&self) -> Vec<store::SignatoryRow> {
        let query = app::signatories::ListQuery {
            limit: 200,
            ..Default::default()
        };
        let declaration = self.declaration().await;
        let list = self.site.signatories(&declaration, query).await;
        list.unwrap().rows
    }

    /// Recounts the whole log as an outsider would; fails unless all of it is right.
    pub async fn check_log(&self) -> Report {
        let source = Inside {
            site: &self.site,
            declaration: self.declaration().await,
        };
        let report = verify(&source, &VerifyOptions::default()).await.unwrap();
        assert_eq!(report.problems, [], "the log is wrong");
        assert_eq!(report.total, self.total().await);
        report
    }
}

/// The public files of a log, without HTTP.
struct Inside<'a> {
    site: &'a Site,
    declaration: Arc<Published>,
}

#[async_trait::async_trait]
impl LogSource for Inside<'_> {
    async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        use app::log::LogFileError;
        match self.site.log_files(&self.declaration).get(path).await {
            Ok(file) => Ok(Some(file.bytes.to_vec())),
            Err(LogFileError::NotFound) => Ok(None),
            Err(error) => Err(SourceError {
                path: path.to_owned(),
                source: error.into(),
            }),
        }
    }
}

/// The text of a mail and the secrets in it.
/// Presses the button behind the link of a mail.
pub async fn press(site: &Site, mail: &Mail) -> Result<Confirming, ConfirmError> {
    let proof = MailProof::Link(mail.confirm.clone());
    site.confirm(&proof, None).await
}

pub fn read_mail(raw: &[u8]) -> Mail {
    let message = mail_parser::MessageParser::default().parse(raw).unwrap();
    let text = message.body_text(0).unwrap().into_owned();
    let token = |path: &str| {
        let (_, behind) = text
            .split_once(path)
            .unwrap_or_else(|| panic!("no {path} in {text}"));
        Token::parse(behind.split_whitespace().next().unwrap()).unwrap()
    };
    let code = text.split_whitespace().find_map(|word| {
        Code::parse(word)
            .ok()
            .filter(|_| word.len() == 9 && word.as_bytes()[4] == b'-')
    });
    Mail {
        confirm: token("/c/"),
        manage: token("/m/"),
        refuse: token("/n/"),
        code: code.expect("a code in the mail"),
        source: String::from_utf8_lossy(raw).into_owned(),
    }
}
