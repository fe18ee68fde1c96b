//! What the store may and may not hold.

use std::io::Read;

use age::secrecy::ExposeSecret;
use domain::consent::{Consent, Purpose};
use domain::listing::Listing;
use store::{SqliteOptions, Store};

use crate::harness::{Stage, folder};

fn bytes_of(folder: &std::path::Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            all.extend(std::fs::read(path).unwrap());
        }
    }
    all
}

fn holds(bytes: &[u8], marker: &str) -> bool {
    bytes
        .windows(marker.len())
        .any(|window| window == marker.as_bytes())
}

async fn stage_in(folder_path: &std::path::Path) -> Stage {
    let store = Store::open_sqlite(
        &folder_path.join("site.db"),
        SqliteOptions {
            readers: 2,
            ..SqliteOptions::default()
        },
    )
    .unwrap();
    let stage = Stage::over(store, tempfile::tempdir().unwrap());
    stage.site.publish(&folder()).await.unwrap();
    stage
}

#[tokio::test]
async fn a_counted_signer_can_be_read_nowhere_in_the_store() {
    let data = tempfile::tempdir().unwrap();
    let stage = stage_in(data.path()).await;
    let mut command = stage
        .command("Marker Markerson", "marker-address@example.org")
        .await;
    command.listing = Listing::Counted;
    stage.submit(command).await;
    let mail = stage.newest_mail().await;
    stage.site.store.settle().await.unwrap();
    let pending = bytes_of(data.path());
    assert!(
        !holds(&pending, "Markerson") && !holds(&pending, "marker-address"),
        "while pending"
    );
    stage.confirm(&mail).await;
    stage.site.store.settle().await.unwrap();
    let confirmed = bytes_of(data.path());
    assert!(
        !holds(&confirmed, "Markerson") && !holds(&confirmed, "marker-address"),
        "afterwards"
    );
    for token in [mail.confirm, mail.manage, mail.refuse] {
        assert!(!holds(&confirmed, &token.reveal()));
    }
}

#[tokio::test]
async fn a_withdrawn_name_is_gone_from_every_page_of_the_file() {
    let data = tempfile::tempdir().unwrap();
    let stage = stage_in(data.path()).await;
    let (mail, _) = stage
        .signed("Marker Markerson", "marker-address@example.org")
        .await;
    stage.site.store.settle().await.unwrap();
    assert!(
        holds(&bytes_of(data.path()), "Markerson"),
        "a named signer is public"
    );
    stage.site.withdraw(&mail.manage).await.unwrap();
    stage.site.store.settle().await.unwrap();
    let bytes = bytes_of(data.path());
    assert!(!holds(&bytes, "Markerson") && !holds(&bytes, "markerson"));
    stage.check_log().await;
}

#[tokio::test]
async fn an_address_stays_only_where_a_purpose_was_ticked_and_only_for_the_organisers() {
    let stage = Stage::open().await;
    let organisers = age::x25519::Identity::generate();
    let mut files = folder();
    let text = files.text("declaration.toml").unwrap().to_owned();
    let more = format!(
        "{text}\n[[purposes]]\nid = \"contact\"\nlegal-basis = \"Art. 6(1)(a) GDPR\"\n\n[organisers]\nrecipients = [\"{}\"]\n",
        organisers.to_public()
    );
    files.insert("declaration.toml", more.into_bytes());
    stage.site.publish(&files).await.unwrap();

    stage.signed("Bo", "bo@example.org").await;
    let declaration = stage.declaration().await;
    assert!(
        stage
            .site
            .store
            .contacts(declaration.id)
            .await
            .unwrap()
            .is_empty()
    );

    let mut command = stage.command("Ada", "ada@example.org").await;
    let first = command.consents[0].clone();
    command.consents.push(Consent {
        purpose: Purpose::Contact,
        wording: "Write to me.".into(),
        ..first
    });
    stage.submit(command).await;
    let mail = stage.newest_mail().await;
    stage.confirm(&mail).await;
    let contacts = stage.site.store.contacts(declaration.id).await.unwrap();
    assert_eq!(contacts.len(), 1);
    let decryptor = age::Decryptor::new(&contacts[0].1.sealed[..]).unwrap();
    let mut opened = String::new();
    let identity: &dyn age::Identity = &organisers;
    decryptor
        .decrypt(std::iter::once(identity))
        .unwrap()
        .read_to_string(&mut opened)
        .unwrap();
    assert!(opened.contains("ada@example.org"), "{opened}");
    assert!(!organisers.to_string().expose_secret().is_empty());
}
