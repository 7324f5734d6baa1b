-- The second schema: what the program keeps of the year after a plan was written. Part by part in the
-- order of src/model/td-kind.c; a part that refers to another stands behind it.

-- == Tasks through the year: progress, evidence, triggers, occurrences, sources of target figures

ALTER TABLE task ADD COLUMN "assigner" TEXT;
ALTER TABLE task ADD COLUMN "assigned_symbol" TEXT;
ALTER TABLE task ADD COLUMN "assigned_date" TEXT;
ALTER TABLE task ADD COLUMN "assigned_sha256" TEXT;

ALTER TABLE target ADD COLUMN "source_filter" TEXT;
ALTER TABLE target ADD COLUMN "frequency" TEXT;
ALTER TABLE target ADD COLUMN "near_margin" REAL;
ALTER TABLE target ADD COLUMN "owner_text" TEXT;

ALTER TABLE target_value ADD COLUMN "as_of" TEXT;
ALTER TABLE target_value ADD COLUMN "source" TEXT;

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "name" TEXT,
  "symbol" TEXT,
  "date" TEXT,
  "file_name" TEXT,
  "sha256" TEXT,
  "size" INTEGER NOT NULL DEFAULT 0,
  "link" TEXT,
  "note" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX evidence_by_sha256 ON evidence (sha256);
