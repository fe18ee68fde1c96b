//! What a site says of itself at one moment: pages, count, history, checkpoints.

use serde::de::DeserializeOwned;
use tlog::note::VerifierKey;
use tlog::{Checkpoint, Cosigned, Hash, Policy};

use super::page::{self, Page};
use super::recount::Recount;
use super::{Problem, SourceError};
use crate::bounded::AtMost;
use crate::log::{CheckpointJson, CountJson, HISTORY};

/// The largest of the JSON files about the whole log that is read: a count of 5,000 revisions, or a
/// history whose every checkpoint 256 witnesses have signed, stay below.
const MAX_JSON: usize = 16 * 1024 * 1024;

/// The most languages whose pages are compared.
const MAX_PAGES: usize = 64;

/// The files of one moment, the checkpoint read last.
pub(super) struct State {
    pub(super) pages: Vec<Page>,
    pub(super) published: Option<CountJson>,
    /// Sizes and roots of earlier checkpoints.
    pub(super) history: Vec<(u64, Hash)>,
    /// The newest checkpoint that enough witnesses signed, where there is one.
    pub(super) witnessed: Option<Cosigned>,
    pub(super) newest: Cosigned,
    /// The newest checkpoint as it was signed.
    pub(super) note: String,
}

/// What is read before the checkpoint; and what of all is false, which a second reading may take
/// back.
#[derive(Default)]
struct Draft {
    pages: Vec<Page>,
    published: Option<CountJson>,
    history: Vec<(u64, Hash)>,
    witnessed: Option<Cosigned>,
    problems: Vec<Problem>,
}

/// Whose signatures are looked for.
struct Keys<'k> {
    log: &'k VerifierKey,
    witnesses: Vec<VerifierKey>,
}

impl Recount<'_> {
    /// The state of the site, read a second time where a cache holds an older checkpoint than other
    /// files.
    pub(super) async fn settled(
        &mut self,
        log: &VerifierKey,
        site: &Policy,
    ) -> Result<Option<State>, SourceError> {
        let mut witnesses: Vec<VerifierKey> = Vec::new();
        for policy in [Some(site), self.options.policy].into_iter().flatten() {
            let keys = policy.witnesses().iter().map(|witness| witness.key.clone());
            witnesses.extend(
                keys.filter(|key| !witnesses.contains(key))
                    .collect::<Vec<_>>(),
            );
        }
        let keys = Keys { log, witnesses };
        let (mut state, mut problems) = self.state(&keys).await?;
        let ahead = |state: &Option<State>| state.as_ref().map(State::ahead).unwrap_or_default();
        if let (false, Some(pause)) = (ahead(&state).is_empty(), self.options.pause) {
            pause().await;
            (state, problems) = self.state(&keys).await?;
        }
        problems.extend(ahead(&state));
        problems.into_iter().for_each(|problem| self.found(problem));
        Ok(state)
    }

    /// The checkpoint last: the log may grow meanwhile, and nothing may be newer than it.
    async fn state(&self, keys: &Keys<'_>) -> Result<(Option<State>, Vec<Problem>), SourceError> {
        let mut draft = Draft::default();
        self.pages(&mut draft).await?;
        self.history(&mut draft).await?;
        if let Some(note) = self.source.get("checkpoint.witnessed").await? {
            match open(&note, keys) {
                Ok(cosigned) => draft.witnessed = Some(cosigned),
                Err(why) => draft.problems.push(Problem::Witnessed(why)),
            }
        }
        let Some(note) = self.read("checkpoint", &mut draft).await? else {
            return Ok((None, draft.problems));
        };
        let newest = match open(&note, keys) {
            Ok(newest) => newest,
            Err(why) => {
                draft.problems.push(Problem::Checkpoint(why));
                return Ok((None, draft.problems));
            }
        };
        let state = State {
            pages: draft.pages,
            published: draft.published,
            history: draft.history,
            witnessed: draft.witnessed,
            newest,
            note: String::from_utf8_lossy(&note).into_owned(),
        };
        Ok((Some(state), draft.problems))
    }

    /// The page in the declaration's own language, the count, and the pages in the languages in which
    /// somebody signed.
    async fn pages(&self, draft: &mut Draft) -> Result<(), SourceError> {
        let own = self.source.page(None).await?;
        let own = own.and_then(|html| page::read(&html));
        if let Some(bytes) = self.read("count.json", draft).await? {
            draft.published = json("count.json", &bytes, &mut draft.problems);
        }
        let Some(own) = own else {
            return Ok(());
        };
        let mut languages: Vec<String> = draft
            .published
            .iter()
            .flat_map(|count| &count.revisions)
            .map(|revision| revision.language.clone())
            .collect();
        languages.sort();
        languages.dedup();
        languages.retain(|language| *language != own.language && page::is_tag(language));
        draft.pages.push(own);
        for language in languages.iter().take(MAX_PAGES) {
            let html = self.source.page(Some(language)).await?;
            draft.pages.extend(html.and_then(|html| page::read(&html)));
        }
        Ok(())
    }

    async fn history(&self, draft: &mut Draft) -> Result<(), SourceError> {
        const PATH: &str = "checkpoints.json";
        let Some(bytes) = self.read(PATH, draft).await? else {
            return Ok(());
        };
        let listed: Option<AtMost<CheckpointJson, { HISTORY as usize }>> =
            json(PATH, &bytes, &mut draft.problems);
        let listed = listed.map(|list| list.0).unwrap_or_default();
        if !listed.is_sorted_by(|a, b| a.size > b.size) {
            let why = "it does not list checkpoints, the newest first".to_owned();
            draft.problems.push(Problem::Malformed(PATH.into(), why));
            return Ok(());
        }
        for checkpoint in listed {
            match Hash::from_base64(&checkpoint.root) {
                Ok(root) => draft.history.push((checkpoint.size, root)),
                Err(error) => draft
                    .problems
                    .push(Problem::Malformed(PATH.into(), error.to_string())),
            }
        }
        Ok(())
    }

    async fn read(&self, path: &str, draft: &mut Draft) -> Result<Option<Vec<u8>>, SourceError> {
        let bytes = self.source.get(path).await?;
        if bytes.is_none() {
            draft.problems.push(Problem::Missing(path.to_owned()));
        }
        Ok(bytes)
    }
}

