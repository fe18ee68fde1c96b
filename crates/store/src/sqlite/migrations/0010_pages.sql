-- How many rows of the public list stand between two places of its order, so that a page is found by its
-- number. `locale` is empty in the order of signing, and `sort_key` with it. A block begins at a row
-- of the list, so that it leaves with that row, or in front of all (an empty key and leaf -1), and ends
-- where the next of its level begins. Level 1 counts what several blocks of level 0 count, and each of
-- its blocks begins where one of those begins.

CREATE TABLE signatory_block (
    declaration INTEGER NOT NULL,
    level INTEGER NOT NULL CHECK (level IN (0, 1)),
    locale TEXT NOT NULL,
    class INTEGER NOT NULL,
    language TEXT NOT NULL,
    revision INTEGER NOT NULL,
    sort_key BLOB NOT NULL,
    leaf INTEGER NOT NULL,
    n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (declaration, level, locale, class, language, revision, sort_key, leaf)
) STRICT, WITHOUT ROWID;

INSERT INTO signatory_block
SELECT declaration, 0, locale, class, language, revision,
       iif(block = 0, x'', sort_key), iif(block = 0, -1, leaf), n
FROM (
    SELECT declaration, locale, class, language, revision, block, sort_key, leaf,
           min(place), count(*) AS n
    FROM (
        SELECT *, row_number() OVER numbered AS place,
               (row_number() OVER numbered - 1) / 192 AS block
        FROM (
            SELECT declaration, locale, class, language, revision, sort_key, leaf
            FROM signatory_name
            UNION ALL
            SELECT declaration, '', class, language, revision, x'', leaf FROM signatory
        )
        WINDOW numbered AS (PARTITION BY declaration, locale, class, language, revision
                            ORDER BY sort_key, leaf)
    )
    GROUP BY declaration, locale, class, language, revision, block
);

INSERT INTO signatory_block
SELECT declaration, 1, locale, class, language, revision, sort_key, leaf, n
FROM (
    SELECT declaration, locale, class, language, revision, block, sort_key, leaf,
           min(place), sum(n) AS n
    FROM (
        SELECT *, row_number() OVER numbered AS place,
               (row_number() OVER numbered - 1) / 64 AS block
        FROM signatory_block
        WINDOW numbered AS (PARTITION BY declaration, locale, class, language, revision
                            ORDER BY sort_key, leaf)
    )
    GROUP BY declaration, locale, class, language, revision, block
);
