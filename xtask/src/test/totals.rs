//! The sum over the test binaries of a workspace, read from cargo's own summary lines.

use std::fmt;

/// How many tests passed, failed and were skipped.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
    /// The part of `skipped` that a machine with all tools would have run.
    pub skipped_for_a_tool: u64,
}

impl Totals {
    /// Adds a line such as
    /// `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s`;
    /// any other line is not ours.
    pub fn read_line(&mut self, line: &str) {
        let Some((_, counts)) = line
            .strip_prefix("test result: ")
            .and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        for count in counts.split("; ") {
            let Some((number, what)) = count.split_once(' ') else {
                continue;
            };
            let Ok(number) = number.parse::<u64>() else {
                continue;
            };
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.skipped += number,
                _ => {}
            }
        }
    }

    /// Moves tests that returned early from passed to skipped and says which they were.
    pub fn read_skips(&mut self, file: &str) {
        for line in file.lines().filter(|line| !line.trim().is_empty()) {
            println!("SKIPPED: {line}");
            self.passed = self.passed.saturating_sub(1);
            self.skipped += 1;
            if line.starts_with("tool:") {
                self.skipped_for_a_tool += 1;
            }
        }
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            passed,
            failed,
            skipped,
            ..
        } = self;
        write!(
            f,
            "tests: {passed} passed, {failed} failed, {skipped} skipped"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Totals;

    fn check(lines: &[&str], expected: &str) {
        let mut totals = Totals::default();
        for line in lines {
            totals.read_line(line);
        }
        assert_eq!(totals.to_string(), expected);
    }

    #[test]
    fn summaries_of_several_binaries_are_added() {
        check(
            &[
                "running 3 tests",
                "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
                "test result: FAILED. 2 passed; 4 failed; 0 ignored; 0 measured; 9 filtered out; finished in 1.20s",
            ],
            "tests: 5 passed, 4 failed, 1 skipped",
        );
    }

    #[test]
    fn a_test_that_prints_something_similar_is_not_counted() {
        check(
            &["test result of the day: 7 passed; fine", "test result: odd"],
            "tests: 0 passed, 0 failed, 0 skipped",
        );
    }

    #[test]
    fn a_test_that_returned_early_is_skipped_and_not_passed() {
        let mut totals = Totals {
            passed: 5,
            ..Totals::default()
        };

        totals.read_skips("tool: journey_in_a_browser\nsamples: import_of_the_copy\n\n");

        assert_eq!(totals.to_string(), "tests: 3 passed, 0 failed, 2 skipped");
        assert_eq!(totals.skipped_for_a_tool, 1);
    }
}
