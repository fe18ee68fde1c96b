-- Witnesses, raisings, and logs that are closed or carried.

-- A carried log was written elsewhere and is only read here.
ALTER TABLE declaration ADD COLUMN carried INTEGER NOT NULL DEFAULT 0 CHECK (carried IN (0, 1));

-- A closed log takes no signature any more.
ALTER TABLE log_head ADD COLUMN closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1));

CREATE TABLE raising_record (
    declaration INTEGER NOT NULL REFERENCES declaration (key),
    leaf INTEGER NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    record TEXT NOT NULL,
    UNIQUE (declaration, leaf)
) STRICT;

CREATE INDEX raising_record_digest ON raising_record (declaration, digest, leaf);

-- What witnesses signed under our checkpoints: at most one line of each for each size.
CREATE TABLE cosignature (
    declaration INTEGER NOT NULL,
    size INTEGER NOT NULL,
    witness TEXT NOT NULL,
    line TEXT NOT NULL,
    seconds INTEGER NOT NULL,
    PRIMARY KEY (declaration, size, witness),
    FOREIGN KEY (declaration, size) REFERENCES checkpoint (declaration, size)
) STRICT, WITHOUT ROWID;

CREATE INDEX cosignature_witness ON cosignature (declaration, witness, size);

-- What this program, being a witness itself, last signed of other logs (tlog-witness).
CREATE TABLE witnessed (
    origin TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL CHECK (size >= 0),
    root BLOB NOT NULL CHECK (length(root) = 32),
    note TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
