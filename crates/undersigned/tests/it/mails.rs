//! Captured mails, read as their recipients read them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use mail_parser::MessageParser;

use super::program::{wait_for, workspace};

/// What stands in a confirmation mail.
#[derive(Clone, Debug)]
pub struct Links {
    pub confirm: String,
    pub manage: String,
    pub refuse: String,
    pub code: String,
}

/// The folder of captured mails, read on as it grows.
pub struct Mails {
    folder: PathBuf,
    read: Mutex<(u64, HashMap<String, Links>)>,
}

impl Mails {
    pub fn of(site: &Path) -> Self {
        Self {
            folder: site.join("mail"),
            read: Mutex::new((1, HashMap::new())),
        }
    }

    /// The mail to an address, if it has come.
    pub fn look(&self, address: &str) -> Option<Links> {
        let mut read = self.read.lock().unwrap();
        let (next, found) = &mut *read;
        while let Ok(mail) = std::fs::read(self.folder.join(format!("{next:08}.eml"))) {
            found.extend(links(&mail));
            *next += 1;
        }
        found.get(address).cloned()
    }

    /// The mail to an address, as soon as it comes.
    #[track_caller]
    pub fn to(&self, address: &str) -> Links {
        wait_for(&format!("a mail to {address}"), || self.look(address))
    }
}

/// Every kind of mail in every language as it leaves, by name. The files are kept beside the tests of
/// `app`, where one of them recomputes them.
pub fn every_kind() -> Vec<(String, Vec<u8>)> {
    let folder = workspace().join("crates/app/tests/it/mails/messages");
    let mut mails: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, text.replace('\n', "\r\n").into_bytes())
        })
        .collect();
    mails.sort();
    assert!(!mails.is_empty());
    mails
}

/// The address a confirmation mail goes to, and what stands in it.
pub fn links(mail: &[u8]) -> Option<(String, Links)> {
    let message = MessageParser::default().parse(mail)?;
    let to = message.to()?.first()?.address()?.to_owned();
    let text = message.body_text(0)?;
    let token = |mark: &str| {
        let (_, link) = text.split_once(mark)?;
        link.split_whitespace().next().map(str::to_owned)
    };
    let is_code = |line: &&str| line.len() == 9 && line.as_bytes()[4] == b'-';
    let links = Links {
        confirm: token("/c/")?,
        manage: token("/m/")?,
        refuse: token("/n/")?,
        code: text.lines().map(str::trim).find(is_code)?.to_owned(),
    };
    Some((to, links))
}
