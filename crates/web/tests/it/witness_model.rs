//! Requests in any order, honest or not, however many at once: a witness never signs two histories.

use app::witness::Answer;
use app::witness::server::Witness;
use proptest::prelude::*;
use testkit::MemoryLog;
use tlog::witness::AddCheckpoint;

use crate::witness_server::{follower, log};

/// What a log that may be dishonest asks for.
#[derive(Debug, Clone)]
struct Move {
    /// Which of the two histories is signed, and which one the proof is from.
    histories: (usize, usize),
    old: u64,
    size: u64,
    /// The size that the proof begins with, where it is not `old`.
    proven: Option<u64>,
    /// Sent at the same time as the one before.
    beside: bool,
}

const ENTRIES: u64 = 12;

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let history = || 0..2_usize;
    let size = || 0..=ENTRIES;
    let one = (
        (history(), history()),
        size(),
        size(),
        proptest::option::weighted(0.2, size()),
        any::<bool>(),
    );
    let one = one.prop_map(|(histories, old, size, proven, beside)| Move {
        histories,
        old,
        size,
        proven,
        beside,
    });
    proptest::collection::vec(one, 1..30)
}

/// Plays the moves; answers what was cosigned, in the order in which it was.
async fn play(moves: &[Move], logs: &[MemoryLog; 2]) -> Vec<(usize, u64)> {
    let (witness, _) = follower();
    let mut cosigned = Vec::new();
    let mut rest = moves;
    while !rest.is_empty() {
        let together = 1 + rest[1..].iter().take(3).take_while(|m| m.beside).count();
        let (now, later) = rest.split_at(together);
        rest = later;
        let sent = now.iter().map(|m| ask(&witness, m, logs));
        for (m, answer) in now.iter().zip(futures_util::future::join_all(sent).await) {
            if let Answer::Cosigned(_) = answer {
                cosigned.push((m.histories.0, m.size));
            }
        }
    }
    cosigned
}

async fn ask(witness: &Witness, m: &Move, logs: &[MemoryLog; 2]) -> Answer {
    let (signed, proof) = (&logs[m.histories.0], &logs[m.histories.1]);
    let from = m.proven.unwrap_or(m.old).min(m.size);
    let request = AddCheckpoint {
        old: m.old,
        proof: proof.proof(from, m.size),
        note: signed.note(m.size),
    };
    witness.add_checkpoint(&request.to_bytes()).await.unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is sent, in whatever order and however much of it at once: everything that was
    /// cosigned belongs to one history, and never shrinks.
    #[test]
    fn no_sequence_of_requests_makes_a_witness_sign_two_histories(
        moves in moves(),
        shared in 0..8_usize,
    ) {
        let one = log().grown(usize::try_from(ENTRIES).unwrap(), "true");
        let other = one.clone().cut(shared);
        let missing = usize::try_from(ENTRIES).unwrap() - shared;
        let logs = [one, other.grown(missing, "false")];
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let cosigned = runtime.block_on(play(&moves, &logs));
        for (history, size) in &cosigned {
            for (other, least) in &cosigned {
                let both = (*size).min(*least);
                let agree = logs[*history].checkpoint(both) == logs[*other].checkpoint(both);
                prop_assert!(agree, "{cosigned:?} share {shared}");
            }
        }
    }
}
