//! A store in which every table has a row: what copies are tried with.

use domain::consent::Purpose;
use domain::infomail::{IssueState, StopReason};

use super::fixture::{
    Book, add_signature, at, consent, done, hash, known_link, named, revision, revision_entry,
};
use super::issue::{issue, list, send, settle, slug, subscriber, take};
use crate::{
    Asker, CosignatureRow, Departure, FigureRow, FolderFile, IssueFate, Lane, Move, NewIssue,
    NewOptIn, NewReturn, NewSubscriptionAccess, Publication, RaisingRow, Settled, Store,
    StoreError, StoredState, SubscriptionConsent, SubscriptionPurpose, WitnessedRow,
};

type Outcome = Result<(), StoreError>;

/// Fills a store: people who signed, moved and left, mails in each state, a list with its issues.
///
/// # Errors
/// What the store says.
pub async fn everything(store: Store) -> Result<Book, StoreError> {
    let mut book = Book::begin_in(store.clone(), 1).await?;
    publication(&mut book).await?;
    signatures(&mut book).await?;
    witnesses(&book).await?;
    mails(&book).await?;
    infomail(&store).await?;
    issues(&store).await?;
    store.setting_put("mail.from", b"").await?;
    Ok(book)
}

async fn publication(book: &mut Book) -> Outcome {
    let mut batch = book.batch();
    let translation = revision(batch.size_after(), "ar");
    batch.entries.push(revision_entry(&translation));
    let leaf = batch.size_after();
    batch.entries.push(b"a figure".to_vec());
    batch.entries.push(b"a raising".to_vec());
    batch.publication = Some(Publication {
        files: vec![FolderFile {
            path: "text/en.md".to_owned(),
            content: vec![0, 255, 10],
        }],
        revisions: vec![translation],
        figures: vec![FigureRow {
            leaf,
            digest: hash("figure", 1),
            record: "more than 160".to_owned(),
        }],
        raisings: vec![RaisingRow {
            leaf: leaf + 1,
            digest: hash("raising", 1),
            record: String::new(),
        }],
    });
    book.commit(batch).await
}

/// More than one bundle of them. One is listed under a name that is written from right to left, one agreed
/// to more than signing, one was never asked here, another signs again and gets a link by mail.
async fn signatures(book: &mut Book) -> Outcome {
    book.store.accept(book.submission(900, 0)).await?;
    let mut batch = book.batch();
    for number in 0..300 {
        let shown = (number % 40 == 0).then(|| named("شيماء Ada"));
        add_signature(&mut batch, shown);
    }
    let confirmed = add_signature(&mut batch, None);
    confirmed.pending = Some(done(900));
    confirmed.record = Some(Vec::new());
    confirmed.consents.push(consent(Purpose::Contact));
    add_signature(&mut batch, None).consents.clear();
    let first = batch.expected_size;
    book.commit(batch).await?;
    book.store.accept(book.submission(first + 3, 0)).await?;
    book.withdraw(first + 1).await?;
    let mut batch = book.batch();
    let leaf = batch.size_after();
    let moved = add_signature(&mut batch, None);
    moved.tag = hash("tag", first + 2);
    moved.contacts.clear();
    batch.departures.push(Departure {
        signature: first + 2,
        state: StoredState::Withdrawn,
    });
    batch.moves.push(Move {
        from: first + 2,
        to: leaf,
    });
    book.commit(batch).await
}

async fn witnesses(book: &Book) -> Outcome {
    let row = CosignatureRow {
        witness: "alder+key".to_owned(),
        line: "— alder line".to_owned(),
        seconds: 10,
    };
    assert!(book.store.cosign(book.id, book.size, vec![row]).await?);
    let row = WitnessedRow {
        size: 7,
        root: hash("root", 7),
        note: "note".to_owned(),
        at: at(60),
    };
    let origin = "letters.example.org/d/clean-rivers/log".to_owned();
    assert!(book.store.witness_advance(&origin, None, row).await?);
    Ok(())
}

