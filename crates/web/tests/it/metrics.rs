//! What an operator can watch, and that nobody can be watched with it.

use std::collections::BTreeMap;

use app::metrics::{Family, Kind, Value};
use testkit::{MailServer, SLUG, TestSite, ada, bo, mallory};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use web::metrics;

use crate::support::has_status;

const DOCUMENT: &str = include_str!("../../../../docs/operate/metrics.md");

/// The number of a sample, whose labels stand as they are written.
#[track_caller]
fn number(text: &str, sample: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(sample));
    let line = line.unwrap_or_else(|| panic!("no {sample} in:\n{text}"));
    line.trim().parse().unwrap()
}

#[tokio::test]
async fn the_life_of_a_signature_can_be_counted_from_outside() {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &ada()).await;
    let reader = site.visitor();
    for _ in 0..2 {
        has_status(&reader.get("/d/clean-rivers/en/signatories").await, 200);
    }
    let empty = site
        .visitor()
        .filled_form(SLUG, &ada())
        .await
        .with("name", "");
    has_status(&site.visitor().send(&empty).await, 422);
    has_status(&site.visitor().get("/nowhere/at/all").await, 404);
    let text = site.exporter().text().await;
    let check = |sample: &str, expected: f64| {
        assert_eq!(number(&text, sample), expected, "{sample} in:\n{text}");
    };
    check("undersigned_submissions_total{outcome=\"accepted\"} ", 1.0);
    check("undersigned_submissions_total{outcome=\"mistaken\"} ", 1.0);
    check("undersigned_confirmations_total{reply=\"signed\"} ", 1.0);
    check("undersigned_commands_total{answer=\"signed\"} ", 1.0);
    check("undersigned_commands_total{answer=\"published\"} ", 1.0);
    check("undersigned_queue_wait_seconds_count ", 2.0);
    check("undersigned_batch_commands_sum ", 2.0);
    check("undersigned_commit_seconds_count ", 2.0);
    check("undersigned_queue_commands ", 0.0);
    check(
        "undersigned_mails_total{lane=\"confirmation\",fate=\"sent\"} ",
        1.0,
    );
    check(
        "undersigned_mail_handover_seconds_count{lane=\"confirmation\"} ",
        1.0,
    );
    check(
        "undersigned_outbox_mails{lane=\"confirmation\",state=\"due\"} ",
        0.0,
    );
    check(
        "undersigned_log_signatures{declaration=\"clean-rivers\"} ",
        1.0,
    );
    check(
        "undersigned_requests_total{route=\"confirm\",status=\"2xx\"} ",
        1.0,
    );
    check(
        "undersigned_requests_total{route=\"sign\",status=\"4xx\"} ",
        1.0,
    );
    check(
        "undersigned_requests_total{route=\"none\",status=\"4xx\"} ",
        1.0,
    );
    check("undersigned_store_answered{what=\"outbox\"} ", 1.0);
    check("undersigned_signing_paused ", 0.0);
    assert!(number(&text, "undersigned_prepared_total{answer=\"ready\"} ") >= 1.0);
    assert!(number(&text, "undersigned_sqlite_sync_seconds_count ") >= 3.0);
}

#[tokio::test]
async fn mails_that_wait_show_how_many_and_for_how_long() {
    let site = TestSite::with_open_declaration().await;
    site.visitor().sign(SLUG, &ada()).await;
    site.turn(jiff::SignedDuration::from_mins(10));
    let text = site.exporter().text().await;
    let age = number(
        &text,
        "undersigned_outbox_oldest_seconds{lane=\"confirmation\"} ",
    );
    assert_eq!(age, 600.0);
    site.post.set(MailServer::TryLater);
    site.site.drain_outbox().await.unwrap();
    let text = site.exporter().text().await;
    for (state, n) in [("due", 0.0), ("later", 1.0)] {
        let sample =
            format!("undersigned_outbox_mails{{lane=\"confirmation\",state=\"{state}\"}} ");
        assert_eq!(number(&text, &sample), n, "{text}");
    }
}

#[tokio::test]
async fn a_known_and_a_new_address_move_the_same_numbers() {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &ada()).await;
    site.turn(jiff::SignedDuration::from_mins(16));
    let moved = async |person| {
        let before = site.metrics_of_forms().await;
        has_status(&site.visitor().sign(SLUG, person).await, 200);
        let after = site.metrics_of_forms().await;
        let pairs = before.iter().zip(&after);
        pairs
            .map(|(before, after)| after - before)
            .collect::<Vec<f64>>()
    };
    // Bo shares Ada's address, which has signed; Mallory's has not.
    assert_eq!(moved(&bo()).await, moved(&mallory()).await);
}

trait Forms {
    async fn metrics_of_forms(&self) -> Vec<f64>;
}

impl Forms for TestSite {
    /// Every number about sign forms, without those of the outbox: mails of two kinds leave by two lanes.
    async fn metrics_of_forms(&self) -> Vec<f64> {
        let text = self.exporter().text().await;
        let about = [
            "undersigned_submissions",
            "undersigned_commands",
            "undersigned_confirmations",
        ];
        let lines = text.lines();
        let lines = lines.filter(|line| about.iter().any(|name| line.starts_with(name)));
        lines
            .map(|line| line.rsplit(' ').next().unwrap().parse().unwrap())
            .collect()
    }
}

/// Label names with their values, as the document has them: nothing where they come from elsewhere.
type Labels = BTreeMap<String, Vec<String>>;

