//! Reads for threads from a source that only knows how to be waited for.

use std::num::NonZeroUsize;
use std::sync::Arc;

use thiserror::Error;
use tokio::sync::{mpsc, oneshot};

use super::{LogSource, Reader, SourceError};

/// Takes questions of threads to a source that has no reader of its own; the one who holds it
/// answers them between other things.
pub(super) struct Bridge {
    questions: Option<mpsc::Receiver<Question>>,
}

/// A file that a thread waits for.
pub(super) struct Question {
    path: String,
    answer: oneshot::Sender<Result<Option<Vec<u8>>, SourceError>>,
}

struct Asking {
    questions: mpsc::Sender<Question>,
}

#[derive(Debug, Error)]
#[error("reading was interrupted")]
struct Interrupted;

impl Bridge {
    /// The reader of a source, its own or one over the bridge.
    pub(super) fn over(source: &dyn LogSource) -> (Arc<dyn Reader>, Self) {
        if let Some(reader) = source.reader() {
            return (reader, Self { questions: None });
        }
        let (asking, questions) = mpsc::channel(1);
        let bridge = Self {
            questions: Some(questions),
        };
        (Arc::new(Asking { questions: asking }), bridge)
    }

    /// The next question. Never comes where there is nothing to ask; nothing is lost when the wait
    /// is given up.
    pub(super) async fn question(&mut self) -> Question {
        let question = match &mut self.questions {
            Some(questions) => questions.recv().await,
            None => None,
        };
        match question {
            Some(question) => question,
            None => std::future::pending().await,
        }
    }
}

impl Question {
    /// Answers it. Giving up here would leave the thread that asked without its file.
    pub(super) async fn answer(self, source: &dyn LogSource) {
        // Whoever asked may have gone; then nobody needs the answer.
        let _ = self.answer.send(source.get(&self.path).await);
    }
}

impl Reader for Asking {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let interrupted = || SourceError::new(path, Interrupted);
        let (answer, answered) = oneshot::channel();
        let question = Question {
            path: path.to_owned(),
            answer,
        };
        let asked = self.questions.blocking_send(question);
        asked.map_err(|_| interrupted())?;
        answered.blocking_recv().map_err(|_| interrupted())?
    }

    fn at_once(&self) -> NonZeroUsize {
        NonZeroUsize::MIN
    }
}
