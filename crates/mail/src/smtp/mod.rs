//! The conversation with a mail server (RFC 5321).
