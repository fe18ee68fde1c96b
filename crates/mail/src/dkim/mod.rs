//! DKIM signatures over finished messages (RFC 6376, RFC 8463).
