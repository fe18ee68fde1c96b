//! What is written is read again, and whoever reads finds every byte that is wrong.

use std::io::{self, Cursor, Write};
use std::sync::{Arc, Mutex};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use super::shape::{Column, Kind, Shapes, Table};
use super::value::{unzigzag, zigzag};
use super::*;
use crate::StoreError;

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A table with its rows, each of as many values as there are columns.
type Rows = (usize, Vec<Vec<Value>>);

fn values() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<i64>().prop_map(Value::Integer),
        ".{0,9}".prop_map(Value::Text),
        vec(any::<u8>(), 0..200).prop_map(Value::Bytes),
    ]
}

fn tables() -> impl Strategy<Value = Vec<Rows>> {
    let rows = |columns| vec(vec(values(), columns), 0..5).prop_map(move |rows| (columns, rows));
    vec((0_usize..4).prop_flat_map(rows), 0..4)
}

fn name(what: &str, number: usize) -> String {
    format!("{what}_{number}")
}

fn write(tables: &[Rows]) -> (Vec<u8>, CopyReport) {
    let sink = Shared::default();
    let mut output = Output::new(Box::new(sink.clone()), Progress::none());
    output.head("sqlite", 3);
    for (index, (columns, rows)) in tables.iter().enumerate() {
        let columns: Vec<String> = (0..*columns).map(|column| name("c", column)).collect();
        output.table(&name("t", index), columns.iter().map(String::as_str));
        for row in rows {
            output.row();
            for value in row {
                output.value(value.as_ref()).unwrap();
            }
        }
        output.table_end();
    }
    let report = output.end("sqlite", 3).unwrap();
    let bytes = sink.0.lock().unwrap().clone();
    (bytes, report)
}

fn read(bytes: &[u8]) -> Result<(Vec<Rows>, CopyReport), StoreError> {
    let source = Box::new(Cursor::new(bytes.to_vec()));
    let mut input = Input::new(source, Progress::none());
    let head = input.head()?;
    let (mut tables, mut row) = (Vec::new(), Vec::new());
    while let Some(table) = input.table()? {
        let mut rows = Vec::new();
        while input.row(&mut row)? {
            rows.push(row.clone());
        }
        tables.push((table.columns.len(), rows));
    }
    Ok((tables, input.report(head)))
}

