//! One exact text, for ever at the same address.

use app::signatories::Count;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use domain::text::TextDigest;
use render::page::revisions::HistoryRow;
use render::page::text::Text;
use render::urls;
use store::RevisionRow;

use crate::Shared;
use crate::error::PageError;
use crate::reading::{Reading, published};
use crate::{respond, view};

/// `/d/{slug}/text/{digest}`
pub(crate) async fn show(
    State(site): State<Shared>,
    Path((slug, digest)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let digest = TextDigest::parse(&digest).map_err(|_| PageError::NotFound)?;
    let published = published(&site, &slug).await?;
    let leaf = published
        .revision_with(digest)
        .ok_or(PageError::NotFound)?
        .leaf;
    let reading = Reading::at_leaf(published, leaf)?;
    let count = site.count(&reading.published).await?;
    let neighbours = Neighbours::of(&reading);
    let links = neighbours.links(&site, &reading);
    let html = render::page::html(&page(&site, &reading, (&count, neighbours))?);
    let mut response = respond::kept_as_it_is(&headers, respond::HTML, html);
    response.headers_mut().insert(header::LINK, links);
    Ok(response)
}

/// The digests of the texts before and after, in the same language.
struct Neighbours {
    predecessor: Option<String>,
    successor: Option<String>,
}

impl Neighbours {
    fn of(reading: &Reading) -> Self {
        let (published, revision) = (&reading.published, reading.revision());
        let numbered = |number: Option<u32>| {
            let found = published.history(&revision.language);
            let mut found = found.filter(|other| Some(other.number) == number);
            found.next().map(|other| other.digest.to_string())
        };
        Self {
            predecessor: numbered(revision.number.checked_sub(1)),
            successor: numbered(revision.number.checked_add(1)),
        }
    }

    /// The same as the links of the page, for programs (RFC 5829, RFC 8288).
    fn links(&self, site: &Shared, reading: &Reading) -> HeaderValue {
        let text = |digest: &String| urls::text(reading.slug(), digest);
        let latest = urls::declaration(reading.slug(), reading.tag());
        let all = [
            (Some(latest), "latest-version"),
            (self.predecessor.as_ref().map(text), "predecessor-version"),
            (self.successor.as_ref().map(text), "successor-version"),
        ];
        let links: Vec<String> = all
            .into_iter()
            .filter_map(|(path, relation)| {
                let address = urls::absolute(&site.settings.base_url, &path?);
                Some(format!("<{address}>; rel=\"{relation}\""))
            })
            .collect();
        HeaderValue::from_str(&links.join(", ")).expect(
            "slugs, tags and digests stand in a header, and the address of a site is an address",
        )
    }
}

fn page(
    site: &Shared,
    reading: &Reading,
    (count, neighbours): (&Count, Neighbours),
) -> Result<Text, PageError> {
    let body = view::body(reading, &[]);
    let revision = reading.revision();
    let path = urls::text(reading.slug(), &revision.digest.to_string());
    let history = reading.published.history(&revision.language).rev();
    let row = |other: &RevisionRow| {
        Ok::<_, PageError>(HistoryRow {
            number: u64::from(other.number),
            published: view::day(other.day)?,
            signed: count.of_revision(other.leaf),
            digest: other.digest.to_string(),
            current: other.leaf == revision.leaf,
        })
    };
    Ok(Text {
        page: view::layout(site, reading.words())
            .copied(reading.copy(&path))
            .indexed_at(path),
        slug: reading.slug().to_owned(),
        title: body.title,
        body: body.html,
        wording: view::wording(reading)?,
        figures: view::notes(reading, site.today()),
        signed: count.of_revision(revision.leaf),
        history: history.map(row).collect::<Result<_, _>>()?,
        predecessor: neighbours.predecessor,
        successor: neighbours.successor,
    })
}
