//! Everybody at once: pages are read and people sign over many connections, behind a long list.

use hyper::{Method, StatusCode};

use super::ask::say_memory;
use super::names::{scattered, somebody};
use crate::load::{self, Call, Pace, Packing};
use crate::process;
use crate::stage::Stage;
use crate::table::latencies;
use crate::write::forms::{Forms, button};

/// What it is called.
pub(super) const WHAT: &str = "a crowd";

/// Connections that stay open.
const CONNECTIONS: usize = 256;

/// How many sign, and as many confirm.
const SIGNING: u64 = 2_000;

/// How many pages are read for each of them.
const PAGES: u64 = 8;

/// Sends all of it as fast as it is answered, and says what it took.
///
/// # Errors
/// When a request is not answered as it should be.
pub(super) async fn load(stage: &Stage) -> anyhow::Result<()> {
    let forms = Forms::of(stage).await?;
    let declaration = stage.declaration().await?;
    // Numbers of signers that nobody had who signed here before.
    let first = stage.site.moment(&declaration).await?.size << 16;
    let waiting = stage.pending(first, SIGNING).await?;
    let shown = stage.site.count(&declaration).await?.shown();
    let mut calls = Vec::new();
    for (number, confirmed) in (0..).zip(&waiting) {
        calls.push(button(confirmed));
        calls.push(forms.submission(first + SIGNING + number));
        calls.extend((0..PAGES).map(|which| page(number * PAGES + which, shown)));
    }
    drop(waiting);
    say_memory("memory before the crowd")?;
    process::forget_most_memory()?;
    let pace = Pace {
        connections: CONNECTIONS,
        rate: None,
    };
    let run = load::paced(stage.address, &calls, pace).await?;
    let rate = run.latencies.len() as f64 / run.took.as_secs_f64();
    latencies(
        &format!("{WHAT} over {CONNECTIONS} connections, {rate:.0}/s"),
        run.latencies,
    );
    println!(
        "{:<52} {} MB",
        "the most memory meanwhile",
        process::most_memory()? / 1_024
    );
    say_memory("memory afterwards")
}

/// What somebody reads: half of the time the declaration or the beginning of its list, else any page of
/// the list by its number or a search.
fn page(number: u64, shown: u64) -> Call {
    let random = scattered(number);
    let pages = (shown / 100).max(1);
    let path = match number % 8 {
        0 | 1 => "/d/bench/en".to_owned(),
        2 => "/d/bench/en/signatories".to_owned(),
        3 => "/d/bench/count.json".to_owned(),
        4 => format!("/d/bench/en/signatories?page={}", 1 + random % pages),
        5 => format!(
            "/d/bench/en/signatories?order=name&page={}",
            1 + random % pages
        ),
        6 => format!(
            "/d/bench/en/signatories?class=organisation&page={}",
            1 + random % (pages / 20).max(1)
        ),
        _ => {
            let who = somebody(random % shown.max(1));
            let word: String = who.words[1].chars().take(4).collect();
            format!("/d/bench/en/signatories?q={word}")
        }
    };
    Call {
        method: Method::GET,
        path,
        body: String::new(),
        packing: Packing::Gzip,
        expected: StatusCode::OK,
    }
}
