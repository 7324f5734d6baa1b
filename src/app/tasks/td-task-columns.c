/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-columns.h"

#include <glib/gi18n-lib.h>

#define LEAST_WIDTH 48
#define CONTENT_SHARE 0.355 /* of the whole, beside the timeline */
#define LEAST_CONTENT 250

struct _TdTaskColumns
{
  GObject parent_instance;

  gboolean timeline;
  int widths[TD_N_LIST_COLUMNS]; /* 0: takes a share of what is left */
  TdGanttAxis axis;
  guint32 today;
};

G_DEFINE_FINAL_TYPE (TdTaskColumns, td_task_columns, G_TYPE_OBJECT)

enum
{
  CHANGED,
  RESIZED,
  AXIS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *heading;
  int width;
  gboolean in_table, in_timeline;
} columns[TD_N_LIST_COLUMNS] = {
  [TD_LIST_COLUMN_NUMBER] = { N_ ("No."), 44, TRUE, TRUE },
  [TD_LIST_COLUMN_CONTENT] = { N_ ("Task"), 0, TRUE, TRUE },
  [TD_LIST_COLUMN_UNIT] = { N_ ("Lead unit"), 160, TRUE, FALSE },
  [TD_LIST_COLUMN_DEADLINE] = { N_ ("Deadline of the task"), 150, TRUE, FALSE },
  [TD_LIST_COLUMN_STATUS] = { N_ ("State of work"), 140, TRUE, TRUE },
  [TD_LIST_COLUMN_PROGRESS] = { N_ ("Progress"), 76, TRUE, FALSE },
  [TD_LIST_COLUMN_TIMELINE] = { "", 0, FALSE, TRUE },
};

static void
td_task_columns_class_init (TdTaskColumnsClass *klass)
{
  static const char *const names[N_SIGNALS] = { "changed", "resized", "axis" };

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], TD_TYPE_TASK_COLUMNS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
td_task_columns_init (TdTaskColumns *self)
{
  self->timeline = TRUE;
  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    self->widths[i] = columns[i].width;
  self->axis = (TdGanttAxis){ 0, 365 };
}

TdTaskColumns *
td_task_columns_new (void)
{
  return g_object_new (TD_TYPE_TASK_COLUMNS, NULL);
}

gboolean
td_task_columns_get_timeline (TdTaskColumns *self)
{
  return self->timeline;
}

/**
 * td_task_columns_set_timeline:
 * @self: the columns
 * @timeline: the timeline instead of unit, deadline and progress
 */
