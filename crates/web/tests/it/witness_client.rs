//! Asking witnesses over HTTP: real ones, and servers that answer what they like.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::witness::{Answer, TransportError, Trouble, WitnessPolicy, WitnessTransport};
use axum::Router;
use axum::http::StatusCode;
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::SignedDuration;
use testkit::{SLUG, TestSite, ada, chi, folder};
use tlog::Checkpoint;
use tlog::note::VerifierKey;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use web::witness::HttpWitnesses;

use crate::witness_server::{served, witness};

/// Sends one request to a server that answers these bytes and hangs up.
async fn answered(bytes: &[u8]) -> Result<Answer, TransportError> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/w/", listener.local_addr().unwrap());
    let serving = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = vec![0; 4_096];
        let read = stream.read(&mut request).await.unwrap();
        assert!(request[..read].starts_with(b"POST /w/add-checkpoint HTTP/1.1\r\n"));
        // A client that has read enough hangs up first.
        let _ = stream.write_all(bytes).await;
    };
    let client = HttpWitnesses::new();
    let asking = client.add_checkpoint(&url, b"old 0\n\nnote\n".to_vec());
    tokio::join!(serving, asking).1
}

fn with_body(head: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

#[tokio::test]
async fn every_status_code_of_the_protocol_is_understood() {
    let check = async |head: &str, body: &str, expected: Answer| {
        let answer = answered(&with_body(head, body.as_bytes())).await.unwrap();
        assert_eq!(answer, expected, "{head}");
    };
    let size = "409 Conflict\r\ncontent-type: text/x.tlog.size";
    check("200 OK", "— a b\n", Answer::Cosigned("— a b\n".into())).await;
    check("400 Bad Request", "why", Answer::Malformed).await;
    check("403 Forbidden", "", Answer::NotSigned).await;
    check("404 Not Found", "<html>", Answer::UnknownLog).await;
    check(size, "17\n", Answer::OtherSize(Some(17))).await;
    check(
        &format!("{size}; charset=utf-8"),
        "0\n",
        Answer::OtherSize(Some(0)),
    )
    .await;
    check(size, "0017\n", Answer::OtherSize(None)).await;
    check(
        "409 Conflict\r\ncontent-type: text/html",
        "17\n",
        Answer::OtherSize(None),
    )
    .await;
    check("422 Unprocessable Entity", "", Answer::Inconsistent).await;
    let seconds = |n| Some(Duration::from_secs(n));
    check(
        "429 Slow Down\r\nretry-after: 70",
        "",
        Answer::Later(seconds(70)),
    )
    .await;
    let date = "503 Later\r\nretry-after: Fri, 31 Dec 1999 23:59:59 GMT";
    check(date, "", Answer::Later(None)).await;
}

#[tokio::test]
async fn what_no_witness_answers_is_an_error_and_bounded() {
    let check = async |bytes: &[u8], said: &str| {
        let error = answered(bytes).await.unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
    };
    let odd = "no witness gives";
    check(
        &with_body("302 Found\r\nlocation: http://127.0.0.1:1/", b""),
        "",
    )
    .await;
    check(&with_body("500 Broken", b""), odd).await;
    check(&with_body("204 No Content", b""), odd).await;
    check(&with_body("200 OK", &vec![b'a'; 70_000]), odd).await;
    check(
        b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\ncut",
        "cannot be reached",
    )
    .await;
    check(b"SSH-2.0-x\r\n", "cannot be reached").await;
    check(b"", "cannot be reached").await;
    let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
    bomb.write_all(&vec![b'a'; 50_000_000]).unwrap();
    let bomb = bomb.finish().unwrap();
    check(&with_body("200 OK\r\ncontent-encoding: gzip", &bomb), odd).await;
}

#[tokio::test]
async fn nobody_is_asked_over_an_open_connection() {
    let asked = HttpWitnesses::new()
        .add_checkpoint("http://witness.example", Vec::new())
        .await;
    assert!(matches!(asked, Err(TransportError::Unreachable(_))));
}

/// A site with two witnesses at these addresses, either of which is enough.
fn site(keys: &[(VerifierKey, String)]) -> TestSite {
    let mut policy = String::new();
    for (number, (key, url)) in keys.iter().enumerate() {
        policy.push_str(&format!("witness w{number} {key} {url}\n"));
    }
    policy.push_str("group enough any w0 w1\nquorum enough\n");
    TestSite::with_settings(|settings| settings.witnesses = WitnessPolicy::parse(&policy).unwrap())
}

/// The keys whose cosignatures stand under a file of the log.
async fn cosigners(site: &TestSite, file: &str, known: &[VerifierKey]) -> (u64, usize) {
    let note = site.visitor().get(&format!("/d/{SLUG}/log/{file}")).await;
    assert_eq!(note.status.as_u16(), 200, "{file}");
    let log = VerifierKey::parse(&site.log_key(SLUG).await).unwrap();
    let opened = Checkpoint::open_cosigned(note.text().as_bytes(), &[log], known).unwrap();
    (opened.checkpoint.size, opened.cosignatures.len())
}

#[tokio::test]
async fn two_witnesses_cosign_what_a_site_signs_and_one_is_enough_when_the_other_is_gone() {
    let (one, _) = witness(1, "");
    let (two, _) = witness(2, "");
    let known = [one.verifier(), two.verifier()];
    served(&one, async |at_one| {
        let site = served(&two, async |at_two| {
            let site = site(&[
                (one.verifier(), format!("http://{at_one}")),
                (two.verifier(), format!("http://{at_two}")),
            ]);
            site.publish(&folder()).await;
            let declaration = site.site.all_declarations().await.unwrap().remove(0);
            let unknown = site.site.witnesses.standings(declaration.id);
            assert!(
                unknown
                    .iter()
                    .all(|w| w.trouble == Some(Trouble::UnknownLog))
            );

            let log = format!("log {}\n", site.log_key(SLUG).await);
            one.follow(app::witness::server::FollowedLogs::parse(&log).unwrap());
            two.follow(app::witness::server::FollowedLogs::parse(&log).unwrap());
            site.signed(SLUG, &ada()).await;
            site.turn(SignedDuration::from_mins(20));
            assert_eq!(site.site.ask_witnesses().await.unwrap().cosigned, 2);
            let (size, both) = cosigners(&site, "checkpoint", &known).await;
            assert_eq!(both, 2);
            assert_eq!(
                cosigners(&site, "checkpoint.witnessed", &known).await,
                (size, 2)
            );
            assert_eq!(
                cosigners(&site, &format!("checkpoints/{size}"), &known).await,
                (size, 2)
            );
            site
        })
        .await;
        site.signed(SLUG, &chi()).await;
        site.turn(SignedDuration::from_secs(10));
        let asked = site.site.ask_witnesses().await.unwrap();
        assert_eq!((asked.cosigned, asked.in_vain), (1, 1));
        assert_eq!(cosigners(&site, "checkpoint.witnessed", &known).await.1, 1);
        site.check_log(SLUG).await;
    })
    .await;
}

#[tokio::test]
async fn the_page_of_a_log_says_which_witness_contradicts_it() {
    let says = Arc::new(Mutex::new((StatusCode::SERVICE_UNAVAILABLE, "")));
    let answer = Arc::clone(&says);
    let liar = Router::new().fallback(async move || {
        let (status, body) = *answer.lock().unwrap();
        (status, [("content-type", "text/x.tlog.size")], body)
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let visiting = async {
        let known = [witness(1, "").0.verifier(), witness(2, "").0.verifier()];
        let site = site(&known.map(|key| (key, format!("http://{address}"))));
        site.publish(&folder()).await;
        site.signed(SLUG, &ada()).await;
        let page = async || {
            let page = site.visitor().get(&format!("/d/{SLUG}/en/log")).await;
            page.text()
        };
        let sentence = "A witness contradicts this log: <bdi>w1.example</bdi>";
        assert!(!page().await.contains(sentence));
        *says.lock().unwrap() = (StatusCode::CONFLICT, "99\n");
        site.turn(SignedDuration::from_mins(20));
        assert_eq!(site.site.ask_witnesses().await.unwrap().in_vain, 2);
        assert!(page().await.contains(sentence), "{}", page().await);
        *says.lock().unwrap() = (StatusCode::SERVICE_UNAVAILABLE, "");
        site.turn(SignedDuration::from_mins(20));
        site.site.ask_witnesses().await.unwrap();
        assert!(page().await.contains(sentence), "silence changes nothing");
    };
    tokio::select! {
        ended = async { axum::serve(listener, liar).await } => panic!("{ended:?}"),
        () = visiting => {}
    }
}
