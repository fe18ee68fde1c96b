//! The environment: the only place that reads it.

use std::ffi::OsString;
use std::path::PathBuf;

/// Names the config file where `--config` does not.
const CONFIG: &str = "UNDERSIGNED_CONFIG";

/// Says what is logged, in the directives of `tracing-subscriber`: `info`, `warn,web=debug`.
const LOG: &str = "UNDERSIGNED_LOG";

/// The password of the database, before what the config file says.
const DATABASE_PASSWORD: &str = "UNDERSIGNED_DATABASE_PASSWORD";

/// The config file, if the environment names one.
#[must_use]
pub fn config_file() -> Option<PathBuf> {
    variable(CONFIG).map(PathBuf::from)
}

/// What to log, if the environment says so.
#[must_use]
pub fn log_filter() -> Option<String> {
    variable(LOG).and_then(|filter| filter.into_string().ok())
}

/// The password of the database, if the environment gives it.
#[must_use]
pub fn database_password() -> Option<String> {
    variable(DATABASE_PASSWORD).and_then(|password| password.into_string().ok())
}

/// Where `verify` remembers what it has seen (XDG Base Directory Specification 0.8); nothing where
/// a user has no home.
#[must_use]
pub fn state_folder() -> Option<PathBuf> {
    let state = variable("XDG_STATE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute());
    let state = state.or_else(|| Some(PathBuf::from(variable("HOME")?).join(".local/state")));
    state.map(|folder| folder.join("undersigned"))
}

fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}
