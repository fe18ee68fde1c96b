//! The order of names after an update of the program.

use app::signatories::{ListOrder, ListQuery};

use crate::harness::Stage;

async fn in_order(stage: &Stage, locale: &str) -> Vec<String> {
    let query = ListQuery {
        order: ListOrder::Name,
        locale: locale.to_owned(),
        limit: 10,
        ..ListQuery::default()
    };
    let declaration = stage.declaration().await;
    let list = stage.site.signatories(&declaration, query).await;
    list.unwrap().rows.into_iter().map(|row| row.name).collect()
}

#[tokio::test]
async fn names_of_an_older_program_are_put_in_order_in_every_language() {
    let stage = Stage::open().await;
    let (_, zoe) = stage.signed("Zoe", "zoe@example.org").await;
    let (_, ada) = stage.signed("Ada", "ada@example.org").await;
    let id = stage.declaration().await.id;
    // What an older collation, or one that did not know the language, may have left.
    let keys = vec![(zoe.leaf, b"a".to_vec()), (ada.leaf, b"z".to_vec())];
    let store = &stage.site.store;
    store.sort_keys_replace(id, "fr", keys).await.unwrap();
    store.setting_put("collation", b"older").await.unwrap();
    assert_eq!(in_order(&stage, "fr").await, ["Zoe", "Ada"]);

    stage.site.clean_up().await.unwrap();
    assert_eq!(in_order(&stage, "fr").await, ["Ada", "Zoe"]);
    assert_eq!(in_order(&stage, "fa").await, ["Ada", "Zoe"]);
}
