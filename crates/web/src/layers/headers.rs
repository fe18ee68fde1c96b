//! Strict headers on every answer, errors included (REQ-63).

use app::site::Site;
use axum::http::HeaderValue;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::Response;

const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");

/// The site needs its own style sheet and images, and its own forms; nothing else, from nowhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

/// Every power of a browser that a page could ask for, given up.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), \
                           encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), \
                           hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), \
                           payment=(), picture-in-picture=(), publickey-credentials-get=(), \
                           screen-wake-lock=(), serial=(), usb=(), web-share=(), \
                           xr-spatial-tracking=(), browsing-topics=()";

/// The headers that are the same everywhere.
const ALWAYS: [(HeaderName, HeaderValue); 4] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(PERMISSIONS),
    ),
];

/// Two years, with every name below: what browsers ask for before they remember it for everybody.
const TRANSPORT: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// Marks an answer as data that programs of other sites may read: it holds nothing that is not
/// public, and no visitor's state (REQ-119).
pub(crate) fn open_to_programs(response: &mut Response) {
    response
        .headers_mut()
        .insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
}

/// Gives an answer a policy of its own: only the mailbox needs one, which shows mails as they are.
pub(crate) fn allow(response: &mut Response, policy: HeaderValue) {
    response
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, policy);
}

pub(super) fn strict(response: &mut Response, site: &Site) {
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, value);
    }
    headers
        .entry(CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(POLICY));
    let readers = if headers.contains_key(ACCESS_CONTROL_ALLOW_ORIGIN) {
        "cross-origin"
    } else {
        "same-origin"
    };
    headers.insert(
        CROSS_ORIGIN_RESOURCE_POLICY,
        HeaderValue::from_static(readers),
    );
    if site.settings.base_url.starts_with("https://") {
        headers.insert(STRICT_TRANSPORT_SECURITY, TRANSPORT);
    }
}
