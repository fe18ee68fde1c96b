//! The write path at its limit: confirmations and submissions through HTTP, beside an empty POST to
//! the same server, the same confirmations without HTTP, and the same rows through the engine alone.

mod alone;
mod figure;
pub mod forms;

use anyhow::ensure;
use clap::Args;
use hyper::StatusCode;

use crate::load::{self, Call, Pace, post};
use crate::stage::{Engine, Stage, Waiting};
use crate::table::{Rates, heading, row};

use figure::Figure;

/// What is measured.
#[derive(Args, Clone)]
pub struct Extent {
    /// How many signatures are stored before.
    #[arg(long, value_delimiter = ',', default_values_t = [0, 1_000_000])]
    pub stored: Vec<u64>,
    /// Over how many connections.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 16, 64, 256, 1_024])]
    pub connections: Vec<usize>,
    /// On which engines.
    #[arg(long, value_delimiter = ',', value_enum, default_values_t = [Engine::Sqlite, Engine::Postgres])]
    pub engine: Vec<Engine>,
    /// One file, an empty log, 64 and 256 connections, one round: two minutes.
    #[arg(long)]
    pub quick: bool,
}

impl Default for Extent {
    fn default() -> Self {
        Self {
            stored: vec![0],
            connections: vec![1, 64, 256],
            engine: vec![Engine::Sqlite],
            quick: false,
        }
    }
}

/// How long requests are due at a fixed rate, in seconds.
const STEADY: u32 = 5;

/// The number of connections at which rates are compared, and of which half is the steady rate.
const CROWD: usize = 256;

/// Measures all of it.
///
/// # Errors
/// When a site cannot be run or a request fails.
pub async fn run(extent: Extent, rounds: usize) -> anyhow::Result<()> {
    if extent.quick {
        let quick = Extent {
            connections: vec![64, CROWD],
            ..Extent::default()
        };
        return on(Engine::Sqlite, 0, (&quick.connections, 1)).await;
    }
    for engine in extent.engine {
        for stored in &extent.stored {
            on(engine, *stored, (&extent.connections, rounds)).await?;
        }
    }
    Ok(())
}

async fn on(
    engine: Engine,
    stored: u64,
    (connections, rounds): (&[usize], usize),
) -> anyhow::Result<()> {
    let stage = Stage::with(engine, stored).await?;
    heading(&format!(
        "Durable signatures per second: {engine:?}, {stored} stored before"
    ));
    let mut ground = Ground::new(engine, stage).await?;
    let ceiling = ground.ceiling(rounds).await?;
    let mut half = None;
    for connections in connections {
        let (rates, submitted) = ground.through_http(*connections, rounds).await?;
        row(
            "  the same, confirmed",
            &rates,
            Some(("the engine alone", &ceiling)),
        );
        if *connections == CROWD {
            half = Some((rates.median() / 2.0, submitted.median() / 2.0));
        }
    }
    if let Some((confirmed, submitted)) = half {
        ground.steady((confirmed, submitted), rounds).await?;
    }
    ground.end().await
}

/// A site with what was done to it.
struct Ground {
    stage: Stage,
    /// What numbers of requests are divided by, so that a round takes seconds on every engine.
    slower: u64,
    forms: forms::Forms,
    /// The next signer.
    number: u64,
    confirmed: u64,
    before: u64,
}

impl Ground {
    async fn new(engine: Engine, stage: Stage) -> anyhow::Result<Self> {
        let forms = forms::Forms::of(&stage).await?;
        let before = counted(&stage).await?;
        Ok(Self {
            stage,
            slower: match engine {
                Engine::Sqlite => 1,
                Engine::Postgres => 5,
            },
            forms,
            number: 0,
            confirmed: 0,
            before,
        })
    }

    /// So many who wait to be confirmed, and will be.
    async fn waiting(&mut self, count: u64) -> anyhow::Result<Vec<Waiting>> {
        let waiting = self.stage.pending(self.number, count).await?;
        self.number += count;
        self.confirmed += count;
        Ok(waiting)
    }

