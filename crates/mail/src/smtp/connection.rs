//! One connection: from the first byte to the last mail.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

use super::content::encoded;
use super::error::{Event, SendError, Step};
use super::hello::Capabilities;
use super::reply::Reply;
use super::settings::{Patience, Security, ServerSettings};
use super::tls::Encryption;
use super::wire::Wire;
use crate::message::{Envelope, Message};

/// A connection on which mails can be handed over.
pub(super) struct Connection {
    wire: Wire,
    offers: Capabilities,
    patience: Patience,
    /// Something of a mail that was not finished may still stand at the server.
    needs_reset: bool,
    /// After a broken conversation nobody knows which answer belongs to what.
    is_broken: bool,
    mails: u32,
    last_used: Instant,
}

impl Connection {
    /// Connects, encrypts as the settings demand, and gives the password where there is one.
    pub(super) async fn open(
        settings: &ServerSettings,
        encryption: &Encryption,
        patience: Patience,
    ) -> Result<Self, SendError> {
        let stream = connect(settings, patience).await?;
        let hello = hello(settings, &stream);
        let mut wire = match settings.security {
            Security::Tls => Wire::over(encryption.wrap(stream, patience.connect).await?),
            Security::StartTls | Security::None => Wire::over(stream),
        };
        let greeting = wire.read(patience.answer, Step::Greeting).await?;
        if greeting.code != 220 {
            return Err(SendError::of_reply(Step::Greeting, &greeting));
        }
        let is_encrypted = settings.security == Security::Tls;
        let mut offers = greet(&mut wire, &hello, is_encrypted, patience).await?;
        if settings.security == Security::StartTls {
            wire = encrypt(wire, &offers, encryption, patience).await?;
            // What was offered in the clear may be anybody's word (RFC 3207 section 4.2).
            offers = greet(&mut wire, &hello, true, patience).await?;
        }
        let mut connection = Self {
            wire,
            offers,
            patience,
            needs_reset: false,
            is_broken: false,
            mails: 0,
            last_used: Instant::now(),
        };
        if let Some((user, password)) = &settings.credentials {
            connection.authenticate(user, password).await?;
        }
        Ok(connection)
    }

    /// What the server offers.
    pub(super) const fn offers(&self) -> &Capabilities {
        &self.offers
    }

    pub(super) const fn mails(&self) -> u32 {
        self.mails
    }

    pub(super) const fn last_used(&self) -> Instant {
        self.last_used
    }

    /// Whether another mail may follow.
    pub(super) const fn is_usable(&self) -> bool {
        !self.is_broken
    }

    /// Hands over one mail. `Ok` means that the server is responsible for it from now on.
    ///
    /// Dying before the answer to the last dot leaves nobody sure: the mail may have been taken.
    pub(super) async fn hand_over(&mut self, message: &Message) -> Result<(), SendError> {
        let commands = self.commands(message)?;
        self.mails += 1;
        // Until the conversation is back in order, whatever ends it leaves the connection unusable.
        self.is_broken = true;
        self.offer(&commands).await?;
        let (content, last) = (encoded(&message.bytes), self.patience.content);
        self.wire.write(&content, last, Step::Content).await?;
        let reply = self.wire.read(last, Step::Content).await?;
        self.in_order_after(&reply);
        if reply.is_positive() {
            Ok(())
        } else {
            Err(SendError::of_reply(Step::Content, &reply))
        }
    }

    /// MAIL, RCPT and DATA, together where the server allows it. A server may say "go on" to DATA
    /// although it has refused the recipient; it is then given an empty message, which it must refuse
    /// (RFC 2920 section 3.1).
    async fn offer(&mut self, commands: &[(Step, String)]) -> Result<(), SendError> {
        let answer = self.patience.answer;
        if self.offers.pipelining {
            let all: String = commands.iter().map(|(_, line)| line.as_str()).collect();
            self.wire
                .write(all.as_bytes(), answer, Step::Sender)
                .await?;
        }
        let (mut refused, mut goes_on, mut last) = (None, false, None);
        for (step, line) in commands {
            if !self.offers.pipelining {
                if refused.is_some() {
                    break;
                }
                self.wire.write(line.as_bytes(), answer, *step).await?;
            }
            let reply = self.wire.read(answer, *step).await?;
            if *step == Step::Data {
                goes_on = reply.code == 354;
            }
            if !reply.is_positive() && refused.is_none() {
                refused = Some(SendError::of_reply(*step, &reply));
            }
            last = Some(reply);
        }
        let last = last.expect("a mail needs three commands");
        match refused {
            None if goes_on => Ok(()),
            None => Err(SendError::unanswered(Step::Data, Event::Garbage)),
            Some(error) => {
                if goes_on {
                    self.wire.write(b".\r\n", answer, Step::Data).await?;
                    self.wire.read(answer, Step::Data).await?;
                }
                self.in_order_after(&last);
                self.needs_reset = true;
                Err(error)
            }
        }
    }

    /// An answer came to everything that was said. After 421 the server closes the connection.
    fn in_order_after(&mut self, reply: &Reply) {
        self.is_broken = reply.code == 421;
        self.needs_reset = !reply.is_positive();
        self.last_used = Instant::now();
    }

