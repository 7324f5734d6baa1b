/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-unit-kind.h"

#include "td-text.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *key;
  const char *label;
} kinds[TD_N_UNIT_KINDS] = {
  { "room", N_ ("Room of the office") },
  { "unit", N_ ("Subordinate unit") },
  { "leader", N_ ("Leadership") },
  { "external", N_ ("Outside agency") },
};

/**
 * td_unit_kind_key:
 * @index: below %TD_N_UNIT_KINDS
 *
 * Returns: the value of a unit's kind
 */
const char *
td_unit_kind_key (guint index)
{
  g_return_val_if_fail (index < TD_N_UNIT_KINDS, NULL);

  return kinds[index].key;
}

/**
 * td_unit_kind_index:
 * @key: (nullable): the value of a unit's kind
 *
 * Returns: its index; %TD_N_UNIT_KINDS when it is none of them
 */
guint
td_unit_kind_index (const char *key)
{
  guint i = 0;

  while (i < TD_N_UNIT_KINDS && g_strcmp0 (kinds[i].key, key) != 0)
    i++;

  return i;
}

/**
 * td_unit_kind_label:
 * @key: (nullable): the value of a unit's kind
 *
 * Returns: the words for it
 */
const char *
td_unit_kind_label (const char *key)
{
  guint index = td_unit_kind_index (key);

  return index < TD_N_UNIT_KINDS ? _ (kinds[index].label) : "";
}

static GPtrArray *
list_units (TdWorkspace *workspace)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_UNIT);

  return td_workspace_list_rows (workspace, query, NULL);
}

/**
 * td_unit_find_by_name:
 * @workspace: the workspace
 * @name: a name or short name, case and tone marks do not matter when nothing fits better
 *
 * Returns: the id of the unit, 0 for none
 */
gint64
td_unit_find_by_name (TdWorkspace *workspace, const char *name)
{
  g_autoptr (GPtrArray) units = list_units (workspace);
  gint64 loose = 0;

  for (guint i = 0; units && i < units->len; i++)
    {
      const TdUnitRow *unit = units->pdata[i];

      if (g_strcmp0 (unit->name, name) == 0)
        return unit->row.id;
      if (loose == 0 && (td_text_equal_folded (unit->name, name) ||
                         (unit->short_name && td_text_equal_folded (unit->short_name, name))))
        loose = unit->row.id;
    }

  return loose;
}

/**
 * td_unit_get_name:
 * @workspace: the workspace
 * @id: a unit, 0 for none
 *
 * Returns: (nullable): its name
 */
char *
td_unit_get_name (TdWorkspace *workspace, gint64 id)
{
  TdUnitRow *unit = id ? td_workspace_get_row (workspace, TD_KIND_UNIT, id, NULL) : NULL;
  char *name = unit ? g_strdup (unit->name) : NULL;

  if (unit)
    td_row_free (TD_KIND_UNIT, unit);

  return name;
}

/**
 * td_unit_list_names:
 * @workspace: the workspace
 * @except: a unit that is left out, 0 for none
 *
 * Returns: (transfer full): names of all units, #GtkStringObject
 */
GListModel *
td_unit_list_names (TdWorkspace *workspace, gint64 except)
{
  g_autoptr (GPtrArray) units = list_units (workspace);
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; units && i < units->len; i++)
    {
      const TdUnitRow *unit = units->pdata[i];

      if (unit->row.id != except)
        gtk_string_list_append (names, unit->name);
    }

  return G_LIST_MODEL (names);
}
