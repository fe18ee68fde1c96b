//! The issues of a list as an Atom feed.

use std::sync::Arc;

use app::infomail::PublishedIssue;
use app::site::Site;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use render::feed::{IssueEntry, IssueFeed};
use render::text::to_html;
use render::urls;

use super::Listed;
use super::issue::{Read, about};
use crate::error::PageError;
use crate::{Shared, respond};

const ATOM: HeaderValue = HeaderValue::from_static("application/atom+xml; charset=utf-8");

/// How many of the newest issues stand in the feed; all of them stand on the page.
const NEWEST: usize = 20;

/// `/infomail/{list}/{lang}/issues.atom` (REQ-122)
pub(crate) async fn atom(
    State(site): State<Shared>,
    listed: Listed,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let mut entries = Vec::new();
    for published in listed.published.archive().take(NEWEST) {
        entries.extend(entry(&site, &listed, published).await?);
    }
    let newest = entries.iter().map(|entry| entry.appeared).max();
    let feed = IssueFeed {
        words: listed.words(),
        base_url: site.settings.base_url.clone(),
        list: listed.slug().to_owned(),
        language: listed.tag().to_owned(),
        title: listed.wording()?.title.as_str().to_owned(),
        organisation: listed.published.list.organisation.as_str().to_owned(),
        updated: newest.unwrap_or(listed.published.created),
        entries,
    };
    Ok(respond::for_programs(&headers, ATOM, feed.xml()))
}

async fn entry(
    site: &Site,
    listed: &Listed,
    published: &PublishedIssue,
) -> Result<Option<IssueEntry>, PageError> {
    let list = &listed.published.list;
    let text = published.issue.text_for(&listed.language, list);
    let (Some(text), Some(appeared)) = (text, published.appeared) else {
        return Ok(None);
    };
    let read = Read {
        list: Arc::clone(&listed.published),
        found: published,
        text,
        about: about(site, published).await?,
    };
    let (number, language) = (published.issue.number.get(), text.language.to_string());
    let path = urls::infomail_issue(listed.slug(), &language, number);
    let page = urls::absolute(&site.settings.base_url, &path);
    let body = to_html(text.text.as_str(), &|id| read.figure(id));
    Ok(Some(IssueEntry {
        number,
        title: text.title().to_owned(),
        language,
        appeared,
        text: body.away_from(&page),
    }))
}
