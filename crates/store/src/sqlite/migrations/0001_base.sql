-- The first schema. Moments are Unix seconds, days are days since 1970-01-01 UTC, hashes and tags
-- have 32 bytes. Codes are those of the public log (LOG-FORMAT section 4) where it has them:
-- class 1 person, 2 organisation; evidence 1 to 6; role 1 original, 2 translation. Of our own:
-- listing 0 counted, 1 initials, 2 named; state 1 confirmed, 2 withdrawn, 3 struck;
-- access purpose 1 manage, 2 withdraw.
--
-- Tables that grow with the log are keyed by (declaration, leaf) without a rowid: a batch appends
-- at one place of the tree, and there is no second index to maintain.

CREATE TABLE declaration (
    key INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    slug TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL UNIQUE,
    verifier_key TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE folder_file (
    declaration INTEGER NOT NULL REFERENCES declaration (key),
    path TEXT NOT NULL,
    content BLOB NOT NULL,
    UNIQUE (declaration, path)
) STRICT;

CREATE TABLE revision (
    declaration INTEGER NOT NULL REFERENCES declaration (key),
    leaf INTEGER NOT NULL,
    language TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    role INTEGER NOT NULL CHECK (role IN (1, 2)),
    renders INTEGER NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    day INTEGER NOT NULL,
    UNIQUE (declaration, leaf),
    UNIQUE (declaration, language, number)
) STRICT;

CREATE INDEX revision_digest ON revision (declaration, digest, leaf);

CREATE TABLE figure_record (
    declaration INTEGER NOT NULL REFERENCES declaration (key),
    leaf INTEGER NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    record TEXT NOT NULL,
    UNIQUE (declaration, leaf)
) STRICT;

CREATE INDEX figure_record_digest ON figure_record (declaration, digest, leaf);

CREATE TABLE log_head (
    declaration INTEGER PRIMARY KEY REFERENCES declaration (key),
    size INTEGER NOT NULL CHECK (size >= 0),
    edge BLOB NOT NULL CHECK (length(edge) % 32 = 0),
    checkpoint TEXT NOT NULL
) STRICT;

CREATE TABLE log_entry (
    declaration INTEGER NOT NULL REFERENCES declaration (key),
    leaf INTEGER NOT NULL,
    entry BLOB NOT NULL,
    PRIMARY KEY (declaration, leaf)
) STRICT, WITHOUT ROWID;

CREATE TABLE log_subtree (
    declaration INTEGER NOT NULL REFERENCES declaration (key),
    level INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (declaration, level, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
    declaration INTEGER NOT NULL REFERENCES declaration (key),
    size INTEGER NOT NULL,
    note TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (declaration, size)
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (
    declaration INTEGER NOT NULL REFERENCES declaration (key),
    revision INTEGER NOT NULL,
    class INTEGER NOT NULL CHECK (class IN (1, 2)),
    evidence INTEGER NOT NULL CHECK (evidence BETWEEN 1 AND 6),
    listing INTEGER NOT NULL CHECK (listing IN (0, 1, 2)),
    n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (declaration, revision, class, evidence, listing)
) STRICT, WITHOUT ROWID;

-- What stays of a signature whatever happens, and its tag while it counts.
CREATE TABLE signature (
    declaration INTEGER NOT NULL REFERENCES declaration (key),
    leaf INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    class INTEGER NOT NULL CHECK (class IN (1, 2)),
    evidence INTEGER NOT NULL CHECK (evidence BETWEEN 1 AND 6),
    state INTEGER NOT NULL CHECK (state IN (1, 2, 3)),
    listing INTEGER NOT NULL CHECK (listing IN (0, 1, 2)),
    day INTEGER NOT NULL,
    tag BLOB CHECK (length(tag) = 32),
    PRIMARY KEY (declaration, leaf),
    CHECK ((state = 1) = (tag IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX signature_tag ON signature (declaration, tag) WHERE tag IS NOT NULL;

-- The sealed record, apart from the row that stays, so that erasing is deleting.
CREATE TABLE signature_record (
    declaration INTEGER NOT NULL,
    leaf INTEGER NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (declaration, leaf),
    FOREIGN KEY (declaration, leaf) REFERENCES signature (declaration, leaf)
) STRICT, WITHOUT ROWID;

-- The public list. Class and language stand in front in every index the list is read from: a page
-- is merged from as many short ranges as there are pairs of the two, so that each filter is as fast
-- as none and no filter needs an index of its own.
CREATE TABLE signatory (
    declaration INTEGER NOT NULL,
    leaf INTEGER NOT NULL,
    class INTEGER NOT NULL CHECK (class IN (1, 2)),
    language TEXT NOT NULL,
    listing INTEGER NOT NULL CHECK (listing IN (1, 2)),
    name TEXT NOT NULL,
    descriptor TEXT,
    place TEXT,
    comment TEXT,
    day INTEGER NOT NULL,
    opening BLOB NOT NULL,
    PRIMARY KEY (declaration, leaf),
    FOREIGN KEY (declaration, leaf) REFERENCES signature (declaration, leaf)
) STRICT, WITHOUT ROWID;

CREATE INDEX signatory_facet ON signatory (declaration, class, language, leaf);

CREATE TABLE signatory_name (
    declaration INTEGER NOT NULL,
    leaf INTEGER NOT NULL,
    locale TEXT NOT NULL,
    class INTEGER NOT NULL,
    language TEXT NOT NULL,
    sort_key BLOB NOT NULL,
    PRIMARY KEY (declaration, leaf, locale),
    FOREIGN KEY (declaration, leaf) REFERENCES signatory (declaration, leaf)
) STRICT, WITHOUT ROWID;

CREATE INDEX signatory_name_order
    ON signatory_name (declaration, locale, class, language, sort_key, leaf);

-- `before` is the greatest word of the same signatory that sorts before this one, or empty. A word
-- that begins with a prefix is the first of its signatory to do so exactly when `before` sorts
-- before the prefix: whatever lies between the prefix and such a word begins with the prefix too.
CREATE TABLE signatory_word (
    declaration INTEGER NOT NULL,
    leaf INTEGER NOT NULL,
    word TEXT NOT NULL,
    before TEXT NOT NULL,
    class INTEGER NOT NULL,
    language TEXT NOT NULL,
    PRIMARY KEY (declaration, leaf, word),
    FOREIGN KEY (declaration, leaf) REFERENCES signatory (declaration, leaf)
) STRICT, WITHOUT ROWID;

CREATE INDEX signatory_word_order
    ON signatory_word (declaration, class, language, word, leaf, before);

CREATE TABLE access (
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    declaration INTEGER NOT NULL REFERENCES declaration (key),
    leaf INTEGER NOT NULL,
    purpose INTEGER NOT NULL CHECK (purpose IN (1, 2)),
    expires INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX access_expires ON access (expires) WHERE expires IS NOT NULL;

-- `suppression` is what is suppressed should the mail be refused. Once confirmed it cannot be, and the
-- column is emptied: nothing of the address stays beside the leaf.
CREATE TABLE pending (
    key INTEGER PRIMARY KEY,
    confirm_hash BLOB NOT NULL UNIQUE CHECK (length(confirm_hash) = 32),
    tab_hash BLOB NOT NULL UNIQUE CHECK (length(tab_hash) = 32),
    refuse_hash BLOB NOT NULL UNIQUE CHECK (length(refuse_hash) = 32),
    declaration INTEGER NOT NULL REFERENCES declaration (key),
    payload BLOB NOT NULL,
    wrapped_by_link BLOB NOT NULL,
    wrapped_by_code BLOB NOT NULL,
    suppression BLOB CHECK (length(suppression) = 32),
    tries INTEGER NOT NULL DEFAULT 0,
    expires INTEGER NOT NULL,
    leaf INTEGER,
    CHECK ((leaf IS NULL) = (suppression IS NOT NULL))
) STRICT;

CREATE INDEX pending_expires ON pending (expires);

CREATE INDEX pending_suppression ON pending (suppression) WHERE leaf IS NULL;

CREATE TABLE consent_wording (
    key INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    wording TEXT NOT NULL
) STRICT;

-- A ledger: rows are added and, when the signature leaves, erased; never changed.
CREATE TABLE consent (
    key INTEGER PRIMARY KEY,
    declaration INTEGER NOT NULL,
    leaf INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    given INTEGER NOT NULL CHECK (given IN (0, 1)),
    wording INTEGER NOT NULL REFERENCES consent_wording (key),
    language TEXT NOT NULL,
    text BLOB NOT NULL CHECK (length(text) = 32),
    asked INTEGER NOT NULL,
    confirmed INTEGER NOT NULL,
    channel TEXT NOT NULL,
    method TEXT NOT NULL,
    FOREIGN KEY (declaration, leaf) REFERENCES signature (declaration, leaf)
) STRICT;

CREATE INDEX consent_leaf ON consent (declaration, leaf, key);

CREATE TABLE sealed_contact (
    declaration INTEGER NOT NULL,
    leaf INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    sealed BLOB NOT NULL,
    UNIQUE (declaration, leaf, purpose),
    FOREIGN KEY (declaration, leaf) REFERENCES signature (declaration, leaf)
) STRICT;

-- `ready` is when a mail may next be taken: its due moment at first, the end of the lease while
-- somebody holds it. One index then answers what to send next.
CREATE TABLE outbox (
    key INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    language TEXT NOT NULL,
    fields BLOB NOT NULL,
    due INTEGER NOT NULL,
    ready INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    pending BLOB CHECK (length(pending) = 32)
) STRICT;

CREATE INDEX outbox_ready ON outbox (ready, due);

CREATE INDEX outbox_pending ON outbox (pending) WHERE pending IS NOT NULL;

CREATE TABLE outbox_given_up (
    kind TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mail_cap (
    key BLOB NOT NULL CHECK (length(key) = 32),
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX mail_cap_key ON mail_cap (key, at);

CREATE INDEX mail_cap_at ON mail_cap (at);

CREATE TABLE suppression (
    key BLOB NOT NULL PRIMARY KEY CHECK (length(key) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
