//! The similar key: what providers are known to ignore in a local part, as data.

/// Domains whose provider documents that dots in the local part are ignored.
const DOTLESS: [&str; 2] = ["gmail.com", "googlemail.com"];

/// Domains that are another name of the same mailboxes.
const ALIASES: [(&str, &str); 3] = [
    ("googlemail.com", "gmail.com"),
    ("pm.me", "proton.me"),
    ("protonmail.com", "proton.me"),
];

/// The similar key of a lower-case local part and an A-label domain.
pub(super) fn key(local: &str, domain: &str) -> String {
    let local = local.split_once('+').map_or(
        local,
        |(before, _)| if before.is_empty() { local } else { before },
    );
    let local = if DOTLESS.contains(&domain) {
        local.replace('.', "")
    } else {
        local.to_owned()
    };
    let domain = ALIASES
        .iter()
        .find(|(alias, _)| *alias == domain)
        .map_or(domain, |(_, name)| name);
    format!("{local}@{domain}")
}
