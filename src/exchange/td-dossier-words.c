/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-words.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "td-error.h"
#include "td-text.h"

#define MAX_WEAK_SCORE 70

/* One phrase: what it means and how sure it is. */
typedef struct
{
  char *key;
  gsize length;
  int meaning;
  gboolean weak; /* of a group: its word is part of the name */
} Phrase;

struct _TdDossierWords
{
  GArray *columns, *states, *channels, *levels; /* (element-type Phrase) */
  GArray *missing, *totals, *lateness, *exported, *groups;
  GHashTable *expansions; /* word -> words */
};

static const char *const role_nicks[TD_N_COLUMN_ROLES] = {
  [TD_COLUMN_ROLE_NONE] = "none",
  [TD_COLUMN_ROLE_NUMBER] = "number",
  [TD_COLUMN_ROLE_CODE] = "code",
  [TD_COLUMN_ROLE_EXTERNAL_CODE] = "external_code",
  [TD_COLUMN_ROLE_PROCEDURE] = "procedure",
  [TD_COLUMN_ROLE_PROCEDURE_CODE] = "procedure_code",
  [TD_COLUMN_ROLE_AREA] = "area",
  [TD_COLUMN_ROLE_LEVEL] = "level",
  [TD_COLUMN_ROLE_APPLICANT] = "applicant",
  [TD_COLUMN_ROLE_CHANNEL] = "channel",
  [TD_COLUMN_ROLE_RECEIVED] = "received",
  [TD_COLUMN_ROLE_DUE] = "due",
  [TD_COLUMN_ROLE_RETURNED] = "returned",
  [TD_COLUMN_ROLE_RESOLVED] = "resolved",
  [TD_COLUMN_ROLE_RECEIVED_TIME] = "received_time",
  [TD_COLUMN_ROLE_DUE_TIME] = "due_time",
  [TD_COLUMN_ROLE_RETURNED_TIME] = "returned_time",
  [TD_COLUMN_ROLE_STATE] = "state",
  [TD_COLUMN_ROLE_UNIT] = "unit",
  [TD_COLUMN_ROLE_OFFICER] = "officer",
  [TD_COLUMN_ROLE_SUSPENDED] = "suspended",
  [TD_COLUMN_ROLE_SUSPEND_REASON] = "suspend_reason",
  [TD_COLUMN_ROLE_RESULT_CHANNEL] = "result_channel",
  [TD_COLUMN_ROLE_FEE] = "fee",
  [TD_COLUMN_ROLE_RATING] = "rating",
  [TD_COLUMN_ROLE_NOTE] = "note",
  [TD_COLUMN_ROLE_IGNORED] = "ignored",
};

static const char *const state_nicks[TD_N_DOSSIER_STATES] = {
  "unknown",   "registered", "accepted", "not_accepted", "processing", "supplement", "payment",
  "withdrawn", "stopped",    "resolved", "returned",     "suspended",  "refused",
};
static const char *const channel_nicks[TD_N_CHANNELS] = { "unknown", "direct", "online", "postal" };
static const char *const level_nicks[TD_N_LEVELS] = { "unknown", "full", "partial", "other" };

static void
phrase_clear (gpointer data)
{
  g_free (((Phrase *) data)->key);
}

static GArray *
phrases_new (void)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (Phrase));

  g_array_set_clear_func (array, phrase_clear);

  return array;
}

static void
add_phrases (GArray *to, JsonArray *words, int meaning, gboolean weak)
{
  for (guint i = 0; words != NULL && i < json_array_get_length (words); i++)
    {
      Phrase phrase = { td_dossier_words_key (json_array_get_string_element (words, i)), 0, meaning,
                        weak };

      phrase.length = strlen (phrase.key);
      g_array_append_val (to, phrase);
    }
}

