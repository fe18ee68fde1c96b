//! A witness over HTTP: every status code of the protocol, and that it never signs two histories.

use std::net::SocketAddr;
use std::sync::Arc;

use app::clock::{Clock, SystemClock};
use app::witness::Answer;
use app::witness::server::{FollowedLogs, Witness};
use jiff::Timestamp;
use store::{Faults, Form, Step, Store};
use testkit::MemoryLog;
use tlog::cosignature::CosigningKey;
use tlog::witness::{AddCheckpoint, parse_cosignatures};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

const ORIGIN: &str = "sign.example.org/d/rivers/log";

pub fn log() -> MemoryLog {
    MemoryLog::new(ORIGIN, 1)
}

/// A witness that follows the log of these tests, with a plan of what fails.
pub fn witness(seed: u8, followed: &str) -> (Arc<Witness>, Faults) {
    let key = CosigningKey::from_seed(format!("w{seed}.example"), [seed; 32]).unwrap();
    let (store, faults) = Store::temporary().unwrap().with_faults();
    let logs = FollowedLogs::parse(followed).unwrap();
    let witness = Witness::new(key, logs, store, Arc::new(SystemClock));
    (Arc::new(witness), faults)
}

pub fn follower() -> (Arc<Witness>, Faults) {
    witness(9, &format!("log {}\n", log().verifier()))
}

