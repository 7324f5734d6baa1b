/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-findings.h"

#include "td-plan-check.h"

/* A person who types is not told of words that are half there. */
#define DELAY_MS 700

struct _TdPlanFindings
{
  GObject parent_instance;

  TdWorkspace *workspace;
  gint64 plan_id;
  GPtrArray *findings; /* (nullable) (element-type TdFinding): NULL before the first check */
  GCancellable *cancellable;
  guint delay_id;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdPlanFindings, td_plan_findings, G_TYPE_OBJECT)

static void
td_plan_findings_dispose (GObject *object)
{
  TdPlanFindings *self = TD_PLAN_FINDINGS (object);

  g_clear_handle_id (&self->delay_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->findings, g_ptr_array_unref);

  G_OBJECT_CLASS (td_plan_findings_parent_class)->dispose (object);
}

static void
td_plan_findings_class_init (TdPlanFindingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_plan_findings_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TD_TYPE_PLAN_FINDINGS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
td_plan_findings_init (TdPlanFindings *self)
{
}

/**
 * td_plan_findings_new:
 * @workspace: where the plan is
 * @plan_id: the plan
 *
 * Returns: (transfer full): its findings, none until td_plan_findings_refresh()
 */
TdPlanFindings *
td_plan_findings_new (TdWorkspace *workspace, gint64 plan_id)
{
  TdPlanFindings *self = g_object_new (TD_TYPE_PLAN_FINDINGS, NULL);

  self->workspace = g_object_ref (workspace);
  self->plan_id = plan_id;
  /* The register of units and the answers to findings count, too. */
  g_signal_connect_object (workspace, "changed", G_CALLBACK (td_plan_findings_refresh), self,
                           G_CONNECT_SWAPPED);

  return self;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdPlanFindings) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = td_plan_check_finish (result, &error);

  /* A later check is on its way, or the plan is closed or gone. */
  if (findings == NULL)
    return;
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
delay_cb (gpointer user_data)
{
  TdPlanFindings *self = user_data;

  self->delay_id = 0;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  td_plan_check_async (self->workspace, self->plan_id, self->cancellable, checked_cb,
                       g_object_ref (self));

  return G_SOURCE_REMOVE;
}

/**
 * td_plan_findings_refresh:
 * @self: findings
 *
 * The plan changed: it is checked again a moment later.
 */
void
td_plan_findings_refresh (TdPlanFindings *self)
{
  g_return_if_fail (TD_IS_PLAN_FINDINGS (self));

  g_clear_handle_id (&self->delay_id, g_source_remove);
  self->delay_id = g_timeout_add (DELAY_MS, delay_cb, self);
}

/**
 * td_plan_findings_get:
 * @self: findings
 *
 * Returns: (nullable) (transfer none) (element-type TdFinding): what was found; NULL: not checked
 * yet
 */
GPtrArray *
td_plan_findings_get (TdPlanFindings *self)
{
  return self->findings;
}

/**
 * td_plan_findings_count:
 * @self: findings
 * @severity: a severity
 *
 * Returns: how many findings of it there are
 */
guint
td_plan_findings_count (TdPlanFindings *self, TdSeverity severity)
{
  guint n = 0;

  for (guint i = 0; self->findings != NULL && i < self->findings->len; i++)
    n += ((TdFinding *) g_ptr_array_index (self->findings, i))->severity == severity;

  return n;
}
