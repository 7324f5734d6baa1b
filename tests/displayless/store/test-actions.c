/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every registered kind of action: dump, act, dump, undo (equal to the first), redo (equal to the
 * second), and the same after the workspace was opened again. A kind that is missing here fails. */

#include "td-error.h"
#include "td-import-slices.h"
#include "td-plan-repository.h"
#include "td-test-store.h"

/* What a sample of each kind of action does. The services that use the kinds do more of the same:
 * insert, update, move, delete; what matters here is that each is one captured transaction. */
typedef struct
{
  const char *action;
  TdActionFunc func; /* NULL: bulk import */
} Sample;

static gboolean
add_row (TdWriter *writer, TdKind kind, const char *first, gint64 owner, GError **error)
{
  const TdKindSpec *spec = td_kind_spec (kind);
  gpointer row = td_row_new (kind);
  gboolean done;

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const TdFieldSpec *field = &spec->fields[i];

      if (field->flags & (TD_FIELD_REQUIRED | TD_FIELD_SEARCHED))
        td_row_set_text (row, field, first);
      else if (field->flags & TD_FIELD_OWNER && field->target != kind)
        td_row_set_int (row, field, owner);
    }
  done = td_writer_insert (writer, kind, row, error);
  td_row_free (kind, row);

  return done;
}

static gboolean
add_cb (TdWriter *writer, gpointer data, GError **error)
{
  return add_row (writer, TD_KIND_TASK, "Thêm một nhiệm vụ", *(gint64 *) data, error);
}

static gboolean
set_cb (TdWriter *writer, gpointer data, GError **error)
{
  return td_writer_set_field (writer, TD_KIND_TASK, 2, "content", "Đổi nội dung", error) &&
         td_writer_set_field (writer, TD_KIND_TASK, 2, "done_date", NULL, error);
}

static gboolean
delete_cb (TdWriter *writer, gpointer data, GError **error)
{
  return td_writer_delete (writer, TD_KIND_SECTION, 1, error);
}

static gboolean
move_cb (TdWriter *writer, gpointer data, GError **error)
{
  return td_writer_move (writer, TD_KIND_TASK, 3, 1, error);
}

static gboolean
new_plan_cb (TdWriter *writer, gpointer data, GError **error)
{
  return add_row (writer, TD_KIND_PLAN, "Kế hoạch mới", 0, error);
}

static gboolean
copy_plan_cb (TdWriter *writer, gpointer data, GError **error)
{
  g_autoptr (TdPlanData) plan =
      td_plan_repository_load (td_writer_get_connection (writer), *(gint64 *) data, error);

  return plan != NULL && td_plan_repository_save (writer, plan, error) != 0;
}

static gboolean
delete_plan_cb (TdWriter *writer, gpointer data, GError **error)
{
  return td_plan_repository_delete (writer, *(gint64 *) data, error);
}

static gboolean
edit_plan_cb (TdWriter *writer, gpointer data, GError **error)
{
  return td_writer_set_field (writer, TD_KIND_PLAN, *(gint64 *) data, "title", "Tên khác", error) &&
         td_writer_delete (writer, TD_KIND_RECIPIENT, 1, error) &&
         add_row (writer, TD_KIND_RECIPIENT, "Như trên", *(gint64 *) data, error);
}

static gboolean
update_task_cb (TdWriter *writer, gpointer data, GError **error)
{
  return td_writer_set_field (writer, TD_KIND_TASK, 1, "progress", "40", error) &&
         td_writer_set_field (writer, TD_KIND_TASK, 3, "done_date", NULL, error);
}

