/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-pattern.h"
#include "td-text.h"

#define MAX_SPELLINGS 3

static const TdUnitRow *
unit_of_id (const TdCheckOffice *office, gint64 id)
{
  for (guint i = 0; i < office->units->len; i++)
    {
      const TdUnitRow *unit = g_ptr_array_index ((GPtrArray *) office->units, i);

      if (unit->row.id == id)
        return unit;
    }

  return NULL;
}

/* The unit of the register that is called so; several may have had the name one after another: the
 * one that exists at @day is meant. */
static const TdUnitRow *
find_unit (const TdCheckOffice *office, const char *key, const char *day)
{
  const TdUnitRow *found = NULL;

  for (guint i = 0; i < office->units->len; i++)
    {
      const TdUnitRow *unit = g_ptr_array_index ((GPtrArray *) office->units, i);
      g_autofree char *name = td_check_key (unit->name);
      g_autofree char *short_name = td_check_key (unit->short_name);

      if (!g_str_equal (key, name) && !g_str_equal (key, short_name))
        continue;
      if (day == NULL || unit->valid_to == NULL || strcmp (unit->valid_to, day) >= 0)
        return unit;
      found = unit;
    }
  for (guint i = 0; found == NULL && office->aliases != NULL && i < office->aliases->len; i++)
    {
      const TdUnitAliasRow *alias = g_ptr_array_index ((GPtrArray *) office->aliases, i);
      g_autofree char *name = td_check_key (alias->alias);

      if (g_str_equal (key, name))
        found = unit_of_id (office, alias->unit_id);
    }

  return found;
}

static gboolean
is_group (const TdCheckOffice *office, const char *key)
{
  for (guint i = 0; office->unit_groups != NULL && i < office->unit_groups->len; i++)
    {
      const TdUnitGroupRow *group = g_ptr_array_index ((GPtrArray *) office->unit_groups, i);
      g_autofree char *name = td_check_key (group->name);

      if (g_str_equal (key, name))
        return TRUE;
    }

  /* Whoever is meant by it stands in no register. */
  return g_str_has_prefix (key, "các ") || g_str_has_prefix (key, "toàn ") ||
         strstr (key, "liên quan") != NULL || g_str_has_prefix (key, "cơ quan") ||
         g_str_has_prefix (key, "đơn vị") || g_str_has_prefix (key, "tổ chức") ||
         g_str_has_prefix (key, "những ") || g_str_has_prefix (key, "tất cả") ||
         g_str_has_prefix (key, "sở ") || g_str_has_prefix (key, "ubnd") ||
         strstr (key, " các ") != NULL || g_str_has_prefix (key, "ủy ban");
}

static void
report (TdCheck *check,
        const TdTaskUnitRow *row,
        const char *rule,
        TdSeverity severity,
        const char *message)
{
  const TdTaskRow *task = td_plan_data_get (check->data, TD_KIND_TASK, row->task_id);
  g_autofree char *place = task != NULL ? td_check_task_place (check, task) : g_strdup ("annex");
  TdFinding *finding = td_check_add (check, rule, severity, place, TD_KIND_TASK, row->task_id,
                                     row->text, "%s", message);

  finding->field = g_strcmp0 (row->role, "lead") == 0 ? "lead_text" : "coordinating_text";
}

static void
check_known (TdCheck *check, const TdTaskUnitRow *row, const TdUnitRow *unit, const char *day)
{
  const TdUnitRow *successor = unit_of_id (check->office, unit->successor_id);
  g_autofree char *message = NULL;

  if (day == NULL)
    return;
  if (unit->valid_to != NULL && strcmp (unit->valid_to, day) < 0)
    message =
        successor != NULL
            ? g_strdup_printf (
                  _ ("“%s” no longer exists at the date of the plan; its successor is “%s”."),
                  row->text, successor->name)
            : g_strdup_printf (_ ("“%s” no longer exists at the date of the plan."), row->text);
  else if (unit->valid_from != NULL && strcmp (unit->valid_from, day) > 0)
    message = g_strdup_printf (_ ("“%s” does not exist yet at the date of the plan."), row->text);
  if (message != NULL)
    report (check, row, "unit-ended", TD_SEVERITY_ERROR, message);
}

