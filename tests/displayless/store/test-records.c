/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-error.h"
#include "td-live.h"
#include "td-test-store.h"
#include "td-workspace-private.h"

/* Another program, played by a second workspace of the same file. */
static TdWorkspace *
other_program (TdTestStore *store)
{
  g_autoptr (GError) error = NULL;
  TdWorkspace *other = td_workspace_open (store->path, TD_WORKSPACE_DEFAULT, "other", &error);

  g_assert_no_error (error);

  return other;
}

static void
close_other (TdWorkspace *other)
{
  td_workspace_close (other);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (other);
}

static gboolean
is_saved (gpointer data)
{
  return !td_record_get_saving (data);
}

static void
count_cb (gpointer object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

typedef struct
{
  guint n;
  char *field;
  char *mine;
  char *theirs;
} Conflict;

static void
conflict_cb (
    TdRecord *record, const char *field, const char *mine, const char *theirs, Conflict *conflict)
{
  conflict->n++;
  g_free (conflict->field);
  g_free (conflict->mine);
  g_free (conflict->theirs);
  conflict->field = g_strdup (field);
  conflict->mine = g_strdup (mine);
  conflict->theirs = g_strdup (theirs);
}

static void
conflict_clear (Conflict *conflict)
{
  g_free (conflict->field);
  g_free (conflict->mine);
  g_free (conflict->theirs);
}

static void
set_other (TdWorkspace *other, TdKind kind, gint64 id, const char *field, const char *value)
{
  TdTestStore store = { NULL, NULL, other };

  td_test_store_set (&store, kind, id, field, value);
}

static void
test_identity (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (TdRecord) a = NULL;
  g_autoptr (TdRecord) b = NULL;
  g_autoptr (TdRecord) none = NULL;
  gint64 plan;

  td_test_store_setup (&store);
  plan = td_test_store_add_plan (&store, "A");
  a = td_workspace_get_record (store.workspace, TD_KIND_PLAN, plan);
  b = td_workspace_get_record (store.workspace, TD_KIND_PLAN, plan);
  none = td_workspace_get_record (store.workspace, TD_KIND_PLAN, 99);
  g_assert_true (a == b);
  g_assert_false (td_record_get_loading (a));
  g_assert_cmpstr (((const TdPlanRow *) td_record_get_row (a))->title, ==, "A");
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (a), ==, "TdPlan");
  g_assert_true (td_record_get_deleted (none));
}

/* Every property of every kind: set, notify once, set the same, still once; in the file at last. */
static void
test_properties (gconstpointer data)
{
  TdKind kind = (TdKind) GPOINTER_TO_UINT (data);
  const TdKindSpec *spec = td_kind_spec (kind);
  g_auto (TdTestStore) store = { NULL };
  gpointer row = td_row_new (kind);
  TdRecord *record;
  gint64 id;

  td_test_store_setup (&store);
  for (guint i = 0; i < spec->n_fields; i++)
    {
      if (spec->fields[i].flags & TD_FIELD_REQUIRED)
        td_row_set_text (row, &spec->fields[i], "cũ");
    }
  id = td_test_store_add (&store, kind, row);
  record = td_workspace_get_record (store.workspace, kind, id);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const TdFieldSpec *field = &spec->fields[i];
      const char *text = field->type == TD_FIELD_DATE   ? "2026-02-28"
                         : field->type == TD_FIELD_REAL ? "1.5"
                         : field->type == TD_FIELD_BOOL ? "1"
                         : field->type == TD_FIELD_REF  ? NULL
                         : field->type == TD_FIELD_INT  ? "77"
                                                        : "mới";
      g_autofree char *name = g_strdelimit (g_strdup (field->name), "_", '-');
      g_autofree char *signal = g_strconcat ("notify::", name, NULL);
      g_autofree char *stored = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (GValue) value = G_VALUE_INIT;
      guint count = 0;
      gulong handler = g_signal_connect (record, signal, G_CALLBACK (count_cb), &count);

      g_assert_true (td_record_set_field (record, field->name, text, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count, ==, text != NULL ? 1 : 0);
      g_object_get_property (G_OBJECT (record), name, &value);
      g_object_set_property (G_OBJECT (record), name, &value);
      g_assert_cmpuint (count, ==, text != NULL ? 1 : 0);
      td_test_wait (is_saved, record);
      g_assert_cmpuint (count, ==, text != NULL ? 1 : 0);
      stored = td_test_store_get (&store, kind, id, field->name);
      g_assert_cmpstr (stored, ==, text);
      g_signal_handler_disconnect (record, handler);
    }

  g_assert_finalize_object (record);
}

