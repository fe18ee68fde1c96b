//! Status codes: the only place that knows which failure is which code, and who must act.
//! `docs/http.md` lists them.
//!
//! A [`PageError`] becomes a bare response that carries what is to be said; the layer around the
//! router says it in the language of the visitor. Handlers therefore need not know that language.

use std::error::Error;

use app::confirm::ConfirmError;
use app::declarations::LoadError;
use app::infomail::InfomailError;
use app::log::{LogFileError, ReadLogError};
use app::receipt::ReceiptError;
use app::sequencer::SequencerError;
use app::sign::SignError;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use render::page::notice::{Message, Next};
use store::StoreError;

use crate::layers::FORM_PATIENCE;
use crate::respond;

/// The cause of a failure, for the operator's log alone.
pub(crate) type Cause = Box<dyn Error + Send + Sync>;

/// Why a page could not be given.
#[derive(Debug)]
pub(crate) enum PageError {
    /// Nothing is at this address.
    NotFound,
    /// The address takes other methods.
    WrongMethod,
    /// The request cannot be understood.
    Malformed,
    /// A query asks for an order, filter or place in the list that does not exist.
    UnknownFilter(&'static str),
    /// A form of another site was sent here.
    Foreign,
    /// More was sent than is read.
    TooLarge,
    /// A form in another encoding than forms have.
    WrongType,
    /// What stands in the link was never a token.
    LinkUnknown,
    /// The token expired, was refused, or never existed.
    LinkGone,
    /// The declaration is no longer signed.
    Closed(Next),
    /// The declaration is only carried here; next comes its original.
    Elsewhere(Next),
    /// The declaration was closed before the signature was confirmed.
    Ended(Next),
    /// Too much is going on, or the store cannot be used just now; nothing was changed.
    Busy(Option<Cause>),
    /// An operator lets everything but reading rest; asking again makes sense after so long.
    ReadOnly(SignedDuration),
    /// Something that should not happen.
    Broken(Cause),
}

/// What a bare response has to say, for the layer that makes it a page.
#[derive(Clone)]
pub(crate) struct Told {
    pub(crate) message: Message,
    pub(crate) next: Option<Next>,
    /// The causes, outermost first, for the operator.
    pub(crate) chain: Option<String>,
}

/// Waits for what a form asked for, no longer than it makes sense to let its sender wait. What was begun goes
/// on: whatever people do here may be sent again.
///
/// # Errors
/// Its own, and [`PageError::Busy`] where it takes too long.
pub(crate) async fn in_time<T, E>(work: impl Future<Output = Result<T, E>>) -> Result<T, PageError>
where
    PageError: From<E>,
{
    match tokio::time::timeout(FORM_PATIENCE, work).await {
        Ok(done) => Ok(done?),
        Err(_) => Err(PageError::Busy(Some("the store takes too long".into()))),
    }
}

impl PageError {
    /// A failure that names its cause.
    pub(crate) fn broken(cause: impl Into<Cause>) -> Self {
        Self::Broken(cause.into())
    }

    /// Takes an error that will pass, so that the visitor can be shown the form again instead of it;
    /// its cause is recorded here, since nobody else will see it.
    ///
    /// # Errors
    /// Itself, when trying again would not help.
    pub(crate) fn passing(self, what: &'static str) -> Result<(), Self> {
        let Self::Busy(cause) = self else {
            return Err(self);
        };
        let error = cause.map(|cause| chain(cause.as_ref()));
        tracing::warn!(what, error, "something could not be taken just now");
        Ok(())
    }

