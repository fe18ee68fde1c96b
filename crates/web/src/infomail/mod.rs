//! The Infomail: the page of a list, its issues for ever, and what subscribers do behind mailed links.
//!
//! A list has a page in each of its languages; the interface around it is in the same language as far as
//! there is one.

mod feed;
mod issue;
mod leave;
mod mailed;
mod manage;
mod subscribe;
mod token;
mod view;

use std::sync::Arc;

use app::infomail::PublishedList;
use app::site::Site;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::infomail::ListWording;
use domain::locale::Language;
use domain::slug::Slug;
use render::words::Words;

use crate::error::PageError;
use crate::{Shared, respond};

pub(crate) use feed::atom;
pub(crate) use issue::issue;
pub(crate) use leave::{leave, leave_page};
pub(crate) use mailed::{confirm, confirm_page, stay, stay_page};
pub(crate) use manage::{manage, manage_page};
pub(crate) use subscribe::subscribe;
pub(crate) use view::lists;

use view::Again;

/// Whether requests to a path come from mail programs as well as from our own pages, so that they need
/// not say from where: the secret in the address vouches for them (RFC 8058 section 3.2, REQ-60).
pub(crate) fn is_one_click(path: &str) -> bool {
    path.starts_with("/i/l/")
}

/// A list in one of its languages: `/infomail/{list}/{lang}…`
pub(crate) struct Listed {
    pub(crate) published: Arc<PublishedList>,
    language: Language,
}

impl Listed {
    /// A list by its name, in exactly the language that the address says; one page has one address.
    async fn find(site: &Site, slug: &str, tag: &str) -> Result<Self, PageError> {
        let published = published(site, slug).await?;
        let language = published
            .list
            .languages()
            .find(|language| language.as_str() == tag);
        let language = language.ok_or(PageError::NotFound)?.clone();
        Ok(Self {
            published,
            language,
        })
    }

    /// A list in the language that suits somebody best.
    fn suiting(published: Arc<PublishedList>, wanted: &Language) -> Self {
        let wording = published.list.wording(wanted);
        let language = wording.map_or_else(
            || published.list.language.clone(),
            |wording| wording.language.clone(),
        );
        Self {
            published,
            language,
        }
    }

    fn tag(&self) -> &str {
        self.language.as_str()
    }

    fn slug(&self) -> &str {
        self.published.list.slug.as_str()
    }

    fn words(&self) -> &'static Words {
        Words::for_language(self.tag())
    }

    fn wording(&self) -> Result<&ListWording, PageError> {
        let wording = self.published.list.wording(&self.language);
        wording.ok_or_else(|| PageError::broken("a list without words was published"))
    }
}

async fn published(site: &Site, slug: &str) -> Result<Arc<PublishedList>, PageError> {
    let slug = Slug::parse(slug).map_err(|_| PageError::NotFound)?;
    site.infomail_list(&slug).await?.ok_or(PageError::NotFound)
}

impl FromRequestParts<Shared> for Listed {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, site: &Shared) -> Result<Self, PageError> {
        let Path((slug, tag)) = Path::<(String, String)>::from_request_parts(parts, site)
            .await
            .map_err(|_| PageError::NotFound)?;
        Self::find(site, &slug, &tag).await
    }
}

/// `/infomail/{list}`: in the list's own language.
pub(crate) async fn show(
    State(site): State<Shared>,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let published = published(&site, &slug).await?;
    let language = published.list.language.clone();
    page(&site, &Listed::suiting(published, &language))
}

/// `/infomail/{list}/{lang}`
pub(crate) async fn show_in(
    State(site): State<Shared>,
    listed: Listed,
    _headers: HeaderMap,
) -> Result<Response, PageError> {
    page(&site, &listed)
}

fn page(site: &Site, listed: &Listed) -> Result<Response, PageError> {
    let page = view::list(site, listed, Again::default())?;
    Ok(respond::page(StatusCode::OK, render::page::html(&page)))
}
