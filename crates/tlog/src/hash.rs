//! Hashes of the tree: leaves, inner nodes, and how they are written down.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::block_api::compress256;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// The state before the first block (FIPS 180-4 section 5.3.3).
const INITIAL: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// The longest entry that fits one block of 64 bytes, with the byte before it, the one behind it and
/// eight of length.
const ONE_BLOCK: usize = 64 - 1 - 1 - 8;

/// A SHA-256 hash of a leaf, a node or a whole tree (RFC 6962 section 2.1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

/// Why a text is not a hash.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum HashError {
    /// The text is not canonical, padded standard base64 (RFC 4648 section 4).
    #[error("hash is not canonical base64")]
    NotBase64,
    /// The text is base64 of some other number of bytes than 32.
    #[error("hash has {length} bytes instead of 32")]
    WrongLength {
        /// How many bytes the text stands for.
        length: usize,
    },
}

impl Hash {
    /// The root of the tree without leaves: SHA-256 of nothing.
    pub const EMPTY_ROOT: Hash = Hash([
        0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9,
        0x24, 0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52,
        0xb8, 0x55,
    ]);

    /// The hash of an entry as a leaf: SHA-256(0x00 ‖ entry).
    ///
    /// A short entry, as nearly all are, is padded here and not through a hasher's buffer, which
    /// takes a quarter of the time of a message of one block.
    #[must_use]
    pub fn leaf(entry: &[u8]) -> Hash {
        let length = entry.len();
        if length > ONE_BLOCK {
            let hasher = Sha256::new().chain_update([0x00]).chain_update(entry);
            return Hash(hasher.finalize().into());
        }
        let mut block = [0x00; 64];
        block[1..=length].copy_from_slice(entry);
        block[length + 1] = 0x80;
        let bits = 8 * (length as u64 + 1);
        block[56..].copy_from_slice(&bits.to_be_bytes());
        padded(&[block])
    }

    /// The hash of an inner node: SHA-256(0x01 ‖ left ‖ right).
    #[must_use]
    pub fn node(left: &Hash, right: &Hash) -> Hash {
        const BITS: u64 = 8 * 65;
        let [mut first, mut second] = [[0x00; 64]; 2];
        first[0] = 0x01;
        first[1..33].copy_from_slice(&left.0);
        first[33..].copy_from_slice(&right.0[..31]);
        second[0] = right.0[31];
        second[1] = 0x80;
        second[56..].copy_from_slice(&BITS.to_be_bytes());
        padded(&[first, second])
    }

    /// The hash as 44 characters of padded standard base64, as checkpoints and proofs write it.
    #[must_use]
    pub fn to_base64(self) -> String {
        STANDARD.encode(self.0)
    }

    /// Reads what [`Hash::to_base64`] writes.
    ///
    /// # Errors
    ///
    /// Every other spelling is refused, so that one hash has one text.
    pub fn from_base64(text: &str) -> Result<Hash, HashError> {
        let bytes = STANDARD.decode(text).map_err(|_| HashError::NotBase64)?;
        let length = bytes.len();
        bytes
            .try_into()
            .map(Hash)
            .map_err(|_| HashError::WrongLength { length })
    }
}

/// SHA-256 of a message that is padded already (FIPS 180-4 section 5.1.1).
fn padded(blocks: &[[u8; 64]]) -> Hash {
    let mut state = INITIAL;
    compress256(&mut state, blocks);
    let mut bytes = [0; 32];
    for (to, word) in bytes.as_chunks_mut().0.iter_mut().zip(state) {
        *to = word.to_be_bytes();
    }
    Hash(bytes)
}

/// Lower-case hexadecimal.
impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_padded_as_a_hasher_pads_them() {
        let bytes: Vec<u8> = (0..=255).collect();
        for length in 0..=200 {
            let (entry, message) = (&bytes[1..=length], &bytes[..=length]);
            assert_eq!(Hash::leaf(entry).0, *Sha256::digest(message), "{length}");
        }
        let sides: Vec<u8> = (1..=65).collect();
        let (left, right) = (&bytes[2..34], &bytes[34..66]);
        let hash = |side: &[u8]| Hash(side.try_into().unwrap());
        let node = Hash::node(&hash(left), &hash(right));
        assert_eq!(node.0, *Sha256::digest(sides));
    }
}