    const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::LinkUnknown => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Malformed | Self::UnknownFilter(_) => StatusCode::BAD_REQUEST,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::LinkGone => StatusCode::GONE,
            Self::Closed(_) | Self::Ended(_) | Self::Elsewhere(_) => StatusCode::CONFLICT,
            Self::Busy(_) | Self::ReadOnly(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn message(&self) -> Message {
        match self {
            Self::NotFound => Message::NotFound,
            Self::WrongMethod => Message::WrongMethod,
            Self::Malformed => Message::Malformed,
            Self::UnknownFilter(field) => Message::UnknownFilter {
                field: (*field).to_owned(),
            },
            Self::Foreign => Message::Foreign,
            Self::TooLarge => Message::TooLarge,
            Self::WrongType => Message::WrongType,
            Self::LinkUnknown | Self::LinkGone => Message::LinkUnknown,
            Self::Closed(_) => Message::Closed,
            Self::Ended(_) => Message::Ended,
            Self::Elsewhere(_) => Message::Elsewhere,
            Self::Busy(_) => Message::Busy,
            Self::ReadOnly(_) => Message::ReadOnly,
            Self::Broken(_) => Message::Broken {
                reference: String::new(),
            },
        }
    }

    fn chain(&self) -> Option<String> {
        match self {
            Self::Busy(Some(cause)) | Self::Broken(cause) => Some(chain(cause.as_ref())),
            _ => None,
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        match self {
            Self::Busy(_) => respond::ask_again_after(&mut response, respond::SOON),
            Self::ReadOnly(after) => respond::ask_again_after(&mut response, after),
            _ => {}
        }
        let (message, chain) = (self.message(), self.chain());
        let next = match self {
            Self::Closed(next) | Self::Ended(next) | Self::Elsewhere(next) => Some(next),
            _ => None,
        };
        response.extensions_mut().insert(Told {
            message,
            next,
            chain,
        });
        response
    }
}

/// The causes of an error in one line; no `Display` repeats its source.
pub(crate) fn chain(error: &(dyn Error + 'static)) -> String {
    let mut line = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        line.push_str(": ");
        line.push_str(&cause.to_string());
        source = cause.source();
    }
    line
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        match error {
            // What is uncertain may be tried again: nothing that people do here counts twice.
            StoreError::Unavailable { .. } | StoreError::Uncertain { .. } => {
                Self::Busy(Some(error.into()))
            }
            _ => Self::broken(error),
        }
    }
}

impl From<LoadError> for PageError {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Store(error) => error.into(),
            LoadError::Folder(_) => Self::broken(error),
        }
    }
}

impl From<SequencerError> for PageError {
    fn from(error: SequencerError) -> Self {
        match error {
            SequencerError::LogRefuses => Self::broken(error),
            _ => Self::Busy(Some(error.into())),
        }
    }
}

impl From<ReadLogError> for PageError {
    fn from(error: ReadLogError) -> Self {
        match error {
            ReadLogError::Store(error) => error.into(),
            ReadLogError::NoSuchPart => Self::NotFound,
            ReadLogError::Gap => Self::broken(error),
        }
    }
}

impl From<InfomailError> for PageError {
    fn from(error: InfomailError) -> Self {
        match error {
            InfomailError::Store(error) => error.into(),
            InfomailError::Declaration(error) => error.into(),
            _ => Self::broken(error),
        }
    }
}

impl From<LogFileError> for PageError {
    fn from(error: LogFileError) -> Self {
        match error {
            LogFileError::NotFound => Self::NotFound,
            LogFileError::Read(error) => error.into(),
        }
    }
}

impl From<ReceiptError> for PageError {
    fn from(error: ReceiptError) -> Self {
        match error {
            ReceiptError::Store(error) => error.into(),
            ReceiptError::Load(error) => error.into(),
            ReceiptError::Log(error) => error.into(),
            _ => Self::broken(error),
        }
    }
}

impl From<ConfirmError> for PageError {
    fn from(error: ConfirmError) -> Self {
        match error {
            ConfirmError::Sequencer(error) => error.into(),
            ConfirmError::Store(error) => error.into(),
            ConfirmError::Load(error) => error.into(),
            ConfirmError::Receipt(error) => error.into(),
            ConfirmError::Seal(_) => Self::broken(error),
        }
    }
}

impl From<SignError> for PageError {
    fn from(error: SignError) -> Self {
        match error {
            SignError::Store(error) => error.into(),
            SignError::Load(error) => error.into(),
            SignError::Keys(_) => Self::broken(error),
        }
    }
}
