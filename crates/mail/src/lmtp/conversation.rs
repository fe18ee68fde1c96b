//! One connection, from greeting to goodbye.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, BufWriter};
use tokio::time::timeout;

use super::Recipients;
use super::command::Command;
use super::lines::{self, Line};
use crate::report;

/// How many recipients one message may have (RFC 5321 section 4.5.3.1.8 asks for a hundred). Reports
/// have one.
const RECIPIENTS: usize = 100;

/// After so many lines that are no command the other side is something else than a mail server.
const MISTAKES: usize = 20;

/// How long the other side may leave an answer unread.
const PATIENCE: Duration = Duration::from_secs(60);

const EXTENSIONS: &str =
    "250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250-8BITMIME\r\n250 SMTPUTF8";

/// Speaks with a mail server until it says goodbye, under a name of ours for the greeting.
///
/// The answer to a message is given when [`Recipients::take`] has returned: if the process dies before,
/// the other side still has the message.
///
/// # Errors
/// When the connection breaks, or the other side stalls.
pub async fn converse(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    name: &str,
    to: &dyn Recipients,
) -> io::Result<()> {
    let mut stream = BufReader::new(BufWriter::new(stream));
    say(&mut stream, &format!("220 {name} LMTP")).await?;
    let mut state = State::default();
    loop {
        // Answers wait while more commands are there already (RFC 2920).
        if stream.buffer().is_empty() {
            timeout(PATIENCE, stream.flush()).await??;
        }
        let command = match lines::next(&mut stream).await? {
            Line::Whole(line) => Command::parse(&line),
            Line::TooLong => Command::Malformed,
            Line::End => return Ok(()),
        };
        match command {
            Command::Quit => {
                say(&mut stream, "221 2.0.0 Goodbye").await?;
                return timeout(PATIENCE, stream.flush()).await?;
            }
            Command::Hello => {
                let extensions = format!("250-{name}\r\n{EXTENSIONS}");
                state = state.greeted();
                say(&mut stream, &extensions).await?;
            }
            Command::Data if state.may_begin() => {
                say(&mut stream, "354 Go on, and end with a dot").await?;
                timeout(PATIENCE, stream.flush()).await??;
                let message = lines::message(&mut stream, report::MOST).await?;
                for recipient in std::mem::take(&mut state.recipients) {
                    let answer = match to.take(&recipient, &message).await {
                        Ok(()) => "250 2.0.0 Recorded",
                        Err(_) => "451 4.3.0 Cannot be recorded just now",
                    };
                    say(&mut stream, answer).await?;
                }
                state = state.greeted();
            }
            other => {
                let answer = state.answer(other, to);
                say(&mut stream, answer).await?;
                if state.mistakes > MISTAKES {
                    return timeout(PATIENCE, stream.flush()).await?;
                }
            }
        }
    }
}

async fn say(stream: &mut (impl AsyncWrite + Unpin), answer: &str) -> io::Result<()> {
    let line = format!("{answer}\r\n");
    timeout(PATIENCE, stream.write_all(line.as_bytes())).await?
}

/// How far the other side has come.
#[derive(Default)]
struct State {
    has_greeted: bool,
    has_sender: bool,
    recipients: Vec<String>,
    mistakes: usize,
}

impl State {
    /// As after a greeting: nothing of a message, and the mistakes so far.
    fn greeted(self) -> Self {
        Self {
            has_greeted: true,
            mistakes: self.mistakes,
            ..Self::default()
        }
    }

    fn may_begin(&self) -> bool {
        !self.recipients.is_empty()
    }

    /// The answer to a command that needs nothing but this state.
    fn answer(&mut self, command: Command, to: &dyn Recipients) -> &'static str {
        match command {
            Command::From if !self.has_greeted => "503 5.5.1 Say LHLO first",
            Command::From if self.has_sender => "503 5.5.1 One sender at a time",
            Command::From => {
                self.has_sender = true;
                "250 2.1.0 Go on"
            }
            Command::To(_) if !self.has_sender => "503 5.5.1 Say MAIL first",
            Command::To(_) if self.recipients.len() >= RECIPIENTS => {
                "452 4.5.3 Too many recipients"
            }
            Command::To(address) if to.knows(&address) => {
                self.recipients.push(address);
                "250 2.1.5 Go on"
            }
            Command::To(_) => "550 5.1.1 No such address here",
            // RFC 2033 section 4.2: without a recipient that was taken, DATA fails.
            Command::Data => "503 5.5.1 No recipient was taken",
            Command::Reset => {
                *self = Self {
                    has_greeted: self.has_greeted,
                    mistakes: self.mistakes,
                    ..Self::default()
                };
                "250 2.0.0 Forgotten"
            }
            Command::Nothing => "250 2.0.0 Nothing done",
            Command::Verify => "252 2.1.5 Try it",
            Command::Malformed => {
                self.mistakes += 1;
                "501 5.5.4 That cannot be read"
            }
            Command::Unknown | Command::Hello | Command::Quit => {
                self.mistakes += 1;
                "500 5.5.1 This is LMTP, and that is none of its commands"
            }
        }
    }
}
