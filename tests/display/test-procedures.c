/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case/td-procedure-dialog.h"
#include "case/td-procedure-window.h"
#include "td-dossier-case.h"
#include "td-error.h"
#include "td-row-sql.h"
#include "td-office-setup.h"
#include "td-test-office.h"
#include "td-test-wait.h"

#include <string.h>

/* The register of procedures: looked at, added to, changed, with versions that follow one another.
 */

typedef TdTestOffice Office;

static void
set_up (Office *office, gconstpointer data)
{
  g_setenv ("TIENDO_NOW", "2024-04-15T09:10", TRUE);
  td_test_office_open (office);
}

static void
tear_down (Office *office, gconstpointer data)
{
  td_test_office_clear (office);
}

static GPtrArray *
list (Office *office)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  td_workspace_refresh (office->workspace);
  rows = td_procedure_list (office->workspace, &error);
  g_assert_no_error (error);

  return rows;
}

static guint
count (Office *office)
{
  g_autoptr (GPtrArray) rows = list (office);

  return rows->len;
}

static TdProcedureRow *
row_new (const char *code, const char *name, gint64 limit, const char *from)
{
  TdProcedureRow *row = td_row_new (TD_KIND_PROCEDURE);

  row->code = g_strdup (code);
  row->name = g_strdup (name);
  row->limit_value = limit;
  row->limit_unit = g_strdup ("working_day");
  row->valid_from = g_strdup (from);

  return row;
}

/* Runs an edit that must go well, or fail with a code (-1: none). */
static gint64
run (Office *office, TdEdit *edit, int code)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  if (td_edit_run (edit, office->workspace, &id, &error))
    g_assert_cmpint (code, ==, -1);
  else
    g_assert_cmpint (code, ==, error->code);

  return id;
}

/* The label of an entry that holds a text, or whose accessible name is what is looked for */
static GtkWidget *
find_label (GtkWidget *parent, const char *text)
{
  if ((GTK_IS_LABEL (parent) && strstr (gtk_label_get_label (GTK_LABEL (parent)), text) != NULL) ||
      (GTK_IS_INSCRIPTION (parent) &&
       g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (parent)), text) == 0))
    return parent;
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_editable (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_EDITABLE (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_editable (child);

  return found;
}

/* Types into the field beside a label. */
static void
type (GtkWidget *dialog, const char *label, const char *text)
{
  GtkWidget *name = find_label (dialog, label);
  GtkWidget *grid, *entry;
  int column, row, width, height;

  g_assert_nonnull (name);
  grid = gtk_widget_get_parent (name);
  gtk_grid_query_child (GTK_GRID (grid), name, &column, &row, &width, &height);
  entry = find_editable (gtk_grid_get_child_at (GTK_GRID (grid), column + 1, row));
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static GtkWidget *
open_dialog (GtkWidget *window, const char *action)
{
  GListModel *windows = gtk_window_get_toplevels ();

  g_assert_true (gtk_widget_activate_action (window, action, NULL));
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) dialog = g_list_model_get_item (windows, i);

      if (TD_IS_PROCEDURE_DIALOG (dialog))
        return dialog;
    }
  g_assert_not_reached ();
}

static void
save (GtkWidget *dialog)
{
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (dialog)), "clicked");
}

