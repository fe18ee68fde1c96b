//! Every address of the site, so that a printed link cannot drift from its route.
//!
//! Paths begin with `/`; [`absolute`] puts the site's own address before them for mails and `<link>` elements.
//! Whatever is put into a path is percent-encoded (RFC 3986, section 2.3), so a path never leaves its segment.

use std::fmt::Write as _;

/// Where the sign form is sent, below a declaration's page.
const SIGN: &str = "sign";

/// The page that lists the declarations, in the language the visitor's program asks for.
pub const FRONT: &str = "/";
/// Where pressing the confirm button leads.
pub const CONFIRM: &str = "/confirm";
/// Where a changed listing is sent.
pub const MANAGE_LISTING: &str = "/manage/listing";
/// Where a withdrawal is sent: once to be asked, once more with `sure=yes`.
pub const MANAGE_WITHDRAW: &str = "/manage/withdraw";
/// Where "this was not me" is sent.
pub const REFUSE: &str = "/refuse";
/// Gives the proof file of a receipt.
pub const RECEIPT_PROOF: &str = "/receipt/proof";
/// Gives the opening file of a receipt.
pub const RECEIPT_OPENING: &str = "/receipt/opening";
/// Where a receipt can be checked, in the site's own language.
pub const RECEIPT_CHECK: &str = "/check";
/// The captured mails, where the site is a demo.
pub const MAILBOX: &str = "/mailbox";

/// The page that lists the declarations, in one language.
#[must_use]
pub fn front(language: &str) -> String {
    format!("/{}", segment(language))
}

/// A declaration in one language.
#[must_use]
pub fn declaration(slug: &str, language: &str) -> String {
    format!("/d/{}/{}", segment(slug), segment(language))
}

/// Where the sign form is sent.
#[must_use]
pub fn sign(slug: &str, language: &str) -> String {
    format!("{}/{SIGN}", declaration(slug, language))
}

/// Where the typed code is sent.
#[must_use]
pub fn code(slug: &str, language: &str) -> String {
    format!("{}/code", declaration(slug, language))
}

/// The list of signatories.
#[must_use]
pub fn signatories(slug: &str, language: &str) -> String {
    format!("{}/signatories", declaration(slug, language))
}

/// The page that explains a declaration's log.
#[must_use]
pub fn log(slug: &str, language: &str) -> String {
    format!("{}/log", declaration(slug, language))
}

/// The prefix of a declaration's log files.
#[must_use]
pub fn log_prefix(slug: &str) -> String {
    format!("/d/{}/log", segment(slug))
}

/// The signed checkpoint of a declaration's log.
#[must_use]
pub fn checkpoint(slug: &str) -> String {
    format!("{}/checkpoint", log_prefix(slug))
}

/// The newest checkpoints of a declaration's log, for programs.
#[must_use]
pub fn checkpoints(slug: &str) -> String {
    format!("{}/checkpoints.json", log_prefix(slug))
}

/// Where a receipt can be checked, in one language of the interface.
#[must_use]
pub fn receipt_check(language: &str) -> String {
    format!("/{}{RECEIPT_CHECK}", segment(language))
}

/// Where a receipt is sent to be checked.
#[must_use]
pub fn receipt_checked(language: &str) -> String {
    format!("/{}/checked", segment(language))
}

/// One exact text of a declaration, by the lower-case hexadecimal digest of its canonical bytes.
#[must_use]
pub fn text(slug: &str, digest: &str) -> String {
    format!("/d/{}/text/{}", segment(slug), segment(digest))
}

/// One demand of a declaration, in one language.
#[must_use]
pub fn demand(slug: &str, language: &str, id: &str) -> String {
    format!("{}/demand/{}", declaration(slug, language), segment(id))
}

/// What came of a declaration's demands, as an Atom feed.
#[must_use]
pub fn raisings_feed(slug: &str, language: &str) -> String {
    format!("{}/raisings.atom", declaration(slug, language))
}

/// What came of a declaration's demands, for programs.
#[must_use]
pub fn raisings_json(slug: &str) -> String {
    format!("/d/{}/raisings.json", segment(slug))
}

/// The canonical record of a raising, by its lower-case hexadecimal digest.
#[must_use]
pub fn raising_record(slug: &str, digest: &str) -> String {
    format!("{}/raisings/{}.txt", log_prefix(slug), segment(digest))
}

/// The page with the confirm button, as mailed.
#[must_use]
pub fn confirm(token: &str) -> String {
    format!("/c/{}", segment(token))
}

/// The page where a signer changes or withdraws a signature, as mailed.
#[must_use]
pub fn manage(token: &str) -> String {
    format!("/m/{}", segment(token))
}

/// The page for somebody who did not sign, as mailed.
#[must_use]
pub fn refuse(token: &str) -> String {
    format!("/n/{}", segment(token))
}

/// One captured mail.
#[must_use]
pub fn mailbox_mail(id: &str) -> String {
    format!("{MAILBOX}/{}", segment(id))
}

/// The style sheet whose content hashes to `hash`.
#[must_use]
pub fn style_sheet(hash: &str) -> String {
    format!("/assets/{}.css", segment(hash))
}

/// The name under which a receipt's proof is saved (LOG-FORMAT section 7).
#[must_use]
pub fn proof_file(slug: &str, index: u64) -> String {
    format!("{}-{index}.tlog-proof", segment(slug))
}

/// The name under which a receipt's personal part is saved (LOG-FORMAT section 7).
#[must_use]
pub fn opening_file(slug: &str, index: u64) -> String {
    format!("{}-{index}.opening.json", segment(slug))
}

/// `path` at the site whose address is `base_url` (scheme and host, with or without a trailing slash).
#[must_use]
pub fn absolute(base_url: &str, path: &str) -> String {
    format!("{}{path}", base_url.trim_end_matches('/'))
}

/// `path` with those of the `(name, value)` pairs whose value is not empty.
#[must_use]
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut url = path.to_owned();
    let mut separator = '?';
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        url.push(separator);
        url.push_str(name);
        url.push('=');
        push_encoded(&mut url, value);
        separator = '&';
    }
    url
}

fn segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_encoded(&mut out, text);
    out
}

fn push_encoded(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("writing to a String cannot fail");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_never_leaves_its_place() {
        assert_eq!(declaration("a/../b?c#d", "de"), "/d/a%2F..%2Fb%3Fc%23d/de");
        assert_eq!(confirm("AZaz09-_"), "/c/AZaz09-_");
    }

    #[test]
    fn an_absolute_address_has_one_slash_between_site_and_path() {
        assert_eq!(absolute("https://a.example/", FRONT), "https://a.example/");
        assert_eq!(
            absolute("https://a.example", &front("en")),
            "https://a.example/en"
        );
    }

    #[test]
    fn a_query_leaves_out_what_is_empty_and_encodes_the_rest() {
        let url = with_query("/x", &[("q", "Ö & Co"), ("class", ""), ("after", "a=")]);
        assert_eq!(url, "/x?q=%C3%96%20%26%20Co&after=a%3D");
    }
}
