//! The site on a real socket, and the client that verifies.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;

use app::verify::{LogSource, Report, VerifyOptions, verify};
use flate2::Compression;
use flate2::write::GzEncoder;
use testkit::{SLUG, TestSite, ada};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use web::fetch::{HttpSource, Transport};

/// Serves the site while somebody visits it, then stops it in order.
async fn served<T>(site: &TestSite, visit: impl AsyncFnOnce(SocketAddr) -> T) -> T {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = web::serve(Arc::clone(&site.site), Arc::default(), listener, async {
        let _ = stopped.await;
    });
    let visiting = async {
        let seen = visit(address).await;
        stop.send(()).unwrap();
        seen
    };
    let (served, seen) = tokio::join!(serving, visiting);
    served.unwrap();
    seen
}

fn source(address: SocketAddr) -> HttpSource {
    let prefix = format!("http://{address}/d/{SLUG}/log/");
    HttpSource::new(&prefix, Transport::Encrypted).unwrap()
}

#[tokio::test]
async fn an_outsider_recounts_the_log_over_the_network() {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &ada()).await;
    let recount = async |address| -> Report {
        verify(&source(address), &VerifyOptions::default())
            .await
            .unwrap()
    };
    let report = served(&site, recount).await;
    assert!(report.is_fine(), "{:?}", report.problems);
    assert_eq!((report.total, report.names), (1, 1));
}

#[tokio::test]
async fn a_site_that_is_told_to_stop_lets_a_request_end_and_takes_no_other() {
    let site = TestSite::with_open_declaration().await;
    let address = served(&site, async |address| {
        let mut idle = TcpStream::connect(address).await.unwrap();
        idle.write_all(b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n")
            .await
            .unwrap();
        let mut answer = [0; 15];
        idle.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200 OK");
        address
    })
    .await;
    assert!(
        TcpStream::connect(address).await.is_err(),
        "somebody still listens"
    );
}

#[tokio::test(start_paused = true)]
async fn whoever_connects_and_says_nothing_is_let_go() {
    let site = TestSite::new();
    served(&site, async |address| {
        let mut silent = TcpStream::connect(address).await.unwrap();
        silent.write_all(b"GET / HTTP/1.1\r\nhost: ").await.unwrap();
        let mut rest = Vec::new();
        // Paused time runs on by itself while nobody has anything to do.
        silent.read_to_end(&mut rest).await.unwrap();
    })
    .await;
}

/// A site that answers every request with the same bytes.
async fn answering(bytes: Vec<u8>, ask: impl AsyncFnOnce(SocketAddr)) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let answer = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = [0; 4_096];
        let _ = stream.read(&mut request).await.unwrap();
        // Whoever has read enough hangs up, which is what is asked for here.
        let _ = stream.write_all(&bytes).await;
    };
    tokio::join!(answer, ask(address));
}

#[tokio::test]
async fn a_small_answer_that_unfolds_without_end_is_cut_off() {
    let mut folded = GzEncoder::new(Vec::new(), Compression::best());
    folded.write_all(&vec![0; 40 * 1024 * 1024]).unwrap();
    let folded = folded.finish().unwrap();
    let mut answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        folded.len()
    )
    .into_bytes();
    answer.extend(folded);
    answering(answer, async |address| {
        let error = source(address).get("checkpoint").await.unwrap_err();
        assert!(
            error.source.to_string().contains("larger than any file"),
            "{}",
            error.source
        );
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_leads_elsewhere_is_not_followed() {
    let answer = "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n";
    answering(answer.into(), async |address| {
        let error = source(address).get("checkpoint").await.unwrap_err();
        assert!(
            error.source.to_string().contains("status 302"),
            "{}",
            error.source
        );
    })
    .await;
}

#[tokio::test]
async fn a_form_that_trickles_in_is_given_up_after_five_seconds() {
    let site = TestSite::with_open_declaration().await;
    served(&site, async |address| {
        let mut slow = TcpStream::connect(address).await.unwrap();
        slow.write_all(
            b"POST /confirm HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\
              content-type: application/x-www-form-urlencoded\r\n\r\ntoken=",
        )
        .await
        .unwrap();
        let mut answer = [0; 12];
        let answered = slow.read_exact(&mut answer);
        let patience = std::time::Duration::from_secs(15);
        tokio::time::timeout(patience, answered)
            .await
            .expect("the form is still waited for")
            .unwrap();
        assert_eq!(&answer, b"HTTP/1.1 503");
    })
    .await;
}
