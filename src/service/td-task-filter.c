/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-filter.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "td-error.h"

static const char *const group_names[TD_N_TASK_GROUPS] = {
  [TD_TASK_GROUP_NONE] = "none", [TD_TASK_GROUP_PLAN] = "plan",   [TD_TASK_GROUP_AREA] = "area",
  [TD_TASK_GROUP_UNIT] = "unit", [TD_TASK_GROUP_MONTH] = "month", [TD_TASK_GROUP_STATUS] = "status",
};

static const char *const sort_names[TD_N_TASK_SORTS] = {
  [TD_TASK_SORT_PLAN] = "plan",         [TD_TASK_SORT_DUE] = "due",
  [TD_TASK_SORT_PROGRESS] = "progress", [TD_TASK_SORT_STATUS] = "status",
  [TD_TASK_SORT_UNIT] = "unit",
};

/**
 * td_task_filter_new:
 *
 * Returns: (transfer full): all tasks, as the plans print them
 */
TdTaskFilter *
td_task_filter_new (void)
{
  TdTaskFilter *self = g_new0 (TdTaskFilter, 1);

  self->due_within = -1;

  return self;
}

TdTaskFilter *
td_task_filter_copy (const TdTaskFilter *self)
{
  TdTaskFilter *copy = g_memdup2 (self, sizeof *self);

  copy->unit = g_strdup (self->unit);
  copy->area = g_strdup (self->area);
  copy->due_from = g_strdup (self->due_from);
  copy->due_to = g_strdup (self->due_to);
  copy->text = g_strdup (self->text);

  return copy;
}

void
td_task_filter_free (TdTaskFilter *self)
{
  if (self == NULL)
    return;

  g_free (self->unit);
  g_free (self->area);
  g_free (self->due_from);
  g_free (self->due_to);
  g_free (self->text);
  g_free (self);
}

gboolean
td_task_filter_equal (const TdTaskFilter *a, const TdTaskFilter *b)
{
  g_autofree char *x = td_task_filter_to_text (a);
  g_autofree char *y = td_task_filter_to_text (b);

  return g_str_equal (x, y);
}

static void
append (GString *text, const char *key, const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL || *value == '\0')
    return;
  escaped = g_uri_escape_string (value, " ,/.-:()&", TRUE);
  g_string_append_printf (text, "%s%s=%s", text->len > 0 ? ";" : "", key, escaped);
}

static void
append_int (GString *text, const char *key, gint64 value)
{
  g_string_append_printf (text, "%s%s=%" G_GINT64_FORMAT, text->len > 0 ? ";" : "", key, value);
}

static void
append_looks (GString *text, guint looks)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < TD_N_TASK_LOOKS; i++)
    {
      if (looks & (1u << i))
        g_string_append_printf (names, "%s%s", names->len > 0 ? "," : "",
                                td_task_look_nick ((TdTaskLook) i));
    }
  append (text, "look", names->str);
}

/* Names of a later version are left out. */
static guint
read_looks (const char *value)
{
  g_auto (GStrv) names = g_strsplit (value, ",", TD_N_TASK_LOOKS + 4);
  guint looks = 0;

  for (guint n = 0; names[n] != NULL; n++)
    {
      for (guint i = 0; i < TD_N_TASK_LOOKS; i++)
        {
          if (g_str_equal (td_task_look_nick ((TdTaskLook) i), g_strstrip (names[n])))
            looks |= 1u << i;
        }
    }

  return looks;
}

/**
 * td_task_filter_to_text:
 * @self: a filter
 *
 * Returns: (transfer full): its text form; "" for all tasks in plan order
 */
char *
td_task_filter_to_text (const TdTaskFilter *self)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GString) statuses = g_string_new (NULL);

  if (self->plan_id != 0)
    append_int (text, "plan", self->plan_id);
  if (self->year != 0)
    append_int (text, "year", self->year);
  for (guint i = 0; i < TD_N_TASK_STATUSES; i++)
    {
      if (self->statuses & (1u << i))
        g_string_append_printf (statuses, "%s%s", statuses->len > 0 ? "," : "",
                                td_task_status_to_nick ((TdTaskStatus) i));
    }
  append (text, "status", statuses->str);
  append_looks (text, self->looks);
  append (text, "unit", self->unit);
  if (self->coordinating)
    append_int (text, "coordinating", 1);
  append (text, "area", self->area);
  if (self->due_within >= 0)
    append_int (text, "due", self->due_within);
  append (text, "from", self->due_from);
  append (text, "to", self->due_to);
  if (self->excused)
    append_int (text, "excused", 1);
  append (text, "text", self->text);
  if (self->group_by != TD_TASK_GROUP_NONE)
    append (text, "group", group_names[self->group_by]);
  if (self->sort != TD_TASK_SORT_PLAN)
    append (text, "sort", sort_names[self->sort]);
  if (self->descending)
    append_int (text, "descending", 1);

  return g_string_free (text, FALSE);
}

