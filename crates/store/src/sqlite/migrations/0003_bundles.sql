-- Full entry bundles, byte for byte as they are served (LOG-FORMAT section 3): 256 entries, each
-- after its length in two bytes. Entries that fill no bundle yet are rows of log_entry, and so are
-- those of a file that was written before, until they are packed. No entry stands in both.
--
-- With a rowid, unlike the other tables of the log: a tree of its own for the keys keeps bundles out
-- of the inner pages of their tree, where seven would fill one.
CREATE TABLE log_bundle (
    declaration INTEGER NOT NULL REFERENCES declaration (key),
    idx INTEGER NOT NULL,
    bundle BLOB NOT NULL,
    PRIMARY KEY (declaration, idx)
) STRICT;
