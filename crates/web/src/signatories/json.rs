//! The list as data: the fields of the page and the openings that tie them to the log, named one by
//! one so that nothing else can slip in (REQ-56).

use app::declarations::Published;
use app::opening::{self, FieldJson, OpeningJson};
use app::site::Site;
use domain::id::DeclarationId;
use render::choice::class_word;
use serde::Serialize;
use store::{SignatoryPage, SignatoryRow};

use crate::error::PageError;
use crate::view;

/// One page of the list.
#[derive(Serialize)]
struct PageJson {
    /// Those on this page.
    signatories: Vec<SignatoryJson>,
    /// The value of `after` for the next page; absent on the last.
    next: Option<String>,
}

/// Somebody on the list.
#[derive(Serialize)]
struct SignatoryJson {
    /// Leaf index of the signature.
    leaf: u64,
    /// The day of signing (UTC).
    day: String,
    /// `person` or `organisation`.
    class: &'static str,
    /// Language signed in.
    language: String,
    /// Leaf index of the revision signed.
    revision: u64,
    /// `initials` or `named`.
    listing: &'static str,
    /// The name or the initials.
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    descriptor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    /// The public opening, fields in the order of the commitment.
    opening: Vec<FieldJson>,
}

/// The bytes of one page of the list.
pub(super) async fn page(
    site: &Site,
    published: &Published,
    found: SignatoryPage,
) -> Result<Vec<u8>, PageError> {
    let mut signatories = Vec::with_capacity(found.rows.len());
    for row in found.rows {
        // Whoever withdraws between the two reads is left out: there is nothing to show any more.
        if let Some(opening) = opening(site, published.id, row.leaf).await? {
            signatories.push(signatory(row, opening)?);
        }
    }
    let next = found.next.map(|cursor| cursor.to_string());
    let page = PageJson { signatories, next };
    serde_json::to_vec(&page).map_err(PageError::broken)
}

async fn opening(
    site: &Site,
    id: DeclarationId,
    leaf: u64,
) -> Result<Option<Vec<FieldJson>>, PageError> {
    let found = site.store.openings(id, leaf, leaf + 1).await?;
    let Some((leaf, bytes)) = found.into_iter().next() else {
        return Ok(None);
    };
    let opening = opening::decode(&bytes)
        .ok_or_else(|| PageError::broken("a stored opening does not read"))?;
    Ok(Some(OpeningJson::new(leaf, &opening).fields))
}

fn signatory(row: SignatoryRow, opening: Vec<FieldJson>) -> Result<SignatoryJson, PageError> {
    Ok(SignatoryJson {
        leaf: row.leaf,
        day: view::day(row.day)?.to_string(),
        class: class_word(row.class),
        language: row.language.to_string(),
        revision: row.revision,
        listing: row.listing.word(),
        name: row.name,
        descriptor: row.descriptor,
        place: row.place,
        comment: row.comment,
        opening,
    })
}
