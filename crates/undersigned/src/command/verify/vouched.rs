//! The part of the report about witnesses: who else has seen the same log, when, and how much of it.

use std::fmt::Write;

use app::verify::{PolicyOf, Witnesses};

use super::amount::amount;
use super::plain;

/// Who else has seen the same log.
pub(super) fn vouched(witnesses: &Witnesses) -> String {
    let whose = match witnesses.policy {
        PolicyOf::You => "your policy",
        PolicyOf::Site => "the site's own policy, which proves nothing to you unless you know them",
    };
    let Some(vouched) = &witnesses.vouched else {
        let none = if witnesses.needed {
            "Not enough witnesses have signed it yet: the log alone vouches for all entries."
        } else {
            "No witness that this policy names has signed it: the log alone vouches for all entries."
        };
        return format!("\nWitnesses, by {whose}\n  {none}");
    };
    let mut out = format!("\nWitnesses, by {whose}");
    for witness in &vouched.by {
        let _ = write!(
            out,
            "\n  {} signed the first {}, at {}",
            plain(&witness.name),
            amount(vouched.size, "entry", "entries"),
            moment(witness.seconds),
        );
    }
    if vouched.alone > 0 {
        let _ = write!(
            out,
            "\n  For the {} after them the log alone vouches.",
            amount(vouched.alone, "entry", "entries")
        );
    }
    out
}

/// A time as its witness says it.
fn moment(seconds: u64) -> String {
    let time = i64::try_from(seconds).ok();
    let time = time.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    time.map_or_else(
        || format!("second {seconds}, which is no time"),
        |time| time.to_string(),
    )
}

#[cfg(test)]
mod tests {
    use app::verify::{CosignedBy, Vouched};

    use super::*;

    fn check(witnesses: &Witnesses, said: &[&str]) {
        let text = vouched(witnesses);
        for said in said {
            assert!(text.contains(said), "{said} is missing in\n{text}");
        }
    }

    fn signed(name: &str, seconds: u64) -> Witnesses {
        let by = CosignedBy {
            name: name.to_owned(),
            key: String::new(),
            seconds,
        };
        Witnesses {
            policy: PolicyOf::Site,
            needed: true,
            vouched: Some(Vouched {
                size: 1_234_000,
                alone: 567,
                by: vec![by],
            }),
        }
    }

    #[test]
    fn who_signed_is_said_with_the_time_and_for_how_much() {
        check(
            &signed("harbour", 1_795_000_000),
            &[
                "by the site's own policy, which proves nothing to you",
                "harbour signed the first 1,234,000 entries, at 2026-11-18T11:06:40Z",
                "For the 567 entries after them the log alone vouches.",
            ],
        );
        check(
            &signed("a\u{1b}[2J", u64::MAX),
            &["a\u{fffd}[2J", "no time"],
        );
    }

    #[test]
    fn for_no_entry_nothing_is_said() {
        let mut all = signed("harbour", 1_795_000_000);
        for (alone, said) in [(0, false), (1, true)] {
            all.vouched.as_mut().unwrap().alone = alone;
            let text = vouched(&all);
            assert_eq!(text.contains("the log alone vouches"), said, "{text}");
        }
        check(&all, &["For the 1 entry after them the log alone vouches."]);
    }

    #[test]
    fn that_nobody_signed_is_said_too() {
        check(
            &Witnesses::default(),
            &["No witness that this policy names has signed it"],
        );
        let waiting = Witnesses {
            policy: PolicyOf::You,
            needed: true,
            vouched: None,
        };
        check(&waiting, &["by your policy", "Not enough witnesses"]);
    }
}
