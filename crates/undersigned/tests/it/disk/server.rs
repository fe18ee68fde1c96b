//! The disk of the database server has no room left: what it can still extend is the log of the server
//! itself, and no table.

use std::os::unix::fs::{PermissionsExt, chown};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use store::conformance::server::user;

use super::small::SmallDisk;
use super::{hesitating, reads_and_refuses_forms};
use crate::crash::crowd::Crowd;
use crate::crash::stage::Stage;
use crate::failover::seen::Seen;

#[test]
fn a_server_without_room_loses_nobody_and_needs_no_restart() {
    let test = "a full disk of PostgreSQL";
    let Some(disk) = SmallDisk::mount(48, test) else {
        return;
    };
    let tables = disk.path("tables");
    let Some(mut stage) = Stage::on_prepared(test, |programs, address| {
        put_tables(programs, address, &tables);
    }) else {
        return;
    };
    stage.serve();
    let seen = Seen::default();
    let crowd = Crowd::begin(&stage, &seen);
    let mailed = hesitating(&stage, &crowd);
    let mut filler = None;
    crowd.act_until(40, Duration::ZERO, || {
        filler = Some(disk.fill());
        reads_and_refuses_forms(&crowd.visitor, &crowd.form, &mailed);
    });
    filler.unwrap().remove();
    crowd.go_on();
    crowd.recount(&stage);
    crowd.act_until(20, Duration::ZERO, || {});
    crowd.go_on();
    println!(
        "after a full disk of the server: {}",
        crowd.conclude(&stage)
    );
    stage.stop();
}

/// Lets everything that is made from now on lie in a folder, which belongs to the server.
fn put_tables(programs: &Path, address: &str, folder: &Path) {
    std::fs::create_dir(folder).unwrap();
    std::fs::set_permissions(folder, PermissionsExt::from_mode(0o700)).unwrap();
    if let Some((uid, gid)) = user().unwrap() {
        chown(folder, Some(uid), Some(gid)).unwrap();
    }
    let space = format!("CREATE TABLESPACE small LOCATION '{}'", folder.display());
    let ours = "ALTER ROLE undersigned SET default_tablespace = small";
    let told = Command::new(programs.join("psql"))
        .args([address, "-c", &space, "-c", ours])
        .stdout(Stdio::null())
        .status();
    assert!(told.unwrap().success());
}
