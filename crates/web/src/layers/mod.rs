//! What stands around every route, from the outside in: compression, the access log, headers, errors
//! made into pages, panics caught, time bounded, other sites' forms refused, number bounded, forms
//! refused while everything rests, and what caches may keep.

pub(crate) mod access;
pub(crate) mod cache;
mod crowd;
pub(crate) mod headers;
mod pages;
pub(crate) mod read_only;
pub(crate) mod reference;
mod same_site;

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use app::site::Site;
use axum::Router;
use axum::body::HttpBody;
use axum::extract::{Request, State};
use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use tokio::time::timeout;
use tower::ServiceBuilder;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::Predicate;
use tracing::Instrument;

use self::access::{Watched, Watching};
use self::crowd::Rooms;
use crate::Shared;
use crate::error::PageError;
use crate::metrics::Traffic;
use crate::prepared::{Keep, Preparing};
use crate::routes::{Cache, Route};

pub(crate) use headers::open_to_programs;

/// How long one request may take, its body included (REQ-67). A confirmation that waits this long
/// in the queue is still carried out, and its link leads to it.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the operator is told of one that took longer.
const TOO_LONG: &str = "a request took longer than it may";

/// How long an answer to a form may wait for the store: shorter than [`PATIENCE`], so that the form can be
/// shown again with what was typed.
pub(crate) const FORM_PATIENCE: Duration = Duration::from_secs(20);

/// Below this many bytes an answer fits into one packet anyway.
const WORTH_COMPRESSING: u64 = 512;

/// Whether so many bytes with these headers are compressed. Tiles and bundles are hashes and random
/// numbers, and compressing them is work for nothing.
pub(crate) fn is_worth_compressing(length: u64, headers: &HeaderMap) -> bool {
    // What is made for one person may hold a token beside words that somebody else chose: its length must
    // not tell of it (the attack BREACH). It is also made under the greatest load, and fits into the
    // first flight of packets.
    if headers.get(header::CACHE_CONTROL) == Some(&cache::NEVER) {
        return false;
    }
    let media_type = headers.get(header::CONTENT_TYPE);
    length >= WORTH_COMPRESSING
        && media_type.is_none_or(|name| !name.as_bytes().starts_with(b"application/octet-stream"))
}

/// The same for an answer of unknown length.
#[derive(Clone, Copy)]
struct Worth;

impl Predicate for Worth {
    fn should_compress<B: HttpBody>(&self, response: &axum::http::Response<B>) -> bool {
        let length = response.body().size_hint().exact().unwrap_or(u64::MAX);
        is_worth_compressing(length, response.headers())
    }
}

