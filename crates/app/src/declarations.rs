//! Declarations as published: the folder parsed once, its revisions, figures and raisings with their
//! places in the log, its reports with their moments.

use std::sync::Arc;

use domain::declaration::Declaration;
use domain::figure::{Claims, Figure, FigureDigest, Series, canonical_record};
use domain::id::DeclarationId;
use domain::locale::Language;
use domain::raising::{Raising, raising_of};
use domain::revision::Wording;
use domain::slug::Slug;
use domain::text::{MarkId, TextDigest};
use intake::folder::{Files, MethodPage};
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use store::{DeclarationRow, RaisingRow, RevisionRow, Store, StoreError};
use thiserror::Error;

use crate::carry::CarriedFrom;
use crate::reports::{self, PublishedReport};
use crate::revisions::Paragraphs;
use crate::sequencer::LogName;

/// A declaration with everything that was published of it.
#[derive(Debug)]
pub struct Published {
    /// Identity in the store.
    pub id: DeclarationId,
    /// The log it writes.
    pub log: Arc<LogName>,
    /// The verifier key of the log (LOG-FORMAT section 2).
    pub verifier_key: String,
    /// The declaration itself.
    pub declaration: Declaration,
    /// The wordings in the folder, drafts included.
    pub wordings: Vec<Wording>,
    /// The figures, with the digests under which the log holds them.
    pub figures: Vec<(Figure, FigureDigest)>,
    /// What is said of series of figures.
    pub series: Vec<Series>,
    /// How the figures are chosen, by language.
    pub methods: Vec<MethodPage>,
    /// The raisings in the folder.
    pub raisings: Vec<Raising>,
    /// The reports in the folder that may be shown, by name and then by language.
    pub reports: Vec<PublishedReport>,
    /// Every record of a raising in the log, oldest first.
    pub raising_rows: Vec<RaisingRow>,
    /// Every revision in the log, oldest first.
    pub revisions: Vec<RevisionRow>,
    /// The names of the paragraphs of each revision.
    pub paragraphs: Arc<Paragraphs>,
    /// The day on which the log was closed, if it was.
    pub closed: Option<Date>,
    /// When it was first published.
    pub created: Timestamp,
    /// Where it is from, if it is only carried here.
    pub carried: Option<CarriedFrom>,
}

impl Published {
    /// The newest revision in a language.
    #[must_use]
    pub fn current(&self, language: &Language) -> Option<&RevisionRow> {
        self.revisions
            .iter()
            .rev()
            .find(|revision| &revision.language == language)
    }

    /// The newest original.
    #[must_use]
    pub fn original(&self) -> Option<&RevisionRow> {
        self.current(&self.declaration.language)
    }

    /// The newest revision in each language, the original first, then by language.
    #[must_use]
    pub fn languages(&self) -> Vec<&RevisionRow> {
        let mut newest: Vec<&RevisionRow> = self
            .revisions
            .iter()
            .filter(|r| self.current(&r.language).is_some_and(|c| c.leaf == r.leaf))
            .collect();
        newest.sort_by_key(|r| (r.language != self.declaration.language, r.language.clone()));
        newest
    }

    /// The revision at a leaf.
    #[must_use]
    pub fn revision_at(&self, leaf: u64) -> Option<&RevisionRow> {
        self.revisions.iter().find(|revision| revision.leaf == leaf)
    }

    /// The newest revision with a digest.
    #[must_use]
    pub fn revision_with(&self, digest: TextDigest) -> Option<&RevisionRow> {
        self.revisions
            .iter()
            .rev()
            .find(|revision| revision.digest == digest)
    }

    /// Whether a translation renders an original that is no longer the newest.
    #[must_use]
    pub fn is_behind(&self, revision: &RevisionRow) -> bool {
        self.original()
            .is_some_and(|original| revision.renders != original.leaf)
    }

    /// The wording in the folder that a revision was published from, if the folder still has it.
    #[must_use]
    pub fn wording_of(&self, revision: &RevisionRow) -> Option<&Wording> {
        self.wordings
            .iter()
            .find(|w| w.language == revision.language && w.text.digest() == revision.digest)
    }

