//! An issue as its subscribers will read it, before anybody does.

use domain::infomail::IssueNumber;
use domain::slug::Slug;
use render::mail::MailText;

use crate::outbox::ComposeError;
use crate::secret::Token;
use crate::site::Site;

impl Site {
    /// The mail of an issue in each of its languages, by tag; nothing where there is no such issue. The
    /// link to leave in it ends nothing.
    ///
    /// # Errors
    /// See [`ComposeError`].
    pub async fn issue_preview(
        &self,
        list: &Slug,
        number: IssueNumber,
    ) -> Result<Option<Vec<(String, MailText)>>, ComposeError> {
        let Some(list) = self.fresh_list(list).await? else {
            return Ok(None);
        };
        let Some(published) = list.issue(number) else {
            return Ok(None);
        };
        let mut mails = Vec::new();
        for text in &published.issue.texts {
            let mut mail = self.issue_mail(&list, (&published.issue, text)).await?;
            mail.leave_token = Token::new(self.random.as_ref()).reveal();
            mails.push((text.language.to_string(), mail.render()));
        }
        Ok(Some(mails))
    }
}