static void
test_change_from_elsewhere (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (TdRecord) record = NULL;
  TdWorkspace *other;
  guint count = 0, deleted = 0;
  gint64 plan;

  td_test_store_setup (&store);
  plan = td_test_store_add_plan (&store, "A");
  record = td_workspace_get_record (store.workspace, TD_KIND_PLAN, plan);
  g_signal_connect (record, "notify::title", G_CALLBACK (count_cb), &count);
  g_signal_connect (record, "notify::deleted", G_CALLBACK (count_cb), &deleted);
  other = other_program (&store);

  set_other (other, TD_KIND_PLAN, plan, "title", "B");
  td_workspace_refresh (store.workspace);
  g_assert_cmpstr (((const TdPlanRow *) td_record_get_row (record))->title, ==, "B");
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpstr (td_workspace_get_undo_label (store.workspace), ==, "Set");

  g_assert_true (td_workspace_undo (other, NULL));
  td_workspace_refresh (store.workspace);
  g_assert_cmpstr (((const TdPlanRow *) td_record_get_row (record))->title, ==, "A");
  g_assert_true (td_workspace_undo (other, NULL));
  td_workspace_refresh (store.workspace);
  g_assert_true (td_record_get_deleted (record));
  g_assert_true (td_workspace_redo (other, NULL));
  td_workspace_refresh (store.workspace);
  g_assert_false (td_record_get_deleted (record));
  g_assert_cmpuint (deleted, ==, 2);
  close_other (other);
}

static gboolean
title_is_b (gpointer record)
{
  return g_str_equal (((const TdPlanRow *) td_record_get_row (record))->title, "B");
}

/* Without any call, within a second. */
static void
test_poll (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (TdRecord) record = NULL;
  TdWorkspace *other;
  gint64 start;

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  record = td_workspace_get_record (store.workspace, TD_KIND_PLAN, 1);
  other = other_program (&store);
  set_other (other, TD_KIND_PLAN, 1, "title", "B");
  start = g_get_monotonic_time ();
  td_test_wait (title_is_b, record);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
  close_other (other);
}

static void
test_conflict (gconstpointer data)
{
  gboolean keep_mine = GPOINTER_TO_INT (data);
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (TdRecord) record = NULL;
  g_autofree char *stored = NULL;
  TdWorkspace *other;
  Conflict conflict = { 0 };

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "gốc");
  record = td_workspace_get_record (store.workspace, TD_KIND_PLAN, 1);
  g_signal_connect (record, "conflict", G_CALLBACK (conflict_cb), &conflict);
  other = other_program (&store);

  /* they are first, and we have not seen it yet */
  set_other (other, TD_KIND_PLAN, 1, "title", "của họ");
  set_other (other, TD_KIND_PLAN, 1, "symbol", "KH-SGDĐT");
  g_object_set (record, "title", "của tôi", NULL);
  td_test_wait (is_saved, record);
  g_assert_cmpuint (conflict.n, ==, 1);
  g_assert_cmpstr (conflict.field, ==, "title");
  g_assert_cmpstr (conflict.mine, ==, "của tôi");
  g_assert_cmpstr (conflict.theirs, ==, "của họ");

  /* nothing is lost: theirs is in the file, mine on the screen; other fields follow */
  td_workspace_refresh (store.workspace);
  g_assert_cmpstr (((const TdPlanRow *) td_record_get_row (record))->title, ==, "của tôi");
  g_assert_cmpstr (((const TdPlanRow *) td_record_get_row (record))->symbol, ==, "KH-SGDĐT");
  g_assert_cmpint (td_workspace_get_save_state (store.workspace), ==, TD_SAVE_STATE_SAVED);

  td_record_resolve (record, "title", keep_mine);
  td_test_wait (is_saved, record);
  stored = td_test_store_get (&store, TD_KIND_PLAN, 1, "title");
  g_assert_cmpstr (stored, ==, keep_mine ? "của tôi" : "của họ");
  g_assert_cmpstr (((const TdPlanRow *) td_record_get_row (record))->title, ==, stored);
  g_assert_cmpuint (conflict.n, ==, 1);
  conflict_clear (&conflict);
  close_other (other);
}

/* Typing: many edits on their way; what comes back never overwrites what was typed since. */
static void
test_typing (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (TdRecord) record = NULL;
  g_autofree char *stored = NULL;
  g_autoptr (GString) text = g_string_new ("");
  guint count = 0;

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  record = td_workspace_get_record (store.workspace, TD_KIND_PLAN, 1);
  g_signal_connect (record, "notify::title", G_CALLBACK (count_cb), &count);
  for (int i = 0; i < 50; i++)
    {
      g_string_append_c (text, (char) ('a' + i % 26));
      g_object_set (record, "title", text->str, NULL);
      g_assert_cmpint (td_workspace_get_save_state (store.workspace), ==, TD_SAVE_STATE_SAVING);
      if (i % 7 == 0)
        g_main_context_iteration (NULL, FALSE);
      g_assert_cmpstr (((const TdPlanRow *) td_record_get_row (record))->title, ==, text->str);
    }
  td_test_wait (is_saved, record);
  g_assert_cmpuint (count, ==, 50);
  g_assert_cmpint (td_workspace_get_save_state (store.workspace), ==, TD_SAVE_STATE_SAVED);
  g_assert_nonnull (td_workspace_get_saved_at (store.workspace));
  stored = td_test_store_get (&store, TD_KIND_PLAN, 1, "title");
  g_assert_cmpstr (stored, ==, text->str);
  g_assert_cmpint (td_test_store_sql_int (store.path, "SELECT count (*) FROM history"), ==, 2);
}

