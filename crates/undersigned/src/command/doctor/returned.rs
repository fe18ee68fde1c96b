//! What came back lately that the operator should do something about.

use app::bounce::Lately;
use app::clock::{Clock, SystemClock};
use store::Store;

use super::Check;

const WHAT: &str = "mails that came back";

/// How far back it looks.
const DAYS: i64 = 7;

/// Refusals that are about us, complaints, and what nobody but a person can read.
pub(super) async fn check(store: &Store) -> Check {
    let today = SystemClock.now().as_second() / 86_400;
    let from = u32::try_from(today - DAYS + 1).unwrap_or(0);
    match store.returned_counts(from).await {
        Ok(counts) => judged(&Lately::of(&counts)),
        Err(error) => Check::failed(WHAT, &error.into(), "see what is said of the database"),
    }
}

fn judged(lately: &Lately) -> Check {
    let found = format!(
        "in {DAYS} days {} for reasons of the recipient, {} complaints, {} to be read by a person",
        lately.recipients, lately.complaints, lately.review
    );
    if !lately.policy.is_empty() {
        let codes = lately.policy.iter().map(|(code, n)| match code.as_str() {
            "" => format!("{n} without a code"),
            code => format!("{n} with {code}"),
        });
        let codes: Vec<String> = codes.collect();
        let found = format!("other servers refuse us ({}); {found}", codes.join(", "));
        return Check::warn(WHAT, found, "run `undersigned mail doctor`");
    }
    if lately.complaints > 0 {
        let advice = "see docs/mail.md, what comes back";
        return Check::warn(WHAT, found, advice);
    }
    if lately.review > 0 {
        let advice = "read them where your mail server keeps a copy; `undersigned mail receive --explain` \
                      says how one was understood";
        return Check::warn(WHAT, found, advice);
    }
    Check::ok(WHAT, found)
}
