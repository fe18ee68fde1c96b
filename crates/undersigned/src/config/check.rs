//! From what is written to what can be used, or everything that is wrong with it.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::path::Path;

use app::witness::WitnessPolicy;
use domain::address::EmailAddress;
use render::words::Words;

use super::backup::BackupOptions;
use super::database::{Around, database};
use super::file::{ConfigFile, MailTable, WitnessesTable};
use super::mail::MailOptions;
use super::server::server;
use super::{Config, Mail, place};

/// The address of a site, checked: scheme and host, no path and no trailing slash, so that the
/// origins of its logs can be derived from it (LOG-FORMAT section 2).
///
/// # Errors
/// What is wrong, as the end of a sentence that begins with the name of the key.
pub(super) fn base_url(text: &str) -> Result<String, String> {
    let url = text.trim_end_matches('/');
    let host = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let host = host.ok_or("must begin with https:// (or http://)")?;
    if host.is_empty()
        || host.contains(['/', '?', '#', '@', '+'])
        || host.contains(char::is_whitespace)
    {
        return Err(
            "must be a scheme and a host, without a path: https://letters.example.org".into(),
        );
    }
    Ok(url.to_owned())
}

/// Whether an address leads to this machine alone.
#[must_use]
pub fn is_loopback(base_url: &str) -> bool {
    let host = base_url
        .split_once("://")
        .map_or(base_url, |(_, host)| host);
    if let Some((address, _port)) = host.strip_prefix('[').and_then(|v6| v6.split_once(']')) {
        return address
            .parse::<Ipv6Addr>()
            .is_ok_and(|address| address.is_loopback());
    }
    let name = host.split_once(':').map_or(host, |(name, _port)| name);
    name == "localhost"
        || name
            .parse::<Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback())
}

/// The sender of all mails: an address, or a name and an address in angle brackets.
pub(super) fn sender(text: &str) -> Result<String, String> {
    let is_sender =
        EmailAddress::parse(address_of(text)).is_ok() && !text.contains(char::is_control);
    if is_sender {
        Ok(text.trim().to_owned())
    } else {
        Err("must be an address such as \"Clean Rivers <declarations@example.org>\"".into())
    }
}

/// The bare address of a sender.
pub(super) fn address_of(sender: &str) -> &str {
    match sender.trim().strip_suffix('>') {
        Some(rest) => rest.rsplit_once('<').map_or("", |(_, address)| address),
        None => sender.trim(),
    }
}

/// Takes the values of the file, or says everything that is wrong with them.
pub(super) fn checked(file: ConfigFile, around: &Around<'_>) -> Result<Config, Vec<String>> {
    let folder = around.folder;
    let mut problems = Vec::new();
    let mut keep = |key: &str, value: Result<String, String>| {
        value.unwrap_or_else(|problem| {
            problems.push(format!("{key} {problem}"));
            String::new()
        })
    };
    let base_url = keep("base-url", base_url(&file.base_url));
    let name = keep("name", name(&file.name));
    let language = keep("language", language(&file.language));
    let mail_from = keep("mail.from", sender(&file.mail.from));
    let is_private =
        is_loopback(file.base_url.trim_end_matches('/')) && file.listen.ip().is_loopback();
    let database = database(&file, around);
    let options = MailOptions::checked(&file.mail, &folder.join(&file.keys));
    let mail = mail(file.mail, folder, is_private);
    let policy = file
        .witnesses
        .as_ref()
        .map(|table| folder.join(&table.policy));
    let backup = BackupOptions::checked(file.backup, policy.into_iter().collect());
    let witnesses = witnesses(file.witnesses.as_ref(), folder);
    let metrics = place::metrics(file.metrics.as_ref());
    let around = witnesses.and_then(|witnesses| Ok((witnesses, backup?, metrics?)));
    match (mail, options, around, database) {
        (Ok(mail), Ok(mail_options), Ok((witnesses, backup, metrics)), Ok(database))
            if problems.is_empty() =>
        {
            Ok(Config {
                listen: file.listen,
                base_url,
                name,
                language,
                database,
                keys: folder.join(file.keys),
                log: file.log,
                log_format: file.log_format,
                metrics,
                mail_from,
                mail,
                mail_options,
                witnesses,
                backup,
            })
        }
        (mail, options, around, database) => {
            problems.extend(database.err());
            problems.extend(mail.err());
            problems.extend(options.err().unwrap_or_default());
            problems.extend(around.err());
            Err(problems)
        }
    }
}

