//! Putting very many names on a list, and the traces that life leaves on it.

use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use app::clock::SystemRandom;
use app::keys::Keys;
use app::site::Site;
use domain::id::DeclarationId;
use domain::listing::Listing;
use domain::locale::Language;
use domain::signer::Class;
use store::conformance::crowd;
use store::{NewSignatory, Relisting, SqliteOptions, Store};
use tokio::task::JoinSet;

use crate::stage::{self, stock};

/// Names in each transaction.
const BATCH: u64 = 8_192;

/// Of so many one withdrew, and one chose initials afterwards.
const LEFT: u64 = 500;

/// Withdrawals in each transaction, as the sequencer takes them, and relistings under way at once.
const TOGETHER: usize = 256;

/// Syllables that names are made of.
const SYLLABLES: [&str; 20] = [
    "an", "bel", "chi", "dar", "el", "fen", "gor", "hal", "il", "jo", "ka", "lin", "mor", "nes",
    "ol", "per", "ri", "sa", "tun", "wen",
];

/// How many given names there are, and how many family names.
const GIVEN: f64 = 8_000.0;
const FAMILY: f64 = 3_200_000.0;

/// A file that is being filled, with the keys beside it.
pub struct Filling<'f> {
    /// The database.
    pub file: &'f Path,
    /// Where the keys are.
    pub folder: &'f Path,
}

impl Filling<'_> {
    /// Makes a declaration with so many names in the order of one language, unless there are.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn fill(&self, names: u64) -> anyhow::Result<()> {
        let began = Instant::now();
        let (id, signed) = self.sign(names).await?;
        if signed == 0 {
            return Ok(());
        }
        println!("{:<52} {:.0?}", "signed in", began.elapsed());
        let file = self.file.to_owned();
        tokio::task::spawn_blocking(move || crowd::name_all(&file, id, somebody)).await??;
        println!("{:<52} {:.0?}", "and named in", began.elapsed());
        self.live(names).await?;
        println!(
            "{:<52} {:.0?}",
            "withdrawn and relisted in",
            began.elapsed()
        );
        Ok(())
    }

    fn site(&self) -> anyhow::Result<Site> {
        let store = Store::open_sqlite(self.file, SqliteOptions::default())?;
        let (settings, world) = (stage::settings(([127, 0, 0, 1], 80).into()), stage::world());
        Ok(Site::start(settings, store, self.keys()?, world))
    }

    fn keys(&self) -> anyhow::Result<Keys> {
        Ok(Keys::open(&self.folder.join("keys"), &SystemRandom)?)
    }

    /// Lets so many sign, all without what they are found by: that follows for all together. Answers
    /// whose list it is, and how many did.
    async fn sign(&self, names: u64) -> anyhow::Result<(DeclarationId, u64)> {
        let site = self.site()?;
        site.publish(&stage::folder_files()).await?;
        let declaration = stage::declaration_of(&site).await?;
        let mut log = stock::Log::of(&site.store, &self.keys()?, &declaration).await?;
        let mut signed = 0;
        while log.size() < names {
            let mut batch = log.batch(BATCH.min(names - log.size()))?;
            for signature in &mut batch.signatures {
                let mut who = somebody(signature.leaf);
                (who.words, who.sort_keys) = (Vec::new(), Vec::new());
                signature.listing = Listing::Named;
                signature.bucket.class = who.class;
                signature.signatory = Some(who);
                signed += 1;
            }
            site.store.commit(batch).await?;
        }
        end(site).await?;
        Ok((declaration.id, signed))
    }

    /// Some withdraw, and some choose initials, all over the list.
    async fn live(&self, names: u64) -> anyhow::Result<()> {
        let site = self.site()?;
        let declaration = stage::declaration_of(&site).await?;
        let first = declaration.revisions.iter().map(|text| text.leaf + 1).max();
        let chosen = |which: u64| {
            let leaves = first.unwrap_or(0)..names;
            let is_chosen = move |leaf: &u64| scattered(leaf ^ 0x1_ef7) % LEFT == which;
            leaves.filter(is_chosen).collect::<Vec<u64>>()
        };
        let mut log = stock::Log::of(&site.store, &self.keys()?, &declaration).await?;
        for some in chosen(0).chunks(TOGETHER) {
            site.store.commit(log.withdrawals(some)?).await?;
        }
        let mut running = JoinSet::new();
        for leaf in chosen(1) {
            if running.len() >= TOGETHER {
                running.join_next().await.context("some run")???;
            }
            let store = site.store.clone();
            let relisting = Relisting {
                declaration: declaration.id,
                leaf,
                from: Listing::Named,
                to: Listing::Initials,
                signatory: Some(initials(leaf)),
                consent: None,
            };
            running.spawn(async move { store.relist(relisting).await });
        }
        while let Some(relisted) = running.join_next().await {
            relisted??;
        }
        end(site).await
    }
}

async fn end(site: Site) -> anyhow::Result<()> {
    let store = site.store.clone();
    site.stop().await;
    Ok(store.close().await?)
}

/// Somebody whose name says nothing about when they signed. Of names some are very common: the first of
/// the given names bears one in thirteen, and of any two the one that is twice as far down half as many.
pub fn somebody(leaf: u64) -> NewSignatory {
    let given = syllables(common(scattered(leaf), GIVEN), 3);
    let family = syllables(common(scattered(leaf ^ 0x5555), FAMILY), 5);
    let name = format!("{given} {family}");
    let tag = ["en", "de", "fr"][usize::try_from(scattered(leaf + 7) % 3).unwrap_or(0)];
    NewSignatory {
        leaf,
        day: 20_000,
        class: Class::ALL[usize::from(scattered(leaf + 1).is_multiple_of(20))],
        language: Language::parse(tag).expect("it is a tag"),
        listing: Listing::Named,
        words: vec![given, family],
        sort_keys: sort_keys(&name),
        name,
        descriptor: None,
        place: Some("Lindenau".to_owned()),
        comment: None,
        opening: vec![7; 120],
    }
}

/// The same person by initials, which no search finds.
fn initials(leaf: u64) -> NewSignatory {
    let somebody = somebody(leaf);
    let letters = somebody.words.iter().filter_map(|word| word.chars().next());
    let name: String = letters.flat_map(|letter| [letter, '.', ' ']).collect();
    let name = name.trim_end().to_owned();
    NewSignatory {
        listing: Listing::Initials,
        words: Vec::new(),
        sort_keys: sort_keys(&name),
        name,
        ..somebody
    }
}

/// As long as the keys of the collation are, and in an order that is as good as theirs.
fn sort_keys(name: &str) -> Vec<(String, Vec<u8>)> {
    vec![("en".to_owned(), format!("{name} {name}").into_bytes())]
}

/// A number below `most`, by the law that frequencies of names follow (Zipf's).
fn common(random: u64, most: f64) -> u64 {
    let share = (random >> 11) as f64 / (1_u64 << 53) as f64;
    most.powf(share) as u64 - 1
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