fn reason(error: StoreError) -> String {
    match error {
        StoreError::Corrupt { source } => source.to_string(),
        other => other.to_string(),
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(tables in tables()) {
        let (bytes, report) = write(&tables);
        prop_assert_eq!(read(&bytes).unwrap(), (tables, report));
    }

    #[test]
    fn whatever_is_cut_off_or_wrong_is_found(tables in tables(), at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let (bytes, _) = write(&tables);
        let at = at.index(bytes.len());
        let cut = read(&bytes[..at]).map(|_| ());
        prop_assert_eq!(reason(cut.unwrap_err()), "the copy ends before its end: it was cut off");
        let mut flipped = bytes;
        flipped[at] ^= 1 << bit;
        prop_assert!(read(&flipped).is_err());
    }

    #[test]
    fn bytes_of_somebody_else_do_no_harm(noise in vec(any::<u8>(), 0..400)) {
        harmless(&noise)?;
        let mut begun = write(&[]).0;
        begun.truncate(MAGIC.len() + 9);
        harmless(&[begun, noise].concat())?;
    }

    #[test]
    fn small_numbers_of_either_sign_are_short(number in any::<i64>()) {
        prop_assert_eq!(unzigzag(zigzag(number)), number);
    }
}

fn harmless(bytes: &[u8]) -> TestCaseResult {
    prop_assert!(read(bytes).is_err(), "nobody guesses a checksum");
    Ok(())
}

#[test]
fn a_length_that_is_claimed_is_not_believed() {
    let head = |rest: &[u8]| {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(b"\x01\x06sqlite\x03");
        bytes.extend_from_slice(rest);
        reason(read(&bytes).unwrap_err())
    };
    for (rest, expected) in [
        // A value of 64 MiB, a row and a half of them, and one byte more than may be.
        (
            &b"T\x01t\x01\x01cR\x03\x80\x80\x80\x20some"[..],
            "the copy ends before its end: it was cut off",
        ),
        (
            b"T\x01t\x01\x01cR\x03\x81\x80\x80\x20some",
            "the copy is damaged: a value is too long",
        ),
        (
            b"T\x01t\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f",
            "the copy is damaged: a number is too large",
        ),
        (
            b"T\x01t\x41",
            "the copy is damaged: a table has too many columns",
        ),
        (b"T\x40", "the copy is damaged: a name is empty or too long"),
        (
            b"T\x03a;b\x00",
            "the copy is damaged: a name is none of ours",
        ),
        (
            b"T\x01t\x01\x01cR\x02\x01\xff",
            "the copy is damaged: a text is none",
        ),
        (
            b"T\x01t\x00.\x01",
            "the copy is damaged: rows of a table are missing",
        ),
        (
            b"Z\x01\x00",
            "the copy is damaged: tables or rows are missing",
        ),
    ] {
        assert_eq!(head(rest), expected);
    }
}

#[test]
fn a_copy_that_cannot_be_read_says_why() {
    for (bytes, expected) in [
        (
            &b"SQLite format 3\0 and so on"[..],
            "these bytes are no copy of a database",
        ),
        (
            b"undersigned copy\n\x02",
            "the copy has format 2, which this program does not know: take a newer program",
        ),
        (
            b"undersigned copy\n\x01\x05mysql\x01",
            "the copy is of an engine this program does not know",
        ),
    ] {
        assert_eq!(reason(read(bytes).unwrap_err()), expected);
    }
}

fn column(name: &str, kind: Kind) -> Column {
    let (name, key) = (name.to_owned(), None);
    Column { name, kind, key }
}

fn place(table: &str, columns: &[&str]) -> Result<Table, String> {
    let known = |name: &str| Table {
        name: name.to_owned(),
        columns: vec![column("a", Kind::Integer(2)), column("b", Kind::Text)],
    };
    let mut shapes = Shapes::new(vec![known("one"), known("two")]);
    let head = |name: &str, columns: &[&str]| TableHead {
        name: name.to_owned(),
        columns: columns.iter().map(|&column| column.to_owned()).collect(),
    };
    shapes.place(head("one", &["b", "a"])).map_err(reason)?;
    let placed = shapes.place(head(table, columns)).map_err(reason)?;
    shapes.complete().map_err(reason)?;
    Ok(placed)
}

#[test]
fn tables_and_columns_are_the_ones_of_the_schema() {
    let order = place("two", &["b", "a"]).unwrap().names();
    assert_eq!(order, "b, a", "columns stand as the copy has them");
    for (table, columns, expected) in [
        (
            "three",
            &["a", "b"][..],
            "the copy holds a table `three`, which this schema does not have",
        ),
        ("one", &["a", "b"], "the copy holds the table `one` twice"),
        ("two", &["a"], "the copy does not hold the column `two.b`"),
        (
            "two",
            &["a", "b", "c"],
            "the copy holds a column `two.c`, which this schema does not have",
        ),
        (
            "two",
            &["a", "a"],
            "the copy holds a column `two.a`, which this schema does not have",
        ),
    ] {
        assert_eq!(place(table, columns).unwrap_err(), expected);
    }
    let missing = Shapes::new(vec![place("two", &["a", "b"]).unwrap()]).complete();
    assert_eq!(
        reason(missing.unwrap_err()),
        "the copy does not hold the table `two`"
    );
}

#[test]
fn values_are_of_the_kind_of_their_column() {
    let text = |text: &str| Value::Text(text.to_owned());
    for (kind, value, fits) in [
        (Kind::Integer(8), Value::Integer(i64::MIN), true),
        (Kind::Integer(4), Value::Integer(i32::MAX.into()), true),
        (
            Kind::Integer(4),
            Value::Integer(i64::from(i32::MAX) + 1),
            false,
        ),
        (Kind::Integer(2), Value::Integer(-32_768), true),
        (Kind::Integer(2), Value::Integer(32_768), false),
        (Kind::Boolean, Value::Integer(1), true),
        (Kind::Boolean, Value::Integer(2), false),
        (Kind::Text, text("Ada"), true),
        (Kind::Text, text("A\0da"), false),
        (Kind::Text, Value::Bytes(b"Ada".to_vec()), false),
        (Kind::Bytes, text("Ada"), false),
        (Kind::Bytes, Value::Null, true),
    ] {
        let table = Table {
            name: "t".to_owned(),
            columns: vec![column("c", kind)],
        };
        assert_eq!(
            table.admits(std::slice::from_ref(&value)).is_ok(),
            fits,
            "{kind:?} {value:?}"
        );
    }
}

#[test]
fn a_copy_is_loaded_into_the_schema_it_is_of() {
    let head = |engine, schema| input::Head { engine, schema };
    let of = |engine, schema| {
        head(engine, schema)
            .schema_to_load("sqlite", 9, 2)
            .map_err(reason)
    };
    assert_eq!(of("sqlite", 4), Ok(4));
    assert_eq!(of("postgres", 2), Ok(9));
    assert!(of("postgres", 1).unwrap_err().contains("copy it again"));
    assert!(
        of("sqlite", 10)
            .unwrap_err()
            .contains("the program is older than the data")
    );
    assert!(of("sqlite", 0).is_err());
}