/// The witnesses that are named in a file of their own, since their operators give lines of it out.
fn witnesses(table: Option<&WitnessesTable>, folder: &Path) -> Result<WitnessPolicy, String> {
    let Some(table) = table else {
        return Ok(WitnessPolicy::none());
    };
    let file = folder.join(&table.policy);
    let at = |problem: String| format!("witnesses.policy {}: {problem}", file.display());
    let text = std::fs::read_to_string(&file).map_err(|error| at(error.to_string()))?;
    let policy = WitnessPolicy::parse(&text)
        .map_err(|error| at(format!("{:#}", anyhow::Error::new(error))))?;
    for witness in policy.witnesses() {
        let url = witness.url.as_deref().unwrap_or_default();
        web::witness::check_address(url)
            .map_err(|error| at(format!("witness {}: {error}", witness.name)))?;
    }
    Ok(policy)
}

fn name(text: &str) -> Result<String, String> {
    let name = text.trim();
    if name.is_empty() || name.contains(char::is_control) {
        return Err("must be one line that names the site".into());
    }
    Ok(name.to_owned())
}

fn language(tag: &str) -> Result<String, String> {
    let known: Vec<&str> = Words::all().iter().map(Words::lang).collect();
    if known.contains(&tag) {
        Ok(tag.to_owned())
    } else {
        Err(format!(
            "must be a language of the interface: {}",
            known.join(", ")
        ))
    }
}

