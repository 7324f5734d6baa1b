-- Derived: the index of dossiers (src/store/td-dossier-index.h). Columns and orders of the dossiers up to
-- top_id, packed in blocks: it is made anew as a whole, beside the one in use, and what was changed since
-- then is named in dossier_fresh until it is. A change carries the number of the newest index it is not in.
CREATE TABLE dossier_index (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  "generation" INTEGER NOT NULL DEFAULT 0,
  "top_id" INTEGER NOT NULL DEFAULT 0,
  "rows" INTEGER NOT NULL DEFAULT 0,
  "names" INTEGER NOT NULL DEFAULT 0,
  "building" INTEGER NOT NULL DEFAULT 0,
  "building_top" INTEGER NOT NULL DEFAULT 0
) STRICT;

-- id: generation, kind and number of the block in one
CREATE TABLE dossier_block (
  id INTEGER PRIMARY KEY,
  "data" BLOB NOT NULL
) STRICT;

CREATE TABLE dossier_fresh (
  id INTEGER PRIMARY KEY,
  "since" INTEGER NOT NULL
) STRICT;

CREATE TRIGGER dossier_index_update AFTER UPDATE OF code, state, received, due, returned, channel, level, area_name_id, procedure_name_id, unit_name_id, applicant, external_code ON dossier
WHEN old.id <= (SELECT max (top_id, building_top) FROM dossier_index) BEGIN
  INSERT INTO dossier_fresh (id, since)
    SELECT old.id, max (generation, building) FROM dossier_index WHERE true
    ON CONFLICT (id) DO UPDATE SET since = excluded.since;
END;
CREATE TRIGGER dossier_index_delete AFTER DELETE ON dossier
WHEN old.id <= (SELECT max (top_id, building_top) FROM dossier_index) BEGIN
  INSERT INTO dossier_fresh (id, since)
    SELECT old.id, max (generation, building) FROM dossier_index WHERE true
    ON CONFLICT (id) DO UPDATE SET since = excluded.since;
END;
-- What a name is called decides orders.
CREATE TRIGGER dossier_index_name AFTER UPDATE OF name ON dossier_name WHEN old.name IS NOT new.name BEGIN
  DELETE FROM dossier_index;
END;
