//! Subscribers' addresses: sealed under a key that lies outside the database, found by keyed hash.
//!
//! XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) with a random nonce: its 192 bits make random ones
//! safe for any number of addresses. The name of the list is authenticated with the address, so that a
//! row of one list opens in no other.
//!
//! Keys are numbered files, `infomail.1.key`. The newest seals; the others open until nothing is sealed
//! under them any more, and may be deleted then. From each key come two: one seals, one makes the hashes
//! under which an address is found.

use std::fs;
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use domain::address::EmailAddress;
use domain::slug::Slug;
use zeroize::Zeroizing;

use super::InfomailError;
use crate::clock::{Random, random_bytes};
use crate::keys::{KeysError, Secret, read, read_or_create};
use crate::secret::{Token, keyed_hash};

/// Bytes of the nonce in front of what is sealed.
const NONCE: usize = 24;

/// The keys of the Infomail, by their numbers.
pub struct Ring(Vec<(u32, Secret)>);

/// What is sealed of a subscriber.
pub(crate) struct Subscriber {
    pub(crate) address: EmailAddress,
    /// The token in every issue, which ends the subscription.
    pub(crate) leave: Token,
}

impl Ring {
    /// Reads every key of the folder; nothing where there is none. Blocks.
    ///
    /// # Errors
    /// [`KeysError`] when a file is unusable or readable by others.
    pub(crate) fn open(folder: &Path) -> Result<Option<Self>, KeysError> {
        let file_error = |source| KeysError::File {
            path: folder.to_owned(),
            source,
        };
        let mut keys = Vec::new();
        for entry in fs::read_dir(folder).map_err(file_error)? {
            let name = entry.map_err(file_error)?.file_name();
            let Some(number) = name.to_str().and_then(number_of) else {
                continue;
            };
            keys.extend(read(&path_of(folder, number))?.map(|key| (number, key)));
        }
        keys.sort_by_key(|(number, _)| *number);
        Ok((!keys.is_empty()).then_some(Self(keys)))
    }

    /// Makes the key behind the newest, or the first. Blocks.
    ///
    /// # Errors
    /// [`KeysError`] when a file is unusable.
    pub(crate) fn add(folder: &Path, random: &dyn Random) -> Result<u32, KeysError> {
        let number = Self::open(folder)?.map_or(1, |ring| ring.newest() + 1);
        read_or_create(&path_of(folder, number), random)?;
        Ok(number)
    }

    /// The number of the key that seals.
    #[must_use]
    pub fn newest(&self) -> u32 {
        self.0.last().map_or(0, |(number, _)| *number)
    }

    /// The numbers of all keys.
    pub fn numbers(&self) -> impl Iterator<Item = u32> {
        self.0.iter().map(|(number, _)| *number)
    }

    /// Seals under the newest key; answers its number too.
    pub(crate) fn seal(
        &self,
        list: &Slug,
        subscriber: &Subscriber,
        random: &dyn Random,
    ) -> (u32, Vec<u8>) {
        let number = self.newest();
        let nonce: [u8; NONCE] = random_bytes(random);
        let plain = Zeroizing::new(format!(
            "{}{}",
            subscriber.leave.reveal(),
            subscriber.address.expose()
        ));
        let payload = Payload {
            msg: plain.as_bytes(),
            aad: list.as_str().as_bytes(),
        };
        let sealed = self
            .cipher(number)
            .and_then(|cipher| cipher.encrypt(&XNonce::from(nonce), payload).ok())
            .expect("the newest key is in the ring, and an address is far below the limit");
        (number, [&nonce[..], &sealed].concat())
    }

    /// Opens what [`Ring::seal`] sealed.
    pub(crate) fn open_sealed(
        &self,
        list: &Slug,
        (number, sealed): (u32, &[u8]),
    ) -> Result<Subscriber, InfomailError> {
        let cipher = self
            .cipher(number)
            .ok_or(InfomailError::KeyMissing(number))?;
        let open = || {
            let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
            let payload = Payload {
                msg: sealed,
                aad: list.as_str().as_bytes(),
            };
            let plain = Zeroizing::new(cipher.decrypt(&XNonce::from(*nonce), payload).ok()?);
            let plain = std::str::from_utf8(&plain).ok()?;
            let (leave, address) = plain.split_at_checked(TOKEN)?;
            Some(Subscriber {
                address: EmailAddress::parse(address).ok()?,
                leave: Token::parse(leave).ok()?,
            })
        };
        open().ok_or(InfomailError::Sealed(number))
    }