void
td_task_columns_set_timeline (TdTaskColumns *self, gboolean timeline)
{
  g_return_if_fail (TD_IS_TASK_COLUMNS (self));

  if (self->timeline == timeline)
    return;
  self->timeline = timeline;
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
td_task_columns_is_shown (TdTaskColumns *self, TdListColumn column)
{
  return self->timeline ? columns[column].in_timeline : columns[column].in_table;
}

const char *
td_task_columns_heading (TdListColumn column)
{
  return *columns[column].heading != '\0' ? _ (columns[column].heading) : "";
}

/* What is beside the content in the table gives way before the content gets unreadable. */
static int
narrowed (TdTaskColumns *self, int total, TdListColumn column)
{
  int width = self->widths[column];
  int fixed = 0;

  if (self->timeline || (column != TD_LIST_COLUMN_UNIT && column != TD_LIST_COLUMN_DEADLINE))
    return width;
  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    fixed += td_task_columns_is_shown (self, (TdListColumn) i) ? self->widths[i] : 0;
  if (total - fixed >= LEAST_CONTENT)
    return width;

  return MAX (width - (LEAST_CONTENT - (total - fixed)) / 2, 84);
}

static int
width_of (TdTaskColumns *self, int total, TdListColumn column)
{
  int fixed = 0;
  int content;

  if (self->widths[column] > 0)
    return narrowed (self, total, column);
  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    {
      if (td_task_columns_is_shown (self, (TdListColumn) i))
        fixed += narrowed (self, total, (TdListColumn) i);
    }
  if (!self->timeline || self->widths[TD_LIST_COLUMN_CONTENT] > 0)
    return MAX (total - fixed, LEAST_WIDTH);
  content = MIN (MAX ((int) (total * CONTENT_SHARE), LEAST_CONTENT), total - fixed - LEAST_WIDTH);
  content = MAX (content, LEAST_WIDTH);

  return column == TD_LIST_COLUMN_CONTENT ? content : MAX (total - fixed - content, LEAST_WIDTH);
}

/**
 * td_task_columns_place:
 * @self: the columns
 * @total: width of the table, logical pixels
 * @column: one that is shown
 * @x: (out): its left edge
 * @width: (out): its width
 */
void
td_task_columns_place (TdTaskColumns *self, int total, TdListColumn column, int *x, int *width)
{
  *x = 0;
  for (guint i = 0; i < (guint) column; i++)
    {
      if (td_task_columns_is_shown (self, (TdListColumn) i))
        *x += width_of (self, total, (TdListColumn) i);
    }
  *width = width_of (self, total, column);
}

gboolean
td_task_columns_can_resize (TdTaskColumns *self, TdListColumn column)
{
  return td_task_columns_is_shown (self, column) && column != TD_LIST_COLUMN_TIMELINE &&
         (self->timeline || column != TD_LIST_COLUMN_CONTENT);
}

void
td_task_columns_resize (TdTaskColumns *self, TdListColumn column, int width)
{
  g_return_if_fail (TD_IS_TASK_COLUMNS (self));

  if (!td_task_columns_can_resize (self, column))
    return;
  self->widths[column] = MAX (width, LEAST_WIDTH);
  g_signal_emit (self, signals[RESIZED], 0);
}

/**
 * td_task_columns_get_widths:
 * @self: the columns
 *
 * Returns: (transfer floating): the widths, to be kept: "ai"
 */
GVariant *
td_task_columns_get_widths (TdTaskColumns *self)
{
  g_return_val_if_fail (TD_IS_TASK_COLUMNS (self), NULL);

  return g_variant_new_fixed_array (G_VARIANT_TYPE_INT32, self->widths, TD_N_LIST_COLUMNS,
                                    sizeof (gint32));
}

/**
 * td_task_columns_set_widths:
 * @self: the columns
 * @widths: as kept; of another number of columns they are left alone
 */
void
td_task_columns_set_widths (TdTaskColumns *self, GVariant *widths)
{
  const gint32 *values;
  gsize n;

  g_return_if_fail (TD_IS_TASK_COLUMNS (self));

  values = g_variant_get_fixed_array (widths, &n, sizeof (gint32));
  for (gsize i = 0; n == TD_N_LIST_COLUMNS && i < n; i++)
    self->widths[i] = values[i] <= 0 ? columns[i].width : CLAMP (values[i], LEAST_WIDTH, 2000);
  g_signal_emit (self, signals[RESIZED], 0);
}

const TdGanttAxis *
td_task_columns_get_axis (TdTaskColumns *self)
{
  return &self->axis;
}

/**
 * td_task_columns_show_year:
 * @self: the columns
 * @year: from January to December
 */
void
td_task_columns_show_year (TdTaskColumns *self, int year)
{
  GDate first, last;

  g_return_if_fail (TD_IS_TASK_COLUMNS (self) && year > 0 && year < 9999);

  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, 1, 1, (GDateYear) year);
  g_date_set_dmy (&last, 1, 1, (GDateYear) (year + 1));
  self->axis.from = g_date_get_julian (&first);
  self->axis.to = g_date_get_julian (&last);
  g_signal_emit (self, signals[AXIS], 0);
}

void
td_task_columns_zoom (TdTaskColumns *self, double factor, double around)
{
  g_return_if_fail (TD_IS_TASK_COLUMNS (self));

  td_gantt_axis_zoom (&self->axis, factor, around);
  g_signal_emit (self, signals[AXIS], 0);
}

/**
 * td_task_columns_move:
 * @self: the columns
 * @share: of the days that are shown; positive goes to later days
 */
void
td_task_columns_move (TdTaskColumns *self, double share)
{
  g_return_if_fail (TD_IS_TASK_COLUMNS (self));

  td_gantt_axis_move (&self->axis, share * (self->axis.to - self->axis.from));
  g_signal_emit (self, signals[AXIS], 0);
}

guint32
td_task_columns_get_today (TdTaskColumns *self)
{
  return self->today;
}

void
td_task_columns_set_today (TdTaskColumns *self, guint32 today)
{
  g_return_if_fail (TD_IS_TASK_COLUMNS (self));

  if (self->today == today)
    return;
  self->today = today;
  g_signal_emit (self, signals[AXIS], 0);
}
