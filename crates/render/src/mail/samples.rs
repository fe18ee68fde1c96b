//! Every kind of mail with made-up content, for tests and for looking at.

use std::sync::Arc;

use jiff::civil::date;

use super::infomail::{Content, Issue, Known, ListName, OptIn, Permission, Welcome};
use super::{AlreadySigned, Confirm, MailText, Sender, Trial};
use crate::words::Words;

/// One mail, made up.
#[derive(Clone, Debug)]
pub struct Sample {
    /// What it shows: `confirm`.
    pub name: &'static str,
    /// The mail.
    pub mail: MailText,
}

/// A title in each language of the interface.
const TITLES: [(&str, &str); 9] = [
    ("en", "Give our river back"),
    ("de", "Gebt uns unseren Fluss zurück"),
    ("fr", "Rendez-nous notre rivière"),
    ("es", "Devolvednos nuestro río"),
    ("ru", "Верните нам нашу реку"),
    ("kk", "Өзенімізді қайтарыңыздар"),
    ("tr", "Nehrimizi geri verin"),
    ("ar", "أعيدوا إلينا نهرنا"),
    ("fa", "رودخانه‌مان را به ما بازگردانید"),
];

/// As long as the tokens of a site: 32 bytes in base64.
const CONFIRM: &str = "c0q8yVJbX2nTfLr5hDk3wPZsAe9mGu1vYt6RiOxBj7E";
const MANAGE: &str = "m4TzK1xUoQ9aWvJf7LpEyS3dHb6RnGc2YiXtVr8OkMw";
const REFUSE: &str = "n7PwB5sXe2ZqMfKj9RvLyT1cGu4HoDi8AtNxVk3Er6Y";

/// All kinds of mails in one language.
#[must_use]
pub fn samples(words: &'static Words) -> Vec<Sample> {
    let own = title_in(words.lang());
    let other = title_in(if words.dir() == "rtl" { "de" } else { "ar" });
    vec![
        sample("confirm", confirm(words, own)),
        sample("confirm-other-direction", confirm(words, other)),
        sample("already-signed", already_signed(words, own)),
        sample(
            "trial",
            Trial {
                sender: sender(words),
            }
            .render(),
        ),
        sample("infomail-opt-in", opt_in(words, own)),
        sample("infomail-known", known(words, own)),
        sample("infomail-welcome", welcome(words, own)),
        sample("infomail-permission", permission(words, own)),
        sample("issue", issue(words, own)),
        sample("issue-correction", correction(words, other)),
    ]
}

fn sample(name: &'static str, mail: MailText) -> Sample {
    Sample { name, mail }
}

fn title_in(language: &str) -> (&'static str, &'static str) {
    let found = TITLES.iter().find(|(tag, _)| *tag == language);
    *found.unwrap_or(&TITLES[0])
}

fn sender(words: &'static Words) -> Sender {
    Sender {
        words,
        site: "River Watch".to_owned(),
        base_url: "https://sign.example.org".to_owned(),
    }
}

fn confirm(words: &'static Words, (language, title): (&str, &str)) -> MailText {
    Confirm {
        sender: sender(words),
        title: title.to_owned(),
        title_language: language.to_owned(),
        confirm_token: CONFIRM.to_owned(),
        code: "7KQ2MXRD".to_owned(),
        manage_token: MANAGE.to_owned(),
        refuse_token: REFUSE.to_owned(),
        valid_days: 7,
        deleted_on: date(2026, 5, 19),
    }
    .render()
}

fn already_signed(words: &'static Words, (language, title): (&str, &str)) -> MailText {
    AlreadySigned {
        sender: sender(words),
        title: title.to_owned(),
        title_language: language.to_owned(),
        signed_on: date(2026, 5, 12),
        manage_token: MANAGE.to_owned(),
        refuse_token: REFUSE.to_owned(),
    }
    .render()
}

fn list((language, title): (&str, &str)) -> ListName {
    ListName {
        slug: "river-letter".to_owned(),
        title: title.to_owned(),
        language: language.to_owned(),
        organisation: "River Watch".to_owned(),
    }
}

fn opt_in(words: &'static Words, title: (&str, &str)) -> MailText {
    OptIn {
        sender: sender(words),
        list: list(title),
        confirm_token: CONFIRM.to_owned(),
        refuse_token: REFUSE.to_owned(),
        deleted_on: date(2026, 5, 19),
    }
    .render()
}

fn known(words: &'static Words, title: (&str, &str)) -> MailText {
    Known {
        sender: sender(words),
        list: list(title),
        manage_token: MANAGE.to_owned(),
    }
    .render()
}

fn welcome(words: &'static Words, title: (&str, &str)) -> MailText {
    Welcome {
        sender: sender(words),
        list: list(title),
        leave_token: REFUSE.to_owned(),
    }
    .render()
}

fn permission(words: &'static Words, title: (&str, &str)) -> MailText {
    Permission {
        sender: sender(words),
        list: list(title),
        since: date(2024, 5, 12),
        stay_token: CONFIRM.to_owned(),
        leave_token: REFUSE.to_owned(),
        ends_on: date(2026, 6, 12),
    }
    .render()
}

fn issue(words: &'static Words, (language, title): (&str, &str)) -> MailText {
    let text = format!(
        "# {title}\n\n{title} [{title}](https://sign.example.org/d/rivers/{language}).\n\n\
         ## {title}\n\n- {title}\n- *{title}*\n\n> {title}\n"
    );
    issued(words, (language, title), &text, None)
}

fn correction(words: &'static Words, (language, title): (&str, &str)) -> MailText {
    let text = format!("# {title}\n\n{title}\n");
    issued(words, (language, title), &text, Some(6))
}

fn issued(
    words: &'static Words,
    (language, title): (&str, &str),
    text: &str,
    corrects: Option<u32>,
) -> MailText {
    let permalink = format!("https://sign.example.org/infomail/river-letter/{language}/7");
    Issue {
        sender: sender(words),
        list: list((language, title)),
        number: 7,
        day: date(2026, 5, 12),
        language: language.to_owned(),
        preheader: corrects.is_none().then(|| title.to_owned()),
        content: Arc::new(Content::new(text, &permalink, &|_| None)),
        corrects,
        is_test: corrects.is_some(),
        leave_token: REFUSE.to_owned(),
    }
    .render()
}
