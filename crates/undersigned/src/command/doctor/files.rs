//! How many files the program may have open: each visitor who is connected is one.

use super::Check;

const WHAT: &str = "open files";

/// Requests that are worked on at once (2,048), as many connections that wait behind a web server, and
/// room for the database.
const ENOUGH: u64 = 8_192;

/// The limit of the shell that `doctor` runs in, which is often that of the service; nothing where the
/// machine does not tell (proc(5) on Linux does).
pub(super) fn check() -> Option<Check> {
    let limits = std::fs::read_to_string("/proc/self/limits").ok()?;
    let limit = soft(&limits)?;
    let found = format!("{limit} at most, in this shell");
    Some(match limit {
        0..ENOUGH => Check::warn(
            WHAT,
            found,
            "give the service more: LimitNOFILE=65536 in its unit, docs/operate/install.md",
        ),
        _ => Check::ok(WHAT, found),
    })
}

/// The soft limit of the line "Max open files".
fn soft(limits: &str) -> Option<u64> {
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"))?;
    match line.split_whitespace().next()? {
        "unlimited" => Some(u64::MAX),
        number => number.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_read_from_its_line() {
        let check = |line: &str, expected| {
            let limits = format!("Limit  Soft Limit  Hard Limit  Units\n{line}\nMax pending 1 2 x");
            assert_eq!(soft(&limits), expected, "{line}");
        };
        check(
            "Max open files            1024                 524288               files",
            Some(1_024),
        );
        check(
            "Max open files            unlimited            unlimited            files",
            Some(u64::MAX),
        );
        check(
            "Max processes             7                    7                    processes",
            None,
        );
    }
}
