/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-test-store.h"

#include <glib/gstdio.h>
#include <string.h>

#include "td-changeset.h"
#include "td-check.h"
#include "td-connection.h"
#include "td-plan-repository.h"

#define WAIT_SECONDS 30

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
open_workspace (TdTestStore *self, TdWorkspaceFlags flags)
{
  g_autoptr (GError) error = NULL;

  self->workspace = td_workspace_open (self->path, flags, "cli", &error);
  g_assert_no_error (error);
  td_workspace_set_author (self->workspace, "An");
}

void
td_test_store_setup (TdTestStore *self)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("td-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "kế hoạch.tiendo", NULL);
  open_workspace (self, TD_WORKSPACE_CREATE);
}

void
td_test_store_reopen (TdTestStore *self)
{
  td_workspace_close (self->workspace);
  g_assert_finalize_object (self->workspace);
  open_workspace (self, TD_WORKSPACE_DEFAULT);
}

void
td_test_store_clear (TdTestStore *self)
{
  if (self->workspace != NULL)
    {
      td_workspace_close (self->workspace);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_finalize_object (self->workspace);
      self->workspace = NULL;
    }
  if (self->folder != NULL)
    remove_tree (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->path, g_free);
}

typedef struct
{
  TdKind kind;
  gint64 id;
  gpointer row;
  const char *field;
  const char *value;
} Simple;

static gboolean
insert_cb (TdWriter *writer, gpointer data, GError **error)
{
  Simple *simple = data;

  return td_writer_insert (writer, simple->kind, simple->row, error);
}

static gboolean
set_cb (TdWriter *writer, gpointer data, GError **error)
{
  Simple *simple = data;

  return td_writer_set_field (writer, simple->kind, simple->id, simple->field, simple->value,
                              error);
}

static gboolean
delete_cb (TdWriter *writer, gpointer data, GError **error)
{
  Simple *simple = data;

  return td_writer_delete (writer, simple->kind, simple->id, error);
}

gint64
td_test_store_add (TdTestStore *self, TdKind kind, gpointer row)
{
  g_autoptr (GError) error = NULL;
  Simple simple = { kind, 0, row };
  gint64 id;

  td_workspace_act (self->workspace, "record.add", "Add", insert_cb, &simple, &error);
  g_assert_no_error (error);
  id = ((TdRow *) row)->id;
  td_row_free (kind, row);

  return id;
}

gint64
td_test_store_add_plan (TdTestStore *self, const char *title)
{
  TdPlanRow *plan = td_row_new (TD_KIND_PLAN);

  plan->title = g_strdup (title);
  plan->year = 2026;

  return td_test_store_add (self, TD_KIND_PLAN, plan);
}

gint64
td_test_store_add_task (TdTestStore *self, gint64 plan_id, const char *content)
{
  TdTaskRow *task = td_row_new (TD_KIND_TASK);

  task->plan_id = plan_id;
  task->content = g_strdup (content);

  return td_test_store_add (self, TD_KIND_TASK, task);
}

void
td_test_store_set (TdTestStore *self, TdKind kind, gint64 id, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  Simple simple = { kind, id, NULL, field, value };

  td_workspace_act (self->workspace, "record.set", "Set", set_cb, &simple, &error);
  g_assert_no_error (error);
}

void
td_test_store_delete (TdTestStore *self, TdKind kind, gint64 id)
{
  g_autoptr (GError) error = NULL;
  Simple simple = { kind, id };

  td_workspace_act (self->workspace, "record.delete", "Delete", delete_cb, &simple, &error);
  g_assert_no_error (error);
}

char *
td_test_store_get (TdTestStore *self, TdKind kind, gint64 id, const char *field)
{
  g_autoptr (GError) error = NULL;
  gpointer row = td_workspace_get_row (self->workspace, kind, id, &error);
  char *value;

  g_assert_no_error (error);
  value = td_row_format_field (row, td_kind_find_field (td_kind_spec (kind), field));
  td_row_free (kind, row);

  return value;
}

/* A row of any kind whose fields all have values that name the field. */
static gpointer
fill_row (TdPlanData *data, TdKind kind, gint64 unit, gint64 group)
{
  const TdKindSpec *spec = td_kind_spec (kind);
  gpointer row = td_plan_data_add (data, kind);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const TdFieldSpec *field = &spec->fields[i];
      g_autofree char *text = g_strdup_printf ("Đề %s %s", spec->name, field->name);

      if (field->type == TD_FIELD_TEXT)
        td_row_set_text (row, field, text);
      else if (field->type == TD_FIELD_DATE)
        td_row_set_text (row, field, "2026-03-31");
      else if (field->type == TD_FIELD_REAL)
        td_row_set_real (row, field, 0.5 + i);
      else if (field->type == TD_FIELD_BOOL)
        td_row_set_int (row, field, 1);
      else if (field->type == TD_FIELD_REF)
        td_row_set_int (row, field,
                        field->target == TD_KIND_UNIT         ? unit
                        : field->target == TD_KIND_UNIT_GROUP ? group
                        : field->target == kind               ? 0
                                                              : 1);
    }

  return row;
}

