//! From lists to the plain fields of their pages.

use std::sync::Arc;

use app::infomail::{PublishedIssue, PublishedList};
use app::site::Site;
use domain::infomail::IssueState;
use domain::locale::Language;
use render::layout::{Alternate, Layout};
use render::page::front::ListEntry;
use render::page::infomail::{Entry, Form, List, Name, Sent, consent};
use render::page::sign::{Mistake, Trouble};
use render::urls;
use render::words::Words;

use super::{Listed, token};
use crate::error::PageError;
use crate::view;

/// Why a form is shown again, and what was entered.
#[derive(Default)]
pub(super) struct Again {
    pub(super) email: String,
    pub(super) mistakes: Vec<Mistake>,
    pub(super) trouble: Option<Trouble>,
}

impl Again {
    fn failed(&self) -> bool {
        self.trouble.is_some() || !self.mistakes.is_empty()
    }
}

/// The lists as the front page names them.
pub(crate) fn lists(all: &[Arc<PublishedList>], words: &Words) -> Vec<ListEntry> {
    let wanted = Language::parse(words.lang()).ok();
    let entry = |published: &Arc<PublishedList>| {
        let wanted = wanted.as_ref().unwrap_or(&published.list.language);
        let wording = published.list.wording(wanted)?;
        let language = wording.language.to_string();
        Some(ListEntry {
            path: urls::infomail(published.list.slug.as_str(), &language),
            title: wording.title.as_str().to_owned(),
            language,
            organisation: published.list.organisation.as_str().to_owned(),
        })
    };
    all.iter().filter_map(entry).collect()
}

/// A list as its pages name it.
pub(super) fn name(listed: &Listed) -> Result<Name, PageError> {
    let list = &listed.published.list;
    Ok(Name {
        slug: listed.slug().to_owned(),
        title: listed.wording()?.title.as_str().to_owned(),
        language: listed.tag().to_owned(),
        organisation: list.organisation.as_str().to_owned(),
    })
}

/// The page of a list.
pub(super) fn list(site: &Site, listed: &Listed, again: Again) -> Result<List, PageError> {
    let path = |tag: &str| urls::infomail(listed.slug(), tag);
    let alternates = listed.published.list.languages();
    let alternates = alternates.map(|language| Alternate {
        path: path(language.as_str()),
        current: language.as_str() == listed.tag(),
        language: language.to_string(),
    });
    let default = path(listed.published.list.language.as_str());
    let mut page = view::layout(site, listed.words())
        .indexed_at(path(listed.tag()))
        .in_languages(alternates.collect(), default);
    if again.failed() {
        page = page.failed();
    }
    Ok(List {
        page,
        list: name(listed)?,
        description: listed.wording()?.description.clone(),
        form: form(site, listed, again)?,
        issues: entries(listed),
    })
}

/// The page after the form.
pub(super) fn sent(site: &Site, listed: &Listed, email: String) -> Result<Sent, PageError> {
    let again = Again {
        email,
        ..Again::default()
    };
    Ok(Sent {
        page: view::layout(site, listed.words()),
        list: name(listed)?,
        form: form(site, listed, again)?,
    })
}

fn form(site: &Site, listed: &Listed, again: Again) -> Result<Form, PageError> {
    let list = &listed.published.list;
    Ok(Form {
        action: urls::infomail_subscribe(listed.slug(), listed.tag()),
        token: token::issue(site, listed.slug()),
        email: again.email,
        consent: sentence(listed)?,
        mistakes: again.mistakes,
        trouble: again.trouble,
        controller: list.controller.name.as_str().to_owned(),
        contact: list.controller.contact.as_str().to_owned(),
        authority: list.controller.authority.as_str().to_owned(),
        legal_basis: list.legal_basis.as_str().to_owned(),
        backup_days: site.backup_days().map(u64::from),
    })
}

/// What a subscriber agrees to.
pub(super) fn sentence(listed: &Listed) -> Result<String, PageError> {
    let controller = listed.published.list.controller.name.as_str();
    let title = listed.wording()?.title.as_str();
    Ok(consent(listed.words(), title, controller))
}

fn entries(listed: &Listed) -> Vec<Entry> {
    let archive = listed.published.archive();
    let entries = archive.filter_map(|published| entry(listed, published));
    entries.collect()
}

fn entry(listed: &Listed, published: &PublishedIssue) -> Option<Entry> {
    let issue = &published.issue;
    let text = issue.text_for(&listed.language, &listed.published.list)?;
    Some(Entry {
        number: issue.number.get(),
        title: text.title().to_owned(),
        language: text.language.to_string(),
        day: issue.date,
    })
}

/// The newest issue that was sent: whoever comes later may ask for it.
pub(super) fn latest(listed: &Listed) -> Option<Entry> {
    entry(listed, listed.published.latest_sent()?)
}

/// The issues that were sent, the newest first.
pub(super) fn sent_issues(listed: &Listed) -> Vec<Entry> {
    let archive = listed.published.archive();
    let sent = archive.filter(|published| published.state != IssueState::Ready);
    sent.filter_map(|published| entry(listed, published))
        .collect()
}

/// The frame of a page behind a mailed link.
pub(super) fn private(site: &Site, listed: &Listed) -> Layout {
    view::layout(site, listed.words())
}
