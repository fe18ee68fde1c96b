//! Lines out, answers in, over any stream, with bounds on time and length.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;

use super::error::{Event, SendError, Step};
use super::reply::Reply;

/// A connection of whatever kind.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// A stream with what was received on it and not read yet.
pub(super) struct Wire {
    stream: Box<dyn Stream>,
    received: Vec<u8>,
}

impl Wire {
    pub(super) fn over(stream: impl Stream + 'static) -> Self {
        Self {
            stream: Box::new(stream),
            received: Vec::new(),
        }
    }

    /// Gives back the stream, for encrypting what follows. Whatever came before the encryption is
    /// refused: somebody on the way could have put it there (CVE-2011-0411).
    pub(super) fn into_stream(self) -> Result<Box<dyn Stream>, Event> {
        if self.received.is_empty() {
            Ok(self.stream)
        } else {
            Err(Event::Garbage)
        }
    }

    pub(super) async fn write(
        &mut self,
        bytes: &[u8],
        patience: Duration,
        step: Step,
    ) -> Result<(), SendError> {
        let written = async {
            self.stream.write_all(bytes).await?;
            self.stream.flush().await
        };
        match timeout(patience, written).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(SendError::unanswered(step, error.into())),
            Err(_) => Err(SendError::unanswered(step, Event::Silence)),
        }
    }

    /// The next answer, whatever it says.
    pub(super) async fn read(
        &mut self,
        patience: Duration,
        step: Step,
    ) -> Result<Reply, SendError> {
        match timeout(patience, self.next()).await {
            Ok(Ok(reply)) => Ok(reply),
            Ok(Err(event)) => Err(SendError::unanswered(step, event)),
            Err(_) => Err(SendError::unanswered(step, Event::Silence)),
        }
    }

    async fn next(&mut self) -> Result<Reply, Event> {
        loop {
            if let Some((reply, octets)) = Reply::take(&self.received)? {
                self.received.drain(..octets);
                return Ok(reply);
            }
            if self.stream.read_buf(&mut self.received).await? == 0 {
                return Err(Event::Closed);
            }
        }
    }
}
