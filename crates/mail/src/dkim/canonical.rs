//! The form in which header and body are hashed: relaxed (RFC 6376 section 3.4), which survives
//! servers that fold lines anew or change white space.

/// One header field as it stands in the message, its folds included, without its last CRLF.
#[derive(Clone, Copy)]
pub(super) struct Field<'m> {
    name: &'m [u8],
    whole: &'m [u8],
}

impl Field<'_> {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }
}

/// Header and body, without the empty line between them.
pub(super) fn split(message: &[u8]) -> (&[u8], &[u8]) {
    const EMPTY_LINE: &[u8] = b"\r\n\r\n";
    if let Some(content) = message.strip_prefix(b"\r\n") {
        return (&[], content);
    }
    let end = message
        .windows(EMPTY_LINE.len())
        .position(|window| window == EMPTY_LINE);
    match end {
        Some(end) => (&message[..end + 2], &message[end + EMPTY_LINE.len()..]),
        None => (message, &[]),
    }
}

/// The fields of a header in their order. What is no field is left out.
pub(super) fn fields(header: &[u8]) -> Vec<Field<'_>> {
    let mut fields = Vec::new();
    let mut start = 0;
    for end in ends_of_fields(header) {
        let whole = header[start..end].trim_ascii_end();
        start = end;
        if let Some(colon) = whole.iter().position(|byte| *byte == b':') {
            let name = whole[..colon].trim_ascii_end();
            fields.push(Field { name, whole });
        }
    }
    fields
}

/// Where the next field or nothing begins: behind a line end that no white space follows.
fn ends_of_fields(header: &[u8]) -> impl Iterator<Item = usize> {
    (1..=header.len()).filter(|end| {
        let is_line_end = header[end - 1] == b'\n' || *end == header.len();
        let goes_on = header.get(*end).is_some_and(|next| is_space(*next));
        is_line_end && !goes_on
    })
}

/// The named fields as they are signed. A name that stands there several times means the last field of
/// that name first, then the one above it, then nothing (RFC 6376 section 5.4.2).
pub(super) fn signed(fields: &[Field<'_>], names: &[&str]) -> Vec<u8> {
    let mut signed = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let earlier = names[..place]
            .iter()
            .filter(|other| other.eq_ignore_ascii_case(name))
            .count();
        let found = fields
            .iter()
            .rev()
            .filter(|field| field.is(name))
            .nth(earlier);
        if let Some(found) = found {
            signed.extend(field(found.whole));
            signed.extend(b"\r\n");
        }
    }
    signed
}

/// A field in relaxed form, without CRLF (RFC 6376 section 3.4.2).
pub(super) fn field(whole: &[u8]) -> Vec<u8> {
    let colon = whole.iter().position(|byte| *byte == b':');
    let (name, value) = whole.split_at(colon.unwrap_or(whole.len()));
    let mut relaxed = name.trim_ascii().to_ascii_lowercase();
    relaxed.push(b':');
    let value = value.strip_prefix(b":").unwrap_or(value);
    single_spaced(value.trim_ascii(), is_white, &mut relaxed);
    relaxed
}

/// A body in relaxed form (RFC 6376 section 3.4.4).
pub(super) fn body(content: &[u8]) -> Vec<u8> {
    let mut relaxed = Vec::with_capacity(content.len() + 2);
    let mut empty_lines = 0;
    for line in content.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.iter().all(|byte| is_space(*byte)) {
            empty_lines += 1;
            continue;
        }
        for _ in 0..std::mem::take(&mut empty_lines) {
            relaxed.extend(b"\r\n");
        }
        single_spaced(line, is_space, &mut relaxed);
        if relaxed.last() == Some(&b' ') {
            relaxed.pop();
        }
        relaxed.extend(b"\r\n");
    }
    relaxed
}

/// Each run of white space as one space.
fn single_spaced(text: &[u8], is_white: fn(u8) -> bool, out: &mut Vec<u8>) {
    let mut was_white = false;
    for byte in text {
        let white = is_white(*byte);
        if !(white && was_white) {
            out.push(if white { b' ' } else { *byte });
        }
        was_white = white;
    }
}

fn is_space(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

/// White space of a field: its folds too.
fn is_white(byte: u8) -> bool {
    is_space(byte) || byte == b'\r' || byte == b'\n'
}
