//! Issues appear, are sent, and rest: what organisers do, and how far it got.

use domain::address::EmailAddress;
use domain::infomail::{IssueMove, IssueNumber, IssueState, MoveError};
use domain::locale::Language;
use domain::slug::Slug;
use store::{DomainCounts, IssueCounts, IssueStep, Lane};

use super::{InfomailError, InfomailJob};
use crate::secret::Token;
use crate::site::Site;

/// The word for an issue that an operator paused.
pub const OPERATOR: &str = "operator";

/// The fewest mails to one domain of which a report, of an issue or of mails given up, names it: fewer would tell who subscribes (REQ-35).
pub const LEAST_TO_NAME: u64 = 10;

/// What became of a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssueMoved {
    /// It stands so from now on.
    Done(IssueState),
    /// It cannot be moved so.
    Refused(MoveError),
    /// A draft with a lower number has to appear first: numbers go up (REQ-86).
    After(IssueNumber),
    /// Somebody else moved it just now.
    Outrun,
    /// There is no such list or issue.
    Unknown,
}

/// How far an issue got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// How it stands.
    pub state: IssueState,
    /// Why it was paused, as one word, while it is.
    pub paused_by: Option<String>,
    /// What became of its mails.
    pub counts: IssueCounts,
}

impl Progress {
    /// How many it goes to, as far as is known: those who leave meanwhile are in no number.
    #[must_use]
    pub const fn audience(&self) -> u64 {
        let counts = &self.counts;
        counts.sent + counts.dead + counts.later + counts.held + counts.left
    }
}

/// What became of an issue by domain, without an address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DomainReport {
    /// Domains with at least [`LEAST_TO_NAME`] mails, those with most first.
    pub named: Vec<DomainCounts>,
    /// All others together.
    pub others: DomainCounts,
}

impl Site {
    /// Lets a draft appear: its text is fixed, it stands in the archive and the feed, and it goes to those
    /// who are subscribed at this moment. Takes the same time however many they are.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn issue_prepare(
        &self,
        list: &Slug,
        number: IssueNumber,
    ) -> Result<IssueMoved, InfomailError> {
        self.forget_lists();
        if let Some(published) = self.infomail_list(list).await? {
            let mut drafts = published
                .issues
                .iter()
                .filter(|one| !one.state.has_appeared());
            if let Some(earlier) = drafts.find(|one| one.issue.number < number) {
                return Ok(IssueMoved::After(earlier.issue.number));
            }
        }
        self.move_issue(list, number, (IssueMove::Prepare, None))
            .await
    }

    /// Begins to send an issue that appeared.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn issue_start(
        &self,
        list: &Slug,
        number: IssueNumber,
    ) -> Result<IssueMoved, InfomailError> {
        self.move_issue(list, number, (IssueMove::Start, None))
            .await
    }

    /// Sends no more of an issue until it is resumed. What is in the hands of the mail server still leaves:
    /// some hundred mails at most.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn issue_pause(
        &self,
        list: &Slug,
        number: IssueNumber,
        why: &str,
    ) -> Result<IssueMoved, InfomailError> {
        self.move_issue(list, number, (IssueMove::Pause, Some(why)))
            .await
    }

    /// Goes on with an issue exactly where it was paused.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn issue_resume(
        &self,
        list: &Slug,
        number: IssueNumber,
    ) -> Result<IssueMoved, InfomailError> {
        self.move_issue(list, number, (IssueMove::Resume, None))
            .await
    }

    async fn move_issue(
        &self,
        list: &Slug,
        number: IssueNumber,
        (by, why): (IssueMove, Option<&str>),
    ) -> Result<IssueMoved, InfomailError> {
        let rows = self.store.issues(list).await?;
        let Some(row) = rows.iter().find(|row| row.number == number.get()) else {
            return Ok(IssueMoved::Unknown);
        };
        let to = match row.state.after(by) {
            Ok(to) => to,
            Err(refused) => return Ok(IssueMoved::Refused(refused)),
        };
        let step = IssueStep {
            list: list.clone(),
            number: number.get(),
            from: row.state,
            to,
            why: why.map(str::to_owned),
            now: self.now(),
        };
        let moved = self.store.issue_step(step).await?;
        self.forget_lists();
        if !moved {
            return Ok(IssueMoved::Outrun);
        }
        if to == IssueState::Sending {
            self.ring(Lane::Issue);
        }
        tracing::info!(%list, %number, state = to.word(), "an issue was moved");
        Ok(IssueMoved::Done(to))
    }

    /// How far an issue got; nothing where there is none.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn issue_progress(
        &self,
        list: &Slug,
        number: IssueNumber,
    ) -> Result<Option<Progress>, InfomailError> {
        let rows = self.store.issues(list).await?;
        let row = rows.into_iter().find(|row| row.number == number.get());
        let counts = self.store.issue_counts(list, number.get(), self.now());
        Ok(row.zip(counts.await?).map(|(row, counts)| Progress {
            state: row.state,
            paused_by: row.paused_by,
            counts,
        }))
    }

    /// What became of an issue by domain.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn issue_report(
        &self,
        list: &Slug,
        number: IssueNumber,
    ) -> Result<DomainReport, InfomailError> {
        let mut report = DomainReport::default();
        for row in self.store.issue_domains(list, number.get()).await? {
            if row.domain.is_some() {
                report.named.push(row);
            } else {
                report.others.sent += row.sent;
                report.others.dead += row.dead;
                report.others.deferred += row.deferred;
                report.others.returned += row.returned;
            }
        }
        report.named.sort_by(|a, b| {
            let size = |row: &DomainCounts| row.sent + row.dead;
            size(b).cmp(&size(a)).then_with(|| a.domain.cmp(&b.domain))
        });
        Ok(report)
    }

    /// Mails an issue to one address as it would arrive, marked as a test; the link in it ends nothing.
    /// Answers `false` where there is no such issue.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn issue_test(
        &self,
        list: &Slug,
        number: IssueNumber,
        to: (&EmailAddress, &Language),
    ) -> Result<bool, InfomailError> {
        self.forget_lists();
        let published = self.infomail_list(list).await?;
        if published.is_none_or(|list| list.issue(number).is_none()) {
            return Ok(false);
        }
        let job = InfomailJob::Test {
            list: list.to_string(),
            number: number.get(),
            leave: Token::new(self.random.as_ref()).reveal(),
        };
        let mail = self.infomail_delivery(job, to, self.now());
        self.store.delivery_add(mail).await?;
        self.ring(Lane::Service);
        Ok(true)
    }
}