static gboolean
save_plan_cb (TdWriter *writer, gpointer data, GError **error)
{
  gpointer *args = data;

  *(gint64 *) args[1] = td_plan_repository_save (writer, args[0], error);

  return *(gint64 *) args[1] != 0;
}

gint64
td_test_store_fill (TdTestStore *self)
{
  g_autoptr (TdPlanData) data = td_plan_data_new ();
  g_autoptr (GError) error = NULL;
  gint64 unit, group, plan_id = 0;
  TdUnitRow *unit_row = td_row_new (TD_KIND_UNIT);
  TdUnitGroupRow *group_row = td_row_new (TD_KIND_UNIT_GROUP);
  TdUnitAliasRow *alias = td_row_new (TD_KIND_UNIT_ALIAS);
  TdAreaRow *area = td_row_new (TD_KIND_AREA);
  gpointer args[] = { data, &plan_id };

  unit_row->name = g_strdup ("Phòng Đào tạo");
  unit = td_test_store_add (self, TD_KIND_UNIT, unit_row);
  group_row->name = g_strdup ("Các phòng thuộc Sở");
  group = td_test_store_add (self, TD_KIND_UNIT_GROUP, group_row);
  alias->unit_id = unit;
  alias->alias = g_strdup ("P. ĐT");
  td_test_store_add (self, TD_KIND_UNIT_ALIAS, alias);
  area->key = g_strdup ("procedures");
  area->name = g_strdup ("Cải cách thủ tục hành chính");
  td_test_store_add (self, TD_KIND_AREA, area);

  data->plan->year = 2026;
  data->plan->title = g_strdup ("Cải cách hành chính năm 2026");
  for (guint kind = TD_KIND_SECTION; kind <= TD_KIND_PLAN_FACT; kind++)
    {
      for (guint n = 0; n < 3; n++)
        fill_row (data, (TdKind) kind, unit, group);
    }
  td_workspace_act (self->workspace, "plan.import", "Import", save_plan_cb, args, &error);
  g_assert_no_error (error);

  return plan_id;
}

static void
dump_table (TdConnection *connection, const char *table, const char *columns, GString *text)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s ORDER BY 1", columns, table);
  g_autoptr (GError) error = NULL;
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, &error);

  g_assert_no_error (error);
  g_string_append_printf (text, "== %s\n", table);
  while (td_statement_step (statement, &error) == TD_STEP_ROW)
    {
      for (int i = 0; i < td_statement_n_columns (statement); i++)
        g_string_append_printf (
            text, "%s|",
            td_statement_is_null (statement, i) ? "NULL" : td_statement_text (statement, i));
      g_string_append_c (text, '\n');
    }
  g_assert_no_error (error);
}

#define HIDDEN "SELECT id FROM import WHERE state <> 'done'"

char *
td_test_store_dump (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdConnection) connection = td_connection_open (path, TD_CONNECTION_READ_ONLY, &error);
  g_autofree char *search = g_strdup_printf (
      "search WHERE rowid NOT IN (SELECT id * 64 + %d FROM task WHERE import_id IN (" HIDDEN "))",
      TD_KIND_TASK);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (const char *const *table = td_changeset_tables (); *table != NULL; table++)
    {
      g_autofree char *visible =
          g_strdup_printf ("%s WHERE import_id IS NULL OR import_id NOT IN (" HIDDEN ")", *table);

      dump_table (connection, visible, "*", text);
    }
  dump_table (connection, search, "rowid, marked, folded", text);
  dump_table (connection, "plan_rollup", "*", text);

  return g_string_free (text, FALSE);
}

void
td_test_store_check (TdTestStore *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = td_check_workspace (self->workspace, FALSE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      TdCheckFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%s %s: %s", finding->rule, finding->place, finding->message);
    }
  g_assert_cmpuint (findings->len, ==, 0);
}

gint64
td_test_store_sql_int (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdConnection) connection = td_connection_open (path, TD_CONNECTION_READ_ONLY, &error);
  gint64 value;

  g_assert_no_error (error);
  td_connection_query_int (connection, sql, &value, &error);
  g_assert_no_error (error);

  return value;
}

void
td_test_store_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

void
td_test_wait (gboolean (*done) (gpointer), gpointer data)
{
  gint64 deadline = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (!done (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}
