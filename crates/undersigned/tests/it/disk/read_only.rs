//! Starting where nothing may be written: refused, with what to do.

use std::os::unix::fs::PermissionsExt;

use super::small::SmallDisk;
use crate::site::{Site, copy};

/// Moves the site to a disk, lets nobody write there, and says which help `serve` must give; `doctor`
/// says it, too. What lies there is as it was.
fn check(moved: &str, setting: &str, help: &str) {
    let Some(disk) = SmallDisk::mount(24, "a read-only disk") else {
        return;
    };
    let site = Site::with_night_bus();
    let (from, to) = (site.path(&format!("site/{moved}")), disk.path(moved));
    if from.is_dir() {
        copy(&from, &to);
        std::fs::set_permissions(&to, PermissionsExt::from_mode(0o700)).unwrap();
    } else {
        std::fs::copy(&from, &to).unwrap();
    }
    let file = site.path("site/config.toml");
    let config = std::fs::read_to_string(&file).unwrap();
    let named = format!("{setting} = \"{}\"", to.display());
    let changed = config.replace(&format!("{setting} = \"{moved}\""), &named);
    assert_ne!(config, changed);
    std::fs::write(&file, changed).unwrap();
    disk.make_read_only();
    let refused = site.run(&["serve", "--config", "site"]);
    assert_ne!(refused.code, 0);
    assert!(refused.err.contains(help), "{refused:?}");
    assert!(!refused.err.contains("panic"), "{refused:?}");
    let ill = site.run(&["doctor", "--config", "site"]).ended(1);
    assert!(ill.out.contains("help:"), "{ill:?}");
}

#[test]
fn a_database_that_may_not_be_written_is_named_with_what_to_do() {
    let help = "see that the file can be written";
    check("undersigned.sqlite", "database", help);
}

#[test]
fn keys_beside_which_nothing_may_be_written_are_named_with_what_to_do() {
    check("keys", "keys", "see that the folder of keys can be written");
}
