//! A mail server for tests and benchmarks: takes everything, says what it is told to say.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{Error as TlsError, ServerConfig};

/// The answer to a command, instead of the usual one: given the line, the number of the connection
/// and how many mails it has carried.
pub type Script = Arc<dyn Fn(&str, &Heard) -> Option<String> + Send + Sync>;

/// Where a command was heard.
#[derive(Debug, Clone, Copy)]
pub struct Heard {
    /// The number of the connection, from 1.
    pub connection: u64,
    /// How many mails were taken on it before.
    pub mails: u64,
}

/// One mail that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The recipient, as it stood in RCPT.
    pub recipient: String,
    /// The return path, as it stood in MAIL.
    pub return_path: String,
    /// The message, dots undone.
    pub message: Vec<u8>,
}

/// How a sink behaves.
#[derive(Clone)]
pub struct SinkOptions {
    /// What it says to EHLO, a keyword each.
    pub offers: Vec<String>,
    /// Whether messages are kept; otherwise they are only counted.
    pub keeps: bool,
    /// How long it keeps a message before it says that it has it: the moment in which a client that
    /// dies has sent a mail and does not know it.
    pub hesitates: Duration,
    /// Other answers than the usual ones.
    pub script: Option<Script>,
    /// Encrypts from the first byte, or on request where `STARTTLS` is offered.
    pub tls: Option<(TlsAcceptor, TlsMode)>,
}

/// Encrypts with a certificate in DER and its key in PKCS#8.
///
/// # Errors
/// When the two do not belong together, or are none.
pub fn acceptor(certificate: Vec<u8>, key: Vec<u8>) -> Result<TlsAcceptor, TlsError> {
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(
            vec![CertificateDer::from(certificate)],
            PrivateKeyDer::Pkcs8(key.into()),
        )?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// When a sink encrypts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TlsMode {
    /// From the first byte.
    AtOnce,
    /// When it is asked to.
    OnRequest,
}

impl Default for SinkOptions {
    fn default() -> Self {
        let offers = ["PIPELINING", "8BITMIME", "SMTPUTF8"];
        Self {
            offers: offers.map(str::to_owned).to_vec(),
            keeps: true,
            hesitates: Duration::ZERO,
            script: None,
            tls: None,
        }
    }
}

/// A running sink; it ends when it is dropped.
pub struct Sink {
    /// The port it listens on, on 127.0.0.1.
    pub port: u16,
    shared: Arc<Shared>,
    _running: JoinSet<()>,
}

struct Shared {
    options: SinkOptions,
    number: AtomicU64,
    connections: AtomicU64,
    taken: Mutex<Vec<Taken>>,
    heard: Mutex<Vec<String>>,
}

