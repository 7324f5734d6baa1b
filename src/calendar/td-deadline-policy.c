/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-deadline-policy.h"

#include <glib/gi18n-lib.h>

#include "td-date.h"
#include "td-error.h"

#define HOURS "hours"

struct _TdDeadlinePolicies
{
  GPtrArray *policies; /* (element-type TdDeadlinePolicy) */
  TdOfficeHours *hours;
};

static void
policy_free (TdDeadlinePolicy *policy)
{
  g_free (policy->key);
  g_free (policy->alias);
  g_free (policy->name);
  g_free (policy->law_start);
  g_free (policy->law_supplement);
  g_free (policy->law_extension);
  g_free (policy);
}

void
td_deadline_policies_free (TdDeadlinePolicies *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->policies);
  td_office_hours_free (self->hours);
  g_free (self);
}

static gboolean
read_wait (GKeyFile *keys, const char *group, const char *key, TdWaitEffect *effect)
{
  static const char *const words[] = { "none", "pause", "reset" };
  g_autofree char *word = g_key_file_get_string (keys, group, key, NULL);

  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (word, words[i]))
        {
          *effect = (TdWaitEffect) i;
          return TRUE;
        }
    }

  return FALSE;
}

/* An absent date is fine, a wrong one is not. */
static gboolean
read_date (GKeyFile *keys, const char *group, const char *key, GDate *date)
{
  g_autofree char *text = g_key_file_get_string (keys, group, key, NULL);

  g_date_clear (date, 1);

  return text == NULL || *text == '\0' || td_date_parse_iso (text, date);
}

static gboolean
read_policy (GKeyFile *keys, const char *group, TdDeadlinePolicy *policy)
{
  g_autofree char *cutoff = g_key_file_get_string (keys, group, "late-cutoff", NULL);
  g_autofree char *day_end = g_key_file_get_string (keys, group, "day-end", NULL);

  policy->key = g_strdup (group);
  policy->alias = g_key_file_get_string (keys, group, "alias", NULL);
  policy->name = g_key_file_get_string (keys, group, "name", NULL);
  policy->law_start = g_key_file_get_string (keys, group, "law-start", NULL);
  policy->law_supplement = g_key_file_get_string (keys, group, "law-supplement", NULL);
  policy->law_extension = g_key_file_get_string (keys, group, "law-extension", NULL);
  policy->extensions = (guint) MAX (g_key_file_get_integer (keys, group, "extensions", NULL), 0);
  policy->same_hour = g_strcmp0 (day_end, "same-hour") == 0;
  policy->late_cutoff = -1;

  return policy->name != NULL && policy->law_start != NULL && policy->law_supplement != NULL &&
         policy->law_extension != NULL && policy->pause != TD_WAIT_RESET &&
         (policy->same_hour || g_strcmp0 (day_end, "close") == 0) &&
         (cutoff == NULL || *cutoff == '\0' ||
          td_time_of_day_parse (cutoff, &policy->late_cutoff)) &&
         read_wait (keys, group, "supplement", &policy->supplement) &&
         read_wait (keys, group, "pause", &policy->pause) &&
         read_date (keys, group, "valid-from", &policy->valid_from) &&
         read_date (keys, group, "valid-to", &policy->valid_to);
}

/**
 * td_deadline_policies_load:
 * @text: a key file as data/policies/deadline-policies.ini explains it
 * @file: its name, for messages
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the policies
 */
TdDeadlinePolicies *
td_deadline_policies_load (const char *text, const char *file, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (TdDeadlinePolicies) self = g_new0 (TdDeadlinePolicies, 1);
  g_autofree char *sessions = NULL;
  g_auto (GStrv) groups = NULL;

  self->policies = g_ptr_array_new_with_free_func ((GDestroyNotify) policy_free);
  self->hours = td_office_hours_new ();
  if (!g_key_file_load_from_data (keys, text, (gsize) -1, G_KEY_FILE_NONE, error))
    return NULL;

  groups = g_key_file_get_groups (keys, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      TdDeadlinePolicy *policy;

      if (g_str_equal (groups[i], HOURS))
        continue;
      policy = g_new0 (TdDeadlinePolicy, 1);
      g_ptr_array_add (self->policies, policy);
      if (!read_policy (keys, groups[i], policy))
        {
          td_error_set_at (error, TD_ERROR_BAD_INPUT, file, groups[i],
                           _ ("The deadline policy “%s” is incomplete."), groups[i]);
          return NULL;
        }
    }
  sessions = g_key_file_get_string (keys, HOURS, "sessions", error);
  if (sessions == NULL || !td_office_hours_parse (self->hours, sessions, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * td_deadline_policies_find:
 * @self: the policies
 * @key: a key, or an alias in any case: "PAUSE"
 *
 * Returns: (nullable): the policy
 */
const TdDeadlinePolicy *
td_deadline_policies_find (const TdDeadlinePolicies *self, const char *key)
{
  for (guint i = 0; i < self->policies->len; i++)
    {
      const TdDeadlinePolicy *policy = g_ptr_array_index (self->policies, i);

      if (g_ascii_strcasecmp (policy->key, key) == 0 ||
          (policy->alias != NULL && g_ascii_strcasecmp (policy->alias, key) == 0))
        return policy;
    }

  return NULL;
}

/**
 * td_deadline_policies_at:
 * @self: the policies
 * @received: the day a dossier was received
 *
 * Returns: (nullable): the policy in force on that day
 */
const TdDeadlinePolicy *
td_deadline_policies_at (const TdDeadlinePolicies *self, const GDate *received)
{
  const TdDeadlinePolicy *found = NULL;

  for (guint i = 0; i < self->policies->len; i++)
    {
      const TdDeadlinePolicy *policy = g_ptr_array_index (self->policies, i);

      if (!g_date_valid (&policy->valid_from) ||
          g_date_compare (&policy->valid_from, received) > 0 ||
          (g_date_valid (&policy->valid_to) && g_date_compare (&policy->valid_to, received) < 0))
        continue;
      if (found == NULL || g_date_compare (&policy->valid_from, &found->valid_from) > 0)
        found = policy;
    }

  return found;
}

guint
td_deadline_policies_n (const TdDeadlinePolicies *self)
{
  return self->policies->len;
}

const TdDeadlinePolicy *
td_deadline_policies_nth (const TdDeadlinePolicies *self, guint n)
{
  return n < self->policies->len ? g_ptr_array_index (self->policies, n) : NULL;
}

/**
 * td_deadline_policies_hours:
 * @self: the policies
 *
 * Returns: (transfer none): the hours of an office that entered none
 */
const TdOfficeHours *
td_deadline_policies_hours (const TdDeadlinePolicies *self)
{
  return self->hours;
}
