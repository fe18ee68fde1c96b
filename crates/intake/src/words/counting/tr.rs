//! Turkish, folded: without dots, cedillas and circumflexes.

use domain::figure::Qualifier as Q;

use super::{Counting, NONE};

pub(super) const COUNTING: Counting = Counting {
    before: &[
        (&["en", "az"], Q::AtLeast),
        (&["en", "azindan"], Q::AtLeast),
        (&["en", "cok"], Q::UpTo),
        (&["en", "fazla"], Q::UpTo),
        (&["yaklasik"], Q::About),
        (&["neredeyse"], Q::About),
        (&["asagi", "yukari"], Q::About),
    ],
    after: &[
        (&["veya", "daha", "fazla"], Q::AtLeast),
        (&["arasinda"], Q::Between),
        (&["fazla"], Q::MoreThan),
        (&["cok"], Q::MoreThan),
        (&["askin"], Q::MoreThan),
        (&["az"], Q::FewerThan),
        (&["yakin"], Q::About),
        (&["kadar"], Q::UpTo),
    ],
    numbers: &[
        ("iki", 2),
        ("uc", 3),
        ("dort", 4),
        ("bes", 5),
        ("alti", 6),
        ("yedi", 7),
        ("sekiz", 8),
        ("dokuz", 9),
        ("on", 10),
        ("yirmi", 20),
        ("otuz", 30),
        ("kirk", 40),
        ("elli", 50),
        ("altmis", 60),
        ("yetmis", 70),
        ("seksen", 80),
        ("doksan", 90),
        ("yuz", 100),
        ("bin", 1_000),
        ("milyon", 1_000_000),
    ],
    collectives: &[
        ("onlarca", Q::Tens),
        ("duzinelerce", Q::Dozens),
        ("yuzlerce", Q::Hundreds),
        ("binlerce", Q::Thousands),
    ],
    endings: &[
        "den", "dan", "ten", "tan", "e", "a", "ye", "ya", "i", "u", "yi", "yu", "de", "da", "te",
        "ta", "in", "un", "nin", "nun", "si", "su", "ini", "sini",
    ],
    joined: true,
    ordinal_dot: true,
    spans: &[
        "yil", "yildir", "yilda", "yillik", "yilinda", "ay", "aydir", "ayda", "aylik", "gun",
        "gundur", "gunde", "gunluk", "hafta", "saat", "dakika", "saniye", "yuzyil", "gece",
    ],
    locatives: &["da", "de", "ta", "te"],
    ..NONE
};