/* By hand: empty at first, one is added, changed, and gets a version. */
static void
test_window (Office *office, gconstpointer data)
{
  GtkWidget *window = td_procedure_window_new (office->workspace, NULL);
  GtkWidget *dialog;

  gtk_window_set_modal (GTK_WINDOW (window), FALSE);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  g_assert_nonnull (find_label (window, "No procedures yet"));

  dialog = open_dialog (window, "procedure.add");
  save (dialog);
  g_assert_nonnull (find_label (dialog, "A procedure has a code and a name."));
  type (dialog, "Code", "1.000123");
  type (dialog, "Name", "Cấp lại bằng tốt nghiệp");
  type (dialog, "Time limit", "năm ngày");
  save (dialog);
  g_assert_nonnull (find_label (dialog, "Write a time limit"));
  type (dialog, "Time limit", "5 ngày làm việc");
  type (dialog, "In force from", "1/1/2024");
  save (dialog);
  WAIT_FOR (find_label (window, "05 ngày làm việc") != NULL);
  g_assert_nonnull (find_label (window, "● in force"));

  dialog = open_dialog (window, "procedure.edit");
  type (dialog, "Time limit", "2 giờ");
  save (dialog);
  WAIT_FOR (find_label (window, "02 giờ làm việc") != NULL);
  g_assert_null (find_label (window, "05 ngày làm việc"));

  dialog = open_dialog (window, "procedure.version");
  type (dialog, "Time limit", "3 ngày làm việc");
  type (dialog, "In force from", "1/7/2024");
  save (dialog);
  WAIT_FOR (find_label (window, "01/01/2024 – 30/06/2024") != NULL);
  g_assert_nonnull (find_label (window, "not yet in force"));
  g_assert_cmpuint (count (office), ==, 2);

  /* the new version is the selected one: without it the old one goes on */
  g_assert_true (gtk_widget_activate_action (window, "procedure.delete", NULL));
  WAIT_FOR (find_label (window, "from 01/01/2024") != NULL);
  g_assert_cmpuint (count (office), ==, 1);
  g_assert_true (gtk_widget_activate_action (window, "procedure.undo", NULL));
  WAIT_FOR (find_label (window, "01/01/2024 – 30/06/2024") != NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What the register refuses, and how versions make room for one another */
static void
test_rules (Office *office, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  TdProcedureRow *first = row_new ("1.000123", "Chuyển trường", 5, "2024-01-01");
  TdProcedureRow *later = row_new ("1.000123", "Chuyển trường", 3, "2024-07-01");
  TdProcedureRow *middle = row_new ("1.000123", "Chuyển trường", 4, "2024-04-01");
  TdProcedureRow *changed;
  const TdProcedureRow *row;

  first->row.id = run (office, td_procedure_edit_add (first), -1);
  run (office, td_procedure_edit_add (first), TD_ERROR_REFUSED);
  run (office, td_procedure_edit_version (first, first), TD_ERROR_REFUSED);
  run (office, td_procedure_edit_version (first, later), -1);
  run (office, td_procedure_edit_version (first, middle), -1);

  rows = list (office);
  g_assert_cmpuint (rows->len, ==, 3);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->limit_value, ==, 3);
  g_assert_cmpstr (row->valid_to, ==, NULL);
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpint (row->limit_value, ==, 4);
  g_assert_cmpstr (row->valid_to, ==, "2024-06-30");
  row = g_ptr_array_index (rows, 2);
  g_assert_cmpstr (row->valid_to, ==, "2024-03-31");

  /* days that another version has; a limit that is none; a row that is no longer so */
  changed = td_row_copy (TD_KIND_PROCEDURE, row);
  g_free (changed->valid_to);
  changed->valid_to = g_strdup ("2024-04-01");
  run (office, td_procedure_edit_set (row, changed), TD_ERROR_REFUSED);
  g_clear_pointer (&changed->limit_unit, g_free);
  run (office, td_procedure_edit_set (row, changed), TD_ERROR_USAGE);
  td_row_free (TD_KIND_PROCEDURE, changed);
  changed = td_row_copy (TD_KIND_PROCEDURE, row);
  changed->limit_value = 6;
  run (office, td_procedure_edit_set (row, changed), -1);
  changed->limit_value = 7;
  run (office, td_procedure_edit_set (row, changed), TD_ERROR_CONFLICT);
  td_row_free (TD_KIND_PROCEDURE, changed);

  td_row_free (TD_KIND_PROCEDURE, first);
  td_row_free (TD_KIND_PROCEDURE, later);
  td_row_free (TD_KIND_PROCEDURE, middle);
}

/* A version that a dossier was received under stays. */
static void
test_used (Office *office, gconstpointer data)
{
  g_autoptr (TdDossierEntry) entry = td_dossier_entry_new ();
  g_autoptr (GError) error = NULL;
  TdProcedureRow *used = row_new ("1.000123", "Chuyển trường", 5, NULL);
  TdProcedureRow *unused = row_new ("1.000456", "Xin học lại", 5, NULL);

  g_assert_true (td_office_set_up_sample (office->workspace, &error));
  used->row.id = run (office, td_procedure_edit_add (used), -1);
  unused->row.id = run (office, td_procedure_edit_add (unused), -1);
  td_workspace_refresh (office->workspace);
  entry->procedure_code = g_strdup (used->code);
  entry->applicant = g_strdup ("Nguyễn Văn Thử");
  entry->received = td_moment_now ();
  g_assert_cmpint (td_dossier_case_add (office->workspace, entry, &error), !=, 0);
  g_assert_no_error (error);
  run (office, td_procedure_edit_delete (used->row.id), TD_ERROR_REFUSED);
  run (office, td_procedure_edit_delete (unused->row.id), -1);
  g_assert_cmpuint (count (office), ==, 1);
  td_row_free (TD_KIND_PROCEDURE, used);
  td_row_free (TD_KIND_PROCEDURE, unused);
}

static void
add_paper (GPtrArray *papers, const char *text, gint64 originals)
{
  TdProcedurePaperRow *paper = td_row_new (TD_KIND_PROCEDURE_PAPER);

  paper->text = g_strdup (text);
  paper->originals = originals;
  g_ptr_array_add (papers, paper);
}

static char *
papers_of (Office *office, gint64 procedure_id)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT group_concat (text || '*' || originals, ' ') FROM (SELECT * FROM"
      " procedure_paper WHERE procedure_id = %" G_GINT64_FORMAT " ORDER BY position)",
      procedure_id);

  td_workspace_refresh (office->workspace);

  return td_connection_query_text (td_workspace_get_connection (office->workspace), sql, NULL);
}

