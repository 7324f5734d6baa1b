/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "td-document-book.h"
#include "td-document-number.h"
#include "td-document-register.h"
#include "td-document.h"
#include "td-edit.h"
#include "td-error.h"
#include "td-test-office.h"

/* The life of a document: which acts are possible when, numbers, locks, the register. */

typedef struct
{
  TdTestOffice base;
  TdWorkspace *workspace;
  gint64 plan;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  td_test_office_open_sample (&fixture->base);
  fixture->workspace = fixture->base.workspace;
  td_workspace_set_author (fixture->workspace, "Văn thư");
  fixture->plan = td_test_office_plan (&fixture->base);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  td_test_office_clear (&fixture->base);
}

static TdIssuedDocumentRow *
get (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  TdIssuedDocumentRow *row =
      td_workspace_get_row (fixture->workspace, TD_KIND_ISSUED_DOCUMENT, id, &error);

  g_assert_no_error (error);

  return row;
}

/* The bytes after @n acts on the file: each goes on where the last one ended. */
static GBytes *
file_of (guint n)
{
  GString *text = g_string_new ("%PDF-1.7 ");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "part %u ", i);

  return g_string_free_to_bytes (text);
}

static gint64
run (
    Fixture *fixture, const char *act, gint64 document, gint64 number, GBytes *file, GError **error)
{
  g_autoptr (TdDocumentRequest) request = td_document_request_new (act, document);
  gint64 id = 0;

  request->plan_id = document == 0 ? fixture->plan : 0;
  request->number = number;
  request->date = g_strdup ("2026-01-09");
  request->file = file != NULL ? g_bytes_ref (file) : NULL;
  request->file_name = g_strdup ("ke-hoach.pdf");
  request->pages = 3;

  return td_document_request_run (request, fixture->workspace, &id, error) ? id : 0;
}

static gint64
run_ok (Fixture *fixture, const char *act, gint64 document, guint n_parts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = n_parts > 0 ? file_of (n_parts) : NULL;
  gint64 id = run (fixture, act, document, 0, file, &error);

  g_assert_no_error (error);

  return id;
}

static void
assert_refused (Fixture *fixture, const char *act, gint64 document, guint n_parts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = n_parts > 0 ? file_of (n_parts) : NULL;

  g_test_message ("%s", act);
  g_assert_cmpint (run (fixture, act, document, 0, file, &error), ==, 0);
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_assert_cmpint (strlen (error->message), >, 10);
}

static void
assert_state (Fixture *fixture, gint64 document, const char *state)
{
  TdIssuedDocumentRow *row = get (fixture, document);

  g_assert_cmpstr (row->state, ==, state);
  td_row_free (TD_KIND_ISSUED_DOCUMENT, row);
}

static gint64
issue (Fixture *fixture)
{
  gint64 id = run_ok (fixture, TD_ACT_DRAFT, 0, 0);

  run_ok (fixture, TD_ACT_CHECK, id, 0);
  run_ok (fixture, TD_ACT_SUBMIT, id, 0);
  run_ok (fixture, TD_ACT_NUMBER, id, 0);
  run_ok (fixture, TD_ACT_PREPARE, id, 1);
  run_ok (fixture, TD_ACT_SIGN, id, 2);
  run_ok (fixture, TD_ACT_SEAL, id, 3);
  run_ok (fixture, TD_ACT_ISSUE, id, 0);

  return id;
}

static void
test_life (Fixture *fixture, gconstpointer data)
{
  gint64 id = issue (fixture);
  TdIssuedDocumentRow *row = get (fixture, id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) acts =
      td_document_list_acts (td_workspace_get_connection (fixture->workspace), id, &error);
  g_autoptr (GBytes) file = file_of (3);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file);
  TdPlanRow *plan = td_workspace_get_row (fixture->workspace, TD_KIND_PLAN, fixture->plan, NULL);

  g_assert_cmpstr (row->state, ==, TD_DOCUMENT_ISSUED);
  g_assert_cmpstr (row->code_number, ==, "12");
  g_assert_cmpstr (row->issued_date, ==, "2026-01-09");
  g_assert_cmpstr (row->file_hash, ==, hash);
  g_assert_cmpstr (row->type_name, ==, "Kế hoạch");
  g_assert_nonnull (row->subject);
  g_assert_nonnull (row->signer_name);
  g_assert_nonnull (row->recipients);
  g_assert_cmpint (row->pages, ==, 3);
  g_assert_cmpstr (plan->number, ==, "12");
  g_assert_cmpstr (plan->issued_date, ==, "2026-01-09");
  g_assert_cmpstr (plan->status, ==, "issued");
  g_assert_cmpuint (acts->len, ==, 8);
  for (guint i = 0; i < acts->len; i++)
    {
      const TdDocumentActRow *act = g_ptr_array_index (acts, i);

      g_assert_cmpstr (act->who, ==, "Văn thư");
      g_assert_nonnull (act->at);
    }
  td_row_free (TD_KIND_PLAN, plan);
  td_row_free (TD_KIND_ISSUED_DOCUMENT, row);
}

