//! Time and randomness, passed in so that tests can turn the one and replay the other.

use jiff::Timestamp;

/// Where the present moment comes from.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// Where unpredictable bytes come from.
pub trait Random: Send + Sync {
    /// Fills a buffer with bytes nobody can predict.
    fn fill(&self, buffer: &mut [u8]);
}

/// An array of unpredictable bytes.
pub(crate) fn random_bytes<const N: usize>(random: &dyn Random) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill(&mut bytes);
    bytes
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the clock"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The randomness of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that draws random bytes"
    )]
    fn fill(&self, buffer: &mut [u8]) {
        // Without randomness no secret can be made, and a guessable one exposes signers: stopping
        // is the only safe answer. Linux fails here only where the system call does not exist.
        getrandom::fill(buffer).expect("the operating system gives random bytes");
    }
}
