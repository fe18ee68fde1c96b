//! The site on one screen.
//!
//! Each row says who may come and what caches may keep; the router is made of these rows and tests
//! walk over them. There is no other way to add a route.

use std::sync::Arc;

use app::site::Site;
use axum::Router;
use axum::http::Method;
use axum::routing::{MethodRouter, get, post};

use crate::error::PageError;
use crate::layers::{self, Rules};
use crate::metrics::Traffic;
use crate::prepared::Front;
use crate::{
    Shared, assets, check, confirm, declaration, front, health, infomail, log, mailbox, manage,
    pause, receipt,
};
use crate::{raisings, refuse, reports, revisions, series, sign, signatories, text};

/// Who may come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Guard {
    /// Anybody.
    Public,
    /// Whoever holds a mailed token or the secret of an open tab, in the address or in the form.
    Token,
    /// Anybody, and only where mails are captured instead of sent.
    Capture,
}

/// What caches may keep of an answer that is no error; errors are never kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cache {
    /// Nothing.
    Never,
    /// For a few seconds, by everybody: a shield in front of the site takes the rush (REQ-177).
    Short,
    /// For ever: the content is named by its hash.
    Forever,
    /// Each file says so itself: tiles and texts for ever, everything else shortly.
    ByFile,
}

/// One row of the table.
#[derive(Clone)]
pub struct Route {
    /// GET stands for HEAD too.
    pub method: Method,
    /// The path as a template; parameters stand in braces.
    pub path: &'static str,
    /// Who may come.
    pub guard: Guard,
    /// What caches may keep.
    pub cache: Cache,
    handler: MethodRouter<Shared>,
}

/// Every route there is.
#[must_use]
pub fn table() -> Vec<Route> {
    [pages(), data(), life_of_a_signature(), infomail(), around()].concat()
}

/// What is read.
fn pages() -> Vec<Route> {
    let page = |path, handler| shown(path, Guard::Public, Cache::Short, handler);
    vec![
        page("/", get(front::show)),
        page("/{lang}", get(front::show_in)),
        page("/d/{slug}", get(declaration::show)),
        page("/d/{slug}/{lang}", get(declaration::show_in)),
        page("/d/{slug}/{lang}/signatories", get(signatories::show)),
        page("/d/{slug}/{lang}/log", get(log::explain)),
        page("/d/{slug}/{lang}/compare", get(revisions::compare)),
        page(
            "/d/{slug}/{lang}/changes/{from}/{to}",
            get(revisions::changes),
        ),
        page("/d/{slug}/{lang}/demand/{id}", get(raisings::demand)),
        page("/d/{slug}/{lang}/series/{id}", get(series::show)),
        page("/d/{slug}/{lang}/method", get(series::method)),
        page("/d/{slug}/{lang}/report/{id}", get(reports::show)),
        page("/d/{slug}/text/{digest}", get(text::show)),
        page("/check", get(check::show)),
        page("/{lang}/check", get(check::show_in)),
        acted("/{lang}/checked", Guard::Public, post(check::check)),
    ]
}

/// What programs of other sites may read, too (REQ-119).
fn data() -> Vec<Route> {
    let data = |path, cache, handler| shown(path, Guard::Public, cache, handler);
    vec![
        data("/d/{slug}/count.json", Cache::Short, get(log::count)),
        data("/d/{slug}/signing.json", Cache::Short, get(pause::signing)),
        data(
            "/d/{slug}/signatories.json",
            Cache::Short,
            get(signatories::list),
        ),
        data("/d/{slug}/raisings.json", Cache::Short, get(raisings::json)),
        data("/d/{slug}/series/{file}", Cache::Short, get(series::data)),
        data(
            "/d/{slug}/{lang}/raisings.atom",
            Cache::Short,
            get(raisings::atom),
        ),
        data("/d/{slug}/reports.json", Cache::Short, get(reports::data)),
        data(
            "/d/{slug}/{lang}/report/{id}/record",
            Cache::Short,
            get(reports::record),
        ),
        data(
            "/d/{slug}/{lang}/news.atom",
            Cache::Short,
            get(reports::atom),
        ),
        data("/d/{slug}/log/{*path}", Cache::ByFile, get(log::file)),
    ]
}

