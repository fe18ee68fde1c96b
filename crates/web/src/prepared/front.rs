//! The service in front of the router.

use std::convert::Infallible;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use app::moment::BELIEVED;
use axum::Router;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, Method, Request, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::slug::Slug;
use jiff::Timestamp;
use store::Watch;
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::timeout;
use tower::{Service, ServiceExt};

use super::answer::{Answer, LARGEST};
use super::paths::Paths;
use super::shelf::{Shelf, Weighs};
use super::{Keep, Preparing};
use crate::error::PageError;
use crate::layers::{access, cache};
use crate::metrics::{Shelved, Traffic};
use crate::{Shared, routes};

/// What the shelf holds at most, in bytes: the pages of some hundred declarations in ten languages, or
/// the tiles over three quarters of a million entries.
const SHELF: usize = 32 << 20;

/// The longest path and query under which anything is kept, in bytes.
const LONGEST_KEY: usize = 1 << 10;

/// How many answers may be made at the same time, each once. Two that share a number wait for each
/// other, which costs a millisecond.
const TURNS: usize = 256;

/// How long somebody waits for an answer that somebody else makes. Making one takes milliseconds; this
/// is for a disk that stands still.
const LONGEST_TURN: Duration = Duration::from_secs(1);

/// The whole site as a service: prepared answers first, then the router.
#[derive(Clone)]
pub(crate) struct Front(Arc<Inner>);

struct Inner {
    site: Shared,
    traffic: Arc<Traffic>,
    router: Router,
    shelf: Shelf<Prepared>,
    paths: Paths,
    /// Whoever makes an answer holds the lock of its number.
    turns: Vec<Mutex<()>>,
    numbers: RandomState,
}

/// An answer, and until when it is the newest.
struct Prepared {
    answer: Answer,
    /// For the access log.
    route: &'static str,
    /// What may change it, with the number seen before it was made; nothing for what never changes.
    depends: Option<(Watch, u64)>,
    made: Timestamp,
}

impl Weighs for Prepared {
    fn weight(&self) -> usize {
        self.answer.weight()
    }
}

impl Prepared {
    /// Whether nothing that was known at `now` has changed it.
    fn is_newest(&self, now: Timestamp) -> bool {
        let Some((watch, seen)) = &self.depends else {
            return true;
        };
        watch.seen() == *seen && now.duration_since(self.made).abs() < BELIEVED
    }
}

/// What makes one answer after the other.
pub(crate) enum Reply {
    /// It lay on the shelf.
    Ready(Option<Response>),
    /// It has to be made.
    Making(Pin<Box<dyn Future<Output = Response> + Send>>),
}

impl Future for Reply {
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            Self::Ready(response) => {
                let response = response.take();
                Poll::Ready(Ok(
                    response.expect("a future is not asked again once it answered")
                ))
            }
            Self::Making(making) => making.as_mut().poll(context).map(Ok),
        }
    }
}

impl<B> Service<Request<B>> for Front
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Reply;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Reply {
        let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
        if !is_read {
            return self.0.routed(request);
        }
        let begun = Instant::now();
        let key = key(request.uri());
        if let Some(prepared) = self.0.newest(key) {
            let asked = (request.method(), request.headers());
            let response = self.0.ready(&prepared, asked, begun);
            return Reply::Ready(Some(response));
        }
        let kept = self.0.paths.kept(request.uri().path());
        let Some(kept) = kept.filter(|_| key.len() <= LONGEST_KEY) else {
            return self.0.routed(request);
        };
        let mut asked = Asked::of(&request, (kept.route, begun));
        if !kept.reads_query && asked.uri.query().is_some() {
            // What nobody reads makes no other page, and must not make another answer.
            asked.uri = asked.uri.path().parse().unwrap_or(asked.uri);
            if let Some(prepared) = self.0.newest(asked.key()) {
                let response = self.0.ready(&prepared, asked.by(), begun);
                return Reply::Ready(Some(response));
            }
        }
        let inner = Arc::clone(&self.0);
        Reply::Making(Box::pin(async move { inner.make(asked).await }))
    }
}

/// What an answer is known by.
fn key(uri: &Uri) -> &str {
    uri.path_and_query()
        .map_or(uri.path(), PathAndQuery::as_str)
}

/// A request for something that is kept.
struct Asked {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    route: &'static str,
    begun: Instant,
}

