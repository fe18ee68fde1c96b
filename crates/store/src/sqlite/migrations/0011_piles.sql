-- What a signature leaves, in fewer bytes and fewer places of the file.

-- Sixteen bytes of a tag tell signatures apart as well as 32 do (`piles/mod.rs` has the odds). The index
-- over tags is gone: piles take its place, and the commit checks them in its transaction.
--
-- A table that others refer to cannot be made anew while foreign keys are watched. Changing the text of
-- a constraint in the schema is what SQLite offers instead (lang_altertable, section 8, the second
-- procedure); every tag is made to fit in the same step.
DROP INDEX signature_tag;

PRAGMA writable_schema = ON;

UPDATE sqlite_schema SET sql = replace(sql, 'length(tag) = 32', 'length(tag) = 16')
WHERE type = 'table' AND name = 'signature';

PRAGMA writable_schema = RESET;

UPDATE signature SET tag = substr(tag, 1, 16) WHERE tag IS NOT NULL;

-- The link that manages a signature, by the first sixteen bytes of the hash of its token. Links from
-- before, and those that end, are rows of `access`.
ALTER TABLE signature ADD COLUMN link BLOB CHECK (length(link) = 16);

-- Sheets of the piles that tags and links lie on. The key tells kind, level, part and sheet. With a
-- rowid: a row fills one page and needs no second tree.
CREATE TABLE pile (
    key INTEGER PRIMARY KEY,
    entries BLOB NOT NULL CHECK (length(entries) % 14 = 0)
) STRICT;

-- How many tags were ever added, so that a filter in memory knows what it has seen. Kind 1 tags.
CREATE TABLE pile_count (
    kind INTEGER PRIMARY KEY,
    n INTEGER NOT NULL CHECK (n >= 0)
) STRICT;

-- Most people agree to the same sentence, under the same text, by the same form: that is kept once, and
-- the ledger keeps who and when.
CREATE TABLE consent_form (
    key INTEGER PRIMARY KEY,
    purpose TEXT NOT NULL,
    given INTEGER NOT NULL CHECK (given IN (0, 1)),
    wording INTEGER NOT NULL REFERENCES consent_wording (key),
    language TEXT NOT NULL,
    text BLOB NOT NULL CHECK (length(text) = 32),
    channel TEXT NOT NULL,
    method TEXT NOT NULL,
    UNIQUE (text, wording, purpose, given, language, channel, method)
) STRICT;

INSERT INTO consent_form (purpose, given, wording, language, text, channel, method)
SELECT DISTINCT purpose, given, wording, language, text, channel, method FROM consent;

-- A ledger: rows are added and, when the signature leaves, erased; never changed. `n` keeps the order of
-- the lines of one signature.
CREATE TABLE consent_line (
    declaration INTEGER NOT NULL,
    leaf INTEGER NOT NULL,
    n INTEGER NOT NULL,
    form INTEGER NOT NULL REFERENCES consent_form (key),
    asked INTEGER NOT NULL,
    confirmed INTEGER NOT NULL,
    PRIMARY KEY (declaration, leaf, n),
    FOREIGN KEY (declaration, leaf) REFERENCES signature (declaration, leaf)
) STRICT, WITHOUT ROWID;

INSERT INTO consent_line (declaration, leaf, n, form, asked, confirmed)
SELECT c.declaration, c.leaf,
       row_number() OVER (PARTITION BY c.declaration, c.leaf ORDER BY c.key) - 1,
       f.key, c.asked, c.confirmed
FROM consent c JOIN consent_form f
  ON f.text = c.text AND f.wording = c.wording AND f.purpose = c.purpose AND f.given = c.given
 AND f.language = c.language AND f.channel = c.channel AND f.method = c.method;

DROP TABLE consent;

ALTER TABLE consent_line RENAME TO consent;
