-- Infomail: lists, numbered issues, subscriptions, and one receipt for each mail.
--
-- No column leads from a subscription to an entry of a log. Its key is random, and no table about it
-- has keys that rise, so that neither is in the order in which people signed; days stand where other
-- tables have seconds; and the only way to a declaration is a note that the subscriber agreed to. What
-- the keys beside the database still give, and what days and languages let somebody guess, stands in
-- docs/infomail.md. A subscription that ended is deleted; that it ended, and why, is only counted.

-- `epoch` counts the issues that appeared. A subscription bears the epoch in which it began, and an
-- issue goes to those of its own epoch and before: that settles who gets it, in one row, however many
-- they are.
CREATE TABLE infomail_list (
    key INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    settings TEXT NOT NULL,
    epoch INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL
) STRICT;

-- `reached` is the key of the last subscription that was looked at: whoever sends goes on behind it.
-- Counters are written once for many mails.
CREATE TABLE infomail_issue (
    key INTEGER PRIMARY KEY,
    list INTEGER NOT NULL REFERENCES infomail_list (key),
    number INTEGER NOT NULL CHECK (number > 0),
    state TEXT NOT NULL CHECK (state IN ('draft', 'ready', 'sending', 'paused', 'done')),
    appeared INTEGER,
    paused_by TEXT,
    epoch INTEGER NOT NULL DEFAULT 0,
    reached INTEGER NOT NULL DEFAULT 0,
    by_language INTEGER NOT NULL CHECK (by_language IN (0, 1)),
    by_signed INTEGER NOT NULL CHECK (by_signed IN (0, 1)),
    sent INTEGER NOT NULL DEFAULT 0,
    dead INTEGER NOT NULL DEFAULT 0,
    returned INTEGER NOT NULL DEFAULT 0,
    complained INTEGER NOT NULL DEFAULT 0,
    UNIQUE (list, number),
    CHECK ((state = 'draft') = (appeared IS NULL))
) STRICT;

CREATE INDEX infomail_issue_state ON infomail_issue (state, appeared);

CREATE TABLE infomail_issue_file (
    issue INTEGER NOT NULL REFERENCES infomail_issue (key),
    path TEXT NOT NULL,
    content BLOB NOT NULL,
    UNIQUE (issue, path)
) STRICT;

