//! Where sentences begin, so that a figure there is capitalised.

/// Follows running text and knows whether the next word is the first of a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// At the start of a block, or after a full stop and a space.
    #[default]
    Start,
    /// After a full stop, before the space.
    Stopped,
    /// Anywhere else.
    Inside,
}

impl Place {
    /// The place after `text`.
    pub(super) fn after(self, text: &str) -> Self {
        text.chars().fold(self, Self::after_character)
    }

    fn after_character(self, character: char) -> Self {
        match (self, character) {
            (_, '.' | '!' | '?' | '…' | '؟' | '۔' | '。' | '！' | '？') => Self::Stopped,
            (Self::Stopped, c) if c.is_whitespace() => Self::Start,
            (place, c) if c.is_whitespace() || is_bracket(c) => place,
            _ => Self::Inside,
        }
    }
}

/// Quotation marks and brackets neither begin nor end a sentence.
fn is_bracket(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '(' | ')' | '[' | ']' | '«' | '»' | '‹' | '›' | '\u{2018}'..='\u{201F}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: bool) {
        assert_eq!(
            Place::default().after(text) == Place::Start,
            expected,
            "after {text:?}"
        );
    }

    #[test]
    fn a_sentence_begins_at_the_start_and_after_a_stop_and_a_space() {
        check("", true);
        check("„", true);
        check("They went home. ", true);
        check("“Never again!” (", true);
        check("“Never again!” ", true);
        check("كفى؟ ", true);
        check("in 3.", false);
        check("They saw ", false);
    }
}
