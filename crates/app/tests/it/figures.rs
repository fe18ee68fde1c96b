//! Figures that were published: they never change, they are taken back, they grow old.

use app::declarations::Published;
use app::publish::Publishing;
use intake::finding::Finding;
use intake::folder::Files;

use crate::harness::{Stage, folder};

/// The folder with something in its figures replaced.
fn with(was: &str, becomes: &str) -> Files {
    let mut files = folder();
    let figures = files.text("figures.toml").unwrap();
    assert!(figures.contains(was), "no {was:?}");
    let figures = figures.replace(was, becomes);
    files.insert("figures.toml", figures);
    files
}

const RETRACTED: &str =
    "[figure.retraction]\non = 2026-11-20\nreason = \"Counted twice.\"\n\n[figure.review]";

async fn refused(stage: &Stage, files: &Files) -> Vec<&'static str> {
    let before = stage.check_log().await.size;
    let outcome = stage.site.publish(files).await.unwrap();
    let Publishing::Refused(findings) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(stage.check_log().await.size, before, "nothing was changed");
    let errors = findings.iter().filter(|finding| finding.is_error());
    errors.map(|finding| finding.code).collect()
}

async fn accepted(stage: &Stage, files: &Files) -> (usize, Vec<Finding>) {
    match stage.site.publish(files).await.unwrap() {
        Publishing::Published {
            figures, findings, ..
        } => (figures, findings),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn req_160_a_published_figure_never_changes_and_never_disappears() {
    let stage = Stage::open().await;
    let changed = with("lower = 160", "lower = 161");
    assert_eq!(refused(&stage, &changed).await, ["figure-changed"]);
    let renamed = with("id = \"fish\"", "id = \"frogs\"");
    let mut renamed = renamed;
    let text = renamed
        .text("text/en.md")
        .unwrap()
        .replace("figure:fish", "figure:frogs");
    renamed.insert("text/en.md", text);
    assert_eq!(refused(&stage, &renamed).await, ["figure-gone"]);
    // Who reviewed it is not part of what was published.
    let (figures, _) = accepted(
        &stage,
        &with("reviewed-by = \"Ada\"", "reviewed-by = \"Bo\""),
    )
    .await;
    assert_eq!(figures, 0);
}

#[tokio::test]
async fn req_160_what_is_known_better_is_a_new_figure_beside_the_signed_text() {
    let stage = Stage::open().await;
    stage.signed("Ada", "ada@example.org").await;
    let mut files = folder();
    let figures = files.text("figures.toml").unwrap();
    let later = "\n[[figure]]\nid = \"fish-november\"\nseries = \"dead-fish\"\nmeasure = \"other\"\n\
                 unit = \"other\"\npopulation = \"fish\"\nqualifier = \"at_least\"\nlower = 240\n\
                 status = \"confirmed\"\nas-of = 2026-11-02\nclaimed-by = \"River Watch\"\n\
                 supersedes = \"fish\"\n[figure.review]\nentered-by = \"Dara\"\nreviewed-by = \"Ada\"\n";
    let figures = format!("{figures}{later}");
    files.insert("figures.toml", figures);
    let before = stage.declaration().await.original().unwrap().digest;
    assert_eq!(accepted(&stage, &files).await.0, 1);
    let declaration = stage.declaration().await;
    assert_eq!(declaration.original().unwrap().digest, before);
    let fish = declaration.figure("fish").unwrap();
    let claims = declaration.claims(&fish.series);
    let since: Vec<&str> = claims.since(fish).iter().map(|f| f.id.as_str()).collect();
    assert_eq!(since, ["fish-november"]);
    stage.check_log().await;
}

#[tokio::test]
async fn req_162_taking_back_is_logged_once_and_names_the_signed_texts() {
    let stage = Stage::open().await;
    let retracted = with("[figure.review]", RETRACTED);
    let (figures, findings) = accepted(&stage, &retracted).await;
    assert_eq!(figures, 1, "a new record of the same figure");
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&"figure-retracted"), "{codes:?}");
    let signed = findings
        .iter()
        .find(|f| f.code == "figure-retracted-signed");
    assert!(
        signed.unwrap().message.ends_with("revision 1 in en"),
        "{signed:?}"
    );
    assert_eq!(accepted(&stage, &retracted).await.0, 0);
    assert_eq!(
        refused(&stage, &folder()).await,
        ["figure-changed"],
        "it does not come back"
    );
    stage.check_log().await;
}

#[tokio::test]
async fn req_162_a_figure_that_was_taken_back_stands_in_no_new_text() {
    let stage = Stage::open().await;
    let retracted = with("[figure.review]", RETRACTED);
    accepted(&stage, &retracted).await;
    let text = retracted.text("text/en.md").unwrap();
    let mut revised = retracted.clone();
    revised.insert(
        "text/en.md",
        text.replace("## We demand", "Once more.\n\n## We demand"),
    );
    assert_eq!(refused(&stage, &revised).await, ["figure-retracted-new"]);
    let mut translated = retracted.clone();
    translated.insert("text/de.md", GERMAN.replace("RENDERS", "original"));
    assert_eq!(refused(&stage, &translated).await, ["figure-retracted-new"]);
    // Together with the text it does not come in either.
    let fresh = Stage::open().await;
    revised.insert("figures.toml", retracted.text("figures.toml").unwrap());
    assert_eq!(refused(&fresh, &revised).await, ["figure-retracted-new"]);
    // What was signed stays, and a text without the figure can follow it.
    let without = text.replace("{figure:fish} ", "");
    revised.insert("text/en.md", without);
    accepted(&stage, &revised).await;
    stage.check_log().await;
}

