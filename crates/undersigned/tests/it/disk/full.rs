//! The disk of the database has no room left.

use std::time::Duration;

use serde_json::Value;

use super::small::SmallDisk;
use super::{hesitating, reads_and_refuses};
use crate::crash::crowd::Crowd;
use crate::crash::stage::Stage;
use crate::failover::seen::Seen;

#[test]
fn a_full_disk_under_load_loses_nobody_and_needs_no_restart() {
    let Some(disk) = SmallDisk::mount(24, "a full disk") else {
        return;
    };
    let mut stage = Stage::on_file(&disk.path("undersigned.sqlite"));
    stage.serve();
    let seen = Seen::default();
    let crowd = Crowd::begin(&stage, &seen);
    let mailed = hesitating(&stage, &crowd);
    let mut filler = None;
    crowd.act_until(60, Duration::ZERO, || {
        filler = Some(disk.fill());
        reads_and_refuses(&crowd.visitor, &crowd.form, &mailed);
    });
    let told = stage
        .cluster
        .run(&["doctor", "--config", "node-0", "--json"]);
    let disk_is = |told: &Value| {
        let checks = told.as_array().unwrap().iter();
        let states = checks.filter(|check| check["what"].as_str().unwrap().starts_with("disk"));
        states
            .map(|check| check["state"].clone())
            .collect::<Vec<_>>()
    };
    assert!(disk_is(&told.ended(1).json()).contains(&"fail".into()));
    filler.unwrap().remove();
    crowd.go_on();
    crowd.recount(&stage);
    crowd.act_until(20, Duration::ZERO, || {});
    crowd.go_on();
    crowd.recount(&stage);
    stage.stop();
    stage.serve();
    println!("after a full disk: {}", crowd.conclude(&stage));
    stage.stop();
}
