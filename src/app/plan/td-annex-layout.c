/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-layout.h"

#include <glib/gi18n-lib.h>

#define MINIMUM_WIDTH 40
#define MINIMUM_STRETCH 120
#define MAXIMUM_WIDTH 4000
#define MOST_LAYOUTS 40 /* remembered from one start to the next */
#define WIDTHS_KEY "td-annex-widths"

struct _TdAnnexLayout
{
  GObject parent_instance;

  GArray *columns; /* (element-type TdAnnexColumn) */
  guint stretch;   /* which one takes the rest */
  /* Layout ("number content product …") -> GArray of int; shared by all plans of a workspace. */
  GHashTable *remembered;
  GSettings *settings; /* where they are kept for the next start; NULL: nowhere yet */
};

/* What every role prints and how wide it is at first. The first of the stretching ones takes the
 * rest of the width. */
static const struct
{
  const char *role;
  const char *field;
  int width;
} roles[] = {
  { TD_COLUMN_CONTENT, "content", 215 },      { TD_COLUMN_ASSIGNMENT, "assignment_text", 200 },
  { TD_COLUMN_PRODUCT, "product_text", 146 }, { TD_COLUMN_NOTE, "note", 110 },
  { TD_COLUMN_OTHER, "other_text", 110 },     { TD_COLUMN_COORDINATING, "coordinating_text", 118 },
  { TD_COLUMN_LEAD, "lead_text", 108 },       { TD_COLUMN_DEADLINE, "deadline_text", 132 },
  { TD_COLUMN_NUMBER, "number_text", 44 },
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_RESIZED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdAnnexLayout, td_annex_layout, G_TYPE_OBJECT)

static guint
role_index (const char *role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      if (g_strcmp0 (roles[i].role, role) == 0)
        return i;
    }

  return 4; /* other */
}

/**
 * td_annex_layout_field:
 * @role: a role of a column
 *
 * Returns: the field of a task that the column prints
 */
const char *
td_annex_layout_field (const char *role)
{
  return roles[role_index (role)].field;
}

static void
clear_column (gpointer data)
{
  TdAnnexColumn *column = data;

  g_free (column->role);
  g_free (column->heading);
}

static GArray *
columns_array_new (void)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (TdAnnexColumn));

  g_array_set_clear_func (columns, clear_column);

  return columns;
}

static void
append_column (GArray *columns, gint64 id, const char *role, const char *heading)
{
  TdAnnexColumn column = { .id = id };

  column.role = g_strdup (role != NULL ? role : TD_COLUMN_OTHER);
  column.heading = g_strdup (heading != NULL ? heading : "");
  column.width = roles[role_index (role)].width;
  g_array_append_val (columns, column);
}

/* A plan without columns keeps its tasks in the body: they are shown under these. */
static void
append_stand_ins (GArray *columns)
{
  append_column (columns, 0, TD_COLUMN_NUMBER, _ ("No."));
  append_column (columns, 0, TD_COLUMN_CONTENT, _ ("Task"));
  append_column (columns, 0, TD_COLUMN_LEAD, _ ("Lead unit"));
  append_column (columns, 0, TD_COLUMN_DEADLINE, _ ("Deadline"));
}

static char *
layout_key (GArray *columns)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (key, "%s ", g_array_index (columns, TdAnnexColumn, i).role);

  return g_string_free (key, FALSE);
}

static void
recall_widths (TdAnnexLayout *self)
{
  g_autofree char *key = layout_key (self->columns);
  GArray *widths = g_hash_table_lookup (self->remembered, key);

  for (guint i = 0; widths != NULL && i < MIN (widths->len, self->columns->len); i++)
    g_array_index (self->columns, TdAnnexColumn, i).width = g_array_index (widths, int, i);
}

static void
remember_widths (TdAnnexLayout *self)
{
  GArray *widths = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < self->columns->len; i++)
    g_array_append_val (widths, g_array_index (self->columns, TdAnnexColumn, i).width);
  g_hash_table_replace (self->remembered, layout_key (self->columns), widths);
}

