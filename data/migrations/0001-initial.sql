-- The first schema: one table per kind of record (src/model/td-kind.c), what history needs, and what is
-- derived from the records: full-text search and rollups. This file never changes once it was released.

CREATE TABLE agency (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "name" TEXT,
  "printed_name" TEXT,
  "parent_name" TEXT,
  "abbreviation" TEXT,
  "place" TEXT,
  "drafting_unit" TEXT,
  "address" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX agency_by_import ON agency (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE unit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "uid" TEXT,
  "name" TEXT NOT NULL,
  "short_name" TEXT,
  "kind" TEXT,
  "parent_id" INTEGER REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  "valid_from" TEXT,
  "valid_to" TEXT,
  "successor_id" INTEGER REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "note" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX unit_by_parent ON unit (parent_id);
CREATE INDEX unit_by_successor ON unit (successor_id);
CREATE INDEX unit_by_import ON unit (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE unit_alias (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "unit_id" INTEGER REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  "alias" TEXT NOT NULL,
  import_id INTEGER
) STRICT;
CREATE INDEX unit_alias_by_unit ON unit_alias (unit_id);
CREATE INDEX unit_alias_by_import ON unit_alias (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE unit_group (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "name" TEXT NOT NULL,
  "position" INTEGER NOT NULL DEFAULT 0,
  import_id INTEGER
) STRICT;
CREATE INDEX unit_group_by_import ON unit_group (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE unit_group_member (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "unit_group_id" INTEGER REFERENCES unit_group (id) DEFERRABLE INITIALLY DEFERRED,
  "unit_id" INTEGER REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  import_id INTEGER
) STRICT;
CREATE INDEX unit_group_member_by_unit_group ON unit_group_member (unit_group_id);
CREATE INDEX unit_group_member_by_unit ON unit_group_member (unit_id);
CREATE INDEX unit_group_member_by_import ON unit_group_member (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE area (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "key" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "position" INTEGER NOT NULL DEFAULT 0,
  import_id INTEGER
) STRICT;
CREATE INDEX area_by_import ON area (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE profile (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "name" TEXT NOT NULL,
  "title" TEXT,
  "unit_id" INTEGER REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  import_id INTEGER
) STRICT;
CREATE INDEX profile_by_unit ON profile (unit_id);
CREATE INDEX profile_by_import ON profile (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE plan (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "uid" TEXT,
  "year" INTEGER NOT NULL DEFAULT 0,
  "doc_type" TEXT,
  "title" TEXT,
  "parent_agency" TEXT,
  "agency" TEXT,
  "agency_full" TEXT,
  "number" TEXT,
  "symbol" TEXT,
  "place" TEXT,
  "issued_date" TEXT,
  "date_text" TEXT,
  "day" INTEGER NOT NULL DEFAULT 0,
  "month" INTEGER NOT NULL DEFAULT 0,
  "issued_year" INTEGER NOT NULL DEFAULT 0,
  "status" TEXT,
  "urgency" TEXT,
  "circulation" TEXT,
  "annex_label" TEXT,
  "annex_title" TEXT,
  "annex_reference" TEXT,
  "annex_orientation" TEXT,
  "annex_header" INTEGER NOT NULL DEFAULT 0,
  "source_name" TEXT,
  "source_hash" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX plan_by_import ON plan (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE section (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "uid" TEXT,
  "plan_id" INTEGER REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  "parent_id" INTEGER REFERENCES section (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "number_style" TEXT,
  "label" TEXT,
  "title" TEXT,
  "title_marks" TEXT,
  "run_in" INTEGER NOT NULL DEFAULT 0,
  "area_key" TEXT,
  "kind" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX section_by_plan ON section (plan_id, position);
CREATE INDEX section_by_parent ON section (parent_id, position);
CREATE INDEX section_by_import ON section (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE block (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "plan_id" INTEGER REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  "section_id" INTEGER REFERENCES section (id) DEFERRABLE INITIALLY DEFERRED,
  "after_section_id" INTEGER REFERENCES section (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "kind" TEXT,
  "level" INTEGER NOT NULL DEFAULT 0,
  "marker" TEXT,
  "marker_style" TEXT,
  "text" TEXT,
  "marks" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX block_by_plan ON block (plan_id, position);
CREATE INDEX block_by_section ON block (section_id, position);
CREATE INDEX block_by_import ON block (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE legal_basis (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "plan_id" INTEGER REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "text" TEXT,
  "verb" TEXT,
  "doc_type" TEXT,
  "number" TEXT,
  "date" TEXT,
  "issuer" TEXT,
  "block_id" INTEGER REFERENCES block (id) DEFERRABLE INITIALLY DEFERRED,
  import_id INTEGER
) STRICT;
CREATE INDEX legal_basis_by_plan ON legal_basis (plan_id, position);
CREATE INDEX legal_basis_by_block ON legal_basis (block_id);
CREATE INDEX legal_basis_by_import ON legal_basis (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE target (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "uid" TEXT,
  "plan_id" INTEGER REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  "section_id" INTEGER REFERENCES section (id) DEFERRABLE INITIALLY DEFERRED,
  "block_id" INTEGER REFERENCES block (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "code" TEXT,
  "text" TEXT,
  "source_text" TEXT,
  "item" TEXT,
  "area_key" TEXT,
  "comparator" TEXT,
  "value" REAL,
  "measure_unit" TEXT,
  "baseline_year" INTEGER NOT NULL DEFAULT 0,
  "baseline_value" REAL,
  "target_year" INTEGER NOT NULL DEFAULT 0,
  "direction" TEXT,
  "period" TEXT,
  "kind" TEXT,
  "origin" TEXT,
  "core" INTEGER NOT NULL DEFAULT 0,
  "measure_source" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX target_by_plan ON target (plan_id, position);
CREATE INDEX target_by_section ON target (section_id);
CREATE INDEX target_by_block ON target (block_id);
CREATE INDEX target_by_import ON target (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE target_value (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "target_id" INTEGER REFERENCES target (id) DEFERRABLE INITIALLY DEFERRED,
  "period" TEXT,
  "numerator" REAL,
  "denominator" REAL,
  "value" REAL,
  "note" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX target_value_by_target ON target_value (target_id);
CREATE INDEX target_value_by_import ON target_value (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE plan_column (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "plan_id" INTEGER REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "role" TEXT,
  "heading" TEXT,
  "width" REAL,
  import_id INTEGER
) STRICT;
CREATE INDEX plan_column_by_plan ON plan_column (plan_id, position);
CREATE INDEX plan_column_by_import ON plan_column (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE plan_group (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "plan_id" INTEGER REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "area_key" TEXT,
  "label" TEXT,
  "title" TEXT,
  "label_in_title" INTEGER NOT NULL DEFAULT 0,
  "section_id" INTEGER REFERENCES section (id) DEFERRABLE INITIALLY DEFERRED,
  import_id INTEGER
) STRICT;
CREATE INDEX plan_group_by_plan ON plan_group (plan_id, position);
CREATE INDEX plan_group_by_section ON plan_group (section_id);
CREATE INDEX plan_group_by_import ON plan_group (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE task (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "uid" TEXT,
  "plan_id" INTEGER REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  "group_id" INTEGER REFERENCES plan_group (id) DEFERRABLE INITIALLY DEFERRED,
  "block_id" INTEGER REFERENCES block (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "number" TEXT,
  "number_text" TEXT,
  "content" TEXT,
  "content_marks" TEXT,
  "product_text" TEXT,
  "lead_text" TEXT,
  "coordinating_text" TEXT,
  "assignment_text" TEXT,
  "deadline_text" TEXT,
  "note" TEXT,
  "other_text" TEXT,
  "deadline_kind" TEXT,
  "deadline_start" TEXT,
  "deadline_end" TEXT,
  "deadline_exclusive" INTEGER NOT NULL DEFAULT 0,
  "deadline_recurrence" TEXT,
  "deadline_condition" TEXT,
  "deadline_typed" INTEGER NOT NULL DEFAULT 0,
  "area_key" TEXT,
  "origin" TEXT,
  "status" TEXT,
  "progress" INTEGER NOT NULL DEFAULT 0,
  "done_date" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX task_by_plan ON task (plan_id, position);
CREATE INDEX task_by_group ON task (group_id, position);
CREATE INDEX task_by_block ON task (block_id);
CREATE INDEX task_by_deadline ON task (deadline_end);
CREATE INDEX task_by_import ON task (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE task_product (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "plan_id" INTEGER REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  "task_id" INTEGER REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "text" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX task_product_by_plan ON task_product (plan_id, position);
CREATE INDEX task_product_by_task ON task_product (task_id, position);
CREATE INDEX task_product_by_import ON task_product (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE task_unit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "plan_id" INTEGER REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  "task_id" INTEGER REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "role" TEXT,
  "text" TEXT,
  "unit_id" INTEGER REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  "unit_group_id" INTEGER REFERENCES unit_group (id) DEFERRABLE INITIALLY DEFERRED,
  import_id INTEGER
) STRICT;
CREATE INDEX task_unit_by_plan ON task_unit (plan_id, position);
CREATE INDEX task_unit_by_task ON task_unit (task_id, position);
CREATE INDEX task_unit_by_unit ON task_unit (unit_id);
CREATE INDEX task_unit_by_unit_group ON task_unit (unit_group_id);
CREATE INDEX task_unit_by_import ON task_unit (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE recipient (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "plan_id" INTEGER REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "text" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX recipient_by_plan ON recipient (plan_id, position);
CREATE INDEX recipient_by_import ON recipient (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE signatory (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "plan_id" INTEGER REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "prefix" TEXT,
  "on_behalf_of" TEXT,
  "title" TEXT,
  "name" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX signatory_by_plan ON signatory (plan_id, position);
CREATE INDEX signatory_by_import ON signatory (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE plan_fact (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "plan_id" INTEGER REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  "section_id" INTEGER REFERENCES section (id) DEFERRABLE INITIALLY DEFERRED,
  "block_id" INTEGER REFERENCES block (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "kind" TEXT,
  "text" TEXT,
  "who" TEXT,
  "subject" TEXT,
  "value" REAL,
  "of" REAL,
  "year" INTEGER NOT NULL DEFAULT 0,
  "dates" TEXT,
  "periods" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX plan_fact_by_plan ON plan_fact (plan_id, position);
CREATE INDEX plan_fact_by_section ON plan_fact (section_id);
CREATE INDEX plan_fact_by_block ON plan_fact (block_id);
CREATE INDEX plan_fact_by_import ON plan_fact (import_id) WHERE import_id IS NOT NULL;

-- History: one row per action; its changesets; one log row per commit, for everyone who watches the file.
CREATE TABLE history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action TEXT NOT NULL,
  label TEXT NOT NULL,
  author TEXT,
  origin TEXT NOT NULL,
  began_at TEXT NOT NULL,
  at TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  state TEXT NOT NULL,
  explicit INTEGER NOT NULL DEFAULT 0,
  merge_key TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX history_by_state ON history (state, id);

CREATE TABLE history_changeset (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  history_id INTEGER NOT NULL REFERENCES history (id) DEFERRABLE INITIALLY DEFERRED,
  records INTEGER NOT NULL,
  changes BLOB NOT NULL
) STRICT;
CREATE INDEX history_changeset_by_history ON history_changeset (history_id);

-- A record named here may not be changed by undo or redo: it was issued, signed, numbered or frozen.
CREATE TABLE history_lock (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  history_id INTEGER NOT NULL REFERENCES history (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL,
  record_id INTEGER NOT NULL
) STRICT;
CREATE INDEX history_lock_by_record ON history_lock (kind, record_id);
CREATE INDEX history_lock_by_history ON history_lock (history_id);

CREATE TABLE commit_log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  history_id INTEGER,
  changeset_id INTEGER,
  direction INTEGER NOT NULL,
  tables TEXT NOT NULL
) STRICT;

-- Bulk imports: rows that carry the id of an import that is not "done" are invisible. States: "running",
-- "done", "undone" (can be redone), "removed" (its rows are to be deleted). owner: computer and process.
CREATE TABLE import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  state TEXT NOT NULL,
  owner TEXT NOT NULL,
  at TEXT NOT NULL,
  tables TEXT NOT NULL DEFAULT '',
  records INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Bytes of files by their SHA-256; rows name the hash.
CREATE TABLE file_blob (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- Derived: full text. rowid = id * 64 + kind. "marked" is lower case with marks, "folded" without.
CREATE VIRTUAL TABLE search USING fts5 (
  marked, folded, tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TRIGGER unit_search_insert AFTER INSERT ON unit BEGIN
  INSERT INTO search (rowid, marked, folded)
    VALUES (new.id * 64 + 1, td_fold_keep_marks (coalesce (new.name, '')), td_fold (coalesce (new.name, '')));
END;
CREATE TRIGGER unit_search_update AFTER UPDATE OF name ON unit BEGIN
  DELETE FROM search WHERE rowid = old.id * 64 + 1;
  INSERT INTO search (rowid, marked, folded)
    VALUES (new.id * 64 + 1, td_fold_keep_marks (coalesce (new.name, '')), td_fold (coalesce (new.name, '')));
END;
CREATE TRIGGER unit_search_delete AFTER DELETE ON unit BEGIN
  DELETE FROM search WHERE rowid = old.id * 64 + 1;
END;

CREATE TRIGGER plan_search_insert AFTER INSERT ON plan BEGIN
  INSERT INTO search (rowid, marked, folded)
    VALUES (new.id * 64 + 7, td_fold_keep_marks (coalesce (new.title, '')), td_fold (coalesce (new.title, '')));
END;
CREATE TRIGGER plan_search_update AFTER UPDATE OF title ON plan BEGIN
  DELETE FROM search WHERE rowid = old.id * 64 + 7;
  INSERT INTO search (rowid, marked, folded)
    VALUES (new.id * 64 + 7, td_fold_keep_marks (coalesce (new.title, '')), td_fold (coalesce (new.title, '')));
END;
CREATE TRIGGER plan_search_delete AFTER DELETE ON plan BEGIN
  DELETE FROM search WHERE rowid = old.id * 64 + 7;
END;

CREATE TRIGGER section_search_insert AFTER INSERT ON section BEGIN
  INSERT INTO search (rowid, marked, folded)
    VALUES (new.id * 64 + 8, td_fold_keep_marks (coalesce (new.title, '')), td_fold (coalesce (new.title, '')));
END;
CREATE TRIGGER section_search_update AFTER UPDATE OF title ON section BEGIN
  DELETE FROM search WHERE rowid = old.id * 64 + 8;
  INSERT INTO search (rowid, marked, folded)
    VALUES (new.id * 64 + 8, td_fold_keep_marks (coalesce (new.title, '')), td_fold (coalesce (new.title, '')));
END;
CREATE TRIGGER section_search_delete AFTER DELETE ON section BEGIN
  DELETE FROM search WHERE rowid = old.id * 64 + 8;
END;

CREATE TRIGGER block_search_insert AFTER INSERT ON block BEGIN
  INSERT INTO search (rowid, marked, folded)
    VALUES (new.id * 64 + 9, td_fold_keep_marks (coalesce (new.text, '')), td_fold (coalesce (new.text, '')));
END;
CREATE TRIGGER block_search_update AFTER UPDATE OF text ON block BEGIN
  DELETE FROM search WHERE rowid = old.id * 64 + 9;
  INSERT INTO search (rowid, marked, folded)
    VALUES (new.id * 64 + 9, td_fold_keep_marks (coalesce (new.text, '')), td_fold (coalesce (new.text, '')));
END;
CREATE TRIGGER block_search_delete AFTER DELETE ON block BEGIN
  DELETE FROM search WHERE rowid = old.id * 64 + 9;
END;

CREATE TRIGGER legal_basis_search_insert AFTER INSERT ON legal_basis BEGIN
  INSERT INTO search (rowid, marked, folded)
    VALUES (new.id * 64 + 10, td_fold_keep_marks (coalesce (new.text, '')), td_fold (coalesce (new.text, '')));
END;
CREATE TRIGGER legal_basis_search_update AFTER UPDATE OF text ON legal_basis BEGIN
  DELETE FROM search WHERE rowid = old.id * 64 + 10;
  INSERT INTO search (rowid, marked, folded)
    VALUES (new.id * 64 + 10, td_fold_keep_marks (coalesce (new.text, '')), td_fold (coalesce (new.text, '')));
END;
CREATE TRIGGER legal_basis_search_delete AFTER DELETE ON legal_basis BEGIN
  DELETE FROM search WHERE rowid = old.id * 64 + 10;
END;

CREATE TRIGGER target_search_insert AFTER INSERT ON target BEGIN
  INSERT INTO search (rowid, marked, folded)
    VALUES (new.id * 64 + 11, td_fold_keep_marks (coalesce (new.text, '')), td_fold (coalesce (new.text, '')));
END;
CREATE TRIGGER target_search_update AFTER UPDATE OF text ON target BEGIN
  DELETE FROM search WHERE rowid = old.id * 64 + 11;
  INSERT INTO search (rowid, marked, folded)
    VALUES (new.id * 64 + 11, td_fold_keep_marks (coalesce (new.text, '')), td_fold (coalesce (new.text, '')));
END;
CREATE TRIGGER target_search_delete AFTER DELETE ON target BEGIN
  DELETE FROM search WHERE rowid = old.id * 64 + 11;
END;

CREATE TRIGGER task_search_insert AFTER INSERT ON task BEGIN
  INSERT INTO search (rowid, marked, folded)
    VALUES (new.id * 64 + 15, td_fold_keep_marks (coalesce (new.content, '') || char (10) || coalesce (new.product_text, '') || char (10) || coalesce (new.lead_text, '') || char (10) || coalesce (new.coordinating_text, '') || char (10) || coalesce (new.assignment_text, '') || char (10) || coalesce (new.note, '')), td_fold (coalesce (new.content, '') || char (10) || coalesce (new.product_text, '') || char (10) || coalesce (new.lead_text, '') || char (10) || coalesce (new.coordinating_text, '') || char (10) || coalesce (new.assignment_text, '') || char (10) || coalesce (new.note, '')));
END;
CREATE TRIGGER task_search_update AFTER UPDATE OF content, product_text, lead_text, coordinating_text, assignment_text, note ON task BEGIN
  DELETE FROM search WHERE rowid = old.id * 64 + 15;
  INSERT INTO search (rowid, marked, folded)
    VALUES (new.id * 64 + 15, td_fold_keep_marks (coalesce (new.content, '') || char (10) || coalesce (new.product_text, '') || char (10) || coalesce (new.lead_text, '') || char (10) || coalesce (new.coordinating_text, '') || char (10) || coalesce (new.assignment_text, '') || char (10) || coalesce (new.note, '')), td_fold (coalesce (new.content, '') || char (10) || coalesce (new.product_text, '') || char (10) || coalesce (new.lead_text, '') || char (10) || coalesce (new.coordinating_text, '') || char (10) || coalesce (new.assignment_text, '') || char (10) || coalesce (new.note, '')));
END;
CREATE TRIGGER task_search_delete AFTER DELETE ON task BEGIN
  DELETE FROM search WHERE rowid = old.id * 64 + 15;
END;

CREATE TRIGGER recipient_search_insert AFTER INSERT ON recipient BEGIN
  INSERT INTO search (rowid, marked, folded)
    VALUES (new.id * 64 + 18, td_fold_keep_marks (coalesce (new.text, '')), td_fold (coalesce (new.text, '')));
END;
CREATE TRIGGER recipient_search_update AFTER UPDATE OF text ON recipient BEGIN
  DELETE FROM search WHERE rowid = old.id * 64 + 18;
  INSERT INTO search (rowid, marked, folded)
    VALUES (new.id * 64 + 18, td_fold_keep_marks (coalesce (new.text, '')), td_fold (coalesce (new.text, '')));
END;
CREATE TRIGGER recipient_search_delete AFTER DELETE ON recipient BEGIN
  DELETE FROM search WHERE rowid = old.id * 64 + 18;
END;

-- What "search" must hold; used to check and to rebuild it.
CREATE VIEW search_source AS
  SELECT id * 64 + 1 AS rowid, td_fold_keep_marks (coalesce (name, '')) AS marked, td_fold (coalesce (name, '')) AS folded FROM unit
  UNION ALL
  SELECT id * 64 + 7 AS rowid, td_fold_keep_marks (coalesce (title, '')) AS marked, td_fold (coalesce (title, '')) AS folded FROM plan
  UNION ALL
  SELECT id * 64 + 8 AS rowid, td_fold_keep_marks (coalesce (title, '')) AS marked, td_fold (coalesce (title, '')) AS folded FROM section
  UNION ALL
  SELECT id * 64 + 9 AS rowid, td_fold_keep_marks (coalesce (text, '')) AS marked, td_fold (coalesce (text, '')) AS folded FROM block
  UNION ALL
  SELECT id * 64 + 10 AS rowid, td_fold_keep_marks (coalesce (text, '')) AS marked, td_fold (coalesce (text, '')) AS folded FROM legal_basis
  UNION ALL
  SELECT id * 64 + 11 AS rowid, td_fold_keep_marks (coalesce (text, '')) AS marked, td_fold (coalesce (text, '')) AS folded FROM target
  UNION ALL
  SELECT id * 64 + 15 AS rowid, td_fold_keep_marks (coalesce (content, '') || char (10) || coalesce (product_text, '') || char (10) || coalesce (lead_text, '') || char (10) || coalesce (coordinating_text, '') || char (10) || coalesce (assignment_text, '') || char (10) || coalesce (note, '')) AS marked, td_fold (coalesce (content, '') || char (10) || coalesce (product_text, '') || char (10) || coalesce (lead_text, '') || char (10) || coalesce (coordinating_text, '') || char (10) || coalesce (assignment_text, '') || char (10) || coalesce (note, '')) AS folded FROM task
  UNION ALL
  SELECT id * 64 + 18 AS rowid, td_fold_keep_marks (coalesce (text, '')) AS marked, td_fold (coalesce (text, '')) AS folded FROM recipient;

-- Derived: figures of a plan. A plan without a row has no tasks and no targets.
CREATE TABLE plan_rollup (
  plan_id INTEGER PRIMARY KEY,
  tasks INTEGER NOT NULL DEFAULT 0,
  done_tasks INTEGER NOT NULL DEFAULT 0,
  targets INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The same of an import that runs: added up when it becomes visible, so that this takes no time.
CREATE TABLE import_rollup (
  import_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  tasks INTEGER NOT NULL DEFAULT 0,
  done_tasks INTEGER NOT NULL DEFAULT 0,
  targets INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (import_id, plan_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER task_rollup_insert AFTER INSERT ON task
WHEN new.import_id IS NULL OR EXISTS (SELECT 1 FROM import WHERE id = new.import_id AND state = 'done') BEGIN
  INSERT INTO plan_rollup (plan_id, tasks, done_tasks)
    SELECT new.plan_id, 1, (new.done_date IS NOT NULL) WHERE new.plan_id IS NOT NULL
    ON CONFLICT (plan_id) DO UPDATE SET tasks = tasks + excluded.tasks, done_tasks = done_tasks + excluded.done_tasks;
END;
CREATE TRIGGER task_rollup_import AFTER INSERT ON task
WHEN new.import_id IS NOT NULL AND EXISTS (SELECT 1 FROM import WHERE id = new.import_id AND state = 'running') BEGIN
  INSERT INTO import_rollup (import_id, plan_id, tasks, done_tasks)
    SELECT new.import_id, new.plan_id, 1, (new.done_date IS NOT NULL) WHERE new.plan_id IS NOT NULL
    ON CONFLICT (import_id, plan_id) DO UPDATE SET tasks = tasks + excluded.tasks, done_tasks = done_tasks + excluded.done_tasks;
END;
CREATE TRIGGER task_rollup_update AFTER UPDATE OF plan_id, done_date ON task
WHEN new.import_id IS NULL OR EXISTS (SELECT 1 FROM import WHERE id = new.import_id AND state = 'done') BEGIN
  UPDATE plan_rollup SET tasks = tasks - 1, done_tasks = done_tasks - (old.done_date IS NOT NULL) WHERE plan_id = old.plan_id;
  DELETE FROM plan_rollup WHERE plan_id = old.plan_id AND tasks = 0 AND targets = 0;
  INSERT INTO plan_rollup (plan_id, tasks, done_tasks)
    SELECT new.plan_id, 1, (new.done_date IS NOT NULL) WHERE new.plan_id IS NOT NULL
    ON CONFLICT (plan_id) DO UPDATE SET tasks = tasks + excluded.tasks, done_tasks = done_tasks + excluded.done_tasks;
END;
CREATE TRIGGER task_rollup_delete AFTER DELETE ON task
WHEN old.import_id IS NULL OR EXISTS (SELECT 1 FROM import WHERE id = old.import_id AND state = 'done') BEGIN
  UPDATE plan_rollup SET tasks = tasks - 1, done_tasks = done_tasks - (old.done_date IS NOT NULL) WHERE plan_id = old.plan_id;
  DELETE FROM plan_rollup WHERE plan_id = old.plan_id AND tasks = 0 AND targets = 0;
END;

CREATE TRIGGER target_rollup_insert AFTER INSERT ON target
WHEN new.import_id IS NULL OR EXISTS (SELECT 1 FROM import WHERE id = new.import_id AND state = 'done') BEGIN
  INSERT INTO plan_rollup (plan_id, targets)
    SELECT new.plan_id, 1 WHERE new.plan_id IS NOT NULL
    ON CONFLICT (plan_id) DO UPDATE SET targets = targets + excluded.targets;
END;
CREATE TRIGGER target_rollup_import AFTER INSERT ON target
WHEN new.import_id IS NOT NULL AND EXISTS (SELECT 1 FROM import WHERE id = new.import_id AND state = 'running') BEGIN
  INSERT INTO import_rollup (import_id, plan_id, targets)
    SELECT new.import_id, new.plan_id, 1 WHERE new.plan_id IS NOT NULL
    ON CONFLICT (import_id, plan_id) DO UPDATE SET targets = targets + excluded.targets;
END;
CREATE TRIGGER target_rollup_update AFTER UPDATE OF plan_id ON target
WHEN new.import_id IS NULL OR EXISTS (SELECT 1 FROM import WHERE id = new.import_id AND state = 'done') BEGIN
  UPDATE plan_rollup SET targets = targets - 1 WHERE plan_id = old.plan_id;
  DELETE FROM plan_rollup WHERE plan_id = old.plan_id AND tasks = 0 AND targets = 0;
  INSERT INTO plan_rollup (plan_id, targets)
    SELECT new.plan_id, 1 WHERE new.plan_id IS NOT NULL
    ON CONFLICT (plan_id) DO UPDATE SET targets = targets + excluded.targets;
END;
CREATE TRIGGER target_rollup_delete AFTER DELETE ON target
WHEN old.import_id IS NULL OR EXISTS (SELECT 1 FROM import WHERE id = old.import_id AND state = 'done') BEGIN
  UPDATE plan_rollup SET targets = targets - 1 WHERE plan_id = old.plan_id;
  DELETE FROM plan_rollup WHERE plan_id = old.plan_id AND tasks = 0 AND targets = 0;
END;

-- What "plan_rollup" must hold.
CREATE VIEW plan_rollup_source AS
  SELECT plan_id, sum (tasks) AS tasks, sum (done_tasks) AS done_tasks, sum (targets) AS targets
  FROM (SELECT plan_id, 1 AS tasks, (done_date IS NOT NULL) AS done_tasks, 0 AS targets FROM task
        WHERE import_id IS NULL OR import_id NOT IN (SELECT id FROM import WHERE state <> 'done')
        UNION ALL
        SELECT plan_id, 0, 0, 1 FROM target
        WHERE import_id IS NULL OR import_id NOT IN (SELECT id FROM import WHERE state <> 'done'))
  WHERE plan_id IS NOT NULL
  GROUP BY plan_id;
