//! A mirror fetches the files of a log.

use testkit::{SLUG, TestSite, ada, chi};

use crate::support::has_status;

const PREFIX: &str = "/d/clean-rivers/log";
const FOREVER: &str = "public, max-age=31536000, immutable";

async fn signed() -> (TestSite, u64) {
    let site = TestSite::with_open_declaration().await;
    for person in [ada(), chi()] {
        site.signed(SLUG, &person).await;
    }
    let size = site.check_log(SLUG).await.size;
    (site, size)
}

#[tokio::test]
async fn a_mirror_that_has_a_tile_is_told_so_and_another_is_not() {
    let (site, size) = signed().await;
    let path = |width: u64| format!("{PREFIX}/tile/entries/000.p/{width}");
    let tile = site.visitor().get(&path(size)).await;
    has_status(&tile, 200);
    let tag = tile.header("etag").to_owned();
    let asking = |tag: &str| site.visitor().with("if-none-match", tag);
    let same = asking(&tag).get(&path(size)).await;
    assert_eq!((same.status.as_u16(), same.body.len()), (304, 0));
    assert_eq!(same.header("cache-control"), FOREVER);
    assert_eq!(same.header("etag"), tag);
    let narrower = asking(&tag).get(&path(size - 1)).await;
    has_status(&narrower, 200);
    assert_ne!(narrower.header("etag"), tag);
    assert!(tile.body.starts_with(&narrower.body), "it only grew");
    has_status(&asking(&tag).get(&path(size + 1)).await, 404);
    has_status(&asking("*").get(&path(size + 1)).await, 404);
}

#[tokio::test]
async fn tiles_are_hashes_and_are_not_compressed() {
    let (site, size) = signed().await;
    let visitor = site.visitor().with("accept-encoding", "gzip");
    for folder in ["tile/0", "tile/entries"] {
        let tile = visitor
            .get(&format!("{PREFIX}/{folder}/000.p/{size}"))
            .await;
        has_status(&tile, 200);
        assert!(!tile.headers.contains_key("content-encoding"));
        assert_eq!(tile.header("content-type"), "application/octet-stream");
        assert_eq!(tile.header("content-length"), tile.body.len().to_string());
    }
}

#[tokio::test]
async fn what_a_mirror_fetches_is_open_to_programs_of_other_sites() {
    let (site, size) = signed().await;
    for (file, media_type) in [
        ("checkpoint".to_owned(), "text/plain; charset=utf-8"),
        (format!("checkpoints/{size}"), "text/plain; charset=utf-8"),
        ("policy".to_owned(), "text/plain; charset=utf-8"),
        ("checkpoints.json".to_owned(), "application/json"),
        (
            format!("checkpoints/before/{size}.json"),
            "application/json",
        ),
    ] {
        let answer = site.visitor().get(&format!("{PREFIX}/{file}")).await;
        has_status(&answer, 200);
        assert_eq!(answer.header("content-type"), media_type, "{file}");
        assert_eq!(answer.header("cache-control"), "public, max-age=5");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
    for missing in ["checkpoint.witnessed", "checkpoints/007", "raisings/x.txt"] {
        let answer = site.visitor().get(&format!("{PREFIX}/{missing}")).await;
        has_status(&answer, 404);
        assert_eq!(answer.header("cache-control"), "no-store", "{missing}");
    }
}
