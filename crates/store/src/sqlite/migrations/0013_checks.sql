-- A list of three values in a constraint makes SQLite build a table of them for each row that is written,
-- and throw it away: half of what writing a signature took. A range says the same in two comparisons.
PRAGMA writable_schema = ON;

UPDATE sqlite_schema SET sql = replace(sql, 'state IN (1, 2, 3)', 'state BETWEEN 1 AND 3')
WHERE type = 'table' AND name = 'signature';

UPDATE sqlite_schema SET sql = replace(sql, 'listing IN (0, 1, 2)', 'listing BETWEEN 0 AND 2')
WHERE type = 'table' AND name IN ('signature', 'counter');

PRAGMA writable_schema = RESET;
