//! The text format of Prometheus, release 0.0.4 ("Exposition formats").

use std::fmt::Write;

use app::metrics::{Family, Kind, Sample, Value};
use store::measure::{Spread, Unit};

/// The media type of the format.
pub(super) const MEDIA_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Families as text; those without samples are left out.
pub(super) fn written(families: &[Family]) -> String {
    let mut text = String::new();
    for family in families.iter().filter(|family| !family.samples.is_empty()) {
        let kind = match family.kind {
            Kind::Counter => "counter",
            Kind::Gauge => "gauge",
            Kind::Histogram => "histogram",
        };
        let (name, help) = (family.name, escaped(family.help, &['\\', '\n']));
        push(
            &mut text,
            format_args!("# HELP {name} {help}\n# TYPE {name} {kind}\n"),
        );
        for sample in &family.samples {
            write_sample(&mut text, name, sample);
        }
    }
    text
}

fn write_sample(text: &mut String, name: &str, sample: &Sample) {
    let labels = labels(sample);
    match &sample.value {
        Value::Whole(n) => line(text, (name, ""), &labels, format_args!("{n}")),
        Value::Real(n) => line(text, (name, ""), &labels, format_args!("{n}")),
        Value::Spread(spread) => write_spread(text, name, (&labels, spread)),
    }
}

/// Buckets hold all below their bound, so that each contains the one before.
fn write_spread(text: &mut String, name: &str, (labels, spread): (&str, &Spread)) {
    let separator = if labels.is_empty() { "" } else { "," };
    let mut below = 0;
    for (place, count) in spread.counts.iter().enumerate() {
        below += count;
        let bound = spread.bounds.get(place);
        let bound = bound.map_or_else(|| "+Inf".to_owned(), |bound| in_unit(spread.unit, *bound));
        let labels = format!("{labels}{separator}le=\"{bound}\"");
        line(text, (name, "_bucket"), &labels, format_args!("{below}"));
    }
    let sum = in_unit(spread.unit, spread.sum);
    line(text, (name, "_sum"), labels, format_args!("{sum}"));
    line(text, (name, "_count"), labels, format_args!("{below}"));
}

/// A number in the unit of its family: seconds, or things.
fn in_unit(unit: Unit, n: u64) -> String {
    match unit {
        Unit::Microseconds => (n as f64 / 1e6).to_string(),
        Unit::Things => n.to_string(),
    }
}

fn line(
    text: &mut String,
    (name, suffix): (&str, &str),
    labels: &str,
    value: std::fmt::Arguments<'_>,
) {
    if labels.is_empty() {
        push(text, format_args!("{name}{suffix} {value}\n"));
    } else {
        push(text, format_args!("{name}{suffix}{{{labels}}} {value}\n"));
    }
}

fn labels(sample: &Sample) -> String {
    let labels = sample.labels.iter().map(|(name, value)| {
        let value = escaped(value, &['\\', '\n', '"']);
        format!("{name}=\"{value}\"")
    });
    labels.collect::<Vec<_>>().join(",")
}

fn escaped(text: &str, special: &[char]) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if special.contains(&character) {
            escaped.push('\\');
        }
        escaped.push(if character == '\n' { 'n' } else { character });
    }
    escaped
}

fn push(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    text.write_fmt(arguments)
        .expect("a String takes whatever is written");
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;
    use store::measure::{Sizes, Times};

    use super::*;

    #[test]
    fn counters_gauges_and_histograms_read_as_the_format_wants() {
        let times = Times::default();
        times.took(Duration::from_micros(70));
        times.took(Duration::from_secs(90));
        let families = [
            Family::counter("a_total", "All\nof \\ them.")
                .with(vec![("kind", "x\"y\\z\n".into())], Value::Whole(7)),
            Family::gauge("b_seconds", "Some.").with(Vec::new(), Value::Real(0.25)),
            Family::gauge("c", "Nothing."),
            Family::histogram("d_seconds", "Times.").spread(times.read()),
        ];
        let text = written(&families);
        let begins = "# HELP a_total All\\nof \\\\ them.\n# TYPE a_total counter\n\
                      a_total{kind=\"x\\\"y\\\\z\\n\"} 7\n\
                      # HELP b_seconds Some.\n# TYPE b_seconds gauge\nb_seconds 0.25\n\
                      # HELP d_seconds Times.\n# TYPE d_seconds histogram\n\
                      d_seconds_bucket{le=\"0.00005\"} 0\nd_seconds_bucket{le=\"0.0001\"} 1\n";
        assert!(text.starts_with(begins), "{text}");
        let ends = "d_seconds_bucket{le=\"10\"} 1\nd_seconds_bucket{le=\"+Inf\"} 2\n\
                    d_seconds_sum 90.00007\nd_seconds_count 2\n";
        assert!(text.ends_with(ends), "{text}");
    }

    #[test]
    fn a_spread_keeps_the_labels_of_its_sample() {
        let sizes = Sizes::default();
        sizes.came(3);
        let labels = vec![("lane", "issue".into())];
        let family = Family::histogram("e", "Sizes.").with(labels, Value::Spread(sizes.read()));
        let text = written(&[family]);
        assert!(
            text.contains("e_bucket{lane=\"issue\",le=\"2\"} 0\n"),
            "{text}"
        );
        assert!(
            text.contains("e_bucket{lane=\"issue\",le=\"4\"} 1\n"),
            "{text}"
        );
        assert!(text.contains("e_sum{lane=\"issue\"} 3\n"), "{text}");
    }

    proptest! {
        #[test]
        fn no_value_of_a_label_leaves_its_quotes(value in any::<String>()) {
            let family = Family::gauge("f", "F.")
                .with(vec![("witness", value.clone().into())], Value::Whole(1));
            let text = written(&[family]);
            let line = text.lines().nth(2).unwrap();
            let inside = line.strip_prefix("f{witness=\"").unwrap().strip_suffix("\"} 1").unwrap();
            let mut read = String::new();
            let mut characters = inside.chars();
            while let Some(character) = characters.next() {
                read.push(match character {
                    '\\' => match characters.next().unwrap() {
                        'n' => '\n',
                        other => other,
                    },
                    '"' => panic!("a bare quote in {line}"),
                    other => other,
                });
            }
            prop_assert_eq!(read, value);
        }
    }
}
