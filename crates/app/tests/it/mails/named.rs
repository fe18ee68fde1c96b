//! In whose name mails leave.

use app::outbox::{Draft, MailIdentity};
use mail::dkim::{KeyPair, Kind as KeyKind, Signer};
use mail::return_path::Kind;
use render::mail::MailText;
use store::{Lane, Store};

use crate::harness::Stage;

fn signer(base: &str, seed: u8) -> Signer {
    let key = KeyPair::generate(KeyKind::Ed25519, &mut |buffer| buffer.fill(seed)).unwrap();
    Signer::new("letters.example.org", base, vec![key]).unwrap()
}

fn stage() -> Stage {
    let identity = MailIdentity {
        return_path: Some("back.letters.example.org".into()),
        confirmations: Some(signer("c1", 1)),
        infomail: Some(signer("i1", 2)),
    };
    Stage::named(
        Store::temporary().unwrap(),
        tempfile::tempdir().unwrap(),
        identity,
    )
}

fn draft(lane: Lane, kind: Kind) -> Draft<'static> {
    Draft {
        lane,
        kind,
        id: [9; 16],
        recipient: "ada@example.net",
        language: "en",
        text: MailText {
            subject: "Hello".into(),
            text: "Hello\n".into(),
            html: "<p>Hello\n".into(),
        },
        headers: Vec::new(),
    }
}

#[tokio::test]
async fn each_lane_signs_with_its_own_key() {
    let stage = stage();
    let check = |lane, selector: &str| {
        let draft = draft(lane, Kind::Delivery);
        let message = stage.site.write_mail(draft, stage.site.now()).unwrap();
        let text = String::from_utf8(message.bytes).unwrap();
        assert!(text.starts_with("DKIM-Signature: "), "{text}");
        assert!(text.contains(&format!(" s={selector};")), "{text}");
    };
    check(Lane::Confirmation, "c1-ed25519");
    check(Lane::Service, "c1-ed25519");
    check(Lane::Issue, "i1-ed25519");
}

#[tokio::test]
async fn what_comes_back_names_the_mail_and_nobody() {
    let stage = stage();
    for kind in Kind::ALL {
        let message = stage
            .site
            .write_mail(draft(Lane::Issue, kind), stage.site.now())
            .unwrap();
        let path = &message.envelope.return_path;
        assert!(path.ends_with("@back.letters.example.org"), "{path}");
        assert!(!path.contains("ada"), "{path}");
        let named = Some((kind, [9; 16]));
        assert_eq!(stage.site.return_paths().recognise(path), named);
        assert_eq!(stage.site.return_paths().find(&message.bytes), named);
    }
}

#[tokio::test]
async fn the_same_mail_has_the_same_identifier_each_time() {
    let stage = stage();
    let identifier = |id| {
        let draft = Draft {
            id,
            ..draft(Lane::Confirmation, Kind::Delivery)
        };
        let message = stage.site.write_mail(draft, stage.site.now()).unwrap();
        let text = String::from_utf8(message.bytes).unwrap();
        let line = text.lines().find(|line| line.starts_with("Message-ID: "));
        line.unwrap().to_owned()
    };
    assert_eq!(identifier([1; 16]), identifier([1; 16]));
    assert_ne!(identifier([1; 16]), identifier([2; 16]));
    assert!(identifier([1; 16]).ends_with("@letters.example.org>"));
}

#[tokio::test]
async fn without_a_domain_for_return_paths_bounces_go_to_the_sender() {
    let stage = Stage::open().await;
    let draft = draft(Lane::Service, Kind::Delivery);
    let message = stage.site.write_mail(draft, stage.site.now()).unwrap();
    assert_eq!(message.envelope.return_path, "letters@letters.example.org");
    assert!(!message.bytes.starts_with(b"DKIM-Signature"));
}