/// Captured mails can be read by anybody who reaches the site, and whoever reads a mail can confirm
/// or withdraw the signature it is about: only where the site is reached from this machine alone.
fn mail(table: MailTable, folder: &Path, is_private: bool) -> Result<Mail, String> {
    match (table.capture, table.smtp) {
        (Some(_), None) if !is_private => Err(
            "mail.capture shows all mails at /mailbox, so it needs a base-url and a \
             listen of this machine (http://127.0.0.1:8080, 127.0.0.1:8080); name a mail server in [mail.smtp]"
                .into(),
        ),
        (Some(capture), None) => Ok(Mail::Capture(folder.join(capture))),
        (None, Some(smtp)) => server(smtp, folder).map(Mail::Smtp),
        (Some(_), Some(_)) => Err("mail has both capture and smtp: keep one of them".into()),
        (None, None) => {
            Err("mail needs a table [mail.smtp], or capture = \"FOLDER\" to try things out".into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "base-url = \"https://letters.example.org/\"\nname = \"Letters\"\n\
                        [mail]\nfrom = \"Letters <post@example.org>\"\n";

    fn site() -> Around<'static> {
        Around::folder(Path::new("site"))
    }

    fn check(text: &str, expected: &[&str]) {
        let problems = match checked(toml::from_str(text).unwrap(), &site()) {
            Ok(_) => Vec::new(),
            Err(problems) => problems,
        };
        assert_eq!(problems.len(), expected.len(), "{problems:?}");
        for (problem, expected) in problems.iter().zip(expected) {
            assert!(problem.starts_with(expected), "{problem}");
        }
    }

    #[test]
    fn a_complete_file_is_taken_with_paths_from_its_folder() {
        let text = GOOD.replace("https://letters.example.org/", "http://127.0.0.1:81/");
        let text = format!("{text}capture = \"mail\"");
        let config = checked(toml::from_str(&text).unwrap(), &site())
            .ok()
            .unwrap();
        assert_eq!(config.base_url, "http://127.0.0.1:81");
        let file = Path::new("site/undersigned.sqlite");
        assert_eq!(config.database.file(), Some(file));
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert!(matches!(config.mail, Mail::Capture(folder) if folder == Path::new("site/mail")));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let text = "base-url = \"letters.example.org\"\nname = \" \"\nlanguage = \"tlh\"\n\
                    [mail]\nfrom = \"nobody\"";
        check(
            text,
            &[
                "base-url must begin",
                "name must be",
                "language must be",
                "mail.from must",
                "mail needs",
            ],
        );
    }

    #[test]
    fn a_mail_server_is_named_whole_or_not_at_all() {
        check(
            &format!("{GOOD}capture = \"m\"\n[mail.smtp]\nhost = \"h\""),
            &["mail has both"],
        );
        check(
            &format!("{GOOD}[mail.smtp]\nhost = \"h\"\nuser = \"u\""),
            &["mail.smtp needs user"],
        );
        check(
            &format!("{GOOD}[mail.smtp]\nhost = \"h\"\nuser = \"u\"\npassword-file = \"absent\""),
            &["mail.smtp.password-file site/absent cannot be read"],
        );
        check(
            &format!("{GOOD}[mail.smtp]\nhost = \"h\"\nsecurity = \"starttls\""),
            &[],
        );
    }

    #[test]
    fn witnesses_are_read_from_their_file_or_refused_with_its_line() {
        use tlog::cosignature::CosigningKey;
        let folder = tempfile::tempdir().unwrap();
        let key = CosigningKey::from_seed("w.example", [1; 32]).unwrap();
        let key = key.verifier();
        let check = |text: &str, expected: Result<usize, &str>| {
            std::fs::write(folder.path().join("w"), text).unwrap();
            let table = WitnessesTable { policy: "w".into() };
            match (witnesses(Some(&table), folder.path()), expected) {
                (Ok(policy), Ok(number)) => assert_eq!(policy.witnesses().len(), number),
                (Err(problem), Err(said)) => assert!(problem.contains(said), "{problem}"),
                (outcome, _) => panic!("{text}: {outcome:?}"),
            }
        };
        let at = |url: &str| format!("witness one {key} {url}\nquorum one\n");
        check(&at("https://w.example"), Ok(1));
        check(&at("http://127.0.0.1:8090"), Ok(1));
        check(
            &at("http://w.example"),
            Err("witness one: `http://w.example` is not encrypted"),
        );
        check(
            &at(""),
            Err("line 1 names the witness one without the address"),
        );
        check(
            "# none\n\nquorum two\n",
            Err("line 3 of the policy is refused: two is not defined"),
        );
        assert_eq!(witnesses(None, folder.path()), Ok(WitnessPolicy::none()));
        let absent = WitnessesTable {
            policy: "absent".into(),
        };
        assert!(witnesses(Some(&absent), folder.path()).is_err());
    }

    #[test]
    fn captured_mails_are_for_this_machine_alone() {
        check(
            &format!("{GOOD}capture = \"mail\""),
            &["mail.capture shows all mails"],
        );
        let here = |url: &str, listen: &str| {
            let top = format!("base-url = \"{url}\"\nlisten = \"{listen}\"\nname = \"S\"\n");
            format!("{top}[mail]\nfrom = \"post@example.org\"\ncapture = \"mail\"")
        };
        check(&here("http://127.0.0.1:81", "127.0.0.1:81"), &[]);
        check(&here("http://[::1]:81", "[::1]:81"), &[]);
        check(
            &here("http://127.0.0.1:81", "0.0.0.0:81"),
            &["mail.capture shows all mails"],
        );
    }

    #[test]
    fn only_addresses_of_this_machine_are_taken_for_it() {
        for url in [
            "http://localhost",
            "http://localhost:80",
            "http://127.9.9.9",
            "http://[::1]",
            "http://[::1]:80",
        ] {
            assert!(is_loopback(url), "{url}");
        }
        for url in [
            "http://127.evil.example",
            "http://127.0.0.1.evil.example:80",
            "http://localhost.example",
            "http://[::2]:80",
            "http://10.0.0.1",
        ] {
            assert!(!is_loopback(url), "{url}");
        }
    }

    #[test]
    fn addresses_of_sites_have_no_path() {
        for url in [
            "https://a.example/x",
            "https://",
            "ftp://a.example",
            "https://a b",
            "https://u@a.example",
        ] {
            assert!(base_url(url).is_err(), "{url}");
        }
        for url in [
            "https://a.example",
            "http://127.0.0.1:8080",
            "http://abc.onion",
        ] {
            assert_eq!(base_url(url).as_deref(), Ok(url));
        }
    }
}
