//! Every page with every sample.

use askama::Template;

use crate::page::{self, Samples};
use crate::words::Words;

/// A page made of a sample.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The page's name and the sample's number, such as `confirm-2`.
    pub name: String,
    /// The document.
    pub html: String,
}

/// All pages with all their samples in one language of the interface.
#[must_use]
pub fn previews(words: &'static Words) -> Vec<Preview> {
    let pages = [
        of::<page::front::Front>("front", words),
        of::<page::declaration::Declaration>("declaration", words),
        of::<page::demand::Demand>("demand", words),
        of::<page::report::Report>("report", words),
        of::<page::series::Series>("series", words),
        of::<page::method::Method>("method", words),
        of::<page::text::Text>("text", words),
        of::<page::revisions::compare::Compare>("compare", words),
        of::<page::revisions::changes::Changes>("changes", words),
        of::<page::sign::SignPage>("sign", words),
        of::<page::check_mail::CheckMail>("check-mail", words),
        of::<page::confirm::Confirm>("confirm", words),
        of::<page::receipt::Receipt>("receipt", words),
        of::<page::receipt_check::ReceiptCheck>("receipt-check", words),
        of::<page::signatories::Signatories>("signatories", words),
        of::<page::manage::Manage>("manage", words),
        of::<page::revisions::moving::Move>("move", words),
        of::<page::manage::Withdraw>("withdraw", words),
        of::<page::manage::Withdrawn>("withdrawn", words),
        of::<page::refuse::Refuse>("refuse", words),
        of::<page::refuse::Refused>("refused", words),
        of::<page::log::Log>("log", words),
        of::<page::notice::Notice>("notice", words),
        of::<page::infomail::List>("infomail", words),
        of::<page::infomail::Sent>("infomail-sent", words),
        of::<page::infomail::Issue>("infomail-issue", words),
        of::<page::infomail::Confirm>("infomail-confirm", words),
        of::<page::infomail::Confirmed>("infomail-confirmed", words),
        of::<page::infomail::Manage>("infomail-manage", words),
        of::<page::infomail::Leave>("infomail-leave", words),
        of::<page::infomail::Left>("infomail-left", words),
        of::<page::infomail::Stay>("infomail-stay", words),
        of::<page::infomail::Stayed>("infomail-stayed", words),
        of::<page::mailbox::Mailbox>("mailbox", words),
        of::<page::mailbox::Mail>("mail", words),
    ];
    pages.into_iter().flatten().collect()
}

/// Not inlined: one function that holds the code of all templates takes minutes to optimise.
#[inline(never)]
fn of<P: Samples + Template>(name: &str, words: &'static Words) -> Vec<Preview> {
    let numbered = P::samples(words).into_iter().enumerate();
    numbered
        .map(|(number, sample)| Preview {
            name: format!("{name}-{number}"),
            html: page::html(&sample),
        })
        .collect()
}
