//! Conversations with mail servers over real sockets.

mod classes;
mod conversation;
mod encrypted;
mod hostile;
mod reuse;

use std::sync::Arc;
use std::time::Duration;

use mail::message::{Envelope, Message};
use mail::smtp::sink::{Heard, Sink, SinkOptions};
use mail::smtp::{Patience, Pool, PoolLimits, Security, SendError, ServerSettings};

const TEXT: &str = "Subject: Hello\r\n\r\nA line.\r\n.A line that begins with a dot.\r\n";

fn message() -> Message {
    message_to("ada@example.org")
}

fn message_to(recipient: &str) -> Message {
    Message {
        envelope: Envelope {
            return_path: "b+1@letters.example.org".into(),
            recipient: recipient.into(),
        },
        bytes: TEXT.into(),
    }
}

fn settings(port: u16) -> ServerSettings {
    ServerSettings {
        host: "127.0.0.1".into(),
        port,
        security: Security::None,
        credentials: None,
        smtputf8: false,
        hello: Some("letters.example.org".into()),
        roots: Vec::new(),
    }
}

/// Limits under which a stalled server is given up in a test's time.
fn limits() -> PoolLimits {
    let soon = Duration::from_millis(300);
    PoolLimits {
        patience: Patience {
            connect: soon * 10,
            answer: soon,
            content: soon,
        },
        ..PoolLimits::default()
    }
}

/// A sink with other answers than the usual ones, and a pool that talks to it.
async fn scripted(
    offers: &[&str],
    script: impl Fn(&str, &Heard) -> Option<String> + Send + Sync + 'static,
) -> (Sink, Pool) {
    let options = SinkOptions {
        offers: offers.iter().map(|&offer| offer.to_owned()).collect(),
        script: Some(Arc::new(script)),
        ..SinkOptions::default()
    };
    let sink = Sink::start(options).await.unwrap();
    let pool = Pool::new(settings(sink.port), limits());
    (sink, pool)
}

/// A sink that does what sinks do.
async fn usual(offers: &[&str]) -> (Sink, Pool) {
    scripted(offers, |_, _| None).await
}

/// The command lines that a sink heard, without those of the greeting.
fn commands(sink: &Sink) -> Vec<String> {
    let heard = sink.heard();
    let is_greeting = |line: &String| line.starts_with("EHLO") || line == "QUIT";
    heard
        .into_iter()
        .filter(|line| !is_greeting(line))
        .collect()
}

fn is_transient(outcome: &Result<(), SendError>) -> bool {
    matches!(outcome, Err(SendError::Transient(_)))
}
