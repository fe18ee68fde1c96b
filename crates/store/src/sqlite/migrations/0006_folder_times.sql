-- When a file of a folder was first published, and when it last changed: what is not in the log has
-- no other day. Files from before have the day of their declaration.

ALTER TABLE folder_file ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
ALTER TABLE folder_file ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;

UPDATE folder_file SET
    added = (SELECT created FROM declaration WHERE declaration.key = folder_file.declaration),
    changed = (SELECT created FROM declaration WHERE declaration.key = folder_file.declaration);
