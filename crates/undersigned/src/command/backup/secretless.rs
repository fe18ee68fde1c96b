//! The configuration without the password that may stand in the address of the database. Other passwords
//! are in files of their own.

use toml::{Table, Value};

/// What stands in place of what cannot be told from a password.
const LEFT_OUT: &str = "# database: left out, since it may hold a password";

/// A config file, line by line. A line that is commented out counts as well: `move --switch` leaves one.
pub(super) fn without_password(text: &str) -> String {
    let mut kept = Vec::new();
    for line in text.lines() {
        let said = line.trim_start_matches(['#', ' ', '\t']);
        if !names_database(said) {
            kept.push(line.to_owned());
            continue;
        }
        let mark = &line[..line.len() - said.len()];
        match cleaned(said) {
            Some(clean) => kept.push(format!("{mark}{clean}")),
            None if mark.contains('#') => kept.push(LEFT_OUT.to_owned()),
            // Nobody can tell where a value ends that is not whole on its line.
            None => return format!("{LEFT_OUT}, and all else with it\n"),
        }
    }
    kept.push(String::new());
    kept.join("\n")
}

/// Whether a line sets the address of the database, or did.
fn names_database(line: &str) -> bool {
    let key = line.split('=').next().unwrap_or_default().trim();
    line.contains('=') && key.trim_matches(['"', '\'']) == "database"
}

/// The line without a password; nothing where it cannot be read.
fn cleaned(line: &str) -> Option<String> {
    let table: Table = line.parse().ok()?;
    let address = table.get("database")?.as_str()?;
    let clean = if address.contains("://") {
        without_password_in_url(address)
    } else if address.contains('=') {
        without_password_in_pairs(address)?
    } else {
        address.to_owned()
    };
    if clean == address {
        return Some(line.to_owned());
    }
    Some(format!("database = {}", Value::String(clean)))
}

/// `postgres://user:password@host/name?password=…`. The driver ends the password at the first `@`; one that
/// stands in it unencoded goes with it.
fn without_password_in_url(address: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap_or_default();
    let mut rest = rest.to_owned();
    if let Some(first) = rest.find('@')
        && let Some(colon) = rest[..first].find(':')
    {
        let end = rest[first..].find(['/', '?']);
        let end = end.map_or(rest.len(), |end| first + end);
        let at = rest[..end].rfind('@').unwrap_or(first);
        rest.replace_range(colon..at, "");
    }
    if let Some((place, query)) = rest.split_once('?') {
        let others: Vec<&str> = query
            .split('&')
            .filter(|pair| !pair.to_ascii_lowercase().contains("password"))
            .collect();
        rest = match others.is_empty() {
            true => place.to_owned(),
            false => format!("{place}?{}", others.join("&")),
        };
    }
    format!("{scheme}://{rest}")
}

/// Pairs as libpq has them (PostgreSQL, "Keyword/Value Connection Strings"): spaces may stand around the
/// `=`, and a value may be quoted.
fn without_password_in_pairs(address: &str) -> Option<String> {
    let mut kept = Vec::new();
    let mut rest = address.trim_start();
    while !rest.is_empty() {
        let (key, behind) = rest.split_once('=')?;
        let behind = behind.trim_start();
        let (value, behind) = behind.split_at(length(behind)?);
        if key.trim() != "password" {
            kept.push(format!("{}={value}", key.trim()));
        }
        rest = behind.trim_start();
    }
    Some(kept.join(" "))
}

/// How many bytes the value takes that a text begins with; nothing where its quotes do not end.
fn length(text: &str) -> Option<usize> {
    let is_quoted = text.starts_with('\'');
    let mut letters = text.char_indices().skip(usize::from(is_quoted));
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            '\'' if is_quoted => return Some(at + 1),
            letter if !is_quoted && letter.is_whitespace() => return Some(at),
            _ => {}
        }
    }
    (!is_quoted).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_in_the_address_of_the_database_stays_out() {
        for (address, expected) in [
            (
                "postgres://dara:ge@heim@db.example/letters",
                "postgres://dara@db.example/letters",
            ),
            (
                "postgres://dara:ge/heim@db/letters",
                "postgres://dara@db/letters",
            ),
            (
                "postgres://dara:ge?heim@db/letters",
                "postgres://dara@db/letters",
            ),
            (
                "postgres://dara@db/letters?password=geheim",
                "postgres://dara@db/letters",
            ),
            (
                "postgres://db/letters?user=dara&password=geheim&a=b",
                "postgres://db/letters?user=dara&a=b",
            ),
            ("host=db password=geheim user=dara", "host=db user=dara"),
            ("host=db password='ge heim' user=dara", "host=db user=dara"),
            ("host = db password = geheim", "host=db"),
            (
                r"host=db password='ge\'heim' user=dara",
                "host=db user=dara",
            ),
            (r"host=db password=ge\ heim user=dara", "host=db user=dara"),
        ] {
            let value = Value::String(address.to_owned());
            for mark in ["", "# "] {
                for key in ["database", "\"database\""] {
                    let clean = without_password(&format!("{mark}{key} = {value}"));
                    let expected = Value::String(expected.to_owned());
                    assert_eq!(clean, format!("{mark}database = {expected}\n"));
                }
            }
        }
    }

    #[test]
    fn what_holds_no_password_stays_as_it_is() {
        let text = "# where the database = is\ndatabase = 'undersigned.sqlite' # here\n\
                    database = \"postgres://dara@db.example/letters?a=b:c@d\"\n\
                    database = \"host=db user=dara\"\ndatabase-password-file = \"secret\"\n";
        assert_eq!(without_password(text), text);
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let old = "# database = \"host=db password='geheim\"\nport = 1\n";
        assert_eq!(without_password(old), format!("{LEFT_OUT}\nport = 1\n"));
        let long = "database = \"\"\"\\\nhost=db password=geheim\"\"\"\n";
        assert!(!without_password(long).contains("geheim"));
    }
}
