//! A made-up issue, to see what a signature covers.

use jiff::Timestamp;
use mail::dkim::Signer;

/// The fields that an issue has beyond other mails (RFC 2919, RFC 2369, RFC 8058; REQ-76).
const LIST_FIELDS: [&str; 6] = [
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "List-Archive",
    "List-Help",
    "List-Owner",
];

/// The list fields of a made-up issue that a signature of this signer leaves out.
pub(super) fn unsigned_list_fields(signer: &Signer) -> Vec<&'static str> {
    let fields = LIST_FIELDS.map(|name| format!("{name}: <sample>\r\n"));
    let message = format!(
        "From: a@example.org\r\nTo: b@example.org\r\n{}\r\nHello\r\n",
        fields.concat()
    );
    let signed = signer.sign(message.as_bytes(), Timestamp::UNIX_EPOCH);
    let covered = signed.map(|bytes| signed_names(&String::from_utf8_lossy(&bytes)));
    let covered = covered.unwrap_or_default();
    let is_covered = |name: &&str| covered.contains(&name.to_ascii_lowercase());
    LIST_FIELDS
        .into_iter()
        .filter(|name| !is_covered(name))
        .collect()
}

/// The names in the tag `h` of the first signature (RFC 6376 section 3.5).
fn signed_names(message: &str) -> Vec<String> {
    let unfolded = message.replace("\r\n ", "");
    let tags = unfolded.lines().next().unwrap_or_default().split(';');
    let names = tags.filter_map(|tag| tag.trim().strip_prefix("h="));
    let names = names.flat_map(|names| names.split(':'));
    names.map(|name| name.trim().to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use mail::dkim::{KeyPair, Kind};

    use super::*;

    #[test]
    fn every_list_field_is_signed() {
        let key = KeyPair::generate(Kind::Ed25519, &mut |bytes| bytes.fill(7)).unwrap();
        let signer = Signer::new("letters.example.org", "i1", vec![key]).unwrap();
        assert!(unsigned_list_fields(&signer).is_empty());
    }

    #[test]
    fn names_are_read_over_folded_lines() {
        let message = "DKIM-Signature: v=1; h=From:To:\r\n  Subject; b=x\r\nFrom: a\r\n";
        assert_eq!(signed_names(message), ["from", "to", "subject"]);
    }
}
