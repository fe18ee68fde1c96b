//! A site that is watched: its numbers, read by somebody else's parser, and its log.

mod errors;
mod logs;
mod numbers;

use std::io::{Read, Write};

use super::site::Site;

/// A site whose config file says how to log, and has a table more.
fn site_with(log: &str, table: &str) -> Site {
    let site = Site::with_night_bus();
    let file = site.path("site/config.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let (before, behind) = text.split_once("\nlog = \"info\"\n").unwrap();
    std::fs::write(file, format!("{before}\n{log}\n{behind}\n{table}\n")).unwrap();
    site
}

/// Asks for the numbers; answers them without the head of the answer.
fn scraped(mut stream: impl Read + Write) -> String {
    let request = "GET /metrics HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK"), "{head}");
    body.to_owned()
}
