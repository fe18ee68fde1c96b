//! Connections are used again, and never where that could lose or confuse a mail.

use std::sync::Arc;
use std::time::Duration;

use mail::smtp::sink::{Heard, Sink, SinkOptions};
use mail::smtp::{Pool, PoolLimits};
use tokio::task::JoinSet;

use super::{limits, message, message_to, scripted, settings, usual};

#[tokio::test]
async fn mails_one_after_the_other_share_a_connection() {
    let (sink, pool) = usual(&["PIPELINING"]).await;
    for number in 0..50 {
        let to = format!("person{number}@example.org");
        pool.send(&message_to(&to)).await.unwrap();
    }
    assert_eq!((sink.number(), sink.connections()), (50, 1));
    let recipients: Vec<_> = sink
        .taken()
        .into_iter()
        .map(|mail| mail.recipient)
        .collect();
    assert_eq!(recipients[49], "person49@example.org");
}

#[tokio::test]
async fn a_connection_carries_as_many_mails_as_it_may() {
    let (sink, _) = usual(&["PIPELINING"]).await;
    let limits = PoolLimits {
        mails: 10,
        ..limits()
    };
    let pool = Pool::new(settings(sink.port), limits);
    for _ in 0..25 {
        pool.send(&message()).await.unwrap();
    }
    assert_eq!((sink.number(), sink.connections()), (25, 3));
    let goodbyes = sink.heard().iter().filter(|line| *line == "QUIT").count();
    assert_eq!(goodbyes, 2);
}

#[tokio::test]
async fn never_are_more_connections_open_than_allowed() {
    let sink = Sink::start(SinkOptions::default()).await.unwrap();
    let limits = PoolLimits {
        connections: 3,
        ..limits()
    };
    let pool = Arc::new(Pool::new(settings(sink.port), limits));
    let mut senders = JoinSet::new();
    for _ in 0..60 {
        let pool = Arc::clone(&pool);
        senders.spawn(async move { pool.send(&message()).await });
    }
    for sent in senders.join_all().await {
        sent.unwrap();
    }
    assert_eq!(sink.number(), 60);
    assert!(sink.connections() <= 3, "{}", sink.connections());
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_lay_idle_too_long_is_not_used() {
    let (sink, pool) = usual(&["PIPELINING"]).await;
    pool.send(&message()).await.unwrap();
    tokio::time::advance(Duration::from_secs(60)).await;
    pool.send(&message()).await.unwrap();
    assert_eq!((sink.number(), sink.connections()), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn what_lies_idle_is_closed_politely_when_there_is_nothing_to_send() {
    let (sink, pool) = usual(&["PIPELINING"]).await;
    pool.send(&message()).await.unwrap();
    pool.rest().await;
    assert!(!sink.heard().contains(&"QUIT".to_owned()), "not yet");
    tokio::time::advance(Duration::from_secs(60)).await;
    pool.rest().await;
    assert!(sink.heard().contains(&"QUIT".to_owned()));
}

/// The server closes every connection after its first mail, as some do that count.
#[tokio::test]
async fn a_connection_that_the_server_closed_meanwhile_costs_nothing() {
    let script = |line: &str, heard: &Heard| {
        (heard.mails == 1 && line.starts_with("MAIL")).then(|| "421 4.4.2 timeout".to_owned())
    };
    let (sink, pool) = scripted(&["PIPELINING"], script).await;
    for _ in 0..3 {
        pool.send(&message()).await.unwrap();
    }
    assert_eq!((sink.number(), sink.connections()), (3, 3));
}
