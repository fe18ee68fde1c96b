//! The two files of a receipt as a browser sends them (RFC 7578).

use axum::body::Body;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};

use crate::error::PageError;
use crate::fields::MAX_FORM;

/// What was sent. It has no `Debug`: the personal part is personal.
pub(super) struct Files {
    /// The proof: the file, or else what was pasted; empty where there is neither.
    pub(super) proof: String,
    opening: String,
}

impl Files {
    /// Of a field that is sent twice, the first counts. The form is read whole first, so that its
    /// length is bounded before anything is made of it.
    pub(super) async fn read(request: Request) -> Result<Self, PageError> {
        let (parts, body) = request.into_parts();
        let body = axum::body::to_bytes(body, MAX_FORM).await;
        let body = body.map_err(|_| PageError::TooLarge)?;
        let request = Request::from_parts(parts, Body::from(body));
        let form = Multipart::from_request(request, &()).await;
        let mut form = form.map_err(|_| PageError::WrongType)?;
        let [mut proof, mut pasted, mut opening] = [const { None }; 3];
        while let Some(field) = form.next_field().await.map_err(malformed)? {
            let place = match field.name() {
                Some("proof") => &mut proof,
                Some("pasted") => &mut pasted,
                Some("opening") => &mut opening,
                _ => continue,
            };
            let bytes = field.bytes().await.map_err(malformed)?;
            if place.is_none() {
                // What is no text is no part of a receipt either, and is told as such.
                *place = Some(String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        let file = proof.filter(|text| !text.is_empty());
        Ok(Self {
            proof: file.unwrap_or_else(|| as_saved(&pasted.unwrap_or_default())),
            opening: opening.unwrap_or_default(),
        })
    }

    /// The personal part, where it was sent.
    pub(super) fn opening(&self) -> Option<&str> {
        (!self.opening.is_empty()).then_some(&*self.opening)
    }
}

/// What a text field makes of a file: other line ends (HTML, section 4.10.5.4), and the last one or
/// blanks around it lost on the clipboard.
fn as_saved(pasted: &str) -> String {
    let text = pasted.replace("\r\n", "\n");
    match text.trim() {
        "" => String::new(),
        text => format!("{text}\n"),
    }
}

fn malformed(_: MultipartError) -> PageError {
    PageError::Malformed
}

#[cfg(test)]
mod tests {
    use super::as_saved;

    #[test]
    fn a_pasted_proof_reads_as_it_was_saved() {
        assert_eq!(as_saved(" \r\na\r\n\r\nb \r\n\r\n"), "a\n\nb\n");
        assert_eq!(as_saved("a\nb"), "a\nb\n");
        assert_eq!(as_saved(" \r\n"), "");
    }
}
