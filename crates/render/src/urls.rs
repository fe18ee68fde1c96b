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
/// Where the wish to sign the newer text instead is sent: once to be asked, once more with what is agreed to.
pub const MANAGE_MOVE: &str = "/manage/move";
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
/// Where pressing the button that confirms a subscription leads.
pub const INFOMAIL_CONFIRM: &str = "/i/confirm";
/// Where a changed subscription is sent.
pub const INFOMAIL_MANAGE: &str = "/i/manage";
/// Where the wish to go on getting the Infomail is sent.
pub const INFOMAIL_STAY: &str = "/i/stay";
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

/// A translation beside its original.
#[must_use]
pub fn compare(slug: &str, language: &str) -> String {
    format!("{}/compare", declaration(slug, language))
}

/// One paragraph of a translation beside its original.
#[must_use]
pub fn compare_at(slug: &str, language: &str, paragraph: &str) -> String {
    format!("{}#{}", compare(slug, language), segment(paragraph))
}

/// What changed from one text to another, by their numbers in that language.
#[must_use]
pub fn changes(slug: &str, language: &str, (from, to): (u64, u64)) -> String {
    format!("{}/changes/{from}/{to}", declaration(slug, language))
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

/// News of a declaration, its reports among them, as an Atom feed.
#[must_use]
pub fn news_feed(slug: &str, language: &str) -> String {
    format!("{}/news.atom", declaration(slug, language))
}

/// One report of a declaration, in one language.
#[must_use]
pub fn report(slug: &str, language: &str, id: &str) -> String {
    format!("{}/report/{}", declaration(slug, language), segment(id))
}

/// The canonical record of a report, which its digest is computed of.
#[must_use]
pub fn report_record(slug: &str, language: &str, id: &str) -> String {
    format!("{}/record", report(slug, language, id))
}

/// The reports of a declaration, for programs.
#[must_use]
pub fn reports_json(slug: &str) -> String {
    format!("/d/{}/reports.json", segment(slug))
}

/// Everybody's answers to one question that figures answer, in one language.
#[must_use]
pub fn series(slug: &str, language: &str, id: &str) -> String {
    format!("{}/series/{}", declaration(slug, language), segment(id))
}

/// The same for programs; `ending` is `.json`, `.csv` or `.hxl.csv`.
#[must_use]
pub fn series_data(slug: &str, id: &str, ending: &str) -> String {
    format!("/d/{}/series/{}{ending}", segment(slug), segment(id))
}

/// How the figures are chosen, in one language.
#[must_use]
pub fn method(slug: &str, language: &str) -> String {
    format!("{}/method", declaration(slug, language))
}

/// The canonical record of a figure, by its lower-case hexadecimal digest.
#[must_use]
pub fn figure_record(slug: &str, digest: &str) -> String {
    format!("{}/figures/{}.txt", log_prefix(slug), segment(digest))
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

/// A list of the Infomail in one language: what it is about, the form to subscribe, the issues so far.
#[must_use]
pub fn infomail(list: &str, language: &str) -> String {
    format!("/infomail/{}/{}", segment(list), segment(language))
}

/// Where the form to subscribe is sent.
#[must_use]
pub fn infomail_subscribe(list: &str, language: &str) -> String {
    format!("{}/subscribe", infomail(list, language))
}

/// The issues of a list as an Atom feed.
#[must_use]
pub fn infomail_feed(list: &str, language: &str) -> String {
    format!("{}/issues.atom", infomail(list, language))
}

/// One issue in one language, for ever (REQ-86).
#[must_use]
pub fn infomail_issue(list: &str, language: &str, number: u32) -> String {
    format!("{}/{number}", infomail(list, language))
}

/// The page that confirms a subscription, as mailed.
#[must_use]
pub fn infomail_confirm(token: &str) -> String {
    format!("/i/c/{}", segment(token))
}

/// The page where a subscriber changes a subscription, as mailed.
#[must_use]
pub fn infomail_manage(token: &str) -> String {
    format!("/i/m/{}", segment(token))
}

/// Where a subscription is left: a page for people, and the address that mail programs send to (RFC 8058).
#[must_use]
pub fn infomail_leave(token: &str) -> String {
    format!("/i/l/{}", segment(token))
}

/// The page where a subscriber says that the Infomail shall go on, as mailed (REQ-91).
#[must_use]
pub fn infomail_stay(token: &str) -> String {
    format!("/i/s/{}", segment(token))
}

/// One captured mail.
#[must_use]
pub fn mailbox_mail(id: &str) -> String {
    format!("{MAILBOX}/{}", segment(id))
}

/// The HTML part of a captured mail alone, in a frame that may do nothing.
#[must_use]
pub fn mailbox_html(id: &str) -> String {
    format!("{}/html", mailbox_mail(id))
}

/// A captured mail as it would have left.
#[must_use]
pub fn mailbox_raw(id: &str) -> String {
    format!("{}/raw", mailbox_mail(id))
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
