//! What of the list an address asks for: known names and known values only (REQ-57).

use app::declarations::Published;
use app::signatories::{Count, ListOrder, ListQuery};
use axum::extract::Query;
use axum::http::Uri;
use domain::locale::Language;
use domain::signer::Class;
use render::choice;
use render::page::signatories::{Filter, Order, Pages};
use store::Cursor;

use crate::error::PageError;

/// The longest search that is looked at, in characters; a name has at most a hundred.
const MAX_SEARCH: usize = 100;

/// A query of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Asked {
    search: String,
    class: Option<Class>,
    language: Option<Language>,
    revision: Option<u64>,
    order: Order,
    after: Option<Cursor>,
    page: Option<u64>,
}

/// The greatest number of a page that is looked at: far behind the last name that can be.
const LAST_PAGE: u64 = 1 << 40;

impl Asked {
    /// Reads a query. An empty value is the same as none: that is how forms leave a field out.
    ///
    /// # Errors
    /// [`PageError::UnknownFilter`] with the field, for unknown fields and values.
    pub(super) fn parse(query: &str) -> Result<Self, PageError> {
        let uri = Uri::builder().path_and_query(format!("/?{query}")).build();
        let uri = uri.map_err(|_| PageError::Malformed)?;
        let Query(pairs) =
            Query::<Vec<(String, String)>>::try_from_uri(&uri).map_err(|_| PageError::Malformed)?;
        let mut asked = Self::default();
        for (name, value) in pairs {
            asked.take(&name, &value)?;
        }
        Ok(asked)
    }

    /// Refuses a text that was never published.
    ///
    /// # Errors
    /// [`PageError::UnknownFilter`] with the field.
    pub(super) fn of(self, published: &Published) -> Result<Self, PageError> {
        let is_known = |leaf| published.revision_at(leaf).is_some();
        if self.revision.is_none_or(is_known) {
            Ok(self)
        } else {
            Err(PageError::UnknownFilter("revision"))
        }
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), PageError> {
        let given = (!value.is_empty()).then_some(value);
        match name {
            "q" => self.search = value.chars().take(MAX_SEARCH).collect(),
            "class" => self.class = known("class", given, choice::class_from_word)?,
            "language" => {
                self.language = known("language", given, |tag| Language::parse(tag).ok())?;
            }
            "revision" => self.revision = known("revision", given, leaf)?,
            "order" => self.order = known("order", given, order)?.unwrap_or_default(),
            "page" => self.page = known("after", given, page)?,
            "after" => self.after = known("after", given, |text| Cursor::parse(text).ok())?,
            _ => return Err(PageError::UnknownFilter("?")),
        }
        Ok(())
    }

    /// As `app` wants it; `locale` is the language whose order names follow.
    pub(super) fn query(&self, locale: &str, limit: u32) -> ListQuery {
        ListQuery {
            order: match self.order {
                Order::Newest => ListOrder::Newest,
                Order::Name => ListOrder::Name,
            },
            locale: locale.to_owned(),
            search: (!self.search.is_empty()).then(|| self.search.clone()),
            class: self.class,
            language: self.language.clone(),
            revision: self.revision,
            after: self.after.clone().or(self.skipped(limit)),
            limit,
        }
    }

    /// How far behind the beginning an address leads that names a page by its number alone.
    fn skipped(&self, limit: u32) -> Option<Cursor> {
        let before = self.page?.checked_sub(1).filter(|before| *before > 0)?;
        self.search
            .is_empty()
            .then(|| Cursor::skipping(before * u64::from(limit)))
    }

    /// Which page of how many this is, where that can be known: a search is not counted, and nobody
    /// knows the number of a page that is named by the one before alone.
    pub(super) fn pages(
        &self,
        (published, count): (&Published, &Count),
        limit: u32,
    ) -> Option<Pages> {
        if !self.search.is_empty() || (self.after.is_some() && self.page.is_none()) {
            return None;
        }
        let shown = count.shown_where(|bucket| {
            let text = published.revision_at(bucket.revision);
            self.class.is_none_or(|class| class == bucket.class)
                && self.revision.is_none_or(|leaf| leaf == bucket.revision)
                && (self.language.as_ref())
                    .is_none_or(|tag| text.is_some_and(|text| text.language == *tag))
        });
        let last = shown.div_ceil(u64::from(limit));
        let number = self.page.unwrap_or(1).min(last);
        (last > 1).then_some(Pages { number, last })
    }

    /// As the page shows it.
    pub(super) fn filter(&self) -> Filter {
        Filter {
            prefix: self.search.clone(),
            class: self.class,
            language: self
                .language
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            revision: self.revision,
            order: self.order,
        }
    }
}

fn known<T>(
    field: &'static str,
    given: Option<&str>,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, PageError> {
    given
        .map(|text| read(text).ok_or(PageError::UnknownFilter(field)))
        .transpose()
}

/// A leaf index as links write it.
fn leaf(text: &str) -> Option<u64> {
    let leaf: u64 = text.parse().ok()?;
    (leaf.to_string() == text).then_some(leaf)
}

/// The number of a page as links write it, or somebody types it.
fn page(text: &str) -> Option<u64> {
    leaf(text).filter(|number| (1..=LAST_PAGE).contains(number))
}

fn order(word: &str) -> Option<Order> {
    [Order::Newest, Order::Name]
        .into_iter()
        .find(|order| order.word() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(query: &str) -> &'static str {
        match Asked::parse(query) {
            Err(PageError::UnknownFilter(field)) => field,
            other => panic!("{query} gave {other:?}"),
        }
    }

    #[test]
    fn what_a_form_sends_is_read_and_empty_fields_mean_everything() {
        let asked = Asked::parse("q=&class=&language=&order=newest").unwrap();
        assert_eq!(asked, Asked::default());
        let asked = Asked::parse("q=L%C3%B6we&class=person&language=de&order=name").unwrap();
        assert_eq!(
            (asked.search.as_str(), asked.class),
            ("Löwe", Some(Class::Person))
        );
        assert_eq!(asked.order, Order::Name);
        let asked = Asked::parse("revision=7").unwrap();
        assert_eq!(asked.revision, Some(7));
    }

    #[test]
    fn unknown_fields_and_values_are_refused_by_name() {
        assert_eq!(refused("class=robot"), "class");
        assert_eq!(refused("order=name%3BDROP"), "order");
        assert_eq!(refused("language=../etc"), "language");
        assert_eq!(refused("revision=01"), "revision");
        assert_eq!(refused("after=1"), "after");
        assert_eq!(refused("page=0"), "after");
        assert_eq!(refused("page=-1"), "after");
        assert_eq!(refused("page=99999999999999"), "after");
        assert_eq!(refused("address_eq=a%40b"), "?");
    }
}