impl Asked {
    fn of<B>(request: &Request<B>, (route, begun): (&'static str, Instant)) -> Self {
        Self {
            method: request.method().clone(),
            uri: request.uri().clone(),
            headers: request.headers().clone(),
            route,
            begun,
        }
    }

    fn key(&self) -> &str {
        key(&self.uri)
    }

    fn by(&self) -> (&Method, &HeaderMap) {
        (&self.method, &self.headers)
    }

    /// The same for everybody: nothing that a visitor sent can get into an answer that others are
    /// given. What is left shapes errors, which are not kept.
    fn for_everybody(&self) -> Request<Body> {
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = self.uri.clone();
        for name in [header::ACCEPT_LANGUAGE, header::ACCEPT_ENCODING] {
            if let Some(value) = self.headers.get(&name) {
                request.headers_mut().insert(name, value.clone());
            }
        }
        request.extensions_mut().insert(Preparing);
        request
    }
}

impl Front {
    /// The site with an empty shelf.
    pub(crate) fn new(site: Shared, traffic: Arc<Traffic>) -> Self {
        Self(Arc::new(Inner {
            router: routes::routed(&site, &traffic),
            site,
            traffic,
            shelf: Shelf::new(SHELF),
            paths: Paths::of(&routes::table()),
            turns: (0..TURNS).map(|_| Mutex::default()).collect(),
            numbers: RandomState::new(),
        }))
    }
}

impl Inner {
    /// What the router answers, with nothing kept.
    fn routed<B>(&self, request: Request<B>) -> Reply
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<axum::BoxError>,
    {
        let routing = self.router.clone().oneshot(request.map(Body::new));
        Reply::Making(Box::pin(async move {
            let Ok(response) = routing.await;
            response
        }))
    }

    /// The answer that lay ready, to a method with its header fields.
    fn ready(
        &self,
        prepared: &Prepared,
        (method, request): (&Method, &HeaderMap),
        begun: Instant,
    ) -> Response {
        let response = prepared.answer.respond(method, request);
        self.traffic.shelved.of(Shelved::Ready).one();
        let answered = (response.status(), begun);
        access::tell(&self.traffic, method, prepared.route, answered);
        response
    }

    fn newest(&self, key: &str) -> Option<Arc<Prepared>> {
        let prepared = self.shelf.get(key)?;
        prepared.is_newest(self.site.now()).then_some(prepared)
    }

    /// Makes an answer and keeps it. Whoever comes meanwhile waits for this one instead of making
    /// another; if it takes so long that something must be wrong, everybody tries for themselves.
    async fn make(&self, asked: Asked) -> Response {
        let key = asked.key();
        let _turn = self.turn(key).await;
        if let Some(prepared) = self.newest(key) {
            return self.ready(&prepared, asked.by(), asked.begun);
        }
        let watch = self.concerned(asked.uri.path()).await;
        let (seen, made) = (watch.seen(), self.site.now());
        let Ok(mut response) = self.router.clone().oneshot(asked.for_everybody()).await;
        if !is_to_be_kept(&response) {
            if asked.method == Method::HEAD {
                *response.body_mut() = Body::empty();
            }
            return response;
        }
        let (parts, body) = response.into_parts();
        let body = match to_bytes(body, LARGEST).await {
            Ok(body) => body,
            Err(error) => return PageError::broken(error).into_response(),
        };
        let forever = parts.headers.get(header::CACHE_CONTROL) == Some(&cache::FOREVER);
        let prepared = Arc::new(Prepared {
            answer: Answer::new(parts.headers, body),
            route: asked.route,
            depends: (!forever).then_some((watch, seen)),
            made,
        });
        self.traffic.shelved.of(Shelved::Made).one();
        self.shelf.put(key, &prepared);
        prepared.answer.respond(&asked.method, &asked.headers)
    }

    async fn turn(&self, key: &str) -> Option<MutexGuard<'_, ()>> {
        let number = self.numbers.hash_one(key) as usize % TURNS;
        timeout(LONGEST_TURN, self.turns[number].lock()).await.ok()
    }

    /// What may change the page at a path: its declaration, or anything.
    async fn concerned(&self, path: &str) -> Watch {
        let named = path
            .strip_prefix("/d/")
            .and_then(|rest| rest.split('/').next());
        let declaration = match named.and_then(|slug| Slug::parse(slug).ok()) {
            Some(slug) => self.site.declaration(&slug).await.ok().flatten(),
            None => None,
        };
        self.site.store.watch(declaration.map(|known| known.id))
    }
}

fn is_to_be_kept(response: &Response) -> bool {
    let length = response.body().size_hint().exact();
    response.status() == StatusCode::OK
        && response.extensions().get::<Keep>().is_some()
        && length.is_some_and(|length| length <= LARGEST as u64)
}
