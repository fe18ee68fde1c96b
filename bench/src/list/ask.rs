//! Asking a list, and what it takes.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::declarations::Published;
use app::signatories::{ListOrder, ListQuery};
use app::site::Site;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::locale::Language;
use domain::signer::Class;
use store::{Cursor, Store};

use super::crowd;
use super::names::{scattered, somebody};
use crate::nginx;
use crate::process;
use crate::stage::Stage;
use crate::table::latencies;

/// Questions of each kind.
const QUESTIONS: u64 = 400;

/// Names on a page.
const PAGE: u32 = 100;

/// Opens what was made, as a server does, asks all questions or those that hold some words, and says what
/// it took.
///
/// # Errors
/// When the database cannot be read.
pub async fn run(
    (folder, only): (&Path, Option<&str>),
    open: impl AsyncFnOnce() -> anyhow::Result<Store>,
) -> anyhow::Result<()> {
    let began = Instant::now();
    let stage = Stage::over(open().await?, folder).await?;
    nginx::once(stage.address, "/d/bench/en", &[]).await?;
    println!(
        "{:<52} {:.0?}",
        "from the start to the first page",
        began.elapsed()
    );
    // What is read beside the first page at a start, as the sieve of the tags is, has come by then.
    tokio::time::sleep(AT_REST).await;
    say_memory("memory at rest")?;
    let declaration = stage.declaration().await?;
    let is_asked = |kind: &Kind| only.is_none_or(|words| kind.what.contains(words));
    for kind in KINDS.into_iter().filter(is_asked) {
        kind.measure(&stage.site, &declaration).await?;
    }
    say_memory("memory after these questions")?;
    if only.is_none_or(|words| crowd::WHAT.contains(words)) {
        crowd::load(&stage).await?;
    }
    stage.close().await
}

/// How long a server is left alone before it is at rest.
const AT_REST: Duration = Duration::from_secs(5);

pub(super) fn say_memory(when: &str) -> anyhow::Result<()> {
    println!("{when:<52} {} MB", process::memory()? / 1_024);
    Ok(())
}

/// Where the page stands that is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    First,
    /// In the midst, by its number.
    Numbered,
    /// Behind one in the midst.
    Behind,
    /// At the end, by its number.
    Last,
}

/// One kind of question.
struct Kind {
    what: &'static str,
    order: ListOrder,
    /// Letters of a search, of the name of somebody on the list.
    letters: usize,
    /// Which filters: class, language, revision.
    filters: (bool, bool, bool),
    place: Place,
}

const FIRST: Kind = Kind {
    what: "first page, newest first",
    order: ListOrder::Newest,
    letters: 0,
    filters: (false, false, false),
    place: Place::First,
};

const NUMBERED: Kind = Kind {
    what: "any page by its number, newest first",
    place: Place::Numbered,
    ..FIRST
};

const NAMED: Kind = Kind {
    what: "any page by its number, by name",
    order: ListOrder::Name,
    ..NUMBERED
};

/// As many letters as any word has.
const WORD: usize = 99;

const SEARCHED: Kind = Kind {
    what: "search, one letter",
    letters: 1,
    ..FIRST
};

const KINDS: [Kind; 17] = [
    FIRST,
    NUMBERED,
    NAMED,
    Kind {
        what: "last page, newest first",
        place: Place::Last,
        ..NUMBERED
    },
    Kind {
        what: "last page, by name",
        place: Place::Last,
        ..NAMED
    },
    Kind {
        what: "the page behind any other, newest first",
        place: Place::Behind,
        ..NUMBERED
    },
    Kind {
        what: "the page behind any other, by name",
        place: Place::Behind,
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
    SEARCHED,
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
        what: "search, a whole word",
        letters: WORD,
        ..FIRST
    },
    Kind {
        what: "search, one letter, a page in the midst",
        place: Place::Behind,
        ..SEARCHED
    },
    Kind {
        what: "search, a whole word, a page in the midst",
        letters: WORD,
        place: Place::Behind,
        ..SEARCHED
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
        let mut queries = Vec::new();
        for number in 0..QUESTIONS {
            queries.push(self.query(site, declaration, scattered(number)).await?);
        }
        let (worked, read) = (process::processor_time()?, process::Reads::now()?);
        let mut taken = Vec::new();
        for query in queries {
            let began = Instant::now();
            site.signatories(declaration, query).await?;
            taken.push(began.elapsed());
        }
        let worked = process::processor_time()? - worked;
        let now = process::Reads::now()?;
        latencies(self.what, taken);
        // Whatever else the machine does, these are the same.
        println!(
            "{:<52} {:.2} ms of processor time, {} reads, {} KiB from the disk",
            "  each",
            worked.as_secs_f64() * 1e3 / QUESTIONS as f64,
            (now.calls - read.calls) / QUESTIONS,
            ((now.from_disk - read.from_disk) / QUESTIONS) >> 10
        );
        Ok(())
    }

    async fn query(
        &self,
        site: &Site,
        declaration: &Arc<Published>,
        random: u64,
    ) -> anyhow::Result<ListQuery> {
        let revision = declaration.revisions.first().map(|first| first.leaf);
        let (class, language, text) = self.filters;
        let mut query = ListQuery {
            order: self.order,
            locale: "en".to_owned(),
            search: None,
            class: class.then_some(Class::ALL[1]),
            language: language.then(|| Language::parse("de")).transpose()?,
            revision: revision.filter(|_| text),
            after: None,
            limit: PAGE,
        };
        if self.letters > 0 {
            self.search(site, declaration, (&mut query, random)).await?;
        } else {
            self.place(site, declaration, (&mut query, random)).await?;
        }
        Ok(query)
    }

    /// Asks for a page of a list without a search.
    async fn place(
        &self,
        site: &Site,
        declaration: &Arc<Published>,
        (query, random): (&mut ListQuery, u64),
    ) -> anyhow::Result<()> {
        let moment = site.moment(declaration).await?;
        let shown = moment
            .count
            .shown_where(|bucket| query.class.is_none_or(|class| class == bucket.class));
        let shown = shown / if query.language.is_some() { 3 } else { 1 };
        let page = u64::from(PAGE);
        let skip = match self.place {
            Place::First => return Ok(()),
            Place::Last => shown.saturating_sub(page),
            Place::Numbered | Place::Behind => random % shown.max(1) / page * page,
        };
        query.after = Some(Cursor::skipping(skip));
        if self.place == Place::Behind {
            query.after = site.signatories(declaration, query.clone()).await?.next;
        }
        Ok(())
    }

    /// Asks for those who are called like somebody: so common names are asked for as often as they are
    /// common. In the midst of what is found stands the page behind that person.
    async fn search(
        &self,
        site: &Site,
        declaration: &Arc<Published>,
        (query, random): (&mut ListQuery, u64),
    ) -> anyhow::Result<()> {
        let size = site.moment(declaration).await?.size;
        let leaf = random % size.max(1);
        let word = &somebody(leaf).words[usize::from(random >> 63 == 1)];
        query.search = Some(word.chars().take(self.letters).collect());
        if self.place == Place::Behind {
            let word = URL_SAFE_NO_PAD.encode(word);
            query.after = Some(Cursor::parse(&format!("w.{word}.{leaf}"))?);
        }
        Ok(())
    }
}