/**
 * td_task_filter_add_statuses:
 * @self: a filter
 * @names: names of statuses with commas between; "late", "done" and "open" stand for several
 * @error: return location
 *
 * Returns: whether all names were right
 */
gboolean
td_task_filter_add_statuses (TdTaskFilter *self, const char *names, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (names, ",", TD_N_TASK_STATUSES + 4);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *name = g_strstrip (parts[i]);
      TdTaskStatus status;

      if (td_task_status_from_nick (name, &status))
        self->statuses |= 1u << status;
      else if (g_str_equal (name, "late"))
        self->statuses |= 1u << TD_TASK_OVERDUE | 1u << TD_TASK_DONE_LATE;
      else if (g_str_equal (name, "done"))
        self->statuses |= 1u << TD_TASK_DONE_EARLY | 1u << TD_TASK_DONE_ON_TIME |
                          1u << TD_TASK_DONE_LATE | 1u << TD_TASK_DONE_UNDATED;
      else if (g_str_equal (name, "open"))
        self->statuses |= 1u << TD_TASK_NOT_STARTED | 1u << TD_TASK_IN_PROGRESS |
                          1u << TD_TASK_WAITING | 1u << TD_TASK_OVERDUE | 1u << TD_TASK_NO_DEADLINE;
      else
        {
          td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("There is no status “%s”."), name);
          return FALSE;
        }
    }

  return TRUE;
}

static guint
find_name (const char *const *names, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    {
      if (g_str_equal (names[i], name))
        return i;
    }

  return 0;
}

static void
set_text (char **field, const char *value)
{
  g_free (*field);
  *field = g_uri_unescape_string (value, NULL);
}

static gboolean
read_pair (TdTaskFilter *self, const char *key, const char *value, GError **error)
{
  gint64 number = g_ascii_strtoll (value, NULL, 10);

  if (g_str_equal (key, "plan"))
    self->plan_id = number;
  else if (g_str_equal (key, "year"))
    self->year = number;
  else if (g_str_equal (key, "status"))
    return td_task_filter_add_statuses (self, value, error);
  else if (g_str_equal (key, "look"))
    self->looks |= read_looks (value);
  else if (g_str_equal (key, "unit"))
    set_text (&self->unit, value);
  else if (g_str_equal (key, "coordinating"))
    self->coordinating = number != 0;
  else if (g_str_equal (key, "area"))
    set_text (&self->area, value);
  else if (g_str_equal (key, "due"))
    self->due_within = (int) CLAMP (number, 0, 3660);
  else if (g_str_equal (key, "from"))
    set_text (&self->due_from, value);
  else if (g_str_equal (key, "to"))
    set_text (&self->due_to, value);
  else if (g_str_equal (key, "excused"))
    self->excused = number != 0;
  else if (g_str_equal (key, "text"))
    set_text (&self->text, value);
  else if (g_str_equal (key, "group"))
    self->group_by = (TdTaskGroupBy) find_name (group_names, TD_N_TASK_GROUPS, value);
  else if (g_str_equal (key, "sort"))
    self->sort = (TdTaskSort) find_name (sort_names, TD_N_TASK_SORTS, value);
  else if (g_str_equal (key, "descending"))
    self->descending = number != 0;

  return TRUE;
}

/**
 * td_task_filter_from_text:
 * @text: (nullable): a text form
 * @error: return location
 *
 * Keys of a later version are left out.
 *
 * Returns: (nullable) (transfer full): the filter
 */
TdTaskFilter *
td_task_filter_from_text (const char *text, GError **error)
{
  g_autoptr (TdTaskFilter) self = td_task_filter_new ();
  g_auto (GStrv) pairs = g_strsplit (text != NULL ? text : "", ";", 64);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      if (!read_pair (self, g_strstrip (pairs[i]), equals + 1, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}
