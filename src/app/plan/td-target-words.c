/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-target-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static const char *
comparator_sign (const char *comparator)
{
  static const char *const signs[][2] = {
    { ">=", "≥ " }, { ">", "> " }, { "<=", "≤ " }, { "<", "< " }, { "~", "≈ " }, { "=", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      if (g_strcmp0 (signs[i][0], comparator) == 0)
        return signs[i][1];
    }

  return "";
}

/**
 * td_target_words_value:
 * @target: a target
 *
 * Returns: (transfer full): "≥ 98 %", with a decimal comma; "" for a target without a number
 */
char *
td_target_words_value (const TdTargetRow *target)
{
  g_autofree char *number = NULL;

  if (isnan (target->value))
    return g_strdup ("");
  number = g_strdelimit (g_strdup_printf ("%.10g", target->value), ".", ',');

  return g_strdup_printf ("%s%s%s%s", comparator_sign (target->comparator), number,
                          target->measure_unit != NULL ? " " : "",
                          target->measure_unit != NULL ? target->measure_unit : "");
}

/**
 * td_target_words_place:
 * @data: the plan
 * @target: a target of it
 *
 * Returns: (transfer full): the section it comes from: "II/3/3.1"; "" when it stands nowhere
 */
char *
td_target_words_place (const TdPlanData *data, const TdTargetRow *target)
{
  const TdSectionRow *section =
      target->section_id != 0 ? td_plan_data_get (data, TD_KIND_SECTION, target->section_id) : NULL;

  return section != NULL ? td_plan_data_section_path (data, section) : g_strdup ("");
}

/**
 * td_target_words_next_code:
 * @data: the plan
 *
 * Returns: (transfer full): a code that no target of the plan has: "CT-19"
 */
char *
td_target_words_next_code (const TdPlanData *data)
{
  guint64 highest = 0;

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TARGET); i++)
    {
      const TdTargetRow *target = td_plan_data_nth (data, TD_KIND_TARGET, i);

      if (target->code != NULL && g_str_has_prefix (target->code, "CT-"))
        highest = MAX (highest, g_ascii_strtoull (target->code + strlen ("CT-"), NULL, 10));
    }

  return g_strdup_printf ("CT-%02" G_GUINT64_FORMAT, MIN (highest, 99998) + 1);
}
