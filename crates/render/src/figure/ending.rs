//! Endings that a number takes in a sentence, where a language has such.
//!
//! Turkish and Kazakh say "more than 160" as "160-from more", and the ending follows the last word of the number as
//! it is spoken: vowel harmony, voiced or not, after a nasal or not. (Grammar of the ablative case in both.)

/// The ablative ending of `number` with the sign that joins it; empty where the language has none.
pub(super) fn ablative(language: &str, number: u64) -> &'static str {
    match language {
        "tr" => turkish(last_word(number)),
        "kk" => kazakh(last_word(number)),
        _ => "",
    }
}

/// The last spoken word of a number, as its value: 8,000 ends in 1000, 165 in 5, 160 in 60.
fn last_word(number: u64) -> u64 {
    const LARGE: [u64; 4] = [1_000_000_000, 1_000_000, 1_000, 100];
    let (units, tens) = (number % 10, number % 100);
    match (units, tens) {
        _ if number == 0 => 0,
        (1.., _) => units,
        (0, 1..) => tens,
        (0, 0) => LARGE
            .into_iter()
            .find(|large| number.is_multiple_of(*large))
            .unwrap_or(100),
    }
}

fn turkish(word: u64) -> &'static str {
    match word {
        3 | 4 | 5 | 70 => "’ten",
        40 | 60 => "’tan",
        0 | 6 | 9 | 10 | 30 | 90 | 1_000_000 | 1_000_000_000 => "’dan",
        _ => "’den",
    }
}

fn kazakh(word: u64) -> &'static str {
    match word {
        3 | 4 | 5 | 70 => "-тен",
        40 | 60 | 1_000_000_000 => "-тан",
        6 | 9 | 20 | 30 => "-дан",
        10 | 90 | 1_000 | 1_000_000 => "-нан",
        80 => "-нен",
        _ => "-ден",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_follows_the_last_word_spoken() {
        for (number, turkish, kazakh) in [
            (0, "’dan", "-ден"),
            (160, "’tan", "-тан"),
            (165, "’ten", "-тен"),
            (8_000, "’den", "-нан"),
            (8_100, "’den", "-ден"),
            (2_000_000, "’dan", "-нан"),
            (80, "’den", "-нен"),
            (20, "’den", "-дан"),
            (3_000_000_000, "’dan", "-тан"),
        ] {
            assert_eq!(ablative("tr", number), turkish, "{number}");
            assert_eq!(ablative("kk", number), kazakh, "{number}");
            assert_eq!(ablative("en", number), "");
        }
    }
}
