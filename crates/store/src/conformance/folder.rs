//! What is known of the files a declaration is written in.

use super::Place;
use super::fixture::{Book, at};
use crate::{FileTimes, FolderFile, Publication, StoreError};

type Outcome = Result<(), StoreError>;

async fn publish(book: &mut Book, second: i64, files: &[(&str, &str)]) -> Outcome {
    let mut batch = book.batch();
    batch.at = at(second);
    let files = files.iter().map(|(path, content)| FolderFile {
        path: (*path).to_owned(),
        content: content.as_bytes().to_vec(),
    });
    batch.publication = Some(Publication {
        files: files.collect(),
        ..Publication::default()
    });
    book.commit(batch).await
}

/// Publishing the same bytes again is no change; a file that was away comes anew.
///
/// # Errors
/// What the store says.
pub async fn a_file_keeps_the_moments_it_came_and_changed(place: &dyn Place) -> Outcome {
    let mut book = Book::begin(place).await?;
    assert_eq!(book.store.folder_times(book.id).await?, []);
    let times = |path: &str, added, changed| FileTimes {
        path: path.to_owned(),
        added: at(added),
        changed: at(changed),
    };
    publish(&mut book, 70, &[("a", "1"), ("b", "1"), ("c", "1")]).await?;
    publish(&mut book, 80, &[("a", "1"), ("b", "2"), ("d", "")]).await?;
    publish(
        &mut book,
        90,
        &[("a", "1"), ("b", "2"), ("c", "1"), ("d", "")],
    )
    .await?;
    let expected = [
        times("a", 70, 70),
        times("b", 70, 80),
        times("c", 90, 90),
        times("d", 80, 80),
    ];
    assert_eq!(book.store.folder_times(book.id).await?, expected);
    let contents: Vec<Vec<u8>> = book
        .store
        .folder(book.id)
        .await?
        .into_iter()
        .map(|file| file.content)
        .collect();
    assert_eq!(contents, [&b"1"[..], b"2", b"1", b""]);
    Ok(())
}
