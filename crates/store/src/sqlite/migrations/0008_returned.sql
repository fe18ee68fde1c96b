-- What comes back, and how many mails forms may cause.

-- A mail that came back, by the opaque identifier in its return path: the same class is counted once
-- however often it is reported. Nothing in a row leads to an address.
CREATE TABLE returned (
    mail BLOB NOT NULL CHECK (length(mail) = 16),
    class TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (mail, class)
) STRICT, WITHOUT ROWID;

CREATE INDEX returned_at ON returned (at);

-- What the operator sees of it.
CREATE TABLE returned_count (
    day INTEGER NOT NULL,
    kind TEXT NOT NULL,
    class TEXT NOT NULL,
    status TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (day, kind, class, status)
) STRICT, WITHOUT ROWID;

-- Whoever wants no mail at all loses the wishes to subscribe that wait for them.
CREATE INDEX opt_in_suppression ON opt_in (suppression) WHERE suppression IS NOT NULL;

-- How many mails that forms caused have their place in an hour, in hours since 1970-01-01 UTC.
CREATE TABLE mail_hour (
    hour INTEGER NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL
) STRICT;
