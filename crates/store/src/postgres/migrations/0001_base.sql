-- The schema of the engine PostgreSQL, in a database schema of its own. Tables, columns and codes
-- mean what they mean in SQLite's; the differences are the dialect's. Moments are Unix seconds,
-- days are days since 1970-01-01 UTC, hashes and tags have 32 bytes.
--
-- All text is compared byte by byte (COLLATE "C"), as the other engine does and as cursors rely on.
-- What was random when it was made does not compress: no attempt is made (STORAGE EXTERNAL).

CREATE TABLE declaration (
    key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id BYTEA NOT NULL UNIQUE CHECK (length(id) = 16),
    slug TEXT COLLATE "C" NOT NULL UNIQUE,
    origin TEXT COLLATE "C" NOT NULL UNIQUE,
    verifier_key TEXT NOT NULL,
    created BIGINT NOT NULL,
    -- A carried log was written elsewhere and is only read here.
    carried BOOLEAN NOT NULL
);

CREATE TABLE folder_file (
    declaration BIGINT NOT NULL REFERENCES declaration (key),
    path TEXT COLLATE "C" NOT NULL,
    content BYTEA NOT NULL,
    -- When it was first published, and when it last changed.
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    PRIMARY KEY (declaration, path)
);

CREATE TABLE revision (
    declaration BIGINT NOT NULL REFERENCES declaration (key),
    leaf BIGINT NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    role SMALLINT NOT NULL CHECK (role IN (1, 2)),
    renders BIGINT NOT NULL,
    digest BYTEA NOT NULL CHECK (length(digest) = 32),
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (declaration, leaf),
    UNIQUE (declaration, language, number)
);

CREATE INDEX revision_digest ON revision (declaration, digest, leaf);

CREATE TABLE figure_record (
    declaration BIGINT NOT NULL REFERENCES declaration (key),
    leaf BIGINT NOT NULL,
    digest BYTEA NOT NULL CHECK (length(digest) = 32),
    record TEXT NOT NULL,
    PRIMARY KEY (declaration, leaf)
);

CREATE INDEX figure_record_digest ON figure_record (declaration, digest, leaf);

CREATE TABLE raising_record (
    declaration BIGINT NOT NULL REFERENCES declaration (key),
    leaf BIGINT NOT NULL,
    digest BYTEA NOT NULL CHECK (length(digest) = 32),
    record TEXT NOT NULL,
    PRIMARY KEY (declaration, leaf)
);

CREATE INDEX raising_record_digest ON raising_record (declaration, digest, leaf);

-- The one row that every batch of a declaration locks. It is rewritten with every batch: half of
-- each page stays free, so that a new version finds room beside the old one and no index changes.
CREATE TABLE log_head (
    declaration BIGINT PRIMARY KEY REFERENCES declaration (key),
    size BIGINT NOT NULL CHECK (size >= 0),
    edge BYTEA NOT NULL CHECK (length(edge) % 32 = 0),
    checkpoint TEXT NOT NULL,
    closed BOOLEAN NOT NULL DEFAULT FALSE,
    -- How often anything that pages show changed: entries, list, counters, folder; and how often the
    -- folder, the texts or the end did. A node that keeps them learns from it that they are old.
    changes BIGINT NOT NULL DEFAULT 0,
    publications BIGINT NOT NULL DEFAULT 0,
    -- A checkpoint that was released and is not found here: a node that knows of it objects to signing.
    missed TEXT
) WITH (fillfactor = 50);

CREATE TABLE log_entry (
    declaration BIGINT NOT NULL REFERENCES declaration (key),
    leaf BIGINT NOT NULL,
    entry BYTEA NOT NULL,
    PRIMARY KEY (declaration, leaf)
);

ALTER TABLE log_entry ALTER COLUMN entry SET STORAGE EXTERNAL;

-- Full entry bundles, byte for byte as they are served (LOG-FORMAT section 3). No entry stands in
-- both tables.
CREATE TABLE log_bundle (
    declaration BIGINT NOT NULL REFERENCES declaration (key),
    idx BIGINT NOT NULL,
    bundle BYTEA NOT NULL,
    PRIMARY KEY (declaration, idx)
);

ALTER TABLE log_bundle ALTER COLUMN bundle SET STORAGE EXTERNAL;

