//! What the DNS must say, ready to be pasted.

/// One TXT record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its whole name, without the last dot: `post-rsa._domainkey.example.org`.
    pub name: String,
    /// Its value in one piece, as most providers' forms take it.
    pub value: String,
}

impl Record {
    /// The value in strings of at most 255 octets, as it travels (RFC 1035 section 3.3). Readers put
    /// them together again without anything between (RFC 6376 section 3.6.2.2).
    #[must_use]
    pub fn strings(&self) -> Vec<&str> {
        let mut rest = self.value.as_str();
        let mut strings = Vec::new();
        while rest.len() > 255 {
            let (string, behind) = rest.split_at(rest.floor_char_boundary(255));
            strings.push(string);
            rest = behind;
        }
        strings.push(rest);
        strings
    }

    /// The record as a line of a zone file (RFC 1035 section 5.1).
    #[must_use]
    pub fn zone_line(&self) -> String {
        let quoted: Vec<String> = self
            .strings()
            .into_iter()
            .map(|string| format!("\"{}\"", string.replace('\\', "\\\\").replace('"', "\\\"")))
            .collect();
        format!("{}. IN TXT {}", self.name, quoted.join(" "))
    }
}
