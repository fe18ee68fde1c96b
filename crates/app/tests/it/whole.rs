//! Looking whether everything that is stored of a declaration is there.

use app::whole::Whole;
use domain::listing::Listing;
use jiff::SignedDuration;
use store::{NewSignatory, Relisting};

use crate::harness::Stage;

async fn examined(stage: &Stage) -> Whole {
    let declaration = stage.declaration().await;
    let whole = stage.site.examine(&declaration, &|_, _| ()).await;
    whole.unwrap()
}

#[tokio::test]
async fn a_site_where_people_came_and_went_is_whole() {
    let stage = Stage::open().await;
    for number in 0..5 {
        stage.turn(SignedDuration::from_hours(1));
        let name = format!("Ada {}", char::from(b'a' + number));
        stage
            .signed(&name, &format!("ada{number}@example.org"))
            .await;
    }
    let (mail, _) = stage.signed("Bo", "bo@example.org").await;
    stage.site.withdraw(&mail.manage).await.unwrap();
    let whole = examined(&stage).await;
    assert!(whole.is_fine(), "{whole:?}");
    assert_eq!((whole.report.total, whole.listed), (5, 5));
}

#[tokio::test]
async fn a_row_of_the_list_that_its_signer_did_not_open_is_found() {
    let stage = Stage::open().await;
    let (_, receipt) = stage.signed("Ada", "ada@example.org").await;
    let declaration = stage.declaration().await;
    let openings = stage.site.store.openings(declaration.id, 0, 9);
    let (leaf, opening) = openings.await.unwrap().remove(0);
    assert_eq!(leaf, receipt.leaf);
    let forged = NewSignatory {
        leaf,
        class: domain::signer::Class::Person,
        language: declaration.declaration.language.clone(),
        listing: Listing::Named,
        name: "Mallory".to_owned(),
        descriptor: None,
        place: None,
        comment: None,
        day: 20_000,
        opening,
        words: Vec::new(),
        sort_keys: Vec::new(),
    };
    let relisting = Relisting {
        declaration: declaration.id,
        leaf,
        from: Listing::Named,
        to: Listing::Named,
        signatory: Some(forged),
        consent: None,
    };
    assert!(stage.site.store.relist(relisting).await.unwrap());
    let whole = examined(&stage).await;
    assert_eq!(whole.different, [leaf]);
    assert!(!whole.is_fine());
}
