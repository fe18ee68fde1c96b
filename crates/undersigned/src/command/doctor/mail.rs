//! The mail server, asked whether it would take a mail.

use super::Check;
use crate::config::{Config, Mail};
use crate::wire;

const WHAT: &str = "mail";

/// Asks the transport. No mail is sent.
pub(super) async fn check(config: &Config) -> Check {
    let Mail::Smtp(server) = &config.mail else {
        return captured(config);
    };
    let host = format!("{} at port {}", server.host, server.port);
    let probed = match wire::transport(config) {
        Ok(transport) => transport.probe().await.map_err(anyhow::Error::new),
        Err(error) => Err(error),
    };
    match probed {
        Ok(()) => Check::ok(WHAT, format!("{host} answers and lets us in")),
        Err(error) => {
            let advice = "correct [mail.smtp] in the config file, see docs/operate/mail.md";
            Check::fail(WHAT, format!("{host}: {error:#}"), advice)
        }
    }
}

fn captured(config: &Config) -> Check {
    match wire::transport(config) {
        Ok(_) => Check::ok(
            WHAT,
            "mails are captured, readable at /mailbox; none is sent",
        ),
        Err(error) => Check::fail(
            WHAT,
            format!("{error:#}"),
            "name a folder that can be written as `mail.capture`",
        ),
    }
}
