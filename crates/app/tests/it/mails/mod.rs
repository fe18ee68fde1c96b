//! Mails as they leave: every kind in every language, byte for byte, and in whose name.

mod golden;
mod named;
mod strangers;
