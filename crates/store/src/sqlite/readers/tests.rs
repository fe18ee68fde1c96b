//! Questions and the threads that answer them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::task::Poll;
use std::time::Duration;

use super::*;

fn readers(share: usize) -> Readers {
    let connection = Connection::open_in_memory().unwrap();
    Readers::start(vec![connection], share).unwrap()
}

fn seven(connection: &Connection) -> Result<u32> {
    Ok(connection.query_row("SELECT 7", [], |row| row.get(0))?)
}

#[tokio::test]
async fn a_reading_that_panics_fails_alone() {
    for share in [1, 64] {
        let readers = readers(share);
        let breaks = readers.read::<u32>(|_| panic!("on purpose"));
        let (broken, whole, later) = tokio::join!(breaks, readers.read(seven), readers.read(seven));
        assert!(matches!(broken, Err(StoreError::Unavailable { .. })));
        assert_eq!((whole.unwrap(), later.unwrap()), (7, 7));
    }
}

#[tokio::test]
async fn what_waits_at_the_end_is_answered_and_nothing_behind_it() {
    let readers = readers(1);
    let (go, may_go) = mpsc::channel::<()>();
    let slow = readers.read(move |connection| {
        let _ = may_go.recv();
        seven(connection)
    });
    let ending = async {
        readers.close();
        let refused = readers.read(seven).await;
        drop(go);
        refused
    };
    let (slow, waiting, refused) = tokio::join!(slow, readers.read(seven), ending);
    assert_eq!((slow.unwrap(), waiting.unwrap()), (7, 7));
    assert!(matches!(refused, Err(StoreError::Unavailable { .. })));
}

/// Readers whose one thread sleeps.
async fn asleep() -> Readers {
    let readers = readers(64);
    while readers.queue.state().asleep == 0 {
        tokio::task::yield_now().await;
    }
    readers
}

#[tokio::test]
async fn whoever_is_ready_asks_before_the_reader_wakes() {
    let readers = asleep().await;
    let asked = Arc::new(AtomicUsize::new(0));
    let questions = (0..50).map(|_| async {
        asked.fetch_add(1, Ordering::SeqCst);
        let asked = Arc::clone(&asked);
        let seen = readers.read(move |_| Ok(asked.load(Ordering::SeqCst)));
        seen.await.unwrap()
    });
    let seen = futures_util::future::join_all(questions).await;
    assert_eq!(seen, [50; 50]);
}

#[tokio::test]
async fn a_question_that_is_taken_back_still_wakes_the_reader_for_the_others() {
    let readers = asleep().await;
    let mut first = Box::pin(readers.read(seven));
    let mut second = Box::pin(readers.read(seven));
    let waits = std::future::poll_fn(|context| {
        let both = [first.as_mut().poll(context), second.as_mut().poll(context)];
        Poll::Ready(both.iter().all(Poll::is_pending))
    });
    assert!(waits.await);
    drop(first);
    let answered = tokio::time::timeout(Duration::from_secs(10), second).await;
    assert_eq!(answered.unwrap().unwrap(), 7);
}
