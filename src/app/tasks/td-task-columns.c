/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-columns.h"

#include <glib/gi18n-lib.h>

#define LEAST_WIDTH 40
#define CONTENT_SHARE 0.355 /* of the whole, beside the timeline */
#define LEAST_CONTENT 250
#define LEAST_TIMELINE 200

#define N_MOVABLE TD_LIST_COLUMN_TIMELINE /* the timeline itself stays last */

struct _TdTaskColumns
{
  GObject parent_instance;

  gboolean timeline;
  TdListColumn order[N_MOVABLE];
  gboolean wanted[2][TD_N_LIST_COLUMNS]; /* in the table, beside the timeline */
  int widths[TD_N_LIST_COLUMNS];         /* 0: takes a share of what is left */
  int total;                             /* width there is; 0: not known yet */
  gboolean narrow;                       /* the table has no room for a column of units */
  int line_heights[2];                   /* of what is in a row: of a task, of a group */
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
  const char *name; /* in the settings and of actions */
  const char *heading;
  int width;
  gboolean in_table, in_timeline;
} columns[TD_N_LIST_COLUMNS] = {
  [TD_LIST_COLUMN_NUMBER] = { "number", N_ ("No."), 44, TRUE, TRUE },
  [TD_LIST_COLUMN_CONTENT] = { "content", N_ ("Task"), 0, TRUE, TRUE },
  [TD_LIST_COLUMN_UNIT] = { "unit", N_ ("Lead unit"), 160, TRUE, FALSE },
  [TD_LIST_COLUMN_COORDINATING] = { "coordinating", N_ ("Coordinating units"), 160, FALSE, FALSE },
  [TD_LIST_COLUMN_PRODUCT] = { "product", N_ ("Product"), 160, FALSE, FALSE },
  [TD_LIST_COLUMN_DEADLINE] = { "deadline", N_ ("Deadline of the task"), 150, TRUE, FALSE },
  [TD_LIST_COLUMN_STATUS] = { "status", N_ ("State of work"), 140, TRUE, TRUE },
  [TD_LIST_COLUMN_PROGRESS] = { "progress", N_ ("Progress"), 76, TRUE, FALSE },
  [TD_LIST_COLUMN_TIMELINE] = { "timeline", "", 0, FALSE, TRUE },
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
set_defaults (TdTaskColumns *self)
{
  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    {
      self->widths[i] = columns[i].width;
      self->wanted[FALSE][i] = columns[i].in_table;
      self->wanted[TRUE][i] = columns[i].in_timeline;
    }
  for (guint i = 0; i < N_MOVABLE; i++)
    self->order[i] = (TdListColumn) i;
}

static void
td_task_columns_init (TdTaskColumns *self)
{
  self->timeline = TRUE;
  set_defaults (self);
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

/* A unit under the content takes no width. */
static gboolean
is_squeezed (TdTaskColumns *self, TdListColumn column)
{
  return column == TD_LIST_COLUMN_UNIT && self->narrow && !self->timeline;
}

gboolean
td_task_columns_is_shown (TdTaskColumns *self, TdListColumn column)
{
  return self->wanted[self->timeline][column] && !is_squeezed (self, column);
}

/**
 * td_task_columns_unit_is_below:
 * @self: the columns
 *
 * Returns: whether the lead unit stands under the content: beside a timeline without a column for
 *   it, and in a table that is too narrow for that column
 */
gboolean
td_task_columns_unit_is_below (TdTaskColumns *self)
{
  g_return_val_if_fail (TD_IS_TASK_COLUMNS (self), FALSE);

  return self->timeline ? !self->wanted[TRUE][TD_LIST_COLUMN_UNIT]
                        : self->wanted[FALSE][TD_LIST_COLUMN_UNIT] && self->narrow;
}

/**
 * td_task_columns_get_line_height:
 * @self: the columns
 * @group: of the heading of a group, not of a task
 *
 * Returns: how high the parts of such a row were when one was measured last; 0: none was
 */
int
td_task_columns_get_line_height (TdTaskColumns *self, gboolean group)
{
  return self->line_heights[group ? 1 : 0];
}

/**
 * td_task_columns_set_line_height:
 * @self: the columns
 * @group: of the heading of a group, not of a task
 * @height: pixels
 *
 * Keeps what the parts of a row measure, for the rows that have none yet.
 */
void
td_task_columns_set_line_height (TdTaskColumns *self, gboolean group, int height)
{
  self->line_heights[group ? 1 : 0] = height;
}

const char *
td_task_columns_heading (TdListColumn column)
{
  return *columns[column].heading != '\0' ? _ (columns[column].heading) : "";
}

const char *
td_task_columns_name (TdListColumn column)
{
  return columns[column].name;
}

gboolean
td_task_columns_find (const char *name, TdListColumn *column)
{
  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    {
      if (g_strcmp0 (columns[i].name, name) == 0)
        {
          *column = (TdListColumn) i;
          return TRUE;
        }
    }

  return FALSE;
}

static int
wanted_width (TdTaskColumns *self)
{
  int width = 0;

  for (guint i = 0; i < N_MOVABLE; i++)
    width += self->wanted[FALSE][i] ? self->widths[i] : 0;

  return width;
}

/**
 * td_task_columns_set_total:
 * @self: the columns
 * @total: width of the table, logical pixels
 *
 * Tells how much room there is: a narrow table has the units under the content.
 */
void
td_task_columns_set_total (TdTaskColumns *self, int total)
{
  gboolean narrow;

  g_return_if_fail (TD_IS_TASK_COLUMNS (self));

  self->total = total;
  narrow = total > 0 && total - wanted_width (self) < LEAST_CONTENT;
  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  if (!self->timeline)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* What does not fit beside readable content is made narrower, all columns by the same share. */
static int
fitted (TdTaskColumns *self, int total, TdListColumn column)
{
  int room = MAX (total - LEAST_CONTENT - (self->timeline ? LEAST_TIMELINE : 0), 0);
  int fixed = 0;

  for (guint i = 0; i < N_MOVABLE; i++)
    {
      if (i != TD_LIST_COLUMN_CONTENT && td_task_columns_is_shown (self, (TdListColumn) i))
        fixed += self->widths[i];
    }
  if (fixed <= room)
    return self->widths[column];

  return MAX ((int) ((gint64) self->widths[column] * room / fixed), LEAST_WIDTH);
}

/* In the table the content takes what is left, beside a timeline both share it. */
static int
width_of (TdTaskColumns *self, int total, TdListColumn column)
{
  int left = total;
  int content = self->widths[TD_LIST_COLUMN_CONTENT];

  if (column != TD_LIST_COLUMN_CONTENT && column != TD_LIST_COLUMN_TIMELINE)
    return fitted (self, total, column);
  for (guint i = 0; i < N_MOVABLE; i++)
    {
      if (i != TD_LIST_COLUMN_CONTENT && td_task_columns_is_shown (self, (TdListColumn) i))
        left -= fitted (self, total, (TdListColumn) i);
    }
  if (!self->timeline)
    return MAX (left, LEAST_WIDTH);
  if (content <= 0)
    content = MAX ((int) (total * CONTENT_SHARE), LEAST_CONTENT);
  content = MAX (MIN (content, left - LEAST_WIDTH), LEAST_WIDTH);

  return column == TD_LIST_COLUMN_CONTENT ? content : MAX (left - content, LEAST_WIDTH);
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
  for (guint i = 0; i < N_MOVABLE && self->order[i] != column; i++)
    {
      if (td_task_columns_is_shown (self, self->order[i]))
        *x += width_of (self, total, self->order[i]);
    }
  *width = width_of (self, total, column);
}

/**
 * td_task_columns_at:
 * @self: the columns
 * @total: width of the table, logical pixels
 * @x: a place in it
 *
 * Returns: the column there, a #TdListColumn; -1: none
 */
int
td_task_columns_at (TdTaskColumns *self, int total, double x)
{
  g_return_val_if_fail (TD_IS_TASK_COLUMNS (self), -1);

  for (guint i = 0; i < TD_N_LIST_COLUMNS; i++)
    {
      int start, size;

      if (!td_task_columns_is_shown (self, (TdListColumn) i))
        continue;
      td_task_columns_place (self, total, (TdListColumn) i, &start, &size);
      if (x >= start && x < start + size)
        return (int) i;
    }

  return -1;
}

gboolean
td_task_columns_can_hide (TdListColumn column)
{
  return column != TD_LIST_COLUMN_CONTENT && column != TD_LIST_COLUMN_TIMELINE;
}

/**
 * td_task_columns_is_wanted:
 * @self: the columns
 * @column: one of them
 *
 * Returns: whether the column was chosen for the view that is shown, also when there is no room
 */
gboolean
td_task_columns_is_wanted (TdTaskColumns *self, TdListColumn column)
{
  g_return_val_if_fail (TD_IS_TASK_COLUMNS (self), FALSE);

  return self->wanted[self->timeline][column];
}

static void
columns_changed (TdTaskColumns *self)
{
  self->narrow = self->total > 0 && self->total - wanted_width (self) < LEAST_CONTENT;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * td_task_columns_set_wanted:
 * @self: the columns
 * @column: one that can be hidden
 * @wanted: whether the view that is shown has it
 */
void
td_task_columns_set_wanted (TdTaskColumns *self, TdListColumn column, gboolean wanted)
{
  g_return_if_fail (TD_IS_TASK_COLUMNS (self));

  if (!td_task_columns_can_hide (column) || self->wanted[self->timeline][column] == wanted)
    return;
  self->wanted[self->timeline][column] = wanted;
  columns_changed (self);
}

/**
 * td_task_columns_get_position:
 * @self: the columns
 * @column: one of them
 *
 * Returns: its place in the order of all columns, also of those that are not shown
 */
guint
td_task_columns_get_position (TdTaskColumns *self, TdListColumn column)
{
  guint at = 0;

  while (at < N_MOVABLE && self->order[at] != column)
    at++;

  return at;
}

/**
 * td_task_columns_move_column:
 * @self: the columns
 * @column: any but the timeline
 * @position: its new place in the order of all columns
 */
void
td_task_columns_move_column (TdTaskColumns *self, TdListColumn column, guint position)
{
  guint at;

  g_return_if_fail (TD_IS_TASK_COLUMNS (self));

  at = td_task_columns_get_position (self, column);
  position = MIN (position, N_MOVABLE - 1);
  if (at >= N_MOVABLE || at == position)
    return;
  for (; at < position; at++)
    self->order[at] = self->order[at + 1];
  for (; at > position; at--)
    self->order[at] = self->order[at - 1];
  self->order[position] = column;
  columns_changed (self);
}

/**
 * td_task_columns_step_column:
 * @self: the columns
 * @column: one that is shown
 * @step: -1 or 1
 *
 * Moves a column over the next one that is shown.
 */
void
td_task_columns_step_column (TdTaskColumns *self, TdListColumn column, int step)
{
  int at;

  g_return_if_fail (TD_IS_TASK_COLUMNS (self));

  at = (int) td_task_columns_get_position (self, column) + step;
  while (at >= 0 && at < N_MOVABLE && !td_task_columns_is_shown (self, self->order[at]))
    at += step;
  if (at >= 0 && at < N_MOVABLE)
    td_task_columns_move_column (self, column, (guint) at);
}

/**
 * td_task_columns_reset:
 * @self: the columns
 *
 * Columns, order and widths are again those of the program.
 */
void
td_task_columns_reset (TdTaskColumns *self)
{
  g_return_if_fail (TD_IS_TASK_COLUMNS (self));

  set_defaults (self);
  columns_changed (self);
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
 * td_task_columns_save:
 * @self: the columns
 *
 * Returns: (transfer floating): columns in their order with width, in the table, beside the
 *   timeline: "a(sibb)"
 */
GVariant *
td_task_columns_save (TdTaskColumns *self)
{
  GVariantBuilder builder;

  g_return_val_if_fail (TD_IS_TASK_COLUMNS (self), NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sibb)"));
  for (guint i = 0; i < N_MOVABLE; i++)
    {
      TdListColumn column = self->order[i];

      g_variant_builder_add (&builder, "(sibb)", columns[column].name, self->widths[column],
                             self->wanted[FALSE][column], self->wanted[TRUE][column]);
    }

  return g_variant_builder_end (&builder);
}

/**
 * td_task_columns_restore:
 * @self: the columns
 * @saved: as td_task_columns_save() gave them; names that are not known are passed over, columns
 *   that are not named keep their place behind the others
 */
void
td_task_columns_restore (TdTaskColumns *self, GVariant *saved)
{
  GVariantIter iter;
  const char *name;
  int width;
  gboolean in_table, in_timeline;
  guint place = 0;

  g_return_if_fail (TD_IS_TASK_COLUMNS (self));

  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_next (&iter, "(&sibb)", &name, &width, &in_table, &in_timeline))
    {
      TdListColumn column;

      if (!td_task_columns_find (name, &column) || column == TD_LIST_COLUMN_TIMELINE)
        continue;
      self->widths[column] = width <= 0 ? columns[column].width : CLAMP (width, LEAST_WIDTH, 2000);
      self->wanted[FALSE][column] = in_table || !td_task_columns_can_hide (column);
      self->wanted[TRUE][column] = in_timeline || !td_task_columns_can_hide (column);
      td_task_columns_move_column (self, column, place++);
    }
  columns_changed (self);
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
