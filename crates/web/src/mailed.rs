//! Tokens on their way in: from the address of a mailed link, or from a hidden field.

use app::secret::Token;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use crate::error::PageError;
use crate::fields::Fields;

/// The token of a mailed link, from the address.
pub(crate) struct Mailed(pub(crate) Token);

impl<S: Send + Sync> FromRequestParts<S> for Mailed {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        let Path(text) = Path::<String>::from_request_parts(parts, state)
            .await
            .map_err(|_| PageError::LinkUnknown)?;
        Token::parse(&text)
            .map(Self)
            .map_err(|_| PageError::LinkUnknown)
    }
}

/// The token in the hidden field `token`.
pub(crate) fn token(fields: &Fields) -> Result<Token, PageError> {
    Token::parse(fields.text("token")).map_err(|_| PageError::LinkUnknown)
}
