//! Where another program copies the write-ahead file as it grows, nothing of ours folds it back (REQ-173).

use std::fs;

use crate::mails::Mails;
use crate::road::{ada, bo, sign_and_confirm};
use crate::site::Site;
use crate::visitor::Visitor;

/// What tells one write-ahead file from the one after it: the header with its salts, which changes
/// whenever the file begins anew (SQLite file format, section 4.1).
fn header(site: &Site) -> Vec<u8> {
    let file = fs::read(site.path("site/undersigned.sqlite-wal")).unwrap();
    file[..32].to_vec()
}

fn length(site: &Site) -> u64 {
    let file = fs::metadata(site.path("site/undersigned.sqlite-wal"));
    file.unwrap().len()
}

#[test]
fn serving_and_every_command_beside_it_leave_the_write_ahead_file_alone() {
    let site = Site::with_night_bus();
    let config = site.path("site/config.toml");
    let text = fs::read_to_string(&config).unwrap();
    fs::write(&config, format!("database-replicated = true\n{text}")).unwrap();

    let database = fs::read(site.path("site/undersigned.sqlite")).unwrap();
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let mails = Mails::of(&site.path("site"));
    sign_and_confirm(&visitor, &mails, &ada());
    let begun = header(&site);
    fs::create_dir(site.path("backups")).unwrap();
    for command in [
        &["doctor", "--integrity"][..],
        &["doctor", "--space"],
        &["signing", "pause"],
        &["signing", "resume"],
        &["backup", "--plain", "--to", "backups"],
        &["mail", "status"],
        &["compact"],
    ] {
        let before = length(&site);
        site.run(&[command, &["--config", "site"]].concat())
            .ended(0);
        assert!(length(&site) >= before, "{command:?} cut it");
        assert_eq!(header(&site), begun, "{command:?} began it anew");
    }
    sign_and_confirm(&visitor, &mails, &bo());
    let before = length(&site);
    assert_eq!(server.stop().0, 0);
    assert!(length(&site) >= before);
    let again = site.serve();
    assert_eq!(visitor.json("/d/night-bus/count.json")["total"], 2);
    assert_eq!(again.stop().0, 0);

    assert_eq!(header(&site), begun, "the same file all the time");
    let now = fs::read(site.path("site/undersigned.sqlite")).unwrap();
    assert!(now == database, "something was folded back");
}
