-- What a signer leaves and takes along: the sealed record, and the first line of the ledger of consents,
-- which nearly everybody has as the only one. It stays apart from the row that stays, so that erasing is
-- deleting. `place` is the declaration times 2^40, and the leaf: SQLite fills its pages when rows are
-- appended by one number, and seven eighths of them with any other key.
CREATE TABLE signature_kept (
    place INTEGER PRIMARY KEY,
    record BLOB,
    form INTEGER REFERENCES consent_form (key),
    asked INTEGER,
    confirmed INTEGER,
    CHECK ((form IS NULL) = (asked IS NULL) AND (form IS NULL) = (confirmed IS NULL))
) STRICT;

INSERT INTO signature_kept (place, record, form, asked, confirmed)
SELECT (s.declaration << 40) | s.leaf, r.record, c.form, c.asked, c.confirmed
FROM signature s
LEFT JOIN signature_record r ON r.declaration = s.declaration AND r.leaf = s.leaf
LEFT JOIN consent c ON c.declaration = s.declaration AND c.leaf = s.leaf AND c.n = 0
WHERE r.record IS NOT NULL OR c.form IS NOT NULL
ORDER BY s.declaration, s.leaf;

DROP TABLE signature_record;

ALTER TABLE signature_kept RENAME TO signature_record;

-- The lines behind the first.
CREATE TABLE consent_behind (
    declaration INTEGER NOT NULL,
    leaf INTEGER NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    form INTEGER NOT NULL REFERENCES consent_form (key),
    asked INTEGER NOT NULL,
    confirmed INTEGER NOT NULL,
    PRIMARY KEY (declaration, leaf, n),
    FOREIGN KEY (declaration, leaf) REFERENCES signature (declaration, leaf)
) STRICT, WITHOUT ROWID;

INSERT INTO consent_behind (declaration, leaf, n, form, asked, confirmed)
SELECT declaration, leaf, n, form, asked, confirmed FROM consent WHERE n > 0
ORDER BY declaration, leaf, n;

DROP TABLE consent;

ALTER TABLE consent_behind RENAME TO consent;
