//! What is said of texts that stand beside each other.

use app::declarations::Published;
use app::revisions::{Comparisons, Fate, Paragraphs};
use domain::locale::Language;
use intake::folder::Files;

use super::{MATERIAL, SECOND, revised};
use crate::harness::{Stage, folder};

const GERMAN: &str = "# Saubere Flüsse\n\nIm Fluss liegen {figure:fish} tote Fische.\n\n## Wir fordern {.demands}\n\n- Schluss mit der Einleitung. {#stop-discharge}\n";

fn german(mut files: Files, text: &str, front: &str) -> Files {
    let wording =
        format!("+++\nrenders = \"original\"\nstate = \"reviewed\"\n{front}\n+++\n{text}");
    files.insert("text/de.md", wording.into_bytes());
    files
}

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

fn names(published: &Published, tag: &str, number: u32) -> Vec<String> {
    let tag = language(tag);
    let mut found = published.history(&tag);
    let revision = found.find(|r| r.number == number).unwrap();
    let names = published.paragraphs.at(revision.leaf).iter();
    names.map(ToString::to_string).collect()
}

#[tokio::test]
async fn paragraphs_keep_their_names_over_revisions_and_share_them_over_languages() {
    let stage = Stage::open().await;
    stage
        .site
        .publish(&german(folder(), GERMAN, ""))
        .await
        .unwrap();
    let second = german(revised(SECOND, MATERIAL), GERMAN, "");
    // The translation lacks the new demand, which holds the publication back.
    assert!(matches!(
        stage.site.publish(&second).await.unwrap(),
        app::publish::Publishing::Refused(_)
    ));
    let text = GERMAN.replace("tote Fische.", "tote Fische, täglich mehr.");
    let text = format!("{text}- Ersetzt den Schaden. {{#pay}}\n");
    let second = german(revised(SECOND, MATERIAL), &text, "");
    stage.site.publish(&second).await.unwrap();
    let published = stage.declaration().await;
    let (en1, en2) = (names(&published, "en", 1), names(&published, "en", 2));
    let (de1, de2) = (names(&published, "de", 1), names(&published, "de", 2));
    assert_eq!(en1[..3], en2[..3], "the edited paragraph keeps its name");
    assert_eq!(en2[3..], ["demand-stop-discharge", "demand-pay"]);
    assert_eq!((&de1, &de2), (&en1, &en2));
    let again = Paragraphs::of(&published.revisions);
    assert_eq!(*published.paragraphs, again);
}

#[tokio::test]
async fn a_translation_is_compared_with_the_newest_original_paragraph_by_paragraph() {
    let stage = Stage::open().await;
    stage
        .site
        .publish(&german(folder(), GERMAN, ""))
        .await
        .unwrap();
    let revised = revised(
        "# Clean rivers\n\nA word before.\n\nThe river has {figure:fish} dead fish by now.\n\n## We demand {.demands}\n\n- Stop the discharge. {#stop-discharge}\n",
        "",
    );
    stage
        .site
        .publish(&german(revised, GERMAN, ""))
        .await
        .unwrap();
    let published = stage.declaration().await;
    let translation = published.current(&language("de")).unwrap();
    let comparison = published
        .comparison(translation, &Comparisons::default())
        .unwrap();
    assert_eq!(
        (comparison.rendered.number, comparison.original.number),
        (1, 2)
    );
    let fates: Vec<_> = comparison
        .paragraphs
        .iter()
        .map(|one| (one.fate, one.translation.is_some()))
        .collect();
    assert_eq!(
        fates,
        [
            (Fate::Same, true),
            (Fate::New, false),
            (Fate::Changed, true),
            (Fate::Same, true),
            (Fate::Same, true),
        ]
    );
    assert!(
        published
            .comparison(published.original().unwrap(), &Comparisons::default())
            .is_none()
    );
}

#[tokio::test]
async fn a_text_is_named_by_its_number_or_by_enough_digits_of_its_digest() {
    let stage = Stage::open().await;
    stage.site.publish(&revised(SECOND, "")).await.unwrap();
    let published = stage.declaration().await;
    let digest = published.original().unwrap().digest.to_string();
    let english = language("en");
    let number = |name: &str| {
        let named = published.named(&english, name);
        named.map(|found| found.map(|revision| revision.number))
    };
    assert_eq!(number("1"), Ok(Some(1)));
    assert_eq!(number("2"), Ok(Some(2)));
    assert_eq!(number(&digest), Ok(Some(2)));
    assert_eq!(number(&digest[..8]), Ok(Some(2)));
    for nothing in [
        "3",
        "0",
        "02",
        "",
        "-1",
        "latest",
        &"0".repeat(64),
        &digest.to_uppercase(),
    ] {
        assert!(matches!(number(nothing), Ok(None) | Err(_)), "{nothing}");
    }
    assert!(published.named(&language("de"), "1").unwrap().is_none());
    let (from, to) = (
        published.named(&english, "1").unwrap().unwrap(),
        published.named(&english, "2").unwrap().unwrap(),
    );
    let changes = published.changes(from, to, &Comparisons::default());
    let changed: Vec<_> = changes
        .iter()
        .filter(|one| one.is_changed())
        .map(|one| (one.old.is_some(), one.new.is_some()))
        .collect();
    assert_eq!(changed, [(true, true), (false, true)]);
}

#[tokio::test]
async fn what_is_newer_is_told_with_the_words_of_those_who_changed_it() {
    let stage = Stage::open().await;
    stage
        .site
        .publish(&german(folder(), GERMAN, ""))
        .await
        .unwrap();
    let first = stage.declaration().await;
    let text = format!("{GERMAN}- Ersetzt den Schaden. {{#pay}}\n");
    let second = german(revised(SECOND, MATERIAL), &text, "");
    stage.site.publish(&second).await.unwrap();
    // A later text says nothing of itself; what was said before is still true of both together.
    let third = SECOND.replace("more each day", "more each hour");
    let third = german(revised(&third, ""), &text, "");
    stage.site.publish(&third).await.unwrap();
    let published = stage.declaration().await;
    for tag in ["en", "de"] {
        let signed = first.current(&language(tag)).unwrap();
        let newer = published.newer(signed).unwrap();
        assert!(newer.material, "{tag}");
        let said: Vec<_> = newer
            .said
            .iter()
            .map(|s| (s.words.as_str(), s.language.as_str()))
            .collect();
        assert_eq!(said, [("The second demand is new.", "en")], "{tag}");
    }
    let newest = published.original().unwrap();
    assert!(published.newer(newest).is_none());
    let english = language("en");
    let second = published.history(&english).find(|r| r.number == 2).unwrap();
    assert!(!published.newer(second).unwrap().material);
}

#[tokio::test]
async fn a_change_that_matters_and_says_nothing_is_refused() {
    let stage = Stage::open().await;
    let outcome = stage
        .site
        .publish(&revised(SECOND, "material = true"))
        .await;
    let app::publish::Publishing::Refused(findings) = outcome.unwrap() else {
        panic!("published")
    };
    assert!(
        findings
            .iter()
            .any(|finding| finding.code == "changes-unsaid")
    );
}
