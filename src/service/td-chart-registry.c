/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart-registry.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"

/* An area of the program joins by one line here. */
static const TdChartKind *const tables[] = {
  td_task_chart_kinds,
  td_dossier_chart_kinds,
};

/**
 * td_chart_registry_get:
 * @n: 0 to td_chart_registry_n_kinds() - 1
 *
 * Returns: (nullable): that kind of chart
 */
const TdChartKind *
td_chart_registry_get (guint n)
{
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      for (const TdChartKind *kind = tables[t]; kind->kind != NULL; kind++)
        {
          if (n-- == 0)
            return kind;
        }
    }

  return NULL;
}

guint
td_chart_registry_n_kinds (void)
{
  guint n = 0;

  while (td_chart_registry_get (n) != NULL)
    n++;

  return n;
}

/**
 * td_chart_registry_make:
 * @connection: where to read
 * @kind: the name of a chart
 * @request: what is wanted
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the chart; %TD_ERROR_USAGE names the kinds there are
 */
TdChart *
td_chart_registry_make (TdConnection *connection,
                        const char *kind,
                        const TdChartRequest *request,
                        GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const TdChartKind *known;

  for (guint n = 0; (known = td_chart_registry_get (n)) != NULL; n++)
    {
      if (g_str_equal (known->kind, kind))
        return known->make (connection, request, error);
      g_string_append_printf (names, "%s%s", n > 0 ? ", " : "", known->kind);
    }

  td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("There is no chart “%s”. There are: %s"),
                   kind, names->str);
  return NULL;
}
