//! What several journeys ask of a page.

use std::io::Write;
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use testkit::{Answer, SLUG, TestSite};
use tracing::Subscriber;
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::SubscriberExt;

/// The address of the declaration's page in English.
pub const PAGE: &str = "/d/clean-rivers/en";

/// Fails unless the answer has this status.
#[track_caller]
pub fn has_status(answer: &Answer, expected: u16) {
    assert_eq!(answer.status.as_u16(), expected, "{}", answer.text());
}

/// Fails unless a page has one heading, one main part, a language and a direction.
#[track_caller]
pub fn is_sound(answer: &Answer, what: &str) {
    let text = answer.text();
    let once = |needle: &str| {
        assert_eq!(
            text.matches(needle).count(),
            1,
            "{what}: `{needle}` must stand once:\n{text}"
        );
    };
    assert!(
        text.starts_with("<!doctype html>\n<html lang=\""),
        "{what}:\n{text}"
    );
    once("<h1");
    once("<main id=\"main\"");
    once("</main>");
    once("</html>");
    once("<title>");
    assert!(
        text.contains(" dir=\"ltr\"") || text.contains(" dir=\"rtl\""),
        "{what}"
    );
    for forbidden in ["<script", " style=", "javascript:", "http://"] {
        assert!(!text.contains(forbidden), "{what} holds `{forbidden}`");
    }
}

/// What of a site could be changed: count, list, size of the log.
pub async fn state(site: &TestSite) -> (u64, Vec<String>, u64) {
    let report = site.check_log(SLUG).await;
    (
        site.count(SLUG).await,
        site.signatories(SLUG).await,
        report.size,
    )
}

/// The status of a form that is shown again.
pub const AGAIN: u16 = StatusCode::UNPROCESSABLE_ENTITY.as_u16();

/// Everything that is traced.
#[derive(Clone, Default)]
pub struct Traced(Arc<Mutex<Vec<u8>>>);

impl Traced {
    /// Writes every event and span here, of every level, as text and as JSON.
    pub fn subscriber(&self) -> impl Subscriber + Send + Sync + use<> {
        let (text, json) = (self.clone(), self.clone());
        // Also when a span ends: then all that was recorded in it is written.
        let lines = fmt::layer()
            .with_ansi(false)
            .with_span_events(FmtSpan::CLOSE);
        let objects = fmt::layer().json().with_span_events(FmtSpan::CLOSE);
        tracing_subscriber::registry()
            .with(LevelFilter::TRACE)
            .with(lines.with_writer(move || text.clone()))
            .with(objects.with_writer(move || json.clone()))
    }

    /// What was written.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl Write for Traced {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Traces this thread until the guard is dropped.
pub fn traced() -> (Traced, DefaultGuard) {
    let traced = Traced::default();
    let guard = tracing::subscriber::set_default(traced.subscriber());
    (traced, guard)
}
