-- The second schema: what the program keeps of the year after a plan was written. Part by part in the
-- order of src/model/td-kind.c; a part that refers to another stands behind it.

-- == Tasks through the year: progress, evidence, triggers, occurrences, sources of target figures


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


-- == Issued documents: register, numbers, signatures


-- == Reviews of a plan: baselines, comments, answers to findings

