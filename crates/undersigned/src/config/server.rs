//! The mail server that mails are handed to: `[mail.smtp]`.

use std::path::Path;

use app::outbox::{SmtpSecurity, SmtpSettings};

use super::database::roots;
use super::file::{Security, SmtpTable};
use super::mail::domain;

/// Takes the table, or says what is wrong with it.
pub(super) fn server(table: SmtpTable, folder: &Path) -> Result<SmtpSettings, String> {
    if table.host.is_empty() || table.host.contains(char::is_whitespace) {
        return Err("mail.smtp.host must name a mail server".into());
    }
    let credentials = match (table.user, table.password_file) {
        (Some(user), Some(file)) => Some((user, password(&folder.join(file))?)),
        (None, None) => None,
        _ => return Err("mail.smtp needs user and password-file together, or neither".into()),
    };
    let hello = table.hello.map(|name| {
        domain(&name).ok_or_else(|| {
            format!("mail.smtp.hello must be a name such as letters.example.org, not `{name}`")
        })
    });
    let roots = table
        .ca_file
        .map(|file| roots("mail.smtp.ca-file", &folder.join(file)));
    Ok(SmtpSettings {
        port: table.port.unwrap_or(table.security.port()),
        security: match table.security {
            Security::Tls => SmtpSecurity::Tls,
            Security::Starttls => SmtpSecurity::StartTls,
            Security::None => SmtpSecurity::None,
        },
        host: table.host,
        credentials,
        smtputf8: table.smtputf8,
        hello: hello.transpose()?,
        roots: roots.transpose()?.unwrap_or_default(),
    })
}

fn password(file: &Path) -> Result<String, String> {
    let shown = file.display();
    let text = std::fs::read_to_string(file)
        .map_err(|error| format!("mail.smtp.password-file {shown} cannot be read: {error}"))?;
    match text.lines().next() {
        Some(password) if !password.is_empty() => Ok(password.to_owned()),
        _ => Err(format!(
            "mail.smtp.password-file {shown} must hold the password in its first line"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, pem: &str) -> Result<SmtpSettings, String> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("ca.pem"), pem).unwrap();
        let table = format!("host = \"mail.example.org\"\n{text}");
        server(toml::from_str(&table).unwrap(), folder.path())
    }

    #[test]
    fn certificates_of_ones_own_are_read_whole_or_refused() {
        let one = "-----BEGIN CERTIFICATE-----\nAQID\nBAUG\n-----END CERTIFICATE-----\n";
        let two = check("ca-file = \"ca.pem\"", &format!("# ours\n{one}{one}"));
        assert_eq!(two.unwrap().roots, [[1, 2, 3, 4, 5, 6]; 2]);
        for broken in [
            "",
            "nothing",
            "-----BEGIN CERTIFICATE-----\nAQID",
            &one.replace("AQID", "A*ID"),
        ] {
            let refused = check("ca-file = \"ca.pem\"", broken).err().unwrap();
            assert!(
                refused.contains("must hold certificates"),
                "{broken}: {refused}"
            );
        }
    }

    #[test]
    fn a_greeting_is_a_name() {
        let named = check("hello = \"letters.example.org\"", "").unwrap();
        assert_eq!(named.hello.as_deref(), Some("letters.example.org"));
        assert!(check("hello = \"a b\"", "").is_err());
        assert_eq!(check("", "").unwrap().hello, None);
    }
}
