//! The disk of the keys has no room left: the lock file and the erasure journal lie there.
//!
//! Signatures go on, since none of them needs it: the lock file falls behind, and catches up as soon as
//! there is room. What erases is refused, since it must be noted before it is done.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use super::small::SmallDisk;
use crate::crash::crowd::Crowd;
use crate::crash::stage::Stage;
use crate::failover::seen::Seen;
use crate::nodes::cluster::{Cluster, NIGHT_BUS, person};
use crate::program::wait_for;
use crate::site::copy;

/// More than have room in what was left of a page of the journal.
const MANY: usize = 60;

#[test]
fn without_room_for_the_lock_file_people_sign_and_who_withdraws_is_told_to_try_again() {
    let Some(disk) = SmallDisk::mount(1, "a full disk of keys") else {
        return;
    };
    let mut stage = Stage::on_sqlite();
    move_keys(&stage.cluster, &disk.path("keys"));
    stage.serve();
    let seen = Seen::default();
    let crowd = Crowd::begin(&stage, &seen);
    let cluster = &stage.cluster;
    let filler = disk.fill();
    let signed: Vec<_> = (0..MANY)
        .map(|number| {
            let leaver = person(&format!("Leaver {number}"));
            let page = crowd.visitor.try_sign(NIGHT_BUS, &crowd.form, &leaver);
            assert_eq!(page.unwrap().status, 200);
            let links = wait_for("the mail", || cluster.post().look(&leaver.email));
            assert_eq!(cluster.press(0, &links), 200);
            links
        })
        .collect();
    cluster.shows(0, MANY as u64);
    assert!(behind(cluster, &disk.path("keys/night-bus.log.lock")));
    let withdraw = |manage: &str| {
        let fields = [("token", manage), ("sure", "yes")];
        crowd.visitor.post("/manage/withdraw", &fields).status
    };
    let told: Vec<u16> = signed.iter().map(|links| withdraw(&links.manage)).collect();
    assert!(told.contains(&503), "{told:?}");
    let gone = told.iter().filter(|status| **status == 200).count();
    cluster.shows(0, (MANY - gone) as u64);
    let ill = cluster.run(&["doctor", "--config", "node-0"]).ended(1);
    assert!(ill.out.contains("No space left"), "{ill:?}");

    filler.remove();
    wait_for("the lock file", || {
        let is_behind = behind(cluster, &disk.path("keys/night-bus.log.lock"));
        (!is_behind).then_some(())
    });
    for links in &signed {
        assert_eq!(withdraw(&links.manage), 200);
    }
    cluster.shows(0, 0);
    crowd.act_until(20, Duration::ZERO, || {});
    stage.stop();
    stage.serve();
    let page = format!("{}/d/night-bus", stage.cluster.base_url());
    stage.cluster.run(&["verify", &page, "--json"]).ended(0);
    stage.stop();
}

fn move_keys(cluster: &Cluster, folder: &Path) {
    copy(&cluster.path("node-0/keys"), folder);
    std::fs::set_permissions(folder, PermissionsExt::from_mode(0o700)).unwrap();
    cluster.edit(0, |config| {
        let named = format!("keys = \"{}\"", folder.display());
        let changed = config.replace("keys = \"keys\"", &named);
        assert_ne!(config, changed);
        changed
    });
}

/// Whether the lock file is of a smaller tree than the one that is served.
fn behind(cluster: &Cluster, lock: &Path) -> bool {
    let size = |note: &str| {
        note.lines()
            .nth(1)
            .and_then(|size| size.parse::<u64>().ok())
    };
    let served = cluster.visitor(0).get("/d/night-bus/log/checkpoint").body;
    size(&std::fs::read_to_string(lock).unwrap_or_default()) < size(&served)
}