/// What the document says of each family: its kind and labels. Values that are given once hold for all.
fn documented() -> BTreeMap<String, (String, Labels)> {
    let mut known = Labels::new();
    let mut families = BTreeMap::new();
    for row in DOCUMENT
        .lines()
        .filter(|line| line.starts_with("| `undersigned_"))
    {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [name, kind, labels, _] = cells.as_slice() else {
            panic!("four cells were expected: {row}")
        };
        let mut own = Labels::new();
        for label in labels
            .split(';')
            .map(str::trim)
            .filter(|label| !label.is_empty())
        {
            let (label, values) = label.split_once(':').unwrap_or((label, ""));
            let label = label.trim().trim_matches('`').to_owned();
            let values: Vec<String> = values
                .split(',')
                .map(|value| value.trim().to_owned())
                .collect();
            let given = values.iter().any(|value| !value.is_empty());
            let before = known.get(&label).filter(|_| !given).cloned();
            let values = before.unwrap_or(if given { values } else { Vec::new() });
            known.entry(label.clone()).or_insert_with(|| values.clone());
            own.insert(label, values);
        }
        families.insert(name.trim_matches('`').to_owned(), ((*kind).to_owned(), own));
    }
    families
}

fn kind(family: &Family) -> &'static str {
    match family.kind {
        Kind::Counter => "counter",
        Kind::Gauge => "gauge",
        Kind::Histogram => "histogram",
    }
}

#[tokio::test]
async fn what_is_exported_is_documented_and_the_other_way_round() {
    let site = TestSite::with_open_declaration().await;
    let exported = site.exporter().families().await;
    let documented = documented();
    let names = |family: &Family| family.name.to_owned();
    let mut exported_names: Vec<String> = exported.iter().map(names).collect();
    exported_names.sort();
    let documented_names: Vec<String> = documented.keys().cloned().collect();
    assert_eq!(exported_names, documented_names);
    for family in &exported {
        assert_eq!(kind(family), documented[family.name].0, "{}", family.name);
        let whole = family.name.ends_with("_total");
        assert_eq!(family.kind == Kind::Counter, whole, "{}", family.name);
        assert!(family.help.ends_with('.'), "{}", family.name);
    }
}

#[tokio::test]
async fn every_label_and_every_value_is_one_of_a_closed_set() {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &ada()).await;
    site.visitor()
        .get("/d/markslug/xx/signatories?q=markquery")
        .await;
    site.visitor().get("/c/marktoken").await;
    let documented = documented();
    for family in site.exporter().families().await {
        let (_, allowed) = &documented[family.name];
        for sample in &family.samples {
            let labels: Vec<&str> = sample.labels.iter().map(|(name, _)| *name).collect();
            let named: Vec<&str> = allowed.keys().map(String::as_str).collect();
            let mut sorted = labels.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, named, "the labels of {}", family.name);
            for (name, value) in &sample.labels {
                let allowed = match *name {
                    "declaration" => vec![SLUG.to_owned()],
                    "version" => vec!["0.0.0".to_owned()],
                    "witness" => Vec::new(),
                    _ => allowed[*name].clone(),
                };
                let is_known = allowed.iter().any(|known| known == value.as_ref());
                assert!(is_known, "{} {name} = {value}", family.name);
            }
            if let Value::Spread(spread) = &sample.value {
                assert_eq!(spread.counts.len(), spread.bounds.len() + 1);
            }
        }
    }
}

#[tokio::test]
async fn a_store_that_stands_still_leaves_out_what_only_it_knows() {
    let site = TestSite::with_open_declaration().await;
    site.signed(SLUG, &ada()).await;
    site.turn(jiff::SignedDuration::from_secs(5));
    let held = site.site.store.hold_readers().await.unwrap();
    // Time jumps to whatever is waited for, as soon as nothing else can be done.
    tokio::time::pause();
    let text = site.exporter().text().await;
    for what in ["outbox", "logs"] {
        let sample = format!("undersigned_store_answered{{what=\"{what}\"}} ");
        assert_eq!(number(&text, &sample), 0.0);
    }
    assert!(!text.contains("undersigned_outbox_mails"), "{text}");
    assert!(!text.contains("undersigned_log_entries"), "{text}");
    assert_eq!(
        number(&text, "undersigned_commands_total{answer=\"signed\"} "),
        1.0
    );
    drop(held);
}

async fn ask(address: std::net::SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("{request} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn the_listener_answers_one_address_to_those_who_read() {
    let site = TestSite::with_open_declaration().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = metrics::serve(site.exporter(), listener, async {
        let _ = stopped.await;
    });
    let asking = async {
        let metrics = ask(address, "GET /metrics").await;
        assert!(metrics.starts_with("HTTP/1.1 200 OK\r\n"), "{metrics}");
        assert!(
            metrics.contains("content-type: text/plain; version=0.0.4; charset=utf-8\r\n"),
            "{metrics}"
        );
        assert!(metrics.contains("\n# TYPE undersigned_submissions_total counter\n"));
        assert!(ask(address, "GET /").await.starts_with("HTTP/1.1 404 "));
        assert!(
            ask(address, "POST /metrics")
                .await
                .starts_with("HTTP/1.1 405 ")
        );
        let together = tokio::join!(
            ask(address, "GET /metrics"),
            ask(address, "HEAD /metrics"),
            ask(address, "GET /metrics"),
        );
        for answer in [together.0, together.1, together.2] {
            assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        }
        stop.send(()).unwrap();
    };
    let (served, ()) = tokio::join!(serving, asking);
    served.unwrap();
}
