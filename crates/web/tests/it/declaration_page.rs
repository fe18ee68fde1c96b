//! The page everything leads to: light, in its languages, kept by caches with a form in it.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::SignedDuration;
use testkit::{SLUG, TestSite, ada};

use crate::support::{PAGE, has_status, is_sound};

fn gzipped(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

#[tokio::test]
async fn page_and_style_sheet_fit_into_the_first_round_trip() {
    let site = TestSite::with_open_declaration().await;
    for number in 0..5 {
        site.signed(SLUG, &ada().at(&format!("ada{number}@example.org")))
            .await;
    }
    let visitor = site.visitor().with("accept-encoding", "gzip");
    let page = visitor.get(PAGE).await;
    assert_eq!(page.header("content-encoding"), "gzip");
    let style = visitor.get(render::asset::href()).await;
    assert_eq!(style.header("content-encoding"), "gzip");
    let (page, style) = (page.body.len(), style.body.len());
    println!("declaration page {page} bytes, style sheet {style} bytes, compressed");
    assert!(page + style <= 14 * 1024, "{page} + {style} bytes");
    let plain = site.visitor().get(PAGE).await;
    assert_eq!(plain.header("content-encoding"), "");
    assert!(gzipped(&plain.body) < 14 * 1024);
}

#[tokio::test]
async fn each_language_has_its_page_and_points_to_the_others() {
    let site = TestSite::with_open_declaration().await;
    for (language, title, dir) in [
        ("en", "Give our river back to us", "ltr"),
        ("de", "Gebt uns unseren Fluss zurück", "ltr"),
        ("ar", "أعيدوا إلينا نهرنا", "rtl"),
    ] {
        let page = site.visitor().get(&format!("/d/{SLUG}/{language}")).await;
        is_sound(&page, language);
        let text = page.text();
        assert_eq!(page.heading(), title);
        assert!(
            text.contains(&format!("<article lang=\"{language}\" dir=\"{dir}\">")),
            "{text}"
        );
        let canonical = format!(
            "<link rel=\"canonical\" href=\"https://sign.example.org/d/{SLUG}/{language}\">"
        );
        assert!(text.contains(&canonical), "{text}");
        for other in ["en", "de", "ar", "x-default"] {
            assert!(
                text.contains(&format!("hreflang=\"{other}\"")),
                "{language}: {other}"
            );
        }
    }
    let bare = site.visitor().get(&format!("/d/{SLUG}")).await;
    assert_eq!(bare.heading(), "Give our river back to us");
    assert!(bare.text().contains(&format!(
        "rel=\"canonical\" href=\"https://sign.example.org/d/{SLUG}/en\""
    )));
}

#[tokio::test]
async fn figures_stand_with_their_rival_claims_and_sources() {
    let site = TestSite::with_open_declaration().await;
    let text = site.visitor().get(PAGE).await.text();
    for part in [
        "more than 8,000",
        "up to 900",
        "Lorne Works",
        "Valley Herald",
    ] {
        assert!(
            text.to_lowercase().contains(&part.to_lowercase()),
            "`{part}` is missing:\n{text}"
        );
    }
}

#[tokio::test]
async fn a_page_with_a_form_is_kept_until_the_count_changes_or_the_hour_is_over() {
    let site = TestSite::with_open_declaration().await;
    let first = site.visitor().get(PAGE).await;
    let again = async || {
        let visitor = site.visitor().with("if-none-match", first.header("etag"));
        visitor.get(PAGE).await.status.as_u16()
    };
    assert_eq!(again().await, 304, "another token is no other page");
    site.turn(SignedDuration::from_mins(61));
    assert_eq!(again().await, 200, "the token would grow old");

    let first = site.visitor().get(PAGE).await;
    site.signed(SLUG, &ada()).await;
    let visitor = site.visitor().with("if-none-match", first.header("etag"));
    has_status(&visitor.get(PAGE).await, 200);
}

#[tokio::test]
async fn an_old_wording_keeps_its_address_and_points_to_the_new_one() {
    let site = TestSite::with_open_declaration().await;
    let path_of_text = async || {
        let page = site.visitor().get(PAGE).await.text();
        let (_, behind) = page.split_once(&format!("/d/{SLUG}/text/")).unwrap();
        format!("/d/{SLUG}/text/{}", &behind[..64])
    };
    let old = path_of_text().await;
    site.signed(SLUG, &ada()).await;
    let mut revised = testkit::folder();
    let text = revised
        .text("text/en.md")
        .unwrap()
        .replace("at night", "by night");
    revised.insert("text/en.md", text);
    site.publish(&revised).await;
    site.turn(SignedDuration::from_secs(3));
    let new = path_of_text().await;
    assert_ne!(old, new);
    for (here, there) in [(&old, &new), (&new, &old)] {
        let page = site.visitor().get(here).await;
        has_status(&page, 200);
        is_sound(&page, here);
        assert!(
            page.text().contains(there.as_str()),
            "{here} does not point to {there}"
        );
    }
    let german = site.visitor().get(&format!("/d/{SLUG}/de")).await.text();
    assert!(
        german.contains("class=\"warn\""),
        "the translation is behind and must say so"
    );
}
