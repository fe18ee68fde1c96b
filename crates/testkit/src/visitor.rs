//! Somebody with a browser: fetches pages, fills in forms, follows nothing by themselves.

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header};
use domain::signer::Class;
use jiff::SignedDuration;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use render::{choice, consent, urls};
use tower::ServiceExt;

use crate::cast::Person;
use crate::html::{self, Form};
use crate::site::TestSite;

/// More than any answer of a site has.
const MAX_ANSWER: usize = 32 * 1024 * 1024;

/// Somebody with a browser.
pub struct Visitor<'s> {
    site: &'s TestSite,
    router: Router,
    headers: HeaderMap,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl<'s> Visitor<'s> {
    pub(crate) fn new(site: &'s TestSite) -> Self {
        let headers = HeaderMap::from_iter([
            (header::HOST, HeaderValue::from_static("sign.example.org")),
            (
                HeaderName::from_static("sec-fetch-site"),
                HeaderValue::from_static("same-origin"),
            ),
        ]);
        Self {
            site,
            router: site.router(),
            headers,
        }
    }

    /// The same visitor with a header in every request, replacing what was there.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        let value = HeaderValue::from_str(value).expect("tests set headers that can be sent");
        self.headers.insert(HeaderName::from_static(name), value);
        self
    }

    /// The same visitor without a header.
    #[must_use]
    pub fn without(mut self, name: &'static str) -> Self {
        self.headers.remove(name);
        self
    }

    /// Fetches a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path).await
    }

    /// Asks without a body.
    pub async fn ask(&self, method: Method, path: &str) -> Answer {
        self.send_body(method, path, (None, Body::empty())).await
    }

    /// Sends fields as a form sends them.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        let media_type = Some("application/x-www-form-urlencoded");
        self.send_body(
            Method::POST,
            path,
            (media_type, Body::from(pairs.join("&"))),
        )
        .await
    }

    /// Sends any body.
    pub async fn send_body(
        &self,
        method: Method,
        path: &str,
        (media_type, body): (Option<&str>, Body),
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(media_type) = media_type {
            request = request.header(header::CONTENT_TYPE, media_type);
        }
        let mut request = request
            .body(body)
            .expect("tests ask for paths that can be asked for");
        for (name, value) in &self.headers {
            request.headers_mut().insert(name, value.clone());
        }
        let response = self.router.clone().oneshot(request).await;
        let (parts, body) = response.expect("a router always answers").into_parts();
        let body = to_bytes(body, MAX_ANSWER)
            .await
            .expect("the body of an answer can be read");
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// Sends a form to where it says.
    pub async fn send(&self, form: &Form) -> Answer {
        let fields: Vec<(&str, &str)> = form
            .fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        if form.method == "post" {
            self.post(&form.action, &fields).await
        } else {
            self.get(&urls::with_query(&form.action, &fields)).await
        }
    }

    /// The sign form of a declaration, filled in; four seconds go by meanwhile.
    pub async fn filled_form(&self, slug: &str, person: &Person) -> Form {
        let page = self.get(&urls::declaration(slug, person.language)).await;
        assert_eq!(
            page.status,
            StatusCode::OK,
            "{slug} cannot be read in {}",
            person.language
        );
        self.site.turn(SignedDuration::from_secs(4));
        fill(page.form("/sign"), person)
    }

    /// Signs: the page after the form is the answer.
    pub async fn sign(&self, slug: &str, person: &Person) -> Answer {
        let form = self.filled_form(slug, person).await;
        self.send(&form).await
    }
}

impl Answer {
    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body without its tags, as it reads.
    #[must_use]
    pub fn words(&self) -> String {
        html::words(&self.text())
    }

    /// A header; empty where there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The first form whose address ends so.
    #[must_use]
    pub fn form(&self, ending: &str) -> Form {
        let found = self
            .forms()
            .into_iter()
            .find(|form| form.action.ends_with(ending));
        found.unwrap_or_else(|| panic!("no form to …{ending} on this page:\n{}", self.text()))
    }

    /// All forms of the page.
    #[must_use]
    pub fn forms(&self) -> Vec<Form> {
        html::forms(&self.text())
    }

    /// The heading of the page.
    #[must_use]
    pub fn heading(&self) -> String {
        html::text_of(&self.text(), "h1").unwrap_or_default()
    }

    /// The title of the window.
    #[must_use]
    pub fn title(&self) -> String {
        html::text_of(&self.text(), "title").unwrap_or_default()
    }
}

fn fill(form: Form, person: &Person) -> Form {
    let mut form = form
        .with("class", choice::class_word(person.class))
        .with("name", &person.name)
        .with("email", &person.email)
        .with("place", &person.place)
        .with("descriptor", &person.descriptor)
        .with("comment", &person.comment)
        .with("contact", &person.contact)
        .with("listing", person.listing.word());
    if person.class == Class::Organisation {
        form = form.with("authority", "yes");
    }
    for purpose in &person.consents {
        form = form.with(consent::field(*purpose), "yes");
    }
    form
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
