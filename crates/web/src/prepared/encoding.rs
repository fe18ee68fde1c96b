//! Which coding of an answer a visitor takes (RFC 9110 section 12.5.3).

use axum::http::{HeaderMap, header};

/// Whether to send gzip: it is named, or covered by `*`, and not liked less than plain bytes. Of plain
/// bytes nothing need be said: whoever names codings wants one of them first.
pub(super) fn takes_gzip(request: &HeaderMap) -> bool {
    let (mut gzip, mut identity, mut any) = (None, None, None);
    let lines = request.get_all(header::ACCEPT_ENCODING).iter();
    for coding in lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
    {
        let (name, weight) = weighed(coding);
        match name {
            "gzip" | "x-gzip" | "GZIP" => gzip = Some(weight),
            "identity" => identity = Some(weight),
            "*" => any = Some(weight),
            _ => {}
        }
    }
    let gzip = gzip.or(any).unwrap_or(0);
    gzip > 0 && gzip >= identity.unwrap_or(0)
}

/// A coding and its weight in thousandths; a weight that cannot be read counts as none given.
fn weighed(coding: &str) -> (&str, u16) {
    let Some((name, parameters)) = coding.split_once(';') else {
        return (coding.trim(), 1_000);
    };
    let weight = parameters.split(';').find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        key.trim()
            .eq_ignore_ascii_case("q")
            .then(|| thousandths(value.trim()))?
    });
    (name.trim(), weight.unwrap_or(1_000))
}

/// `0`, `0.8`, `1.000` (RFC 9110 section 12.4.2).
fn thousandths(value: &str) -> Option<u16> {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let fraction: u16 = format!("{fraction:0<3}").parse().ok()?;
    match whole {
        "0" => Some(fraction),
        "1" => Some(1_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(accepted: &'static str, expected: bool) {
        let headers = HeaderMap::from_iter([(
            header::ACCEPT_ENCODING,
            axum::http::HeaderValue::from_static(accepted),
        )]);
        assert_eq!(takes_gzip(&headers), expected, "{accepted}");
    }

    #[test]
    fn gzip_is_sent_to_those_who_want_it() {
        assert!(!takes_gzip(&HeaderMap::new()));
        check("gzip, deflate, br, zstd", true);
        check("gzip;q=0.001", true);
        check("gzip;q=0", false);
        check("br;q=1.0, gzip;q=0.8, *;q=0.1", true);
        check("*", true);
        check("*;q=0", false);
        check("gzip;q=0, *", false);
        check("identity", false);
        check("identity;q=1, gzip;q=0.5", false);
        check("identity;q=0.5, gzip;q=1.0", true);
        check("br", false);
        check("", false);
        check("gzip;q=many", true);
    }
}