/* What was remembered by an earlier start and not changed in this one. */
static void
read_widths (TdAnnexLayout *self)
{
  g_autoptr (GVariant) all = g_settings_get_value (self->settings, "annex-widths");
  GVariantIter iter, *numbers;
  const char *key;
  int width;

  g_variant_iter_init (&iter, all);
  while (g_variant_iter_loop (&iter, "{&sai}", &key, &numbers))
    {
      GArray *widths;

      if (g_hash_table_contains (self->remembered, key))
        continue;
      widths = g_array_new (FALSE, FALSE, sizeof (int));
      while (g_variant_iter_next (numbers, "i", &width))
        {
          width = CLAMP (width, MINIMUM_WIDTH, MAXIMUM_WIDTH);
          g_array_append_val (widths, width);
        }
      g_hash_table_insert (self->remembered, g_strdup (key), widths);
    }
}

/**
 * td_annex_layout_set_settings:
 * @self: the columns
 * @settings: (nullable): the settings of the program
 *
 * Takes widths over that were remembered, and says where td_annex_layout_keep() keeps them.
 */
void
td_annex_layout_set_settings (TdAnnexLayout *self, GSettings *settings)
{
  g_return_if_fail (TD_IS_ANNEX_LAYOUT (self));

  if (!g_set_object (&self->settings, settings) || settings == NULL)
    return;
  read_widths (self);
  recall_widths (self);
  g_signal_emit (self, signals[SIGNAL_RESIZED], 0);
}

/**
 * td_annex_layout_keep:
 * @self: the columns
 *
 * Keeps the widths for the next start of the program.
 */
void
td_annex_layout_keep (TdAnnexLayout *self)
{
  GVariantBuilder all;
  GHashTableIter iter;
  gpointer key, value;
  guint n = 0;

  g_return_if_fail (TD_IS_ANNEX_LAYOUT (self));

  if (self->settings == NULL)
    return;
  g_variant_builder_init (&all, G_VARIANT_TYPE ("a{sai}"));
  g_hash_table_iter_init (&iter, self->remembered);
  while (n++ < MOST_LAYOUTS && g_hash_table_iter_next (&iter, &key, &value))
    {
      const GArray *widths = value;

      g_variant_builder_add (&all, "{s@ai}", key,
                             g_variant_new_fixed_array (G_VARIANT_TYPE_INT32, widths->data,
                                                        widths->len, sizeof (int)));
    }
  g_settings_set_value (self->settings, "annex-widths", g_variant_builder_end (&all));
}

static gboolean
same_columns (GArray *a, GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const TdAnnexColumn *first = &g_array_index (a, TdAnnexColumn, i);
      const TdAnnexColumn *second = &g_array_index (b, TdAnnexColumn, i);

      if (first->id != second->id || g_strcmp0 (first->role, second->role) != 0 ||
          g_strcmp0 (first->heading, second->heading) != 0)
        return FALSE;
    }

  return TRUE;
}

static guint
find_stretch (GArray *columns)
{
  guint best = 0;

  for (guint i = 1; i < columns->len; i++)
    {
      if (role_index (g_array_index (columns, TdAnnexColumn, i).role) <
          role_index (g_array_index (columns, TdAnnexColumn, best).role))
        best = i;
    }

  return best;
}

/**
 * td_annex_layout_update:
 * @self: the columns
 * @data: the plan as last read
 */
void
td_annex_layout_update (TdAnnexLayout *self, const TdPlanData *data)
{
  GArray *columns = columns_array_new ();

  g_return_if_fail (TD_IS_ANNEX_LAYOUT (self) && data != NULL);

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_PLAN_COLUMN); i++)
    {
      const TdPlanColumnRow *row = td_plan_data_nth (data, TD_KIND_PLAN_COLUMN, i);

      append_column (columns, row->row.id, row->role, row->heading);
    }
  if (columns->len == 0)
    append_stand_ins (columns);
  if (same_columns (columns, self->columns))
    {
      g_array_unref (columns);
      return;
    }
  g_array_unref (self->columns);
  self->columns = columns;
  self->stretch = find_stretch (columns);
  recall_widths (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

guint
td_annex_layout_get_n (TdAnnexLayout *self)
{
  return self->columns->len;
}

const TdAnnexColumn *
td_annex_layout_nth (TdAnnexLayout *self, guint index)
{
  g_return_val_if_fail (index < self->columns->len, NULL);

  return &g_array_index (self->columns, TdAnnexColumn, index);
}

gboolean
td_annex_layout_has_role (TdAnnexLayout *self, const char *role)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (g_strcmp0 (g_array_index (self->columns, TdAnnexColumn, i).role, role) == 0)
        return TRUE;
    }

  return FALSE;
}

