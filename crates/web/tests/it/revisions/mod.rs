//! Texts beside each other, and a signer who signs the newer one instead.

mod moving;
mod texts;

use jiff::SignedDuration;
use testkit::{Answer, Files, Mail, SLUG, TestSite, folder};

/// The declaration with one demand in other words, and what is said of it.
fn revised(front: &str) -> Files {
    let mut files = folder();
    let text = files.text("text/en.md").unwrap();
    let text = text.replace(
        "Let no works discharge at night.",
        "Let no works discharge at all.",
    );
    let text = text.replacen("+++\n", &format!("+++\n{front}\n"), 1);
    files.insert("text/en.md", text);
    files
}

/// Front matter of a change that matters.
const MATERIAL: &str = "changes = \"The ban holds by day, too.\"\nmaterial = true";

async fn publish(site: &TestSite, files: &Files) {
    site.publish(files).await;
    site.turn(SignedDuration::from_secs(3));
}

async fn manage(site: &TestSite, mail: &Mail<'_>) -> Answer {
    site.visitor().get(&mail.manage()).await
}

/// The digest of the text on a page.
fn digest_on(page: &Answer) -> String {
    let text = page.text();
    let (_, behind) = text.split_once(&format!("/d/{SLUG}/text/")).unwrap();
    behind[..64].to_owned()
}
