//! Saved web pages (HTML, the living standard).
//!
//! The page is cleaned first, so that no script, style, form or hidden element is ever looked at;
//! what remains is walked token by token, without a tree and without recursion. Text of the page
//! around the text (menus, footers) is left out, and every word of it is in a finding.

mod bounds;
mod clean;
mod frame;
mod walk;

use encoding_rs::Encoding;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, Tokenizer, TokenizerOpts};

use super::{Document, ReadError};
use crate::decode::{self, DecodeError};

/// The bytes of a page as text. A saved page tells its encoding in its head where nobody else does.
pub(super) fn decode(bytes: &[u8], encoding: Option<&str>) -> Result<String, ReadError> {
    let told = match encoding {
        Some(label) => Some(
            Encoding::for_label(label.as_bytes())
                .ok_or_else(|| DecodeError::UnknownEncoding(label.to_owned()))?,
        ),
        None => declared(bytes),
    };
    let label = told.map(Encoding::name);
    decode::decode_any(bytes, label).map_err(ReadError::Decode)
}

/// The encoding that `charset=` names in the first kilobyte (HTML section 13.2.3.2).
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..1024).unwrap_or(bytes).to_ascii_lowercase();
    let at = super::format::find(&head, b"charset=")?;
    let label = head[at + b"charset=".len()..]
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\''))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'))
        .collect::<Vec<u8>>();
    Encoding::for_label(&label)
}

/// Reads a page.
pub(super) fn read(name: &str, page: &str) -> Result<Document, ReadError> {
    let title = bounds::check(page)?;
    let clean = clean::clean(page);
    let tokens = walk::tokens(&clean);
    let (kept, left_out) = frame::split(tokens);
    Ok(walk::read(name, &kept, &left_out, &title))
}

/// Runs a page through the tokeniser.
fn tokenise<S: TokenSink<Handle = ()>>(page: &str, sink: S) -> S {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(page));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink
}

/// The words of characters.
const fn characters(token: &Token) -> Option<&StrTendril> {
    match token {
        Token::CharacterTokens(text) => Some(text),
        _ => None,
    }
}