CREATE TABLE infomail_issue_language (
    issue INTEGER NOT NULL REFERENCES infomail_issue (key),
    language TEXT NOT NULL,
    PRIMARY KEY (issue, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE infomail_issue_signed (
    issue INTEGER NOT NULL REFERENCES infomail_issue (key),
    declaration INTEGER NOT NULL REFERENCES declaration (key),
    PRIMARY KEY (issue, declaration)
) STRICT, WITHOUT ROWID;

-- `asking` is the day on which the question whether to stay was queued, `asked` that on which it was
-- sent: nobody's time runs whom it did not leave for.
CREATE TABLE subscription (
    key INTEGER PRIMARY KEY CHECK (key > 0),
    list INTEGER NOT NULL REFERENCES infomail_list (key),
    epoch INTEGER NOT NULL,
    language TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    sealed BLOB NOT NULL,
    sealed_by INTEGER NOT NULL,
    leave_hash BLOB NOT NULL UNIQUE CHECK (length(leave_hash) = 32),
    since INTEGER NOT NULL,
    permitted INTEGER NOT NULL,
    asking INTEGER,
    asked INTEGER,
    soft_returns INTEGER NOT NULL DEFAULT 0,
    soft_day INTEGER NOT NULL DEFAULT 0,
    UNIQUE (list, hash)
) STRICT;

-- What is walked through by whoever sends and counts, without touching the rows themselves.
CREATE INDEX subscription_walk ON subscription (list, key, epoch, language);

CREATE INDEX subscription_permitted ON subscription (permitted) WHERE asked IS NULL;

CREATE INDEX subscription_asked ON subscription (asked) WHERE asked IS NOT NULL;

CREATE INDEX subscription_sealed_by ON subscription (sealed_by);

CREATE TABLE subscription_signed (
    subscription INTEGER NOT NULL REFERENCES subscription (key),
    declaration INTEGER NOT NULL REFERENCES declaration (key),
    PRIMARY KEY (subscription, declaration)
) STRICT, WITHOUT ROWID;

-- A ledger: rows are added and, when the subscription ends, erased; never changed. It is written where
-- a signature is confirmed, so its rows lie in the order of their random subscriptions, and the same
-- consent given twice in a day is one.
CREATE TABLE subscription_consent (
    subscription INTEGER NOT NULL REFERENCES subscription (key),
    purpose TEXT NOT NULL,
    wording INTEGER NOT NULL REFERENCES consent_wording (key),
    language TEXT NOT NULL,
    asked INTEGER NOT NULL,
    confirmed INTEGER NOT NULL,
    channel TEXT NOT NULL,
    method TEXT NOT NULL,
    PRIMARY KEY (subscription, confirmed, purpose, asked, wording, language, channel, method)
) STRICT, WITHOUT ROWID;

-- Purpose 1 manage, 2 stay.
CREATE TABLE subscription_access (
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    subscription INTEGER NOT NULL REFERENCES subscription (key),
    purpose INTEGER NOT NULL CHECK (purpose IN (1, 2)),
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX subscription_access_of ON subscription_access (subscription);

CREATE INDEX subscription_access_expires ON subscription_access (expires);

CREATE TABLE subscription_stopped (
    list INTEGER NOT NULL REFERENCES infomail_list (key),
    reason TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (list, reason)
) STRICT, WITHOUT ROWID;

-- A wish to subscribe. The payload cannot be read without the mailed token, and is emptied when it was
-- confirmed: pressing the button again then begins nothing anew.
CREATE TABLE opt_in (
    key INTEGER PRIMARY KEY,
    confirm_hash BLOB NOT NULL UNIQUE CHECK (length(confirm_hash) = 32),
    refuse_hash BLOB NOT NULL UNIQUE CHECK (length(refuse_hash) = 32),
    list INTEGER NOT NULL REFERENCES infomail_list (key),
    payload BLOB,
    suppression BLOB CHECK (length(suppression) = 32),
    expires INTEGER NOT NULL,
    CHECK ((payload IS NULL) = (suppression IS NULL))
) STRICT;

CREATE INDEX opt_in_expires ON opt_in (expires);

-- Addresses that complained of Infomail, as keyed hashes: no form starts it to them again.
CREATE TABLE infomail_suppression (
    key BLOB NOT NULL PRIMARY KEY CHECK (length(key) = 32)
) STRICT, WITHOUT ROWID;

-- Part of an issue in the hands of a sender: the subscriptions behind `behind` and up to `upto`, of
-- which `n` have no receipt yet.
CREATE TABLE infomail_lease (
    issue INTEGER NOT NULL REFERENCES infomail_issue (key),
    behind INTEGER NOT NULL,
    upto INTEGER NOT NULL,
    until INTEGER NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    PRIMARY KEY (issue, behind)
) STRICT, WITHOUT ROWID;

CREATE INDEX infomail_lease_until ON infomail_lease (until);

-- One row for each mail, written when its fate is known: 1 sent, 2 later, 3 dead, 4 returned,
-- 5 complained. The key is what keeps a subscriber from getting an issue twice. One that is `held` is
-- tried again at this moment, and `due` is when whoever does so is thought dead.
CREATE TABLE infomail_receipt (
    issue INTEGER NOT NULL REFERENCES infomail_issue (key),
    subscription INTEGER NOT NULL,
    fate INTEGER NOT NULL CHECK (fate BETWEEN 1 AND 5),
    due INTEGER,
    held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
    attempts INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (issue, subscription),
    CHECK ((fate = 2) = (due IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX infomail_receipt_due ON infomail_receipt (due) WHERE fate = 2;

CREATE INDEX infomail_receipt_later ON infomail_receipt (issue, due) WHERE fate = 2;

CREATE INDEX infomail_receipt_of ON infomail_receipt (subscription) WHERE fate = 2;

-- By keyed hash, so that the domain of one person stands nowhere; `name` once enough mails went there.
CREATE TABLE infomail_domain (
    issue INTEGER NOT NULL REFERENCES infomail_issue (key),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    name TEXT,
    sent INTEGER NOT NULL DEFAULT 0,
    dead INTEGER NOT NULL DEFAULT 0,
    deferred INTEGER NOT NULL DEFAULT 0,
    returned INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (issue, hash)
) STRICT, WITHOUT ROWID;
