//! The front page: what can be signed here.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use render::layout::Alternate;
use render::page::front::{Entry, Front};
use render::urls;
use render::words::Words;

use crate::Shared;
use crate::error::PageError;
use crate::{infomail, respond, view};

/// `/`: in the site's own language, so that one address is one page for every cache.
pub(crate) async fn show(
    State(site): State<Shared>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    front(
        &site,
        Words::for_language(&site.settings.language),
        &headers,
    )
    .await
}

/// `/{lang}`
pub(crate) async fn show_in(
    State(site): State<Shared>,
    Path(language): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let words = Words::all().iter().find(|words| words.lang() == language);
    front(&site, words.ok_or(PageError::NotFound)?, &headers).await
}

async fn front(
    site: &Shared,
    words: &'static Words,
    headers: &HeaderMap,
) -> Result<Response, PageError> {
    let mut declarations = Vec::new();
    for published in site.all_declarations().await? {
        let Some((title, language)) = view::best_title(&published, words) else {
            continue;
        };
        declarations.push(Entry {
            slug: published.declaration.slug.to_string(),
            language,
            title,
            count: site.count(&published).await?.total(),
            languages: published.languages().len() as u64,
            open: published.is_collecting(site.today()),
        });
    }
    let lists = infomail::lists(&site.infomail_lists().await?, words);
    let alternates = Words::all().iter().map(|other| Alternate {
        language: other.lang().to_owned(),
        path: urls::front(other.lang()),
        current: other.lang() == words.lang(),
    });
    let page = view::layout(site, words)
        .indexed_at(urls::front(words.lang()))
        .in_languages(alternates.collect(), urls::FRONT.to_owned());
    let html = render::page::html(&Front {
        page,
        declarations,
        lists,
    });
    Ok(respond::kept_as_it_is(headers, respond::HTML, html))
}
