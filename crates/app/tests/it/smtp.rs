//! Conversations with a mail server over a real socket.

use std::sync::{Arc, Mutex};

use app::outbox::{Envelope, MailTransport, SendError, Smtp, SmtpSecurity, SmtpSettings};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

const MESSAGE: &str = "Subject: Hello\r\n\r\nA line.\r\n.A line that begins with a dot.\r\n";

/// A mail server that answers as it was told and writes down what it hears.
struct Server {
    settings: SmtpSettings,
    heard: Arc<Mutex<Vec<String>>>,
    _running: JoinSet<()>,
}

impl Server {
    async fn answering(to_recipient: &'static str, offers: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = Arc::clone(&heard);
        let mut running = JoinSet::new();
        running.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that hangs up early ends its conversation and no other.
                let _ = converse(stream, to_recipient, offers, &ear).await;
            }
        });
        let settings = SmtpSettings {
            host: "127.0.0.1".into(),
            port,
            security: SmtpSecurity::None,
            credentials: None,
            smtputf8: false,
        };
        Self {
            settings,
            heard,
            _running: running,
        }
    }

    async fn send(&self) -> Result<(), SendError> {
        let address = |text: &str| text.parse::<lettre::Address>().unwrap();
        let to = vec![address("ada@example.org")];
        let envelope = Envelope::new(Some(address("letters@example.org")), to).unwrap();
        Smtp::new(self.settings.clone())
            .send(&envelope, MESSAGE.as_bytes())
            .await
    }

    fn heard(&self, beginning: &str) -> Vec<String> {
        let heard = self.heard.lock().unwrap();
        heard
            .iter()
            .filter(|line| line.starts_with(beginning))
            .cloned()
            .collect()
    }
}

async fn converse(
    stream: TcpStream,
    to_recipient: &str,
    offers: &str,
    heard: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    writer.write_all(b"220 mail.example.org\r\n").await?;
    let mut in_data = false;
    while let Some(line) = lines.next_line().await? {
        heard.lock().unwrap().push(line.clone());
        let answer = match line.split(' ').next().unwrap_or_default() {
            _ if in_data && line != "." => continue,
            "EHLO" => format!("250-mail.example.org\r\n{offers}250 8BITMIME"),
            "AUTH" => "235 welcome".to_owned(),
            "RCPT" => to_recipient.to_owned(),
            "DATA" => "354 go on".to_owned(),
            "QUIT" => "221 goodbye".to_owned(),
            _ => "250 ok".to_owned(),
        };
        in_data = line == "DATA";
        writer.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_mail_arrives_whole_at_one_recipient() {
    let server = Server::answering("250 ok", "").await;
    server.send().await.unwrap();
    assert_eq!(server.heard("MAIL"), ["MAIL FROM:<letters@example.org>"]);
    assert_eq!(server.heard("RCPT"), ["RCPT TO:<ada@example.org>"]);
    assert_eq!(server.heard("A line."), ["A line."]);
    assert_eq!(
        server.heard("..A line"),
        ["..A line that begins with a dot."],
        "dots are doubled"
    );
}

#[tokio::test]
async fn a_user_name_and_password_are_given_where_they_are_asked_for() {
    let mut server = Server::answering("250 ok", "250-AUTH PLAIN\r\n").await;
    server.settings.credentials = Some(("letters".into(), "secret".into()));
    server.send().await.unwrap();
    // RFC 4616: an empty identity, the user and the password, apart by NUL, in base64.
    assert_eq!(server.heard("AUTH"), ["AUTH PLAIN AGxldHRlcnMAc2VjcmV0"]);
}

#[tokio::test]
async fn later_is_tried_again_and_never_is_not() {
    let later = Server::answering("450 mailbox busy", "").await.send().await;
    assert!(matches!(later, Err(SendError::Transient(_))), "{later:?}");
    let never = Server::answering("550 no such mailbox", "")
        .await
        .send()
        .await;
    assert!(matches!(never, Err(SendError::Permanent(_))), "{never:?}");
    let mut nobody = Server::answering("250 ok", "").await;
    nobody.settings.port = 1;
    let refused = nobody.send().await;
    assert!(
        matches!(refused, Err(SendError::Transient(_))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn nothing_is_said_to_a_server_that_does_not_encrypt_where_it_must() {
    let mut server = Server::answering("250 ok", "250-AUTH PLAIN\r\n").await;
    server.settings.security = SmtpSecurity::StartTls;
    server.settings.credentials = Some(("letters".into(), "secret".into()));
    assert!(server.send().await.is_err());
    for word in ["AUTH", "MAIL", "RCPT", "DATA"] {
        assert!(server.heard(word).is_empty(), "{word} went out unencrypted");
    }
}

#[tokio::test]
async fn a_server_is_asked_whether_it_is_there_without_a_mail() {
    let server = Server::answering("250 ok", "").await;
    Smtp::new(server.settings.clone()).probe().await.unwrap();
    assert!(server.heard("MAIL").is_empty());
}
