//! The fields of a form as they arrive: nothing is believed of them but their encoding and size.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequest, Request};
use axum::http::StatusCode;

use crate::error::PageError;

/// The largest form that is read, in bytes (REQ-67).
pub(crate) const MAX_FORM: usize = 64 * 1024;

/// The fields of one form. It has no `Debug`: what stands in them is personal.
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// What was entered into a field; empty where the form has no such field. Of a field that is
    /// sent twice, the first counts.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.maybe(name).unwrap_or_default()
    }

    /// What was entered into a field, if the form has it.
    pub(crate) fn maybe(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// Everything that was sent under a name, such as boxes that share it.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = self.0.iter().filter(move |(field, _)| field == name);
        named.map(|(_, value)| value.as_str())
    }

    /// Whether a box was ticked.
    pub(crate) fn ticked(&self, name: &str) -> bool {
        self.text(name) == "yes"
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        match Form::from_request(request, state).await {
            Ok(Form(fields)) => Ok(Self(fields)),
            Err(FormRejection::InvalidFormContentType(_)) => Err(PageError::WrongType),
            Err(other) if other.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(PageError::TooLarge)
            }
            Err(_) => Err(PageError::Malformed),
        }
    }
}
