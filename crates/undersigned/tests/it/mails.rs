//! Captured mails, read as their recipients read them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use mail_parser::MessageParser;

use super::program::wait_for;

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

fn links(mail: &[u8]) -> Option<(String, Links)> {
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