/// Serves a witness while somebody talks to it.
pub async fn served<T>(witness: &Arc<Witness>, visit: impl AsyncFnOnce(SocketAddr) -> T) -> T {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = web::witness::serve(Arc::clone(witness), listener, async {
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

/// One answer as it came over the wire.
struct Wire {
    status: u16,
    head: String,
    body: String,
}

async fn say(address: SocketAddr, line: &str, body: &[u8]) -> Wire {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "{line} HTTP/1.1\r\nhost: w\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(body).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    Wire {
        status: head[9..12].parse().unwrap(),
        head: head.to_ascii_lowercase(),
        body: body.to_owned(),
    }
}

async fn add(address: SocketAddr, request: &AddCheckpoint) -> Wire {
    say(address, "POST /add-checkpoint", &request.to_bytes()).await
}

/// Fails unless the answer is a right cosignature of this size.
#[track_caller]
fn is_cosigned(answer: &Wire, witness: &Witness, log: &MemoryLog, size: u64) {
    assert_eq!(answer.status, 200, "{}", answer.head);
    let lines = parse_cosignatures(answer.body.as_bytes()).unwrap();
    let [line] = &lines[..] else {
        panic!("{} lines", lines.len())
    };
    let text = log.checkpoint(size).to_string();
    let time = witness.verifier().verify(&text, line.bytes()).unwrap();
    let now = u64::try_from(SystemClock.now().as_second()).unwrap();
    assert!(line.is_by(&witness.verifier()) && now - time.unwrap() < 60);
}

#[tokio::test]
async fn a_growing_log_is_cosigned_and_told_where_the_witness_stands() {
    let (witness, _) = follower();
    let log = log().grown(20, "true");
    served(&witness, async |address| {
        let first = add(address, &log.request(0, 5)).await;
        is_cosigned(&first, &witness, &log, 5);
        assert!(first.head.contains("content-type: text/plain"));
        is_cosigned(&add(address, &log.request(5, 5)).await, &witness, &log, 5);
        is_cosigned(&add(address, &log.request(5, 20)).await, &witness, &log, 20);

        for behind in [log.request(5, 20), log.request(3, 3), log.request(0, 0)] {
            let told = add(address, &behind).await;
            assert_eq!((told.status, told.body.as_str()), (409, "20\n"));
            assert!(told.head.contains("content-type: text/x.tlog.size"));
        }
    })
    .await;
}

#[tokio::test]
async fn an_empty_log_can_be_cosigned_and_then_grow() {
    let (witness, _) = follower();
    let log = log().grown(3, "true");
    served(&witness, async |address| {
        is_cosigned(&add(address, &log.request(0, 0)).await, &witness, &log, 0);
        is_cosigned(&add(address, &log.request(0, 3)).await, &witness, &log, 3);
    })
    .await;
}

#[tokio::test]
async fn everything_else_is_refused_with_the_code_of_the_protocol() {
    let (witness, _) = follower();
    let log = log().grown(20, "true");
    let fork = log.clone().cut(4).grown(20, "false");
    served(&witness, async |address| {
        add(address, &log.request(0, 9)).await;
        let check = async |request: AddCheckpoint, expected: u16, what: &str| {
            let answer = add(address, &request).await;
            assert_eq!(answer.status, expected, "{what}");
            assert!(!answer.body.contains('—'), "{what}");
        };
        let with_proof = |old, proof, note| AddCheckpoint { old, proof, note };
        let empty = log.proof(9, 9);
        let beyond = with_proof(12, empty.clone(), log.note(9));
        check(beyond, 400, "begins behind its end").await;
        let stranger = MemoryLog::new("other.example/log", 1).grown(9, "true");
        check(
            stranger.request(0, 9),
            404,
            "an origin that is not followed",
        )
        .await;
        let impostor = MemoryLog::new(ORIGIN, 2).grown(20, "true");
        check(impostor.request(9, 20), 403, "another key").await;
        check(with_proof(9, empty.clone(), log.note(20)), 422, "no proof").await;
        check(
            with_proof(9, log.proof(8, 20), log.note(20)),
            422,
            "another proof",
        )
        .await;
        check(fork.request(9, 20), 422, "another history").await;
        check(fork.request(9, 9), 422, "another root of the same size").await;
        check(
            with_proof(9, log.proof(8, 20), log.note(9)),
            422,
            "a proof of nothing",
        )
        .await;
        check(
            with_proof(9, empty, b"not a note".to_vec()),
            400,
            "no checkpoint",
        )
        .await;
        is_cosigned(&add(address, &log.request(9, 20)).await, &witness, &log, 20);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_request_is_refused_and_the_rest_of_the_house_is_small() {
    let (witness, _) = follower();
    served(&witness, async |address| {
        let check = async |line: &str, body: &[u8], expected: u16| {
            let answer = say(address, line, body).await;
            assert_eq!(answer.status, expected, "{line}");
            answer
        };
        check("POST /add-checkpoint", b"", 400).await;
        check("POST /add-checkpoint", b"old 01\n\nx\n", 400).await;
        check("POST /add-checkpoint", b"old 0\nnothing\n\nx\n", 400).await;
        check("POST /add-checkpoint", b"\xff\xfe", 400).await;
        check("POST /add-checkpoint", &vec![b'a'; 70_000], 413).await;
        check("GET /add-checkpoint", b"", 405).await;
        check("GET /admin", b"", 404).await;
        let home = check("GET /", b"", 200).await;
        assert!(home.body.contains("It follows 1 logs"), "{}", home.body);
        assert_eq!(home.body.lines().count(), 1);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_signed_that_could_not_be_written() {
    let (witness, faults) = follower();
    let log = log().grown(20, "true");
    let fork = log.clone().cut(4).grown(20, "false");
    served(&witness, async |address| {
        for (step, form) in [
            (Step::Witnessed, Form::Unwritten),
            (Step::WitnessAdvance, Form::Unwritten),
            (Step::WitnessAdvance, Form::UncertainUnwritten),
        ] {
            faults.next(step, form);
            let refused = add(address, &log.request(0, 9)).await;
            assert_eq!(refused.status, 503, "{step:?} {form:?}");
            assert!(refused.head.contains("retry-after: "), "{}", refused.head);
            assert!(refused.body.is_empty());
        }
        // Written, but nobody knows: what is found there decides from now on.
        faults.next(Step::WitnessAdvance, Form::UncertainWritten);
        assert_eq!(add(address, &log.request(0, 9)).await.status, 503);
        assert_eq!(add(address, &fork.request(0, 12)).await.status, 409);
        assert_eq!(add(address, &fork.request(9, 12)).await.status, 422);
        is_cosigned(&add(address, &log.request(9, 9)).await, &witness, &log, 9);
    })
    .await;
}

#[tokio::test]
async fn of_two_requests_at_once_one_wins_and_the_other_is_told() {
    let log = log().grown(40, "true");
    for _ in 0..20 {
        let (witness, _) = follower();
        let sizes = [11, 12, 13, 14];
        let bodies = sizes.map(|size| log.request(0, size).to_bytes());
        let [a, b, c, d] = &bodies;
        let (a, b, c, d) = tokio::join!(
            witness.add_checkpoint(a),
            witness.add_checkpoint(b),
            witness.add_checkpoint(c),
            witness.add_checkpoint(d),
        );
        let answers = [a, b, c, d].map(Result::unwrap);
        let won: Vec<u64> = answers
            .iter()
            .zip(sizes)
            .filter(|(answer, _)| matches!(answer, Answer::Cosigned(_)))
            .map(|(_, size)| size)
            .collect();
        let [winner] = won[..] else {
            panic!("{answers:?}")
        };
        let told = Answer::OtherSize(Some(winner));
        assert_eq!(answers.iter().filter(|answer| **answer == told).count(), 3);
    }
}

#[tokio::test]
async fn a_log_that_is_added_is_followed_and_one_that_is_left_out_is_remembered() {
    let (witness, _) = witness(9, "");
    let log = log().grown(20, "true");
    let fork = log.clone().cut(4).grown(20, "false");
    let follows = || FollowedLogs::parse(&format!("log {}\n", log.verifier())).unwrap();
    let answer = async |request: AddCheckpoint| {
        let answer = witness.add_checkpoint(&request.to_bytes()).await;
        answer.unwrap()
    };
    assert_eq!(answer(log.request(0, 9)).await, Answer::UnknownLog);
    witness.follow(follows());
    assert!(matches!(
        answer(log.request(0, 9)).await,
        Answer::Cosigned(_)
    ));
    witness.follow(FollowedLogs::parse("").unwrap());
    assert_eq!(answer(log.request(9, 20)).await, Answer::UnknownLog);
    witness.follow(follows());
    assert_eq!(answer(fork.request(9, 20)).await, Answer::Inconsistent);
    assert!(matches!(
        answer(log.request(9, 20)).await,
        Answer::Cosigned(_)
    ));
}

/// A clock that nobody has set.
struct Unset;

impl Clock for Unset {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(-5).unwrap()
    }
}

#[tokio::test]
async fn a_witness_whose_clock_is_wrong_says_so_and_signs_nothing() {
    let log = log().grown(3, "true");
    let key = CosigningKey::from_seed("w.example", [9; 32]).unwrap();
    let follows = FollowedLogs::parse(&format!("log {}\n", log.verifier())).unwrap();
    let store = Store::temporary().unwrap();
    let witness = Arc::new(Witness::new(key, follows, store, Arc::new(Unset)));
    served(&witness, async |address| {
        assert_eq!(add(address, &log.request(0, 3)).await.status, 500);
    })
    .await;
}
