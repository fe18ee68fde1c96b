//! Everything a person reads on a screen or in a mail.
