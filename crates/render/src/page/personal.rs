//! Pages that are made for one reader and differ from those of others in few places.
//!
//! Such a page is rendered once about nobody, with stand-ins where something of a reader would stand;
//! what is kept is the markup between them, and a reader's page is that markup with their own in the
//! gaps. Rendering a page takes several times as long as filling it in, and at the limit of the machine every
//! confirmation pays for its receipt. Nothing of a reader is kept, and nothing has to be thrown
//! away when a text changes: a page about another text is another page.

use std::sync::{Arc, PoisonError, RwLock};

use askama::Template;

/// How many pages of one kind are kept: languages, texts and choices of a busy day. Each takes as many
/// bytes as the page.
const KEPT: usize = 64;

/// A page with something in it that is its reader's alone.
pub trait Personal: Template + Clone + PartialEq + Send + Sync + 'static {
    /// The same page about nobody: a stand-in takes the place of everything that is of its reader.
    /// Stand-ins differ from each other and occur in no text.
    #[must_use]
    fn of_nobody(&self) -> Self;

    /// What stands in the page for its reader alone, as markup, where it stands in the template; of the
    /// page about nobody, the stand-ins. Of two that begin at the same place the longer comes first.
    fn own(&self) -> Vec<String>;

    /// Where pages of this kind are kept.
    fn stencils() -> &'static Stencils<Self>;
}

/// The pages of one kind that were rendered about nobody.
pub struct Stencils<P>(RwLock<Vec<(P, Arc<Stencil>)>>);

/// A page with gaps.
struct Stencil {
    /// Markup, and which of the reader's own follows it.
    parts: Vec<(String, usize)>,
    end: String,
}

/// Somebody's words as a template writes them.
pub(super) fn escaped(text: &str) -> String {
    match askama::filters::escape(text, askama::filters::Html) {
        Ok(escaped) => escaped.0.to_string(),
        Err(never) => match never {},
    }
}

/// The page as a whole document, the same as [`html`](super::html) gives.
pub fn filled<P: Personal>(page: &P) -> String {
    P::stencils().of(page).fill(&page.own())
}

impl<P> Stencils<P> {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(RwLock::new(Vec::new()))
    }
}

impl<P> Default for Stencils<P> {
    fn default() -> Self {
        Self::new()
    }
}

impl<P: Personal> Stencils<P> {
    fn of(&self, page: &P) -> Arc<Stencil> {
        let nobody = page.of_nobody();
        if let Some(known) = self.known(&nobody) {
            return known;
        }
        let cut = Arc::new(Stencil::cut(&super::html(&nobody), &nobody.own()));
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push((nobody, Arc::clone(&cut)));
        cut
    }

    fn known(&self, nobody: &P) -> Option<Arc<Stencil>> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|(page, _)| page == nobody);
        found.map(|(_, stencil)| Arc::clone(stencil))
    }
}

impl Stencil {
    /// Cuts out every stand-in, wherever it occurs.
    fn cut(html: &str, standins: &[String]) -> Self {
        let mut parts = Vec::new();
        let (mut rest, mut at) = (html, 0);
        while let Some(behind) = rest.get(at..) {
            let found = standins
                .iter()
                .position(|standin| !standin.is_empty() && behind.starts_with(standin.as_str()));
            if let Some(which) = found {
                let (before, from) = rest.split_at(at);
                parts.push((before.to_owned(), which));
                rest = &from[standins[which].len()..];
                at = 0;
            } else {
                let Some(next) = behind.chars().next() else {
                    break;
                };
                at += next.len_utf8();
            }
        }
        Self {
            parts,
            end: rest.to_owned(),
        }
    }

    fn fill(&self, own: &[String]) -> String {
        let own = |which: usize| own.get(which).map_or("", String::as_str);
        let parts = self.parts.iter();
        let length: usize = parts
            .map(|(before, which)| before.len() + own(*which).len())
            .sum();
        let mut page = String::with_capacity(length + self.end.len());
        for (before, which) in &self.parts {
            page.push_str(before);
            page.push_str(own(*which));
        }
        page.push_str(&self.end);
        page
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::page::check_mail::CheckMail;
    use crate::page::receipt::Receipt;
    use crate::page::{Samples, html};
    use crate::words::Words;

    fn check<P: Personal + Samples>() {
        for words in Words::all() {
            // Twice: once it is cut, once it is known.
            for page in P::samples(words).into_iter().chain(P::samples(words)) {
                assert!(filled(&page) == html(&page), "{}", words.lang());
            }
        }
    }

    #[test]
    fn a_filled_page_is_the_rendered_page() {
        check::<Receipt>();
        check::<CheckMail>();
    }

    #[test]
    fn nothing_of_a_reader_is_kept() {
        let words = Words::for_language("en");
        for page in Receipt::samples(words) {
            let kept = html(&page.of_nobody());
            assert!(!kept.contains(&page.token));
        }
        for mut page in CheckMail::samples(words) {
            page.address = "ada@example.org".to_owned();
            if let Some(form) = &mut page.form {
                form.entered.name = "Ada Lovelace".to_owned();
                form.entered.email.clone_from(&page.address);
            }
            let kept = html(&page.of_nobody());
            assert!(!kept.contains("Ada Lovelace") && !kept.contains("ada@example.org"));
        }
    }

    proptest! {
        #[test]
        fn what_was_cut_out_comes_back(text in "[ab☂<]{0,12}", own in "[ab☂<]{0,3}") {
            let page = format!("{text}✂1✂{text}✂2✂✂1✂");
            let standins = ["✂1✂".to_owned(), "✂2✂".to_owned()];
            let stencil = Stencil::cut(&page, &standins);
            prop_assert_eq!(stencil.fill(&standins), page);
            let filled = stencil.fill(&[own.clone(), String::new()]);
            prop_assert_eq!(filled, format!("{text}{own}{text}{own}"));
        }
    }
}