static void
test_refused (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (TdRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  TdAreaRow *area = td_row_new (TD_KIND_AREA);

  td_test_store_setup (&store);
  area->key = g_strdup ("k");
  area->name = g_strdup ("n");
  td_test_store_add (&store, TD_KIND_AREA, area);
  record = td_workspace_get_record (store.workspace, TD_KIND_AREA, 1);
  g_object_set (record, "name", "", NULL);
  g_assert_cmpstr (((const TdAreaRow *) td_record_get_row (record))->name, ==, "n");
  g_assert_false (td_record_set_field (record, "no_such", "x", &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_USAGE);
  g_clear_error (&error);
  td_test_store_delete (&store, TD_KIND_AREA, 1);
  g_assert_true (td_record_get_deleted (record));
  g_assert_false (td_record_set_field (record, "name", "x", &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_NOT_FOUND);
}

/* An object that outlives its workspace is harmless. */
static void
test_outlives (void)
{
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (TdRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  td_test_store_setup (&store);
  td_test_store_add_plan (&store, "A");
  record = td_workspace_get_record (store.workspace, TD_KIND_PLAN, 1);
  td_workspace_close (store.workspace);
  g_assert_false (td_record_set_field (record, "title", "x", &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  g_assert_cmpstr (((const TdPlanRow *) td_record_get_row (record))->title, ==, "A");
}

/* Another program acts many times at random; the objects equal the file. */
static void
test_storm (void)
{
  const int rounds = g_test_slow () ? 1000 : 150;
  g_auto (TdTestStore) store = { NULL };
  TdRecord *records[10];
  TdWorkspace *other;
  gint64 plan;

  td_test_store_setup (&store);
  plan = td_test_store_add_plan (&store, "A");
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    records[i] = td_workspace_get_record (store.workspace, TD_KIND_TASK,
                                          td_test_store_add_task (&store, plan, "Việc"));
  other = other_program (&store);

  for (int round = 0; round < rounds; round++)
    {
      g_autofree char *text = g_strdup_printf ("lần %d", round);
      gint64 id = g_test_rand_int_range (1, G_N_ELEMENTS (records) + 1);
      TdTestStore elsewhere = { NULL, NULL, other };
      gpointer row = td_workspace_get_row (other, TD_KIND_TASK, id, NULL);
      int what = g_test_rand_int_range (0, 10);

      if (what < 6 && row != NULL)
        set_other (other, TD_KIND_TASK, id, "content", text);
      else if (what == 6 && row != NULL)
        td_test_store_delete (&elsewhere, TD_KIND_TASK, id);
      else if (what == 7)
        td_workspace_redo (other, NULL);
      else
        td_workspace_undo (other, NULL);
      td_row_free (TD_KIND_TASK, row);
      if (round % 5 != 0)
        continue;

      td_workspace_refresh (store.workspace);
      for (guint i = 0; i < G_N_ELEMENTS (records); i++)
        {
          gpointer now =
              td_workspace_get_row (other, TD_KIND_TASK, td_record_get_id (records[i]), NULL);

          g_assert_cmpint (td_record_get_deleted (records[i]), ==, now == NULL);
          if (now != NULL)
            g_assert_true (td_row_equal (TD_KIND_TASK, now, td_record_get_row (records[i])));
          td_row_free (TD_KIND_TASK, now);
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    g_assert_finalize_object (records[i]);
  close_other (other);
  td_test_store_check (&store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/record/identity", test_identity);
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      g_autofree char *path =
          g_strconcat ("/store/record/properties/", td_kind_spec ((TdKind) kind)->name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (kind), test_properties);
    }
  g_test_add_func ("/store/record/change-from-elsewhere", test_change_from_elsewhere);
  g_test_add_func ("/store/record/poll", test_poll);
  g_test_add_data_func ("/store/record/conflict/theirs", GINT_TO_POINTER (FALSE), test_conflict);
  g_test_add_data_func ("/store/record/conflict/mine", GINT_TO_POINTER (TRUE), test_conflict);
  g_test_add_func ("/store/record/typing", test_typing);
  g_test_add_func ("/store/record/refused", test_refused);
  g_test_add_func ("/store/record/outlives", test_outlives);
  g_test_add_func ("/store/record/storm", test_storm);

  return g_test_run ();
}
