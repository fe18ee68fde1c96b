//! A server that is spoken to over the network: it encrypts, and is the one that was meant.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use store::conformance::Place;
use store::conformance::encrypted::Identity;
use store::conformance::fixture::{Book, named};
use store::conformance::server::Server;
use store::{Obstacle, PostgresOptions, Store, StoreError};

/// Who vouches for servers.
struct Authority {
    certificate: Vec<u8>,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap();
        Self {
            certificate: certificate.der().to_vec(),
            issuer: Issuer::new(params, key),
        }
    }

    /// A server for `localhost`, whose certificate ends with a year.
    fn vouch(&self, until: i32) -> Identity {
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        (params.not_before, params.not_after) =
            (date_time_ymd(2000, 1, 1), date_time_ymd(until, 1, 1));
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        Identity {
            certificate: pem("CERTIFICATE", certificate.der()),
            key: pem("PRIVATE KEY", &key.serialize_der()),
        }
    }
}

/// RFC 7468 section 2.
fn pem(what: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<&[u8]> = text.as_bytes().chunks(64).collect();
    let lines = String::from_utf8(lines.join(&b'\n')).unwrap();
    format!("-----BEGIN {what}-----\n{lines}\n-----END {what}-----\n")
}

/// What an operator writes, and whom they trust.
struct Named<'n> {
    address: String,
    trusted: &'n Authority,
}

impl Named<'_> {
    fn options(&self) -> PostgresOptions {
        let options = PostgresOptions::parse(&self.address).unwrap();
        options
            .trusting(self.trusted.certificate.clone())
            .with_password("geheim")
    }
}

#[async_trait::async_trait]
impl Place for Named<'_> {
    async fn open(&self) -> Result<Store, StoreError> {
        Store::open_postgres(&self.options()).await
    }
}

fn start(identity: &Identity) -> Option<(Server, u16)> {
    let Some(programs) = Server::programs() else {
        crate::skip("postgresql");
        return None;
    };
    Some(Server::start_encrypted(&programs, identity, "geheim").unwrap())
}

fn address(host: &str, port: u16, mode: &str) -> String {
    format!("host={host} port={port} user=undersigned dbname=postgres sslmode={mode}")
}

/// Nothing is read or written, and the operator is told what stands in the way.
async fn check(place: &Named<'_>, expected: Obstacle) {
    let refused = place.open().await.err().unwrap();
    assert_eq!(Obstacle::of(&refused), Some(expected), "{refused:?}");
}

#[tokio::test]
async fn a_server_that_is_the_one_that_was_meant_takes_signatures() {
    let (ours, theirs) = (Authority::new(), Authority::new());
    let Some((_server, port)) = start(&ours.vouch(4_000)) else {
        return;
    };
    let meant = Named {
        address: address("localhost", port, "verify-full"),
        trusted: &ours,
    };
    let mut book = Book::begin(&meant).await.unwrap();
    book.sign(&[named("Ada")]).await.unwrap();
    let page = book.store.signatories(book.query()).await.unwrap();
    assert_eq!(page.rows.len(), 1);
    book.store.close().await.unwrap();
    for (host, mode, trusted, expected) in [
        ("localhost", "require", &theirs, Obstacle::Authority),
        ("127.0.0.1", "require", &ours, Obstacle::Host),
        // The server lets nobody in who does not encrypt.
        ("localhost", "disable", &ours, Obstacle::Login),
    ] {
        let address = address(host, port, mode);
        check(&Named { address, trusted }, expected).await;
    }
}

#[tokio::test]
async fn a_server_whose_certificate_has_expired_is_told_nothing() {
    let trusted = &Authority::new();
    let Some((_server, port)) = start(&trusted.vouch(2_020)) else {
        return;
    };
    let address = address("localhost", port, "require");
    check(&Named { address, trusted }, Obstacle::Expired).await;
}
