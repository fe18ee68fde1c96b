//! Reads the forms of a page, as far as a browser would send them.
//!
//! A scanner of tags and attributes, enough for the markup that `render` writes and that its own
//! tests hold to be well formed.

/// A form with what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// `get` or `post`.
    pub method: String,
    /// Where it is sent.
    pub action: String,
    /// Name and value of each field that would be sent, in the order of the page.
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// What stands in a field; empty where there is none.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value)
    }

    /// Writes into a field, chooses a radio button or ticks a box.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        match self.fields.iter_mut().find(|(field, _)| field == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.fields.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    /// Takes a field out.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self
    }
}

struct Tag<'h> {
    name: &'h str,
    attributes: &'h str,
    /// Everything behind the tag.
    rest: &'h str,
}

/// All forms of a page.
pub(crate) fn forms(html: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut open = false;
    for tag in tags(html) {
        match tag.name {
            "form" => {
                open = true;
                forms.push(Form {
                    method: tag.attribute("method").unwrap_or_else(|| "get".to_owned()),
                    action: tag.attribute("action").unwrap_or_default(),
                    fields: Vec::new(),
                });
            }
            "/form" => open = false,
            _ if open => {
                if let (Some(field), Some(form)) = (tag.field(), forms.last_mut()) {
                    form.fields.push(field);
                }
            }
            _ => {}
        }
    }
    forms
}

/// The text of the first element with this name, without tags.
pub(crate) fn text_of(html: &str, element: &str) -> Option<String> {
    let start = tags(html).into_iter().find(|tag| tag.name == element)?;
    let (inside, _) = start.rest.split_once(&format!("</{element}>"))?;
    Some(words(inside).trim().to_owned())
}

/// Markup without its tags.
pub(crate) fn words(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, behind)) = rest.split_once('<') {
        text.push_str(before);
        rest = behind.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    unescaped(&text)
}

fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some((_, behind)) = rest.split_once('<') {
        let Some((inside, after)) = behind.split_once('>') else {
            break;
        };
        let (name, attributes) = inside
            .split_once(char::is_whitespace)
            .unwrap_or((inside, ""));
        tags.push(Tag {
            name,
            attributes,
            rest: after,
        });
        rest = after;
    }
    tags
}

impl Tag<'_> {
    /// What a browser sends of this element: a chosen radio button, a ticked box, any other input
    /// with a name, a text area.
    fn field(&self) -> Option<(String, String)> {
        let name = self.attribute("name")?;
        match (self.name, self.attribute("type").as_deref()) {
            ("input", Some("radio" | "checkbox")) => {
                let value = self.attribute("value").unwrap_or_else(|| "on".to_owned());
                self.has("checked").then_some((name, value))
            }
            ("input", _) => Some((name, self.attribute("value").unwrap_or_default())),
            ("textarea", _) => {
                let (inside, _) = self.rest.split_once("</textarea>")?;
                // The first line feed of a text area belongs to the markup (HTML, section 13.1.2.5).
                Some((name, unescaped(inside.strip_prefix('\n').unwrap_or(inside))))
            }
            _ => None,
        }
    }

    fn attribute(&self, name: &str) -> Option<String> {
        let start = format!("{name}=\"");
        let at = self
            .attributes
            .match_indices(&start)
            .find(|(at, _)| *at == 0 || self.attributes.as_bytes()[at - 1].is_ascii_whitespace())?;
        let (value, _) = self.attributes[at.0 + start.len()..].split_once('"')?;
        Some(unescaped(value))
    }

    fn has(&self, word: &str) -> bool {
        self.attributes
            .split_whitespace()
            .any(|attribute| attribute == word)
    }
}

/// Character references read once from left to right, so that what was escaped twice stays escaped once.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        let known = REFERENCES
            .iter()
            .find(|(reference, _)| behind.starts_with(reference));
        let (character, length) = known.map_or(('&', 0), |(reference, c)| (*c, reference.len()));
        out.push(character);
        rest = &behind[length..];
    }
    out.push_str(rest);
    out
}

/// The references that occur in our markup, without their ampersand.
const REFERENCES: [(&str, char); 10] = [
    ("amp;", '&'),
    ("#38;", '&'),
    ("lt;", '<'),
    ("#60;", '<'),
    ("gt;", '>'),
    ("#62;", '>'),
    ("quot;", '"'),
    ("#34;", '"'),
    ("#39;", '\''),
    ("#x27;", '\''),
];

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<h1>Sign <bdi>it</bdi> &amp; go</h1><form method=\"post\" action=\"/a\">\
        <input type=\"hidden\" name=\"t\" value=\"a&quot;b\"><input name=\"e\">\
        <input type=\"radio\" name=\"r\" value=\"1\"><input type=\"radio\" name=\"r\" value=\"2\" checked>\
        <input type=\"checkbox\" name=\"c\" value=\"yes\"><textarea name=\"x\">\n&lt;b&gt;</textarea></form>";

    #[test]
    fn a_form_holds_what_a_browser_would_send() {
        let forms = forms(PAGE);
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let expected = [
            field("t", "a\"b"),
            field("e", ""),
            field("r", "2"),
            field("x", "<b>"),
        ];
        assert_eq!(forms[0].fields, expected);
        assert_eq!(
            (forms[0].method.as_str(), forms[0].action.as_str()),
            ("post", "/a")
        );
        assert_eq!(
            forms[0].clone().with("r", "1").with("c", "yes").value("r"),
            "1"
        );
    }

    #[test]
    fn a_heading_is_read_without_its_markup() {
        assert_eq!(text_of(PAGE, "h1").unwrap(), "Sign it & go");
    }
}