/// One that waits, one in somebody's hands, one given up, one that came back, one nobody wants.
async fn mails(book: &Book) -> Outcome {
    for number in 1..=3 {
        let mut submission = book.submission(number, 0);
        submission.caps.push(crate::Cap {
            key: hash("cap", number),
            window_seconds: 900,
            most: 9,
        });
        book.store.accept(submission).await?;
    }
    book.store.accept(book.submission(4, 0)).await?;
    let known = known_link(4, 0);
    book.store
        .link_signed(book.id, hash("tag", 10), known)
        .await?;
    let lane = Lane::Confirmation;
    let held = book.store.deliveries_claim(lane, at(1), at(9), 2).await?;
    let dead = Settled::Dead {
        class: "policy",
        domain: (hash("domain", 1), "example.org".into()),
        day: 7,
    };
    let settled = vec![(held[0].id, dead)];
    book.store.deliveries_settle(settled, 1).await?;
    book.store.suppress(hash("suppression", 77)).await?;
    let returned = NewReturn {
        mail: Some([7; 16]),
        kind: "issue",
        class: "soft",
        status: "4.2.2".to_owned(),
        now: at(5),
    };
    assert!(book.store.mail_returned(returned).await?);
    Ok(())
}

async fn infomail(store: &Store) -> Outcome {
    store.infomail_publish(list(), Vec::new()).await?;
    let mut subscribers: Vec<_> = (1..=6).map(|number| subscriber(number, "en")).collect();
    let note = SubscriptionConsent {
        purpose: Purpose::Contact,
        ..subscribers[0].consents[0].clone()
    };
    subscribers[0].consents.push(note);
    subscribers[0].signed = Some(slug("clean-rivers-1"));
    // Keys are random: one is as large as a column holds.
    subscribers[5].key = i64::MAX.cast_unsigned();
    store.subscriptions_start(subscribers).await?;
    let complained = Some(hash("infomail suppression", 5));
    let stopped = store.subscription_stop(5, StopReason::Complained, complained);
    assert!(stopped.await?);
    for number in [1, 2] {
        store.opt_in_accept(wish(number)).await?;
    }
    Ok(())
}

/// The first is of an address that subscribes already, and leaves a link.
fn wish(number: u64) -> NewOptIn {
    let address = if number == 1 { 1 } else { 50 };
    let mut confirm = super::fixture::delivery("opt-in", 500 + number, 0);
    confirm.pending = Some(hash("opt-in", number));
    NewOptIn {
        list: slug("rivers"),
        confirm_hash: hash("opt-in", number),
        refuse_hash: hash("opt-in refuse", number),
        payload: b"sealed".to_vec(),
        expires: at(7 * 86_400),
        asker: Asker {
            hashes: vec![hash("address", address)],
            suppression: hash("suppression", address),
            infomail_suppression: hash("infomail suppression", address),
            caps: Vec::new(),
            most_per_hour: 1_000,
            now: at(0),
        },
        confirm,
        known: (
            super::fixture::delivery("known", 600 + number, 0),
            NewSubscriptionAccess {
                hash: hash("link", number),
                purpose: SubscriptionPurpose::Manage,
                expires: at(3_600),
            },
        ),
    }
}

/// An issue that was sent but for one mail, which waits, and a draft for a few.
async fn issues(store: &Store) -> Outcome {
    send(store, vec![issue(1)]).await?;
    let mails = take(store, 0, 3).await?;
    settle(store, &mails[..1], IssueFate::Sent).await?;
    settle(store, &mails[1..2], IssueFate::Later(at(60))).await?;
    let draft = NewIssue {
        languages: vec![super::fixture::language("en")],
        signed: vec![slug("clean-rivers-1")],
        ..issue(2)
    };
    store.infomail_publish(list(), vec![draft]).await?;
    let states = store.issues(&slug("rivers")).await?;
    assert_eq!(states[0].state, IssueState::Sending);
    Ok(())
}
