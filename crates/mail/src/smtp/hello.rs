//! What the server offers (RFC 5321 section 4.1.1.1).

use super::reply::Reply;

/// The extensions of a server that matter here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether the connection is encrypted.
    pub encrypted: bool,
    /// Several commands may be sent at once (RFC 2920).
    pub pipelining: bool,
    /// The largest message it takes, in octets, where it says so (RFC 1870).
    pub size: Option<u64>,
    /// Octets beyond ASCII in a message (RFC 6152).
    pub eight_bit_mime: bool,
    /// Letters beyond ASCII in an address (RFC 6531).
    pub smtputf8: bool,
    /// Encryption on request (RFC 3207).
    pub starttls: bool,
    /// User name and password in one message (RFC 4616).
    pub auth_plain: bool,
    /// User name and password in two, which is older and in no standard.
    pub auth_login: bool,
}

impl Capabilities {
    /// Reads the answer to EHLO; the first line is the name of the server.
    pub(super) fn read(reply: &Reply, encrypted: bool) -> Self {
        let mut found = Self {
            encrypted,
            ..Self::default()
        };
        for line in reply.lines.iter().skip(1) {
            let mut words = line.split_ascii_whitespace();
            let keyword = words.next().unwrap_or_default().to_ascii_uppercase();
            match keyword.as_str() {
                "PIPELINING" => found.pipelining = true,
                "SIZE" => {
                    let size = words.next().and_then(|size| size.parse().ok());
                    found.size = size.filter(|size| *size > 0);
                }
                "8BITMIME" => found.eight_bit_mime = true,
                "SMTPUTF8" => found.smtputf8 = true,
                "STARTTLS" => found.starttls = true,
                "AUTH" => {
                    for mechanism in words {
                        found.auth_plain |= mechanism.eq_ignore_ascii_case("PLAIN");
                        found.auth_login |= mechanism.eq_ignore_ascii_case("LOGIN");
                    }
                }
                _ => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(answer: &str) -> Capabilities {
        let (reply, _) = Reply::take(answer.as_bytes()).unwrap().unwrap();
        Capabilities::read(&reply, false)
    }

    #[test]
    fn extensions_are_found_in_any_case_and_order() {
        let found = read(
            "250-mail.example.org\r\n250-size 1000\r\n250-Pipelining\r\n250-AUTH CRAM-MD5 login PLAIN\r\n250 8BITMIME\r\n",
        );
        let expected = Capabilities {
            size: Some(1_000),
            pipelining: true,
            eight_bit_mime: true,
            auth_plain: true,
            auth_login: true,
            ..Capabilities::default()
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn a_server_may_be_called_like_an_extension_and_have_no_limit() {
        assert_eq!(read("250 PIPELINING\r\n"), Capabilities::default());
        assert_eq!(
            read("250-x\r\n250 SIZE 0\r\n").size,
            None,
            "RFC 1870: no limit"
        );
        assert_eq!(read("250-x\r\n250 SIZE\r\n").size, None);
    }
}
