//! STARTTLS as an operator configures it: a server that does not encrypt, or is not the one that was
//! meant, hears nothing of a mail (RFC 3207 section 6).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use testkit::sink::{Sink, SinkOptions, TlsMode, acceptor};
use tokio::runtime::Runtime;

use super::program::Ran;
use super::site::Site;

const ADDRESS: &str = "dara@example.org";

/// A new certificate for `localhost` and its key.
pub struct Identity {
    pub pem: String,
    certificate: Vec<u8>,
    key: Vec<u8>,
}

impl Identity {
    /// The key as servers read it.
    pub fn key_pem(&self) -> String {
        pem("PRIVATE KEY", &self.key)
    }
}

pub fn identity() -> Identity {
    identity_until(4_000)
}

/// One that ends with the beginning of a year.
pub fn identity_until(year: i32) -> Identity {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    (params.not_before, params.not_after) = (date_time_ymd(2000, 1, 1), date_time_ymd(year, 1, 1));
    let certificate = params.self_signed(&key).unwrap();
    Identity {
        pem: pem("CERTIFICATE", certificate.der()),
        certificate: certificate.der().to_vec(),
        key: key.serialize_der(),
    }
}

/// RFC 7468 section 2.
fn pem(what: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<&[u8]> = text.as_bytes().chunks(64).collect();
    let lines = String::from_utf8(lines.join(&b'\n')).unwrap();
    format!("-----BEGIN {what}-----\n{lines}\n-----END {what}-----\n")
}

/// A site that trusts one certificate and requires STARTTLS, and the server it finds.
struct Pair {
    site: Site,
    sink: Sink,
    _runtime: Runtime,
}

impl Pair {
    fn new(trusted: &str, offers: &[&str], own: &Identity) -> Self {
        let acceptor = acceptor(own.certificate.clone(), own.key.clone()).unwrap();
        let options = SinkOptions {
            offers: offers.iter().map(|&offer| offer.to_owned()).collect(),
            tls: Some((acceptor, TlsMode::OnRequest)),
            ..SinkOptions::default()
        };
        let runtime = Runtime::new().unwrap();
        let sink = runtime.block_on(Sink::start(options)).unwrap();
        let site = Site::new();
        std::fs::write(site.path("site/trusted.pem"), trusted).unwrap();
        std::fs::write(site.path("site/password"), "geheim\n").unwrap();
        let file = site.path("site/config.toml");
        let config = std::fs::read_to_string(&file).unwrap();
        let smtp = format!(
            "[mail.smtp]\nhost = \"localhost\"\nport = {}\nsecurity = \"starttls\"\n\
             ca-file = \"trusted.pem\"\nuser = \"letters\"\npassword-file = \"password\"\n",
            sink.port
        );
        std::fs::write(&file, config.replace("capture = \"mail\"\n", &smtp)).unwrap();
        Self {
            site,
            sink,
            _runtime: runtime,
        }
    }

    fn test(&self) -> Ran {
        let arguments = ["mail", "test", ADDRESS, "--config", "site"];
        self.site.run(&arguments)
    }

    /// The server heard a greeting and at most the wish to encrypt; the operator hears why.
    #[track_caller]
    fn hears_nothing(&self, why: &str) {
        let refused = self.test().ended(2);
        assert!(refused.err.contains(why), "{refused:?}");
        assert!(!refused.err.contains(ADDRESS), "{refused:?}");
        assert_eq!(self.sink.number(), 0);
        let heard = self.sink.heard();
        let innocent = |line: &String| {
            let words = ["EHLO ", "STARTTLS", "QUIT"];
            words.iter().any(|word| line.starts_with(word))
        };
        assert!(heard.iter().all(innocent), "{heard:?}");
        assert!(heard.iter().any(|line| line.starts_with("EHLO ")));
    }
}

#[test]
fn a_mail_reaches_a_server_that_encrypts_and_is_the_one_that_was_meant() {
    let own = identity();
    let pair = Pair::new(&own.pem, &["STARTTLS", "AUTH PLAIN"], &own);
    pair.test().ended(0);
    let taken = pair.sink.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].recipient, ADDRESS);
}

#[test]
fn a_server_whose_offer_to_encrypt_was_taken_away_hears_no_word_of_a_mail() {
    let own = identity();
    let pair = Pair::new(&own.pem, &["AUTH PLAIN"], &own);
    pair.hears_nothing("STARTTLS");
}

#[test]
fn a_server_with_a_certificate_of_somebody_else_hears_no_word_of_a_mail() {
    let (meant, foreign) = (identity(), identity());
    let pair = Pair::new(&meant.pem, &["STARTTLS", "AUTH PLAIN"], &foreign);
    pair.hears_nothing("certificate");
}
