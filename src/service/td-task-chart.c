/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart-registry.h"

#include <glib/gi18n-lib.h>

#include "td-task-list.h"

#define MOST_UNITS 24

typedef struct
{
  const char *name;
  guint lead;
  guint coordinating;
} Count;

static Count *
count_of (GHashTable *counts, const char *name)
{
  Count *count = g_hash_table_lookup (counts, name);

  if (count == NULL)
    {
      count = g_new0 (Count, 1);
      count->name = name;
      g_hash_table_insert (counts, (gpointer) name, count);
    }

  return count;
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const Count *first = *(Count *const *) a;
  const Count *second = *(Count *const *) b;

  if (first->lead != second->lead)
    return first->lead > second->lead ? -1 : 1;
  if (first->coordinating != second->coordinating)
    return first->coordinating > second->coordinating ? -1 : 1;

  return g_strcmp0 (first->name, second->name);
}

/* How many tasks each unit leads and helps with, the busiest units first. Chart texts are those of
 * a document: always Vietnamese. */
static TdChart *
make_by_unit (TdConnection *connection, const TdChartRequest *request, GError **error)
{
  g_autoptr (GPtrArray) items = td_task_list_read (connection, request->plan_id, NULL, error);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GPtrArray) order = NULL;
  GHashTableIter iter;
  gpointer value;
  TdChart *chart;

  if (items == NULL)
    return NULL;
  for (guint i = 0; i < items->len; i++)
    {
      const TdTaskListItem *item = g_ptr_array_index (items, i);

      for (guint u = 0; u < item->lead_units->len; u++)
        count_of (counts, g_ptr_array_index (item->lead_units, u))->lead++;
      for (guint u = 0; u < item->coordinating_units->len; u++)
        count_of (counts, g_ptr_array_index (item->coordinating_units, u))->coordinating++;
    }

  chart = td_chart_new (TD_CHART_BARS, "Số nhiệm vụ theo đơn vị", "nhiệm vụ");
  td_chart_add_series (chart, "Chủ trì", TD_CHART_TONE_STRONG);
  td_chart_add_series (chart, "Phối hợp", TD_CHART_TONE_SOFT);
  order = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (order, value);
  g_ptr_array_sort (order, compare_counts);
  for (guint i = 0; i < MIN (order->len, MOST_UNITS); i++)
    {
      const Count *count = g_ptr_array_index (order, i);
      guint category = td_chart_add_category (chart, count->name);

      td_chart_set (chart, 0, category, count->lead);
      td_chart_set (chart, 1, category, count->coordinating);
    }

  return chart;
}

const TdChartKind td_task_chart_kinds[] = {
  { "tasks-by-unit", make_by_unit, N_ ("Tasks each unit leads and helps with") },
  { NULL },
};