impl State {
    /// What belongs to a larger log than the newest checkpoint.
    fn ahead(&self) -> Vec<Problem> {
        let signed = self.newest.checkpoint.size;
        let count = self.published.as_ref().map(|count| count.size);
        let count = count.filter(|published| *published > signed);
        let count = count.map(|published| Problem::CountAhead { published, signed });
        let pages = self.pages.iter().filter(|page| page.size > signed);
        let pages = pages.map(|page| Problem::PageAhead {
            language: page.language.clone(),
            published: page.size,
            signed,
        });
        let witnessed = self.witnessed.iter().map(|newest| newest.checkpoint.size);
        let witnessed = witnessed.filter(|witnessed| *witnessed > signed);
        let witnessed = witnessed.map(|witnessed| Problem::WitnessedAhead { witnessed, signed });
        let history = self.history.iter().map(|(size, _)| *size).max();
        let history = history.filter(|published| *published > signed);
        let history = history.map(|published| Problem::HistoryAhead { published, signed });
        let ahead = count.into_iter().chain(pages).chain(history);
        ahead.chain(witnessed).collect()
    }
}

fn open(note: &[u8], keys: &Keys<'_>) -> Result<Cosigned, String> {
    let log = std::slice::from_ref(keys.log);
    Checkpoint::open_cosigned(note, log, &keys.witnesses).map_err(|error| why(&error))
}

/// An error with everything that led to it.
pub(super) fn why(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    let causes: Vec<String> = causes.map(ToString::to_string).collect();
    causes.join(": ")
}

/// Reads JSON. What is wrong is said by its place alone: the reader's own words quote the file.
fn json<T: DeserializeOwned>(path: &str, bytes: &[u8], problems: &mut Vec<Problem>) -> Option<T> {
    let read = if bytes.len() > MAX_JSON {
        Err("it is larger than it can be".to_owned())
    } else {
        serde_json::from_slice(bytes).map_err(|error| place(&error))
    };
    read.map_err(|why| problems.push(Problem::Malformed(path.to_owned(), why)))
        .ok()
}

/// Where JSON is not what it should be.
pub(super) fn place(error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    format!("it is not what it should be at line {line}, column {column}")
}
