//! Reading answers, no further than a generator needs: status and length.

use anyhow::{Context, bail, ensure};
use tokio::io::{AsyncRead, AsyncReadExt};

/// What came and was not asked for yet.
#[derive(Default)]
pub(super) struct Answers {
    bytes: Vec<u8>,
}

impl Answers {
    /// Reads one answer to its end and tells its status.
    ///
    /// # Errors
    /// When the connection ends, or something else than HTTP/1.1 comes.
    pub(super) async fn next(
        &mut self,
        from: &mut (impl AsyncRead + Unpin),
    ) -> anyhow::Result<u16> {
        let head = loop {
            if let Some(at) = find(&self.bytes, b"\r\n\r\n") {
                break at + 4;
            }
            self.more(from).await?;
        };
        let text = std::str::from_utf8(&self.bytes[..head])?.to_ascii_lowercase();
        let status = text
            .strip_prefix("http/1.1 ")
            .and_then(|rest| rest.get(..3));
        let status = status.context("this is not HTTP/1.1")?.parse()?;
        self.bytes.drain(..head);
        match header(&text, "content-length") {
            Some(length) => self.skip(from, length.parse()?).await?,
            None if header(&text, "transfer-encoding") == Some("chunked") => {
                while self.chunk(from).await? {}
            }
            None => bail!("the length of the answer is not told"),
        }
        Ok(status)
    }

    async fn more(&mut self, from: &mut (impl AsyncRead + Unpin)) -> anyhow::Result<()> {
        self.bytes.reserve(16 << 10);
        let read = from.read_buf(&mut self.bytes).await?;
        ensure!(read > 0, "the server hung up");
        Ok(())
    }

    async fn skip(
        &mut self,
        from: &mut (impl AsyncRead + Unpin),
        length: usize,
    ) -> anyhow::Result<()> {
        while self.bytes.len() < length {
            self.more(from).await?;
        }
        self.bytes.drain(..length);
        Ok(())
    }

    /// Whether another chunk follows (RFC 9112 section 7.1; there are no trailers).
    async fn chunk(&mut self, from: &mut (impl AsyncRead + Unpin)) -> anyhow::Result<bool> {
        let line = loop {
            if let Some(at) = find(&self.bytes, b"\r\n") {
                break at;
            }
            self.more(from).await?;
        };
        let length = usize::from_str_radix(std::str::from_utf8(&self.bytes[..line])?, 16)?;
        self.skip(from, line + 2 + length + 2).await?;
        Ok(length > 0)
    }
}

fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        (found == name).then(|| value.trim())
    })
}

fn find(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    bytes
        .windows(pattern.len())
        .position(|window| window == pattern)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn answers_are_told_apart_however_they_are_cut() {
        let wire = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 404 Not Found\r\n\
            transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\nHTTP/1.1 503 X\r\ncontent-length: 0\r\n\r\n";
        for piece in [1, 3, wire.len()] {
            let (mut client, mut server) = tokio::io::duplex(4_096);
            let sending = async move {
                for part in wire.chunks(piece) {
                    tokio::io::AsyncWriteExt::write_all(&mut server, part)
                        .await
                        .unwrap();
                }
            };
            let reading = async {
                let mut answers = Answers::default();
                let mut seen = Vec::new();
                for _ in 0..3 {
                    seen.push(answers.next(&mut client).await.unwrap());
                }
                assert!(answers.next(&mut client).await.is_err());
                seen
            };
            let ((), seen) = tokio::join!(sending, reading);
            assert_eq!(seen, [200, 404, 503], "in pieces of {piece}");
        }
    }
}
