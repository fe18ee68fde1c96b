use jiff::civil::date;
use render::mail::{AlreadySigned, Confirm, MailText, Sender, samples};
use render::words::Words;

use crate::markup::{tags, words};

fn sender(words: &'static Words) -> Sender {
    Sender {
        words,
        site: "River Watch".to_owned(),
        base_url: "https://sign.example".to_owned(),
    }
}

fn confirm(words: &'static Words, title: &str, language: &str) -> MailText {
    let mail = Confirm {
        sender: sender(words),
        title: title.to_owned(),
        title_language: language.to_owned(),
        confirm_token: "confirm-token".to_owned(),
        code: "ABCDEFGH".to_owned(),
        manage_token: "manage-token".to_owned(),
        refuse_token: "refuse-token".to_owned(),
        valid_days: 7,
        deleted_on: date(2026, 5, 19),
    };
    mail.render()
}

fn already_signed(words: &'static Words) -> MailText {
    let mail = AlreadySigned {
        sender: sender(words),
        title: "Give our river back".to_owned(),
        title_language: "en".to_owned(),
        signed_on: date(2026, 5, 12),
        manage_token: "manage-token".to_owned(),
        refuse_token: "refuse-token".to_owned(),
    };
    mail.render()
}

fn all() -> Vec<(&'static Words, MailText)> {
    let of = |words| {
        let long = "Wolfeschlegelsteinhausenbergerdorff & <Söhne> ".repeat(4);
        [
            (words, confirm(words, "Give our river back", "en")),
            (words, confirm(words, "أعيدوا إلينا نهرنا", "ar")),
            (words, confirm(words, &long, "de")),
            (words, already_signed(words)),
        ]
    };
    let samples = |words| samples(words).into_iter().map(move |one| (words, one.mail));
    let all = Words::all().iter();
    all.clone()
        .flat_map(of)
        .chain(all.flat_map(samples))
        .collect()
}

fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// The words of a text, without what stands in it for an element: hyphens of items, angles of quotations,
/// the mark before the sender, addresses of links.
fn words_of(text: &str) -> String {
    let words = text.split_whitespace();
    let words = words.filter(|word| !["-", ">", "--"].contains(word) && address(word).is_none());
    words.collect::<Vec<_>>().join(" ")
}

fn address(word: &str) -> Option<&str> {
    let word = word.trim_start_matches('<');
    let end = word.find('>').unwrap_or(word.len());
    word.starts_with("https://").then(|| &word[..end])
}

/// What an address in angles leaves of its word: the full stop behind it.
fn without_angles(text: &str) -> String {
    let mut parts = text.split(" <https://");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| {
        all + part.split_once('>').map_or(part, |(_, behind)| behind)
    })
}

#[test]
fn text_and_html_say_the_same_and_lead_to_the_same_pages() {
    for (_, mail) in all() {
        let text = plain(&mail.text);
        assert_eq!(
            words_of(&plain(&words(&mail.html))),
            words_of(&without_angles(&text))
        );
        let tags = tags(&mail.html);
        let links = tags.iter().filter_map(|tag| tag.get("href"));
        let addresses = text.split_whitespace().filter_map(address);
        assert_eq!(links.collect::<Vec<_>>(), addresses.collect::<Vec<_>>());
    }
}

#[test]
fn subjects_are_one_line_without_marks() {
    for (_, mail) in all() {
        assert!(
            !mail.subject.is_empty() && !mail.subject.contains(char::is_control),
            "{}",
            mail.subject
        );
        assert_eq!(plain(&mail.subject), mail.subject);
        assert_eq!(mail.subject.trim(), mail.subject);
    }
}

#[test]
fn isolation_marks_stand_in_text_only_where_both_directions_meet() {
    let check = |words: &'static Words, title, language, expected| {
        let mail = confirm(words, title, language);
        assert_eq!(mail.text.contains('\u{2068}'), expected, "{}", mail.text);
    };
    check(Words::for_language("ru"), "Верните нашу реку", "ru", false);
    check(Words::for_language("ru"), "أعيدوا إلينا نهرنا", "ar", true);
    check(Words::for_language("fa"), "Give our river back", "en", true);
}

#[test]
fn html_has_its_language_and_loads_nothing() {
    for (words, mail) in all() {
        let tags = tags(&mail.html);
        let html = tags.iter().find(|tag| tag.name == "html").unwrap();
        assert_eq!(
            (html.get("lang"), html.get("dir")),
            (Some(words.lang()), Some(words.dir()))
        );
        for tag in &tags {
            assert!(
                !["img", "script", "style", "link"].contains(&tag.name.as_str()),
                "{tag:?}"
            );
            let address = tag.get("href").unwrap_or("https://sign.example");
            assert!(address.starts_with("https://sign.example"), "{address}");
            assert!(
                !address.contains('?'),
                "no link carries more than its token: {address}"
            );
        }
        assert!(mail.html.len() < 100 * 1024);
    }
}

#[test]
fn no_line_of_a_mail_is_longer_than_mail_allows() {
    // RFC 5322, section 2.1.1; the transfer encoding folds what is longer, links excepted.
    for (_, mail) in all() {
        assert!(mail.text.lines().all(|line| line.len() < 998));
    }
}

#[test]
fn the_confirmation_reads_as_it_should() {
    let mail = confirm(Words::for_language("en"), "Give our river back", "en");
    assert_eq!(
        mail.subject,
        "Please confirm your signature: Give our river back"
    );
    let expected = "\
On River Watch, somebody wants to sign this declaration with your e-mail address:

    Give our river back

If it was you, open this page and press the button:

https://sign.example/c/confirm-token

Or, if the page on which you signed is still open, type this code there:

    ABCD-EFGH

Link and code work for 7 days.

If it was not you, this page deletes what was entered and, if you wish, sees that we never write to this address again:
https://sign.example/n/refuse-token

To change later how you appear, or to withdraw your signature, keep this link and show it to nobody:
https://sign.example/m/manage-token

If you do nothing, nothing is counted and everything entered is deleted on 19 May 2026.

-- 
River Watch
https://sign.example
";
    assert_eq!(plain(&mail.text).trim_end(), expected.trim_end());
}

#[test]
fn whoever_has_signed_before_learns_when() {
    let mail = already_signed(Words::for_language("de"));
    assert!(plain(&mail.text).contains("12. Mai 2026"), "{}", mail.text);
    assert!(!mail.text.contains("/c/"), "there is nothing to confirm");
}
