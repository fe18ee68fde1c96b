//! From one database into the other, without a file in between.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, anyhow};
use store::{Progress, Store};

use crate::output;

/// What was copied.
pub(super) struct Copied {
    pub(super) rows: u64,
    pub(super) bytes: u64,
}

/// Copies everything: all of it, or nothing. When nobody waits for it any more it ends soon, and nothing
/// is there.
pub(super) async fn copy(source: &Store, there: &Store) -> Result<Copied> {
    let (reader, writer) = io::pipe().context("there is no pipe")?;
    let given_up = GivenUp::default();
    let sink = Sink {
        pipe: writer,
        given_up: Arc::clone(&given_up.0),
    };
    let counter = output::counter("rows");
    let bar = counter.clone();
    let progress = Progress::new(move |step| bar.set_position(step.rows));
    let (dumped, loaded) = tokio::join!(
        source.dump(Box::new(sink), Progress::none()),
        there.load(Box::new(reader), progress),
    );
    counter.finish_and_clear();
    // Whichever fails breaks the pipe of the other. What the reader says of a broken copy is the fault of
    // the writer, and the other way round.
    let (dumped, loaded) = match (dumped, loaded) {
        (Ok(dumped), Ok(loaded)) => (dumped, loaded),
        (Err(error), Err(store::StoreError::Corrupt { .. })) => {
            return Err(error).context("the old database cannot be read");
        }
        (_, Err(error)) => return Err(error).context("the new database takes no copy"),
        (Err(error), Ok(_)) => return Err(error).context("the old database cannot be read"),
    };
    if dumped != loaded {
        return Err(anyhow!("what arrived is not what went away"));
    }
    Ok(Copied {
        rows: loaded.rows(),
        bytes: loaded.bytes,
    })
}

/// Says, when it is dropped, that nobody waits for the copy.
#[derive(Default)]
struct GivenUp(Arc<AtomicBool>);

impl Drop for GivenUp {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The end of the pipe that the old database writes into.
struct Sink {
    pipe: io::PipeWriter,
    given_up: Arc<AtomicBool>,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.given_up.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.pipe.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pipe.flush()
    }
}
