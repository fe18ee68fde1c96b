//! What somebody else wrote, made fit for a terminal.

/// Text from a log, a receipt or a site as one line that shows all it holds: control characters,
/// line ends, marks of direction and whatever else is invisible become U+FFFD. Such text could
/// otherwise clear the screen or write a verdict of its own.
///
/// Two joiners (U+200C and U+200D) stay: Persian and Kurdish names need them.
pub(in crate::command) fn plain(text: &str) -> String {
    text.replace(is_invisible, "\u{fffd}")
}

/// Unicode's categories of control, format and private characters, line ends, variation selectors
/// and blank letters.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn nothing_steers_the_terminal_or_hides() {
        let check = |text: &str, shown: &str| assert_eq!(plain(text), shown, "{text:?}");
        check("a\u{1b}[2Jb", "a\u{fffd}[2Jb");
        check(
            "a\r\nThe receipt holds.",
            "a\u{fffd}\u{fffd}The receipt holds.",
        );
        check("a\u{9b}b\u{202e}c\u{2066}d", "a\u{fffd}b\u{fffd}c\u{fffd}d");
        check(
            "a\u{200b}b\u{feff}c\u{e0041}",
            "a\u{fffd}b\u{fffd}c\u{fffd}",
        );
    }

    #[test]
    fn names_stay_as_they_are_written() {
        for name in ["Nguyễn Thị Ánh", "علی\u{200c}رضا", "d’Arc – “x”"] {
            assert_eq!(plain(name), name);
        }
    }
}
