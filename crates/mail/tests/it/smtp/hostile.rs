//! Servers that stall, stop in the middle, or talk nonsense.

use std::future::Future;
use std::io;
use std::time::Duration;

use mail::smtp::{Event, Pool, SendError, Step};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::{is_transient, limits, message, settings};

type Conversation = BufReader<TcpStream>;

/// A server that does this with every connection.
async fn server<F>(does: impl Fn(Conversation) -> F + Send + 'static) -> (Pool, JoinSet<()>)
where
    F: Future<Output = io::Result<()>> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut running = JoinSet::new();
    running.spawn(async move {
        let mut conversations = JoinSet::new();
        while let Ok((stream, _)) = listener.accept().await {
            let conversation = does(BufReader::new(stream));
            conversations.spawn(async move {
                let _ = conversation.await;
            });
        }
    });
    (Pool::new(settings(port), limits()), running)
}

async fn say(conversation: &mut Conversation, text: &str) -> io::Result<()> {
    conversation.write_all(text.as_bytes()).await
}

/// Greets and hears everything up to a line that begins so, answering all before it.
async fn up_to(conversation: &mut Conversation, last: &str) -> io::Result<()> {
    say(conversation, "220 mail.example.org\r\n").await?;
    let mut line = String::new();
    loop {
        line.clear();
        if conversation.read_line(&mut line).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if line.starts_with(last) {
            return Ok(());
        }
        say(conversation, "250 ok\r\n").await?;
    }
}

async fn outcome(pool: &Pool) -> Result<(), SendError> {
    // Far more than the patience of these tests: nothing may wait for ever.
    tokio::time::timeout(Duration::from_secs(20), pool.send(&message()))
        .await
        .expect("it waits for ever")
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up() {
    let (pool, _running) = server(|mut it| async move {
        let mut rest = Vec::new();
        it.read_to_end(&mut rest).await.map(drop)
    })
    .await;
    let error = outcome(&pool).await.unwrap_err();
    assert_eq!(error.reason().step, Step::Greeting);
    assert_eq!(error.reason().event, Event::Silence);
    assert!(matches!(error, SendError::Unreachable(_)));
}

#[tokio::test]
async fn a_server_that_stalls_or_closes_within_a_mail_is_tried_later() {
    for (last, step) in [
        ("MAIL", Step::Sender),
        ("RCPT", Step::Recipient),
        ("DATA", Step::Data),
    ] {
        let (pool, _running) = server(move |mut it| async move {
            up_to(&mut it, last).await?;
            let mut rest = Vec::new();
            it.read_to_end(&mut rest).await.map(drop)
        })
        .await;
        let stalled = outcome(&pool).await;
        assert!(is_transient(&stalled), "{last}: {stalled:?}");
        assert_eq!(stalled.unwrap_err().reason().step, step);
        let (pool, _running) =
            server(move |mut it| async move { up_to(&mut it, last).await }).await;
        let closed = outcome(&pool).await;
        assert!(is_transient(&closed), "{last}: {closed:?}");
    }
}

/// The message may have been taken or not. It is sent again: better twice than not at all.
#[tokio::test]
async fn a_server_that_closes_in_the_middle_of_a_message_or_behind_it_is_tried_later() {
    for octets in [10, 65] {
        let (pool, _running) = server(move |mut it| async move {
            up_to(&mut it, "DATA").await?;
            say(&mut it, "354 go on\r\n").await?;
            let mut some = vec![0; octets];
            it.read_exact(&mut some).await.map(drop)
        })
        .await;
        let closed = outcome(&pool).await;
        assert!(is_transient(&closed), "{closed:?}");
        assert_eq!(closed.unwrap_err().reason().step, Step::Content);
    }
}

#[tokio::test]
async fn half_an_answer_is_no_answer() {
    for half in ["250 ok", "250-ok\r\n", "25"] {
        let (pool, _running) = server(move |mut it| async move {
            up_to(&mut it, "RCPT").await?;
            say(&mut it, half).await?;
            let mut rest = Vec::new();
            it.read_to_end(&mut rest).await.map(drop)
        })
        .await;
        let stalled = outcome(&pool).await;
        assert_eq!(
            stalled.unwrap_err().reason().event,
            Event::Silence,
            "{half:?}"
        );
    }
}

#[tokio::test]
async fn nonsense_is_recognised() {
    for nonsense in [
        "HTTP/1.1 400 Bad Request\r\n".to_owned(),
        "\u{1}\u{2}\u{3}\r\n".to_owned(),
        format!("220 {}\r\n", "x".repeat(100_000)),
        "220-again\r\n".repeat(10_000),
        "220-a\r\n250 b\r\n".to_owned(),
    ] {
        let begins: String = nonsense.chars().take(20).collect();
        let (pool, _running) = server(move |mut it| {
            let nonsense = nonsense.clone();
            async move { say(&mut it, &nonsense).await }
        })
        .await;
        let error = outcome(&pool).await.unwrap_err();
        assert_eq!(error.reason().event, Event::Garbage, "{begins:?}");
    }
}

#[tokio::test]
async fn answers_that_come_octet_by_octet_are_put_together() {
    let (pool, _running) = server(|mut it| async move {
        it.get_ref().set_nodelay(true)?;
        say(&mut it, "2").await?;
        tokio::task::yield_now().await;
        say(&mut it, "20 mail.example.org\r").await?;
        tokio::task::yield_now().await;
        say(&mut it, "\n").await?;
        let mut line = String::new();
        let mut in_message = false;
        while it.read_line(&mut line).await? > 0 {
            let answer = match line.as_str() {
                "DATA\r\n" => "354 go on\r\n",
                _ if in_message && line != ".\r\n" => "",
                _ => "250 ok\r\n",
            };
            in_message = line == "DATA\r\n" || (in_message && line != ".\r\n");
            for octet in answer.bytes() {
                it.write_all(&[octet]).await?;
                tokio::task::yield_now().await;
            }
            line.clear();
        }
        Ok(())
    })
    .await;
    outcome(&pool).await.unwrap();
}
