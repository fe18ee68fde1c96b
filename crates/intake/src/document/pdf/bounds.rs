//! What a PDF may ask of its reader. The outside parser has no bounds of its own, so everything it
//! would unpack is measured first, and everything it would repeat is counted.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::ZlibDecoder;
use pdf_extract::{Dictionary, Document, Object, ObjectId};

use super::overwhelming;
use crate::document::ReadError;
use crate::document::format::find;

/// Everything that is unpacked together, in bytes.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
/// The most that may be packed in the older way (LZW), which grows up to 2,700 times and cannot be
/// measured without unpacking.
const MAX_LZW: usize = 128 * 1024;
/// How much of a file before a stream is looked at for its description.
const DESCRIPTION: usize = 1024;
/// How many drawings may lie in each other.
const MAX_DRAWINGS: usize = 12;
/// How many drawings are looked at.
const MAX_VISITS: usize = 10_000;
/// How many nodes may lie between a page and the root of the page tree.
const MAX_PARENTS: usize = 32;

/// Measures every packed stream of a file before anything of it is believed.
pub(super) fn check_packed(bytes: &[u8]) -> Result<(), ReadError> {
    let mut left = MAX_UNPACKED;
    let mut from = 0;
    while let Some(at) = find(&bytes[from..], b"stream").map(|at| at + from) {
        from = at + b"stream".len();
        let description = &bytes[at.saturating_sub(DESCRIPTION)..at];
        if description.ends_with(b"end") || is_picture(description) {
            continue;
        }
        let packed = &bytes[from..];
        let packed = packed.strip_prefix(b"\r").unwrap_or(packed);
        let packed = packed.strip_prefix(b"\n").unwrap_or(packed);
        // What is not packed in this way unpacks to nothing, which is its size here.
        let unpacked = std::io::copy(
            &mut ZlibDecoder::new(packed).take(left + 1),
            &mut std::io::sink(),
        );
        let unpacked = unpacked.unwrap_or(0);
        left = left
            .checked_sub(unpacked)
            .ok_or_else(|| overwhelming(format!("it unpacks to more than {MAX_UNPACKED} bytes")))?;
    }
    Ok(())
}

/// Pictures are never unpacked. A description with written-out characters (7.3.5) could hide what
/// it describes and is not believed.
fn is_picture(description: &[u8]) -> bool {
    let begin = description
        .iter()
        .rposition(|byte| *byte == b'o')
        .map_or(0, |_| {
            // The last object that begins before the stream.
            (0..description.len())
                .rev()
                .find(|at| description[*at..].starts_with(b" obj"))
                .unwrap_or(0)
        });
    let own = &description[begin..];
    let is_image = find(own, b"/Image").is_some();
    is_image
        && !own.contains(&b'#')
        && find(own, b"ObjStm").is_none()
        && find(own, b"XRef").is_none()
}

/// Checks what was loaded: nothing is packed twice, no page tree and no drawing runs in a circle.
/// Pictures lose their content, so that nothing can unpack them.
pub(super) fn check_loaded(document: &mut Document) -> Result<(), ReadError> {
    let mut old = 0;
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else {
            continue;
        };
        if is_named(&stream.dict, b"Subtype", b"Image") {
            stream.content.clear();
            continue;
        }
        let filters = stream.filters().unwrap_or_default();
        let packers = filters.iter().filter(|filter| is_packer(filter)).count();
        if packers > 1 {
            return Err(overwhelming(
                "a part of it is packed more than once".to_owned(),
            ));
        }
        if filters.iter().any(|filter| filter.starts_with(b"LZW")) {
            old += stream.content.len();
        }
    }
    if old > MAX_LZW {
        let what = format!("{old} bytes of it are packed in a way that cannot be measured");
        return Err(overwhelming(what));
    }
    let mut drawings = Drawings::default();
    let mut whole = 0_u64;
    for id in document.get_pages().into_values() {
        check_parents(document, id)?;
        let resources = inherited_resources(document, id);
        let content = document.get_page_content(id).unwrap_or_default();
        whole = whole.saturating_add(drawings.cost(document, &content, resources, 0)?);
    }
    if whole > MAX_UNPACKED {
        return Err(overwhelming(
            "its drawings repeat each other without end".to_owned(),
        ));
    }
    Ok(())
}

