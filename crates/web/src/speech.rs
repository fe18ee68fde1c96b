//! Which language to speak where the address does not say: for notices, and behind mailed links.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use render::words::Words;

/// The most tags that are read of `Accept-Language`; browsers send fewer than ten.
const MOST: usize = 16;

/// The language tags somebody asks for, the most wanted first (RFC 9110 section 12.5.4). Weights
/// that cannot be read count as none given.
pub(crate) fn wanted(headers: &HeaderMap) -> Vec<String> {
    let asked = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let mut tags: Vec<(String, f32)> = asked
        .unwrap_or_default()
        .split(',')
        .take(MOST)
        .filter_map(|part| {
            let (tag, parameters) = part.split_once(';').unwrap_or((part, ""));
            let weight = parameters
                .trim()
                .strip_prefix("q=")
                .and_then(|q| q.parse().ok());
            let (tag, weight) = (tag.trim().to_owned(), weight.unwrap_or(1.0_f32));
            (!tag.is_empty() && weight > 0.0).then_some((tag, weight))
        })
        .collect();
    tags.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    tags.into_iter().map(|(tag, _)| tag).collect()
}

/// The interface language of a notice: the one in the address, else one that is asked for, else the
/// site's.
pub(crate) fn words(path: &str, headers: &HeaderMap, default: &str) -> &'static Words {
    let spoken = |tag: &str| Words::all().iter().find(|words| words.speaks(tag));
    let mut segments = path.split('/').skip(1);
    let in_path = match segments.next() {
        Some("d") => segments.nth(1),
        first => first,
    };
    in_path
        .and_then(spoken)
        .or_else(|| wanted(headers).iter().find_map(|tag| spoken(tag)))
        .unwrap_or_else(|| Words::for_language(default))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(value: &str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_LANGUAGE, value.parse().unwrap())])
    }

    #[test]
    fn the_most_wanted_language_comes_first() {
        assert_eq!(
            wanted(&asking("en;q=0.3, de-CH, ar;q=0.8,*;q=0")),
            ["de-CH", "ar", "en"]
        );
        assert_eq!(wanted(&asking(";;,,q=1;q=x")), ["q=1"]);
        assert!(wanted(&HeaderMap::new()).is_empty());
    }

    #[test]
    fn the_address_speaks_before_the_browser_and_the_browser_before_the_site() {
        let check = |path, asked, expected| {
            assert_eq!(
                words(path, &asking(asked), "en").lang(),
                expected,
                "{path} {asked}"
            );
        };
        check("/d/rivers/de/nothing", "en", "de");
        check("/d/rivers/ar", "de;q=0.9", "ar");
        check("/d/rivers/cy", "de;q=0.9", "de");
        check("/de", "en", "de");
        check("/c/abc", "de-AT, en;q=0.5", "de");
        check("/nothing", "fa-AF", "fa");
        check("/nothing", "cy", "en");
    }
}
