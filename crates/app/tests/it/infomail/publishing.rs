//! Lists, drafts, numbers and corrections.

use app::infomail::issues::IssueMoved;
use app::infomail::publish::PublishInfomailError;
use domain::infomail::{IssueMove, IssueState, MoveError};

use super::stage::{list_folder, number, slug};
use crate::harness::Stage;

#[tokio::test]
async fn a_draft_is_seen_by_organisers_and_an_issue_by_everybody_for_ever() {
    let stage = Stage::with_list(&[(1, ""), (2, "")]).await;
    let list = stage.list().await;
    assert_eq!((list.issues.len(), list.archive().count()), (2, 0));
    assert!(list.archived(number(1)).is_none());
    let prepared = stage
        .site
        .issue_prepare(&slug("rivers"), number(1))
        .await
        .unwrap();
    assert_eq!(prepared, IssueMoved::Done(IssueState::Ready));
    let list = stage.list().await;
    assert!(list.archived(number(1)).is_some());
    assert!(list.latest_sent().is_none(), "nothing was sent yet");
}

#[tokio::test]
async fn numbers_go_up_and_what_appeared_stays_as_it_was() {
    let stage = Stage::with_list(&[(1, ""), (2, "")]).await;
    let rivers = slug("rivers");
    let moved = stage.site.issue_prepare(&rivers, number(2)).await.unwrap();
    assert_eq!(moved, IssueMoved::After(number(1)));
    stage.send(1).await;
    let again = stage.site.issue_prepare(&rivers, number(1)).await.unwrap();
    let refused = MoveError {
        from: IssueState::Sending,
        by: IssueMove::Prepare,
    };
    assert_eq!(again, IssueMoved::Refused(refused));
    let changed = list_folder(&[(1, "corrects = 0"), (2, "")]);
    let refused = stage.site.publish_infomail(&changed).await.unwrap_err();
    assert!(matches!(refused, PublishInfomailError::Findings(_)));
    let mut changed = list_folder(&[(1, ""), (2, "")]);
    changed.insert("issues/0001/en.md", "# Other news\n");
    let refused = stage.site.publish_infomail(&changed).await.unwrap_err();
    assert!(matches!(refused, PublishInfomailError::Appeared(n) if n == number(1)));
    let published = stage
        .site
        .publish_infomail(&list_folder(&[(1, ""), (2, ""), (3, "")]))
        .await;
    let published = published.unwrap();
    assert_eq!(published.unchanged, [number(1)]);
    assert_eq!(published.drafts, [number(2), number(3)]);
    let unknown = stage.site.issue_start(&rivers, number(9)).await.unwrap();
    assert_eq!(unknown, IssueMoved::Unknown);
}

#[tokio::test]
async fn a_correction_leads_to_what_it_corrects_and_back() {
    let stage = Stage::with_list(&[(1, ""), (2, "corrects = 1")]).await;
    stage.send(1).await;
    let list = stage.list().await;
    assert_eq!(
        list.issue(number(1)).unwrap().corrected_by,
        None,
        "not before it appears"
    );
    stage.subscribed("ada@example.org", "en").await;
    stage.send(2).await;
    let list = stage.list().await;
    assert_eq!(
        list.archived(number(1)).unwrap().corrected_by,
        Some(number(2))
    );
    assert_eq!(
        list.archived(number(2)).unwrap().issue.corrects,
        Some(number(1))
    );
    let mail = stage.mail_to("ada@example.org").await;
    assert!(
        mail.text().contains("/infomail/rivers/en/1"),
        "{}",
        mail.text()
    );
}

#[tokio::test]
async fn marks_that_no_declaration_bears_keep_a_list_from_being_published() {
    let stage = Stage::with_list(&[]).await;
    let mut files = list_folder(&[(1, "")]);
    files.insert("issues/0001/en.md", "# News\n\n{figure:birds}\n");
    let refused = stage.site.publish_infomail(&files).await.unwrap_err();
    let PublishInfomailError::Findings(findings) = refused else {
        panic!("{refused}");
    };
    assert_eq!(findings[0].code, "figure-unknown");
    assert!(stage.list().await.issues.is_empty());
}

#[tokio::test]
async fn ten_at_once_let_an_issue_appear_once() {
    let stage = Stage::with_list(&[(1, "")]).await;
    let rivers = slug("rivers");
    let moves = (0..10).map(|_| stage.site.issue_prepare(&rivers, number(1)));
    let moved = futures_util::future::join_all(moves).await;
    let done = moved
        .into_iter()
        .filter(|moved| matches!(moved, Ok(IssueMoved::Done(_))))
        .count();
    assert_eq!(done, 1);
}
