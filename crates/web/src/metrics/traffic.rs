//! What is counted of requests: which kind of page, which kind of answer, how long. Nothing that stands in
//! a request becomes a label, not even its path: a row of the route table belongs to a class.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use app::metrics::{Family, Value};
use axum::http::StatusCode;
use store::measure::{Each, Label, Tally, Times};

store::label! {
    /// A kind of address.
    pub enum Class {
        /// A page that is read.
        Page => "page",
        /// Data for programs.
        Data => "data",
        /// Files of a log.
        Log => "log",
        /// The sign form.
        Sign => "sign",
        /// A mailed link that is looked at.
        Link => "link",
        /// The button and the code.
        Confirm => "confirm",
        /// What signers do later: receipts, changes, withdrawals, refusals.
        Later => "later",
        /// The Infomail.
        Infomail => "infomail",
        /// What stands around it: style sheets, `/health`, the mailbox of a demo.
        Around => "around",
        /// No address of ours.
        None => "none",
    }
}

store::label! {
    /// The hundreds of a status code.
    pub enum Status {
        /// On its way.
        Informed => "1xx",
        /// As it was asked for.
        Fine => "2xx",
        /// Elsewhere, or the same as before.
        Elsewhere => "3xx",
        /// Not as it was asked.
        Asked => "4xx",
        /// Not by our fault alone: busy, or broken.
        Ours => "5xx",
    }
}

store::label! {
    /// How an answer that can be prepared came about.
    pub enum Shelved {
        /// It lay ready.
        Ready => "ready",
        /// It was made.
        Made => "made",
    }
}

store::label! {
    /// Who was asked to come again in a moment, before anything was done for them.
    pub enum Turned {
        /// A form, since too many were on their way.
        Forms => "forms",
        /// A form that arrived too slowly.
        Slow => "slow",
        /// A request, since too many were worked on.
        Requests => "requests",
    }
}

impl Class {
    /// The class of a row of the route table.
    #[must_use]
    pub fn of(route: &str) -> Self {
        match route {
            "none" => Self::None,
            "/d/{slug}/{lang}/sign" => Self::Sign,
            "/d/{slug}/{lang}/code" | "/confirm" => Self::Confirm,
            "/c/{token}" | "/m/{token}" | "/n/{token}" => Self::Link,
            "/d/{slug}/log/{*path}" => Self::Log,
            "/health" | "/robots.txt" => Self::Around,
            _ if starts(route, &["/infomail", "/i/"]) => Self::Infomail,
            _ if starts(route, &["/receipt", "/manage", "/refuse"]) => Self::Later,
            _ if starts(route, &["/assets", "/mailbox"]) => Self::Around,
            _ if ends(route, &[".json", ".atom", "/record", "/series/{file}"]) => Self::Data,
            _ => Self::Page,
        }
    }
}

fn starts(route: &str, with: &[&str]) -> bool {
    with.iter().any(|start| route.starts_with(start))
}

fn ends(route: &str, with: &[&str]) -> bool {
    with.iter().any(|end| route.ends_with(end))
}

impl Status {
    fn of(status: StatusCode) -> Self {
        match status.as_u16() {
            ..=199 => Self::Informed,
            200..=299 => Self::Fine,
            300..=399 => Self::Elsewhere,
            400..=499 => Self::Asked,
            500.. => Self::Ours,
        }
    }
}

/// What is counted of the requests to a site.
#[derive(Debug, Default)]
pub struct Traffic {
    answers: Each<Class, Each<Status, Tally>>,
    times: Each<Class, Times>,
    pub(crate) shelved: Each<Shelved, Tally>,
    pub(crate) turned: Each<Turned, Tally>,
    connections: AtomicU64,
}

impl Traffic {
    /// Counts an answer to a row of the route table.
    pub(crate) fn answered(&self, route: &str, status: StatusCode, took: Duration) {
        let class = Class::of(route);
        self.answers.of(class).of(Status::of(status)).one();
        self.times.of(class).took(took);
    }

    /// Notes how many connections are open.
    pub(crate) fn connected(&self, open: usize) {
        self.connections.store(open as u64, Ordering::Relaxed);
    }

    pub(super) fn families(&self) -> Vec<Family> {
        let mut answers = Family::counter(
            "undersigned_requests_total",
            "Requests, by kind of address and of answer.",
        );
        let mut times = Family::histogram(
            "undersigned_request_seconds",
            "Time from the head of a request to the head of its answer.",
        );
        for (class, statuses) in self.answers.iter() {
            for (status, tally) in statuses.iter() {
                let labels = vec![
                    ("route", class.word().into()),
                    ("status", status.word().into()),
                ];
                answers = answers.with(labels, Value::Whole(tally.count()));
            }
            let labels = vec![("route", class.word().into())];
            times = times.with(labels, Value::Spread(self.times.of(class).read()));
        }
        vec![
            answers,
            times,
            Family::counter(
                "undersigned_prepared_total",
                "Answers that can be prepared, by whether they lay ready.",
            )
            .each("answer", &self.shelved),
            Family::counter(
                "undersigned_turned_away_total",
                "Requests that found no room, by what there was too much of.",
            )
            .each("room", &self.turned),
            Family::gauge("undersigned_connections", "Open connections of visitors.")
                .of(self.connections.load(Ordering::Relaxed)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::{Guard, table};

    #[test]
    fn every_row_of_the_table_belongs_to_a_class_that_fits_it() {
        for row in table() {
            let class = Class::of(row.path);
            let fits = match class {
                Class::None => false,
                Class::Sign | Class::Confirm => row.method == axum::http::Method::POST,
                Class::Link => row.guard == Guard::Token && row.path.ends_with("/{token}"),
                Class::Later => row.guard == Guard::Token,
                Class::Page | Class::Data | Class::Log => row.guard == Guard::Public,
                Class::Infomail | Class::Around => true,
            };
            assert!(fits, "{} {} is no {class:?}", row.method, row.path);
        }
    }

    #[test]
    fn a_status_is_counted_by_its_hundreds() {
        for (code, word) in [(200, "2xx"), (304, "3xx"), (404, "4xx"), (503, "5xx")] {
            let status = StatusCode::from_u16(code).unwrap();
            assert_eq!(Status::of(status).word(), word);
        }
    }
}
