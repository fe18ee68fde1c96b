//! What the DNS must say of a domain that sends, and whether it does.