/* The register says nothing about a plan of which it knows next to no unit. */
static void
check_register (TdCheck *check)
{
  const char *day = check->first_day != NULL ? check->first_day : check->last_day;
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) unknown = g_ptr_array_new ();
  guint known = 0;

  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_TASK_UNIT); i++)
    {
      const TdTaskUnitRow *row = td_plan_data_nth (check->data, TD_KIND_TASK_UNIT, i);
      g_autofree char *key = td_check_key (row->text);
      const TdUnitRow *unit;

      if (*key == '\0' || g_hash_table_contains (told, key))
        continue;
      unit = find_unit (check->office, key, day);
      if (unit != NULL)
        check_known (check, row, unit, day);
      else if (!is_group (check->office, key))
        g_ptr_array_add (unknown, (gpointer) row);
      known += unit != NULL;
      g_hash_table_add (told, g_steal_pointer (&key));
    }
  for (guint i = 0; i < unknown->len && known >= unknown->len; i++)
    {
      const TdTaskUnitRow *row = g_ptr_array_index (unknown, i);
      g_autofree char *message =
          g_strdup_printf (_ ("“%s” is not in the register of units."), row->text);

      report (check, row, "unit-unknown", TD_SEVERITY_WARNING, message);
    }
}

/* Letters alone, without spaces and dashes: the same unit however it is typed. */
static char *
loose_key (const char *text)
{
  g_autofree char *key = td_check_key (text);

  g_auto (GStrv) words = g_strsplit (key, " ", -1);

  return g_strjoinv ("", words);
}

/* "Phòng Kế hoạch Tài chính" here, "Phòng Kế hoạch tài chính" there */
static void
check_spellings (TdCheck *check)
{
  g_autoptr (GHashTable) first = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_TASK_UNIT); i++)
    {
      const TdTaskUnitRow *row = td_plan_data_nth (check->data, TD_KIND_TASK_UNIT, i);
      g_autofree char *clean = td_text_clean (row->text != NULL ? row->text : "", -1);
      g_autofree char *key = loose_key (clean);
      const TdTaskUnitRow *other = g_hash_table_lookup (first, key);
      g_autofree char *other_clean = NULL;
      g_autofree char *message = NULL;

      if (*key == '\0')
        continue;
      if (other == NULL)
        {
          g_hash_table_insert (first, g_steal_pointer (&key), (gpointer) row);
          continue;
        }
      other_clean = td_text_clean (other->text, -1);
      /* "Các phòng" at the head of a cell and "các phòng" within one are the same. */
      if (g_str_equal (clean, other_clean) ||
          g_str_equal (g_utf8_next_char (clean), g_utf8_next_char (other_clean)))
        continue;
      if (!g_hash_table_add (told, g_steal_pointer (&key)))
        continue;
      message = g_strdup_printf (_ ("One unit is written in two ways: “%s” and “%s”."), other_clean,
                                 clean);
      report (check, row, "unit-spelling", TD_SEVERITY_HINT, message);
    }
}

/* Units and levels that the law has ended: data/rules/terms.json */
static void
check_ended (TdCheck *check)
{
  const GPtrArray *ended = td_rule_set_ended_units (check->rules);
  const char *day = check->first_day != NULL ? check->first_day : check->last_day;
  g_autoptr (GHashTable) told = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; day != NULL && i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      for (guint e = 0; e < ended->len; e++)
        {
          const TdRulePhrase *phrase = g_ptr_array_index ((GPtrArray *) ended, e);
          int start, end;

          if (strcmp (day, phrase->from) < 0 || g_hash_table_contains (told, phrase) ||
              !td_pattern_find (phrase->pattern, text->text, &start, &end) || text->looks_back)
            continue;
          g_hash_table_add (told, (gpointer) phrase);
          td_check_add_at (check, "unit-ended", TD_SEVERITY_WARNING, text, (gsize) start,
                           (gsize) end, "%s", phrase->right);
        }
    }
}

/**
 * td_check_units:
 * @check: a check
 *
 * Units that are not in the register, have ended or do not exist yet at the plan's date, or are
 * written in two ways.
 */
void
td_check_units (TdCheck *check)
{
  if (check->office != NULL && check->office->units != NULL && check->office->units->len > 0)
    check_register (check);
  check_spellings (check);
  check_ended (check);
}
