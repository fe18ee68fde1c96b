//! What the demo prints: where to click, what to type.

use anyhow::Result;
use app::site::Site;
use render::urls;

use super::folder::Folder;
use crate::output;

/// Prints the addresses of a demo that is ready.
///
/// # Errors
/// When its declarations cannot be read.
pub(super) async fn print(site: &Site, folder: &Folder) -> Result<()> {
    let at = |path: &str| urls::absolute(&site.settings.base_url, path);
    let shown = folder.path().display();
    output::line(format!("The demo is open: {}\n", at(urls::FRONT)))?;
    let mut last = None;
    for published in site.all_declarations().await? {
        let (slug, language) = (
            published.log.slug.as_str(),
            published.declaration.language.as_str(),
        );
        let count = site.count(&published).await?.total();
        output::line(format!(
            "  {}",
            published.title(&published.declaration.language)
        ))?;
        output::line(format!(
            "    read and sign   {}",
            at(&urls::declaration(slug, language))
        ))?;
        output::line(format!(
            "    {count:>4} signatures {}",
            at(&urls::signatories(slug, language))
        ))?;
        output::line(format!(
            "    the public log  {}\n",
            at(&urls::log(slug, language))
        ))?;
        last = Some(at(&urls::log_prefix(slug)));
    }
    for list in site.infomail_lists().await? {
        let (slug, language) = (list.list.slug.as_str(), &list.list.language);
        output::line(format!("  {}", list.list.title(language)))?;
        output::line(format!(
            "    the Infomail    {}\n",
            at(&urls::infomail(slug, language.as_str()))
        ))?;
    }
    output::line(format!("  mailbox           {}", at(urls::MAILBOX)))?;
    output::line(
        "    No mail leaves this machine: sign with any address, and find the mail here.\n",
    )?;
    if let Some(log) = last {
        output::line("  recount a log, in another window:")?;
        output::line(format!("    {} verify {log}\n", program()))?;
    }
    output::line(format!(
        "  Everything lies in {shown}; delete it to begin anew."
    ))?;
    output::line(format!(
        "  Contacts are sealed to the organisers' key, made for this demo: {}",
        folder.organisers_key().display()
    ))?;
    output::line("  Ctrl-C stops the demo.")
}

/// This program as it was started, so that the line can be copied.
fn program() -> String {
    std::env::args()
        .next()
        .unwrap_or_else(|| "undersigned".to_owned())
}
