//! A disk that takes nothing more while the program runs, as one does after an error: every write and
//! every sync fails at once.

use std::time::Duration;

use super::small::{HeldFiles, can_be_held};
use super::{hesitating, reads_and_refuses};
use crate::crash::crowd::Crowd;
use crate::crash::stage::Stage;
use crate::failover::seen::Seen;
use crate::program::skip;

#[test]
fn a_disk_that_takes_nothing_more_is_read_on_and_written_again_without_a_restart() {
    let mut stage = Stage::on_sqlite();
    if !can_be_held(&stage.cluster.path("node-0")) {
        skip("tool: chattr", "a disk that takes nothing more");
        return;
    }
    stage.serve();
    let seen = Seen::default();
    let crowd = Crowd::begin(&stage, &seen);
    let mailed = hesitating(&stage, &crowd);
    crowd.act_until(40, Duration::ZERO, || {
        let files = ["", "-wal"].map(|end| format!("node-0/undersigned.sqlite{end}"));
        let _held = HeldFiles::hold(files.map(|file| stage.cluster.path(&file)).to_vec());
        reads_and_refuses(&crowd.visitor, &crowd.form, &mailed);
    });
    crowd.go_on();
    crowd.recount(&stage);
    crowd.act_until(20, Duration::ZERO, || {});
    stage.stop();
    stage.serve();
    crowd.go_on();
    println!("after a failing disk: {}", crowd.conclude(&stage));
    stage.stop();
}
