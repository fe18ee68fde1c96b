//! Blocks of fields as status parts have them: `Name: value` lines, groups apart by an empty line.

/// How many groups are read: one about the report and one for each recipient, of whom our mails have
/// one. More come where a list took the mail apart.
const GROUPS: usize = 64;

/// How many fields of a group are read.
const FIELDS: usize = 64;

/// One group of fields.
#[derive(Default)]
pub(super) struct Group(Vec<(String, String)>);

impl Group {
    /// The value of the first field of this name, in any case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let fields = self.0.iter();
        let mut named = fields.filter(|(known, _)| known.eq_ignore_ascii_case(name));
        named.next().map(|(_, value)| value.as_str())
    }
}

/// The groups of a status part. Lines that are no field are passed over; bytes that are no UTF-8 are
/// replaced.
pub(super) fn groups(part: &[u8]) -> Vec<Group> {
    let text = String::from_utf8_lossy(part);
    let mut groups = Vec::new();
    let mut group = Group::default();
    for line in text.lines() {
        if line.trim().is_empty() {
            if !group.0.is_empty() {
                groups.push(std::mem::take(&mut group));
            }
        } else if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = group.0.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':').filter(|_| group.0.len() < FIELDS)
        {
            let (name, value) = (name.trim().to_owned(), value.trim().to_owned());
            group.0.push((name, value));
        }
        if groups.len() == GROUPS {
            return groups;
        }
    }
    if !group.0.is_empty() {
        groups.push(group);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_apart_and_folded_lines_belong_together() {
        let part = b"\r\nReporting-MTA: dns; a\r\n\r\nACTION : failed\r\nDiagnostic-Code: smtp;\r\n 550\r\n\tno\r\nnonsense\r\n";
        let groups = groups(part);
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0].get("reporting-mta"), Some("dns; a"));
        assert_eq!(groups[1].get("Action"), Some("failed"));
        assert_eq!(groups[1].get("diagnostic-code"), Some("smtp; 550 no"));
        assert_eq!(groups[1].get("status"), None);
    }

    #[test]
    fn a_part_without_end_is_cut() {
        let many = "a: b\n".repeat(100_000) + &"\nc: d\n".repeat(100_000);
        assert_eq!(groups(many.as_bytes()).len(), GROUPS);
    }
}