/// From the form to the links for later.
fn life_of_a_signature() -> Vec<Route> {
    use Guard::{Public, Token};
    let linked = |path, handler| shown(path, Token, Cache::Never, handler);
    vec![
        acted("/d/{slug}/{lang}/sign", Public, post(sign::sign)),
        acted("/d/{slug}/{lang}/code", Token, post(confirm::by_code)),
        linked("/c/{token}", get(confirm::show)),
        acted("/confirm", Token, post(confirm::by_link)),
        acted("/receipt/proof", Token, post(receipt::proof)),
        acted("/receipt/opening", Token, post(receipt::opening)),
        linked("/m/{token}", get(manage::show)),
        acted("/manage/listing", Token, post(manage::relist)),
        acted("/manage/move", Token, post(manage::move_to)),
        acted("/manage/withdraw", Token, post(manage::withdraw)),
        linked("/n/{token}", get(refuse::show)),
        acted("/refuse", Token, post(refuse::refuse)),
    ]
}

/// The Infomail: its pages, and what subscribers do.
fn infomail() -> Vec<Route> {
    use Guard::{Public, Token};
    let page = |path, handler| shown(path, Public, Cache::Short, handler);
    let linked = |path, handler| shown(path, Token, Cache::Never, handler);
    vec![
        page("/infomail/{list}", get(infomail::show)),
        page("/infomail/{list}/{lang}", get(infomail::show_in)),
        page("/infomail/{list}/{lang}/issues.atom", get(infomail::atom)),
        page("/infomail/{list}/{lang}/{number}", get(infomail::issue)),
        acted(
            "/infomail/{list}/{lang}/subscribe",
            Public,
            post(infomail::subscribe),
        ),
        linked("/i/c/{token}", get(infomail::confirm_page)),
        acted("/i/confirm", Token, post(infomail::confirm)),
        linked("/i/m/{token}", get(infomail::manage_page)),
        acted("/i/manage", Token, post(infomail::manage)),
        linked("/i/l/{token}", get(infomail::leave_page)),
        acted("/i/l/{token}", Token, post(infomail::leave)),
        linked("/i/s/{token}", get(infomail::stay_page)),
        acted("/i/stay", Token, post(infomail::stay)),
    ]
}

/// What stands around it.
fn around() -> Vec<Route> {
    use Cache::{Forever, Never, Short};
    use Guard::{Capture, Public};
    vec![
        shown("/assets/{file}", Public, Forever, get(assets::show)),
        shown("/health", Public, Never, get(health::show)),
        shown("/robots.txt", Public, Short, get(health::robots)),
        shown("/mailbox", Capture, Never, get(mailbox::list)),
        shown("/mailbox/{number}", Capture, Never, get(mailbox::show)),
        shown("/mailbox/{number}/html", Capture, Never, get(mailbox::html)),
        shown("/mailbox/{number}/raw", Capture, Never, get(mailbox::raw)),
    ]
}

/// A row that only shows something.
const fn shown(
    path: &'static str,
    guard: Guard,
    cache: Cache,
    handler: MethodRouter<Shared>,
) -> Route {
    Route {
        method: Method::GET,
        path,
        guard,
        cache,
        handler,
    }
}

/// A row that changes something, or gives out what only one person may have.
const fn acted(path: &'static str, guard: Guard, handler: MethodRouter<Shared>) -> Route {
    Route {
        method: Method::POST,
        path,
        guard,
        cache: Cache::Never,
        handler,
    }
}

/// The whole site as a service, which counts what is asked of it.
pub fn router(site: Arc<Site>, traffic: Arc<Traffic>) -> Router {
    Router::new().fallback_service(Front::new(site, traffic))
}

/// The site without what stands before it.
pub(crate) fn routed(site: &Arc<Site>, traffic: &Arc<Traffic>) -> Router {
    let captures = site.settings.mailbox.is_some();
    let open = table()
        .into_iter()
        .filter(|row| captures || row.guard != Guard::Capture);
    let mut rules = Rules::default();
    let routes = open.fold(Router::new(), |router, row| {
        rules.add(&row);
        router.route(row.path, row.handler)
    });
    let routes = routes
        .fallback(|| async { PageError::NotFound })
        .method_not_allowed_fallback(|| async { PageError::WrongMethod });
    layers::around(routes, rules, (site, traffic)).with_state(Arc::clone(site))
}
