-- How often anything that pages show of a declaration changed: entries, list, counters, folder; and how
-- often its folder, its texts or its end did. Another process that keeps them learns from it that they
-- are old.
ALTER TABLE log_head ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;

ALTER TABLE log_head ADD COLUMN publications INTEGER NOT NULL DEFAULT 0;

-- A checkpoint that was released and is not found here: a process that knows of it objects to signing.
ALTER TABLE log_head ADD COLUMN missed TEXT;
