//! What stands below a quotation: who speaks, when, where the whole of it is, how much is left out.

use jiff::civil::Date;

use crate::html::{Html, escaped_with_bdi, isolated};
use crate::text::Frame;
use crate::words::{Words, language_name};

/// A statement that a report quotes.
#[derive(Clone, Debug)]
pub struct QuotationNote {
    /// Who speaks.
    pub speaker: String,
    /// The day of the statement.
    pub on: Option<Date>,
    /// BCP 47 tag of the language its words stand in here.
    pub language: String,
    /// BCP 47 tag of the language it was translated from, if it was.
    pub translated_from: Option<String>,
    /// Who translated its words.
    pub translator: Option<String>,
    /// The title of the statement, or where it appeared.
    pub source: Option<String>,
    /// Where the whole of it can be read.
    pub url: Option<String>,
    /// How many passages are left out.
    pub omissions: u64,
}

/// The frames of quotations, in their order, in the language of the interface.
#[must_use]
pub fn frames(words: &Words, quotations: &[QuotationNote]) -> Vec<Frame> {
    quotations
        .iter()
        .map(|quotation| Frame {
            language: quotation.language.clone(),
            cite: quotation.link().map(str::to_owned),
            caption: quotation.caption(words),
            omitted: words.t("report-omitted").into_owned(),
        })
        .collect()
}

impl QuotationNote {
    /// The address where it is one that a browser should follow.
    fn link(&self) -> Option<&str> {
        self.url
            .as_deref()
            .filter(|url| url.starts_with("https://") || url.starts_with("http://"))
    }

    fn caption(&self, words: &Words) -> Html {
        let own = |text: &str| escaped_with_bdi(&isolated(text));
        let mut parts = vec![format!("<strong>{}</strong>", own(&self.speaker))];
        let source = match (&self.source, self.link()) {
            (Some(title), link) => Some((own(title), link)),
            (None, Some(url)) => Some((own(url), Some(url))),
            (None, None) => None,
        };
        parts.extend(source.map(|(title, link)| match link {
            Some(url) => format!(
                "<a class=\"url\" href=\"{}\">{title}</a>",
                escaped_with_bdi(url)
            ),
            None => title,
        }));
        parts.extend(
            self.on
                .map(|day| format!("<time datetime=\"{day}\">{}</time>", words.date(day))),
        );
        parts.extend(self.translation(words));
        if self.omissions > 0 {
            let left_out = words.say("report-omissions");
            parts.push(left_out.number("count", self.omissions).to_string());
        }
        Html::trusted(parts.join(" · "))
    }

    fn translation(&self, words: &Words) -> Option<String> {
        let from = self.translated_from.as_deref().map(language_name);
        let said = match (from, &self.translator) {
            (Some(language), Some(name)) => {
                let said = words.say("report-translated-by");
                said.text("language", &language).text("name", name)
            }
            (Some(language), None) => words
                .say("report-translated-from")
                .text("language", &language),
            (None, Some(name)) => words.say("declaration-translator").text("name", name),
            (None, None) => return None,
        };
        Some(said.to_string())
    }
}
