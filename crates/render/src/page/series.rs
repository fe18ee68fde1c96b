//! A series: one question, everybody's answers side by side, over time, and how they changed.

use askama::Template;
use domain::figure::{Measure, Unit};
use jiff::civil::Date;

use super::figures::Claim;
use crate::chart::Drawing;
use crate::choice;
use crate::layout::Layout;
use crate::spoken::Spoken;
use crate::urls;
use crate::words::direction;

/// A series in one language.
#[derive(Clone, Debug, Template)]
#[template(path = "page/series.html")]
pub struct Series {
    /// What every page shares; its alternates are the languages of the text.
    pub page: Layout,
    /// The declaration's name in addresses.
    pub slug: String,
    /// The declaration's title in this language.
    pub title: String,
    /// BCP 47 tag of the text.
    pub language: String,
    /// The series' name in addresses.
    pub id: String,
    /// What is asked.
    pub question: Question,
    /// The claim that the texts use, and why.
    pub primary: Option<Primary>,
    /// Since when it is in the log, and the fingerprint of question, choice and reason, where they are said.
    pub stands: Standing,
    /// How many sources stand behind it (REQ-156).
    pub sources: u64,
    /// Whether it is known of all of them what they go back to; else they are only named.
    pub are_independent: bool,
    /// What is said now, from the lowest to the highest.
    pub current: Vec<Claim>,
    /// Cases under investigation and forecasts, never added to the others (REQ-153).
    pub apart: Vec<Claim>,
    /// What was replaced or taken back, the newest first.
    pub history: Vec<Claim>,
    /// The counts over time.
    pub chart: Option<Drawing>,
    /// What is shown apart over time.
    pub chart_apart: Option<Drawing>,
    /// Everything once more as a table, the newest first; what is drawn stands there in words.
    pub table: Vec<Claim>,
    /// How many claims have no day and are not drawn.
    pub undated: u64,
    /// Whether there is a page on how the figures are chosen.
    pub has_method: bool,
}

/// What is asked.
#[derive(Clone, Debug)]
pub enum Question {
    /// In the words of the organisers.
    Said(Spoken),
    /// Told from what is counted.
    Told {
        /// What is counted.
        measure: Measure,
        /// In which unit.
        unit: Unit,
        /// Which population, in the words of the organisers.
        population: Option<Spoken>,
    },
}

/// The claim that the texts use.
#[derive(Clone, Debug)]
pub struct Primary {
    /// The figure's id.
    pub id: String,
    /// Its number with its qualifier.
    pub phrase: String,
    /// Why this one.
    pub why: Option<Spoken>,
    /// Whether the text in this language uses it.
    pub used: bool,
}

/// Since when a question is asked, and what is said of it now.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The day on which its first figure went into the log.
    pub since: Option<Date>,
    /// Lower-case hexadecimal SHA-256 of the question, the choice and the reason, where any is said.
    pub digest: Option<String>,
}

impl Primary {
    /// The key of the label before it.
    fn label(&self) -> &'static str {
        if self.used {
            "series-used"
        } else {
            "series-chosen"
        }
    }
}

impl Series {
    fn dir(&self) -> &'static str {
        direction(&self.language)
    }

    fn measure_word(&self, measure: &Measure) -> Option<String> {
        choice::measure(*measure).map(|key| self.page.t(key).into_owned())
    }

    fn unit_word(&self, unit: &Unit) -> String {
        choice::unit(*unit).map_or_else(|| self.id.clone(), |key| self.page.t(key).into_owned())
    }

    /// The question as plain text, for the title of the window.
    fn plain_question(&self) -> String {
        match &self.question {
            Question::Said(said) => said.words.clone(),
            Question::Told {
                measure,
                unit,
                population,
            } => {
                let said = population.as_ref().map(|said| said.words.clone());
                let what = said.unwrap_or_else(|| self.unit_word(unit));
                match self.measure_word(measure) {
                    Some(measure) => format!("{measure} · {what}"),
                    None => what,
                }
            }
        }
    }

    /// Any claim, where all of them count one thing: then the table says once what it is.
    fn alike(&self) -> Option<&Claim> {
        let first = self.table.first()?;
        let same = |claim: &Claim| {
            (claim.measure, claim.unit, &claim.population)
                == (first.measure, first.unit, &first.population)
        };
        self.table.iter().all(same).then_some(first)
    }

    fn sources_key(&self) -> &'static str {
        if self.are_independent {
            "series-sources"
        } else {
            "series-sources-named"
        }
    }

    fn declaration_path(&self) -> String {
        urls::declaration(&self.slug, &self.language)
    }

    fn method_path(&self) -> String {
        urls::method(&self.slug, &self.language)
    }

    fn path(&self) -> String {
        urls::series(&self.slug, &self.language, &self.id)
    }

    fn data_paths(&self) -> [String; 3] {
        [".json", ".csv", ".hxl.csv"].map(|ending| urls::series_data(&self.slug, &self.id, ending))
    }
}
