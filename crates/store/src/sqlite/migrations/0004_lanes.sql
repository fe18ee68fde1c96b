-- Each mail waits in a lane: 0 confirmation, 1 service, 2 issue. Until now there was one queue.
ALTER TABLE outbox ADD COLUMN lane INTEGER NOT NULL DEFAULT 0 CHECK (lane BETWEEN 0 AND 2);

UPDATE outbox SET lane = 1 WHERE kind <> 'confirm';

-- What is due in a lane is one range of this index, the longest waiting first.
CREATE INDEX outbox_lane ON outbox (lane, ready, due);

DROP INDEX outbox_ready;

-- Mails that will never be sent, counted by day: which rule of which provider stands in the way
-- shows in numbers, and no row speaks of one person's mail alone: the domain is a keyed hash, and `name`
-- stands beside it once enough mails went there.
CREATE TABLE dead_letter (
    day INTEGER NOT NULL,
    lane INTEGER NOT NULL CHECK (lane BETWEEN 0 AND 2),
    kind TEXT NOT NULL,
    class TEXT NOT NULL,
    domain BLOB NOT NULL CHECK (length(domain) = 32),
    name TEXT,
    n INTEGER NOT NULL,
    PRIMARY KEY (day, lane, kind, class, domain)
) STRICT, WITHOUT ROWID;

-- Domains without a name add up, in the order in which they are shown.
CREATE INDEX dead_letter_name ON dead_letter (day, lane, kind, class, name, n);
