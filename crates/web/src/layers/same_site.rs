//! Forms of other sites are refused (REQ-60).
//!
//! Nothing here acts on who the browser is: there is no cookie, and every form carries a secret of
//! its own. So a form from elsewhere could do no more than its sender can do directly; it is refused
//! all the same, as a second lock.
//!
//! A ready-made layer that compares `Origin` with `Host` would refuse honest people: pages here are
//! sent with `Referrer-Policy: no-referrer`, and for such a page browsers write `Origin: null` even
//! when they post to their own site (Fetch standard, "append a request `Origin` header"). Newer ones
//! say `Sec-Fetch-Site` beside it, which is what decides; of older ones `null` is taken as no answer.

use axum::extract::Request;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Uri, header};

use crate::infomail::is_one_click;

/// Whether a request changes nothing, or comes from this site as far as its browser tells.
pub(super) fn is_welcome(request: &Request, base_url: &str) -> bool {
    request.method().is_safe()
        || is_one_click(request.uri().path())
        || is_ours(request.headers(), request.uri(), base_url)
}

fn is_ours(headers: &HeaderMap, uri: &Uri, base_url: &str) -> bool {
    let text = |name| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or("unreadable"))
    };
    if let Some(from) = text("sec-fetch-site") {
        return matches!(from, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN.as_str()).filter(|origin| *origin != "null") else {
        return true;
    };
    let host = uri
        .authority()
        .map(Authority::as_str)
        .or(text(header::HOST.as_str()));
    // Behind a proxy that renames the host, the site's own address still tells.
    origin == base_url || host.is_some_and(|host| authority(origin) == Some(host))
}

fn authority(origin: &str) -> Option<&str> {
    origin.split_once("://").map(|(_, authority)| authority)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headers: &[(&'static str, &'static str)], expected: bool) {
        let map: HeaderMap = headers
            .iter()
            .map(|(name, value)| {
                (
                    header::HeaderName::from_static(name),
                    header::HeaderValue::from_static(value),
                )
            })
            .collect();
        let ours = is_ours(&map, &Uri::from_static("/confirm"), "https://sign.example");
        assert_eq!(ours, expected, "{headers:?}");
    }

    #[test]
    fn only_forms_of_this_site_are_taken() {
        check(
            &[("sec-fetch-site", "same-origin"), ("origin", "null")],
            true,
        );
        check(&[("sec-fetch-site", "none")], true);
        check(&[("sec-fetch-site", "same-site")], false);
        check(
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "https://sign.example"),
            ],
            false,
        );
        check(&[("origin", "https://sign.example")], true);
        check(
            &[("origin", "http://inside:8080"), ("host", "inside:8080")],
            true,
        );
        check(
            &[("origin", "https://evil.example"), ("host", "sign.example")],
            false,
        );
        check(
            &[
                ("origin", "https://sign.example.evil.example"),
                ("host", "sign.example"),
            ],
            false,
        );
        check(&[("origin", "null"), ("host", "sign.example")], true);
        check(&[], true);
    }
}