static void
assert_papers (Office *office, gint64 procedure_id, const char *wanted)
{
  g_autofree char *papers = papers_of (office, procedure_id);

  g_assert_cmpstr (papers, ==, wanted);
}

/* Papers go with a version: written over in their order, taken over by the next one, deleted. */
static void
test_papers (Office *office, gconstpointer data)
{
  TdProcedureRow *first = row_new ("1.000123", "Chuyển trường", 5, "2024-01-01");
  TdProcedureRow *later = row_new ("1.000123", "Chuyển trường", 3, "2024-07-01");
  GPtrArray *papers = td_row_array_new (TD_KIND_PROCEDURE_PAPER);
  TdEdit *edit = td_procedure_edit_add (first);
  gint64 next;

  add_paper (papers, "Đơn", 1);
  add_paper (papers, "Học bạ", 2);
  td_procedure_edit_take_papers (edit, papers);
  first->row.id = run (office, edit, -1);
  assert_papers (office, first->row.id, "Đơn*1 Học bạ*2");

  papers = td_row_array_new (TD_KIND_PROCEDURE_PAPER);
  add_paper (papers, "Học bạ", 1);
  edit = td_procedure_edit_set (first, first);
  td_procedure_edit_take_papers (edit, papers);
  run (office, edit, -1);
  assert_papers (office, first->row.id, "Học bạ*1");
  run (office, td_procedure_edit_set (first, first), -1);
  assert_papers (office, first->row.id, "Học bạ*1");

  next = run (office, td_procedure_edit_version (first, later), -1);
  assert_papers (office, next, "Học bạ*1");
  td_row_free (TD_KIND_PROCEDURE, first);
  td_row_free (TD_KIND_PROCEDURE, later);
}

static GPtrArray *
sessions_new (const char *const *times)
{
  GPtrArray *sessions = td_row_array_new (TD_KIND_OFFICE_SESSION);

  for (; times[0] != NULL; times += 2)
    {
      TdOfficeSessionRow *session = td_row_new (TD_KIND_OFFICE_SESSION);

      session->starts = g_strdup (times[0]);
      session->ends = g_strdup (times[1]);
      g_ptr_array_add (sessions, session);
    }

  return sessions;
}

static void
set_hours (Office *office, const char *const *times, int code)
{
  g_autoptr (GPtrArray) sessions = sessions_new (times);

  run (office, td_clock_office_edit_hours (sessions), code);
  td_workspace_refresh (office->workspace);
}

static int
closes_at (Office *office)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdClockOffice) hours =
      td_clock_office_load (td_workspace_get_connection (office->workspace), &error);
  GDate monday;

  g_assert_no_error (error);
  g_date_clear (&monday, 1);
  g_date_set_dmy (&monday, 4, G_DATE_MARCH, 2024);

  return td_office_hours_close (hours->hours, &monday);
}

/* The office's own hours, and those of the state where it has none */
static void
test_hours (Office *office, gconstpointer data)
{
  static const char *const own[] = { "07:00", "11:00", "13:00", "16:30", NULL };
  static const char *const overlapping[] = { "07:00", "11:00", "10:30", "16:30", NULL };
  static const char *const broken[] = { "07:00", "noon", NULL };
  static const char *const none[] = { NULL };

  g_assert_cmpint (closes_at (office), ==, 17 * 60);
  set_hours (office, own, -1);
  g_assert_cmpint (closes_at (office), ==, 16 * 60 + 30);
  set_hours (office, overlapping, TD_ERROR_BAD_INPUT);
  set_hours (office, broken, TD_ERROR_BAD_INPUT);
  g_assert_cmpint (closes_at (office), ==, 16 * 60 + 30);
  set_hours (office, none, -1);
  g_assert_cmpint (closes_at (office), ==, 17 * 60);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();
  /* libadwaita 1.2 may look at a toast that is gone when a window ends in the middle of one */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add ("/procedures/window", Office, NULL, set_up, test_window, tear_down);
  g_test_add ("/procedures/rules", Office, NULL, set_up, test_rules, tear_down);
  g_test_add ("/procedures/papers", Office, NULL, set_up, test_papers, tear_down);
  g_test_add ("/procedures/hours", Office, NULL, set_up, test_hours, tear_down);
  g_test_add ("/procedures/used", Office, NULL, set_up, test_used, tear_down);

  return g_test_run ();
}