static int
find_nick (const char *const *nicks, guint n, const char *nick)
{
  for (guint i = 0; nick != NULL && i < n; i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      return (int) i;

  return 0;
}

/* [{ KEY: nick, "words": [...], "weak": [...] }] */
static void
add_meanings (GArray *to,
              JsonObject *root,
              const char *member,
              const char *key,
              const char *const *nicks,
              guint n_nicks)
{
  JsonArray *list =
      json_object_has_member (root, member) ? json_object_get_array_member (root, member) : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *entry = json_array_get_object_element (list, i);
      int meaning = find_nick (nicks, n_nicks, json_object_get_string_member (entry, key));

      add_phrases (to, json_object_get_array_member (entry, "words"), meaning, FALSE);
      if (json_object_has_member (entry, "weak"))
        add_phrases (to, json_object_get_array_member (entry, "weak"), meaning, TRUE);
    }
}

static void
add_list (GArray *to, JsonObject *root, const char *member)
{
  if (json_object_has_member (root, member))
    add_phrases (to, json_object_get_array_member (root, member), 0, FALSE);
}

/* [["role", "word"], ["role", "word", "in the name"], ...] */
static void
add_groups (TdDossierWords *self, JsonObject *root)
{
  JsonArray *list = json_object_get_array_member (root, "groups");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonArray *pair = json_array_get_array_element (list, i);
      Phrase phrase = { td_dossier_words_key (json_array_get_string_element (pair, 1)), 0,
                        td_column_role_from_nick (json_array_get_string_element (pair, 0)),
                        json_array_get_length (pair) > 2 };

      phrase.length = strlen (phrase.key);
      g_array_append_val (self->groups, phrase);
    }
}

static void
add_expansions (TdDossierWords *self, JsonObject *root)
{
  JsonArray *list = json_object_get_array_member (root, "expansions");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonArray *pair = json_array_get_array_element (list, i);

      g_hash_table_insert (self->expansions,
                           td_dossier_words_key (json_array_get_string_element (pair, 0)),
                           td_dossier_words_key (json_array_get_string_element (pair, 1)));
    }
}

/**
 * td_dossier_words_new:
 * @json: data/dossier-words.json
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the words
 */
TdDossierWords *
td_dossier_words_new (GBytes *json, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  TdDossierWords *self;
  JsonObject *root;
  gsize size;
  const char *data = g_bytes_get_data (json, &size);

  if (!json_parser_load_from_data (parser, data, (gssize) size, error))
    return NULL;

  root = json_node_get_object (json_parser_get_root (parser));
  self = g_new0 (TdDossierWords, 1);
  self->columns = phrases_new ();
  self->states = phrases_new ();
  self->channels = phrases_new ();
  self->levels = phrases_new ();
  self->missing = phrases_new ();
  self->totals = phrases_new ();
  self->lateness = phrases_new ();
  self->exported = phrases_new ();
  self->groups = phrases_new ();
  self->expansions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  add_meanings (self->columns, root, "columns", "role", role_nicks, TD_N_COLUMN_ROLES);
  add_meanings (self->states, root, "states", "state", state_nicks, TD_N_DOSSIER_STATES);
  add_meanings (self->channels, root, "channels", "channel", channel_nicks, TD_N_CHANNELS);
  add_meanings (self->levels, root, "levels", "level", level_nicks, TD_N_LEVELS);
  add_list (self->missing, root, "missing");
  add_list (self->totals, root, "totals");
  add_list (self->lateness, root, "lateness");
  add_list (self->exported, root, "exported");
  add_groups (self, root);
  add_expansions (self, root);

  return self;
}

/**
 * td_dossier_words_free:
 * @self: (nullable) (transfer full): words
 */
void
td_dossier_words_free (TdDossierWords *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->columns);
  g_array_unref (self->states);
  g_array_unref (self->channels);
  g_array_unref (self->levels);
  g_array_unref (self->missing);
  g_array_unref (self->totals);
  g_array_unref (self->lateness);
  g_array_unref (self->exported);
  g_array_unref (self->groups);
  g_hash_table_unref (self->expansions);
  g_free (self);
}

/**
 * td_column_role_nick:
 * @role: a role
 *
 * Returns: its English name
 */
const char *
td_column_role_nick (TdColumnRole role)
{
  g_return_val_if_fail ((guint) role < TD_N_COLUMN_ROLES, NULL);

  return role_nicks[role];
}

/**
 * td_column_role_from_nick:
 * @nick: (nullable): an English name
 *
 * Returns: the role, TD_COLUMN_ROLE_NONE when there is none
 */
