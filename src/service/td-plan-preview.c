/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-preview.h"

#include "td-plan-composer.h"
#include "td-plan-repository.h"

struct _TdPlanSnapshot
{
  gatomicrefcount refs;
  TdPlanData *data;
};

struct _TdPlanPreview
{
  GObject parent_instance;

  TdWorkspace *workspace;
  gint64 plan_id;
  TdPlanSnapshot *plan; /* the newest plan read; its layout may still be under way */
  TdLayout *layout;
  GCancellable *cancellable;
  gulong changed_id;
  gboolean working; /* a layout is being made */
  gboolean stale;   /* something changed since it was begun */
};

enum
{
  PROP_0,
  PROP_PLAN,
  PROP_LAYOUT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TdPlanPreview, td_plan_preview, G_TYPE_OBJECT)

static void begin (TdPlanPreview *self);

static TdPlanSnapshot *
snapshot_new (TdPlanData *data)
{
  TdPlanSnapshot *self = g_new0 (TdPlanSnapshot, 1);

  g_atomic_ref_count_init (&self->refs);
  self->data = data;

  return self;
}

TdPlanSnapshot *
td_plan_snapshot_ref (TdPlanSnapshot *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
td_plan_snapshot_unref (TdPlanSnapshot *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  td_plan_data_free (self->data);
  g_free (self);
}

/**
 * td_plan_snapshot_get_data:
 * @self: a snapshot
 *
 * Returns: (transfer none): the plan's rows, valid as long as the snapshot is held
 */
const TdPlanData *
td_plan_snapshot_get_data (TdPlanSnapshot *self)
{
  return self->data;
}

static void
finish (TdPlanPreview *self, TdLayout *layout)
{
  self->working = FALSE;
  if (layout != NULL)
    {
      g_clear_pointer (&self->layout, td_layout_unref);
      self->layout = layout;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAYOUT]);
    }
  if (self->stale)
    begin (self);
}

typedef struct
{
  TdPlanSnapshot *plan;
  TdLayout *previous; /* (nullable) */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  td_plan_snapshot_unref (work->plan);
  g_clear_pointer (&work->previous, td_layout_unref);
  g_free (work);
}

static void
lay_out_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  g_autoptr (TdBlock) document = td_plan_compose (work->plan->data);

  g_task_return_pointer (task, td_layout_new (document, td_style_nd30 (), work->previous),
                         (GDestroyNotify) td_layout_unref);
}

static void
laid_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TdLayout *layout = g_task_propagate_pointer (G_TASK (result), NULL);

  if (layout != NULL || !g_task_had_error (G_TASK (result)))
    finish (TD_PLAN_PREVIEW (source), layout);
}

static gpointer
load_plan (TdConnection *connection, gpointer data, GError **error)
{
  return td_plan_repository_load (connection, *(gint64 *) data, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdPlanPreview) self = user_data;
  g_autoptr (GError) error = NULL;
  TdPlanData *plan = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);
  g_autoptr (GTask) task = NULL;
  Work *work;

  if (plan == NULL)
    {
      /* The plan is gone, or the workspace is closing: the last pages stay. */
      self->working = FALSE;
      return;
    }

  g_clear_pointer (&self->plan, td_plan_snapshot_unref);
  self->plan = snapshot_new (plan);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAN]);

  work = g_new0 (Work, 1);
  work->plan = td_plan_snapshot_ref (self->plan);
  work->previous = self->layout != NULL ? td_layout_ref (self->layout) : NULL;
  task = g_task_new (self, self->cancellable, laid_out_cb, NULL);
  g_task_set_source_tag (task, loaded_cb);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, lay_out_in_thread);
}

static void
begin (TdPlanPreview *self)
{
  self->working = TRUE;
  self->stale = FALSE;
  td_workspace_read_async (self->workspace, load_plan, g_memdup2 (&self->plan_id, sizeof (gint64)),
                           g_free, (GDestroyNotify) td_plan_data_free, self->cancellable, loaded_cb,
                           g_object_ref (self));
}

/**
 * td_plan_preview_refresh:
 * @self: a preview
 *
 * Makes the pages anew from the file; what did not change is taken over.
 */
void
td_plan_preview_refresh (TdPlanPreview *self)
{
  g_return_if_fail (TD_IS_PLAN_PREVIEW (self));

  if (self->working)
    self->stale = TRUE;
  else
    begin (self);
}

static void
td_plan_preview_dispose (GObject *object)
{
  TdPlanPreview *self = TD_PLAN_PREVIEW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->workspace != NULL && self->changed_id != 0)
    g_signal_handler_disconnect (self->workspace, self->changed_id);
  self->changed_id = 0;
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_plan_preview_parent_class)->dispose (object);
}

static void
td_plan_preview_finalize (GObject *object)
{
  TdPlanPreview *self = TD_PLAN_PREVIEW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->plan, td_plan_snapshot_unref);
  g_clear_pointer (&self->layout, td_layout_unref);

  G_OBJECT_CLASS (td_plan_preview_parent_class)->finalize (object);
}

static void
td_plan_preview_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TdPlanPreview *self = TD_PLAN_PREVIEW (object);

  switch (prop_id)
    {
    case PROP_PLAN:
      g_value_set_pointer (value, self->plan);
      break;
    case PROP_LAYOUT:
      g_value_set_pointer (value, self->layout);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
td_plan_preview_class_init (TdPlanPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = td_plan_preview_dispose;
  object_class->finalize = td_plan_preview_finalize;
  object_class->get_property = td_plan_preview_get_property;

  properties[PROP_PLAN] = g_param_spec_pointer (
      "plan", NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LAYOUT] = g_param_spec_pointer (
      "layout", NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
td_plan_preview_init (TdPlanPreview *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * td_plan_preview_new:
 * @workspace: where the plan is
 * @plan_id: the plan
 *
 * Returns: (transfer full): a preview whose first layout is being made
 */
TdPlanPreview *
td_plan_preview_new (TdWorkspace *workspace, gint64 plan_id)
{
  TdPlanPreview *self = g_object_new (TD_TYPE_PLAN_PREVIEW, NULL);

  self->workspace = g_object_ref (workspace);
  self->plan_id = plan_id;
  self->changed_id =
      g_signal_connect_swapped (workspace, "changed", G_CALLBACK (td_plan_preview_refresh), self);
  begin (self);

  return self;
}

/**
 * td_plan_preview_get_plan:
 * @self: a preview
 *
 * Returns: (nullable) (transfer none): the plan as it was last read; NULL until the first time
 */
TdPlanSnapshot *
td_plan_preview_get_plan (TdPlanPreview *self)
{
  g_return_val_if_fail (TD_IS_PLAN_PREVIEW (self), NULL);

  return self->plan;
}

/**
 * td_plan_preview_get_layout:
 * @self: a preview
 *
 * Returns: (nullable) (transfer none): the newest pages; NULL until the first are made
 */
TdLayout *
td_plan_preview_get_layout (TdPlanPreview *self)
{
  g_return_val_if_fail (TD_IS_PLAN_PREVIEW (self), NULL);

  return self->layout;
}
