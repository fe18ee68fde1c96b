//! Conversations with a mail server that hands over what came back.

use std::sync::Mutex;

use async_trait::async_trait;
use mail::lmtp::{Busy, Recipients, converse};
use mail::report;
use proptest::prelude::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Takes mail for addresses that begin with `b-`, and cannot take it for `b-busy`.
#[derive(Default)]
struct Taken(Mutex<Vec<(String, Vec<u8>)>>);

#[async_trait]
impl Recipients for Taken {
    fn knows(&self, address: &str) -> bool {
        address.starts_with("b-")
    }

    async fn take(&self, recipient: &str, message: &[u8]) -> Result<(), Busy> {
        if recipient.starts_with("b-busy") {
            return Err(Busy);
        }
        let taken = (recipient.to_owned(), message.to_vec());
        self.0.lock().unwrap().push(taken);
        Ok(())
    }
}

/// Says everything at once, as a pipelining client may, and hears everything that is answered.
async fn say(bytes: &[u8]) -> (String, Vec<(String, Vec<u8>)>) {
    let (mut ours, theirs) = tokio::io::duplex(1 << 16);
    let taken = Taken::default();
    let speak = async {
        ours.write_all(bytes).await.ok();
        ours.shutdown().await.ok();
        let mut heard = Vec::new();
        ours.read_to_end(&mut heard).await.ok();
        String::from_utf8(heard).unwrap()
    };
    let (_, heard) = tokio::join!(converse(theirs, "letters.example.org", &taken), speak);
    (heard, taken.0.into_inner().unwrap())
}

/// The code in front of each answer; a line that another follows has none of its own.
fn codes(heard: &str) -> Vec<&str> {
    let ends = heard
        .lines()
        .filter(|line| line.as_bytes().get(3) == Some(&b' '));
    ends.map(|line| &line[..3]).collect()
}

#[tokio::test]
async fn a_message_is_answered_for_each_recipient() {
    let (heard, taken) = say(b"LHLO relay\r\nMAIL FROM:<>\r\nRCPT TO:<b-1@e.org>\r\n\
        RCPT TO:<ada@e.org>\r\nRCPT TO:<b-busy@e.org>\r\nRCPT TO:<b-2@e.org>\r\nDATA\r\n\
        Subject: x\r\n\r\n..dot\r\n.\r\nQUIT\r\n")
    .await;
    assert!(heard.starts_with("220 letters.example.org LMTP\r\n"));
    let expected = [
        "220", "250", "250", "250", "550", "250", "250", "354", "250", "451", "250", "221",
    ];
    assert_eq!(codes(&heard), expected, "{heard}");
    let message = b"Subject: x\r\n\r\n.dot\r\n".to_vec();
    let both = ["b-1@e.org", "b-2@e.org"].map(|to| (to.to_owned(), message.clone()));
    assert_eq!(taken, both);
}

#[tokio::test]
async fn several_messages_go_over_one_connection() {
    let one = b"MAIL FROM:<>\r\nRCPT TO:<b-1@e.org>\r\nDATA\r\nx\r\n.\r\n";
    let many = [b"LHLO relay\r\n".to_vec(), one.repeat(50)].concat();
    let (_, taken) = say(&many).await;
    assert_eq!(taken.len(), 50);
}

#[tokio::test]
async fn nothing_is_taken_out_of_order() {
    let check = async |said: &str, expected: &[&str]| {
        let (heard, taken) = say(said.as_bytes()).await;
        assert_eq!(codes(&heard)[1..], *expected, "{said}");
        assert!(taken.is_empty(), "{said}");
    };
    check("MAIL FROM:<>\r\n", &["503"]).await;
    check("EHLO relay\r\nHELO relay\r\n", &["500", "500"]).await;
    check("LHLO a\r\nRCPT TO:<b-1@e.org>\r\n", &["250", "503"]).await;
    check("LHLO a\r\nMAIL FROM:<>\r\nDATA\r\n", &["250", "250", "503"]).await;
    let none = "LHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<ada@e.org>\r\nDATA\r\n";
    check(none, &["250", "250", "550", "503"]).await;
    let reset = "LHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<b-1@e.org>\r\nRSET\r\nDATA\r\n";
    check(reset, &["250", "250", "250", "250", "503"]).await;
    let cut = "LHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<b-1@e.org>\r\nDATA\r\nx\r\n.\n";
    check(cut, &["250", "250", "250", "354"]).await;
    check("VRFY b-1@e.org\r\nNOOP\r\n", &["252", "250"]).await;
}

#[tokio::test]
async fn whoever_speaks_nonsense_is_left() {
    let (heard, _) = say(&b"GET / HTTP/1.1\r\n".repeat(100)).await;
    assert_eq!(codes(&heard).len(), 22);
    let (heard, _) = say(&[b'a'; 300_000]).await;
    assert_eq!(codes(&heard), ["220"]);
}

#[tokio::test]
async fn of_a_large_message_the_beginning_is_kept() {
    let large = [
        b"LHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<b-1@e.org>\r\nDATA\r\n".to_vec(),
        b"line\r\n".repeat(500_000),
        b".\r\nQUIT\r\n".to_vec(),
    ]
    .concat();
    let (heard, taken) = say(&large).await;
    assert_eq!(codes(&heard).last(), Some(&"221"));
    assert_eq!(taken[0].1.len(), report::MOST);
}

#[tokio::test]
async fn a_hundred_recipients_fit_and_no_more() {
    let to = "RCPT TO:<b-1@e.org>\r\n".repeat(101);
    let (heard, taken) =
        say(format!("LHLO a\r\nMAIL FROM:<>\r\n{to}DATA\r\n.\r\n").as_bytes()).await;
    assert_eq!(
        codes(&heard).iter().filter(|code| **code == "452").count(),
        1
    );
    assert_eq!(taken.len(), 100);
}

#[tokio::test(start_paused = true)]
async fn whoever_says_nothing_is_left_after_a_while() {
    let (_ours, theirs) = tokio::io::duplex(64);
    let outcome = converse(theirs, "name", &Taken::default()).await;
    assert_eq!(outcome.unwrap_err().kind(), std::io::ErrorKind::TimedOut);
}

proptest! {
    #[test]
    fn no_conversation_makes_it_panic(parts in prop::collection::vec(
        prop_oneof![
            prop::sample::select(vec![
                "LHLO a\r\n", "MAIL FROM:<>\r\n", "RCPT TO:<b-1@e>\r\n", "DATA\r\n", "\r\n.\r\n", "RSET\r\n",
            ]).prop_map(|text| text.as_bytes().to_vec()),
            any::<Vec<u8>>(),
        ],
        0..30,
    )) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let (heard, _) = runtime.unwrap().block_on(say(&parts.concat()));
        prop_assert!(heard.starts_with("220 "));
    }
}
