//! The config file, with another database in it.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// The text with these lines in the place of what it says of its database, which stays as a comment.
/// Everything else stays as it stands.
pub(super) fn switched(old: &str, lines: &str) -> String {
    let mut new = String::with_capacity(old.len() + lines.len());
    let (mut is_said, mut in_table) = (false, false);
    for line in old.split_inclusive('\n') {
        in_table |= line.trim_start().starts_with('[');
        let is_ours = !in_table && speaks_of_database(line);
        if !is_said && (is_ours || in_table) {
            new.push_str(lines);
            is_said = true;
        }
        if is_ours {
            new.push_str("# ");
        }
        new.push_str(line);
    }
    if !is_said {
        new.push_str(lines);
    }
    new
}

/// Whether a line is one of `database = …`, `database-schema = …` and so on.
fn speaks_of_database(line: &str) -> bool {
    let Some((key, _)) = line.split_once('=') else {
        return false;
    };
    let key = key.trim().trim_matches('"');
    key == "database" || key.starts_with("database-")
}

/// Writes the file anew, with the permissions it had: the old one, or the new one, whatever happens.
pub(super) fn write(file: &Path, text: &str) -> io::Result<()> {
    let mut name = file.as_os_str().to_owned();
    name.push(".new");
    let beside = Path::new(&name);
    // One of an earlier try that died.
    let _ = fs::remove_file(beside);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut new = options.open(beside)?;
    new.write_all(text.as_bytes())?;
    new.set_permissions(fs::metadata(file)?.permissions())?;
    new.sync_all()?;
    fs::rename(beside, file)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: &str = "database = \"host=db\"\n";

    fn check(old: &str, expected: &str) {
        assert_eq!(switched(old, NEW), expected);
    }

    #[test]
    fn the_old_database_stays_as_a_comment_and_the_rest_as_it_is() {
        check(
            "name = \"a\"\n# The database.\ndatabase = \"x.sqlite\"\nlisten = \"b\"\n[mail]\ndatabase = 1\n",
            "name = \"a\"\n# The database.\ndatabase = \"host=db\"\n# database = \"x.sqlite\"\nlisten = \"b\"\n\
             [mail]\ndatabase = 1\n",
        );
        check(
            "database-schema = \"b\"\ndatabase=\"host=a\"\ndatabase-ca-file = \"c\"\n",
            "database = \"host=db\"\n# database-schema = \"b\"\n# database=\"host=a\"\n\
             # database-ca-file = \"c\"\n",
        );
        check(
            "name = \"a\"\n\n[mail]\n",
            "name = \"a\"\n\ndatabase = \"host=db\"\n[mail]\n",
        );
        check("name = \"a\"\n", "name = \"a\"\ndatabase = \"host=db\"\n");
    }

    #[test]
    fn the_file_keeps_its_permissions() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        fs::write(&file, "old").unwrap();
        let before = fs::metadata(&file).unwrap().permissions();
        write(&file, "new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::metadata(&file).unwrap().permissions(), before);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
