//! What comes back: delivery status notifications and abuse reports.