    fn commands(&self, message: &Message) -> Result<Vec<(Step, String)>, SendError> {
        let Envelope {
            return_path,
            recipient,
        } = &message.envelope;
        let cannot = |step, event| Err(SendError::unanswered(step, event));
        if !return_path.is_empty() && !is_path(return_path) {
            return cannot(Step::Sender, Event::Unwritable);
        }
        if !is_path(recipient) {
            return cannot(Step::Recipient, Event::Unwritable);
        }
        let octets = message.bytes.len() as u64;
        if self.offers.size.is_some_and(|size| octets > size) {
            return cannot(Step::Sender, Event::TooLarge);
        }
        let mut from = format!("MAIL FROM:<{return_path}>");
        if self.offers.size.is_some() {
            from.push_str(&format!(" SIZE={octets}"));
        }
        if message.envelope.needs_smtputf8() {
            if !self.offers.smtputf8 {
                return cannot(Step::Recipient, Event::Missing("SMTPUTF8"));
            }
            from.push_str(" SMTPUTF8");
        }
        if !message.bytes.is_ascii() {
            if !self.offers.eight_bit_mime {
                return cannot(Step::Content, Event::Missing("8BITMIME"));
            }
            from.push_str(" BODY=8BITMIME");
        }
        let mut commands = Vec::with_capacity(4);
        if self.needs_reset {
            commands.push((Step::Sender, "RSET\r\n".to_owned()));
        }
        commands.push((Step::Sender, from + "\r\n"));
        commands.push((Step::Recipient, format!("RCPT TO:<{recipient}>\r\n")));
        commands.push((Step::Data, "DATA\r\n".to_owned()));
        Ok(commands)
    }

    async fn authenticate(&mut self, user: &str, password: &str) -> Result<(), SendError> {
        let base64 = |text: &str| BASE64_STANDARD.encode(text);
        let lines = if self.offers.auth_plain {
            let plain = base64(&format!("\0{user}\0{password}"));
            vec![format!("AUTH PLAIN {plain}\r\n")]
        } else if self.offers.auth_login {
            let (user, password) = (base64(user), base64(password));
            vec![
                "AUTH LOGIN\r\n".to_owned(),
                format!("{user}\r\n"),
                format!("{password}\r\n"),
            ]
        } else {
            let missing = Event::Missing("AUTH PLAIN or LOGIN");
            return Err(SendError::unanswered(Step::Authenticate, missing));
        };
        let (step, answer) = (Step::Authenticate, self.patience.answer);
        for (index, line) in lines.iter().enumerate() {
            self.wire.write(line.as_bytes(), answer, step).await?;
            let reply = self.wire.read(answer, step).await?;
            let expected = if index + 1 == lines.len() { 235 } else { 334 };
            if reply.code != expected {
                return Err(SendError::of_reply(step, &reply));
            }
        }
        Ok(())
    }

    /// Says goodbye and does not insist on an answer: no mail depends on it.
    pub(super) async fn quit(mut self) {
        let patience = self.patience.connect.min(std::time::Duration::from_secs(2));
        let said = self.wire.write(b"QUIT\r\n", patience, Step::Hello).await;
        if said.is_ok() {
            let _ = self.wire.read(patience, Step::Hello).await;
        }
    }
}

async fn connect(settings: &ServerSettings, patience: Patience) -> Result<TcpStream, SendError> {
    let failed = |event| SendError::unanswered(Step::Connect, event);
    let connecting = TcpStream::connect((settings.host.as_str(), settings.port));
    let stream = match timeout(patience.connect, connecting).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) => return Err(failed(error.into())),
        Err(_) => return Err(failed(Event::Silence)),
    };
    // Without this each message waits 40 ms for an acknowledgement of the one before.
    stream
        .set_nodelay(true)
        .map_err(|error| failed(error.into()))?;
    Ok(stream)
}

/// Our name in EHLO.
fn hello(settings: &ServerSettings, stream: &TcpStream) -> String {
    let is_name =
        |name: &&String| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
    match (settings.hello.as_ref().filter(is_name), stream.local_addr()) {
        (Some(name), _) => name.clone(),
        (None, Ok(address)) if address.is_ipv6() => format!("[IPv6:{}]", address.ip()),
        (None, Ok(address)) => format!("[{}]", address.ip()),
        (None, Err(_)) => "[127.0.0.1]".to_owned(),
    }
}

async fn greet(
    wire: &mut Wire,
    hello: &str,
    is_encrypted: bool,
    patience: Patience,
) -> Result<Capabilities, SendError> {
    let line = format!("EHLO {hello}\r\n");
    wire.write(line.as_bytes(), patience.answer, Step::Hello)
        .await?;
    let reply = wire.read(patience.answer, Step::Hello).await?;
    if reply.code == 250 {
        Ok(Capabilities::read(&reply, is_encrypted))
    } else {
        Err(SendError::of_reply(Step::Hello, &reply))
    }
}

async fn encrypt(
    mut wire: Wire,
    offers: &Capabilities,
    encryption: &Encryption,
    patience: Patience,
) -> Result<Wire, SendError> {
    let failed = |event| SendError::unanswered(Step::Encrypt, event);
    if !offers.starttls {
        return Err(failed(Event::Missing("STARTTLS")));
    }
    wire.write(b"STARTTLS\r\n", patience.answer, Step::Encrypt)
        .await?;
    let reply = wire.read(patience.answer, Step::Encrypt).await?;
    if reply.code != 220 {
        return Err(SendError::of_reply(Step::Encrypt, &reply));
    }
    let stream = wire.into_stream().map_err(failed)?;
    Ok(Wire::over(encryption.wrap(stream, patience.connect).await?))
}

/// Whether an address can stand in a command as it is: no space, no control character and no angle
/// bracket, so that nothing after it is read as a command, and within the bound of RFC 5321 section
/// 4.5.3.1.3.
fn is_path(address: &str) -> bool {
    let is_refused = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>');
    address.len() <= 254 && address.contains('@') && !address.contains(is_refused)
}
