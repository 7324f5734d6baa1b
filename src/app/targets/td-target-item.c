/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-target-item.h"

#include "plan/td-target-words.h"
#include "td-turn.h"

#include <math.h>

/* A target with its figures as an item of the list; immutable, a change makes new items. */
struct _TdTargetItem
{
  GObject parent_instance;

  TdTargetFigures *figures;
};

G_DEFINE_FINAL_TYPE (TdTargetItem, td_target_item, G_TYPE_OBJECT)

static void
td_target_item_finalize (GObject *object)
{
  td_target_figures_free (TD_TARGET_ITEM (object)->figures);

  G_OBJECT_CLASS (td_target_item_parent_class)->finalize (object);
}

static void
td_target_item_class_init (TdTargetItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_target_item_finalize;
}

static void
td_target_item_init (TdTargetItem *self)
{
}

/**
 * td_target_item_new:
 * @figures: (transfer full): a target with its figures
 *
 * Returns: (transfer full): the item
 */
TdTargetItem *
td_target_item_new (TdTargetFigures *figures)
{
  TdTargetItem *self = g_object_new (TD_TYPE_TARGET_ITEM, NULL);

  self->figures = figures;

  return self;
}

const TdTargetFigures *
td_target_item_get_figures (TdTargetItem *self)
{
  return self->figures;
}

/* "98,5": the decimal comma of Vietnamese, at most two places */
char *
td_target_format_number (double value)
{
  double rounded = round (value * 100) / 100;

  return g_strdelimit (g_strdup_printf ("%.10g", rounded), ".", ',');
}

/* What is to be reached: "≥ 98 %". */
char *
td_target_item_wanted (TdTargetItem *self)
{
  return td_target_words_value (self->figures->target);
}

/* What was reached last, and when: "97,5 % · Quý II/2026"; "–" without a figure. */
char *
td_target_item_actual (TdTargetItem *self)
{
  const TdTargetFigures *figures = self->figures;
  const char *unit = figures->target->measure_unit;
  g_autofree char *number = NULL;
  g_autofree char *period = NULL;

  if (!isfinite (figures->actual))
    return g_strdup ("–");
  number = td_target_format_number (figures->actual);
  period = td_turn_period_label (figures->period);

  return g_strdup_printf ("%s%s%s · %s", number, unit != NULL ? "\302\240" : "",
                          unit != NULL ? unit : "", period);
}

/* The look of a pill (td-status-pill.h) */
const char *
td_target_status_look (TdTargetStatus status)
{
  static const char *const looks[TD_N_TARGET_STATUSES] = {
    [TD_TARGET_NO_DATA] = "not_started",
    [TD_TARGET_MET] = "done",
    [TD_TARGET_NEARLY] = "soon",
    [TD_TARGET_MISSED] = "overdue",
  };

  return looks[status];
}
