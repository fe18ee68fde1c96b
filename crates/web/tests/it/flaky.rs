//! Reading a log from a site that is slow, overloaded, broken or hostile.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::verify::{Report, SourceError, VerifyOptions, verify};
use testkit::{SLUG, TestSite, ada};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use web::fetch::{HttpSource, Transport};

/// What a site does to one request before it answers as it should.
#[derive(Clone, Copy)]
enum Mood {
    /// Answers with a status and nothing else.
    Status(&'static str),
    /// Says it has more than it sends, and hangs up.
    CutOff,
    /// Hangs up without a word.
    Silent,
    /// Sends a little after a while.
    Slow,
}

/// A site that copies another one's answers, after moods that it has at some paths.
struct Moody {
    files: HashMap<String, Vec<u8>>,
    moods: Mutex<HashMap<String, Vec<Mood>>>,
    most_at_once: AtomicUsize,
    now: AtomicUsize,
}

const MOMENT: Duration = Duration::from_millis(5);

impl Moody {
    /// Answers one request after another until the connection ends.
    async fn converse(self: Arc<Self>, mut stream: TcpStream) -> std::io::Result<()> {
        while let Some(path) = asked(&mut stream).await? {
            let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
            self.most_at_once.fetch_max(now, Ordering::SeqCst);
            let goes_on = self.answer(&mut stream, &path).await;
            self.now.fetch_sub(1, Ordering::SeqCst);
            if !goes_on? {
                break;
            }
        }
        Ok(())
    }

    async fn answer(&self, stream: &mut TcpStream, path: &str) -> std::io::Result<bool> {
        let mood = self.moods.lock().unwrap().get_mut(path).and_then(Vec::pop);
        let Some(body) = self.files.get(path) else {
            stream
                .write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")
                .await?;
            return Ok(true);
        };
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
        match mood {
            Some(Mood::Status(status)) => {
                let head = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
                stream.write_all(head.as_bytes()).await?;
            }
            Some(Mood::CutOff) => {
                stream.write_all(head.as_bytes()).await?;
                stream.write_all(&body[..body.len() / 2]).await?;
                return Ok(false);
            }
            Some(Mood::Silent) => return Ok(false),
            Some(Mood::Slow) => {
                tokio::time::sleep(MOMENT).await;
                stream.write_all(head.as_bytes()).await?;
                for half in body.chunks(body.len().div_ceil(2).max(1)) {
                    tokio::time::sleep(MOMENT).await;
                    stream.write_all(half).await?;
                }
            }
            None => {
                stream.write_all(head.as_bytes()).await?;
                stream.write_all(body).await?;
            }
        }
        Ok(true)
    }
}

/// The path of the next request; nothing when there is none.
async fn asked(stream: &mut TcpStream) -> std::io::Result<Option<String>> {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let mut byte = [0; 1];
        if stream.read(&mut byte).await? == 0 {
            return Ok(None);
        }
        request.extend(byte);
    }
    let request = String::from_utf8_lossy(&request);
    Ok(request.split(' ').nth(1).map(str::to_owned))
}

/// The files of a small log with its page, by their paths.
async fn files() -> HashMap<String, Vec<u8>> {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &ada()).await;
    let prefix = format!("/d/{SLUG}/log");
    let names = [
        "policy",
        "count.json",
        "checkpoint",
        "checkpoints.json",
        "openings/0.json",
    ];
    let mut paths: Vec<String> = names.map(|name| format!("{prefix}/{name}")).into();
    paths.push(format!("/d/{SLUG}"));
    let checkpoint = site.visitor().get(&format!("{prefix}/checkpoint")).await;
    let size = checkpoint.text().lines().nth(1).unwrap().to_owned();
    paths.push(format!("{prefix}/tile/entries/000.p/{size}"));
    paths.push(format!("{prefix}/tile/0/000.p/{size}"));
    let bundle = site.visitor().get(&paths[6]).await.body;
    for entry in tlog::tile::bundle::entries(&bundle).unwrap() {
        paths.extend(beside(&prefix, entry));
    }
    let mut files = HashMap::new();
    for path in paths {
        let body = site.visitor().get(&path).await.body.to_vec();
        files.insert(path, body);
    }
    files
}

/// What an entry names by its digest.
fn beside(prefix: &str, entry: &[u8]) -> Option<String> {
    use domain::log::{Body, Entry};
    match Entry::decode(entry).unwrap().body {
        Body::Revision { digest, .. } => Some(format!("{prefix}/texts/{digest}.md")),
        Body::Figure { record } => Some(format!("{prefix}/figures/{}.txt", hex::encode(record))),
        Body::Raising { record } => Some(format!("{prefix}/raisings/{}.txt", hex::encode(record))),
        _ => None,
    }
}

