/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-procedure-item.h"

#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-dossier-clock.h"
#include "td-dossier-outcome.h"

struct _TdProcedureItem
{
  GObject parent_instance;

  TdProcedureRow *row;
  char *unit;
  TdVersionState state;
  gboolean follows;
};

G_DEFINE_FINAL_TYPE (TdProcedureItem, td_procedure_item, G_TYPE_OBJECT)

static void
td_procedure_item_finalize (GObject *object)
{
  TdProcedureItem *self = TD_PROCEDURE_ITEM (object);

  td_row_free (TD_KIND_PROCEDURE, self->row);
  g_free (self->unit);
  G_OBJECT_CLASS (td_procedure_item_parent_class)->finalize (object);
}

static void
td_procedure_item_class_init (TdProcedureItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_procedure_item_finalize;
}

static void
td_procedure_item_init (TdProcedureItem *self)
{
}

/**
 * td_procedure_item_new:
 * @row: a version; copied
 * @unit: (nullable): the name of its unit in the register of units
 * @state: whether it is in force
 * @follows: whether the line above it is another version of the same code
 *
 * Returns: (transfer full): the line
 */
TdProcedureItem *
td_procedure_item_new (const TdProcedureRow *row,
                       const char *unit,
                       TdVersionState state,
                       gboolean follows)
{
  TdProcedureItem *self = g_object_new (TD_TYPE_PROCEDURE_ITEM, NULL);

  self->row = td_row_copy (TD_KIND_PROCEDURE, row);
  self->unit = g_strdup (row->unit_text != NULL ? row->unit_text : unit);
  self->state = state;
  self->follows = follows;

  return self;
}

const TdProcedureRow *
td_procedure_item_get_row (TdProcedureItem *self)
{
  return self->row;
}

TdVersionState
td_procedure_item_get_state (TdProcedureItem *self)
{
  return self->state;
}

gboolean
td_procedure_item_get_follows (TdProcedureItem *self)
{
  return self->follows;
}

/* Returns: (nullable): the resolving unit */
const char *
td_procedure_item_get_unit (TdProcedureItem *self)
{
  return self->unit;
}

/**
 * td_procedure_limit_text:
 * @unit: (nullable): nick of the unit of a limit
 * @limit: how many
 *
 * Returns: (nullable) (transfer full): "05 ngày làm việc", which td_procedure_parse_limit() reads
 */
char *
td_procedure_limit_text (const char *unit, gint64 limit)
{
  TdLimitUnit found;

  return td_limit_unit_parse (unit, &found) ? td_limit_describe (found, limit) : NULL;
}

char *
td_procedure_item_get_limit (TdProcedureItem *self)
{
  return td_procedure_limit_text (self->row->limit_unit, self->row->limit_value);
}

/* Returns: (nullable): when it is in force; NULL: always */
char *
td_procedure_item_get_dates (TdProcedureItem *self)
{
  g_autofree char *from = td_date_display_iso (self->row->valid_from);
  g_autofree char *to = td_date_display_iso (self->row->valid_to);

  if (from != NULL && to != NULL)
    return g_strdup_printf ("%s – %s", from, to);
  if (from != NULL)
    return g_strdup_printf (_ ("from %s"), from);

  return to != NULL ? g_strdup_printf (_ ("until %s"), to) : NULL;
}

/* Returns: (nullable): the level of the online service, in words */
const char *
td_procedure_item_get_level (TdProcedureItem *self)
{
  for (guint i = 1; self->row->service_level != NULL && i < TD_N_LEVELS; i++)
    {
      if (g_str_equal (self->row->service_level, td_level_nick ((TdLevel) i)))
        return td_level_label ((TdLevel) i);
    }

  return NULL;
}
