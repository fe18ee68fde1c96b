//! Putting very many names on a list.

use std::path::Path;
use std::time::Instant;

use app::clock::SystemRandom;
use app::keys::Keys;
use app::site::Site;
use domain::listing::Listing;
use domain::locale::Language;
use domain::signer::Class;
use store::{NewSignatory, Store};

use crate::stage::{self, stock};

/// Names in each transaction.
const BATCH: u64 = 8_192;

/// Syllables that names are made of: 20 to the power of five different ones.
const SYLLABLES: [&str; 20] = [
    "an", "bel", "chi", "dar", "el", "fen", "gor", "hal", "il", "jo", "ka", "lin", "mor", "nes",
    "ol", "per", "ri", "sa", "tun", "wen",
];

/// Makes a declaration with so many names in the order of one language, unless there are.
///
/// # Errors
/// When it cannot be written.
pub async fn fill(store: Store, folder: &Path, names: u64) -> anyhow::Result<()> {
    let keys = || Keys::open(&folder.join("keys"), &SystemRandom);
    let address = ([127, 0, 0, 1], 80).into();
    let site = Site::start(
        stage::settings(address),
        store.clone(),
        keys()?,
        stage::world(),
    );
    site.publish(&stage::folder_files()).await?;
    let declaration = stage::declaration_of(&site).await?;
    let began = Instant::now();
    let mut log = stock::Log::of(&store, &keys()?, &declaration).await?;
    while log.size() < names {
        let mut batch = log.batch(BATCH.min(names - log.size()))?;
        for signature in &mut batch.signatures {
            let who = somebody(signature.leaf);
            signature.listing = Listing::Named;
            signature.bucket.class = who.class;
            signature.signatory = Some(who);
        }
        store.commit(batch).await?;
    }
    println!("{:<52} {:.0?}", "written in", began.elapsed());
    site.stop().await;
    Ok(store.close().await?)
}

/// Somebody whose name says nothing about when they signed.
fn somebody(leaf: u64) -> NewSignatory {
    let given = syllables(scattered(leaf) % 8_000, 3);
    let family = syllables(scattered(leaf ^ 0x5555) % 3_200_000, 5);
    let name = format!("{given} {family}");
    let tag = ["en", "de", "fr"][usize::try_from(scattered(leaf + 7) % 3).unwrap_or(0)];
    NewSignatory {
        leaf,
        day: 20_000,
        class: Class::ALL[usize::from(scattered(leaf + 1).is_multiple_of(20))],
        language: Language::parse(tag).expect("it is a tag"),
        listing: Listing::Named,
        words: vec![given, family],
        // As long as the keys of the collation are, and in an order that is as good as theirs.
        sort_keys: vec![("en".to_owned(), format!("{name} {name}").into_bytes())],
        name,
        descriptor: None,
        place: Some("Lindenau".to_owned()),
        comment: None,
        opening: vec![7; 120],
    }
}

fn syllables(mut number: u64, count: usize) -> String {
    let mut word = String::new();
    for _ in 0..count {
        word.push_str(SYLLABLES[usize::try_from(number % 20).unwrap_or(0)]);
        number /= 20;
    }
    word
}

/// A number that differs for each, in no order (SplitMix64).
pub fn scattered(number: u64) -> u64 {
    let mut mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
