//! A declaration in one of its languages: what most addresses name.

use std::sync::Arc;

use app::declarations::{Published, title_of};
use app::site::Site;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use domain::locale::Language;
use domain::slug::Slug;
use domain::text::MarkId;
use render::layout::Copy;
use render::page::notice::Next;
use render::urls;
use render::words::Words;
use store::RevisionRow;

use crate::Shared;
use crate::error::PageError;

/// One revision of a declaration, and with it the language of the page.
pub(crate) struct Reading {
    pub(crate) published: Arc<Published>,
    revision: RevisionRow,
}

impl Reading {
    /// The newest revision in a language; the tag must be written as the links write it, so that one
    /// page has one address.
    pub(crate) async fn in_language(site: &Site, slug: &str, tag: &str) -> Result<Self, PageError> {
        let published = published(site, slug).await?;
        let language = Language::parse(tag).map_err(|_| PageError::NotFound)?;
        let revision = published
            .current(&language)
            .filter(|_| language.as_str() == tag);
        let revision = revision.ok_or(PageError::NotFound)?.clone();
        Ok(Self {
            published,
            revision,
        })
    }

    /// The newest original.
    pub(crate) async fn original(site: &Site, slug: &str) -> Result<Self, PageError> {
        let published = published(site, slug).await?;
        let revision = published.original().ok_or(PageError::NotFound)?.clone();
        Ok(Self {
            published,
            revision,
        })
    }

    /// The revision at a leaf, or the newest original where that leaf holds none.
    pub(crate) fn at_leaf(published: Arc<Published>, leaf: u64) -> Result<Self, PageError> {
        let revision = published.revision_at(leaf).or_else(|| published.original());
        let revision = revision.ok_or(PageError::NotFound)?.clone();
        Ok(Self {
            published,
            revision,
        })
    }

    /// The newest revision in the language that suits somebody best, else the newest original.
    pub(crate) fn suiting(published: Arc<Published>, wanted: &[String]) -> Result<Self, PageError> {
        let suits = |tag: &String| published.current(&Language::parse(tag).ok()?);
        let revision = wanted
            .iter()
            .find_map(suits)
            .or_else(|| published.original());
        let revision = revision.ok_or(PageError::NotFound)?.clone();
        Ok(Self {
            published,
            revision,
        })
    }

    pub(crate) fn revision(&self) -> &RevisionRow {
        &self.revision
    }

    pub(crate) fn slug(&self) -> &str {
        self.published.declaration.slug.as_str()
    }

    pub(crate) fn tag(&self) -> &str {
        self.revision.language.as_str()
    }

    pub(crate) fn title(&self) -> &str {
        title_of(&self.revision.text)
    }

    /// Whether this text has a mark of a figure.
    pub(crate) fn uses(&self, figure: &MarkId) -> bool {
        self.revision.text.contains(&format!("{{figure:{figure}}}"))
    }

    /// The language of the interface on pages of this text.
    pub(crate) fn words(&self) -> &'static Words {
        Words::for_language(self.tag())
    }

    /// Of what its pages are a copy, if this site only carries it; `path` leads to a page of it here.
    pub(crate) fn copy(&self, path: &str) -> Option<Copy> {
        let from = self.published.carried.as_ref()?;
        let here = urls::declaration(self.slug(), "");
        let below = path.strip_prefix(here.trim_end_matches('/'));
        Some(Copy {
            original: from.original.clone(),
            path: below.unwrap_or_default().to_owned(),
            on: from.on,
            entries: from.size,
        })
    }

    /// The link to its original, if this site only carries it.
    pub(crate) fn elsewhere(&self) -> Option<Next> {
        let from = self.published.carried.as_ref()?;
        Some(Next {
            path: format!("{}/{}", from.original, self.tag()),
            ..self.next()
        })
    }

    /// The link back to it.
    pub(crate) fn next(&self) -> Next {
        Next {
            path: urls::declaration(self.slug(), self.tag()),
            title: self.title().to_owned(),
            language: self.tag().to_owned(),
        }
    }
}

/// A declaration by the slug in an address.
pub(crate) async fn published(site: &Site, slug: &str) -> Result<Arc<Published>, PageError> {
    let slug = Slug::parse(slug).map_err(|_| PageError::NotFound)?;
    site.declaration(&slug).await?.ok_or(PageError::NotFound)
}

/// `/d/{slug}/{lang}…`
impl FromRequestParts<Shared> for Reading {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, site: &Shared) -> Result<Self, PageError> {
        let Path((slug, tag)) = Path::<(String, String)>::from_request_parts(parts, site)
            .await
            .map_err(|_| PageError::NotFound)?;
        Self::in_language(site, &slug, &tag).await
    }
}