TdColumnRole
td_column_role_from_nick (const char *nick)
{
  return (TdColumnRole) find_nick (role_nicks, TD_N_COLUMN_ROLES, nick);
}

/**
 * td_dossier_words_key:
 * @text: a heading or value
 *
 * Returns: (transfer full): folded letters and digits, one space between words
 */
char *
td_dossier_words_key (const char *text)
{
  g_autofree char *folded = td_text_fold (text);
  GString *key = g_string_sized_new (strlen (folded));

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (key, c);
      else if (key->len > 0 && key->str[key->len - 1] != ' ')
        g_string_append_c (key, ' ');
    }
  if (key->len > 0 && key->str[key->len - 1] == ' ')
    g_string_truncate (key, key->len - 1);

  return g_string_free (key, FALSE);
}

/**
 * td_dossier_words_name_key:
 * @self: words
 * @text: a name
 *
 * Returns: (transfer full): what is the same for all spellings of the name
 */
char *
td_dossier_words_name_key (const TdDossierWords *self, const char *text)
{
  g_autofree char *key = td_dossier_words_key (text);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  GString *out = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    {
      const char *full = g_hash_table_lookup (self->expansions, *word);

      if (**word == '\0' || g_str_equal (*word, "va"))
        continue;
      if (out->len > 0)
        g_string_append_c (out, ' ');
      g_string_append (out, full != NULL ? full : *word);
    }

  return g_string_free (out, FALSE);
}

