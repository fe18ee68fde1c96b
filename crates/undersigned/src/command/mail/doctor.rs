//! `mail doctor`: what recipients will find about the mails of this site (REQ-73, REQ-74).

use std::net::{IpAddr, SocketAddr};

use anyhow::Result;
use mail::dns::{self, Finding, Level, Setup};
use mail::smtp::{Pool, PoolLimits};
use serde::Serialize;

use super::resolver::Resolver;
use super::sample;
use crate::command::Verdict;
use crate::config::{self, Chosen, Config, Mail, sender_domain};
use crate::{logging, output, signing};

/// What `mail doctor` is told.
#[derive(clap::Args)]
#[command(after_help = "\
Findings are errors (mails will be refused), warnings (some will be doubted) and hints (could be better). \
The exit code is 1 while there is an error.")]
pub struct Arguments {
    /// An address from which the mail server speaks to the world; may be given several times, and goes before
    /// `mail.sends-from`
    #[arg(long, value_name = "IP")]
    sends_from: Vec<IpAddr>,
    /// The DNS resolver to ask instead of that of this machine, such as 9.9.9.9:53
    #[arg(long, value_name = "IP:PORT")]
    resolver: Option<SocketAddr>,
    /// Print the findings as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    config: Chosen,
}

/// A finding for programs.
#[derive(Serialize)]
struct Wire<'f> {
    what: &'f str,
    level: &'static str,
    found: &'f str,
    #[serde(rename = "do", skip_serializing_if = "Option::is_none")]
    advice: Option<&'f str>,
}

/// Looks at keys, mail server and DNS. No mail is sent.
///
/// # Errors
/// When the config file or the DNS resolver cannot be used.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    logging::start("off")?;
    let config = arguments.config.read()?;
    let setup = setup(&config, &arguments.sends_from)?;
    let mut findings = vec![server(&config).await];
    findings.extend(list_fields(&config));
    let resolver = match arguments.resolver {
        Some(address) => Resolver::at(address)?,
        None => Resolver::of_this_machine()?,
    };
    findings.extend(dns::examine(&resolver, &setup).await);
    if arguments.json {
        let wires: Vec<Wire<'_>> = findings.iter().map(wire).collect();
        output::json(&wires)?;
    } else {
        for finding in &findings {
            print(finding)?;
        }
    }
    let is_error = |finding: &Finding| finding.level == Level::Error;
    Ok(Verdict::fine_if(!findings.iter().any(is_error)))
}

/// How the site sends, as far as its config file says.
fn setup(config: &Config, sends_from: &[IpAddr]) -> Result<Setup> {
    let options = &config.mail_options;
    let mut keys = Vec::new();
    if let Some(dkim) = &options.dkim {
        for name in [&dkim.confirmations, &dkim.infomail] {
            keys.extend(signing::signer(dkim, name)?.records());
        }
    }
    let given = if sends_from.is_empty() {
        options.sends_from.clone()
    } else {
        sends_from.to_vec()
    };
    Ok(Setup {
        from: sender_domain(&config.mail_from).unwrap_or_default(),
        signs: options.dkim.as_ref().map(|dkim| dkim.domain.clone()),
        returns: options.return_path.clone(),
        sends_from: given,
        keys,
    })
}

/// Whether the mail server lets us in, and whether anybody can read along.
async fn server(config: &Config) -> Finding {
    const WHAT: &str = "mail server";
    let Mail::Smtp(settings) = &config.mail else {
        return Finding::hint(
            WHAT,
            "mails are captured, none leaves",
            "name a mail server in [mail.smtp] before people sign",
        );
    };
    let at = format!("{} at port {}", settings.host, settings.port);
    let pool = Pool::new(settings.clone(), PoolLimits::default());
    let offers = match pool.probe().await {
        Ok(offers) => offers,
        Err(error) => {
            let found = format!("{at}: {:#}", anyhow::Error::new(error));
            return Finding::error(WHAT, found, "correct [mail.smtp] in the config file");
        }
    };
    let is_here = config::is_loopback(&format!("smtp://{}", settings.host));
    match (offers.encrypted, is_here) {
        (true, _) => Finding::fine(WHAT, format!("{at} takes mails over TLS")),
        (false, true) => Finding::fine(WHAT, format!("{at} takes mails, on this machine")),
        (false, false) => Finding::error(
            WHAT,
            format!("{at} takes mails unencrypted: everybody on the way reads addresses and links"),
            if offers.starttls {
                "set mail.smtp.security = \"starttls\", which this server offers"
            } else {
                "use a mail server that offers TLS"
            },
        ),
    }
}

/// Signs a made-up issue and looks whether its list fields are under the signature (RFC 8058 section 4).
fn list_fields(config: &Config) -> Option<Finding> {
    const WHAT: &str = "list fields in DKIM h=";
    let dkim = config.mail_options.dkim.as_ref()?;
    let signer = match signing::signer(dkim, &dkim.infomail) {
        Ok(signer) => signer,
        Err(error) => {
            let advice = "make the keys with `undersigned mail keys`";
            return Some(Finding::error(WHAT, format!("{error:#}"), advice));
        }
    };
    let unsigned = sample::unsigned_list_fields(&signer);
    Some(if unsigned.is_empty() {
        Finding::fine(WHAT, "all are signed, so one click unsubscribes")
    } else {
        Finding::error(
            WHAT,
            format!("not signed: {}", unsigned.join(", ")),
            "report this as a fault of this program",
        )
    })
}

fn wire(finding: &Finding) -> Wire<'_> {
    Wire {
        what: &finding.what,
        level: finding.level.word(),
        found: &finding.found,
        advice: finding.advice.as_deref(),
    }
}

fn print(finding: &Finding) -> Result<()> {
    let word = match finding.level {
        Level::Fine => "ok     ",
        Level::Hint => "hint   ",
        Level::Warning => "warning",
        Level::Error => "ERROR  ",
    };
    output::line(format!("{word}  {}: {}", finding.what, finding.found))?;
    match &finding.advice {
        Some(advice) => output::line(format!("         = help: {advice}")),
        None => Ok(()),
    }
}
