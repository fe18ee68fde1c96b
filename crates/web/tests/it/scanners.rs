//! Mail scanners open links, again and again, by any method that changes nothing.

use axum::http::Method;
use testkit::{SLUG, TestSite, ada, chi};

use crate::support::{has_status, state};

const LOOKS: [Method; 3] = [Method::GET, Method::HEAD, Method::OPTIONS];

#[tokio::test]
async fn a_hundred_looks_at_every_mailed_link_change_nothing() {
    let site = TestSite::with_open_declaration().await;
    let (standing, _) = site.signed(SLUG, &chi()).await;
    site.visitor().sign(SLUG, &ada()).await;
    let mail = site.mail_to(&ada()).await;
    let before = state(&site).await;
    for link in [
        mail.link(),
        mail.manage(),
        mail.refuse(),
        standing.manage(),
        standing.link(),
    ] {
        for method in LOOKS {
            for _ in 0..100 {
                site.visitor().ask(method.clone(), &link).await;
            }
        }
    }
    assert_eq!(state(&site).await, before);
    mail.confirm().await;
    assert_eq!(site.count(SLUG).await, before.0 + 1);
}

#[tokio::test]
async fn pressing_the_button_twice_gives_the_same_receipt() {
    let site = TestSite::with_open_declaration().await;
    site.visitor().sign(SLUG, &ada()).await;
    let mail = site.mail_to(&ada()).await;
    let button = site.visitor().get(&mail.link()).await.form("/confirm");
    let (first, second) = (
        site.visitor().send(&button).await,
        site.visitor().send(&button).await,
    );
    has_status(&second, 200);
    assert_eq!(first.text(), second.text());
    assert_eq!(site.count(SLUG).await, 1);
    site.check_log(SLUG).await;
}

#[tokio::test]
async fn fifty_presses_at_once_are_one_signature() {
    let site = TestSite::with_open_declaration().await;
    site.visitor().sign(SLUG, &ada()).await;
    let mail = site.mail_to(&ada()).await;
    let visitor = site.visitor();
    let button = visitor.get(&mail.link()).await.form("/confirm");
    let mut presses = Vec::new();
    for _ in 0..50 {
        presses.push(Box::pin(visitor.send(&button)));
    }
    for answer in together(presses).await {
        has_status(&answer, 200);
    }
    assert_eq!(site.count(SLUG).await, 1);
    site.check_log(SLUG).await;
}

/// Polls all of them in turn until each is ready.
async fn together<F: Future + Unpin>(mut futures: Vec<F>) -> Vec<F::Output> {
    let mut done = Vec::new();
    std::future::poll_fn(|context| {
        futures.retain_mut(|future| match std::pin::Pin::new(future).poll(context) {
            std::task::Poll::Ready(output) => {
                done.push(output);
                false
            }
            std::task::Poll::Pending => true,
        });
        if futures.is_empty() {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    done
}
