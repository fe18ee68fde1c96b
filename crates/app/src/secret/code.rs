//! The eight-character code of a confirmation mail, typed into the tab that is still open.

use thiserror::Error;

use crate::clock::{Random, random_bytes};

/// Crockford's base32 alphabet without letters that are misread or misheard: 32 characters, so each
/// carries five bits without bias.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many characters: 40 bits. With five tries against a row, guessing succeeds once in 2.2·10¹¹;
/// without the tab's secret the database gives nothing to guess against.
const LENGTH: usize = 8;

/// A code, in upper case without the hyphen. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq)]
pub struct Code([u8; LENGTH]);

/// Text that is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a code has eight letters and digits")]
pub struct CodeError;

impl Code {
    /// A new code.
    #[must_use]
    pub fn new(random: &dyn Random) -> Self {
        Self(random_bytes::<LENGTH>(random).map(|byte| ALPHABET[usize::from(byte & 31)]))
    }

    /// Reads a code as people type it: any case, with hyphens and blanks, O for 0, I or L for 1.
    ///
    /// # Errors
    /// [`CodeError`] when it does not have eight known characters.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let mut code = [0; LENGTH];
        let mut typed = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '‐'));
        for place in &mut code {
            *place = match typed.next().ok_or(CodeError)?.to_ascii_uppercase() {
                'O' => b'0',
                'I' | 'L' => b'1',
                c => u8::try_from(c)
                    .ok()
                    .filter(|c| ALPHABET.contains(c))
                    .ok_or(CodeError)?,
            };
        }
        if typed.next().is_some() {
            Err(CodeError)
        } else {
            Ok(Self(code))
        }
    }

    /// The bytes that go into the key.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; LENGTH] {
        &self.0
    }

    /// The text for the mail, `XXXX-XXXX`.
    #[must_use]
    pub fn reveal(&self) -> String {
        let text: String = self.0.iter().map(|byte| char::from(*byte)).collect();
        format!("{}-{}", &text[..4], &text[4..])
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemRandom;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = Code::parse("0123-ABCD").unwrap();
        for typed in ["0123abcd", " o i23 – a b c d ", "0l23-abcd"] {
            assert_eq!(Code::parse(typed), Ok(code.clone()), "{typed}");
        }
        assert_eq!(code.reveal(), "0123-ABCD");
    }

    #[test]
    fn what_is_not_eight_known_characters_is_no_code() {
        for typed in ["", "0123-ABC", "0123-ABCDE", "0123-ABCU", "0123-ABCÄ"] {
            assert_eq!(Code::parse(typed), Err(CodeError), "{typed}");
        }
    }

    #[test]
    fn a_new_code_reads_back() {
        let code = Code::new(&SystemRandom);
        assert_eq!(Code::parse(&code.reveal()), Ok(code));
    }
}