/// Verifies over a site with these moods, each path having its own from the last to the first.
async fn recount(
    files: &HashMap<String, Vec<u8>>,
    moods: &[(&str, &[Mood])],
) -> (Result<Report, SourceError>, usize) {
    let of = |(path, moods): &(&str, &[Mood])| (path.to_string(), moods.to_vec());
    let moody = Arc::new(Moody {
        files: files.clone(),
        moods: Mutex::new(moods.iter().map(of).collect()),
        most_at_once: AtomicUsize::new(0),
        now: AtomicUsize::new(0),
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address: SocketAddr = listener.local_addr().unwrap();
    let mut conversations = JoinSet::new();
    let serving = async {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            conversations.spawn(Arc::clone(&moody).converse(stream));
        }
    };
    let prefix = format!("http://{address}/d/{SLUG}/log");
    let source = HttpSource::new(&prefix, Transport::Encrypted).unwrap();
    let source = source.asking_again_after(&[MOMENT, MOMENT, MOMENT]);
    let options = VerifyOptions::default();
    let report = tokio::select! {
        () = serving => unreachable!("it serves for ever"),
        report = verify(&source, &options) => report,
    };
    (report, moody.most_at_once.load(Ordering::SeqCst))
}

fn path(name: &str) -> String {
    format!("/d/{SLUG}/log/{name}")
}

#[tokio::test]
async fn what_passes_is_waited_for() {
    let files = files().await;
    let busy = Mood::Status("429 Too Many Requests\r\nretry-after: 0");
    let broken = Mood::Status("500 Internal Server Error");
    for moods in [
        &[busy][..],
        &[broken, busy, broken],
        &[Mood::CutOff],
        &[Mood::Silent, Mood::CutOff],
        &[Mood::Slow],
        &[Mood::Status("503 Service Unavailable")],
    ] {
        let all: Vec<(&str, &[Mood])> = files.keys().map(|path| (&**path, moods)).collect();
        // Whoever never answered is not waited for, so something has to be answered first.
        let answered: Vec<_> = all
            .into_iter()
            .filter(|(path, _)| !path.ends_with("/policy"))
            .collect();
        let (report, at_once) = recount(&files, &answered).await;
        let report = report.unwrap();
        assert!(report.is_fine(), "{:?}", report.problems);
        assert_eq!((report.total, report.pages), (1, 1));
        assert!(at_once <= 4, "{at_once} requests at once");
    }
}

#[tokio::test]
async fn what_lasts_ends_the_recount_and_is_no_accusation() {
    let files = files().await;
    let checkpoint = path("checkpoint");
    for (mood, said) in [
        (Mood::Status("500 Internal Server Error"), "status 500"),
        (Mood::Status("429 Too Many Requests"), "status 429"),
        (Mood::Status("403 Forbidden"), "status 403"),
        (
            Mood::Status("301 Moved Permanently\r\nlocation: /elsewhere"),
            "sends elsewhere with status 301",
        ),
        (Mood::CutOff, ""),
        (Mood::Silent, ""),
    ] {
        let moods = [mood; 9];
        let (report, _) = recount(&files, &[(&checkpoint, &moods)]).await;
        let error = report.unwrap_err();
        assert_eq!(error.path, "checkpoint");
        assert!(error.source.to_string().contains(said), "{}", error.source);
    }
}

#[tokio::test]
async fn a_page_that_shows_another_count_is_found() {
    let mut files = files().await;
    let page = files.get_mut(&format!("/d/{SLUG}")).unwrap();
    let text = String::from_utf8(page.clone()).unwrap();
    assert!(text.contains("data-count=\"1\""));
    *page = text
        .replace("data-count=\"1\"", "data-count=\"2\"")
        .into_bytes();
    let problems = recount(&files, &[]).await.0.unwrap().problems;
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].contains("shows 2 signatures, the log had 1"),
        "{said:?}"
    );
}

#[tokio::test]
async fn a_page_that_shows_people_another_count_than_programs_is_found() {
    let mut files = files().await;
    let page = files.get_mut(&format!("/d/{SLUG}")).unwrap();
    let text = String::from_utf8(page.clone()).unwrap();
    assert!(text.contains("<strong>1</strong>"));
    *page = text
        .replace("<strong>1</strong>", "<strong>1,002</strong>")
        .into_bytes();
    let report = recount(&files, &[]).await.0.unwrap();
    assert_eq!(report.problems.len(), 1, "{:?}", report.problems);
    let said = report.problems[0].to_string();
    assert!(
        said.contains("shows 1002 signatures, the log had 1"),
        "{said}"
    );
}

#[tokio::test]
async fn a_page_of_another_make_is_left_alone() {
    let mut files = files().await;
    files.insert(format!("/d/{SLUG}"), b"<p>Welcome to a mirror".to_vec());
    let report = recount(&files, &[]).await.0.unwrap();
    assert!(report.is_fine(), "{:?}", report.problems);
    assert_eq!(report.pages, 0);
    files.remove(&format!("/d/{SLUG}"));
    assert!(recount(&files, &[]).await.0.unwrap().is_fine());
}
