//! Somebody with a browser: pages, forms, and nothing that a browser would not do.

use std::time::Duration;

use ureq::Agent;

use super::program::wait_for;

/// A browser on one site.
#[derive(Clone)]
pub struct Visitor {
    agent: Agent,
    base_url: String,
}

/// An answer of the site.
pub struct Answer {
    pub status: u16,
    pub body: String,
}

/// Short enough to be read in the report of a test: the heading of a page tells what it is.
impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let from = self.body.find("<main").unwrap_or(0);
        let shown: String = self.body[from..].chars().take(400).collect();
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("body", &shown)
            .finish()
    }
}

/// What somebody writes into the form.
pub struct Person {
    pub name: String,
    pub email: String,
    pub listing: &'static str,
}

impl Visitor {
    pub fn new(base_url: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build();
        Self {
            agent: config.new_agent(),
            base_url: base_url.to_owned(),
        }
    }

    /// Opens a page; an error when nobody answers.
    pub fn try_get(&self, path: &str) -> Result<Answer, ureq::Error> {
        answer(self.agent.get(self.url(path)).call()?)
    }

    /// Opens a page.
    pub fn get(&self, path: &str) -> Answer {
        self.try_get(path).unwrap()
    }

    /// Reads data.
    pub fn json(&self, path: &str) -> serde_json::Value {
        let answer = self.get(path);
        serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("{path}: {answer:?}"))
    }

    /// Sends a form; an error when nobody answers.
    pub fn try_post(&self, path: &str, fields: &[(&str, &str)]) -> Result<Answer, ureq::Error> {
        answer(
            self.agent
                .post(self.url(path))
                .send_form(fields.iter().copied())?,
        )
    }

    /// Sends a form.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.try_post(path, fields).unwrap()
    }

    /// Opens the form of a declaration: answers its token, with which more than one form may be sent.
    pub fn form_token(&self, (slug, language): (&str, &str)) -> String {
        hidden(
            &self.get(&format!("/d/{slug}/{language}")).body,
            "form-token",
        )
    }

    /// Signs as soon as the form is taken: one that comes faster than a person can type is shown again.
    pub fn sign(&self, declaration: (&str, &str), token: &str, person: &Person) -> Answer {
        wait_for("the form to be taken", || {
            let answer = self.try_sign(declaration, token, person).unwrap();
            (answer.status != 422).then_some(answer)
        })
    }

    /// Signs; an error when nobody answers.
    pub fn try_sign(
        &self,
        (slug, language): (&str, &str),
        token: &str,
        person: &Person,
    ) -> Result<Answer, ureq::Error> {
        let fields = [
            ("form-token", token),
            ("class", "person"),
            ("name", &person.name),
            ("email", &person.email),
            ("listing", person.listing),
            ("consent-count", "yes"),
        ];
        self.try_post(&format!("/d/{slug}/{language}/sign"), &fields)
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }
}

fn answer(mut response: ureq::http::Response<ureq::Body>) -> Result<Answer, ureq::Error> {
    let status = response.status().as_u16();
    Ok(Answer {
        status,
        body: response.body_mut().read_to_string()?,
    })
}

/// The value of a hidden field.
#[track_caller]
pub fn hidden(html: &str, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    let Some((_, rest)) = html.split_once(&field) else {
        panic!("no field {name} in {html}")
    };
    rest.split('"').next().unwrap().to_owned()
}
