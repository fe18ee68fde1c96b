//! Publishing a folder, once and again.

use app::publish::Publishing;
use domain::locale::Language;
use domain::text::TextDigest;

use crate::harness::{Stage, folder, folder_with};

#[tokio::test]
async fn the_same_folder_twice_changes_nothing_in_the_log() {
    let stage = Stage::open().await;
    let before = stage.check_log().await.size;
    let outcome = stage.site.publish(&folder()).await.unwrap();
    assert!(
        matches!(
            outcome,
            Publishing::Published {
                texts: 0,
                figures: 0,
                ..
            }
        ),
        "{outcome:?}"
    );
    assert_eq!(stage.check_log().await.size, before);
}

#[tokio::test]
async fn a_new_wording_is_a_new_revision_and_the_old_one_keeps_its_signatures() {
    let stage = Stage::open().await;
    stage.signed("Ada", "ada@example.org").await;
    let mut late = stage.command("Bo", "bo@example.org").await;
    let text = "# Clean rivers\n\nThe river has {figure:fish} dead fish, and counting.\n\n## We demand {.demands}\n\n- Stop the discharge. {#stop-discharge}\n";
    stage.site.publish(&folder_with(text)).await.unwrap();
    late.declaration = stage.declaration().await;
    let outcome = stage.site.sign(late).await.unwrap();
    assert!(
        matches!(outcome, app::sign::Signing::TextChanged),
        "{outcome:?}"
    );
    stage.signed("Bo", "bo@example.org").await;
    let report = stage.check_log().await;
    let texts: std::collections::BTreeSet<&str> =
        report.lines.iter().map(|l| l.text.as_str()).collect();
    assert_eq!((report.total, report.texts, texts.len()), (2, 2, 2));
    let declaration = stage.declaration().await;
    assert_eq!(declaration.original().unwrap().number, 2);
    assert_eq!(
        declaration.original().unwrap().digest,
        TextDigest::of(text.as_bytes())
    );
}

#[tokio::test]
async fn a_translation_is_bound_to_the_original_it_was_made_from() {
    let stage = Stage::open().await;
    let german = "+++\nrenders = \"original\"\nstate = \"reviewed\"\n+++\n# Saubere Flüsse\n\nIm Fluss liegen {figure:fish} tote Fische.\n\n## Wir fordern {.demands}\n\n- Schluss mit der Einleitung. {#stop-discharge}\n";
    let mut files = folder();
    files.insert("text/de.md", german.as_bytes().to_vec());
    stage.site.publish(&files).await.unwrap();
    let german_language = Language::parse("de").unwrap();
    let first = stage.declaration().await;
    let original = first.original().unwrap().leaf;
    assert_eq!(first.current(&german_language).unwrap().renders, original);

    let mut revised = folder_with(
        "# Clean rivers\n\nNow {figure:fish} fish.\n\n## We demand {.demands}\n\n- Stop it. {#stop-discharge}\n",
    );
    revised.insert("text/de.md", german.as_bytes().to_vec());
    stage.site.publish(&revised).await.unwrap();
    let second = stage.declaration().await;
    let behind = second.current(&german_language).unwrap();
    assert_eq!(
        behind.renders, original,
        "its words were not looked at again"
    );
    assert!(second.is_behind(behind));
    stage.check_log().await;
}

#[tokio::test]
async fn a_folder_with_errors_is_refused_and_nothing_is_half_done() {
    let stage = Stage::open().await;
    let before = stage.check_log().await.size;
    let broken = folder_with("# Clean rivers\n\nNo such {figure:bird}.\n");
    let outcome = stage.site.publish(&broken).await.unwrap();
    let Publishing::Refused(findings) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(!findings.is_empty());
    assert_eq!(stage.check_log().await.size, before);
}

#[tokio::test]
async fn a_first_publication_cut_short_takes_nothing_else_with_it() {
    let stage = Stage::open().await;
    let mut other = folder();
    let text = other.text("declaration.toml").unwrap().to_owned();
    other.insert(
        "declaration.toml",
        text.replace("clean-rivers", "clean-air").into_bytes(),
    );
    stage
        .faults
        .next(store::Step::Commit, store::Form::Unwritten);
    assert!(stage.site.publish(&other).await.is_err());
    let slugs = async || {
        let all = stage.site.all_declarations().await.unwrap();
        let slugs = all.iter().map(|d| d.declaration.slug.to_string());
        slugs.collect::<Vec<_>>()
    };
    assert_eq!(slugs().await, ["clean-rivers"]);
    stage.site.publish(&other).await.unwrap();
    assert_eq!(slugs().await.len(), 2, "publishing again completes it");
}

#[tokio::test]
async fn a_publication_that_can_never_fit_fails_alone() {
    let stage = Stage::open().await;
    let mail = stage.pending("Ada", "ada@example.org").await;
    // Twice the same revision number: what two processes that publish at once would ask for.
    let revision = stage.declaration().await;
    let revision = revision.original().unwrap();
    let publication = app::sequencer::Publication {
        files: Vec::new(),
        figures: Vec::new(),
        raisings: Vec::new(),
        texts: vec![app::sequencer::NewText {
            language: revision.language.clone(),
            role: revision.role,
            number: revision.number,
            renders: app::sequencer::Renders::ThisPublication,
            digest: revision.digest,
            text: revision.text.clone(),
            source: revision.source.clone(),
        }],
    };
    let (refused, signed) = stage.publish_beside(publication, &mail).await;
    assert!(refused.is_err());
    assert!(matches!(
        signed.unwrap(),
        app::confirm::Confirming::Signed(_)
    ));
    stage.check_log().await;
}
