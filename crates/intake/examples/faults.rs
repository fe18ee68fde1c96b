//! Lists the probable scanning faults of a text file, and how long it took to find them:
//! `cargo run --release -p intake --example faults -- FILE LANGUAGE [none]`.

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use domain::locale::Language;
use intake::repair::{DICTIONARIES, Lexicon, propose};

#[expect(clippy::print_stdout, reason = "an example that shows what it found")]
fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, tag, rest @ ..] = arguments.as_slice() else {
        return Err("name a file and its language".into());
    };
    let language = Language::parse(tag)?;
    let text = std::fs::read_to_string(file)?;
    let lexicon = if rest.first().is_some_and(|word| word == "none") {
        Lexicon::none()
    } else {
        Lexicon::installed(&language, &DICTIONARIES.map(PathBuf::from))?
    };
    let start = Instant::now();
    let repairs = propose(&text, &language, &lexicon);
    let elapsed = start.elapsed();
    for repair in repairs.iter().take(200) {
        let meant = repair.meant.as_deref().unwrap_or("?");
        let percent = repair.confidence * 100.0;
        println!(
            "{} → {meant} ({percent:.0} %): {}",
            repair.seen, repair.reason
        );
    }
    println!(
        "{} faults in {} bytes in {elapsed:?}, judged by {}",
        repairs.len(),
        text.len(),
        lexicon.dictionary().unwrap_or("no dictionary"),
    );
    Ok(())
}