/* The width of a column in a table @total wide: fixed ones give way when the stretching one would
 * get too little. */
static int
width_at (TdAnnexLayout *self, int total, guint index)
{
  int fixed = 0, room;

  for (guint i = 0; i < self->columns->len; i++)
    fixed += i != self->stretch ? g_array_index (self->columns, TdAnnexColumn, i).width : 0;
  room = MAX (total - MINIMUM_STRETCH, 0);
  if (index == self->stretch)
    return MAX (total - MIN (fixed, room), MINIMUM_WIDTH);
  if (fixed <= room || fixed == 0)
    return g_array_index (self->columns, TdAnnexColumn, index).width;

  return g_array_index (self->columns, TdAnnexColumn, index).width * room / fixed;
}

/**
 * td_annex_layout_place:
 * @self: the columns
 * @total: how wide the table is, logical pixels
 * @index: a column
 * @x: (out): where it starts
 * @width: (out): how wide it is
 */
void
td_annex_layout_place (TdAnnexLayout *self, int total, guint index, int *x, int *width)
{
  g_return_if_fail (TD_IS_ANNEX_LAYOUT (self) && index < self->columns->len);

  *x = 0;
  for (guint i = 0; i < index; i++)
    *x += width_at (self, total, i);
  *width = MAX (width_at (self, total, index), 1);
}

static void
set_width (TdAnnexLayout *self, guint index, int width)
{
  TdAnnexColumn *column = &g_array_index (self->columns, TdAnnexColumn, index);

  column->width = MAX (width, MINIMUM_WIDTH);
}

/**
 * td_annex_layout_resize:
 * @self: the columns
 * @index: a column
 * @total: how wide the table is
 * @width: how wide the column shall be
 *
 * Makes a column wider or narrower by moving its right edge. Where that is the column that takes
 * the rest, or one left of it, the next column gives or takes the difference.
 */
void
td_annex_layout_resize (TdAnnexLayout *self, guint index, int total, int width)
{
  int x, before;

  g_return_if_fail (TD_IS_ANNEX_LAYOUT (self) && index < self->columns->len);

  td_annex_layout_place (self, total, index, &x, &before);
  if (index == self->stretch)
    {
      if (index + 1 >= self->columns->len)
        return;
      set_width (self, index + 1,
                 g_array_index (self->columns, TdAnnexColumn, index + 1).width + before - width);
    }
  else
    {
      set_width (self, index, width);
      if (index > self->stretch && index + 1 < self->columns->len)
        set_width (self, index + 1,
                   g_array_index (self->columns, TdAnnexColumn, index + 1).width + before - width);
    }
  remember_widths (self);
  g_signal_emit (self, signals[SIGNAL_RESIZED], 0);
}

static void
td_annex_layout_finalize (GObject *object)
{
  TdAnnexLayout *self = TD_ANNEX_LAYOUT (object);

  g_array_unref (self->columns);
  g_clear_pointer (&self->remembered, g_hash_table_unref);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (td_annex_layout_parent_class)->finalize (object);
}

static void
td_annex_layout_class_init (TdAnnexLayoutClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_annex_layout_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TD_TYPE_ANNEX_LAYOUT, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_RESIZED] = g_signal_new ("resized", TD_TYPE_ANNEX_LAYOUT, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
td_annex_layout_init (TdAnnexLayout *self)
{
  self->columns = columns_array_new ();
}

/**
 * td_annex_layout_new:
 * @workspace: (nullable): whose plans share remembered widths
 *
 * Returns: (transfer full): columns without any
 */
TdAnnexLayout *
td_annex_layout_new (TdWorkspace *workspace)
{
  TdAnnexLayout *self = g_object_new (TD_TYPE_ANNEX_LAYOUT, NULL);
  GHashTable *remembered =
      workspace != NULL ? g_object_get_data (G_OBJECT (workspace), WIDTHS_KEY) : NULL;

  if (remembered != NULL)
    {
      self->remembered = g_hash_table_ref (remembered);
      return self;
    }
  self->remembered =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  if (workspace != NULL)
    g_object_set_data_full (G_OBJECT (workspace), WIDTHS_KEY, g_hash_table_ref (self->remembered),
                            (GDestroyNotify) g_hash_table_unref);

  return self;
}
