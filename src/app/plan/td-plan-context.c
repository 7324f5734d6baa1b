/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-context.h"

#include <glib/gi18n-lib.h>

#include "td-window.h"

struct _TdPlanContext
{
  GObject parent_instance;

  TdWorkspace *workspace;
  gint64 plan_id;
  TdRecord *plan;
  TdPlanPreview *preview;
  TdPlanFindings *findings;
  TdSource selected;
  GtkWidget *widget; /* weak: whose window shows errors and toasts */
};

enum
{
  SIGNAL_SELECTED,
  SIGNAL_EDITED,
  SIGNAL_DATA_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdPlanContext, td_plan_context, G_TYPE_OBJECT)

static void
td_plan_context_dispose (GObject *object)
{
  TdPlanContext *self = TD_PLAN_CONTEXT (object);

  g_clear_object (&self->plan);
  g_clear_object (&self->findings);
  g_clear_object (&self->preview);
  g_clear_object (&self->workspace);
  g_clear_weak_pointer (&self->widget);

  G_OBJECT_CLASS (td_plan_context_parent_class)->dispose (object);
}

static void
td_plan_context_class_init (TdPlanContextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_plan_context_dispose;

  signals[SIGNAL_SELECTED] =
      g_signal_new ("selected", TD_TYPE_PLAN_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_INT64, G_TYPE_STRING);
  signals[SIGNAL_EDITED] = g_signal_new ("edited", TD_TYPE_PLAN_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_DATA_CHANGED] = g_signal_new (
      "data-changed", TD_TYPE_PLAN_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
td_plan_context_init (TdPlanContext *self)
{
  self->selected.kind = -1;
}

static void
plan_read_cb (TdPlanContext *self)
{
  td_plan_findings_refresh (self->findings);
  g_signal_emit (self, signals[SIGNAL_DATA_CHANGED], 0);
}

/**
 * td_plan_context_new:
 * @workspace: where the plan is
 * @plan_id: the plan
 * @widget: the view whose window shows errors and toasts
 *
 * Returns: (transfer full): the context of an open plan
 */
TdPlanContext *
td_plan_context_new (TdWorkspace *workspace, gint64 plan_id, GtkWidget *widget)
{
  TdPlanContext *self = g_object_new (TD_TYPE_PLAN_CONTEXT, NULL);

  self->workspace = g_object_ref (workspace);
  self->plan_id = plan_id;
  self->plan = td_workspace_get_record (workspace, TD_KIND_PLAN, plan_id);
  self->findings = td_plan_findings_new (workspace, plan_id);
  self->preview = td_plan_preview_new (workspace, plan_id);
  g_signal_connect_object (self->preview, "notify::plan", G_CALLBACK (plan_read_cb), self,
                           G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->widget, widget);

  return self;
}

TdWorkspace *
td_plan_context_get_workspace (TdPlanContext *self)
{
  return self->workspace;
}

gint64
td_plan_context_get_plan_id (TdPlanContext *self)
{
  return self->plan_id;
}

/**
 * td_plan_context_get_plan:
 * @self: a context
 *
 * Returns: (transfer none): the live plan; its properties are the columns of the plan
 */
TdRecord *
td_plan_context_get_plan (TdPlanContext *self)
{
  return self->plan;
}

TdPlanPreview *
td_plan_context_get_preview (TdPlanContext *self)
{
  return self->preview;
}

/**
 * td_plan_context_get_data:
 * @self: a context
 *
 * Returns: (nullable) (transfer none): the plan's rows as last read, valid until the next
 *   `data-changed`; NULL until the first
 */
const TdPlanData *
td_plan_context_get_data (TdPlanContext *self)
{
  TdPlanSnapshot *plan = td_plan_preview_get_plan (self->preview);

  return plan != NULL ? td_plan_snapshot_get_data (plan) : NULL;
}

/**
 * td_plan_context_get_findings:
 * @self: a context
 *
 * Returns: (transfer none): what the checker finds in the plan, kept up to date
 */
TdPlanFindings *
td_plan_context_get_findings (TdPlanContext *self)
{
  return self->findings;
}

gboolean
td_plan_context_get_read_only (TdPlanContext *self)
{
  return td_workspace_get_read_only (self->workspace);
}

/**
 * td_plan_context_list:
 * @self: a context
 * @kind: a kind whose records belong to a plan
 *
 * Returns: (transfer full): the live records of that kind of this plan, in order
 */
TdRecordList *
td_plan_context_list (TdPlanContext *self, TdKind kind)
{
  g_autoptr (TdQuery) query = td_query_new (kind);

  td_query_where_int (query, "plan_id", TD_QUERY_EQUAL, self->plan_id);

  return td_record_list_new (self->workspace, query);
}

/**
 * td_plan_context_select:
 * @self: a context
 * @kind: a TdKind, -1 for nothing
 * @id: the record
 * @field: (nullable): the field of it
 *
 * Says what the person is looking at; everyone who shows it follows.
 */
void
td_plan_context_select (TdPlanContext *self, int kind, gint64 id, const char *field)
{
  TdSource source = { kind, id, g_intern_string (field) };

  g_return_if_fail (TD_IS_PLAN_CONTEXT (self));

  if (td_source_equal (self->selected, source))
    return;
  self->selected = source;
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, kind, id, field);
}

TdSource
td_plan_context_get_selected (TdPlanContext *self)
{
  return self->selected;
}

/**
 * td_plan_context_show_error:
 * @self: a context
 * @heading: what did not work, translated
 * @error: why
 */
void
td_plan_context_show_error (TdPlanContext *self, const char *heading, const GError *error)
{
  TdWindow *window = self->widget != NULL ? td_window_of (self->widget) : NULL;

  if (window != NULL)
    td_window_show_error (window, heading, error);
}

/**
 * td_plan_context_toast_undo:
 * @self: a context
 * @text: what was done, translated; the toast has a button to undo it
 */
void
td_plan_context_toast_undo (TdPlanContext *self, const char *text)
{
  TdWindow *window = self->widget != NULL ? td_window_of (self->widget) : NULL;

  if (window != NULL)
    td_window_toast_undo (window, text);
}

typedef struct
{
  TdPlanContext *context;
  GWeakRef owner;
  TdPlanEditedFunc func;
} Pending;

static void
edited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Pending *pending = user_data;
  TdPlanContext *self = pending->context;
  g_autoptr (GObject) owner = g_weak_ref_get (&pending->owner);
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  if (!td_edit_run_finish (result, &id, &error))
    {
      td_plan_context_show_error (self, _ ("The change was not made"), error);
    }
  else
    {
      g_signal_emit (self, signals[SIGNAL_EDITED], 0, id);
      if (owner != NULL && pending->func != NULL)
        pending->func (self, id, owner);
    }
  g_weak_ref_clear (&pending->owner);
  g_object_unref (pending->context);
  g_free (pending);
}

/**
 * td_plan_context_edit_then:
 * @self: a context
 * @edit: (transfer full): what to change
 * @owner: (nullable): given to @func; when it is gone by then, @func is not called
 * @func: (nullable): called after the durable commit
 *
 * Makes a change. What is typed and not yet written goes first. An error is shown in the window.
 */
void
td_plan_context_edit_then (TdPlanContext *self, TdEdit *edit, GObject *owner, TdPlanEditedFunc func)
{
  Pending *pending = g_new0 (Pending, 1);
  TdWindow *window = self->widget != NULL ? td_window_of (self->widget) : NULL;

  if (window != NULL)
    td_window_flush (window);
  pending->context = g_object_ref (self);
  pending->func = func;
  g_weak_ref_init (&pending->owner, owner);
  td_edit_run_async (edit, self->workspace, edited_cb, pending);
}

void
td_plan_context_edit (TdPlanContext *self, TdEdit *edit)
{
  td_plan_context_edit_then (self, edit, NULL, NULL);
}
