//! Work that goes on when whoever asked is gone.

use tokio::task::JoinHandle;

/// Begins it at once.
#[expect(
    clippy::disallowed_methods,
    reason = "a set of tasks would end them when it is dropped; closing an engine waits for the writes of these"
)]
pub(crate) fn detached<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> JoinHandle<T> {
    tokio::spawn(work)
}