/* Every act in a state in which it has no place is refused, in words, and changes nothing. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  gint64 id = run_ok (fixture, TD_ACT_DRAFT, 0, 0);

  assert_refused (fixture, TD_ACT_DRAFT, 0, 0); /* the plan has a document already */
  assert_refused (fixture, TD_ACT_SUBMIT, id, 0);
  assert_refused (fixture, TD_ACT_NUMBER, id, 0);
  assert_refused (fixture, TD_ACT_SIGN, id, 2);
  assert_refused (fixture, TD_ACT_ISSUE, id, 0);
  run_ok (fixture, TD_ACT_CHECK, id, 0);
  assert_refused (fixture, TD_ACT_SIGN, id, 2);
  run_ok (fixture, TD_ACT_SUBMIT, id, 0);
  assert_refused (fixture, TD_ACT_CHECK, id, 0);
  assert_refused (fixture, TD_ACT_PREPARE, id, 1); /* RULE nd30-number-first */
  assert_refused (fixture, TD_ACT_SEAL, id, 3);
  run_ok (fixture, TD_ACT_NUMBER, id, 0);
  assert_refused (fixture, TD_ACT_SIGN, id, 2); /* nothing to sign yet */
  run_ok (fixture, TD_ACT_PREPARE, id, 1);
  assert_refused (fixture, TD_ACT_SEAL, id, 2); /* the seal never comes before the leader */
  assert_refused (fixture, TD_ACT_SIGN, id, 1); /* the same bytes again: no signature was added */
  run_ok (fixture, TD_ACT_SIGN, id, 2);
  assert_refused (fixture, TD_ACT_PREPARE, id, 1);
  assert_refused (fixture, TD_ACT_ISSUE, id, 0);
  run_ok (fixture, TD_ACT_SEAL, id, 3);
  run_ok (fixture, TD_ACT_ISSUE, id, 0);
  assert_refused (fixture, TD_ACT_RETURN, id, 0);
  assert_refused (fixture, TD_ACT_SEAL, id, 4);
  run_ok (fixture, TD_ACT_WITHDRAW, id, 0);
  assert_refused (fixture, TD_ACT_WITHDRAW, id, 0);
  assert_state (fixture, id, TD_DOCUMENT_WITHDRAWN);
}

/* RULE document-bytes: what is signed goes on from the bytes that were handed out. */
static void
test_other_bytes (Fixture *fixture, gconstpointer data)
{
  gint64 id = run_ok (fixture, TD_ACT_DRAFT, 0, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) foreign = g_bytes_new_static ("%PDF-1.7 another file, and longer", 33);

  run_ok (fixture, TD_ACT_CHECK, id, 0);
  run_ok (fixture, TD_ACT_SUBMIT, id, 0);
  run_ok (fixture, TD_ACT_NUMBER, id, 0);
  run_ok (fixture, TD_ACT_PREPARE, id, 1);
  g_assert_cmpint (run (fixture, TD_ACT_SIGN, id, 0, foreign, &error), ==, 0);
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  assert_state (fixture, id, TD_DOCUMENT_NUMBERED);
}

static void
assert_plan_status (Fixture *fixture, const char *status)
{
  TdPlanRow *plan = td_workspace_get_row (fixture->workspace, TD_KIND_PLAN, fixture->plan, NULL);

  g_assert_cmpstr (plan->status, ==, status);
  td_row_free (TD_KIND_PLAN, plan);
}

