//! What the config file says of backups: the table `[backup]`.

use std::num::NonZeroU16;
use std::path::PathBuf;

use app::backup::Seal;
use serde::Deserialize;

/// Days for which backups are kept unless the file says otherwise: long enough to notice a fault a month
/// later, short enough to be told to those who sign (REQ-172).
const KEEP_DAYS: u16 = 30;

/// The table `[backup]`.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct BackupTable {
    #[serde(default)]
    pub(super) recipients: Vec<String>,
    pub(super) keep_days: Option<NonZeroU16>,
}

/// How backups are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupOptions {
    /// The public keys of `age` that they are sealed to; the other halves are not on the server.
    pub recipients: Vec<String>,
    /// Days for which they are kept, as the privacy notice of each declaration says.
    pub keep_days: u16,
    /// Files of the configuration that go into a backup, beside the config file.
    pub files: Vec<PathBuf>,
}

impl BackupOptions {
    /// Takes the table, or says what is wrong with it.
    pub(super) fn checked(table: Option<BackupTable>, files: Vec<PathBuf>) -> Result<Self, String> {
        let table = table.unwrap_or_default();
        if !table.recipients.is_empty() {
            let seal = Seal::To(table.recipients.clone());
            seal.check()
                .map_err(|error| format!("backup.recipients: {error}"))?;
        }
        Ok(Self {
            recipients: table.recipients,
            keep_days: table.keep_days.map_or(KEEP_DAYS, NonZeroU16::get),
            files,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    fn check(text: &str) -> Result<BackupOptions, String> {
        BackupOptions::checked(Some(toml::from_str(text).unwrap()), Vec::new())
    }

    #[test]
    fn backups_are_kept_for_a_month_unless_told() {
        assert_eq!(check("").unwrap().keep_days, 30);
        assert_eq!(check("keep-days = 7").unwrap().keep_days, 7);
        let zero: Result<BackupTable, _> = toml::from_str("keep-days = 0");
        assert!(zero.is_err());
    }

    #[test]
    fn a_key_that_could_seal_nothing_is_refused_when_the_site_starts() {
        let sealed = check(&format!("recipients = [\"{KEY}\"]")).unwrap();
        assert_eq!(sealed.recipients, [KEY]);
        let refused = check("recipients = [\"age1nothing\"]").unwrap_err();
        assert!(
            refused.contains("age1nothing is no public key"),
            "{refused}"
        );
    }
}
