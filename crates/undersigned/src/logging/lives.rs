//! How long each station of the life of a signature takes.
//!
//! The stations are spans of the target `life`. When one ends, a line says how long it lasted and how much
//! of that somebody worked on it; the rest it waited. Where the target is not logged at the level `debug`,
//! there are no such spans, and nothing of this costs anything.

use std::time::{Duration, Instant};

use tracing::span::{Attributes, Id};
use tracing::{Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer};
use tracing_subscriber::registry::LookupSpan;

/// The target of the stations.
const LIFE: &str = "life";

/// Tells how long they take.
pub(super) struct Lives;

struct Course {
    began: Instant,
    /// When it was last taken up, while it is worked on.
    entered: Option<Instant>,
    worked: Duration,
}

impl<S> Layer<S> for Lives
where
    S: Subscriber + for<'s> LookupSpan<'s>,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if is_station(attributes.metadata())
            && let Some(span) = context.span(id)
        {
            span.extensions_mut().insert(Course {
                began: Instant::now(),
                entered: None,
                worked: Duration::ZERO,
            });
        }
    }

    fn on_enter(&self, id: &Id, context: Context<'_, S>) {
        with_course(id, &context, |course| course.entered = Some(Instant::now()));
    }

    fn on_exit(&self, id: &Id, context: Context<'_, S>) {
        with_course(id, &context, |course| {
            if let Some(entered) = course.entered.take() {
                course.worked += entered.elapsed();
            }
        });
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let mut course = None;
        with_course(&id, &context, |ended| {
            course = Some((ended.began.elapsed(), ended.worked));
        });
        let (Some((whole, worked)), Some(span)) = (course, context.span(&id)) else {
            return;
        };
        let station = span.name();
        // The line belongs to the span, with whatever that says of itself and of what it is part of.
        tracing::debug!(
            target: LIFE,
            parent: id,
            station,
            microseconds = micros(whole),
            worked_microseconds = micros(worked),
            "a station was passed"
        );
    }
}

fn is_station(metadata: &Metadata<'_>) -> bool {
    metadata.target() == LIFE
}

fn with_course<S>(id: &Id, context: &Context<'_, S>, change: impl FnOnce(&mut Course))
where
    S: Subscriber + for<'s> LookupSpan<'s>,
{
    let Some(span) = context.span(id).filter(|span| is_station(span.metadata())) else {
        return;
    };
    if let Some(course) = span.extensions_mut().get_mut::<Course>() {
        change(course);
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use tracing_subscriber::filter::LevelFilter;
    use tracing_subscriber::fmt;
    use tracing_subscriber::layer::SubscriberExt;

    use super::*;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn lines(level: LevelFilter, live: impl FnOnce()) -> Vec<serde_json::Value> {
        let kept = Kept::default();
        let writer = kept.clone();
        let json = fmt::layer().json().with_writer(move || writer.clone());
        let subscriber = tracing_subscriber::registry()
            .with(level)
            .with(Lives)
            .with(json);
        tracing::subscriber::with_default(subscriber, live);
        let bytes = kept.0.lock().unwrap();
        let text = str::from_utf8(&bytes).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    fn live() {
        let _outer = tracing::info_span!("request", reference = "ab12-cd34").entered();
        let _inner = tracing::debug_span!(target: LIFE, "life.8_commit", commands = 3).entered();
    }

    #[test]
    fn a_station_that_ends_says_how_long_it_took() {
        let told = lines(LevelFilter::DEBUG, live);
        assert_eq!(told.len(), 1, "the request is no station: {told:?}");
        assert_eq!(told[0]["fields"]["station"], "life.8_commit");
        let whole = told[0]["fields"]["microseconds"].as_u64().unwrap();
        assert!(told[0]["fields"]["worked_microseconds"].as_u64().unwrap() <= whole);
        assert_eq!(told[0]["span"]["commands"], 3);
        assert_eq!(told[0]["spans"][0]["reference"], "ab12-cd34");
    }

    #[test]
    fn nothing_is_told_where_nobody_asked() {
        assert!(lines(LevelFilter::INFO, live).is_empty());
    }
}
