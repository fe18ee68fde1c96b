//! `infomail`: lists, issues, and sending them.

mod appear;
mod end;
mod list;
mod preview;
mod progress;
mod publish;
mod steer;
mod test;

use std::sync::Arc;

use anyhow::{Result, anyhow};
use app::infomail::PublishedList;
use app::site::Site;
use domain::infomail::IssueNumber;
use domain::slug::Slug;

use super::Verdict;
use crate::config::Chosen;
use crate::help::Help;
use crate::{logging, wire};

/// What can be done about the Infomail.
#[derive(clap::Subcommand)]
pub enum Arguments {
    /// Check the folder of a list
    Check(publish::Check),
    /// Publish the folder of a list: its settings, and its issues as drafts
    Publish(publish::Arguments),
    /// Show lists, subscribers and issues
    List(list::Arguments),
    /// Write an issue as it will be mailed into a folder
    Preview(preview::Arguments),
    /// Mail an issue to one address of yours
    Test(test::Arguments),
    /// Let an issue appear, and send it to everybody who is to get it
    Send(appear::Arguments),
    /// Show how far an issue got
    Progress(progress::Arguments),
    /// Show what became of an issue, by domain
    Report(progress::Report),
    /// Send no more of an issue for now
    Pause(steer::Arguments),
    /// Go on with an issue where it was paused
    Resume(steer::Arguments),
    /// End the subscription of an address, on a written request
    End(end::Arguments),
}

/// Carries out one of the commands.
///
/// # Errors
/// When the site cannot be used, or what is asked for cannot be done.
pub async fn run(arguments: Arguments) -> Result<Verdict> {
    match arguments {
        Arguments::Check(arguments) => publish::check(&arguments),
        Arguments::Publish(arguments) => publish::run(&arguments).await,
        Arguments::List(arguments) => list::run(&arguments).await,
        Arguments::Preview(arguments) => preview::run(&arguments).await,
        Arguments::Test(arguments) => test::run(&arguments).await,
        Arguments::Send(arguments) => appear::run(&arguments).await,
        Arguments::Progress(arguments) => progress::run(&arguments).await,
        Arguments::Report(arguments) => progress::report(&arguments).await,
        Arguments::Pause(arguments) => steer::pause(&arguments).await,
        Arguments::Resume(arguments) => steer::resume(&arguments).await,
        Arguments::End(arguments) => end::run(&arguments).await,
    }
}

/// Which issue a command is about.
#[derive(clap::Args)]
struct Which {
    /// The list, by the name in its address
    list: String,
    /// The number of the issue
    number: u32,
    #[command(flatten)]
    config: Chosen,
}

/// An issue that is there, and the site that has it.
struct Opened {
    site: Site,
    list: Arc<PublishedList>,
    number: IssueNumber,
}

impl Which {
    /// Opens the site and finds the issue.
    async fn open(&self) -> Result<Opened> {
        let config = self.config.read()?;
        logging::start("error")?;
        let site = wire::site(&config).await?;
        match self.find(&site).await {
            Ok((list, number)) => Ok(Opened { site, list, number }),
            Err(error) => {
                wire::close(site).await?;
                Err(error)
            }
        }
    }

    async fn find(&self, site: &Site) -> Result<(Arc<PublishedList>, IssueNumber)> {
        let list = list(site, &self.list).await?;
        let number = IssueNumber::new(self.number).filter(|number| list.issue(*number).is_some());
        let Some(number) = number else {
            return Err(anyhow!("{} has no issue {}", self.list, self.number))
                .help("`undersigned infomail list` shows those that were published");
        };
        Ok((list, number))
    }
}

impl Opened {
    fn slug(&self) -> &Slug {
        &self.list.list.slug
    }
}

/// A list by the slug a person typed.
async fn list(site: &Site, slug: &str) -> Result<Arc<PublishedList>> {
    let all = site.infomail_lists().await?;
    let found = all.iter().find(|one| one.list.slug.as_str() == slug);
    if let Some(found) = found {
        return Ok(Arc::clone(found));
    }
    let names: Vec<&str> = all.iter().map(|one| one.list.slug.as_str()).collect();
    let known = if names.is_empty() {
        "publish the folder of one: undersigned infomail publish FOLDER".to_owned()
    } else {
        format!("lists are: {}", names.join(", "))
    };
    Err(anyhow!("no list is called {slug}")).help(known)
}
