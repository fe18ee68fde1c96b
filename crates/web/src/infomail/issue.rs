//! One issue, under the same address for ever (REQ-86).

use std::sync::Arc;

use app::declarations::Published;
use app::infomail::{PublishedIssue, PublishedList};
use app::site::Site;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::infomail::{IssueNumber, IssueText};
use domain::locale::Language;
use domain::text::MarkId;
use render::layout::{Alternate, Layout};
use render::page::figures::FigureNote;
use render::page::infomail::{Issue, Neighbour};
use render::text::{FigureWords, to_html};
use render::urls;
use render::words::Words;

use super::{Listed, published, view as names};
use crate::error::PageError;
use crate::{Shared, respond, view};

/// `/infomail/{list}/{lang}/{number}`
pub(crate) async fn issue(
    State(site): State<Shared>,
    Path((slug, tag, number)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let list = published(&site, &slug).await?;
    let number = IssueNumber::parse(&number).ok_or(PageError::NotFound)?;
    let found = list.archived(number).ok_or(PageError::NotFound)?;
    let language = Language::parse(&tag).map_err(|_| PageError::NotFound)?;
    let text = found.issue.text_in(&language);
    let text = text.filter(|text| text.language.as_str() == tag);
    let read = Read {
        about: about(&site, found).await?,
        list: Arc::clone(&list),
        found,
        text: text.ok_or(PageError::NotFound)?,
    };
    let html = render::page::html(&read.page(&site)?);
    Ok(respond::kept_as_it_is(&headers, respond::HTML, html))
}

/// An issue in one language, with the declarations that it is about.
pub(super) struct Read<'i> {
    pub(super) list: Arc<PublishedList>,
    pub(super) found: &'i PublishedIssue,
    pub(super) text: &'i IssueText,
    pub(super) about: Vec<Arc<Published>>,
}

/// The declarations that an issue is about, as far as they are still here.
pub(super) async fn about(
    site: &Site,
    found: &PublishedIssue,
) -> Result<Vec<Arc<Published>>, PageError> {
    let mut about = Vec::new();
    for slug in &found.issue.about {
        about.extend(site.declaration(slug).await?);
    }
    Ok(about)
}

impl Read<'_> {
    fn tag(&self) -> &str {
        self.text.language.as_str()
    }

    /// The words of a figure, of the first declaration that has it.
    pub(super) fn figure(&self, id: &str) -> Option<FigureWords> {
        let tag = self.tag();
        let mut about = self.about.iter();
        about.find_map(|published| view::figure_words(published, id, tag))
    }

    fn page(&self, site: &Site) -> Result<Issue, PageError> {
        let listed = Listed::suiting(Arc::clone(&self.list), &self.text.language);
        let words = Words::for_language(self.tag());
        let body = to_html(self.text.text.as_str(), &|id| self.figure(id));
        let neighbours = self.neighbours();
        let issue = &self.found.issue;
        Ok(Issue {
            page: self.layout(site, words),
            list: names::name(&listed)?,
            number: issue.number.get(),
            day: issue.date,
            language: self.tag().to_owned(),
            body,
            translator: self
                .text
                .translator
                .as_ref()
                .map(|name| name.as_str().to_owned()),
            corrects: issue.corrects.and_then(|number| self.neighbour(number)),
            corrected: self
                .found
                .corrected_by
                .and_then(|number| self.neighbour(number))
                .into_iter()
                .collect(),
            figures: self.figures(site),
            about: self.declarations(),
            before: neighbours.0,
            after: neighbours.1,
        })
    }

    fn layout(&self, site: &Site, words: &'static Words) -> Layout {
        let path = |tag: &str| {
            let number = self.found.issue.number.get();
            urls::infomail_issue(self.list.list.slug.as_str(), tag, number)
        };
        let texts = self.found.issue.texts.iter();
        let alternates = texts.map(|text| Alternate {
            path: path(text.language.as_str()),
            current: text.language == self.text.language,
            language: text.language.to_string(),
        });
        let default = self
            .found
            .issue
            .text_for(&self.list.list.language, &self.list.list);
        let default = default.map_or(self.tag(), |text| text.language.as_str());
        view::layout(site, words)
            .indexed_at(path(self.tag()))
            .in_languages(alternates.collect(), path(default))
    }

    fn figures(&self, site: &Site) -> Vec<FigureNote> {
        let outline = self.text.text.outline().unwrap_or_default();
        let mut left: Vec<MarkId> = Vec::new();
        for mark in outline.figures {
            if !left.contains(&mark.id) {
                left.push(mark.id);
            }
        }
        let mut notes = Vec::new();
        for published in &self.about {
            let known = |id: &MarkId| published.figure(id.as_str()).is_some();
            let (own, others): (Vec<_>, Vec<_>) = left.into_iter().partition(known);
            notes.extend(view::notes_of(
                published,
                &own,
                &self.text.language,
                site.today(),
            ));
            left = others;
        }
        notes
    }

    fn declarations(&self) -> Vec<(String, String, String)> {
        let words = Words::for_language(self.tag());
        let link = |published: &Arc<Published>| {
            let (title, language) = view::best_title(published, words)?;
            let slug = published.declaration.slug.as_str();
            Some((urls::declaration(slug, &language), title, language))
        };
        self.about.iter().filter_map(link).collect()
    }

    /// The issues that appeared right before and after this one.
    fn neighbours(&self) -> (Option<Neighbour>, Option<Neighbour>) {
        let numbers: Vec<IssueNumber> = self.list.archive().map(|one| one.issue.number).collect();
        let own = self.found.issue.number;
        let before = numbers.iter().copied().filter(|number| *number < own).max();
        let after = numbers.iter().copied().filter(|number| *number > own).min();
        let neighbour = |number: Option<IssueNumber>| number.and_then(|one| self.neighbour(one));
        (neighbour(before), neighbour(after))
    }

    fn neighbour(&self, number: IssueNumber) -> Option<Neighbour> {
        let found = self.list.archived(number)?;
        let text = found.issue.text_for(&self.text.language, &self.list.list)?;
        Some(Neighbour {
            number: number.get(),
            language: text.language.to_string(),
            title: text.title().to_owned(),
        })
    }
}