impl Sink {
    /// Listens on a free port.
    ///
    /// # Errors
    /// When there is none.
    pub async fn start(options: SinkOptions) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let shared = Arc::new(Shared {
            options,
            number: AtomicU64::new(0),
            connections: AtomicU64::new(0),
            taken: Mutex::default(),
            heard: Mutex::default(),
        });
        let mut running = JoinSet::new();
        running.spawn(accept(listener, Arc::clone(&shared)));
        Ok(Self {
            port,
            shared,
            _running: running,
        })
    }

    /// How many mails were taken.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.shared.number.load(Ordering::SeqCst)
    }

    /// How many connections were made.
    #[must_use]
    pub fn connections(&self) -> u64 {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// The mails that were taken and kept, in their order.
    #[must_use]
    pub fn taken(&self) -> Vec<Taken> {
        let taken = self.shared.taken.lock();
        taken.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Every command line that was heard, in its order, where mails are kept.
    #[must_use]
    pub fn heard(&self) -> Vec<String> {
        let heard = self.shared.heard.lock();
        heard.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut conversations = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        while conversations.try_join_next().is_some() {}
        let number = shared.connections.fetch_add(1, Ordering::SeqCst) + 1;
        let shared = Arc::clone(&shared);
        // A client that hangs up ends its conversation and no other.
        conversations.spawn(async move {
            let _ = serve(stream, shared, number).await;
        });
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>, number: u64) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut conversation = Conversation {
        shared: Arc::clone(&shared),
        heard: Heard {
            connection: number,
            mails: 0,
        },
        recipient: String::new(),
        return_path: String::new(),
    };
    match &shared.options.tls {
        Some((tls, TlsMode::AtOnce)) => {
            let stream = tls.accept(stream).await?;
            conversation.converse(stream, true).await.map(drop)
        }
        Some((tls, TlsMode::OnRequest)) => {
            if let Some(stream) = conversation.converse(stream, true).await? {
                let stream = tls.accept(stream).await?;
                conversation.converse(stream, false).await?;
            }
            Ok(())
        }
        None => conversation.converse(stream, true).await.map(drop),
    }
}

struct Conversation {
    shared: Arc<Shared>,
    heard: Heard,
    recipient: String,
    return_path: String,
}

impl Conversation {
    /// Talks until the end, or until encryption is asked for: then the stream is given back.
    async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
        &mut self,
        stream: S,
        greets: bool,
    ) -> std::io::Result<Option<S>> {
        let mut stream = BufReader::with_capacity(32 << 10, stream);
        let mut answers = String::new();
        if greets {
            let greeting = self.answer("CONNECT", "220 sink.example.org".to_owned());
            stream
                .write_all(format!("{greeting}\r\n").as_bytes())
                .await?;
        }
        let mut line = String::new();
        loop {
            line.clear();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(None);
            }
            let command = line.trim_end().to_owned();
            let answer = self.command(&command);
            let verb = command.get(..4).unwrap_or_default().to_ascii_uppercase();
            answers.push_str(&answer);
            answers.push_str("\r\n");
            // What the client sent together is answered together.
            if stream.buffer().is_empty() || verb == "DATA" || verb == "QUIT" {
                stream.write_all(answers.as_bytes()).await?;
                answers.clear();
            }
            match verb.as_str() {
                "QUIT" => return Ok(None),
                "STAR" if answer.starts_with("220") => return Ok(Some(stream.into_inner())),
                "DATA" if answer.starts_with("354") => {
                    let message = content(&mut stream).await?;
                    let answer = self.take(message);
                    if !self.shared.options.hesitates.is_zero() {
                        tokio::time::sleep(self.shared.options.hesitates).await;
                    }
                    stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
                }
                _ if answer.starts_with("421") => return Ok(None),
                _ => {}
            }
        }
    }

    fn command(&mut self, line: &str) -> String {
        if self.shared.options.keeps {
            let mut heard = self
                .shared
                .heard
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            heard.push(line.to_owned());
        }
        let path = || {
            let (_, rest) = line.split_once('<').unwrap_or_default();
            rest.split('>').next().unwrap_or_default().to_owned()
        };
        let usual = match line.get(..4).unwrap_or_default() {
            "EHLO" => self.hello(),
            "MAIL" => {
                self.return_path = path();
                self.recipient.clear();
                "250 2.1.0 ok".to_owned()
            }
            "RCPT" => "250 2.1.5 ok".to_owned(),
            "DATA" if self.recipient.is_empty() => "503 5.5.1 no recipient".to_owned(),
            "DATA" => "354 go on".to_owned(),
            "STAR" => "220 go on".to_owned(),
            "AUTH" => "235 2.7.0 welcome".to_owned(),
            "QUIT" => "221 2.0.0 goodbye".to_owned(),
            _ => "250 2.0.0 ok".to_owned(),
        };
        let answer = self.answer(line, usual);
        if line.starts_with("RCPT") && answer.starts_with("250") {
            self.recipient = path();
        }
        answer
    }

    fn hello(&self) -> String {
        let mut lines = vec!["sink.example.org".to_owned()];
        lines.extend(self.shared.options.offers.iter().cloned());
        let last = lines.len() - 1;
        let line = |(index, text): (usize, &String)| {
            format!("250{}{text}", if index == last { ' ' } else { '-' })
        };
        let lines: Vec<String> = lines.iter().enumerate().map(line).collect();
        lines.join("\r\n")
    }

    /// Takes a message before it says so: a client that dies in between has sent it all the same.
    fn take(&mut self, message: Vec<u8>) -> String {
        let answer = self.answer("CONTENT", "250 2.0.0 taken".to_owned());
        if answer.starts_with("250") {
            self.heard.mails += 1;
            if self.shared.options.keeps {
                let mut taken = self
                    .shared
                    .taken
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner);
                taken.push(Taken {
                    recipient: self.recipient.clone(),
                    return_path: self.return_path.clone(),
                    message,
                });
            }
            self.shared.number.fetch_add(1, Ordering::SeqCst);
        }
        answer
    }

    fn answer(&self, line: &str, usual: String) -> String {
        let script = self.shared.options.script.as_ref();
        let other = script.and_then(|script| script(line, &self.heard));
        other.unwrap_or(usual)
    }
}

/// Reads a message up to the dot that stands alone, and undoes the other dots.
async fn content<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> std::io::Result<Vec<u8>> {
    let (mut message, mut line) = (Vec::new(), Vec::new());
    loop {
        line.clear();
        if stream.read_until(b'\n', &mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == b".\r\n" {
            return Ok(message);
        }
        let line = line.strip_prefix(b".").unwrap_or(&line);
        message.extend_from_slice(line);
    }
}
