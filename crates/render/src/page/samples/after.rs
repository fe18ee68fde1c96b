//! Samples of the pages for later, and of those for when something is in the way.

use domain::listing::Listing;
use domain::signer::Class;

use super::revisions::{signed_text, superseded_text};
use super::{LONG_NAME, SLUG, TOKEN, body, day, layout};
use crate::page::Samples;
use crate::page::mailbox::{Captured, Mail, Mailbox};
use crate::page::manage::{Manage, Signed, Withdraw, Withdrawn};
use crate::page::notice::{Message, Next, Notice};
use crate::page::receipt_check::{Fault, Here, History, Outcome, Proven, ReceiptCheck, Standing};
use crate::page::refuse::{Refuse, Refused, Wish};
use crate::urls;
use crate::words::Words;

pub(super) fn signed() -> Signed {
    Signed {
        title: body("en").title,
        slug: SLUG.to_owned(),
        language: "en".to_owned(),
        text: signed_text("en"),
        class: Class::Person,
        name: "Ada Lovelace".to_owned(),
        initials: "A. L.".to_owned(),
        listing: Listing::Counted,
        signed_on: day(),
        risk_note: None,
        token: TOKEN.to_owned(),
    }
}

pub(super) fn signed_in_arabic() -> Signed {
    Signed {
        title: body("ar").title,
        language: "ar".to_owned(),
        text: superseded_text("ar"),
        name: LONG_NAME.to_owned(),
        listing: Listing::Named,
        risk_note: Some("Think twice.".to_owned()),
        ..signed()
    }
}

impl Samples for Manage {
    fn samples(words: &'static Words) -> Vec<Self> {
        let sample = |signature, changed, busy| Self {
            page: layout(words),
            signature,
            changed,
            busy,
        };
        let organisation = Signed {
            class: Class::Organisation,
            listing: Listing::Named,
            ..signed()
        };
        vec![
            sample(signed(), false, false),
            sample(signed_in_arabic(), true, false),
            sample(
                Signed {
                    listing: Listing::Initials,
                    ..signed()
                },
                false,
                true,
            ),
            sample(organisation, false, false),
        ]
    }
}

impl Samples for Withdraw {
    fn samples(words: &'static Words) -> Vec<Self> {
        let nameless = Signed {
            name: String::new(),
            initials: String::new(),
            ..signed()
        };
        [nameless, signed(), signed_in_arabic()]
            .map(|signature| Self {
                page: layout(words),
                signature,
            })
            .into()
    }
}

impl Samples for Withdrawn {
    fn samples(words: &'static Words) -> Vec<Self> {
        let sample = |language: &str| Self {
            page: layout(words),
            title: body(language).title,
            slug: SLUG.to_owned(),
            language: language.to_owned(),
        };
        vec![sample("en"), sample("ar")]
    }
}

impl Samples for Refuse {
    fn samples(words: &'static Words) -> Vec<Self> {
        let sample = |wish, language: &str| Self {
            page: layout(words),
            wish,
            title: body(language).title,
            language: language.to_owned(),
            token: TOKEN.to_owned(),
            deleted_on: day(),
        };
        vec![sample(Wish::Signature, "en"), sample(Wish::Infomail, "ar")]
    }
}

impl Samples for Refused {
    fn samples(words: &'static Words) -> Vec<Self> {
        [(Wish::Signature, false), (Wish::Infomail, true)]
            .map(|(wish, never_again)| Self {
                page: layout(words),
                wish,
                never_again,
            })
            .into()
    }
}

impl Samples for Notice {
    fn samples(words: &'static Words) -> Vec<Self> {
        let next = Next {
            path: urls::declaration(SLUG, "ar"),
            title: body("ar").title,
            language: "ar".to_owned(),
        };
        let plain = Message::all().into_iter().map(|message| Self {
            page: layout(words),
            message,
            next: None,
        });
        let mut samples: Vec<Self> = plain.collect();
        samples.push(Self {
            page: layout(words),
            message: Message::LinkExpired,
            next: Some(next),
        });
        samples
    }
}

fn captured(subject: &str) -> Captured {
    Captured {
        id: "17".to_owned(),
        to: "ada@analytical.example".to_owned(),
        subject: subject.to_owned(),
        at: "2026-05-12 09:41 UTC".to_owned(),
    }
}

impl Samples for Mailbox {
    fn samples(words: &'static Words) -> Vec<Self> {
        let mut page = layout(words);
        page.site.captures_mail = true;
        let subjects = [
            "Please confirm your signature",
            LONG_NAME,
            "أعيدوا إلينا نهرنا",
        ];
        let mails = subjects.into_iter().map(captured).collect();
        vec![
            Self {
                page: page.clone(),
                mails: Vec::new(),
            },
            Self { page, mails },
        ]
    }
}

impl Samples for Mail {
    fn samples(words: &'static Words) -> Vec<Self> {
        let mut page = layout(words);
        page.site.captures_mail = true;
        let text = "Open this page:\n\nhttps://sign.example/c/Zm9yIHRlc3Rz\n\n    ABCD-EFGH\n";
        let headers = [
            ("Subject", "Please confirm"),
            ("Auto-Submitted", "auto-generated"),
        ];
        vec![Self {
            page,
            mail: captured("Please confirm your signature"),
            headers: headers
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
            text: text.to_owned(),
            has_html: true,
        }]
    }
}

impl Samples for ReceiptCheck {
    fn samples(words: &'static Words) -> Vec<Self> {
        let page = layout(words).indexed_at(urls::receipt_check(words.lang()));
        let here = |standing, history| Here {
            slug: SLUG.to_owned(),
            language: "ar".to_owned(),
            title: body("ar").title,
            standing,
            history,
        };
        let holds = |here: Option<Here>| {
            Outcome::Holds(Proven {
                origin: "sign.example/d/clean-rivers/log".to_owned(),
                index: 12_541,
                size: 12_560,
                day: here.is_some().then(day),
                personal: here.is_none(),
                here,
            })
        };
        let faults = [
            Fault::Nothing,
            Fault::NotAProof,
            Fault::Proof,
            Fault::NotAnOpening,
            Fault::OtherEntry,
            Fault::OtherLog,
            Fault::OtherKey,
            Fault::NotASignature,
            Fault::NeedsOpening,
        ];
        let outcomes = [
            holds(Some(here(Some(Standing::Counts), History::Continues))),
            holds(Some(here(Some(Standing::Withdrawn), History::Continues))),
            holds(Some(here(Some(Standing::Struck), History::Continues))),
            holds(Some(here(Some(Standing::Unknown), History::Continues))),
            holds(Some(here(None, History::Behind))),
            holds(Some(here(None, History::Rewritten))),
            holds(None),
        ];
        let sent = outcomes.into_iter().chain(faults.map(Outcome::Fails));
        let shown = std::iter::once(None).chain(sent.map(Some));
        shown
            .map(|outcome| Self {
                page: page.clone(),
                outcome,
            })
            .collect()
    }
}