static gboolean
import_units_cb (TdWriter *writer, gpointer data, GError **error)
{
  for (guint i = 0; i < 20; i++)
    {
      if (!add_row (writer, TD_KIND_UNIT, "Trường THPT", 0, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
set_agency_cb (TdWriter *writer, gpointer data, GError **error)
{
  return add_row (writer, TD_KIND_AGENCY, "Sở", 0, error) &&
         td_writer_set_field (writer, TD_KIND_AGENCY, 1, "place", "Bình Minh", error);
}

static gboolean
add_value_cb (TdWriter *writer, gpointer data, GError **error)
{
  return add_row (writer, TD_KIND_TARGET_VALUE, "2026", 1, error) &&
         td_writer_set_field (writer, TD_KIND_TARGET_VALUE, 1, "value", "98.5", error);
}

static gboolean
issue_cb (TdWriter *writer, gpointer data, GError **error)
{
  return td_writer_set_field (writer, TD_KIND_PLAN, *(gint64 *) data, "status", "issued", error) &&
         td_writer_lock_record (writer, TD_KIND_PLAN, *(gint64 *) data, error);
}

static gboolean
update_task_row_cb (TdWriter *writer, gpointer data, GError **error)
{
  return add_row (writer, TD_KIND_TASK_UPDATE, NULL, 1, error) &&
         td_writer_set_field (writer, TD_KIND_TASK_UPDATE, 1, "text", "Đã trình", error) &&
         update_task_cb (writer, data, error);
}

static gboolean
trigger_cb (TdWriter *writer, gpointer data, GError **error)
{
  return add_row (writer, TD_KIND_TASK_TRIGGER, NULL, 2, error) &&
         td_writer_set_field (writer, TD_KIND_TASK_TRIGGER, 1, "date", "2026-05-04", error);
}

static gboolean
occurrence_cb (TdWriter *writer, gpointer data, GError **error)
{
  return add_row (writer, TD_KIND_TASK_OCCURRENCE, "2026-Q1", 1, error) &&
         add_row (writer, TD_KIND_TASK_OCCURRENCE, "2026-Q2", 1, error) &&
         td_writer_set_field (writer, TD_KIND_TASK_OCCURRENCE, 2, "done_date", "2026-06-28",
                              error) &&
         add_row (writer, TD_KIND_TASK_MILESTONE, NULL, 1, error);
}

static gboolean
evidence_cb (TdWriter *writer, gpointer data, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("minh chứng", 12);
  g_autofree char *sha256 = td_writer_put_file (writer, bytes, error);

  /* one file to two tasks */
  return sha256 != NULL && add_row (writer, TD_KIND_EVIDENCE, NULL, 0, error) &&
         td_writer_set_field (writer, TD_KIND_EVIDENCE, 1, "sha256", sha256, error) &&
         add_row (writer, TD_KIND_EVIDENCE_LINK, NULL, 1, error) &&
         add_row (writer, TD_KIND_EVIDENCE_LINK, NULL, 1, error) &&
         td_writer_set_field (writer, TD_KIND_EVIDENCE_LINK, 2, "task_id", "2", error);
}

static gboolean
bulk_cb (TdWriter *writer, gpointer data, GError **error)
{
  for (gint64 id = 1; id <= 3; id++)
    {
      if (!td_writer_set_field (writer, TD_KIND_TASK, id, "deadline_text", "Quý III", error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
assign_cb (TdWriter *writer, gpointer data, GError **error)
{
  return add_row (writer, TD_KIND_TASK, "Việc cấp trên giao", 0, error);
}

static gboolean
calendar_cb (TdWriter *writer, gpointer data, GError **error)
{
  return add_row (writer, TD_KIND_HOLIDAY, "2026-05-04", 0, error) &&
         td_writer_set_field (writer, TD_KIND_HOLIDAY, 1, "kind", "H", error) &&
         add_row (writer, TD_KIND_CALENDAR_YEAR, NULL, 0, error) &&
         td_writer_set_field (writer, TD_KIND_CALENDAR_YEAR, 1, "year", "2028", error) &&
         add_row (writer, TD_KIND_SAVED_FILTER, "tasks", 0, error);
}

static gboolean
document_cb (TdWriter *writer, gpointer data, GError **error)
{
  return add_row (writer, TD_KIND_ISSUED_DOCUMENT, "Kế hoạch", 0, error) &&
         add_row (writer, TD_KIND_DOCUMENT_ACT, "issue", 1, error) &&
         td_writer_lock_record (writer, TD_KIND_ISSUED_DOCUMENT, 1, error) &&
         td_writer_lock_record (writer, TD_KIND_PLAN, *(gint64 *) data, error);
}

static gboolean
dossier_import_cb (TdWriter *writer, gpointer data, GError **error)
{
  return add_row (writer, TD_KIND_DOSSIER_IMPORT, "xuat.xlsx", 0, error) &&
         add_row (writer, TD_KIND_DOSSIER_NAME, "procedure", 0, error) &&
         add_row (writer, TD_KIND_DOSSIER, "H99-240101-0001", 0, error) &&
         td_writer_set_field (writer, TD_KIND_DOSSIER, 1, "state", "10", error) &&
         add_row (writer, TD_KIND_DOSSIER_CHANGE, "state", 1, error) &&
         add_row (writer, TD_KIND_DOSSIER_LAYOUT, "stt|ma ho so", 0, error) &&
         add_row (writer, TD_KIND_PERIOD_FIGURE, "received_total", 1, error) &&
         add_row (writer, TD_KIND_DOSSIER_VIEW, "Quá hạn", 0, error);
}

static gboolean
dossier_cb (TdWriter *writer, gpointer data, GError **error)
{
  return add_row (writer, TD_KIND_DOSSIER, "H99-240304-0001", 0, error) &&
         add_row (writer, TD_KIND_DOSSIER_EVENT, "received", 0, error) &&
         add_row (writer, TD_KIND_DOSSIER_DETAIL, "", 0, error) &&
         add_row (writer, TD_KIND_DOSSIER_PAPER, "Đơn đề nghị", 0, error);
}

static gboolean
dossier_event_cb (TdWriter *writer, gpointer data, GError **error)
{
  return add_row (writer, TD_KIND_DOSSIER_EVENT, "supplement_requested", 0, error);
}

static gboolean
procedure_cb (TdWriter *writer, gpointer data, GError **error)
{
  return add_row (writer, TD_KIND_PROCEDURE, "1.000001", 0, error) &&
         add_row (writer, TD_KIND_PROCEDURE_PAPER, "Đơn đề nghị", 1, error);
}

static gboolean
report_cb (TdWriter *writer, gpointer data, GError **error)
{
  return add_row (writer, TD_KIND_REPORT, "tthc-06a", 0, error) &&
         add_row (writer, TD_KIND_REPORT_FIGURE, "", 1, error);
}

static gboolean
baseline_cb (TdWriter *writer, gpointer data, GError **error)
{
  return add_row (writer, TD_KIND_PLAN_BASELINE, "Bản trình ký", *(gint64 *) data, error) &&
         add_row (writer, TD_KIND_FINDING_ANSWER, "abbreviation", *(gint64 *) data, error);
}

static gboolean
comment_cb (TdWriter *writer, gpointer data, GError **error)
{
  return add_row (writer, TD_KIND_COMMENT, "Ai chủ trì?", *(gint64 *) data, error) &&
         td_writer_set_field (writer, TD_KIND_COMMENT, 1, "text", "Cần rõ thời hạn", error) &&
         td_writer_set_field (writer, TD_KIND_COMMENT, 1, "resolved", "1", error);
}

static const Sample samples[] = {
  { "record.add", add_cb },
  { "record.set", set_cb },
  { "record.delete", delete_cb },
  { "record.move", move_cb },
  { "plan.new", new_plan_cb },
  { "plan.import", copy_plan_cb },
  { "plan.delete", delete_plan_cb },
  { "plan.edit", edit_plan_cb },
  { "plan.move", move_cb },
  { "plan.fix", set_cb },
  { "plan.roll", copy_plan_cb },
  { "plan.issue", issue_cb },
  { "plan.withdraw", issue_cb },
  { "task.update", update_task_row_cb },
  { "unit.import", import_units_cb },
  { "agency.set", set_agency_cb },
  { "workspace.new", import_units_cb },
  { "target.value", add_value_cb },
  { "record.import", NULL },
  { "dossier.import", dossier_import_cb },
  { "dossier.take-back", delete_cb },
  { "task.trigger", trigger_cb },
  { "task.occurrence", occurrence_cb },
  { "task.evidence", evidence_cb },
  { "task.bulk", bulk_cb },
  { "task.assign", assign_cb },
  { "calendar.set", calendar_cb },
  { "calendar.import", calendar_cb },
  { "document.act", document_cb },
  { "dossier.add", dossier_cb },
  { "dossier.event", dossier_event_cb },
  { "procedure.import", procedure_cb },
  { "report.freeze", report_cb },
  { "plan.baseline", baseline_cb },
  { "plan.comment", comment_cb },
};

static gboolean
slice_cb (TdWriter *writer, gpointer data, gboolean *done, GError **error)
{
  gint64 *args = data;

  for (guint i = 0; i < 50; i++)
    {
      if (!add_row (writer, TD_KIND_TASK, "Nhập hàng loạt", args[0], error))
        return FALSE;
    }
  *done = ++args[1] == 3;

  return TRUE;
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  td_workspace_import_finish (TD_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
act (TdTestStore *store, const Sample *sample, gint64 plan)
{
  g_autoptr (GError) error = NULL;

  if (sample->func != NULL)
    {
      td_workspace_act (store->workspace, sample->action, sample->action, sample->func, &plan,
                        &error);
      g_assert_no_error (error);
    }
  else
    {
      gint64 args[] = { plan, 0 };
      gboolean done = FALSE;

      td_workspace_import_async (store->workspace, sample->action, sample->action, slice_cb, args,
                                 NULL, NULL, imported_cb, &done);
      td_test_wait (is_true, &done);
    }
}

static void
assert_dump (TdTestStore *store, const char *expected)
{
  g_autofree char *dump = td_test_store_dump (store->path);

  g_assert_cmpstr (dump, ==, expected);
  td_test_store_check (store);
}

/* RULE history-5 */
static void
run_explicit (TdTestStore *store, const char *after)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (td_workspace_undo (store->workspace, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_REFUSED);
  assert_dump (store, after);
}

static void
test_action (gconstpointer data)
{
  const Sample *sample = data;
  const TdActionKind *kind = td_action_kind (sample->action);
  g_auto (TdTestStore) store = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 plan;

  g_assert_nonnull (kind);
  td_test_store_setup (&store);
  plan = td_test_store_fill (&store);
  before = td_test_store_dump (store.path);
  act (&store, sample, plan);
  after = td_test_store_dump (store.path);
  g_assert_cmpstr (before, !=, after);
  td_test_store_check (&store);

  if (kind->flags & TD_ACTION_EXPLICIT)
    {
      run_explicit (&store, after);
      return;
    }

  for (int round = 0; round < 2; round++)
    {
      g_assert_cmpstr (td_workspace_get_undo_label (store.workspace), ==, sample->action);
      td_workspace_undo (store.workspace, &error);
      g_assert_no_error (error);
      assert_dump (&store, before);
      if (round == 1)
        td_test_store_reopen (&store);
      td_workspace_redo (store.workspace, &error);
      g_assert_no_error (error);
      assert_dump (&store, after);
      td_test_store_reopen (&store);
    }
}

static void
test_complete (void)
{
  guint n_kinds;
  const TdActionKind *kinds = td_action_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (samples); j++)
        found |= g_str_equal (samples[j].action, kinds[i].id);
      g_test_message ("%s", kinds[i].id);
      g_assert_true (found);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/action/complete", test_complete);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_strconcat ("/store/action/", samples[i].action, NULL);

      g_test_add_data_func (path, &samples[i], test_action);
    }

  return g_test_run ();
}
