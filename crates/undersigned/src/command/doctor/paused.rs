//! Issues of the Infomail that the site paused.

use app::infomail::{Standing, paused_issues};
use store::Store;

use super::Check;

const WHAT: &str = "issues of the Infomail";

/// An issue that rests although no operator paused it waits for one.
pub(super) async fn check(store: &Store) -> Check {
    match paused_issues(store).await {
        Ok(paused) => judged(&paused),
        Err(error) => Check::failed(WHAT, &error.into(), "see what is said of the database"),
    }
}

fn judged(paused: &[Standing]) -> Check {
    let stopped = paused.iter().filter(|one| !one.is_wanted());
    let stopped: Vec<String> = stopped
        .map(|one| format!("{} of {} ({})", one.number, one.list, one.why))
        .collect();
    if stopped.is_empty() {
        return Check::ok(WHAT, "none waits for you");
    }
    let found = format!("paused: {}", stopped.join(", "));
    let advice =
        "see docs/infomail.md, numbers, for what the word says; then `undersigned infomail resume`";
    Check::warn(WHAT, found, advice)
}

#[cfg(test)]
mod tests {
    use domain::infomail::IssueNumber;
    use domain::slug::Slug;

    use super::*;
    use crate::command::doctor::State;

    fn check(whys: &[&str], state: State, found: &str) {
        let standing = |why: &&str| Standing {
            list: Slug::parse("rivers").unwrap(),
            number: IssueNumber::new(7).unwrap(),
            why: (*why).to_owned(),
        };
        let paused: Vec<Standing> = whys.iter().map(standing).collect();
        let check = judged(&paused);
        assert_eq!((check.state, check.found.as_str()), (state, found));
    }

    #[test]
    fn what_the_site_paused_is_told_and_what_an_operator_paused_is_not() {
        check(&[], State::Ok, "none waits for you");
        check(&["operator"], State::Ok, "none waits for you");
        let found = "paused: 7 of rivers (complaints)";
        check(&["operator", "complaints"], State::Warn, found);
    }
}