fn is_packer(filter: &[u8]) -> bool {
    filter.starts_with(b"Flate") || filter.starts_with(b"LZW") || filter == b"Fl"
}

fn is_named(dictionary: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    let value = dictionary.get(key).and_then(Object::as_name);
    value.is_ok_and(|value| value == name)
}

fn check_parents(document: &Document, page: ObjectId) -> Result<(), ReadError> {
    let parent = |id: &ObjectId| {
        let dictionary = document.get_dictionary(*id).ok()?;
        dictionary
            .get(b"Parent")
            .and_then(Object::as_reference)
            .ok()
    };
    let parents = std::iter::successors(Some(page), parent).take(MAX_PARENTS + 1);
    if parents.count() > MAX_PARENTS {
        return Err(overwhelming(
            "its pages lie in each other without end".to_owned(),
        ));
    }
    Ok(())
}

fn inherited_resources(document: &Document, page: ObjectId) -> Option<&Dictionary> {
    let mut id = page;
    for _ in 0..MAX_PARENTS {
        let dictionary = document.get_dictionary(id).ok()?;
        if let Some(resources) = resources(document, dictionary) {
            return Some(resources);
        }
        id = dictionary
            .get(b"Parent")
            .and_then(Object::as_reference)
            .ok()?;
    }
    None
}

fn resources<'d>(document: &'d Document, dictionary: &'d Dictionary) -> Option<&'d Dictionary> {
    let found = dictionary.get(b"Resources").ok()?;
    let (_, found) = document.dereference(found).ok()?;
    found.as_dict().ok()
}

/// What drawing costs, each drawing measured once.
#[derive(Default)]
struct Drawings {
    known: BTreeMap<ObjectId, u64>,
    visits: usize,
}

impl Drawings {
    /// The bytes that are read when a content is drawn with everything it calls for.
    fn cost(
        &mut self,
        document: &Document,
        content: &[u8],
        resources: Option<&Dictionary>,
        depth: usize,
    ) -> Result<u64, ReadError> {
        let mut cost = content.len() as u64;
        let inner = resources.and_then(|resources| resources.get(b"XObject").ok());
        let inner = inner.and_then(|inner| document.dereference(inner).ok());
        let Some(drawings) = inner.and_then(|(_, inner)| inner.as_dict().ok()) else {
            return Ok(cost);
        };
        for (name, times) in calls(content) {
            let id = drawings.get(name).and_then(Object::as_reference);
            if let Ok(id) = id {
                let inner = self.drawing(document, id, resources, depth + 1)?;
                cost = cost.saturating_add(inner.saturating_mul(times));
            }
        }
        Ok(cost)
    }

    fn drawing(
        &mut self,
        document: &Document,
        id: ObjectId,
        outer: Option<&Dictionary>,
        depth: usize,
    ) -> Result<u64, ReadError> {
        self.visits += 1;
        if depth > MAX_DRAWINGS || self.visits > MAX_VISITS {
            return Err(overwhelming(
                "its drawings lie in each other without end".to_owned(),
            ));
        }
        if let Some(known) = self.known.get(&id) {
            return Ok(*known);
        }
        let Ok(Object::Stream(stream)) = document.get_object(id) else {
            return Ok(0);
        };
        let content = stream.decompressed_content().unwrap_or_default();
        let own = resources(document, &stream.dict);
        let cost = self.cost(document, &content, own.or(outer), depth)?;
        // A drawing without resources takes those of its caller, so it costs something else each time.
        if own.is_some() {
            self.known.insert(id, cost);
        }
        Ok(cost)
    }
}

/// Which drawings a content calls for (operator `Do`, 8.8) and how often. A name with written-out
/// characters is not found here, and the outside parser does not find it either.
fn calls(content: &[u8]) -> BTreeMap<&[u8], u64> {
    let mut calls = BTreeMap::new();
    let is_space = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    for at in 1..content.len().saturating_sub(1) {
        if content[at..].starts_with(b"Do") {
            let before = content[..at].trim_ascii_end();
            let start = before.iter().rposition(|byte| *byte == b'/');
            let name = start.map_or(&[][..], |start| &before[start + 1..]);
            if !name.is_empty() && name.len() < 128 && !name.iter().any(is_space) {
                *calls.entry(name).or_default() += 1;
            }
        }
    }
    calls
}