CREATE TABLE log_subtree (
    declaration BIGINT NOT NULL REFERENCES declaration (key),
    level SMALLINT NOT NULL,
    idx BIGINT NOT NULL,
    hash BYTEA NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (declaration, level, idx)
);

CREATE TABLE checkpoint (
    declaration BIGINT NOT NULL REFERENCES declaration (key),
    size BIGINT NOT NULL,
    note TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (declaration, size)
);

-- What witnesses signed under our checkpoints: at most one line of each for each size.
CREATE TABLE cosignature (
    declaration BIGINT NOT NULL,
    size BIGINT NOT NULL,
    witness TEXT COLLATE "C" NOT NULL,
    line TEXT NOT NULL,
    seconds BIGINT NOT NULL,
    PRIMARY KEY (declaration, size, witness),
    FOREIGN KEY (declaration, size) REFERENCES checkpoint (declaration, size)
);

CREATE INDEX cosignature_witness ON cosignature (declaration, witness, size);

-- What this program, being a witness itself, last signed of other logs (tlog-witness).
CREATE TABLE witnessed (
    origin TEXT COLLATE "C" PRIMARY KEY,
    size BIGINT NOT NULL CHECK (size >= 0),
    root BYTEA NOT NULL CHECK (length(root) = 32),
    note TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE TABLE counter (
    declaration BIGINT NOT NULL REFERENCES declaration (key),
    revision BIGINT NOT NULL,
    class SMALLINT NOT NULL CHECK (class IN (1, 2)),
    evidence SMALLINT NOT NULL CHECK (evidence BETWEEN 1 AND 6),
    listing SMALLINT NOT NULL CHECK (listing IN (0, 1, 2)),
    n BIGINT NOT NULL CHECK (n >= 0),
    PRIMARY KEY (declaration, revision, class, evidence, listing)
) WITH (fillfactor = 50);

-- What stays of a signature whatever happens, and its tag while it counts; of tags and of the hash of
-- the link that manages it the first 16 bytes, which tell them apart as well as 32 do. One that its signer moved
-- to a newer text leads to the one that took its place: whoever holds a link to the old one is led to
-- the new one.
CREATE TABLE signature (
    declaration BIGINT NOT NULL REFERENCES declaration (key),
    leaf BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    class SMALLINT NOT NULL CHECK (class IN (1, 2)),
    evidence SMALLINT NOT NULL CHECK (evidence BETWEEN 1 AND 6),
    state SMALLINT NOT NULL CHECK (state IN (1, 2, 3)),
    listing SMALLINT NOT NULL CHECK (listing IN (0, 1, 2)),
    day INTEGER NOT NULL,
    tag BYTEA CHECK (length(tag) = 16),
    link BYTEA CHECK (length(link) = 16),
    successor BIGINT CHECK (successor > leaf),
    PRIMARY KEY (declaration, leaf),
    CHECK ((state = 1) = (tag IS NOT NULL))
);

CREATE UNIQUE INDEX signature_tag ON signature (declaration, tag) WHERE tag IS NOT NULL;

CREATE UNIQUE INDEX signature_link ON signature (link) WHERE link IS NOT NULL;

-- The public list. Class, language and the revision signed stand in front in every index the list is
-- read from: a page is merged from as many short ranges as there are of the three together.
CREATE TABLE signatory (
    declaration BIGINT NOT NULL,
    leaf BIGINT NOT NULL,
    class SMALLINT NOT NULL CHECK (class IN (1, 2)),
    language TEXT COLLATE "C" NOT NULL,
    listing SMALLINT NOT NULL CHECK (listing IN (1, 2)),
    name TEXT NOT NULL,
    descriptor TEXT,
    place TEXT,
    comment TEXT,
    day INTEGER NOT NULL,
    opening BYTEA NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (declaration, leaf),
    FOREIGN KEY (declaration, leaf) REFERENCES signature (declaration, leaf)
);

CREATE INDEX signatory_facet ON signatory (declaration, class, language, revision, leaf);

CREATE TABLE signatory_name (
    declaration BIGINT NOT NULL,
    leaf BIGINT NOT NULL,
    locale TEXT COLLATE "C" NOT NULL,
    class SMALLINT NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    sort_key BYTEA NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (declaration, leaf, locale),
    FOREIGN KEY (declaration, leaf) REFERENCES signatory (declaration, leaf)
);

CREATE INDEX signatory_name_order
    ON signatory_name (declaration, locale, class, language, revision, sort_key, leaf);

-- `before` is the greatest word of the same signatory that sorts before this one, or empty. A word
-- that begins with a prefix is the first of its signatory to do so exactly when `before` sorts
-- before the prefix.
CREATE TABLE signatory_word (
    declaration BIGINT NOT NULL,
    leaf BIGINT NOT NULL,
    word TEXT COLLATE "C" NOT NULL,
    before TEXT COLLATE "C" NOT NULL,
    class SMALLINT NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (declaration, leaf, word),
    FOREIGN KEY (declaration, leaf) REFERENCES signatory (declaration, leaf)
);

CREATE INDEX signatory_word_order
    ON signatory_word (declaration, class, language, revision, word, leaf) INCLUDE (before);

-- How many rows of the list stand between two places of its order, so that a page is found by its
-- number. `locale` is empty in the order of signing, and `sort_key` with it. A block begins at a row
-- of the list, so that it leaves with that row, or in front of all (an empty key and leaf -1), and ends
-- where the next of its level begins. Level 1 counts what several blocks of level 0 count, and each of
-- its blocks begins where one of those begins.
CREATE TABLE signatory_block (
    declaration BIGINT NOT NULL,
    level SMALLINT NOT NULL CHECK (level IN (0, 1)),
    locale TEXT COLLATE "C" NOT NULL,
    class SMALLINT NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    sort_key BYTEA NOT NULL,
    leaf BIGINT NOT NULL,
    n BIGINT NOT NULL CHECK (n >= 0),
    PRIMARY KEY (declaration, level, locale, class, language, revision, sort_key, leaf)
);

CREATE TABLE access (
    hash BYTEA PRIMARY KEY CHECK (length(hash) = 32),
    declaration BIGINT NOT NULL REFERENCES declaration (key),
    leaf BIGINT NOT NULL,
    purpose SMALLINT NOT NULL CHECK (purpose IN (1, 2)),
    expires BIGINT
);

CREATE INDEX access_expires ON access (expires) WHERE expires IS NOT NULL;

-- `suppression` is what is suppressed should the mail be refused. Once confirmed it cannot be, and
-- the column is emptied: nothing of the address stays beside the leaf.
CREATE TABLE pending (
    key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    confirm_hash BYTEA NOT NULL UNIQUE CHECK (length(confirm_hash) = 32),
    tab_hash BYTEA NOT NULL UNIQUE CHECK (length(tab_hash) = 32),
    refuse_hash BYTEA NOT NULL UNIQUE CHECK (length(refuse_hash) = 32),
    declaration BIGINT NOT NULL REFERENCES declaration (key),
    payload BYTEA NOT NULL,
    wrapped_by_link BYTEA NOT NULL,
    wrapped_by_code BYTEA NOT NULL,
    suppression BYTEA CHECK (length(suppression) = 32),
    tries INTEGER NOT NULL DEFAULT 0,
    expires BIGINT NOT NULL,
    leaf BIGINT,
    CHECK ((leaf IS NULL) = (suppression IS NOT NULL))
);

ALTER TABLE pending ALTER COLUMN payload SET STORAGE EXTERNAL;

CREATE INDEX pending_expires ON pending (expires);

CREATE INDEX pending_suppression ON pending (suppression) WHERE leaf IS NULL;

CREATE TABLE consent_wording (
    key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest BYTEA NOT NULL UNIQUE CHECK (length(digest) = 32),
    wording TEXT NOT NULL
);

-- Most people agree to the same sentence, under the same text, by the same form: that is kept once, and
-- the ledger keeps who and when.
CREATE TABLE consent_form (
    key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    purpose TEXT COLLATE "C" NOT NULL,
    given BOOLEAN NOT NULL,
    wording BIGINT NOT NULL REFERENCES consent_wording (key),
    language TEXT COLLATE "C" NOT NULL,
    text BYTEA NOT NULL CHECK (length(text) = 32),
    channel TEXT COLLATE "C" NOT NULL,
    method TEXT COLLATE "C" NOT NULL,
    UNIQUE (text, wording, purpose, given, language, channel, method)
);

-- What a signer leaves and takes along, apart from the row that stays, so that erasing is deleting: the
-- sealed record, and the first line of the ledger of consents, which nearly everybody has as the only
-- one. `place` is the declaration times 2^40, and the leaf.
CREATE TABLE signature_record (
    place BIGINT PRIMARY KEY,
    record BYTEA,
    form BIGINT REFERENCES consent_form (key),
    asked BIGINT,
    confirmed BIGINT,
    CHECK ((form IS NULL) = (asked IS NULL) AND (form IS NULL) = (confirmed IS NULL))
);

ALTER TABLE signature_record ALTER COLUMN record SET STORAGE EXTERNAL;

-- A ledger: rows are added and, when the signature leaves, erased; never changed. `n` keeps the order of
-- the lines of one signature behind the first.
CREATE TABLE consent (
    declaration BIGINT NOT NULL,
    leaf BIGINT NOT NULL,
    n BIGINT NOT NULL CHECK (n > 0),
    form BIGINT NOT NULL REFERENCES consent_form (key),
    asked BIGINT NOT NULL,
    confirmed BIGINT NOT NULL,
    PRIMARY KEY (declaration, leaf, n),
    FOREIGN KEY (declaration, leaf) REFERENCES signature (declaration, leaf)
);

CREATE TABLE sealed_contact (
    declaration BIGINT NOT NULL,
    leaf BIGINT NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (declaration, leaf, purpose),
    FOREIGN KEY (declaration, leaf) REFERENCES signature (declaration, leaf)
);

-- Each mail waits in a lane: 0 confirmation, 1 service, 2 issue. `ready` is when it may next be taken:
-- its due moment at first, the end of the lease while somebody holds it. What is due in a lane is one
-- range of an index, the longest waiting first.
CREATE TABLE outbox (
    key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id BYTEA NOT NULL UNIQUE CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    language TEXT NOT NULL,
    fields BYTEA NOT NULL,
    due BIGINT NOT NULL,
    ready BIGINT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    pending BYTEA CHECK (length(pending) = 32),
    lane SMALLINT NOT NULL CHECK (lane BETWEEN 0 AND 2)
);

CREATE INDEX outbox_lane ON outbox (lane, ready, due, key);

CREATE INDEX outbox_pending ON outbox (pending) WHERE pending IS NOT NULL;

CREATE TABLE outbox_given_up (
    kind TEXT COLLATE "C" PRIMARY KEY,
    n BIGINT NOT NULL
);

-- Mails that will never be sent, counted by day: which rule of which provider stands in the way
-- shows in numbers, and no row speaks of one person's mail alone: the domain is a keyed hash, and `name`
-- stands beside it once enough mails went there.
CREATE TABLE dead_letter (
    day INTEGER NOT NULL,
    lane SMALLINT NOT NULL CHECK (lane BETWEEN 0 AND 2),
    kind TEXT COLLATE "C" NOT NULL,
    class TEXT COLLATE "C" NOT NULL,
    domain BYTEA NOT NULL CHECK (length(domain) = 32),
    name TEXT COLLATE "C",
    n BIGINT NOT NULL,
    PRIMARY KEY (day, lane, kind, class, domain)
);

CREATE TABLE mail_cap (
    key BYTEA NOT NULL CHECK (length(key) = 32),
    at BIGINT NOT NULL
);

CREATE INDEX mail_cap_key ON mail_cap (key, at);

CREATE INDEX mail_cap_at ON mail_cap (at);

-- How many mails that forms caused have their place in an hour, in hours since 1970-01-01 UTC. The
-- same few rows are rewritten with every mail, beside themselves.
CREATE TABLE mail_hour (
    hour BIGINT PRIMARY KEY,
    n BIGINT NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE suppression (
    key BYTEA PRIMARY KEY CHECK (length(key) = 32)
);

CREATE TABLE setting (
    key TEXT COLLATE "C" PRIMARY KEY,
    value BYTEA NOT NULL
);

-- A mail that came back, by the opaque identifier in its return path: the same class is counted once
-- however often it is reported. Nothing in a row leads to an address.
CREATE TABLE returned (
    mail BYTEA NOT NULL CHECK (length(mail) = 16),
    class TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (mail, class)
);

CREATE INDEX returned_at ON returned (at);

-- What the operator sees of it.
CREATE TABLE returned_count (
    day INTEGER NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    class TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (day, kind, class, status)
);

-- Infomail: lists, numbered issues, subscriptions, and one receipt for each mail.
--
-- No column leads from a subscription to an entry of a log. Its key is random, and no table about it
-- has keys that rise, so that neither is in the order in which people signed; days stand where other
-- tables have seconds; and the only way to a declaration is a note that the subscriber agreed to. What
-- the keys beside the database still give, and what days and languages let somebody guess, stands in
-- docs/infomail.md. A subscription that ended is deleted; that it ended, and why, is only counted.
--
-- Unlike SQLite, this engine keeps rows where there was room for them, and beside each the number of the
-- transaction that wrote it: whoever reads its files learns which batch a subscription began with, until
-- all of its day are written again together (`stir.rs`). Within a batch the rows are in the order of their
-- random keys.

-- `epoch` counts the issues that appeared. A subscription bears the epoch in which it began, and an
-- issue goes to those of its own epoch and before: that settles who gets it, in one row, however many
-- they are.
CREATE TABLE infomail_list (
    key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug TEXT COLLATE "C" NOT NULL UNIQUE,
    settings TEXT NOT NULL,
    epoch BIGINT NOT NULL DEFAULT 0,
    created BIGINT NOT NULL
);

-- `reached` is the key of the last subscription that was looked at: whoever sends goes on behind it.
-- Counters are written once for many mails.
CREATE TABLE infomail_issue (
    key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    list BIGINT NOT NULL REFERENCES infomail_list (key),
    number INTEGER NOT NULL CHECK (number > 0),
    state TEXT COLLATE "C" NOT NULL
        CHECK (state IN ('draft', 'ready', 'sending', 'paused', 'done')),
    appeared BIGINT,
    paused_by TEXT,
    epoch BIGINT NOT NULL DEFAULT 0,
    reached BIGINT NOT NULL DEFAULT 0,
    by_language BOOLEAN NOT NULL,
    by_signed BOOLEAN NOT NULL,
    sent BIGINT NOT NULL DEFAULT 0,
    dead BIGINT NOT NULL DEFAULT 0,
    returned BIGINT NOT NULL DEFAULT 0,
    complained BIGINT NOT NULL DEFAULT 0,
    UNIQUE (list, number),
    CHECK ((state = 'draft') = (appeared IS NULL))
) WITH (fillfactor = 50);

CREATE INDEX infomail_issue_state ON infomail_issue (state, appeared);

CREATE TABLE infomail_issue_file (
    issue BIGINT NOT NULL REFERENCES infomail_issue (key),
    path TEXT COLLATE "C" NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (issue, path)
);

CREATE TABLE infomail_issue_language (
    issue BIGINT NOT NULL REFERENCES infomail_issue (key),
    language TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (issue, language)
);

CREATE TABLE infomail_issue_signed (
    issue BIGINT NOT NULL REFERENCES infomail_issue (key),
    declaration BIGINT NOT NULL REFERENCES declaration (key),
    PRIMARY KEY (issue, declaration)
);

-- `asking` is the day on which the question whether to stay was queued, `asked` that on which it was
-- sent: nobody's time runs whom it did not leave for.
CREATE TABLE subscription (
    key BIGINT PRIMARY KEY CHECK (key > 0),
    list BIGINT NOT NULL REFERENCES infomail_list (key),
    epoch BIGINT NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    hash BYTEA NOT NULL CHECK (length(hash) = 32),
    sealed BYTEA NOT NULL,
    sealed_by INTEGER NOT NULL,
    leave_hash BYTEA NOT NULL UNIQUE CHECK (length(leave_hash) = 32),
    since INTEGER NOT NULL,
    permitted INTEGER NOT NULL,
    asking INTEGER,
    asked INTEGER,
    soft_returns INTEGER NOT NULL DEFAULT 0,
    soft_day INTEGER NOT NULL DEFAULT 0,
    UNIQUE (list, hash)
);

ALTER TABLE subscription ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- What is walked through by whoever sends and counts, without touching the rows themselves.
CREATE INDEX subscription_walk ON subscription (list, key) INCLUDE (epoch, language);

CREATE INDEX subscription_permitted ON subscription (permitted) WHERE asked IS NULL;

CREATE INDEX subscription_asked ON subscription (asked) WHERE asked IS NOT NULL;

CREATE INDEX subscription_sealed_by ON subscription (sealed_by);

CREATE INDEX subscription_since ON subscription (since);

CREATE TABLE subscription_signed (
    subscription BIGINT NOT NULL REFERENCES subscription (key),
    declaration BIGINT NOT NULL REFERENCES declaration (key),
    PRIMARY KEY (subscription, declaration)
);

-- A ledger: rows are added and, when the subscription ends, erased; never changed. The same consent given
-- twice in a day is one.
CREATE TABLE subscription_consent (
    subscription BIGINT NOT NULL REFERENCES subscription (key),
    purpose TEXT COLLATE "C" NOT NULL,
    wording BIGINT NOT NULL REFERENCES consent_wording (key),
    language TEXT COLLATE "C" NOT NULL,
    asked INTEGER NOT NULL,
    confirmed INTEGER NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    method TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (subscription, confirmed, purpose, asked, wording, language, channel, method)
);

-- Purpose 1 manage, 2 stay.
CREATE TABLE subscription_access (
    hash BYTEA PRIMARY KEY CHECK (length(hash) = 32),
    subscription BIGINT NOT NULL REFERENCES subscription (key),
    purpose SMALLINT NOT NULL CHECK (purpose IN (1, 2)),
    expires BIGINT NOT NULL
);

CREATE INDEX subscription_access_of ON subscription_access (subscription);

CREATE INDEX subscription_access_expires ON subscription_access (expires);

CREATE TABLE subscription_stopped (
    list BIGINT NOT NULL REFERENCES infomail_list (key),
    reason TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (list, reason)
);

-- A wish to subscribe. The payload cannot be read without the mailed token, and is emptied when it was
-- confirmed: pressing the button again then begins nothing anew.
CREATE TABLE opt_in (
    key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    confirm_hash BYTEA NOT NULL UNIQUE CHECK (length(confirm_hash) = 32),
    refuse_hash BYTEA NOT NULL UNIQUE CHECK (length(refuse_hash) = 32),
    list BIGINT NOT NULL REFERENCES infomail_list (key),
    payload BYTEA,
    suppression BYTEA CHECK (length(suppression) = 32),
    expires BIGINT NOT NULL,
    CHECK ((payload IS NULL) = (suppression IS NULL))
);

CREATE INDEX opt_in_expires ON opt_in (expires);

-- Whoever wants no mail at all loses the wishes to subscribe that wait for them.
CREATE INDEX opt_in_suppression ON opt_in (suppression) WHERE suppression IS NOT NULL;

-- Addresses that complained of Infomail, as keyed hashes: no form starts it to them again.
CREATE TABLE infomail_suppression (
    key BYTEA PRIMARY KEY CHECK (length(key) = 32)
);

-- Part of an issue in the hands of a sender: the subscriptions behind `behind` and up to `upto`, of
-- which `n` have no receipt yet.
CREATE TABLE infomail_lease (
    issue BIGINT NOT NULL REFERENCES infomail_issue (key),
    behind BIGINT NOT NULL,
    upto BIGINT NOT NULL,
    until BIGINT NOT NULL,
    n BIGINT NOT NULL CHECK (n > 0),
    PRIMARY KEY (issue, behind)
);

CREATE INDEX infomail_lease_until ON infomail_lease (until);

-- One row for each mail, written when its fate is known: 1 sent, 2 later, 3 dead, 4 returned,
-- 5 complained. The key is what keeps a subscriber from getting an issue twice. One that is `held` is
-- tried again at this moment, and `due` is when whoever does so is thought dead.
CREATE TABLE infomail_receipt (
    issue BIGINT NOT NULL REFERENCES infomail_issue (key),
    subscription BIGINT NOT NULL,
    fate SMALLINT NOT NULL CHECK (fate BETWEEN 1 AND 5),
    due BIGINT,
    held BOOLEAN NOT NULL DEFAULT FALSE,
    attempts INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (issue, subscription),
    CHECK ((fate = 2) = (due IS NOT NULL))
);

CREATE INDEX infomail_receipt_due ON infomail_receipt (due, issue, subscription) WHERE fate = 2;

CREATE INDEX infomail_receipt_later ON infomail_receipt (issue, due) WHERE fate = 2;

CREATE INDEX infomail_receipt_of ON infomail_receipt (subscription) WHERE fate = 2;

-- By keyed hash, so that the domain of one person stands nowhere; `name` once enough mails went there.
CREATE TABLE infomail_domain (
    issue BIGINT NOT NULL REFERENCES infomail_issue (key),
    hash BYTEA NOT NULL CHECK (length(hash) = 32),
    name TEXT,
    sent BIGINT NOT NULL DEFAULT 0,
    dead BIGINT NOT NULL DEFAULT 0,
    deferred BIGINT NOT NULL DEFAULT 0,
    returned BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (issue, hash)
);
