//! Killed at any moment under load, again and again, on each engine: whatever was acknowledged is there,
//! once, and nothing is done by halves.
//!
//! `cargo xtask crash --engine sqlite --kills 200` kills more often than a build has time for, by the
//! variable `UNDERSIGNED_CRASH_KILLS`; the figures of long runs are in docs/operate/durability.md.

pub mod crowd;
mod life;
mod recount;
pub mod stage;

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use crate::failover::seen::Seen;

use crowd::Crowd;
use stage::Stage;

/// How often a build kills: some seconds' worth. After each start on PostgreSQL two seconds go by before
/// the first signature.
const ON_SQLITE: u64 = 12;
const ON_POSTGRESQL: u64 = 6;

/// Each so many rounds it is the database server that dies.
const SERVER_DIES: u64 = 10;

/// Each so many rounds the program is killed once more, while it starts.
const DIES_YOUNG: u64 = 5;

/// So many acts are acknowledged at most between two kills.
const ACTS: u64 = 40;

#[test]
fn sqlite_survives_kill_nine_at_any_moment() {
    survive(Stage::on_sqlite(), wanted(ON_SQLITE));
}

#[test]
fn postgresql_survives_kill_nine_at_any_moment_as_the_program_does() {
    if let Some(stage) = Stage::on_postgresql("kill -9 on PostgreSQL") {
        survive(stage, wanted(ON_POSTGRESQL));
    }
}

#[expect(
    clippy::print_stdout,
    reason = "what a long run has counted is read while it runs"
)]
fn survive(mut stage: Stage, kills: u64) {
    stage.serve();
    let seen = Seen::default();
    let crowd = Crowd::begin(&stage, &seen);
    let (mut young, mut servers) = (0, 0);
    for round in 0..kills {
        let (work, moment) = (random(ACTS), Duration::from_micros(random(20_000)));
        let is_server = stage.has_server() && round % SERVER_DIES == 2;
        crowd.act_until(work, moment, || {
            if is_server {
                stage.crash_server();
            } else {
                stage.kill();
            }
        });
        if is_server {
            servers += 1;
            stage.restart_server();
        } else {
            if round % DIES_YOUNG == 0 {
                young += 1;
                stage.die_young(Duration::from_micros(random(300_000)));
            }
            stage.serve();
        }
        crowd.go_on();
        let found = crowd.recount(&stage);
        println!("round {round}, after {work} acts and {moment:?}: {found}");
    }
    let ended = crowd.conclude(&stage);
    stage.stop();
    let slowest = stage.slowest();
    let kills = kills - servers;
    println!(
        "{kills} kills of the program, {young} more while it started, {servers} of the server; {ended}; \
         {slowest} ms from the longest start to the first answer"
    );
}

/// How often to kill.
fn wanted(otherwise: u64) -> u64 {
    let wanted = std::env::var_os("UNDERSIGNED_CRASH_KILLS");
    let wanted = wanted.and_then(|wanted| wanted.to_str()?.parse().ok());
    wanted.unwrap_or(otherwise)
}

/// A number below `limit`, another one in each run.
fn random(limit: u64) -> u64 {
    RandomState::new().build_hasher().finish() % limit
}