/* The window: what is typed into a closed plan is refused at once, and the old text stands. */
static void
assert_typing_refused (Fixture *fixture)
{
  g_autoptr (TdRecord) record =
      td_workspace_get_record (fixture->workspace, TD_KIND_PLAN, fixture->plan);
  g_autofree char *before = td_record_dup_field (record, "title");
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (td_record_set_field (record, "title", "Gõ vào kế hoạch đã trình", &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  after = td_record_dup_field (record, "title");
  g_assert_cmpstr (after, ==, before);
}

static gboolean
set_title (Fixture *fixture, const char *title, GError **error)
{
  g_autoptr (TdEdit) edit = td_edit_new_set (TD_KIND_PLAN, fixture->plan, "title", title);

  return td_edit_run (edit, fixture->workspace, NULL, error);
}

/* From submission on the plan is closed; returning it opens it; a change after the check shows. */
static void
test_locks (Fixture *fixture, gconstpointer data)
{
  gint64 id = run_ok (fixture, TD_ACT_DRAFT, 0, 0);
  g_autoptr (GError) error = NULL;
  TdIssuedDocumentRow *row;

  run_ok (fixture, TD_ACT_CHECK, id, 0);
  g_assert_true (set_title (fixture, "Tên sửa sau khi kiểm tra", &error));
  assert_refused (fixture, TD_ACT_SUBMIT, id, 0);
  run_ok (fixture, TD_ACT_CHECK, id, 0);
  run_ok (fixture, TD_ACT_SUBMIT, id, 0);
  g_assert_false (set_title (fixture, "Tên khác", &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_clear_error (&error);
  assert_plan_status (fixture, "submitted");
  assert_typing_refused (fixture);
  run_ok (fixture, TD_ACT_NUMBER, id, 0);
  run_ok (fixture, TD_ACT_RETURN, id, 0);
  assert_plan_status (fixture, "draft");
  g_assert_true (set_title (fixture, "Tên khác", &error));

  row = get (fixture, id);
  g_assert_null (row->code_number);
  g_assert_null (row->file_hash);
  g_assert_cmpstr (row->state, ==, TD_DOCUMENT_DRAFT);
  td_row_free (TD_KIND_ISSUED_DOCUMENT, row);

  /* Acts are not undone, and entries of the register are not made by hand. */
  {
    g_autoptr (TdEdit) add = td_edit_new_add (TD_KIND_ISSUED_DOCUMENT);
    g_autoptr (TdEdit) set = td_edit_new_set (TD_KIND_ISSUED_DOCUMENT, id, "state", "issued");
    g_autoptr (TdEdit) file = td_edit_new_set (TD_KIND_ISSUED_DOCUMENT, id, "copies", "12");

    g_assert_false (td_edit_run (add, fixture->workspace, NULL, &error));
    g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
    g_clear_error (&error);
    g_assert_false (td_edit_run (set, fixture->workspace, NULL, &error));
    g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
    g_clear_error (&error);
    g_assert_true (td_edit_run (file, fixture->workspace, NULL, &error));
    g_assert_no_error (error);
  }
}

static gboolean
run_edit (Fixture *fixture, TdEdit *edit, gint64 *id, GError **error)
{
  g_autoptr (TdEdit) owned = edit;

  return td_edit_run (owned, fixture->workspace, id, error);
}

/* Returns: the entry of the kept number; 0: refused */
static gint64
keep (Fixture *fixture, gint64 number, const char *note, GError **error)
{
  gint64 id = 0;

  return run_edit (fixture, td_document_book_keep (number, 2026, "KH-SGDĐT", note), &id, error) ? id
                                                                                                : 0;
}

/* Numbers that are kept or free; a series that counted something stays. */
static void
test_book (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TdConnection *connection = td_workspace_get_connection (fixture->workspace);
  gint64 first = keep (fixture, 3, "họp", NULL), second = keep (fixture, 7, "", NULL);
  gint64 series = 0;
  g_autoptr (GPtrArray) open = td_document_book_list_open (connection, 2026, &error);
  const TdDocumentNumberRow *entry;
  TdEdit *add = td_edit_new_add (TD_KIND_NUMBER_SERIES);

  g_assert_no_error (error);
  g_assert_cmpuint (open->len, ==, 2);
  entry = g_ptr_array_index (open, 1);
  g_assert_cmpint (entry->row.id, ==, second);
  g_assert_cmpint (entry->number, ==, 7);
  g_assert_cmpstr (entry->state, ==, TD_NUMBER_RESERVED);
  g_assert_null (entry->note);
  g_assert_nonnull (entry->who);
  g_clear_pointer (&open, g_ptr_array_unref);

  /* given back and kept again: what counts is the newest entry */
  g_assert_true (run_edit (fixture, td_document_book_release (first, "hoãn"), NULL, &error));
  open = td_document_book_list_open (connection, 2026, NULL);
  entry = g_ptr_array_index (open, 0);
  g_assert_cmpstr (entry->state, ==, TD_NUMBER_RELEASED);
  g_assert_cmpstr (entry->note, ==, "hoãn");
  g_clear_pointer (&open, g_ptr_array_unref);
  g_assert_cmpint (keep (fixture, 3, NULL, NULL), !=, 0);
  open = td_document_book_list_open (connection, 2026, NULL);
  g_assert_cmpuint (open->len, ==, 2);
  g_assert_cmpstr (((TdDocumentNumberRow *) g_ptr_array_index (open, 0))->state, ==,
                   TD_NUMBER_RESERVED);

  td_edit_set_value (add, "name", "Kế hoạch");
  td_edit_set_value (add, "doc_types", "KH");
  g_assert_true (run_edit (fixture, add, &series, &error));
  g_assert_cmpint (td_document_number_find_series (connection, "KH-SGDĐT"), ==, series);
  g_assert_cmpint (keep (fixture, 1, NULL, NULL), !=, 0);
  g_assert_false (run_edit (fixture, td_document_book_delete_series (series), NULL, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_clear_error (&error);
  add = td_edit_new_add (TD_KIND_NUMBER_SERIES);
  td_edit_set_value (add, "name", "Quyết định");
  g_assert_true (run_edit (fixture, add, &series, &error));
  g_assert_true (run_edit (fixture, td_document_book_delete_series (series), NULL, &error));
  g_assert_no_error (error);
}

/* RULE nd30-number: the number and symbol once a year; kept and released numbers. */
static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TdConnection *connection = td_workspace_get_connection (fixture->workspace);
  gint64 kept = keep (fixture, 5, "họp", &error);
  gint64 id;
  TdIssuedDocumentRow *row;

  g_assert_no_error (error);
  g_assert_cmpint (kept, >, 0);
  g_assert_cmpint (keep (fixture, 5, NULL, &error), ==, 0);
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_cmpint (td_document_number_next (connection, 0, 2026), ==, 6);
  g_assert_cmpint (td_document_number_next (connection, 0, 2027), ==, 1);

  id = run_ok (fixture, TD_ACT_DRAFT, 0, 0);
  run_ok (fixture, TD_ACT_CHECK, id, 0);
  run_ok (fixture, TD_ACT_SUBMIT, id, 0);
  g_assert_cmpint (run (fixture, TD_ACT_NUMBER, id, 5, NULL, &error), ==, id);
  g_assert_no_error (error);
  row = get (fixture, id);
  g_assert_cmpstr (row->code_number, ==, "05");
  td_row_free (TD_KIND_ISSUED_DOCUMENT, row);
  g_assert_false (run_edit (fixture, td_document_book_release (kept, NULL), NULL, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_clear_error (&error);

  /* never issued: the number is free again, and can be asked for */
  run_ok (fixture, TD_ACT_RETURN, id, 0);
  run_ok (fixture, TD_ACT_CHECK, id, 0);
  run_ok (fixture, TD_ACT_SUBMIT, id, 0);
  g_assert_cmpint (run (fixture, TD_ACT_NUMBER, id, 5, NULL, &error), ==, id);
  g_assert_no_error (error);
  g_assert_cmpint (td_document_number_next (connection, 0, 2026), ==, 6);
}

static void
test_series (Fixture *fixture, gconstpointer data)
{
  TdConnection *connection = td_workspace_get_connection (fixture->workspace);
  g_autoptr (GError) error = NULL;
  gint64 plans = 0, others = 0;
  g_autoptr (TdEdit) first = td_edit_new_add (TD_KIND_NUMBER_SERIES);
  g_autoptr (TdEdit) second = td_edit_new_add (TD_KIND_NUMBER_SERIES);

  g_assert_cmpint (td_document_number_find_series (connection, "KH-SGDĐT"), ==, 0);
  td_edit_set_value (first, "name", "Chung");
  td_edit_set_value (second, "name", "Kế hoạch, báo cáo");
  td_edit_set_value (second, "doc_types", "KH, BC");
  td_edit_set_value (second, "first_number", "100");
  g_assert_true (td_edit_run (first, fixture->workspace, &others, &error));
  g_assert_true (td_edit_run (second, fixture->workspace, &plans, &error));
  g_assert_cmpint (td_document_number_find_series (connection, "KH-SGDĐT"), ==, plans);
  g_assert_cmpint (td_document_number_find_series (connection, "BC-SGDĐT"), ==, plans);
  g_assert_cmpint (td_document_number_find_series (connection, "QĐ-SGDĐT"), ==, others);
  g_assert_cmpint (td_document_number_next (connection, plans, 2026), ==, 100);
  g_assert_cmpint (td_document_number_next (connection, others, 2026), ==, 1);
}

/* The way of signing may be chosen anew until the leader has the document. */
static void
test_form (Fixture *fixture, gconstpointer data)
{
  gint64 id = run_ok (fixture, TD_ACT_DRAFT, 0, 0);
  g_autoptr (TdDocumentRequest) request = td_document_request_new (TD_ACT_FORM, id);
  g_autoptr (GError) error = NULL;
  TdIssuedDocumentRow *row;

  request->sign_first = TRUE;
  g_assert_true (td_document_request_run (request, fixture->workspace, NULL, &error));
  g_assert_no_error (error);
  row = get (fixture, id);
  g_assert_true (row->sign_first);
  g_assert_cmpstr (row->state, ==, TD_DOCUMENT_DRAFT);
  td_row_free (TD_KIND_ISSUED_DOCUMENT, row);
  run_ok (fixture, TD_ACT_CHECK, id, 0);
  run_ok (fixture, TD_ACT_SUBMIT, id, 0);
  assert_refused (fixture, TD_ACT_FORM, id, 0);
  assert_refused (fixture, TD_ACT_NUMBER, id, 0);
  run_ok (fixture, TD_ACT_PREPARE, id, 1);
  run_ok (fixture, TD_ACT_SIGN, id, 2);
  run_ok (fixture, TD_ACT_NUMBER, id, 3);
  run_ok (fixture, TD_ACT_SEAL, id, 4);
  run_ok (fixture, TD_ACT_ISSUE, id, 0);
}

/* On paper: printed, signed by hand, the scan attached. */
static void
test_paper (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TdDocumentRequest) request = td_document_request_new (TD_ACT_DRAFT, 0);
  g_autoptr (GError) error = NULL;
  gint64 id;

  request->plan_id = fixture->plan;
  request->form = g_strdup (TD_DOCUMENT_PAPER);
  g_assert_true (td_document_request_run (request, fixture->workspace, &id, &error));
  run_ok (fixture, TD_ACT_CHECK, id, 0);
  run_ok (fixture, TD_ACT_SUBMIT, id, 0);
  run_ok (fixture, TD_ACT_NUMBER, id, 0);
  run_ok (fixture, TD_ACT_PREPARE, id, 1);
  assert_refused (fixture, TD_ACT_SIGN, id, 2);
  assert_refused (fixture, TD_ACT_SEAL, id, 2);
  assert_refused (fixture, TD_ACT_ISSUE, id, 0);
  run_ok (fixture, TD_ACT_SCAN, id, 7);
  run_ok (fixture, TD_ACT_ISSUE, id, 0);
  assert_state (fixture, id, TD_DOCUMENT_ISSUED);
}

/* Signed elsewhere: the signed file comes back and must go on from what was handed out. */
static void
test_import (Fixture *fixture, gconstpointer data)
{
  gint64 id = run_ok (fixture, TD_ACT_DRAFT, 0, 0);
  g_autoptr (TdDocumentRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  run_ok (fixture, TD_ACT_CHECK, id, 0);
  run_ok (fixture, TD_ACT_SUBMIT, id, 0);
  run_ok (fixture, TD_ACT_NUMBER, id, 0);
  run_ok (fixture, TD_ACT_PREPARE, id, 1);
  run_ok (fixture, TD_ACT_EXPORT, id, 0);
  request = td_document_request_new (TD_ACT_IMPORT, id);
  request->file = file_of (3);
  request->state = g_strdup (TD_DOCUMENT_SEALED);
  request->who = g_strdup ("Trần Minh Khuê");
  g_assert_true (td_document_request_run (request, fixture->workspace, NULL, &error));
  g_assert_no_error (error);
  assert_state (fixture, id, TD_DOCUMENT_SEALED);
}

static void
test_register (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    TdRegisterFilter filter;
    guint found;
  } cases[] = {
    { { 0, NULL, FALSE, NULL }, 1 },
    { { 2026, NULL, FALSE, NULL }, 1 },
    { { 2025, NULL, FALSE, NULL }, 0 },
    { { 0, TD_DOCUMENT_ISSUED, TRUE, NULL }, 1 },
    { { 0, TD_DOCUMENT_WITHDRAWN, FALSE, NULL }, 0 },
    { { 0, NULL, FALSE, "ke hoach" }, 1 },
    { { 0, NULL, FALSE, "KẾ HOẠCH" }, 1 },
    { { 0, NULL, FALSE, "12/kh" }, 1 },
    { { 0, NULL, FALSE, "quyết định" }, 0 },
  };
  g_autofree char *pdf = g_build_filename (fixture->base.folder, "so.pdf", NULL);
  g_autofree char *xlsx = g_build_filename (fixture->base.folder, "so.xlsx", NULL);
  g_autofree char *other = g_build_filename (fixture->base.folder, "so.txt", NULL);
  TdConnection *connection = td_workspace_get_connection (fixture->workspace);
  TdRegisterFilter all = { 2026, NULL, FALSE, NULL };
  g_autoptr (GError) error = NULL;

  issue (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found =
          td_document_register_list (connection, &cases[i].filter, &error);

      g_assert_no_error (error);
      g_test_message ("case %u", i);
      g_assert_cmpuint (found->len, ==, cases[i].found);
    }
  g_assert_true (td_document_register_export (connection, &all, pdf, FALSE, &error));
  g_assert_true (td_document_register_export (connection, &all, xlsx, FALSE, &error));
  g_assert_no_error (error);
  g_assert_false (td_document_register_export (connection, &all, pdf, FALSE, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (td_document_register_export (connection, &all, other, FALSE, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_USAGE);
  g_unlink (pdf);
  g_unlink (xlsx);
}

/* A new version of the plan takes the place of the issued one. */
static void
test_replace (Fixture *fixture, gconstpointer data)
{
  gint64 old = issue (fixture);
  g_autoptr (TdDocumentRequest) request = td_document_request_new (TD_ACT_DRAFT, 0);
  g_autoptr (TdEdit) plan = td_edit_new_add (TD_KIND_PLAN);
  g_autoptr (GError) error = NULL;
  gint64 id;

  td_edit_set_value (plan, "title", "Cải cách hành chính năm 2026 (sửa đổi)");
  td_edit_set_value (plan, "symbol", "KH-SGDĐT");
  td_edit_set_value (plan, "year", "2026");
  g_assert_true (td_edit_run (plan, fixture->workspace, &request->plan_id, &error));
  g_assert_no_error (error);
  request->replaces_id = old;
  g_assert_true (td_document_request_run (request, fixture->workspace, &id, &error));
  run_ok (fixture, TD_ACT_CHECK, id, 0);
  run_ok (fixture, TD_ACT_SUBMIT, id, 0);
  run_ok (fixture, TD_ACT_NUMBER, id, 0);
  run_ok (fixture, TD_ACT_PREPARE, id, 1);
  run_ok (fixture, TD_ACT_SIGN, id, 2);
  run_ok (fixture, TD_ACT_SEAL, id, 3);
  assert_state (fixture, old, TD_DOCUMENT_ISSUED);
  run_ok (fixture, TD_ACT_ISSUE, id, 0);
  assert_state (fixture, old, TD_DOCUMENT_REPLACED);
  assert_state (fixture, id, TD_DOCUMENT_ISSUED);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/document/life", test_life },         { "/document/order", test_order },
    { "/document/bytes", test_other_bytes }, { "/document/locks", test_locks },
    { "/document/numbers", test_numbers },   { "/document/book", test_book },
    { "/document/series", test_series },     { "/document/form", test_form },
    { "/document/paper", test_paper },       { "/document/import", test_import },
    { "/document/register", test_register }, { "/document/replace", test_replace },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