CREATE INDEX evidence_by_import ON evidence (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE task_update (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "task_id" INTEGER REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
  "date" TEXT,
  "progress" INTEGER NOT NULL DEFAULT 0,
  "done" INTEGER NOT NULL DEFAULT 0,
  "text" TEXT,
  "period" TEXT,
  "author" TEXT,
  "delay_reason" TEXT,
  "delay_excused" INTEGER NOT NULL DEFAULT 0,
  import_id INTEGER
) STRICT;
CREATE INDEX task_update_by_task ON task_update (task_id, date);
CREATE INDEX task_update_by_import ON task_update (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE evidence_link (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "evidence_id" INTEGER REFERENCES evidence (id) DEFERRABLE INITIALLY DEFERRED,
  "task_id" INTEGER REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
  "update_id" INTEGER REFERENCES task_update (id) DEFERRABLE INITIALLY DEFERRED,
  "product_id" INTEGER REFERENCES task_product (id) DEFERRABLE INITIALLY DEFERRED,
  "period" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX evidence_link_by_evidence ON evidence_link (evidence_id);
CREATE INDEX evidence_link_by_task ON evidence_link (task_id);
CREATE INDEX evidence_link_by_update ON evidence_link (update_id);
CREATE INDEX evidence_link_by_product ON evidence_link (product_id);
CREATE INDEX evidence_link_by_import ON evidence_link (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE task_trigger (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "task_id" INTEGER REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
  "symbol" TEXT,
  "name" TEXT,
  "date" TEXT,
  "days" INTEGER NOT NULL DEFAULT 0,
  "working_days" INTEGER NOT NULL DEFAULT 0,
  "due" TEXT,
  "evidence_id" INTEGER REFERENCES evidence (id) DEFERRABLE INITIALLY DEFERRED,
  "note" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX task_trigger_by_task ON task_trigger (task_id);
CREATE INDEX task_trigger_by_evidence ON task_trigger (evidence_id);
CREATE INDEX task_trigger_by_import ON task_trigger (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE task_occurrence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "task_id" INTEGER REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
  "period" TEXT NOT NULL,
  "done_date" TEXT,
  "progress" INTEGER NOT NULL DEFAULT 0,
  "note" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX task_occurrence_by_task ON task_occurrence (task_id, period);
CREATE INDEX task_occurrence_by_import ON task_occurrence (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE task_milestone (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "task_id" INTEGER REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "title" TEXT,
  "start" TEXT,
  "end" TEXT,
  "done_date" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX task_milestone_by_task ON task_milestone (task_id, position);
CREATE INDEX task_milestone_by_import ON task_milestone (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE holiday (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "date" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "name" TEXT,
  "source" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX holiday_by_date ON holiday (date);
CREATE INDEX holiday_by_import ON holiday (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE calendar_year (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "year" INTEGER NOT NULL DEFAULT 0,
  "confirmed" INTEGER NOT NULL DEFAULT 0,
  "week" TEXT,
  "source" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX calendar_year_by_year ON calendar_year (year);
CREATE INDEX calendar_year_by_import ON calendar_year (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE saved_filter (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "page" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "filter" TEXT,
  "position" INTEGER NOT NULL DEFAULT 0,
  import_id INTEGER
) STRICT;
CREATE INDEX saved_filter_by_page ON saved_filter (page, position);
CREATE INDEX saved_filter_by_import ON saved_filter (import_id) WHERE import_id IS NOT NULL;

-- What a person was reminded of: not an act of theirs, so neither captured nor undone. A row is made
-- when a reminder falls due; one for a task (period: its turn, '' for the task itself) and a day.
CREATE TABLE reminder (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id INTEGER NOT NULL,
  period TEXT NOT NULL DEFAULT '',
  due TEXT NOT NULL,
  days INTEGER NOT NULL,
  date TEXT NOT NULL,
  read_at TEXT,
  notified_at TEXT,
  UNIQUE (task_id, period, date)
) STRICT;
CREATE INDEX reminder_by_state ON reminder (read_at, date);


-- == Procedures, events of dossiers, letters and reports

CREATE TABLE procedure (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "code" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "area" TEXT,
  "unit_id" INTEGER REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  "unit_text" TEXT,
  "service_level" TEXT,
  "limit_value" INTEGER NOT NULL DEFAULT 0,
  "limit_unit" TEXT,
  "legal_limit_value" INTEGER NOT NULL DEFAULT 0,
  "legal_limit_unit" TEXT,
  "fee" INTEGER NOT NULL DEFAULT 0,
  "policy" TEXT,
  "valid_from" TEXT,
  "valid_to" TEXT,
  "note" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX procedure_by_unit ON procedure (unit_id);
CREATE INDEX procedure_by_code ON procedure (code, valid_from);
CREATE INDEX procedure_by_import ON procedure (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE procedure_paper (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "procedure_id" INTEGER REFERENCES procedure (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "text" TEXT NOT NULL,
  "originals" INTEGER NOT NULL DEFAULT 0,
  "certified" INTEGER NOT NULL DEFAULT 0,
  "copies" INTEGER NOT NULL DEFAULT 0,
  import_id INTEGER
) STRICT;
CREATE INDEX procedure_paper_by_procedure ON procedure_paper (procedure_id, position);
CREATE INDEX procedure_paper_by_import ON procedure_paper (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE dossier_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "dossier_id" INTEGER NOT NULL DEFAULT 0,
  "at" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "until" TEXT,
  "party" TEXT,
  "actor" TEXT,
  "document" TEXT,
  "document_date" TEXT,
  "reason" TEXT,
  "note" TEXT,
  "cancelled" INTEGER NOT NULL DEFAULT 0,
  "correction" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX dossier_event_by_dossier ON dossier_event (dossier_id, at);
CREATE INDEX dossier_event_by_kind ON dossier_event (kind, at);
CREATE INDEX dossier_event_by_import ON dossier_event (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE dossier_detail (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "dossier_id" INTEGER NOT NULL DEFAULT 0,
  "procedure_id" INTEGER REFERENCES procedure (id) DEFERRABLE INITIALLY DEFERRED,
  "address" TEXT,
  "phone" TEXT,
  "email" TEXT,
  "identity_number" TEXT,
  "content" TEXT,
  "sets" INTEGER NOT NULL DEFAULT 0,
  "return_place" TEXT,
  "receiver" TEXT,
  "book" TEXT,
  "book_number" INTEGER NOT NULL DEFAULT 0,
  "note" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX dossier_detail_by_procedure ON dossier_detail (procedure_id);
CREATE INDEX dossier_detail_by_dossier ON dossier_detail (dossier_id);
CREATE INDEX dossier_detail_by_import ON dossier_detail (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE dossier_paper (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "dossier_id" INTEGER NOT NULL DEFAULT 0,
  "position" INTEGER NOT NULL DEFAULT 0,
  "text" TEXT NOT NULL,
  "originals" INTEGER NOT NULL DEFAULT 0,
  "certified" INTEGER NOT NULL DEFAULT 0,
  "copies" INTEGER NOT NULL DEFAULT 0,
  import_id INTEGER
) STRICT;
CREATE INDEX dossier_paper_by_dossier ON dossier_paper (dossier_id, position);
CREATE INDEX dossier_paper_by_import ON dossier_paper (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE office_session (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "position" INTEGER NOT NULL DEFAULT 0,
  "weekday" INTEGER NOT NULL DEFAULT 0,
  "starts" TEXT NOT NULL,
  "ends" TEXT NOT NULL,
  import_id INTEGER
) STRICT;
CREATE INDEX office_session_by_import ON office_session (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE report (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "kind" TEXT NOT NULL,
  "form" TEXT,
  "title" TEXT,
  "period" TEXT,
  "date_from" TEXT,
  "date_to" TEXT,
  "as_of" TEXT,
  "status" TEXT,
  "number" TEXT,
  "symbol" TEXT,
  "signed_date" TEXT,
  "note" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX report_by_kind ON report (kind, date_from);
CREATE INDEX report_by_import ON report (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE report_figure (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "report_id" INTEGER REFERENCES report (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "line" TEXT,
  "column" TEXT,
  "value" REAL,
  "text" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX report_figure_by_report ON report_figure (report_id, position);
CREATE INDEX report_figure_by_import ON report_figure (import_id) WHERE import_id IS NOT NULL;


-- == Dossiers: rows, imports, period figures, rollups

CREATE TABLE dossier_name (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "role" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "code" TEXT,
  "unit_id" INTEGER REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  import_id INTEGER
) STRICT;
CREATE INDEX dossier_name_by_role ON dossier_name (role, name);
CREATE INDEX dossier_name_by_unit ON dossier_name (unit_id);
CREATE INDEX dossier_name_by_import ON dossier_name (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE dossier_import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "file_name" TEXT NOT NULL,
  "file_hash" TEXT,
  "sheet" TEXT,
  "kind" TEXT,
  "at" TEXT,
  "exported_at" INTEGER NOT NULL DEFAULT 0,
  "rows" INTEGER NOT NULL DEFAULT 0,
  "created" INTEGER NOT NULL DEFAULT 0,
  "updated" INTEGER NOT NULL DEFAULT 0,
  "unchanged" INTEGER NOT NULL DEFAULT 0,
  "skipped" INTEGER NOT NULL DEFAULT 0,
  "cleaned" INTEGER NOT NULL DEFAULT 0,
  "report" TEXT,
  "period_from" TEXT,
  "period_to" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX dossier_import_by_import ON dossier_import (import_id) WHERE import_id IS NOT NULL;

-- Ten million of them must come in and be looked at: no REFERENCES, the writers look names up first.
CREATE TABLE dossier (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "code" TEXT NOT NULL,
  "received" INTEGER NOT NULL DEFAULT 0,
  "due" INTEGER NOT NULL DEFAULT 0,
  "returned" INTEGER NOT NULL DEFAULT 0,
  "state" INTEGER NOT NULL DEFAULT 0,
  "channel" INTEGER NOT NULL DEFAULT 0,
  "level" INTEGER NOT NULL DEFAULT 0,
  "area_name_id" INTEGER,
  "procedure_name_id" INTEGER,
  "unit_name_id" INTEGER,
  "officer_name_id" INTEGER,
  "dossier_import_id" INTEGER,
  "source_row" INTEGER NOT NULL DEFAULT 0,
  "delivered" INTEGER NOT NULL DEFAULT 0,
  "suspended" INTEGER NOT NULL DEFAULT 0,
  "result_channel" INTEGER NOT NULL DEFAULT 0,
  "fee" INTEGER NOT NULL DEFAULT 0,
  "applicant" TEXT,
  "external_code" TEXT,
  "suspend_reason" TEXT,
  "rating" TEXT,
  "note" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX dossier_by_code ON dossier (code);
CREATE INDEX dossier_by_received ON dossier (received);
CREATE INDEX dossier_by_due ON dossier (due) WHERE returned = 0;

-- Derived: figures of dossiers by month, for months of receipt (basis 0) and of the result (basis 1), of all
-- ("by" 0) and by area 3, procedure 4, unit 5 and channel 6. Bulk imports add theirs when they become visible.
CREATE TABLE dossier_rollup (
  "by" INTEGER NOT NULL,
  basis INTEGER NOT NULL,
  month INTEGER NOT NULL,
  "key" INTEGER NOT NULL,
  early INTEGER NOT NULL DEFAULT 0,
  on_time INTEGER NOT NULL DEFAULT 0,
  late INTEGER NOT NULL DEFAULT 0,
  pending INTEGER NOT NULL DEFAULT 0,
  suspended INTEGER NOT NULL DEFAULT 0,
  withdrawn INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0,
  late_by_minute INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY ("by", basis, month, "key")
) STRICT, WITHOUT ROWID;

-- Derived: what is pending, by the day it is due: how much of it is overdue depends on the day one asks.
CREATE TABLE dossier_open_rollup (
  "by" INTEGER NOT NULL,
  month INTEGER NOT NULL,
  "key" INTEGER NOT NULL,
  due_day INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY ("by", month, "key", due_day)
) STRICT, WITHOUT ROWID;

-- Derived: the newest days; the figures hold for every day from these on.
CREATE TABLE dossier_newest (
  id INTEGER PRIMARY KEY,
  received_day INTEGER NOT NULL,
  returned_day INTEGER NOT NULL
) STRICT;

-- New dossiers are added by the writer: a trigger would slow down the import of millions.
CREATE TRIGGER dossier_rollup_update AFTER UPDATE OF state, received, due, returned, channel, area_name_id, procedure_name_id, unit_name_id ON dossier
WHEN (new.import_id IS NULL OR EXISTS (SELECT 1 FROM import WHERE id = new.import_id AND state = 'done')) BEGIN
  INSERT INTO dossier_rollup (basis, "by", month, "key", early, on_time, late, pending, suspended, withdrawn, refused, late_by_minute)
    SELECT 0, v.column1, CAST (strftime ('%Y%m', old.received, 'unixepoch') AS INTEGER), v.column2, -(o.outcome = 0), -(o.outcome = 1), -(o.outcome = 2), -(o.outcome IN (3, 4)), -(o.outcome = 5), -(o.outcome = 6), -(o.outcome = 7), -(o.outcome = 1 AND old.due > 0 AND old.returned > old.due)
    FROM (VALUES (0, 0), (3, coalesce (old.area_name_id, 0)), (4, coalesce (old.procedure_name_id, 0)), (5, coalesce (old.unit_name_id, 0)), (6, old.channel)) v, (SELECT td_outcome (old.state, old.received, old.due, old.returned, 4000000, 0) AS outcome) o WHERE o.outcome < 8
    ON CONFLICT ("by", basis, month, "key") DO UPDATE SET early = early + excluded.early, on_time = on_time + excluded.on_time, late = late + excluded.late, pending = pending + excluded.pending, suspended = suspended + excluded.suspended, withdrawn = withdrawn + excluded.withdrawn, refused = refused + excluded.refused, late_by_minute = late_by_minute + excluded.late_by_minute;
  INSERT INTO dossier_rollup (basis, "by", month, "key", early, on_time, late, pending, suspended, withdrawn, refused, late_by_minute)
    SELECT 1, v.column1, CAST (strftime ('%Y%m', old.returned, 'unixepoch') AS INTEGER), v.column2, -(o.outcome = 0), -(o.outcome = 1), -(o.outcome = 2), -(o.outcome IN (3, 4)), -(o.outcome = 5), -(o.outcome = 6), -(o.outcome = 7), -(o.outcome = 1 AND old.due > 0 AND old.returned > old.due)
    FROM (VALUES (0, 0), (3, coalesce (old.area_name_id, 0)), (4, coalesce (old.procedure_name_id, 0)), (5, coalesce (old.unit_name_id, 0)), (6, old.channel)) v, (SELECT td_outcome (old.state, old.received, old.due, old.returned, 4000000, 0) AS outcome) o WHERE o.outcome < 8 AND o.outcome < 3
    ON CONFLICT ("by", basis, month, "key") DO UPDATE SET early = early + excluded.early, on_time = on_time + excluded.on_time, late = late + excluded.late, pending = pending + excluded.pending, suspended = suspended + excluded.suspended, withdrawn = withdrawn + excluded.withdrawn, refused = refused + excluded.refused, late_by_minute = late_by_minute + excluded.late_by_minute;
  INSERT INTO dossier_open_rollup ("by", month, "key", due_day, n)
    SELECT v.column1, CAST (strftime ('%Y%m', old.received, 'unixepoch') AS INTEGER), v.column2, old.due / 86400, -1
    FROM (VALUES (0, 0), (3, coalesce (old.area_name_id, 0)), (4, coalesce (old.procedure_name_id, 0)), (5, coalesce (old.unit_name_id, 0)), (6, old.channel)) v WHERE td_outcome (old.state, old.received, old.due, old.returned, 4000000, 0) IN (3, 4)
    ON CONFLICT ("by", month, "key", due_day) DO UPDATE SET n = n + excluded.n;
  INSERT INTO dossier_rollup (basis, "by", month, "key", early, on_time, late, pending, suspended, withdrawn, refused, late_by_minute)
    SELECT 0, v.column1, CAST (strftime ('%Y%m', new.received, 'unixepoch') AS INTEGER), v.column2, (o.outcome = 0), (o.outcome = 1), (o.outcome = 2), (o.outcome IN (3, 4)), (o.outcome = 5), (o.outcome = 6), (o.outcome = 7), (o.outcome = 1 AND new.due > 0 AND new.returned > new.due)
    FROM (VALUES (0, 0), (3, coalesce (new.area_name_id, 0)), (4, coalesce (new.procedure_name_id, 0)), (5, coalesce (new.unit_name_id, 0)), (6, new.channel)) v, (SELECT td_outcome (new.state, new.received, new.due, new.returned, 4000000, 0) AS outcome) o WHERE o.outcome < 8
    ON CONFLICT ("by", basis, month, "key") DO UPDATE SET early = early + excluded.early, on_time = on_time + excluded.on_time, late = late + excluded.late, pending = pending + excluded.pending, suspended = suspended + excluded.suspended, withdrawn = withdrawn + excluded.withdrawn, refused = refused + excluded.refused, late_by_minute = late_by_minute + excluded.late_by_minute;
  INSERT INTO dossier_rollup (basis, "by", month, "key", early, on_time, late, pending, suspended, withdrawn, refused, late_by_minute)
    SELECT 1, v.column1, CAST (strftime ('%Y%m', new.returned, 'unixepoch') AS INTEGER), v.column2, (o.outcome = 0), (o.outcome = 1), (o.outcome = 2), (o.outcome IN (3, 4)), (o.outcome = 5), (o.outcome = 6), (o.outcome = 7), (o.outcome = 1 AND new.due > 0 AND new.returned > new.due)
    FROM (VALUES (0, 0), (3, coalesce (new.area_name_id, 0)), (4, coalesce (new.procedure_name_id, 0)), (5, coalesce (new.unit_name_id, 0)), (6, new.channel)) v, (SELECT td_outcome (new.state, new.received, new.due, new.returned, 4000000, 0) AS outcome) o WHERE o.outcome < 8 AND o.outcome < 3
    ON CONFLICT ("by", basis, month, "key") DO UPDATE SET early = early + excluded.early, on_time = on_time + excluded.on_time, late = late + excluded.late, pending = pending + excluded.pending, suspended = suspended + excluded.suspended, withdrawn = withdrawn + excluded.withdrawn, refused = refused + excluded.refused, late_by_minute = late_by_minute + excluded.late_by_minute;
  INSERT INTO dossier_open_rollup ("by", month, "key", due_day, n)
    SELECT v.column1, CAST (strftime ('%Y%m', new.received, 'unixepoch') AS INTEGER), v.column2, new.due / 86400, 1
    FROM (VALUES (0, 0), (3, coalesce (new.area_name_id, 0)), (4, coalesce (new.procedure_name_id, 0)), (5, coalesce (new.unit_name_id, 0)), (6, new.channel)) v WHERE td_outcome (new.state, new.received, new.due, new.returned, 4000000, 0) IN (3, 4)
    ON CONFLICT ("by", month, "key", due_day) DO UPDATE SET n = n + excluded.n;
  INSERT INTO dossier_newest (id, received_day, returned_day) VALUES (1, new.received / 86400, new.returned / 86400)
    ON CONFLICT (id) DO UPDATE SET received_day = max (received_day, excluded.received_day), returned_day = max (returned_day, excluded.returned_day);
END;
CREATE TRIGGER dossier_rollup_delete AFTER DELETE ON dossier
WHEN (old.import_id IS NULL OR EXISTS (SELECT 1 FROM import WHERE id = old.import_id AND state = 'done')) BEGIN
  INSERT INTO dossier_rollup (basis, "by", month, "key", early, on_time, late, pending, suspended, withdrawn, refused, late_by_minute)
    SELECT 0, v.column1, CAST (strftime ('%Y%m', old.received, 'unixepoch') AS INTEGER), v.column2, -(o.outcome = 0), -(o.outcome = 1), -(o.outcome = 2), -(o.outcome IN (3, 4)), -(o.outcome = 5), -(o.outcome = 6), -(o.outcome = 7), -(o.outcome = 1 AND old.due > 0 AND old.returned > old.due)
    FROM (VALUES (0, 0), (3, coalesce (old.area_name_id, 0)), (4, coalesce (old.procedure_name_id, 0)), (5, coalesce (old.unit_name_id, 0)), (6, old.channel)) v, (SELECT td_outcome (old.state, old.received, old.due, old.returned, 4000000, 0) AS outcome) o WHERE o.outcome < 8
    ON CONFLICT ("by", basis, month, "key") DO UPDATE SET early = early + excluded.early, on_time = on_time + excluded.on_time, late = late + excluded.late, pending = pending + excluded.pending, suspended = suspended + excluded.suspended, withdrawn = withdrawn + excluded.withdrawn, refused = refused + excluded.refused, late_by_minute = late_by_minute + excluded.late_by_minute;
  INSERT INTO dossier_rollup (basis, "by", month, "key", early, on_time, late, pending, suspended, withdrawn, refused, late_by_minute)
    SELECT 1, v.column1, CAST (strftime ('%Y%m', old.returned, 'unixepoch') AS INTEGER), v.column2, -(o.outcome = 0), -(o.outcome = 1), -(o.outcome = 2), -(o.outcome IN (3, 4)), -(o.outcome = 5), -(o.outcome = 6), -(o.outcome = 7), -(o.outcome = 1 AND old.due > 0 AND old.returned > old.due)
    FROM (VALUES (0, 0), (3, coalesce (old.area_name_id, 0)), (4, coalesce (old.procedure_name_id, 0)), (5, coalesce (old.unit_name_id, 0)), (6, old.channel)) v, (SELECT td_outcome (old.state, old.received, old.due, old.returned, 4000000, 0) AS outcome) o WHERE o.outcome < 8 AND o.outcome < 3
    ON CONFLICT ("by", basis, month, "key") DO UPDATE SET early = early + excluded.early, on_time = on_time + excluded.on_time, late = late + excluded.late, pending = pending + excluded.pending, suspended = suspended + excluded.suspended, withdrawn = withdrawn + excluded.withdrawn, refused = refused + excluded.refused, late_by_minute = late_by_minute + excluded.late_by_minute;
  INSERT INTO dossier_open_rollup ("by", month, "key", due_day, n)
    SELECT v.column1, CAST (strftime ('%Y%m', old.received, 'unixepoch') AS INTEGER), v.column2, old.due / 86400, -1
    FROM (VALUES (0, 0), (3, coalesce (old.area_name_id, 0)), (4, coalesce (old.procedure_name_id, 0)), (5, coalesce (old.unit_name_id, 0)), (6, old.channel)) v WHERE td_outcome (old.state, old.received, old.due, old.returned, 4000000, 0) IN (3, 4)
    ON CONFLICT ("by", month, "key", due_day) DO UPDATE SET n = n + excluded.n;
END;

CREATE TABLE dossier_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "dossier_id" INTEGER,
  "dossier_import_id" INTEGER REFERENCES dossier_import (id) DEFERRABLE INITIALLY DEFERRED,
  "source_row" INTEGER NOT NULL DEFAULT 0,
  "field" TEXT,
  "old_value" TEXT,
  "new_value" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX dossier_change_by_dossier ON dossier_change (dossier_id);
CREATE INDEX dossier_change_by_dossier_import ON dossier_change (dossier_import_id);
CREATE INDEX dossier_change_by_import ON dossier_change (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE dossier_layout (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "signature" TEXT NOT NULL,
  "name" TEXT,
  "mapping" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX dossier_layout_by_import ON dossier_layout (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE period_figure (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "dossier_import_id" INTEGER REFERENCES dossier_import (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "period_from" TEXT,
  "period_to" TEXT,
  "by" TEXT,
  "label" TEXT,
  "measure" TEXT NOT NULL,
  "value" REAL,
  "source_row" INTEGER NOT NULL DEFAULT 0,
  import_id INTEGER
) STRICT;
CREATE INDEX period_figure_by_dossier_import ON period_figure (dossier_import_id, position);
CREATE INDEX period_figure_by_import ON period_figure (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE dossier_view (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "name" TEXT NOT NULL,
  "filter" TEXT,
  "position" INTEGER NOT NULL DEFAULT 0,
  import_id INTEGER
) STRICT;
CREATE INDEX dossier_view_by_import ON dossier_view (import_id) WHERE import_id IS NOT NULL;


-- == Issued documents: register, numbers, signatures

CREATE TABLE number_series (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "name" TEXT NOT NULL,
  "doc_types" TEXT,
  "first_number" INTEGER NOT NULL DEFAULT 0,
  "position" INTEGER NOT NULL DEFAULT 0,
  "note" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX number_series_by_import ON number_series (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE issued_document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "uid" TEXT,
  "plan_id" INTEGER REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  "replaces_id" INTEGER REFERENCES issued_document (id) DEFERRABLE INITIALLY DEFERRED,
  "state" TEXT,
  "form" TEXT,
  "sign_first" INTEGER NOT NULL DEFAULT 0,
  "year" INTEGER NOT NULL DEFAULT 0,
  "series_id" INTEGER REFERENCES number_series (id) DEFERRABLE INITIALLY DEFERRED,
  "type_name" TEXT,
  "code_number" TEXT,
  "code_notation" TEXT,
  "issued_date" TEXT,
  "organ_id" TEXT,
  "organ_name" TEXT,
  "subject" TEXT,
  "language" TEXT,
  "pages" INTEGER NOT NULL DEFAULT 0,
  "description" TEXT,
  "signer_position" TEXT,
  "signer_name" TEXT,
  "recipients" TEXT,
  "priority" INTEGER NOT NULL DEFAULT 0,
  "copies" INTEGER NOT NULL DEFAULT 0,
  "due_date" TEXT,
  "file_catalog" INTEGER NOT NULL DEFAULT 0,
  "file_notation" TEXT,
  "doc_ordinal" INTEGER NOT NULL DEFAULT 0,
  "content_hash" TEXT,
  "file_name" TEXT,
  "prepared_hash" TEXT,
  "file_hash" TEXT,
  "file_size" INTEGER NOT NULL DEFAULT 0,
  "scan_hash" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX issued_document_by_plan ON issued_document (plan_id);
CREATE INDEX issued_document_by_replaces ON issued_document (replaces_id);
CREATE INDEX issued_document_by_series ON issued_document (series_id);
CREATE INDEX issued_document_by_year ON issued_document (year, issued_date);
CREATE INDEX issued_document_by_import ON issued_document (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE document_number (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "series_id" INTEGER REFERENCES number_series (id) DEFERRABLE INITIALLY DEFERRED,
  "year" INTEGER NOT NULL DEFAULT 0,
  "number" INTEGER NOT NULL DEFAULT 0,
  "symbol" TEXT,
  "state" TEXT,
  "document_id" INTEGER REFERENCES issued_document (id) DEFERRABLE INITIALLY DEFERRED,
  "who" TEXT,
  "at" TEXT,
  "note" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX document_number_by_series ON document_number (series_id);
CREATE INDEX document_number_by_document ON document_number (document_id);
CREATE INDEX document_number_by_year ON document_number (year, number);
CREATE INDEX document_number_by_import ON document_number (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE document_act (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "document_id" INTEGER REFERENCES issued_document (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL DEFAULT 0,
  "act" TEXT NOT NULL,
  "state" TEXT,
  "who" TEXT,
  "at" TEXT,
  "file_hash" TEXT,
  "certificate" TEXT,
  "note" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX document_act_by_document ON document_act (document_id, position);
CREATE INDEX document_act_by_import ON document_act (import_id) WHERE import_id IS NOT NULL;


-- == Reviews of a plan: baselines, comments, answers to findings

CREATE TABLE plan_baseline (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "plan_id" INTEGER REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  "name" TEXT NOT NULL,
  "at" TEXT,
  "author" TEXT,
  "sha256" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX plan_baseline_by_plan ON plan_baseline (plan_id);
CREATE INDEX plan_baseline_by_import ON plan_baseline (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE comment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "plan_id" INTEGER REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  "text" TEXT NOT NULL,
  "record_kind" TEXT,
  "record_id" INTEGER NOT NULL DEFAULT 0,
  "quote" TEXT,
  "author" TEXT,
  "at" TEXT,
  "resolved" INTEGER NOT NULL DEFAULT 0,
  "resolved_by" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX comment_by_plan ON comment (plan_id);
CREATE INDEX comment_by_import ON comment (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE finding_answer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "plan_id" INTEGER REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  "rule" TEXT NOT NULL,
  "words" TEXT,
  "reason" TEXT,
  "author" TEXT,
  "at" TEXT,
  import_id INTEGER
) STRICT;
CREATE INDEX finding_answer_by_plan ON finding_answer (plan_id);
CREATE INDEX finding_answer_by_import ON finding_answer (import_id) WHERE import_id IS NOT NULL;
