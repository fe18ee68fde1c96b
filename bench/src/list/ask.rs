//! Asking a list, and what it takes.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::clock::SystemRandom;
use app::declarations::Published;
use app::keys::Keys;
use app::signatories::{ListOrder, ListQuery};
use app::site::Site;
use domain::locale::Language;
use domain::signer::Class;
use store::{Cursor, Store};
use tokio::net::TcpListener;

use super::names::scattered;
use crate::nginx;
use crate::process;
use crate::stage;
use crate::table::latencies;

/// Questions of each kind.
const QUESTIONS: u64 = 400;

/// Names on a page.
const PAGE: u32 = 100;

/// Opens what was made, as a server does, asks, and says what it took.
///
/// # Errors
/// When the database cannot be read.
pub async fn run(
    folder: &Path,
    open: impl AsyncFnOnce() -> anyhow::Result<Store>,
) -> anyhow::Result<()> {
    let began = Instant::now();
    let keys = Keys::open(&folder.join("keys"), &SystemRandom)?;
    let store = open().await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let site = Arc::new(Site::start(
        stage::settings(address),
        store,
        keys,
        stage::world(),
    ));
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let until = async move {
        let _ = stopped.await;
    };
    let mut serving = tokio::task::JoinSet::new();
    serving.spawn(web::serve(Arc::clone(&site), listener, until));
    nginx::once(address, "/d/bench/en", &[]).await?;
    println!(
        "{:<52} {:.0?}",
        "from the start to the first page",
        began.elapsed()
    );
    say_memory("memory at rest")?;
    let declaration = stage::declaration_of(&site).await?;
    for kind in KINDS {
        kind.measure(&site, &declaration).await?;
    }
    say_memory("memory after these questions")?;
    for path in ["/d/bench/en", "/d/bench/en/signatories"] {
        let url = format!("http://{address}{path}");
        let rate = nginx::ask(&url, &["accept-encoding: gzip"], None).await?;
        println!("{path:<52} {rate}/s over 64 connections");
    }
    println!(
        "{:<52} {} MB",
        "the most memory",
        process::most_memory()? / 1_024
    );
    let _ = stop.send(());
    while serving.join_next().await.is_some() {}
    Ok(())
}

fn say_memory(when: &str) -> anyhow::Result<()> {
    println!("{when:<52} {} MB", process::memory()? / 1_024);
    Ok(())
}

/// One kind of question.
struct Kind {
    what: &'static str,
    order: ListOrder,
    /// Letters of a search.
    letters: usize,
    /// Which filters: class, language, revision.
    filters: (bool, bool, bool),
    /// Whether a page in the midst is asked for, by its number.
    numbered: bool,
    /// Whether the page behind that one is measured, too, and not it.
    next: bool,
}

const FIRST: Kind = Kind {
    what: "first page, newest first",
    order: ListOrder::Newest,
    letters: 0,
    filters: (false, false, false),
    numbered: false,
    next: false,
};

const NUMBERED: Kind = Kind {
    what: "any page by its number, newest first",
    numbered: true,
    ..FIRST
};

const NAMED: Kind = Kind {
    what: "any page by its number, by name",
    order: ListOrder::Name,
    ..NUMBERED
};

const KINDS: [Kind; 11] = [
    FIRST,
    NUMBERED,
    NAMED,
    Kind {
        what: "the page behind any other, by name",
        next: true,
        ..NAMED
    },
    Kind {
        what: "any page of organisations, newest first",
        filters: (true, false, false),
        ..NUMBERED
    },
    Kind {
        what: "any page of a language, by name",
        filters: (false, true, false),
        ..NAMED
    },
    Kind {
        what: "any page, all three filters, by name",
        filters: (true, true, true),
        ..NAMED
    },
    Kind {
        what: "search, one letter",
        letters: 1,
        ..FIRST
    },
    Kind {
        what: "search, three letters",
        letters: 3,
        ..FIRST
    },
    Kind {
        what: "search, six letters",
        letters: 6,
        ..FIRST
    },
    Kind {
        what: "search, three letters, all three filters",
        letters: 3,
        filters: (true, true, true),
        ..FIRST
    },
];

impl Kind {
    async fn measure(&self, site: &Site, declaration: &Arc<Published>) -> anyhow::Result<()> {
        let mut taken = Vec::new();
        for number in 0..QUESTIONS {
            taken.push(self.once(site, declaration, scattered(number)).await?);
        }
        latencies(self.what, taken);
        Ok(())
    }

    async fn once(
        &self,
        site: &Site,
        declaration: &Arc<Published>,
        random: u64,
    ) -> anyhow::Result<Duration> {
        let revision = declaration.revisions.first().map(|first| first.leaf);
        let (class, language, text) = self.filters;
        let total = site.moment(declaration).await?.size;
        let shown = total / if class { 20 } else { 1 } / if language { 3 } else { 1 };
        let skip = random % shown.max(1) / u64::from(PAGE) * u64::from(PAGE);
        let vowel = ["an", "bel", "mor", "sa", "wen", "il"][(random >> 8) as usize % 6];
        let consonant = ["dar", "jo", "ka", "ri", "tun", "per"][(random >> 16) as usize % 6];
        let search: String = format!("{vowel}{consonant}")
            .chars()
            .take(self.letters)
            .collect();
        let mut query = ListQuery {
            order: self.order,
            locale: "en".to_owned(),
            search: (self.letters > 0).then_some(search),
            class: class.then_some(Class::ALL[1]),
            language: language.then(|| Language::parse("de")).transpose()?,
            revision: revision.filter(|_| text),
            after: self.numbered.then(|| Cursor::skipping(skip)),
            limit: PAGE,
        };
        if self.next {
            query.after = site.signatories(declaration, query.clone()).await?.next;
        }
        let began = Instant::now();
        site.signatories(declaration, query).await?;
        Ok(began.elapsed())
    }
}
