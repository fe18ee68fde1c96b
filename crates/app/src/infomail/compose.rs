//! From a mail about a subscription, or a copy of an issue, to its words and header fields.

use std::sync::Arc;

use domain::infomail::{Issue, IssueNumber, IssueText};
use domain::locale::Language;
use domain::log::Day;
use domain::slug::Slug;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use mail::message::Mailbox;
use mail::return_path::Kind;
use render::figure::phrase;
use render::mail::infomail::{
    Content, Issue as IssueMail, Known, ListName, OptIn, Permission, Welcome,
};
use render::mail::{MailText, Sender};
use render::text::FigureWords;
use render::urls;
use render::words::Words;

use super::{InfomailError, InfomailJob, PublishedList};
use crate::declarations::{LoadError, Published};
use crate::outbox::ComposeError;
use crate::site::Site;

/// Header fields beyond those that each of our mails has.
pub(crate) type Headers = Vec<(&'static str, String)>;

impl Site {
    /// The words of a mail about a subscription, with its header fields.
    pub(crate) async fn infomail_text(
        &self,
        job: &InfomailJob,
        (id, language): ([u8; 16], &str),
    ) -> Result<(MailText, Headers), ComposeError> {
        let sender = self.sender(language);
        let (InfomailJob::OptIn { list, .. }
        | InfomailJob::Welcome { list, .. }
        | InfomailJob::Known { list, .. }
        | InfomailJob::Permission { list, .. }
        | InfomailJob::Test { list, .. }) = job;
        let published = self.list_of_mail(list, job).await?;
        let list = list_name(&published, language);
        let text = match job {
            InfomailJob::OptIn {
                confirm,
                refuse,
                expires,
                ..
            } => OptIn {
                sender,
                list,
                confirm_token: confirm.clone(),
                refuse_token: refuse.clone(),
                deleted_on: day_of(*expires)?,
            }
            .render(),
            InfomailJob::Welcome { leave, .. } => Welcome {
                sender,
                list,
                leave_token: leave.clone(),
            }
            .render(),
            InfomailJob::Known { manage, .. } => Known {
                sender,
                list,
                manage_token: manage.clone(),
            }
            .render(),
            InfomailJob::Permission {
                stay,
                leave,
                since,
                ends,
                ..
            } => Permission {
                sender,
                list,
                since: Day(*since).date().ok_or(ComposeError::Malformed)?,
                stay_token: stay.clone(),
                leave_token: leave.clone(),
                ends_on: Day(*ends).date().ok_or(ComposeError::Malformed)?,
            }
            .render(),
            InfomailJob::Test { number, leave, .. } => {
                return self
                    .test_text(&published, *number, (id, language), leave)
                    .await;
            }
        };
        Ok((text, Vec::new()))
    }

    async fn test_text(
        &self,
        list: &PublishedList,
        number: u32,
        (id, language): ([u8; 16], &str),
        leave: &str,
    ) -> Result<(MailText, Headers), ComposeError> {
        let number = IssueNumber::new(number).ok_or(ComposeError::Malformed)?;
        let issue = &list.issue(number).ok_or(ComposeError::Gone)?.issue;
        let language = Language::parse(language).map_err(|_| ComposeError::Malformed)?;
        let text = issue
            .text_for(&language, &list.list)
            .ok_or(ComposeError::Gone)?;
        let mut mail = self.issue_mail(list, (issue, text)).await?;
        mail.is_test = true;
        leave.clone_into(&mut mail.leave_token);
        let headers = self.list_headers(list, &mail, (Kind::Delivery, id));
        Ok((mail.render(), headers))
    }

    /// An issue in one language, ready for whoever's token is put into it.
    pub(super) async fn issue_mail(
        &self,
        list: &PublishedList,
        (issue, text): (&Issue, &IssueText),
    ) -> Result<IssueMail, ComposeError> {
        let about = self.declarations_of(issue).await?;
        let tag = text.language.as_str();
        let figures = |id: &str| {
            let figure = about.iter().find_map(|published| published.figure(id))?;
            Some(FigureWords::new(&phrase(&figure.bounds, tag)?, tag))
        };
        let number = issue.number.get();
        let path = urls::infomail_issue(list.list.slug.as_str(), tag, number);
        let permalink = urls::absolute(&self.settings.base_url, &path);
        Ok(IssueMail {
            sender: self.sender(tag),
            list: list_name(list, tag),
            number,
            day: issue.date,
            language: tag.to_owned(),
            preheader: text.preheader.clone(),
            content: Arc::new(Content::new(text.text.as_str(), &permalink, &figures)),
            corrects: issue.corrects.map(IssueNumber::get),
            is_test: false,
            leave_token: String::new(),
        })
    }

    /// The declarations that an issue is about, as far as they are still here.
    ///
    /// # Errors
    /// See [`LoadError`].
    pub async fn declarations_of(&self, issue: &Issue) -> Result<Vec<Arc<Published>>, LoadError> {
        let mut about = Vec::with_capacity(issue.about.len());
        for slug in &issue.about {
            about.extend(self.declaration(slug).await?);
        }
        Ok(about)
    }

    /// The header fields of a list (RFC 2369, RFC 2919, RFC 8058; REQ-76). Whoever writes to the address
    /// for leaving writes to the return path of this very mail, which says whose subscription it is; where
    /// nothing reads return paths, to people.
    pub(super) fn list_headers(
        &self,
        list: &PublishedList,
        mail: &IssueMail,
        (kind, id): (Kind, [u8; 16]),
    ) -> Headers {
        let contact = &list.list.controller.contact;
        let from = Mailbox::parse(&self.settings.mail_from).ok();
        let (from_address, from_domain) = from
            .as_ref()
            .map_or_else(Default::default, |from| (from.address(), from.domain()));
        let owner = if contact.contains("://") {
            contact.clone()
        } else {
            format!("mailto:{contact}")
        };
        let by_mail = match self.mail_identity.return_path {
            Some(_) => self.return_paths.address(kind, id),
            // Somebody reads the mails of the controller, or else those to the sender.
            None if contact.contains("://") => from_address.to_owned(),
            None => contact.clone(),
        };
        let leave = format!(
            "<{}>, <mailto:{by_mail}?subject=unsubscribe>",
            mail.leave_url()
        );
        let page = mail.list_url();
        vec![
            (
                "List-Id",
                format!("<{}.infomail.{}>", list.list.slug, self.host(from_domain)),
            ),
            ("List-Unsubscribe", leave),
            (
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click".to_owned(),
            ),
            ("List-Archive", format!("<{page}>")),
            ("List-Help", format!("<{page}>")),
            ("List-Owner", format!("<{owner}>")),
        ]
    }

    /// The host of this site without its port; where that is a number, the domain of its mails, since
    /// names of lists are made of domain names (RFC 2919 section 2).
    fn host<'h>(&'h self, of_mails: &'h str) -> &'h str {
        let base = &self.settings.base_url;
        let host = base
            .split_once("://")
            .map_or(base.as_str(), |(_, host)| host);
        let name = host.split([':', '/']).next().unwrap_or(host);
        let is_number = name.starts_with('[') || name.parse::<std::net::Ipv4Addr>().is_ok();
        if is_number { of_mails } else { name }
    }

    fn sender(&self, language: &str) -> Sender {
        Sender {
            words: Words::for_language(language),
            site: self.settings.name.clone(),
            base_url: self.settings.base_url.clone(),
        }
    }

    /// A list never goes: one that is not there does not parse just now. What organisers test is the
    /// draft as it was published last.
    async fn list_of_mail(
        &self,
        slug: &str,
        job: &InfomailJob,
    ) -> Result<Arc<PublishedList>, ComposeError> {
        let slug = Slug::parse(slug).map_err(|_| ComposeError::Malformed)?;
        let known = match job {
            InfomailJob::Test { .. } => None,
            _ => self.infomail_list(&slug).await?,
        };
        let list = match known {
            Some(list) => Some(list),
            None => self.fresh_list(&slug).await?,
        };
        list.ok_or_else(|| InfomailError::Folder(slug).into())
    }
}

/// A list as a mail in a language names it.
fn list_name(list: &PublishedList, language: &str) -> ListName {
    let wording = Language::parse(language)
        .ok()
        .and_then(|language| list.list.wording(&language));
    ListName {
        slug: list.list.slug.to_string(),
        title: wording.map_or_else(
            || list.list.slug.to_string(),
            |wording| wording.title.as_str().to_owned(),
        ),
        language: wording.map_or_else(
            || list.list.language.to_string(),
            |wording| wording.language.to_string(),
        ),
        organisation: list.list.organisation.as_str().to_owned(),
    }
}

fn day_of(seconds: i64) -> Result<Date, ComposeError> {
    let moment = Timestamp::from_second(seconds).map_err(|_| ComposeError::Malformed)?;
    Ok(moment.to_zoned(TimeZone::UTC).date())
}
