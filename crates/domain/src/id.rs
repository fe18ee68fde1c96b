//! Identifiers: one type each, random and ordered by time.
//!
//! Sixteen bytes as in RFC 9562 section 5.7 (UUID version 7): 48 bits of Unix milliseconds, then
//! random bits. Nothing sequential ever stands in a public URL.

/// Declares one identifier type; the documentation stands at the declaration.
macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// A new identifier from the moment (Unix milliseconds) and ten random bytes.
            #[must_use]
            pub fn new(unix_millis: u64, random: [u8; 10]) -> Self {
                Self(time_ordered(unix_millis, random))
            }

            /// The identifier with these bytes, as read back from a store.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The sixteen bytes, as a store keeps them.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}(", stringify!($name))?;
                for byte in self.0 {
                    write!(f, "{byte:02x}")?;
                }
                f.write_str(")")
            }
        }
    };
}

id_type! {
    /// Names one declaration inside the store, whatever its slug becomes.
    DeclarationId
}

id_type! {
    /// Names one mail waiting in the outbox.
    DeliveryId
}

fn time_ordered(unix_millis: u64, random: [u8; 10]) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&unix_millis.to_be_bytes()[2..]);
    bytes[6..].copy_from_slice(&random);
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_identifiers_sort_behind_earlier_ones() {
        let earlier = DeclarationId::new(1_000, [0xff; 10]);
        let later = DeclarationId::new(1_001, [0x00; 10]);
        assert!(earlier < later);
    }

    #[test]
    fn bytes_carry_version_seven_and_the_variant() {
        let id = DeliveryId::new(0x0123_4567_89ab, [0xff; 10]);
        assert_eq!(id.as_bytes()[..6], [0x01, 0x23, 0x45, 0x67, 0x89, 0xab]);
        assert_eq!(id.as_bytes()[6] >> 4, 7);
        assert_eq!(id.as_bytes()[8] >> 6, 0b10);
    }
}
