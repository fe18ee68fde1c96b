//! The witnesses of each log: whether they answer, and what they cosigned last.

use app::witness::{Standing, Trouble, Witnesses};
use jiff::Timestamp;
use store::{DeclarationRow, Store, StoreError};

use super::Check;

/// What a witness cosigned last of a log, beside what there is.
struct Last {
    size: u64,
    cosigned: Option<(u64, Timestamp)>,
}

/// How each witness stands to a log, after it was asked; nothing for a log that is not signed here.
pub(super) async fn checks(
    witnesses: &Witnesses,
    store: &Store,
    row: &DeclarationRow,
) -> Vec<Check> {
    if row.carried {
        return Vec::new();
    }
    let mut checks = Vec::new();
    for standing in witnesses.standings(row.id) {
        let what = format!("witness {} of {}", standing.name, row.slug);
        checks.push(match last(store, row, &standing).await {
            Ok(last) => check(what, standing.trouble.as_ref(), &last),
            Err(error) => Check::failed(what, &error.into(), "bring back a backup"),
        });
    }
    checks
}

async fn last(
    store: &Store,
    row: &DeclarationRow,
    standing: &Standing,
) -> Result<Last, StoreError> {
    let key = standing.key.to_string();
    let head = store.log_head(row.id).await?;
    let size = head.map_or(0, |head| head.size);
    let Some(cosigned) = store.cosigned_by(row.id, &key).await? else {
        let cosigned = None;
        return Ok(Last { size, cosigned });
    };
    let rows = store.cosignatures(row.id, cosigned).await?;
    let line = rows.iter().find(|row| row.witness == key);
    let second = line.and_then(|line| i64::try_from(line.seconds).ok());
    let when = second.and_then(|second| Timestamp::from_second(second).ok());
    let cosigned = when.map(|when| (cosigned, when));
    Ok(Last { size, cosigned })
}

fn check(what: String, trouble: Option<&Trouble>, last: &Last) -> Check {
    let known = match last.cosigned {
        Some((size, when)) => {
            format!("cosigned {size} of {} entries at {when:.0}", last.size)
        }
        None => "has cosigned nothing yet".to_owned(),
    };
    match trouble {
        None if last.cosigned.is_some_and(|(size, _)| size == last.size) => Check::ok(what, known),
        None => Check::warn(
            what,
            format!("{known}, and was not asked now"),
            "put right what is said about the log, then look again",
        ),
        Some(trouble) if trouble.is_serious() => Check::fail(
            what,
            format!("it {trouble}"),
            "do not sign before this is understood: docs/operate/witnesses.md",
        ),
        Some(trouble) => Check::warn(what, format!("{known}; now it {trouble}"), advice(trouble)),
    }
}

const fn advice(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::UnknownLog => {
            "give its operator the key of the log: the first line of its file `policy`"
        }
        Trouble::NotSigned => "give its operator the key of the log, which is not the one it knows",
        Trouble::Later(_) => "nothing, unless it lasts",
        _ => "tell its operator, or name another witness: docs/operate/witnesses.md",
    }
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    #[test]
    fn a_witness_is_well_when_it_cosigned_what_there_is() {
        let at = |size| Last {
            size: 5,
            cosigned: Some((size, Timestamp::UNIX_EPOCH)),
        };
        let never = Last {
            size: 5,
            cosigned: None,
        };
        let state = |trouble: Option<&Trouble>, last: &Last| {
            let found = check("witness w of rivers".to_owned(), trouble, last);
            assert_eq!(found.state == State::Ok, found.advice.is_none());
            (found.state, found.found)
        };
        let (well, said) = state(None, &at(5));
        assert_eq!(well, State::Ok);
        assert_eq!(said, "cosigned 5 of 5 entries at 1970-01-01T00:00:00Z");
        assert_eq!(state(None, &never).0, State::Warn);
        assert_eq!(state(Some(&Trouble::UnknownLog), &at(3)).0, State::Warn);
        let ahead = Trouble::Ahead { theirs: 9, ours: 5 };
        let (ill, said) = state(Some(&ahead), &at(5));
        assert_eq!(ill, State::Fail);
        assert!(said.starts_with("it has cosigned 9 entries of this log, but 5"));
    }
}
