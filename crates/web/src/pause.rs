//! What visitors and programs are told while an operator lets signing rest, or everything but reading.

use app::pause::{Pause, Scope};
use app::site::Site;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use render::page::pause::Paused;
use render::spoken::Spoken;

use crate::Shared;
use crate::error::PageError;
use crate::reading::published;
use crate::respond;

/// When to ask again where nobody said how long the pause is.
const SOME_TIME: SignedDuration = SignedDuration::from_mins(10);

/// Nobody is told to stay away longer than this: a pause may end sooner than was thought.
const AT_MOST: SignedDuration = SignedDuration::from_hours(1);

/// What a page in a language says of a pause.
pub(crate) fn note(site: &Site, pause: &Pause, wanted: &str) -> Paused {
    let said = pause.said(wanted, &site.settings.language);
    Paused {
        read_only: pause.scope == Scope::Everything,
        until: pause.until,
        said: said.map(|(language, words)| Spoken::new(words, language.as_str())),
    }
}

/// After how long it makes sense to ask again.
pub(crate) fn patience(pause: &Pause, now: Timestamp) -> SignedDuration {
    let left = pause.until.map(|until| until.duration_since(now));
    // A moment more: whoever comes at the very end meets caches of a few seconds.
    left.unwrap_or(SOME_TIME).clamp(respond::SOON, AT_MOST)
}

/// `/d/{slug}/signing.json`
pub(crate) async fn signing(
    State(site): State<Shared>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let published = published(&site, &slug).await?;
    let signing = site.signing_json(&published).await?;
    let body = serde_json::to_vec(&signing).map_err(PageError::broken)?;
    Ok(respond::for_programs(&headers, respond::JSON, body))
}
