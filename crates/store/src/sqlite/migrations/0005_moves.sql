-- A signature that its signer moved to a newer text leads to the one that took its place: whoever holds
-- a link to the old one is led to the new one. Both stand next to each other in the public log.

ALTER TABLE signature ADD COLUMN successor INTEGER CHECK (successor > leaf);

-- The revision signed stands beside class and language in every index the list is read from, so that a
-- list of one revision is as fast as any other.

ALTER TABLE signatory ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE signatory_name ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE signatory_word ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

UPDATE signatory SET revision =
    (SELECT s.revision FROM signature s
     WHERE s.declaration = signatory.declaration AND s.leaf = signatory.leaf);
UPDATE signatory_name SET revision =
    (SELECT s.revision FROM signature s
     WHERE s.declaration = signatory_name.declaration AND s.leaf = signatory_name.leaf);
UPDATE signatory_word SET revision =
    (SELECT s.revision FROM signature s
     WHERE s.declaration = signatory_word.declaration AND s.leaf = signatory_word.leaf);

DROP INDEX signatory_facet;
DROP INDEX signatory_name_order;
DROP INDEX signatory_word_order;

CREATE INDEX signatory_facet ON signatory (declaration, class, language, revision, leaf);

CREATE INDEX signatory_name_order
    ON signatory_name (declaration, locale, class, language, revision, sort_key, leaf);

CREATE INDEX signatory_word_order
    ON signatory_word (declaration, class, language, revision, word, leaf, before);
