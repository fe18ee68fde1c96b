use jiff::civil::date;
use render::mail::{AlreadySigned, Confirm, MailText, Sender};
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
    Words::all().iter().flat_map(of).collect()
}

fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn text_and_html_say_the_same() {
    for (_, mail) in all() {
        let text = plain(&mail.text).replace("\n-- \n", "\n");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(plain(&words(&mail.html)), text);
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

If it was not you, this page deletes what was entered:
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
