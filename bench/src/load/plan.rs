//! What the generator is told: requests in bytes, ready to be sent.

use std::io::Read;
use std::net::SocketAddr;

use anyhow::Context;
use hyper::{Method, StatusCode};

/// In which form an answer is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Packing {
    /// As it is.
    None,
    /// Compressed, as browsers ask for it.
    Gzip,
}

/// One request.
#[derive(Clone)]
pub struct Call {
    /// Method.
    pub method: Method,
    /// Path with query.
    pub path: String,
    /// Form body.
    pub body: String,
    /// In which form the answer is asked for.
    pub packing: Packing,
    /// The status that counts as done.
    pub expected: StatusCode,
}

/// How requests are sent.
#[derive(Clone, Copy)]
pub struct Pace {
    /// Over how many connections, which stay open.
    pub connections: usize,
    /// How many are due each second; as fast as answers come if absent.
    pub rate: Option<u32>,
}

/// A request as it goes over the wire.
pub(super) struct Ready {
    pub(super) bytes: Vec<u8>,
    pub(super) expected: u16,
}

/// Each request: the status it expects, its length, its bytes.
pub(super) fn encode(calls: &[Call], address: SocketAddr) -> Vec<u8> {
    let mut plan = Vec::new();
    for call in calls {
        let request = request(call, address);
        let length = u32::try_from(request.len()).expect("a request is far below 4 GB");
        plan.extend(call.expected.as_u16().to_be_bytes());
        plan.extend(length.to_be_bytes());
        plan.extend(request.as_bytes());
    }
    plan
}

/// What a browser says, as far as it changes what the server does.
fn request(call: &Call, address: SocketAddr) -> String {
    let Call {
        method, path, body, ..
    } = call;
    let packing = match call.packing {
        Packing::None => "",
        Packing::Gzip => "accept-encoding: gzip, deflate\r\n",
    };
    let form = if *method == Method::GET {
        String::new()
    } else {
        let length = body.len();
        format!("content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n")
    };
    format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\naccept: text/html\r\n{packing}{form}\r\n{body}"
    )
}

/// Reads what [`encode`] wrote.
///
/// # Errors
/// When it ends early.
pub(super) fn decode(mut from: impl Read) -> anyhow::Result<Vec<Ready>> {
    let mut plan = Vec::new();
    from.read_to_end(&mut plan)?;
    let mut rest = plan.as_slice();
    let mut calls = Vec::new();
    while !rest.is_empty() {
        let early = "the plan ends early";
        let (expected, behind) = rest.split_first_chunk::<2>().context(early)?;
        let (length, behind) = behind.split_first_chunk::<4>().context(early)?;
        let length = usize::try_from(u32::from_be_bytes(*length))?;
        let (bytes, behind) = behind.split_at_checked(length).context(early)?;
        calls.push(Ready {
            bytes: bytes.to_vec(),
            expected: u16::from_be_bytes(*expected),
        });
        rest = behind;
    }
    Ok(calls)
}