    /// The hashes under which an address of a list may be found, that of the newest key first. Spellings
    /// of one mailbox share them (REQ-87). The same address has others in another list.
    pub(crate) fn hashes(&self, list: &Slug, address: &EmailAddress) -> Vec<[u8; 32]> {
        let exact = address.exact_key();
        let parts: [&[u8]; 2] = [list.as_str().as_bytes(), exact.as_bytes()];
        let keys = self.0.iter().rev();
        keys.map(|(_, key)| keyed_hash(key.as_ref(), "infomail-address", &parts))
            .collect()
    }

    fn cipher(&self, number: u32) -> Option<XChaCha20Poly1305> {
        let (_, key) = self.0.iter().find(|(known, _)| *known == number)?;
        let key = Zeroizing::new(keyed_hash(key.as_ref(), "infomail-seal", &[]));
        XChaCha20Poly1305::new_from_slice(key.as_slice()).ok()
    }
}

/// Characters of a token as text.
const TOKEN: usize = 43;

/// An address as the outbox and the composer of mails take it.
pub(crate) fn recipient(address: &EmailAddress) -> String {
    address.expose().to_owned()
}

fn path_of(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("infomail.{number}.key"))
}

fn number_of(name: &str) -> Option<u32> {
    let digits = name.strip_prefix("infomail.")?.strip_suffix(".key")?;
    digits
        .parse()
        .ok()
        .filter(|number: &u32| number.to_string() == digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemRandom;

    fn list(slug: &str) -> Slug {
        Slug::parse(slug).unwrap()
    }

    fn ada() -> Subscriber {
        Subscriber {
            address: EmailAddress::parse("Ada@Example.org").unwrap(),
            leave: Token::new(&SystemRandom),
        }
    }

    fn ring(folder: &Path) -> Ring {
        Ring::open(folder).unwrap().unwrap()
    }

    #[test]
    fn an_address_opens_in_its_own_list_with_its_own_key() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Ring::open(folder.path()).unwrap().is_none());
        Ring::add(folder.path(), &SystemRandom).unwrap();
        let ring = ring(folder.path());
        let ada = ada();
        let (number, mut sealed) = ring.seal(&list("rivers"), &ada, &SystemRandom);
        let opened = ring
            .open_sealed(&list("rivers"), (number, &sealed))
            .unwrap();
        assert_eq!(opened.address.expose(), ada.address.expose());
        assert_eq!(opened.leave, ada.leave);
        assert!(ring.open_sealed(&list("lakes"), (number, &sealed)).is_err());
        assert!(matches!(
            ring.open_sealed(&list("rivers"), (9, &sealed)),
            Err(InfomailError::KeyMissing(9))
        ));
        sealed[30] ^= 1;
        assert!(
            ring.open_sealed(&list("rivers"), (number, &sealed))
                .is_err()
        );
        assert!(
            ring.open_sealed(&list("rivers"), (number, &[1, 2]))
                .is_err()
        );
    }

    #[test]
    fn the_same_address_is_sealed_differently_each_time_and_found_the_same() {
        let folder = tempfile::tempdir().unwrap();
        Ring::add(folder.path(), &SystemRandom).unwrap();
        let ring = ring(folder.path());
        let (ada, rivers) = (ada(), list("rivers"));
        let [one, other] = [0, 1].map(|_| ring.seal(&rivers, &ada, &SystemRandom).1);
        assert_ne!(one, other);
        let louder = EmailAddress::parse("ADA@example.ORG").unwrap();
        assert_eq!(
            ring.hashes(&rivers, &ada.address),
            ring.hashes(&rivers, &louder)
        );
        assert_ne!(
            ring.hashes(&rivers, &ada.address),
            ring.hashes(&list("lakes"), &ada.address)
        );
    }

    #[test]
    fn a_new_key_seals_and_the_old_one_still_opens_and_finds() {
        let folder = tempfile::tempdir().unwrap();
        let (ada, rivers) = (ada(), list("rivers"));
        Ring::add(folder.path(), &SystemRandom).unwrap();
        let before = ring(folder.path());
        let (first, sealed) = before.seal(&rivers, &ada, &SystemRandom);
        assert_eq!(Ring::add(folder.path(), &SystemRandom).unwrap(), 2);
        let after = ring(folder.path());
        assert!(after.open_sealed(&rivers, (first, &sealed)).is_ok());
        assert_eq!(after.seal(&rivers, &ada, &SystemRandom).0, 2);
        let hashes = after.hashes(&rivers, &ada.address);
        assert_eq!(hashes.len(), 2);
        assert_eq!(hashes[1], before.hashes(&rivers, &ada.address)[0]);
    }

    #[test]
    fn only_files_of_our_naming_are_keys() {
        for (name, expected) in [
            ("infomail.1.key", Some(1)),
            ("infomail.12.key", Some(12)),
            ("infomail.01.key", None),
            ("infomail.key", None),
            ("infomail.1.key.new-7", None),
            ("infomail.tag.key", None),
        ] {
            assert_eq!(number_of(name), expected, "{name}");
        }
    }
}
