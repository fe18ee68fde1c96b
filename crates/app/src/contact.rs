//! Contacts sealed to the organisers, where a signer ticked a purpose that needs one.
//!
//! Sealed with `age` (age-encryption.org/v1) to the public keys in the declaration's folder: the
//! server cannot open them, the organisers open them with the tool they know.

use std::io::Write;

use age::x25519::Recipient;
use domain::consent::Purpose;
use domain::signer::Signer;
use serde::Serialize;
use store::SealedContact;
use thiserror::Error;

/// Why a contact could not be sealed.
#[derive(Debug, Error)]
pub enum SealError {
    /// No recipient, or one that is no `age` public key. Publishing checks for this.
    #[error("the declaration names no usable age recipient")]
    NoRecipient,
    /// The encryption failed.
    #[error("the contact could not be sealed")]
    Encrypt,
}

/// What organisers find when they open a contact.
#[derive(Serialize)]
struct Contact<'a> {
    purpose: &'static str,
    class: &'static str,
    name: &'a str,
    address: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    descriptor: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
}

/// Seals one contact for each purpose that keeps it.
///
/// # Errors
/// See [`SealError`].
pub(crate) fn seal(
    signer: &Signer,
    purposes: impl Iterator<Item = Purpose>,
    recipients: &[String],
) -> Result<Vec<SealedContact>, SealError> {
    purposes
        .filter(|purpose| purpose.keeps_contact())
        .map(|purpose| {
            let contact = Contact {
                purpose: purpose.word(),
                class: class_word(signer),
                name: signer.name.as_str(),
                address: signer.address.expose(),
                contact: signer.contact.as_ref().map(domain::name::Name::as_str),
                descriptor: signer.descriptor.as_ref().map(domain::name::Name::as_str),
                place: signer.place.as_ref().map(domain::name::Name::as_str),
            };
            let plain = serde_json::to_vec(&contact).map_err(|_| SealError::Encrypt)?;
            Ok(SealedContact {
                purpose,
                sealed: encrypt(&plain, recipients)?,
            })
        })
        .collect()
}

/// Whether a text is an `age` public key.
#[must_use]
pub fn is_recipient(text: &str) -> bool {
    text.parse::<Recipient>().is_ok()
}

fn class_word(signer: &Signer) -> &'static str {
    match signer.class {
        domain::signer::Class::Person => "person",
        domain::signer::Class::Organisation => "organisation",
    }
}

fn encrypt(plain: &[u8], recipients: &[String]) -> Result<Vec<u8>, SealError> {
    let recipients: Vec<Recipient> = recipients
        .iter()
        .map(|text| text.parse().map_err(|_| SealError::NoRecipient))
        .collect::<Result<_, _>>()?;
    let recipients = recipients
        .iter()
        .map(|recipient| recipient as &dyn age::Recipient);
    let encryptor =
        age::Encryptor::with_recipients(recipients).map_err(|_| SealError::NoRecipient)?;
    let mut sealed = Vec::with_capacity(plain.len() + 256);
    let mut writer = encryptor
        .wrap_output(&mut sealed)
        .map_err(|_| SealError::Encrypt)?;
    writer.write_all(plain).map_err(|_| SealError::Encrypt)?;
    writer.finish().map_err(|_| SealError::Encrypt)?;
    Ok(sealed)
}
