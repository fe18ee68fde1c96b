//! Letters as the strokes they are drawn with.

/// `i` a short bar, `T` a tall one, `(` and `)` halves of a round, `^` an arch, `v` a bowl, `-` a
/// crossbar, `.` a dot, `'` a tick, `,` a tail, `/` and `\` slants, `=` a bar on top, `_` one below.
const LATIN: &[(char, &str)] = &[
    ('a', "(i"),
    ('b', "T)"),
    ('c', "("),
    ('d', "(T"),
    ('e', "(-"),
    ('f', "T-'"),
    ('g', "(,"),
    ('h', "T^i"),
    ('i', "i."),
    ('i', "i"),
    ('j', "i.,"),
    ('k', "T<"),
    ('l', "T"),
    ('m', "i^i^i"),
    ('n', "i^i"),
    ('o', "()"),
    ('p', "i),"),
    ('q', "(i,"),
    ('r', "i'"),
    ('s', "S"),
    ('t', "T-"),
    ('u', "ivi"),
    ('v', "\\/"),
    ('w', "\\/\\/"),
    ('x', "\\\\//"),
    ('y', "\\/,"),
    ('z', "Z"),
    ('1', "T"),
    ('0', "()"),
    ('5', "S"),
    ('ß', "T)'"),
];

const CYRILLIC: &[(char, &str)] = &[
    ('а', "(i"),
    ('б', "T()"),
    ('в', "i))"),
    ('г', "i="),
    ('д', "/=i,,"),
    ('е', "(-"),
    ('ж', ">i<"),
    ('з', "))"),
    ('и', "i/i"),
    ('к', "i<"),
    ('л', "/=i"),
    ('м', "i\\/i"),
    ('н', "i-i"),
    ('о', "()"),
    ('п', "i=i"),
    ('р', "i),"),
    ('с', "("),
    ('т', "=i="),
    ('у', "\\/,"),
    ('ф', "()i()"),
    ('х', "\\\\//"),
    ('ц', "i_i,"),
    ('ч', "vi"),
    ('ш', "i_i_i"),
    ('щ', "i_i_i,"),
    ('ъ', "=i)"),
    ('ы', "i)i"),
    ('ь', "i)"),
    ('э', ")-"),
    ('ю', "i-()"),
    ('я', "(i/"),
    ('0', "()"),
    ('3', "))"),
];

/// What one stroke is taken for on bad paper; empty where it has faded.
const NOISE: &[(char, &[&str])] = &[
    ('i', &["T", "i."]),
    ('T', &["i", "T'"]),
    ('(', &["i", ""]),
    (')', &["", "i"]),
    ('^', &["'", ""]),
    ('v', &["", "^"]),
    ('-', &["", "/"]),
    ('.', &["", "'"]),
    ('\'', &["", "^i"]),
    (',', &[""]),
    ('/', &["-", ""]),
    ('=', &["-", "/", ""]),
    ('_', &["", "="]),
    ('<', &["("]),
    ('S', &["(", ")"]),
];

fn table(is_cyrillic: bool) -> &'static [(char, &'static str)] {
    if is_cyrillic { CYRILLIC } else { LATIN }
}

/// The strokes of a small letter.
pub fn strokes(letter: char, is_cyrillic: bool) -> Option<&'static str> {
    let mut rows = table(is_cyrillic).iter();
    rows.find(|(known, _)| *known == letter)
        .map(|(_, strokes)| *strokes)
}

/// What a stroke may be taken for.
pub fn noise(stroke: char) -> &'static [&'static str] {
    let mut rows = NOISE.iter();
    rows.find(|(known, _)| *known == stroke)
        .map_or(&[], |(_, taken)| *taken)
}

/// Every way to read strokes as letters, at most so many letters.
pub fn readings(strokes: &str, is_cyrillic: bool, letters: usize) -> Vec<String> {
    if strokes.is_empty() {
        return vec![String::new()];
    }
    if letters == 0 {
        return Vec::new();
    }
    table(is_cyrillic)
        .iter()
        .filter_map(|(letter, drawn)| Some((letter, strokes.strip_prefix(drawn)?)))
        .flat_map(|(letter, rest)| {
            readings(rest, is_cyrillic, letters - 1)
                .into_iter()
                .map(move |reading| format!("{letter}{reading}"))
        })
        .collect()
}