/// What holds for the rows of the table, by path and whether they only show something.
#[derive(Default)]
pub(crate) struct Rules(HashMap<(&'static str, bool), Rule>);

#[derive(Clone, Copy)]
struct Rule {
    cache: Cache,
    /// Whether it rests together with everything.
    rests: bool,
}

impl Rules {
    /// Takes what a row says.
    pub(crate) fn add(&mut self, row: &Route) {
        let is_shown = row.method.is_safe();
        let rule = Rule {
            cache: row.cache,
            rests: !is_shown && read_only::rests(row.path),
        };
        self.0.insert((row.path, is_shown), rule);
    }

    fn of(&self, watched: &Watched) -> Option<Rule> {
        let row = (watched.route()?, watched.method.is_safe());
        self.0.get(&row).copied()
    }
}

/// What stands around all routes.
struct Around {
    site: Shared,
    rules: Rules,
    watching: Watching,
    rooms: Rooms,
}

/// Puts the layers around the routes.
pub(crate) fn around(
    routes: Router<Shared>,
    rules: Rules,
    (site, traffic): (&Arc<Site>, &Arc<Traffic>),
) -> Router<Shared> {
    // What is kept is compressed once, by those who keep it.
    let worth = Worth.and(
        |_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions| {
            extensions.get::<Keep>().is_none()
        },
    );
    let around = Around {
        site: Arc::clone(site),
        rules,
        watching: Watching::new(Arc::clone(traffic)),
        rooms: Rooms::new(Arc::clone(traffic)),
    };
    routes.layer(
        ServiceBuilder::new()
            .layer(CompressionLayer::new().compress_when(worth))
            .layer(from_fn_with_state(Arc::new(around), through)),
    )
}

/// All of it in one future. A layer of its own for each costs two allocations in which the next one lies,
/// and a request that waits for the store three times is woken through all of them each time.
async fn through(State(around): State<Arc<Around>>, request: Request, next: Next) -> Response {
    let watched = around.watching.begins(&request);
    let visitor = pages::Visitor::of(&request);
    let span = watched.span();
    let answered = async {
        let response = survived(around.within(&watched, request, next)).await;
        visitor.dress(response, &around.site, &watched)
    };
    let mut response = answered.instrument(span).await;
    headers::strict(&mut response, &around.site);
    around.watching.ends(&watched, &response);
    response
}

/// An answer also to a request that takes too long, or whose handler panics.
async fn survived(work: impl Future<Output = Result<Response, PageError>>) -> Response {
    match AssertUnwindSafe(timeout(PATIENCE, work))
        .catch_unwind()
        .await
    {
        Ok(Ok(Ok(response))) => response,
        Ok(Ok(Err(refused))) => refused.into_response(),
        Ok(Err(_late)) => PageError::Busy(Some(TOO_LONG.into())).into_response(),
        Err(_panicked) => PageError::broken("a handler panicked").into_response(),
    }
}

impl Around {
    /// Refuses forms of other sites, waits for the whole form, and asks the handler as far as the row
    /// may act.
    async fn within(
        &self,
        watched: &Watched,
        request: Request,
        next: Next,
    ) -> Result<Response, PageError> {
        if !same_site::is_welcome(&request, &self.site.settings.base_url) {
            return Err(PageError::Foreign);
        }
        let is_prepared = request.extensions().get::<Preparing>().is_some();
        let (request, _held_until_answered) = self.rooms.admit(request).await?;
        let rule = self.rules.of(watched);
        if rule.is_some_and(|rule| rule.rests) {
            read_only::act(&self.site).await?;
        }
        let mut response = next.run(request).await;
        if let Some(rule) = rule {
            cache::rule(&mut response, rule.cache, is_prepared);
        }
        Ok(response)
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use render::page::notice::Message;

    use super::*;
    use crate::error::Told;

    async fn check(
        work: impl Future<Output = Result<Response, PageError>>,
        status: StatusCode,
        says: Option<fn(&Message) -> bool>,
    ) {
        let response = survived(work).await;
        assert_eq!(response.status(), status);
        let told = response.extensions().get::<Told>();
        let fits = told.map(|told| says.is_some_and(|says| says(&told.message)));
        assert_eq!(fits, says.map(|_| true), "{status}");
    }

    #[tokio::test(start_paused = true)]
    async fn whatever_becomes_of_a_handler_there_is_an_answer() {
        let well = ready(Ok(StatusCode::OK.into_response()));
        check(well, StatusCode::OK, None).await;
        let foreign: fn(&Message) -> bool = |told| matches!(told, Message::Foreign);
        let refused = ready(Err(PageError::Foreign));
        check(refused, StatusCode::FORBIDDEN, Some(foreign)).await;
        let busy: fn(&Message) -> bool = |told| matches!(told, Message::Busy);
        check(pending(), StatusCode::SERVICE_UNAVAILABLE, Some(busy)).await;
        let broken: fn(&Message) -> bool = |told| matches!(told, Message::Broken { .. });
        let panics = async { panic!("a planned fault") };
        check(panics, StatusCode::INTERNAL_SERVER_ERROR, Some(broken)).await;
    }
}
