//! From published figures to the pages of their series and method.

use app::declarations::Published;
use app::site::Site;
use domain::figure::{Claims, Figure};
use domain::multilingual::Prose;
use domain::text::MarkId;
use jiff::civil::Date;
use render::chart::{self, Drawing, Line, Point};
use render::page::figures::Claim;
use render::page::method::{Method, SeriesLink};
use render::page::series::{Primary, Question, Series, Standing};
use render::text::to_html;
use render::urls;
use render::words::Words;

use super::detail;
use crate::reading::Reading;
use crate::view::{self, Told};

/// The page of a series; nothing where no figure belongs to it.
pub(super) fn series(
    site: &Site,
    reading: &Reading,
    id: &MarkId,
    begun: Option<Date>,
) -> Option<Series> {
    let published = &reading.published;
    let claims = published.claims(id);
    let first = claims.all().first()?;
    let told = Told {
        published,
        language: &reading.revision().language,
        today: site.today(),
    };
    let described = published.series(id);
    let title = told.maybe_spoken(described.and_then(|series| series.title.as_ref()));
    let primary = described.and_then(|series| series.primary.as_ref());
    let primary = primary.and_then(|id| claims.all().iter().find(|figure| &figure.id == id));
    let full = |figures: Vec<&Figure>| -> Vec<Claim> {
        let figures = figures.into_iter();
        figures
            .map(|figure| detail::full(told, &claims, figure))
            .collect()
    };
    let path = |slug: &str, language: &str| urls::series(slug, language, id.as_str());
    Some(Series {
        page: view::layout_in_languages(site, reading, path)
            .indexed_at(path(reading.slug(), reading.tag())),
        slug: reading.slug().to_owned(),
        title: reading.title().to_owned(),
        language: reading.tag().to_owned(),
        id: id.to_string(),
        question: title.map_or_else(|| asked(told, first), Question::Said),
        primary: primary.map(|figure| Primary {
            id: figure.id.to_string(),
            phrase: told.phrase(figure),
            why: told.maybe_spoken(described.and_then(|series| series.why.as_ref())),
            used: reading.uses(&figure.id),
        }),
        stands: Standing {
            since: begun,
            digest: described.map(Published::series_digest),
        },
        sources: claims.sources() as u64,
        are_independent: are_independent(&claims),
        current: full(claims.current()),
        apart: full(claims.apart()),
        history: full(claims.history()),
        chart: drawing(told, &claims, false, reading.words()),
        chart_apart: drawing(told, &claims, true, reading.words()),
        table: newest_first(&claims)
            .iter()
            .map(|f| told.claim(f))
            .collect(),
        undated: claims.all().iter().filter(|f| f.as_of.is_none()).count() as u64,
        has_method: published.method(&reading.revision().language).is_some(),
    })
}

fn asked(told: Told<'_>, figure: &Figure) -> Question {
    Question::Told {
        measure: figure.measure,
        unit: figure.unit,
        population: told.maybe_spoken(figure.population.as_ref()),
    }
}

/// Whether somebody said of each claim that stands what it goes back to: two names alone may share one source.
pub(super) fn are_independent(claims: &Claims<'_>) -> bool {
    let current = claims.current();
    current.iter().all(|f| f.independence_group.is_some())
}

fn newest_first<'f>(claims: &Claims<'f>) -> Vec<&'f Figure> {
    let mut all = claims.all().to_vec();
    all.sort_by_key(|figure| std::cmp::Reverse(figure.as_of));
    all
}

fn drawing(
    told: Told<'_>,
    claims: &Claims<'_>,
    apart: bool,
    words: &'static Words,
) -> Option<Drawing> {
    let point = |figure: &&Figure| {
        Some(Point {
            day: figure.as_of?,
            bounds: figure.bounds,
            phrase: told.phrase(figure),
            breaks: figure.series_break.is_some(),
        })
    };
    let lines: Vec<Line> = claims
        .lines(apart)
        .into_iter()
        .map(|line| Line {
            claimed_by: line.claimed_by.map(str::to_owned),
            segments: line
                .segments
                .iter()
                .map(|segment| segment.iter().filter_map(point).collect())
                .collect(),
        })
        .collect();
    // One count over time is no course: the lists say all there is.
    let counts = lines.iter().flat_map(|line| &line.segments).flatten();
    if counts.count() < 2 {
        return None;
    }
    chart::draw(&lines, words, |from, until| {
        let label = words.say("series-chart");
        label.date("from", &from).date("until", &until).plain()
    })
}

/// How the figures are chosen; nothing where nobody said it.
pub(super) fn method(site: &Site, reading: &Reading) -> Option<Method> {
    let published = &reading.published;
    let method = published.method(&reading.revision().language)?;
    let written_in = method.language.to_string();
    let text = to_html(method.text.as_str(), &|id| {
        view::figure_words(published, id, &written_in)
    });
    Some(Method {
        page: view::layout_in_languages(site, reading, urls::method)
            .indexed_at(urls::method(reading.slug(), reading.tag())),
        slug: reading.slug().to_owned(),
        title: reading.title().to_owned(),
        language: reading.tag().to_owned(),
        heading: text.title,
        body: text.html,
        written_in,
        series: published
            .series
            .iter()
            .filter_map(|one| link(reading, one))
            .collect(),
    })
}

/// A question that is put into words, with whose answer is used.
fn link(reading: &Reading, series: &domain::figure::Series) -> Option<SeriesLink> {
    let primary = series.primary.as_ref();
    let primary = primary.and_then(|id| reading.published.figure(id.as_str()));
    let wanted = &reading.revision().language;
    let spoken = |prose: Option<&Prose>| Some(view::spoken(&reading.published, prose?, wanted));
    Some(SeriesLink {
        id: series.id.to_string(),
        question: spoken(series.title.as_ref())?,
        claimed_by: primary.and_then(|figure| figure.claimed_by.clone()),
        why: spoken(series.why.as_ref()),
    })
}
