//! What must be settled before anything is published: purposes and recipients (REQ-1, REQ-2).

use domain::consent::Purpose;
use domain::declaration::Declaration;

use super::Subject;
use super::locate::{self, Step};
use crate::finding::Finding;
use crate::folder::DECLARATION;

/// Checks `declaration.toml` beyond its single values.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(declaration) = subject.declaration else {
        return;
    };
    let at = |path: &[Step<'_>]| locate::value(&subject.files, DECLARATION, path);
    if !declaration.offers(Purpose::Count) {
        findings.push(
            Finding::error("count-missing", "the purpose `count` is not offered")
                .at(at(&[Step::Key("purposes")]))
                .help("add `[[purposes]]` with `id = \"count\"`: without it nobody can sign"),
        );
    }
    for (index, offered) in declaration.purposes.iter().enumerate() {
        let earlier = &declaration.purposes[..index];
        if earlier.iter().any(|other| other.purpose == offered.purpose) {
            let word = offered.purpose.word();
            let place = at(&[Step::Key("purposes"), Step::Entry(index), Step::Key("id")]);
            let message = format!("the purpose `{word}` is offered twice");
            findings.push(Finding::error("purpose-twice", message).at(place));
        }
    }
    infomail(subject, declaration, findings);
    let unsealable = declaration.unsealable();
    if !unsealable.is_empty() {
        let words: Vec<String> = unsealable
            .iter()
            .map(|p| format!("`{}`", p.word()))
            .collect();
        let message = format!(
            "{} keep contacts, but nobody can open them",
            words.join(", ")
        );
        findings.push(
            Finding::error("recipients-missing", message)
                .at(at(&[Step::Key("organisers"), Step::Key("recipients")]))
                .help("name an `age` public key (`age1…`) of the organisers, or offer less"),
        );
    }
    for (index, recipient) in declaration.recipients.iter().enumerate() {
        if !is_recipient(recipient) {
            let path = [
                Step::Key("organisers"),
                Step::Key("recipients"),
                Step::Entry(index),
            ];
            let message = "this is no `age` public key, or it was not copied whole";
            findings.push(
                Finding::error("recipient-malformed", message)
                    .at(at(&path))
                    .help("`age-keygen` prints it: `age1` and 58 more characters"),
            );
        }
    }
    if declaration.initiators.is_empty() {
        findings.push(
            Finding::warning("initiator-missing", "nobody is named who began it")
                .at(at(&[Step::Key("slug")]))
                .help("add `[[initiators]]` with `name` and `kind`"),
        );
    }
    insecure_addresses(subject, findings);
}

/// What belongs to Infomail stands beside it and nowhere else.
fn infomail(subject: &Subject<'_>, declaration: &Declaration, findings: &mut Vec<Finding>) {
    let at = |index, key| {
        let path = [Step::Key("purposes"), Step::Entry(index), Step::Key(key)];
        locate::value(&subject.files, DECLARATION, &path)
    };
    for (index, offered) in declaration.purposes.iter().enumerate() {
        if offered.list.is_some() && offered.purpose != Purpose::Infomail {
            let message = format!("the purpose `{}` has no list", offered.purpose.word());
            findings.push(
                Finding::error("purpose-list", message)
                    .at(at(index, "list"))
                    .help("`list` names the list that `infomail` subscribes to"),
            );
        }
        if offered.purpose == Purpose::InfomailSigned && declaration.infomail_list().is_none() {
            let message = "`infomail-signed` is offered without a list that could note it";
            findings.push(
                Finding::error("purpose-alone", message)
                    .at(at(index, "id"))
                    .help("offer `infomail` with `list`, the name of a list of this site"),
            );
        }
    }
}

fn insecure_addresses(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let first = subject.declaration.and_then(|d| d.first_published.as_ref());
    if let Some(url) = first.and_then(|first| first.url.as_deref()) {
        let place = || {
            let path = [Step::Key("first-published"), Step::Key("url")];
            locate::value(&subject.files, DECLARATION, &path)
        };
        findings.extend(super::links::fault(url).map(|finding| finding.at(place())));
    }
}

/// Whether a text has the form of an X25519 recipient of `age`: Bech32 with the prefix `age`, 58
/// characters after the separator, and a right checksum (BIP 173).
fn is_recipient(text: &str) -> bool {
    const CHARSET: &str = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    let Some(data) = text.strip_prefix("age1") else {
        return false;
    };
    let values: Option<Vec<u32>> = data
        .chars()
        .map(|c| CHARSET.find(c).and_then(|value| u32::try_from(value).ok()))
        .collect();
    let Some(values) = values.filter(|values| values.len() == 58) else {
        return false;
    };
    let prefix = b"age".map(u32::from);
    let expanded = prefix
        .map(|byte| byte >> 5)
        .into_iter()
        .chain([0])
        .chain(prefix.map(|byte| byte & 31));
    polymod(expanded.chain(values)) == 1
}

fn polymod(values: impl Iterator<Item = u32>) -> u32 {
    const GENERATOR: [u32; 5] = [
        0x3b6a_57b2,
        0x2650_8e6d,
        0x1ea1_19fa,
        0x3d42_33dd,
        0x2a14_62b3,
    ];
    values.fold(1, |sum, value| {
        let top = sum >> 25;
        let shifted = (sum & 0x01ff_ffff) << 5 ^ value;
        (0..5)
            .filter(|bit| (top >> bit) & 1 == 1)
            .fold(shifted, |sum, bit| sum ^ GENERATOR[bit])
    })
}

#[cfg(test)]
mod tests {
    use super::is_recipient;

    #[test]
    fn a_recipient_is_recognised_and_a_slip_of_one_character_found() {
        // From the specification of age (C2SP age.md).
        let key = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
        assert!(is_recipient(key));
        assert!(!is_recipient(&key.replace("zvky", "zvkz")));
        assert!(!is_recipient(&key[..61]));
        assert!(!is_recipient("AGE-SECRET-KEY-1"));
        assert!(!is_recipient(""));
    }
}
