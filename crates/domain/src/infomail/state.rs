//! How an issue stands, and why a subscription ended.

use thiserror::Error;

use crate::vocabulary::vocabulary;

vocabulary! {
    /// How an issue stands.
    IssueState {
        /// Written, shown to nobody but organisers, and may still change.
        Draft = "draft",
        /// It appeared: its text is fixed, it has its place in the archive, and who gets it is settled.
        Ready = "ready",
        /// Its mails are going out.
        Sending = "sending",
        /// Its mails wait for somebody to resume.
        Paused = "paused",
        /// Everybody who was to get it was written to.
        Done = "done",
    }
}

vocabulary! {
    /// What may be done with an issue.
    IssueMove {
        /// Fix its text and audience, and show it in the archive.
        Prepare = "prepare",
        /// Begin to send it.
        Start = "start",
        /// Send no more for now.
        Pause = "pause",
        /// Go on where it was paused.
        Resume = "resume",
        /// Note that everybody was written to.
        Finish = "finish",
    }
}

vocabulary! {
    /// Why a subscription ended. Whatever it was, the address is erased at once.
    StopReason {
        /// The subscriber left.
        Left = "left",
        /// The subscriber told their provider that the mail was not wanted (RFC 5965).
        Complained = "complained",
        /// The mailbox is not there any more.
        Returned = "returned",
        /// The address wants no mail of this site at all.
        Never = "never",
        /// Asked whether to stay, the subscriber did not answer (REQ-91).
        Lapsed = "lapsed",
        /// The operator ended it, such as on a written request.
        Operator = "operator",
    }
}

/// An issue cannot be moved so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("an issue that is {} cannot be moved by {}", from.word(), by.word())]
pub struct MoveError {
    /// How it stands.
    pub from: IssueState,
    /// What was asked.
    pub by: IssueMove,
}

impl IssueState {
    /// How an issue stands after a move.
    ///
    /// # Errors
    /// [`MoveError`] where the move makes no sense. None is taken back: an issue that appeared stays.
    pub fn after(self, by: IssueMove) -> Result<Self, MoveError> {
        match (self, by) {
            (Self::Draft, IssueMove::Prepare) => Ok(Self::Ready),
            (Self::Ready, IssueMove::Start) | (Self::Paused, IssueMove::Resume) => {
                Ok(Self::Sending)
            }
            (Self::Sending, IssueMove::Pause) => Ok(Self::Paused),
            (Self::Sending, IssueMove::Finish) => Ok(Self::Done),
            (from, by) => Err(MoveError { from, by }),
        }
    }

    /// Whether it has its place in the archive and never changes any more.
    #[must_use]
    pub fn has_appeared(self) -> bool {
        self != Self::Draft
    }
}

impl StopReason {
    /// Whether no form may start Infomail to this address again: whoever complained once is not written to
    /// because somebody typed their address.
    #[must_use]
    pub fn is_lasting(self) -> bool {
        matches!(self, Self::Complained | Self::Never)
    }
}
