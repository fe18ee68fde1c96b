//! An export is written beside its place, and touches nothing of anybody else's there.

use crate::harness::Stage;

#[tokio::test]
async fn an_export_leaves_alone_what_lies_beside_it() {
    let stage = Stage::open().await;
    let declaration = stage.declaration().await;
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("out");
    let own = |name: &str, file: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(&path).unwrap();
        std::fs::write(path.join(file), "mine").unwrap();
        path
    };
    let marker = ".undersigned-export";
    let kept = [
        own("out.new", "thesis"),
        own(".out.00112233aabbccdd.export", "thesis"),
        own(".out.mine.export", marker),
        own(".other.00112233aabbccdd.export", marker),
    ];
    let running = own(".out.ffffffffffffffff.export", marker);
    let held = std::fs::File::open(running.join(marker)).unwrap();
    held.lock().unwrap();
    let cut_off = own(".out.eeeeeeeeeeeeeeee.export", marker);
    stage.site.export(&declaration, &target).await.unwrap();
    assert!(target.join("ledger/checkpoint").is_file());
    assert!(!target.join(marker).exists());
    assert!(kept.iter().chain([&running]).all(|path| path.exists()));
    assert!(!cut_off.exists(), "nobody writes there any more");
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, kept.len() + 2);
}

#[tokio::test]
async fn an_export_that_fails_leaves_nothing_behind() {
    let stage = Stage::open().await;
    let declaration = stage.declaration().await;
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("out");
    // Somebody takes the name while the export is written.
    let taken = |_, _| {
        std::fs::create_dir_all(&target).unwrap();
        std::fs::write(target.join("thesis"), "mine").unwrap();
    };
    let exported = stage.site.export_telling(&declaration, &target, &taken);
    assert!(exported.await.is_err());
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(target.join("thesis").exists());
}
