//! After the form: look into your mail (REQ-97).

use askama::Template;
use jiff::civil::Date;

use super::personal::{Personal, Stencils, escaped};
use super::sign::SignForm;
use crate::layout::Layout;
use crate::page::revisions::{SignedText, ToSign};
use crate::urls;
use crate::words::Sentence;

/// The page after the form. It is the same for new and known addresses (REQ-42).
#[derive(Clone, Debug, PartialEq, Template)]
#[template(path = "page/check_mail.html")]
pub struct CheckMail {
    /// What every page shares; [`Layout::failed`] is to be set with a [`CodeProblem`].
    pub page: Layout,
    /// The title of the text that is signed.
    pub title: String,
    /// The address as it was entered.
    pub address: String,
    /// Days until the link and the code stop working.
    pub valid_days: u64,
    /// The day on which what was entered is deleted if nobody confirms.
    pub deleted_on: Date,
    /// The value of the hidden field `tab`: the secret of the tab that is open.
    pub tab: String,
    /// What was wrong with the code that was typed.
    pub problem: Option<CodeProblem>,
    /// The form with what was entered, to correct it or to send it again; absent where the page no longer knows.
    pub form: Option<SignForm>,
    /// The text that is signed, and what was published since.
    pub text: SignedText,
}

/// Why a code was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeProblem {
    /// Another code than the one in the mail.
    Wrong {
        /// How often it may still be tried.
        left: u64,
    },
    /// Tried too often: only the link works now.
    UsedUp,
    /// Too many are confirming at this moment; the code is still good.
    Busy,
    /// Nothing can be changed for a while; the code is still good.
    Paused,
    /// A newer text was published since the tab was shown; the code was not looked at and is still good.
    Newer,
}

impl Personal for CheckMail {
    fn of_nobody(&self) -> Self {
        Self {
            address: "✂address✂".to_owned(),
            tab: "✂tab✂".to_owned(),
            form: self.form.as_ref().map(SignForm::of_nobody),
            ..self.clone()
        }
    }

    fn own(&self) -> Vec<String> {
        let sent = self.page.say("mailed-sent").text("address", &self.address);
        let mut own = vec![sent.to_string(), escaped(&self.address), escaped(&self.tab)];
        if let Some(form) = &self.form {
            own.extend(form.own().map(escaped));
        }
        own
    }

    fn stencils() -> &'static Stencils<Self> {
        static KEPT: Stencils<CheckMail> = Stencils::new();
        &KEPT
    }
}

impl CheckMail {
    fn action(&self) -> String {
        urls::code(&self.text.slug, &self.text.language)
    }

    fn to_sign(&self) -> ToSign<'_> {
        self.text.to_sign(&self.title)
    }

    fn takes_code(&self) -> bool {
        self.problem != Some(CodeProblem::UsedUp)
    }

    fn problem_text(&self) -> Option<Sentence<'static>> {
        self.problem.map(|problem| match problem {
            CodeProblem::Wrong { left } => self.page.say("mailed-code-wrong").number("left", left),
            CodeProblem::UsedUp => self.page.say("mailed-code-used-up"),
            CodeProblem::Busy => self.page.say("mailed-code-busy"),
            CodeProblem::Paused => self.page.say("pause-code"),
            CodeProblem::Newer => self.page.say("mailed-code-newer"),
        })
    }
}
