//! Messages in bytes: MIME parts and header fields.
