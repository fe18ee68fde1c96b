//! How a worker hears of a mail before its next round.

use store::Lane;
use tokio::sync::Notify;

/// One bell for each lane.
#[derive(Default)]
pub(crate) struct Bells {
    confirmation: Notify,
    service: Notify,
    issue: Notify,
}

impl Bells {
    /// The bell of a lane.
    pub(crate) const fn of(&self, lane: Lane) -> &Notify {
        match lane {
            Lane::Confirmation => &self.confirmation,
            Lane::Service => &self.service,
            Lane::Issue => &self.issue,
        }
    }
}
