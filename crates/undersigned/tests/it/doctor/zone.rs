//! A name server on this machine (RFC 1035), with what a test publishes in it.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long it takes to notice that it shall end.
const BREATH: Duration = Duration::from_millis(50);

/// Where the question begins, behind the header (section 4.1).
const QUESTION: u8 = 12;

const NO_SUCH_NAME: u8 = 3;
const FAILED: u8 = 2;

/// A name server over UDP; it ends when it is dropped.
pub struct NameServer {
    pub address: SocketAddr,
    ends: Arc<AtomicBool>,
    running: Option<JoinHandle<()>>,
}

impl NameServer {
    /// Answers from lines such as `example.org MX 10 mail.example.org`; a name whose type is `FAILS`
    /// is one that the server cannot say anything about.
    pub fn start(zone: &str) -> Self {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        socket.set_read_timeout(Some(BREATH)).unwrap();
        let address = socket.local_addr().unwrap();
        let ends = Arc::new(AtomicBool::new(false));
        let (zone, ended) = (zone.to_owned(), Arc::clone(&ends));
        let running = std::thread::spawn(move || {
            let mut question = [0; 4096];
            while !ended.load(Ordering::Relaxed) {
                if let Ok((length, from)) = socket.recv_from(&mut question) {
                    let answer = answer(&zone, &question[..length]);
                    socket.send_to(&answer, from).unwrap();
                }
            }
        });
        Self {
            address,
            ends,
            running: Some(running),
        }
    }
}

impl Drop for NameServer {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        if let Some(running) = self.running.take() {
            let _ = running.join();
        }
    }
}

fn answer(zone: &str, message: &[u8]) -> Vec<u8> {
    let (name, behind) = name(message);
    let kind = u16::from_be_bytes([message[behind], message[behind + 1]]);
    let lines = zone.lines().map(|line| {
        let mut parts = line.splitn(3, ' ');
        let mut part = || parts.next().unwrap_or_default();
        (part(), part(), part())
    });
    let about: Vec<_> = lines.filter(|line| line.0 == name).collect();
    let code = match about.first() {
        None => NO_SUCH_NAME,
        Some(line) if line.1 == "FAILS" => FAILED,
        Some(_) => 0,
    };
    let found: Vec<Vec<u8>> = about
        .iter()
        .filter(|line| number(line.1) == kind)
        .map(|line| data(line.1, line.2))
        .collect();
    let mut answer = message[..2].to_vec();
    // A response with authority to a question that wanted recursion, which is available.
    answer.extend([0x85, 0x80 | code, 0, 1]);
    answer.extend(u16::try_from(found.len()).unwrap().to_be_bytes());
    answer.extend([0; 4]);
    answer.extend(&message[usize::from(QUESTION)..behind + 4]);
    for data in found {
        // The name of the question, by a pointer (section 4.1.4); class IN, kept for a minute.
        answer.extend([0xc0, QUESTION]);
        answer.extend(kind.to_be_bytes());
        answer.extend([0, 1, 0, 0, 0, 60]);
        answer.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        answer.extend(data);
    }
    answer
}

/// The name of the question, and where its type stands.
fn name(message: &[u8]) -> (String, usize) {
    let mut labels = Vec::new();
    let mut at = usize::from(QUESTION);
    while message[at] != 0 {
        let end = at + 1 + usize::from(message[at]);
        labels.push(String::from_utf8_lossy(&message[at + 1..end]).to_lowercase());
        at = end;
    }
    (labels.join("."), at + 1)
}

fn number(kind: &str) -> u16 {
    match kind {
        "A" => 1,
        "PTR" => 12,
        "MX" => 15,
        "TXT" => 16,
        "AAAA" => 28,
        _ => 0,
    }
}

fn data(kind: &str, value: &str) -> Vec<u8> {
    match kind {
        "A" => value.parse::<Ipv4Addr>().unwrap().octets().to_vec(),
        "AAAA" => value.parse::<Ipv6Addr>().unwrap().octets().to_vec(),
        "PTR" => labels(value),
        "MX" => {
            let (preference, host) = value.split_once(' ').unwrap();
            let preference: u16 = preference.parse().unwrap();
            [preference.to_be_bytes().to_vec(), labels(host)].concat()
        }
        _ => strings(value),
    }
}

fn labels(name: &str) -> Vec<u8> {
    let mut labels = Vec::new();
    for label in name.split('.') {
        labels.push(u8::try_from(label.len()).unwrap());
        labels.extend(label.as_bytes());
    }
    labels.push(0);
    labels
}

/// A text in strings of at most 255 octets (section 3.3.14).
fn strings(text: &str) -> Vec<u8> {
    let mut strings = Vec::new();
    for string in text.as_bytes().chunks(255) {
        strings.push(u8::try_from(string.len()).unwrap());
        strings.extend(string);
    }
    strings
}
