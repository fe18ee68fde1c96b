//! Public openings as bytes in the store and as JSON beside the log.
//!
//! Bytes: for each of the seven fields in the order of the commitment one byte (1 shown, 0 hidden);
//! shown: uint16 length, value, 32-byte salt; hidden: 32-byte hash.

use domain::log::{Field, FieldHash, FieldOpening, PublicOpening, Salt};
use serde::{Deserialize, Serialize};

use crate::bounded::at_most;

/// The bytes of a public opening.
#[must_use]
pub fn encode(opening: &PublicOpening) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(7 * 33 + 64);
    for field in opening.fields() {
        match field {
            FieldOpening::Shown { value, salt } => {
                let length = u16::try_from(value.len()).expect("shown fields are bounded names");
                bytes.push(1);
                bytes.extend(length.to_be_bytes());
                bytes.extend(value);
                bytes.extend(salt.0);
            }
            FieldOpening::Hidden(hash) => {
                bytes.push(0);
                bytes.extend(hash.0);
            }
        }
    }
    bytes
}

/// Reads the bytes of a public opening; nothing for bytes that [`encode`] did not write.
#[must_use]
pub fn decode(mut bytes: &[u8]) -> Option<PublicOpening> {
    let mut fields = Vec::with_capacity(7);
    for _ in Field::ALL {
        let (shown, rest) = bytes.split_first()?;
        let rest = match shown {
            1 => {
                let (length, rest) = rest.split_first_chunk::<2>()?;
                let length = usize::from(u16::from_be_bytes(*length));
                let (value, rest) = rest.split_at_checked(length)?;
                let (salt, rest) = rest.split_first_chunk::<32>()?;
                fields.push(FieldOpening::Shown {
                    value: value.to_vec(),
                    salt: Salt(*salt),
                });
                rest
            }
            0 => {
                let (hash, rest) = rest.split_first_chunk::<32>()?;
                fields.push(FieldOpening::Hidden(FieldHash(*hash)));
                rest
            }
            _ => return None,
        };
        bytes = rest;
    }
    let fields: [FieldOpening; 7] = fields.try_into().ok()?;
    bytes.is_empty().then(|| PublicOpening::from_fields(fields))
}

/// How many fields an opening has.
const SEVEN: usize = Field::ALL.len();

/// One opening in the file `openings/<N>.json` beside the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningJson {
    /// Leaf index of the signature.
    pub leaf: u64,
    /// The fields in the order of the commitment.
    #[serde(deserialize_with = "at_most::<_, _, SEVEN>")]
    pub fields: Vec<FieldJson>,
}

/// One field of an opening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldJson {
    /// Its name in the commitment.
    pub field: String,
    /// Its value, when shown.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<String>,
    /// Its salt in hexadecimal digits, when shown.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub salt: Option<String>,
    /// Its hash in hexadecimal digits, when hidden.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hash: Option<String>,
}

impl OpeningJson {
    /// The JSON form of an opening.
    #[must_use]
    pub fn new(leaf: u64, opening: &PublicOpening) -> Self {
        let fields = Field::ALL
            .into_iter()
            .zip(opening.fields())
            .map(|(field, opening)| field_json(field, opening))
            .collect();
        Self { leaf, fields }
    }

    /// The opening it describes; nothing where fields are missing, doubled or malformed.
    #[must_use]
    pub fn opening(&self) -> Option<PublicOpening> {
        let in_order = self.fields.len() == Field::ALL.len()
            && self
                .fields
                .iter()
                .zip(Field::ALL)
                .all(|(json, field)| json.field == field.word());
        if !in_order {
            return None;
        }
        let fields: Option<Vec<FieldOpening>> = self.fields.iter().map(field_opening).collect();
        Some(PublicOpening::from_fields(fields?.try_into().ok()?))
    }
}

fn field_json(field: Field, opening: &FieldOpening) -> FieldJson {
    let field = field.word().to_owned();
    match opening {
        FieldOpening::Shown { value, salt } => FieldJson {
            field,
            value: Some(String::from_utf8_lossy(value).into_owned()),
            salt: Some(hex::encode(salt.0)),
            hash: None,
        },
        FieldOpening::Hidden(hash) => FieldJson {
            field,
            value: None,
            salt: None,
            hash: Some(hex::encode(hash.0)),
        },
    }
}

fn field_opening(json: &FieldJson) -> Option<FieldOpening> {
    // Lower-case digits alone: each value has one spelling.
    let bytes = |text: &String| {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        text.bytes()
            .all(|digit| !digit.is_ascii_uppercase())
            .then_some(bytes)
    };
    match (&json.value, &json.salt, &json.hash) {
        (Some(value), Some(salt), None) => Some(FieldOpening::Shown {
            value: value.clone().into_bytes(),
            salt: Salt(bytes(salt)?),
        }),
        (None, None, Some(hash)) => Some(FieldOpening::Hidden(FieldHash(bytes(hash)?))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use domain::listing::Listing;
    use domain::log::{Fields, Opening};
    use proptest::prelude::*;

    use super::*;

    fn named() -> PublicOpening {
        let fields = Fields::default()
            .with(Field::Name, "Ada")
            .with(Field::Tag, [7; 32]);
        PublicOpening::for_listing(
            &Opening {
                secret: [1; 32],
                fields,
            },
            Listing::Named,
        )
    }

    #[test]
    fn an_opening_survives_bytes_and_json() {
        assert_eq!(decode(&encode(&named())), Some(named()));
        let json = serde_json::to_string(&OpeningJson::new(4, &named())).unwrap();
        let read: OpeningJson = serde_json::from_str(&json).unwrap();
        assert_eq!(read.opening(), Some(named()));
        assert!(!json.contains("0707"), "the tag is never opened: {json}");
    }

    #[test]
    fn an_opening_with_fields_out_of_order_is_refused() {
        let mut json = OpeningJson::new(4, &named());
        json.fields.swap(0, 1);
        assert_eq!(json.opening(), None);
    }

    #[test]
    fn digits_have_one_spelling() {
        let json = serde_json::to_string(&OpeningJson::new(4, &named())).unwrap();
        let opening = |json: &str| serde_json::from_str::<OpeningJson>(json).unwrap().opening();
        let hidden = json.find("\"hash\":\"").unwrap();
        let (start, end) = (hidden + 8, hidden + 8 + 64);
        let louder = [
            &json[..start],
            &json[start..end].to_uppercase(),
            &json[end..],
        ]
        .concat();
        assert_ne!(louder, json);
        assert_eq!((opening(&json), opening(&louder)), (Some(named()), None));
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_are_no_opening_or_encode_back(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            if let Some(opening) = decode(&bytes) {
                prop_assert_eq!(encode(&opening), bytes);
            }
        }
    }
}