/* Whether a phrase stands in a text with whole words. */
static gboolean
has_words (const char *text, const char *phrase, gsize length)
{
  for (const char *p = strstr (text, phrase); p != NULL && length > 0; p = strstr (p + 1, phrase))
    if ((p == text || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
      return TRUE;

  return FALSE;
}

/**
 * td_dossier_words_score_column:
 * @self: words
 * @role: a role
 * @key: a heading as td_dossier_words_key() makes it
 *
 * Returns: how well the heading names the role: 0 not at all, 100 and more to the letter
 */
guint
td_dossier_words_score_column (const TdDossierWords *self, TdColumnRole role, const char *key)
{
  gsize length = strlen (key);
  guint best = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const Phrase *phrase = &g_array_index (self->columns, Phrase, i);
      guint points = 0;

      if (phrase->meaning != (int) role || phrase->length > length)
        continue;
      if (phrase->length == length && g_str_equal (phrase->key, key))
        points = phrase->weak ? MAX_WEAK_SCORE : 100;
      else if (!phrase->weak && phrase->length > 3 && has_words (key, phrase->key, phrase->length))
        points = 50 + (guint) (40 * phrase->length / length);
      best = MAX (best, points);
    }

  return best;
}

/* The longest phrase that is the text, or else stands in it. */
static int
meaning_of (const GArray *phrases, const char *text)
{
  g_autofree char *key = td_dossier_words_key (text);
  const Phrase *best = NULL;

  for (guint i = 0; i < phrases->len; i++)
    {
      const Phrase *phrase = &g_array_index (phrases, Phrase, i);

      if (g_str_equal (phrase->key, key))
        return phrase->meaning;
      if (phrase->length > 3 && (best == NULL || phrase->length > best->length) &&
          has_words (key, phrase->key, phrase->length))
        best = phrase;
    }

  return best != NULL ? best->meaning : 0;
}

/**
 * td_dossier_words_state:
 * @self: words
 * @text: the state as written
 *
 * Returns: the state, TD_DOSSIER_STATE_UNKNOWN when the words are not known
 */
TdDossierState
td_dossier_words_state (const TdDossierWords *self, const char *text)
{
  return (TdDossierState) meaning_of (self->states, text);
}

/**
 * td_dossier_words_channel:
 * @self: words
 * @text: the channel as written
 *
 * Returns: the channel
 */
TdChannel
td_dossier_words_channel (const TdDossierWords *self, const char *text)
{
  return (TdChannel) meaning_of (self->channels, text);
}

/**
 * td_dossier_words_level:
 * @self: words
 * @text: the service level as written
 *
 * Returns: the level
 */
TdLevel
td_dossier_words_level (const TdDossierWords *self, const char *text)
{
  return (TdLevel) meaning_of (self->levels, text);
}

static gboolean
is_one_of (const GArray *phrases, const char *key)
{
  for (guint i = 0; i < phrases->len; i++)
    if (g_str_equal (g_array_index (phrases, Phrase, i).key, key))
      return TRUE;

  return FALSE;
}

/**
 * td_dossier_words_is_missing:
 * @self: words
 * @text: a value
 *
 * Returns: whether it says that there is no value: "-", "N/A", "chưa có"
 */
gboolean
td_dossier_words_is_missing (const TdDossierWords *self, const char *text)
{
  g_autofree char *key = td_dossier_words_key (text);

  return *key == '\0' || is_one_of (self->missing, key);
}

/**
 * td_dossier_words_is_total:
 * @self: words
 * @text: the first text of a row
 *
 * Returns: whether the row adds others up
 */
gboolean
td_dossier_words_is_total (const TdDossierWords *self, const char *text)
{
  g_autofree char *key = td_dossier_words_key (text);

  for (guint i = 0; i < self->totals->len; i++)
    {
      const Phrase *phrase = &g_array_index (self->totals, Phrase, i);

      if (g_str_has_prefix (key, phrase->key) &&
          (key[phrase->length] == '\0' || key[phrase->length] == ' '))
        return TRUE;
    }

  return FALSE;
}

/**
 * td_dossier_words_is_lateness:
 * @self: words
 * @text: a value
 *
 * Returns: whether it speaks of the deadline ("đúng hạn"), which is no state
 */
gboolean
td_dossier_words_is_lateness (const TdDossierWords *self, const char *text)
{
  g_autofree char *key = td_dossier_words_key (text);

  for (guint i = 0; i < self->lateness->len; i++)
    {
      const Phrase *phrase = &g_array_index (self->lateness, Phrase, i);

      if (has_words (key, phrase->key, phrase->length))
        return TRUE;
    }

  return FALSE;
}

/**
 * td_dossier_words_after_exported:
 * @self: words
 * @text: a title line
 *
 * Returns: (nullable): the rest of @text from the first digit on, when the line says when the
 *   file was made
 */
const char *
td_dossier_words_after_exported (const TdDossierWords *self, const char *text)
{
  g_autofree char *key = td_dossier_words_key (text);

  for (guint i = 0; i < self->exported->len; i++)
    {
      const Phrase *phrase = &g_array_index (self->exported, Phrase, i);

      if (has_words (key, phrase->key, phrase->length))
        return strpbrk (text, "0123456789");
    }

  return NULL;
}

/* The text behind the first n words */
static const char *
after_words (const char *text, guint n)
{
  for (; n > 0; n--)
    {
      text += strcspn (text, " ");
      text += strspn (text, " ");
    }

  return text;
}

static guint
count_words (const char *key)
{
  guint n = 1;

  for (; *key != '\0'; key++)
    n += *key == ' ';

  return n;
}

/**
 * td_dossier_words_group:
 * @self: words
 * @text: the text of a row that has no other, apart from its number
 * @numbered: whether the row has a number
 * @name: (out): the name behind the word
 *
 * Returns: what a row such as "Lĩnh vực: Giáo dục mầm non" or "II. Lĩnh vực Giáo dục mầm non"
 * groups the rows below it by
 */
TdColumnRole
td_dossier_words_group (const TdDossierWords *self,
                        const char *text,
                        gboolean numbered,
                        const char **name)
{
  const char *colon = strchr (text, ':');
  g_autofree char *head = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : NULL;
  g_autofree char *key = td_dossier_words_key (head != NULL ? head : text);

  *name = NULL;
  for (guint i = 0; i < self->groups->len; i++)
    {
      const Phrase *phrase = &g_array_index (self->groups, Phrase, i);

      if (colon != NULL
              ? has_words (key, phrase->key, phrase->length)
              : numbered && g_str_has_prefix (key, phrase->key) && key[phrase->length] == ' ')
        {
          *name = colon != NULL  ? colon + 1
                  : phrase->weak ? text
                                 : after_words (text, count_words (phrase->key));
          return (TdColumnRole) phrase->meaning;
        }
    }

  return TD_COLUMN_ROLE_NONE;
}
