//! Writes every page with every sample in every language to `target/pages`, to be looked at in a browser.

use std::error::Error;
use std::fs;
use std::path::Path;

use render::asset;
use render::page::{Preview, previews};
use render::words::Words;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/pages");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("undersigned.css"), asset::STYLE_SHEET)?;
    for words in Words::all() {
        for Preview { name, html } in previews(words) {
            let html = html.replace(asset::href(), "undersigned.css");
            fs::write(folder.join(format!("{name}.{}.html", words.lang())), html)?;
        }
    }
    Ok(())
}