    /// The figure a mark names.
    #[must_use]
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures
            .iter()
            .map(|(figure, _)| figure)
            .find(|figure| figure.id.as_str() == id)
    }

    /// Everybody's answers to one question.
    #[must_use]
    pub fn claims(&self, series: &MarkId) -> Claims<'_> {
        Claims::of(self.figures.iter().map(|(figure, _)| figure), series)
    }

    /// What is said of a series, if anything.
    #[must_use]
    pub fn series(&self, id: &MarkId) -> Option<&Series> {
        self.series.iter().find(|series| &series.id == id)
    }

    /// How the figures are chosen, in a language, else in that of the original.
    #[must_use]
    pub fn method(&self, language: &Language) -> Option<&MethodPage> {
        let in_language = |tag| self.methods.iter().find(move |page| &page.language == tag);
        in_language(language).or_else(|| in_language(&self.declaration.language))
    }

    /// The newest record in the log of a raising of the folder.
    #[must_use]
    pub fn raising_row(&self, raising: &Raising) -> Option<&RaisingRow> {
        self.raising_rows
            .iter()
            .rev()
            .find(|row| raising_of(&row.record) == Some(raising.id.as_str()))
    }

    /// The last day on which it could or can be signed: the closing day, or the day on which the log
    /// was closed, if that came first.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        let days = self.declaration.closes.into_iter().chain(self.closed);
        days.min()
    }

    /// Whether it can be signed here on this day (UTC).
    #[must_use]
    pub fn is_open(&self, today: Date) -> bool {
        self.carried.is_none() && self.is_collecting(today)
    }

    /// Whether it can be signed on this day (UTC), here or at its original.
    #[must_use]
    pub fn is_collecting(&self, today: Date) -> bool {
        self.closed.is_none() && self.declaration.is_open(today)
    }

    /// Whether the time is over for which names of persons are shown after the last day of signing.
    #[must_use]
    pub fn names_are_due(&self, today: Date) -> bool {
        let months = i64::from(self.declaration.retention.names_months_after_close);
        let end = self
            .last_day()
            .and_then(|last| last.checked_add(Span::new().try_months(months).ok()?).ok());
        end.is_some_and(|end| today > end)
    }

    /// The title in a language, or of the original.
    #[must_use]
    pub fn title(&self, language: &Language) -> String {
        let revision = self.current(language).or_else(|| self.original());
        revision.map_or_else(
            || self.declaration.slug.to_string(),
            |r| title_of(&r.text).to_owned(),
        )
    }
}

/// The title of a canonical text.
#[must_use]
pub fn title_of(canonical: &str) -> &str {
    canonical
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("# "))
        .unwrap_or_default()
}

/// Why a declaration could not be loaded.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The store failed.
    #[error("the declaration cannot be read")]
    Store(#[from] StoreError),
    /// What is stored no longer parses.
    #[error("the stored folder of {0} does not parse")]
    Folder(Slug),
}

/// Reads a declaration from the store; nothing where its folder is not there, as when its first publication
/// was cut short.
pub(crate) async fn load(
    store: &Store,
    row: DeclarationRow,
    closed: Option<Date>,
) -> Result<Option<Published>, LoadError> {
    let files = store.folder(row.id).await?;
    if files.is_empty() {
        return Ok(None);
    }
    let carried = if row.carried {
        let Some(from) = CarriedFrom::of(store, &row).await? else {
            return Ok(None);
        };
        Some(from)
    } else {
        None
    };
    let files: Files = files
        .into_iter()
        .map(|file| (file.path, file.content))
        .collect();
    let times = store.folder_times(row.id).await?;
    let mut folder = intake::folder::read(&files)
        .folder
        .ok_or_else(|| LoadError::Folder(row.slug.clone()))?;
    // A copy may have another name here than where it is from.
    folder.declaration.slug = row.slug.clone();
    let figures = folder
        .figures
        .into_iter()
        .map(|figure| {
            let digest = FigureDigest::of(&canonical_record(&figure));
            (figure, digest)
        })
        .collect();
    Ok(Some(Published {
        id: row.id,
        log: Arc::new(LogName {
            id: row.id,
            slug: row.slug,
            origin: row.origin,
        }),
        verifier_key: row.verifier_key,
        declaration: folder.declaration,
        wordings: folder.wordings,
        figures,
        series: folder.series,
        methods: folder.methods,
        raisings: folder.raisings,
        reports: reports::shown(folder.reports, &times, row.created),
        raising_rows: store.raising_records(row.id).await?,
        closed,
        revisions: store.revisions(row.id).await?,
        paragraphs: Arc::default(),
        created: row.created,
        carried,
    }))
}
