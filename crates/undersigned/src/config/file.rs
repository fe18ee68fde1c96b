//! The config file as it is written. Unknown keys are refused: a misspelt one would be a silent default.

use std::net::{IpAddr, SocketAddr};
use std::num::{NonZeroU8, NonZeroU32};
use std::path::PathBuf;

use serde::Deserialize;

use super::backup::BackupTable;

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ConfigFile {
    pub(super) base_url: String,
    pub(super) name: String,
    #[serde(default = "language")]
    pub(super) language: String,
    #[serde(default = "listen")]
    pub(super) listen: SocketAddr,
    #[serde(default = "database")]
    pub(super) database: String,
    pub(super) database_password_file: Option<PathBuf>,
    pub(super) database_ca_file: Option<PathBuf>,
    pub(super) database_schema: Option<String>,
    pub(super) database_readers: Option<NonZeroU8>,
    pub(super) database_writers: Option<NonZeroU8>,
    pub(super) database_replicated: Option<bool>,
    #[serde(default = "keys")]
    pub(super) keys: PathBuf,
    pub(super) log: Option<String>,
    #[serde(default)]
    pub(super) log_format: LogFormat,
    pub(super) mail: MailTable,
    pub(super) witnesses: Option<WitnessesTable>,
    pub(super) backup: Option<BackupTable>,
    pub(super) metrics: Option<MetricsTable>,
}

/// How the log is written.
#[derive(Debug, Deserialize, Clone, Copy, Default, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// As text on a terminal, as JSON anywhere else.
    #[default]
    Auto,
    /// For people.
    Text,
    /// One JSON object in each line.
    Json,
}

/// The table `[metrics]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct MetricsTable {
    pub(super) listen: String,
}

/// The table `[witnesses]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct WitnessesTable {
    pub(super) policy: PathBuf,
}

/// The table `[mail]`: `capture` or `[mail.smtp]`, never both.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct MailTable {
    pub(super) from: String,
    pub(super) capture: Option<PathBuf>,
    pub(super) smtp: Option<SmtpTable>,
    pub(super) return_path: Option<String>,
    #[serde(default)]
    pub(super) sends_from: Vec<IpAddr>,
    pub(super) confirmations_per_hour: Option<u32>,
    pub(super) dkim: Option<DkimTable>,
    pub(super) lmtp: Option<LmtpTable>,
    pub(super) pace: Option<PaceTable>,
}

/// The table `[mail.dkim]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DkimTable {
    pub(super) domain: Option<String>,
    pub(super) confirmations: String,
    pub(super) infomail: String,
}

/// The table `[mail.lmtp]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct LmtpTable {
    pub(super) listen: String,
}

/// The table `[mail.pace]`.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PaceTable {
    pub(super) connections: Option<NonZeroU8>,
    pub(super) per_domain: Option<NonZeroU8>,
    pub(super) per_minute: Option<NonZeroU32>,
}

/// The table `[mail.smtp]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SmtpTable {
    pub(super) host: String,
    pub(super) port: Option<u16>,
    #[serde(default)]
    pub(super) security: Security,
    pub(super) user: Option<String>,
    pub(super) password_file: Option<PathBuf>,
    #[serde(default)]
    pub(super) smtputf8: bool,
    pub(super) hello: Option<String>,
    pub(super) ca_file: Option<PathBuf>,
}

/// Protection of the connection to the mail server.
#[derive(Deserialize, Clone, Copy, Default, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Security {
    /// TLS from the first byte.
    #[default]
    Tls,
    /// STARTTLS, required.
    Starttls,
    /// None.
    None,
}

impl Security {
    /// The port where servers listen for it (RFC 8314 section 3; RFC 6409; RFC 5321).
    pub(super) const fn port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::Starttls => 587,
            Self::None => 25,
        }
    }
}

fn language() -> String {
    "en".to_owned()
}

fn listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8080))
}

fn database() -> String {
    "undersigned.sqlite".to_owned()
}

fn keys() -> PathBuf {
    PathBuf::from("keys")
}
