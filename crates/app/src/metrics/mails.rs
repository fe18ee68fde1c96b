//! Mails, by lane.

use std::time::Instant;

use store::Lane;
use store::measure::{Each, Label, Tally, Times};

use super::{Family, Value};
use crate::outbox::Outcome;

store::label! {
    /// What became of one attempt to send a mail.
    pub enum MailFate {
        /// The mail server has it.
        Sent => "sent",
        /// It is tried again.
        Later => "later",
        /// It was given back untried, since its domain or the whole server is given rest.
        Back => "back",
        /// It was given up.
        GivenUp => "given_up",
    }
}

impl MailFate {
    const fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Sent => Self::Sent,
            Outcome::Later(_) => Self::Later,
            Outcome::Back(_) => Self::Back,
            Outcome::Dead(_) => Self::GivenUp,
        }
    }
}

/// What is counted of mails.
#[derive(Debug, Default)]
pub(crate) struct Mails {
    fates: Each<Lane, Each<MailFate, Tally>>,
    handovers: Each<Lane, Times>,
}

impl Mails {
    /// Notes what became of one attempt.
    pub(crate) fn became(&self, lane: Lane, outcome: &Outcome) {
        self.fates.of(lane).of(MailFate::of(outcome)).one();
    }

    /// Notes how long a mail server took for one mail.
    pub(crate) async fn timed<T>(&self, lane: Lane, handover: impl Future<Output = T>) -> T {
        let began = Instant::now();
        let answer = handover.await;
        self.handovers.of(lane).took(began.elapsed());
        answer
    }
}

pub(super) fn families(mails: &Mails) -> Vec<Family> {
    let mut fates = Family::counter(
        "undersigned_mails_total",
        "Attempts to send a mail, by what became of them.",
    );
    let mut times = Family::histogram(
        "undersigned_mail_handover_seconds",
        "Time until the mail server answered for one mail.",
    );
    for lane in Lane::ALL {
        for (fate, tally) in mails.fates.of(lane).iter() {
            let labels = vec![("lane", lane.word().into()), ("fate", fate.word().into())];
            fates = fates.with(labels, Value::Whole(tally.count()));
        }
        let labels = vec![("lane", lane.word().into())];
        times = times.with(labels, Value::Spread(mails.handovers.of(lane).read()));
    }
    vec![fates, times]
}
