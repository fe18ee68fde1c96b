//! Files made of parts, of which one is left out, said twice, or in another place; and JSON that
//! says what no JSON of ours says.

use super::forge::Forge;
use super::harmless::Honest;

/// The lists that come of leaving out, repeating, and exchanging one part with the next or the last.
fn rearranged<T: Clone>(parts: &[T], every: usize) -> Vec<Vec<T>> {
    let mut lists = Vec::new();
    for at in (0..parts.len()).step_by(every) {
        let mut without = parts.to_vec();
        let part = without.remove(at);
        let mut twice = parts.to_vec();
        twice.insert(at, part.clone());
        let mut instead = parts.to_vec();
        instead[parts.len() - 1 - at] = part;
        let mut exchanged = parts.to_vec();
        exchanged.swap(at, (at + 1) % parts.len());
        lists.extend([without, twice, instead, exchanged]);
    }
    lists
}

async fn check(honest: &Honest, path: &str, lists: Vec<Vec<u8>>) {
    for changed in lists {
        if changed != honest.files.was(path) {
            honest.check(path, changed).await;
        }
    }
}

#[tokio::test]
async fn entries_and_hashes_stand_where_they_stand() {
    let honest = Honest::of(&Forge::open()).await;
    for path in honest
        .files
        .paths()
        .filter(|path| path.starts_with("tile/"))
    {
        let was = honest.files.was(path);
        let parts: Vec<Vec<u8>> = if path.starts_with("tile/entries/") {
            let entries = tlog::tile::bundle::entries(was).unwrap().into_iter();
            let framed = |entry: &[u8]| [&(entry.len() as u16).to_be_bytes(), entry].concat();
            entries.map(framed).collect()
        } else {
            was.chunks(32).map(<[u8]>::to_vec).collect()
        };
        for changed in rearranged(&parts, 11) {
            let changed = changed.concat();
            if changed != was {
                assert!(honest.check(path, changed).await, "{path}");
            }
        }
    }
}

#[tokio::test]
async fn lines_of_notes_and_policies_stand_where_they_stand() {
    let honest = Honest::of(&Forge::open()).await;
    for path in ["checkpoint", "checkpoint.witnessed", "policy"] {
        let lines: Vec<&str> = honest.files.text(path).split_inclusive('\n').collect();
        let lists = rearranged(&lines, 1).into_iter();
        check(
            &honest,
            path,
            lists.map(|lines| lines.concat().into()).collect(),
        )
        .await;
    }
}

#[tokio::test]
async fn items_of_json_are_neither_repeated_nor_invented() {
    let honest = Honest::of(&Forge::open()).await;
    let of = |list: &serde_json::Value| -> Vec<String> {
        let lists = rearranged(list.as_array().map_or(&[][..], Vec::as_slice), 1).into_iter();
        lists
            .map(|list| serde_json::Value::from(list).to_string())
            .collect()
    };
    for path in ["checkpoints.json", "openings/0.json"] {
        let json: serde_json::Value = serde_json::from_slice(honest.files.was(path)).unwrap();
        let mut texts = of(&json);
        let first = json[0]["fields"].clone();
        for fields in of(&first).iter().filter(|_| !first.is_null()) {
            texts.push(
                honest
                    .files
                    .text(path)
                    .replacen(&first.to_string(), fields, 1),
            );
        }
        check(&honest, path, texts.into_iter().map(Into::into).collect()).await;
    }
    let count: serde_json::Value = serde_json::from_slice(honest.files.was("count.json")).unwrap();
    let revisions = count["revisions"].to_string();
    for changed in of(&count["revisions"]) {
        let text = count.to_string().replace(&revisions, &changed);
        if changed != revisions {
            honest.check("count.json", text.into()).await;
        }
    }
}

/// The members of the objects in a text, as the places of their names and the ends of their values,
/// where these are texts or numbers. No text of the tests' logs holds a comma or a bracket.
fn members(json: &str) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    for (colon, _) in json.match_indices("\":") {
        let name = json[..colon].rfind('"').unwrap();
        let value = colon + 2;
        let length = json[value..].find([',', '}', '[']).unwrap();
        if length > 0 {
            found.push((name, value, value + length));
        }
    }
    found
}

/// What may stand where a value stood, or around it.
fn otherwise(name: &str, value: &str) -> Vec<Vec<u8>> {
    let bare = value.trim_matches('"');
    let mut values: Vec<Vec<u8>> = [
        format!("{value},\"{name}\":{value}"),
        format!("{value},\"unknown\":{value}"),
        format!("\"{bare}\",\"{name}\":0"),
        "null".to_owned(),
        "[]".to_owned(),
        "{}".to_owned(),
        "-1".to_owned(),
        "-0".to_owned(),
        "1e999".to_owned(),
        format!("{bare}.0"),
        format!("0{bare}"),
        "18446744073709551615".to_owned(),
        "18446744073709551616".to_owned(),
        "9".repeat(5000),
        "[".repeat(100_000),
        "{\"a\":".repeat(50_000),
        "\"\\ud800\"".to_owned(),
        "\"\\u0000\"".to_owned(),
        "\"\u{202e}\"".to_owned(),
        "\"".to_owned(),
    ]
    .map(String::into_bytes)
    .into();
    if value != bare {
        values.push(bare.into());
        values.push(format!("\"{}\"", bare.to_uppercase()).into());
        values.push([b"\"", bare.as_bytes(), b"\xff\""].concat());
        values.push([b"\"", bare.as_bytes(), b"\xed\xa0\x80\""].concat());
    } else {
        values.push(format!("\"{value}\"").into());
    }
    values
}

#[tokio::test]
async fn json_has_one_meaning_or_none() {
    let honest = Honest::of(&Forge::small()).await;
    for path in ["count.json", "checkpoints.json", "openings/0.json"] {
        let text = honest.files.text(path);
        for (name, value, end) in members(text).into_iter().take(60) {
            let key = &text[name + 1..value - 2];
            for other in otherwise(key, &text[value..end]) {
                let (before, after) = (&text.as_bytes()[..value], &text.as_bytes()[end..]);
                let changed = [before, &other, after].concat();
                if changed != text.as_bytes() {
                    honest.check(path, changed).await;
                }
            }
        }
    }
}
