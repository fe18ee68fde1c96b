//! Turkish, folded: without dots, cedillas and circumflexes.

use domain::figure::Measure as M;

use super::counting::Counting;
use super::{Ago, NoteWords, Words, care, topic};

pub(super) const WORDS: Words = Words {
    months: [
        &["ocak"],
        &["subat"],
        &["mart"],
        &["nisan"],
        &["mayis"],
        &["haziran"],
        &["temmuz"],
        &["agustos"],
        &["eylul"],
        &["ekim"],
        &["kasim"],
        &["aralik"],
    ],
    counting: Counting::of("tr"),
    topics: &[
        topic("idam", M::Executed),
        topic("oldur", M::Killed),
        // Folded, "died" is "became".
        topic("öldü", M::Killed),
        topic("ölen", M::Killed),
        topic("ölü", M::Killed),
        topic("katled", M::Killed),
        topic("hayatini", M::Killed),
        care("hastane"),
        topic("yarala", M::Injured),
        topic("yarali", M::Injured),
        topic("tutukla", M::Detained),
        topic("gozalti", M::Detained),
        topic("kayip", M::Missing),
        topic("asker", M::Other),
    ],
    persons: &[
        "kisi",
        "insan",
        "gosterici",
        "protestocu",
        "isci",
        "asker",
        "ogrenci",
        "kadin",
        "erkek",
        "cocuk",
        "mahkum",
        "gazeteci",
        "eylemci",
    ],
    families: &["aile"],
    ago: Ago {
        before: &[],
        after: &["once"],
        units: &[
            ("yil", "years"),
            ("ay", "months"),
            ("gun", "days"),
            ("hafta", "weeks"),
        ],
    },
    references: &[
        "hucre", "oda", "kapi", "telefon", "saat", "yuzde", "sayi", "madde", "sayfa", "no",
    ],
    other_units: &[
        "yuzde", "kez", "defa", "kere", "yatak", "lira", "dolar", "km", "saat", "yil", "yilinda",
    ],
    demanding: &["talep", "istiyoruz"],
    demands_heading: "Taleplerimiz",
    note: NoteWords {
        first: &["ilk", "yayimlan", "yayinlan"],
        initiative: &["girisim", "oncu"],
        support: &["destekl"],
        list: &["imza"],
        site: &["site", "sayfa"],
    },
    relative_days: &["bugun", "dun", "yarin"],
    link_phrases: &[&["su", "adreste"], &["su", "baglantida"]],
    speaking: &["dedi", "yazdi", "acikladi"],
    stop: &[
        "ve", "ile", "bir", "bu", "icin", "tum", "butun", "de", "da", "veya",
    ],
    thousands: '.',
    compounds: false,
};
