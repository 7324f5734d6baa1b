/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-scope-list.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

#include "td-text.h"

#define TITLE_LENGTH 60

static void
add (GArray *choices, GtkStringList *labels, gint64 year, gint64 plan_id, const char *label)
{
  TdTaskScopeChoice choice = { year, plan_id };

  g_array_append_val (choices, choice);
  gtk_string_list_append (labels, label);
}

static gboolean
has_year (GArray *choices, gint64 year)
{
  for (guint i = 0; i < choices->len; i++)
    {
      if (g_array_index (choices, TdTaskScopeChoice, i).year == year)
        return TRUE;
    }

  return FALSE;
}

static char *
short_title (const TdTaskPlanRef *plan)
{
  g_autofree char *line = g_strdelimit (
      g_strdup (plan->title != NULL ? plan->title : _ ("Plan without a title")), "\n", ' ');

  if (g_utf8_strlen (line, -1) > TITLE_LENGTH)
    {
      g_autofree char *start = g_utf8_substring (line, 0, TITLE_LENGTH);

      return g_strdup_printf ("%s…", start);
    }

  return g_steal_pointer (&line);
}

/**
 * td_task_scope_list:
 * @snapshot: facts of all tasks
 * @labels: (out): names of the choices, a #GtkStringList
 *
 * Returns: (transfer full) (element-type TdTaskScopeChoice): what can be chosen: years, newest
 * first, then plans where there are several, then all
 */
GArray *
td_task_scope_list (const TdTaskSnapshot *snapshot, GListModel **labels)
{
  GArray *choices = g_array_new (FALSE, FALSE, sizeof (TdTaskScopeChoice));
  GtkStringList *names = gtk_string_list_new (NULL);
  guint n_plans = 0;
  gboolean above = FALSE;

  for (guint i = 0; i < snapshot->plans->len; i++)
    {
      const TdTaskPlanRef *plan = &g_array_index (snapshot->plans, TdTaskPlanRef, i);
      g_autofree char *label = g_strdup_printf (_ ("Year %d"), (int) plan->year);

      n_plans += plan->id != 0;
      if (plan->id != 0 && !has_year (choices, plan->year))
        add (choices, names, plan->year, 0, label);
    }
  for (guint i = 0; i < snapshot->facts->len && !above; i++)
    above = td_task_snapshot_nth (snapshot, i)->plan_id == 0;
  for (guint i = 0; n_plans > 1 && i < snapshot->plans->len; i++)
    {
      const TdTaskPlanRef *plan = &g_array_index (snapshot->plans, TdTaskPlanRef, i);
      g_autofree char *title = short_title (plan);

      if (plan->id != 0)
        add (choices, names, plan->year, plan->id, title);
    }
  if (above)
    add (choices, names, 0, TD_TASK_FILTER_ABOVE, _ ("Given from above"));
  add (choices, names, 0, 0, _ ("All years"));
  *labels = G_LIST_MODEL (names);

  return choices;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return td_text_collate (*(const char *const *) a, *(const char *const *) b);
}

/**
 * td_task_unit_list:
 * @snapshot: facts of all tasks
 *
 * Returns: (transfer full): a #GtkStringList: all units first, then every unit that leads a task
 */
GListModel *
td_task_unit_list (const TdTaskSnapshot *snapshot)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < snapshot->units->len; i++)
    {
      const TdTaskUnitRef *unit = &g_array_index (snapshot->units, TdTaskUnitRef, i);

      if (unit->lead && unit->label != NULL && g_hash_table_add (seen, (gpointer) unit->label))
        g_ptr_array_add (names, (gpointer) unit->label);
    }
  g_ptr_array_sort (names, compare_names);
  gtk_string_list_append (list, _ ("Any unit"));
  for (guint i = 0; i < names->len; i++)
    gtk_string_list_append (list, g_ptr_array_index (names, i));

  return G_LIST_MODEL (list);
}
