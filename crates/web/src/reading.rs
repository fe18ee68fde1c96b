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
    /// Where its revisions have this one.
    place: usize,
}

impl Reading {
    /// The newest revision in a language; the tag must be written as the links write it, so that one
    /// page has one address.
    pub(crate) async fn in_language(site: &Site, slug: &str, tag: &str) -> Result<Self, PageError> {
        let published = published(site, slug).await?;
        let language = Language::parse(tag).map_err(|_| PageError::NotFound)?;
        let is_canonical = language.as_str() == tag;
        Self::of(published, |published| {
            published.current(&language).filter(|_| is_canonical)
        })
    }

    /// The newest original.
    pub(crate) async fn original(site: &Site, slug: &str) -> Result<Self, PageError> {
        Self::of(published(site, slug).await?, Published::original)
    }

    /// The revision at a leaf, or the newest original where that leaf holds none.
    pub(crate) fn at_leaf(published: Arc<Published>, leaf: u64) -> Result<Self, PageError> {
        Self::of(published, |published| {
            published.revision_at(leaf).or_else(|| published.original())
        })
    }

    /// The newest revision in the language that suits somebody best, else the newest original.
    pub(crate) fn suiting(published: Arc<Published>, wanted: &[String]) -> Result<Self, PageError> {
        Self::of(published, |published| {
            let suits = |tag: &String| published.current(&Language::parse(tag).ok()?);
            let best = wanted.iter().find_map(suits);
            best.or_else(|| published.original())
        })
    }

    /// Texts are long, and none is copied to be read.
    fn of(
        published: Arc<Published>,
        chosen: impl FnOnce(&Published) -> Option<&RevisionRow>,
    ) -> Result<Self, PageError> {
        let leaf = chosen(&published).map(|revision| revision.leaf);
        let all = published.revisions.iter();
        let place = all
            .map(|revision| Some(revision.leaf))
            .position(|at| at == leaf);
        Ok(Self {
            place: place.ok_or(PageError::NotFound)?,
            published,
        })
    }

    pub(crate) fn revision(&self) -> &RevisionRow {
        &self.published.revisions[self.place]
    }

    pub(crate) fn slug(&self) -> &str {
        self.published.declaration.slug.as_str()
    }

    pub(crate) fn tag(&self) -> &str {
        self.revision().language.as_str()
    }

    pub(crate) fn title(&self) -> &str {
        title_of(&self.revision().text)
    }

    /// Whether this text has a mark of a figure.
    pub(crate) fn uses(&self, figure: &MarkId) -> bool {
        let text = &self.revision().text;
        text.contains(&format!("{{figure:{figure}}}"))
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
