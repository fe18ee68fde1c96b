//! TLS: with a certificate that is trusted, to the name that it bears, or not at all.

use std::sync::Arc;

use mail::smtp::sink::{Sink, SinkOptions, TlsMode, acceptor};
use mail::smtp::{Event, Pool, Security, SendError, ServerSettings, Step};
use rcgen::{CertificateParams, KeyPair};

use super::{commands, limits, message, settings};

/// A sink that encrypts with a new certificate for a name, and settings that trust it.
async fn sink_for(name: &str, mode: TlsMode, offers: &[&str]) -> (Sink, ServerSettings) {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    let certificate = params.self_signed(&key).unwrap();
    let acceptor = acceptor(certificate.der().to_vec(), key.serialize_der()).unwrap();
    let options = SinkOptions {
        offers: offers.iter().map(|&offer| offer.to_owned()).collect(),
        tls: Some((acceptor, mode)),
        ..SinkOptions::default()
    };
    let sink = Sink::start(options).await.unwrap();
    let settings = ServerSettings {
        host: "localhost".into(),
        security: match mode {
            TlsMode::AtOnce => Security::Tls,
            TlsMode::OnRequest => Security::StartTls,
        },
        credentials: Some(("letters".into(), "secret".into())),
        roots: vec![certificate.der().to_vec()],
        ..settings(sink.port)
    };
    (sink, settings)
}

const BOTH: [TlsMode; 2] = [TlsMode::AtOnce, TlsMode::OnRequest];
const OFFERS: &[&str] = &["PIPELINING", "STARTTLS", "AUTH PLAIN"];

async fn refused(sink: &Sink, settings: ServerSettings) -> Event {
    let error = Pool::new(settings, limits()).send(&message()).await;
    let error = error.unwrap_err();
    assert!(matches!(error, SendError::Unreachable(_)), "{error}");
    assert_eq!(error.reason().step, Step::Encrypt, "{error}");
    assert_eq!(sink.number(), 0);
    let leaked = ["AUTH", "MAIL", "RCPT", "DATA"];
    for line in commands(sink) {
        assert!(!leaked.iter().any(|word| line.starts_with(word)), "{line}");
    }
    error.reason().event
}

#[tokio::test]
async fn a_mail_crosses_encrypted() {
    for mode in BOTH {
        let (sink, settings) = sink_for("localhost", mode, OFFERS).await;
        let pool = Pool::new(settings, limits());
        for _ in 0..3 {
            pool.send(&message()).await.unwrap();
        }
        assert_eq!((sink.number(), sink.connections()), (3, 1), "{mode:?}");
        assert!(pool.probe().await.unwrap().encrypted);
    }
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    for mode in BOTH {
        let (sink, settings) = sink_for("mail.example.net", mode, OFFERS).await;
        assert_eq!(
            refused(&sink, settings).await,
            Event::Certificate,
            "{mode:?}"
        );
    }
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused() {
    for mode in BOTH {
        let (sink, mut settings) = sink_for("localhost", mode, OFFERS).await;
        settings.roots.clear();
        assert_eq!(
            refused(&sink, settings).await,
            Event::Certificate,
            "{mode:?}"
        );
    }
}

#[tokio::test]
async fn what_cannot_be_read_as_a_certificate_trusts_nothing() {
    let (sink, mut settings) = sink_for("localhost", TlsMode::AtOnce, OFFERS).await;
    settings.roots = vec![b"not a certificate".to_vec()];
    assert_eq!(refused(&sink, settings).await, Event::Certificate);
}

/// Somebody on the way may take STARTTLS out of the offers: then nothing is said at all.
#[tokio::test]
async fn a_server_that_does_not_encrypt_where_it_must_hears_nothing() {
    let (sink, settings) = sink_for("localhost", TlsMode::OnRequest, &["AUTH PLAIN"]).await;
    let event = refused(&sink, settings).await;
    assert_eq!(event, Event::Missing("STARTTLS"));
}

#[tokio::test]
async fn a_server_in_the_clear_where_tls_is_expected_hears_nothing() {
    let sink = Sink::start(SinkOptions::default()).await.unwrap();
    let settings = ServerSettings {
        host: "localhost".into(),
        security: Security::Tls,
        ..settings(sink.port)
    };
    refused(&sink, settings).await;
}

/// What somebody put behind the answer to STARTTLS would be read as if it had come encrypted
/// (CVE-2011-0411).
#[tokio::test]
async fn words_slipped_in_before_the_encryption_are_refused() {
    let (sink, settings) = sink_for("localhost", TlsMode::OnRequest, OFFERS).await;
    drop(sink);
    let injecting = SinkOptions {
        offers: vec!["STARTTLS".into()],
        script: Some(Arc::new(|line, _| {
            (line == "STARTTLS").then(|| "220 go on\r\n250 ok".to_owned())
        })),
        ..SinkOptions::default()
    };
    let sink = Sink::start(injecting).await.unwrap();
    let settings = ServerSettings {
        port: sink.port,
        ..settings
    };
    assert_eq!(refused(&sink, settings).await, Event::Garbage);
}