    /// Without HTTP: the engine alone, many at once, one after the other.
    async fn ceiling(&mut self, rounds: usize) -> anyhow::Result<Rates> {
        let [mut engine, mut group, mut single] = [const { Rates::new() }; 3];
        for _ in 0..rounds {
            let (many, some) = (20_480 / self.slower, 10_000 / self.slower);
            let waiting = self.waiting(many).await?;
            engine.add(many, alone::engine(&self.stage, &waiting).await?);
            let waiting = self.waiting(some).await?;
            group.add(some, alone::site(&self.stage, waiting, CROWD).await?);
            let waiting = self.waiting(500).await?;
            single.add(500, alone::site(&self.stage, waiting, 1).await?);
        }
        row(
            "the engine alone, the same rows, batches of 256",
            &engine,
            None,
        );
        let limit = Some(("the engine alone", &engine));
        row("without HTTP, 256 waiting", &group, limit);
        row("without HTTP, one transaction for each", &single, limit);
        Ok(engine)
    }

    /// Answers the rates of the button and of submissions.
    async fn through_http(
        &mut self,
        connections: usize,
        rounds: usize,
    ) -> anyhow::Result<(Rates, Rates)> {
        let (few, many) = match connections {
            0..16 => (1_000, 5_000),
            16..64 => (5_000, 20_000),
            _ => (20_000, 60_000),
        };
        let few = few / self.slower;
        let [mut empty, mut button, mut code, mut submission] = [const { Figure::new() }; 4];
        for _ in 0..rounds {
            let calls = vec![post("/confirm", String::new(), StatusCode::NOT_FOUND); many];
            empty.add(self.send(&calls, connections).await?);
            let calls = self.buttons(few).await?;
            button.add(self.send(&calls, connections).await?);
            let calls = self.codes(few / 2).await?;
            code.add(self.send(&calls, connections).await?);
            let calls = self.submissions(few);
            submission.add(self.send(&calls, connections).await?);
            self.stage.forget_mails().await?;
        }
        println!("{connections} connections");
        empty.print("  empty POST", None);
        button.print("  confirmed by the button", Some(&empty));
        code.print("  confirmed by the code", Some(&empty));
        submission.print("  submitted, with its mail in the outbox", Some(&empty));
        Ok((button.rates, submission.rates))
    }

    async fn send(&self, calls: &[Call], connections: usize) -> anyhow::Result<load::Run> {
        let pace = Pace {
            connections,
            rate: None,
        };
        load::paced(self.stage.address, calls, pace).await
    }

    /// At fixed rates, whatever the server does.
    async fn steady(
        &mut self,
        (confirmed, submitted): (f64, f64),
        rounds: usize,
    ) -> anyhow::Result<()> {
        let (confirmed, submitted) = (confirmed as u32, submitted as u32);
        let [mut button, mut submission] = [const { Figure::new() }; 2];
        for _ in 0..rounds.min(3) {
            let calls = self.buttons(u64::from(confirmed * STEADY)).await?;
            button.add(self.send_at(&calls, confirmed).await?);
            let calls = self.submissions(u64::from(submitted * STEADY));
            submission.add(self.send_at(&calls, submitted).await?);
            self.stage.forget_mails().await?;
        }
        println!("{CROWD} connections, at half of these rates");
        button.print("  confirmed by the button", None);
        submission.print("  submitted, with its mail in the outbox", None);
        Ok(())
    }

    async fn send_at(&self, calls: &[Call], rate: u32) -> anyhow::Result<load::Run> {
        let pace = Pace {
            connections: CROWD,
            rate: Some(rate),
        };
        load::paced(self.stage.address, calls, pace).await
    }

    async fn buttons(&mut self, count: u64) -> anyhow::Result<Vec<Call>> {
        let waiting = self.waiting(count).await?;
        Ok(waiting.iter().map(forms::button).collect())
    }

    async fn codes(&mut self, count: u64) -> anyhow::Result<Vec<Call>> {
        let waiting = self.waiting(count).await?;
        Ok(waiting.iter().map(forms::code).collect())
    }

    fn submissions(&mut self, count: u64) -> Vec<Call> {
        let numbers = self.number..self.number + count;
        self.number += count;
        numbers
            .map(|number| self.forms.submission(number))
            .collect()
    }

    /// Everything that was acknowledged is counted, and nothing else.
    async fn end(self) -> anyhow::Result<()> {
        let (expected, total) = (self.before + self.confirmed, counted(&self.stage).await?);
        ensure!(
            expected == total,
            "{expected} were confirmed, {total} are counted"
        );
        self.stage.close().await
    }
}

async fn counted(stage: &Stage) -> anyhow::Result<u64> {
    let declaration = stage.declaration().await?;
    Ok(stage.site.count(&declaration).await?.total())
}
