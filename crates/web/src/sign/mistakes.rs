//! From what the parsers of `domain` refuse to what the page says about it.

use domain::address::{AddressError, MAX_ADDRESS};
use domain::comment::{CommentError, MAX_COMMENT};
use domain::line::LineError;
use render::page::sign::{Field, Mistake, Problem};

/// What is wrong with a line.
pub(super) fn of_line(field: Field, errors: Vec<LineError>) -> Vec<Mistake> {
    collect(
        field,
        errors.into_iter().map(|error| match error {
            LineError::Empty => Problem::Missing,
            LineError::TooLong { length, limit } => too_long(length, limit),
            LineError::Character {
                character,
                position,
            } => refused(character, position),
            LineError::Marks { .. } => Problem::Marks,
            LineError::Link => Problem::Link,
        }),
    )
}

/// What is wrong with a comment.
pub(super) fn of_comment(errors: Vec<CommentError>) -> Vec<Mistake> {
    collect(
        Field::Comment,
        errors.into_iter().map(|error| match error {
            CommentError::TooLong(length) => too_long(length, MAX_COMMENT),
            CommentError::Character(character, position) => refused(character, position),
        }),
    )
}

/// What is wrong with an address. `typed` is needed for its length alone.
pub(crate) fn of_address(typed: &str, errors: Vec<AddressError>) -> Vec<Mistake> {
    collect(
        Field::Email,
        errors.into_iter().map(|error| match error {
            AddressError::Empty => Problem::Missing,
            AddressError::TooLong => too_long(typed.trim().len(), MAX_ADDRESS),
            AddressError::Character(character, position) => refused(character, position),
            AddressError::Shape | AddressError::Dots | AddressError::Domain => Problem::Address,
        }),
    )
}

/// One problem is said once, however many characters have it: a pasted page of control characters
/// must not become a page of complaints.
fn collect(field: Field, problems: impl Iterator<Item = Problem>) -> Vec<Mistake> {
    let mut mistakes: Vec<Mistake> = Vec::new();
    for problem in problems {
        let said = mistakes.iter().any(|mistake| {
            std::mem::discriminant(&mistake.problem) == std::mem::discriminant(&problem)
        });
        if !said {
            mistakes.push(Mistake { field, problem });
        }
    }
    mistakes
}

fn too_long(length: usize, limit: usize) -> Problem {
    Problem::TooLong {
        length: length as u64,
        limit: limit as u64,
    }
}

fn refused(character: char, position: usize) -> Problem {
    Problem::Character {
        code: format!("U+{:04X}", u32::from(character)),
        position: position as u64,
    }
}

#[cfg(test)]
mod tests {
    use domain::address::EmailAddress;
    use domain::name::Name;

    use super::*;

    #[test]
    fn each_kind_of_problem_is_said_once_with_its_first_place() {
        let errors = Name::parse("\u{202e}\u{202e}\u{0}www.example.org").unwrap_err();
        let code = "U+202E".to_owned();
        let expected = [Problem::Character { code, position: 1 }, Problem::Link];
        let problems: Vec<Problem> = of_line(Field::Name, errors)
            .into_iter()
            .map(|mistake| mistake.problem)
            .collect();
        assert_eq!(problems, expected);
    }

    #[test]
    fn an_address_that_is_none_is_asked_for_in_the_usual_form() {
        let check = |typed: &str, expected: Problem| {
            let errors = EmailAddress::parse(typed).unwrap_err();
            assert_eq!(of_address(typed, errors)[0].problem, expected, "{typed}");
        };
        check("", Problem::Missing);
        check("ada", Problem::Address);
        check("ada@nowhere", Problem::Address);
        check(
            "ada\r\nbcc:b@example.org",
            Problem::Character {
                code: "U+000D".to_owned(),
                position: 4,
            },
        );
    }
}