const GERMAN: &str = "+++\nrenders = \"RENDERS\"\nstate = \"reviewed\"\n+++\n# Saubere Flüsse\n\n\
    Im Fluss liegen {figure:fish} tote Fische.\n\n## Wir fordern {.demands}\n\n\
    - Schluss mit der Einleitung. {#stop-discharge}\n";

#[tokio::test]
async fn req_109_a_translation_names_an_original_that_is_known_and_is_compared_with_it() {
    let stage = Stage::open().await;
    let old = stage
        .declaration()
        .await
        .original()
        .unwrap()
        .digest
        .to_string();
    let mut files = folder();
    let text = files
        .text("text/en.md")
        .unwrap()
        .replace("# Clean rivers", "# Clean rivers now");
    files.insert("text/en.md", text);
    accepted(&stage, &files).await;

    let invented = "ab".repeat(32);
    files.insert("text/de.md", GERMAN.replace("RENDERS", &invented));
    assert_eq!(refused(&stage, &files).await, ["renders-unknown"]);
    let Publishing::Refused(findings) = stage.site.publish(&files).await.unwrap() else {
        panic!("an invented digest was accepted");
    };
    let unknown = findings
        .iter()
        .find(|f| f.code == "renders-unknown")
        .unwrap();
    assert!(unknown.help.as_ref().unwrap().contains(&old), "{unknown:?}");

    let lacking = GERMAN
        .replace("RENDERS", &old)
        .replace("{figure:fish} ", "");
    files.insert("text/de.md", lacking);
    assert_eq!(refused(&stage, &files).await, ["translation-lacks-figure"]);

    files.insert("text/de.md", GERMAN.replace("RENDERS", &old));
    accepted(&stage, &files).await;
    // It is behind, and stays as it was compared.
    accepted(&stage, &files).await;
    stage.check_log().await;
}

#[tokio::test]
async fn req_161_publishing_warns_of_old_figures() {
    let stage = Stage::open().await;
    let old = with("entered-by", "due = 2026-10-02\nentered-by");
    let (_, findings) = accepted(&stage, &old).await;
    assert!(
        findings.iter().any(|f| f.code == "figure-stale"),
        "{findings:?}"
    );
}

#[tokio::test]
async fn req_168_a_text_with_figures_needs_to_know_how_its_language_says_them() {
    let stage = Stage::open().await;
    let mut files = folder();
    let text = "+++\nrenders = \"original\"\nstate = \"reviewed\"\n+++\n# Rios limpos\n\nHá {figure:fish} peixes.\n\n## Exigimos {.demands}\n\n- Parem. {#stop-discharge}\n";
    files.insert("text/pt.md", text);
    assert_eq!(refused(&stage, &files).await, ["qualifiers-missing"]);
}

#[tokio::test]
async fn an_error_that_was_accepted_in_writing_does_not_stop_a_publication() {
    let stage = Stage::open().await;
    let mut files = folder();
    let figures = files.text("figures.toml").unwrap();
    let later = "\n[[figure]]\nid = \"fish-november\"\nseries = \"dead-fish\"\nmeasure = \"other\"\n\
                 unit = \"other\"\npopulation = \"fish\"\nqualifier = \"at_least\"\nlower = 240\n\
                 status = \"confirmed\"\nas-of = 2026-11-02\npublished = 2026-11-01\n\
                 claimed-by = \"River Watch\"\nsupersedes = \"fish\"\n\
                 [figure.review]\nentered-by = \"Dara\"\nreviewed-by = \"Ada\"\n";
    let figures = format!("{figures}{later}");
    files.insert("figures.toml", figures);
    assert_eq!(refused(&stage, &files).await, ["dates-out-of-order"]);
    let accepted_in_writing = "[[accepted]]\ncode = \"dates-out-of-order\"\n\
                               file = \"figures.toml\"\nwho = \"Dara\"\nwhen = 2026-11-20\n\
                               why = \"The newspaper is dated a day ahead.\"\n";
    files.insert("accepted.toml", accepted_in_writing);
    assert_eq!(accepted(&stage, &files).await.0, 1);
}

#[tokio::test]
async fn another_question_choice_or_reason_and_another_method_are_told_with_old_and_new() {
    let stage = Stage::open().await;
    let described = |why: &str| {
        let mut files = folder();
        let figures = files.text("figures.toml").unwrap();
        let series =
            format!("\n[[series]]\nid = \"dead-fish\"\nprimary = \"fish\"\nwhy = \"{why}\"\n");
        files.insert("figures.toml", format!("{figures}{series}"));
        files
    };
    let why = "They counted on the bank itself.";
    accepted(&stage, &described(why)).await;
    let digest = Published::series_digest(&stage.declaration().await.series[0]);
    let mut files = described("It is the highest.");
    let method = files.text("method/en.md").unwrap();
    files.insert("method/en.md", format!("{method}\nWe take the highest.\n"));

    let (_, findings) = accepted(&stage, &files).await;
    let told = |code: &str| {
        let found = findings.iter().filter(|finding| finding.code == code);
        found.map(|f| f.message.clone()).collect::<Vec<_>>()
    };
    let [series] = &told("series-changed")[..] else {
        panic!("{findings:?}")
    };
    assert!(
        series.contains(why) && series.contains("is `It is the highest.` now"),
        "{series}"
    );
    let [method] = &told("method-changed")[..] else {
        panic!("{findings:?}")
    };
    assert!(method.contains("We take the highest."), "{method}");
    let is = stage.declaration().await;
    assert_ne!(Published::series_digest(&is.series[0]), digest);
    let (_, again) = accepted(&stage, &files).await;
    assert!(
        again.iter().all(|f| !f.code.ends_with("-changed")),
        "{again:?}"
    );
}
