/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-rule-set.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "td-data-resources.h"
#include "td-error.h"
#include "td-text.h"
#include "td-word-sound.h"

struct _TdRuleSet
{
  GHashTable *documents; /* key as td_text_fold_keep_marks() -> TdRuleDocument */
  GHashTable *lists;     /* name -> GPtrArray of char* */
  GHashTable *sets;      /* name -> GHashTable used as a set, folded with marks */
  GHashTable *compounds; /* folded with marks */
  GHashTable *by_fold;   /* without marks -> the one compound, "" when there are several */
  GHashTable *by_sound;  /* the key of td_word_sound_key() -> the same */
  GHashTable *codes;     /* "NĐ" -> GPtrArray of char*: "Nghị định" */
  GHashTable *slips;     /* "KII" -> "KH" */
  GPtrArray *confused;   /* (element-type TdRulePhrase) */
  GPtrArray *ended;
  GPtrArray *variants;
  GPtrArray *names;
  GPtrArray *subjects; /* (element-type TdRuleSubject) */
  GPtrArray *scopes;   /* (element-type GRegex) */
};

static void
document_free (TdRuleDocument *document)
{
  g_free (document->key);
  g_free (document->type);
  g_free (document->date);
  g_free (document->issuer);
  g_free (document->until);
  g_free (document->replaced_by);
  g_free (document);
}

static void
phrase_free (TdRulePhrase *phrase)
{
  g_clear_pointer (&phrase->pattern, g_regex_unref);
  g_free (phrase->right);
  g_free (phrase->from);
  g_free (phrase);
}

static void
subject_free (TdRuleSubject *subject)
{
  g_free (subject->key);
  g_ptr_array_unref (subject->patterns);
  g_clear_pointer (&subject->around, g_regex_unref);
  g_free (subject);
}

static char *
dup_member (JsonObject *object, const char *name)
{
  return json_object_has_member (object, name)
             ? g_strdup (json_object_get_string_member (object, name))
             : NULL;
}

static JsonObject *
load_table (const char *name, JsonParser *parser, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/vn/tiendo/TienDo/rules/%s.json", name);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (td_data_get_resource (), path, 0, error);
  JsonNode *root;

  if (bytes == NULL || !json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                                    (gssize) g_bytes_get_size (bytes), error))
    return NULL;

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      td_error_set_at (error, TD_ERROR_FAILED, path, NULL, _ ("The table of rules is damaged."));
      return NULL;
    }

  return json_node_get_object (root);
}

/* A phrase as a pattern: whole words, any kind and number of spaces. */
static GRegex *
compile_words (const char *words, const char *after)
{
  g_autofree char *escaped = g_regex_escape_string (words, -1);
  g_auto (GStrv) parts = g_strsplit (escaped, " ", -1);
  g_autofree char *joined = g_strjoinv ("\\s{1,3}", parts);
  g_autofree char *pattern = g_strdup_printf ("(?<![\\p{L}\\p{N}])%s(?![\\p{L}\\p{N}])%s%s%s",
                                              joined, after != NULL ? "(?=\\s{1,3}" : "",
                                              after != NULL ? after : "", after != NULL ? ")" : "");

  return g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
}

static void
read_list (TdRuleSet *self, JsonObject *table, const char *name)
{
  JsonArray *array = json_object_get_array_member (table, name);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *word = json_array_get_string_element (array, i);

      g_ptr_array_add (list, g_strdup (word));
      g_hash_table_add (set, td_text_fold_keep_marks (word));
    }
  g_hash_table_insert (self->lists, g_strdup (name), list);
  g_hash_table_insert (self->sets, g_strdup (name), set);
}

static void
read_documents (TdRuleSet *self, JsonObject *table)
{
  JsonArray *array = json_object_get_array_member (table, "documents");

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      TdRuleDocument *document = g_new0 (TdRuleDocument, 1);

      document->key = dup_member (object, "key");
      document->type = dup_member (object, "type");
      document->date = dup_member (object, "date");
      document->issuer = dup_member (object, "issuer");
      document->until = dup_member (object, "until");
      document->replaced_by = dup_member (object, "replaced_by");
      g_hash_table_insert (self->documents, td_text_fold_keep_marks (document->key), document);
    }
}

/* Enters a compound under a key; two of one key cancel each other. */
static void
enter_compound (GHashTable *by_key, char *key, const char *kept)
{
  const char *other = g_hash_table_lookup (by_key, key);

  g_hash_table_insert (by_key, key,
                       g_strdup (other == NULL || g_str_equal (other, kept) ? kept : ""));
}

/* "compounds" are what a slip is taken for; "also_right" are words that look like one of them and
 * are none ("truyền thống" beside "truyền thông"). */
static void
read_compounds (TdRuleSet *self, JsonObject *table)
{
  JsonArray *array = json_object_get_array_member (table, "compounds");
  JsonArray *others = json_object_get_array_member (table, "also_right");

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      char *kept = td_text_fold_keep_marks (json_array_get_string_element (array, i));

      enter_compound (self->by_fold, td_text_fold (kept), kept);
      enter_compound (self->by_sound, td_word_sound_key (kept), kept);
      g_hash_table_add (self->compounds, kept);
    }
  for (guint i = 0; i < json_array_get_length (others); i++)
    g_hash_table_add (self->compounds,
                      td_text_fold_keep_marks (json_array_get_string_element (others, i)));
}

static void
read_spelling (TdRuleSet *self, JsonObject *table)
{
  JsonArray *confused = json_object_get_array_member (table, "confused");
  JsonArray *variants = json_object_get_array_member (table, "variants");

  read_compounds (self, table);
  for (guint i = 0; i < json_array_get_length (confused); i++)
    {
      JsonObject *object = json_array_get_object_element (confused, i);
      TdRulePhrase *phrase = g_new0 (TdRulePhrase, 1);
      g_autofree char *after = dup_member (object, "after");

      phrase->pattern = compile_words (json_object_get_string_member (object, "wrong"), after);
      phrase->right = dup_member (object, "right");
      g_ptr_array_add (self->confused, phrase);
    }
  for (guint i = 0; i < json_array_get_length (variants); i++)
    {
      JsonObject *object = json_array_get_object_element (variants, i);
      TdRulePhrase *phrase = g_new0 (TdRulePhrase, 1);

      phrase->pattern = compile_words (json_object_get_string_member (object, "other"), NULL);
      phrase->right = dup_member (object, "usual");
      g_ptr_array_add (self->variants, phrase);
    }
  read_list (self, table, "reduplications");
  read_list (self, table, "function_words");
}

static void
read_symbols (TdRuleSet *self, JsonObject *table)
{
  JsonArray *types = json_object_get_array_member (table, "types");
  JsonArray *slips = json_object_get_array_member (table, "slips");

  for (guint i = 0; i < json_array_get_length (types); i++)
    {
      JsonObject *object = json_array_get_object_element (types, i);
      JsonArray *names = json_object_get_array_member (object, "names");
      GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

      for (guint n = 0; n < json_array_get_length (names); n++)
        g_ptr_array_add (list, g_strdup (json_array_get_string_element (names, n)));
      g_hash_table_insert (self->codes, dup_member (object, "code"), list);
    }
  for (guint i = 0; i < json_array_get_length (slips); i++)
    {
      JsonObject *object = json_array_get_object_element (slips, i);

      g_hash_table_insert (self->slips, dup_member (object, "wrong"), dup_member (object, "right"));
    }
  read_list (self, table, "letters");
  read_list (self, table, "any");
  read_list (self, table, "party_issuers");
  read_list (self, table, "state_issuers");
  read_list (self, table, "parts");
}

static void
read_capitals (TdRuleSet *self, JsonObject *table)
{
  JsonArray *names = json_object_get_array_member (table, "names");

  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      TdRulePhrase *phrase = g_new0 (TdRulePhrase, 1);

      phrase->right = g_strdup (json_array_get_string_element (names, i));
      phrase->pattern = compile_words (phrase->right, NULL);
      g_ptr_array_add (self->names, phrase);
    }
  read_list (self, table, "plural_before");
  read_list (self, table, "sentence_words");
  read_list (self, table, "inner_before");
  read_list (self, table, "named");
  read_list (self, table, "articles");
}

static void
read_terms (TdRuleSet *self, JsonObject *table)
{
  JsonArray *ended = json_object_get_array_member (table, "ended");
  JsonArray *subjects = json_object_get_array_member (table, "subjects");
  JsonArray *scopes = json_object_get_array_member (table, "scopes");

  for (guint i = 0; i < json_array_get_length (ended); i++)
    {
      JsonObject *object = json_array_get_object_element (ended, i);
      TdRulePhrase *phrase = g_new0 (TdRulePhrase, 1);

      phrase->pattern = g_regex_new (json_object_get_string_member (object, "pattern"),
                                     G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
      phrase->right = dup_member (object, "why");
      phrase->from = dup_member (object, "from");
      g_ptr_array_add (self->ended, phrase);
    }
  for (guint i = 0; i < json_array_get_length (subjects); i++)
    {
      JsonObject *object = json_array_get_object_element (subjects, i);
      JsonArray *words = json_object_get_array_member (object, "words");
      TdRuleSubject *subject = g_new0 (TdRuleSubject, 1);

      subject->key = dup_member (object, "key");
      if (json_object_has_member (object, "around"))
        subject->around = g_regex_new (json_object_get_string_member (object, "around"),
                                       G_REGEX_CASELESS, 0, NULL);
      subject->patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);
      for (guint n = 0; n < json_array_get_length (words); n++)
        g_ptr_array_add (subject->patterns, g_regex_new (json_array_get_string_element (words, n),
                                                         G_REGEX_CASELESS, 0, NULL));
      g_ptr_array_add (self->subjects, subject);
    }
  for (guint i = 0; i < json_array_get_length (scopes); i++)
    g_ptr_array_add (self->scopes, g_regex_new (json_array_get_string_element (scopes, i),
                                                G_REGEX_CASELESS, 0, NULL));
  read_list (self, table, "abbreviations");
  read_list (self, table, "looking_back");
}

/**
 * td_rule_set_load:
 * @error: return location
 *
 * Reads the tables; for a worker thread, it takes a few milliseconds.
 *
 * Returns: (transfer full): the tables; NULL when they are damaged
 */
TdRuleSet *
td_rule_set_load (GError **error)
{
  static const struct
  {
    const char *name;
    void (*read) (TdRuleSet *self, JsonObject *table);
  } tables[] = {
    { "documents", read_documents }, { "spelling", read_spelling }, { "symbols", read_symbols },
    { "capitals", read_capitals },   { "terms", read_terms },
  };
  g_autoptr (TdRuleSet) self = g_new0 (TdRuleSet, 1);
  GDestroyNotify free_document = (GDestroyNotify) document_free;
  GDestroyNotify free_list = (GDestroyNotify) g_ptr_array_unref;

  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_document);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_list);
  self->sets =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->compounds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_fold = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->by_sound = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_list);
  self->slips = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->confused = g_ptr_array_new_with_free_func ((GDestroyNotify) phrase_free);
  self->ended = g_ptr_array_new_with_free_func ((GDestroyNotify) phrase_free);
  self->variants = g_ptr_array_new_with_free_func ((GDestroyNotify) phrase_free);
  self->names = g_ptr_array_new_with_free_func ((GDestroyNotify) phrase_free);
  self->subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) subject_free);
  self->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      JsonObject *table = load_table (tables[i].name, parser, error);

      if (table == NULL)
        return NULL;
      tables[i].read (self, table);
    }

  return g_steal_pointer (&self);
}

/**
 * td_rule_set_free:
 * @self: (nullable) (transfer full): the tables
 */
void
td_rule_set_free (TdRuleSet *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->documents);
  g_hash_table_unref (self->lists);
  g_hash_table_unref (self->sets);
  g_hash_table_unref (self->compounds);
  g_hash_table_unref (self->by_fold);
  g_hash_table_unref (self->by_sound);
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->slips);
  g_ptr_array_unref (self->confused);
  g_ptr_array_unref (self->ended);
  g_ptr_array_unref (self->variants);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->subjects);
  g_ptr_array_unref (self->scopes);
  g_free (self);
}

/**
 * td_rule_set_find_document:
 * @self: the tables
 * @key: number and symbol, "61/2018/NĐ-CP"
 *
 * Returns: (nullable): what is known of that document
 */
const TdRuleDocument *
td_rule_set_find_document (const TdRuleSet *self, const char *key)
{
  g_autofree char *folded = td_text_fold_keep_marks (key);

  return g_hash_table_lookup (self->documents, folded);
}

/**
 * td_rule_set_is_listed:
 * @self: the tables
 * @list: name of a list of words
 * @word: a word; case does not count, diacritics do
 *
 * Returns: whether @word stands in the list
 */
gboolean
td_rule_set_is_listed (const TdRuleSet *self, const char *list, const char *word)
{
  GHashTable *set = g_hash_table_lookup (self->sets, list);
  g_autofree char *folded = td_text_fold_keep_marks (word);

  return set != NULL && g_hash_table_contains (set, folded);
}

/**
 * td_rule_set_list:
 * @self: the tables
 * @list: name of a list of words
 *
 * Returns: (element-type utf8): the words
 */
const GPtrArray *
td_rule_set_list (const TdRuleSet *self, const char *list)
{
  return g_hash_table_lookup (self->lists, list);
}

/**
 * td_rule_set_right_compound:
 * @self: the tables
 * @kept: two words, folded with marks
 *
 * Returns: (nullable): the one compound word that is written with these letters but for diacritics,
 *   or sounds like them
 */
const char *
td_rule_set_right_compound (const TdRuleSet *self, const char *kept)
{
  g_autofree char *folded = td_text_fold (kept);
  g_autofree char *sound = td_word_sound_key (kept);
  const char *right = g_hash_table_lookup (self->by_fold, folded);

  /* A word without any diacritic may be foreign, and is right as a compound or not at all. */
  if (g_str_equal (kept, folded) || g_hash_table_contains (self->compounds, kept))
    return NULL;
  if (right == NULL)
    right = g_hash_table_lookup (self->by_sound, sound);

  return right != NULL && *right != '\0' ? right : NULL;
}

/**
 * td_rule_set_is_compound:
 * @self: the tables
 * @words: two words, folded with marks
 *
 * Returns: whether they are a compound word of administrative prose
 */
gboolean
td_rule_set_is_compound (const TdRuleSet *self, const char *words)
{
  return g_hash_table_contains (self->compounds, words);
}

/* The tables of phrases, in the order of their files. (element-type TdRulePhrase) */
const GPtrArray *
td_rule_set_confused (const TdRuleSet *self)
{
  return self->confused;
}

const GPtrArray *
td_rule_set_ended_units (const TdRuleSet *self)
{
  return self->ended;
}

const GPtrArray *
td_rule_set_variants (const TdRuleSet *self)
{
  return self->variants;
}

const GPtrArray *
td_rule_set_names (const TdRuleSet *self)
{
  return self->names;
}

/* (element-type TdRuleSubject) */
const GPtrArray *
td_rule_set_subjects (const TdRuleSet *self)
{
  return self->subjects;
}

/* (element-type GRegex) */
const GPtrArray *
td_rule_set_scopes (const TdRuleSet *self)
{
  return self->scopes;
}

/**
 * td_rule_set_type_names:
 * @self: the tables
 * @code: abbreviation of a kind of document, "NĐ"
 *
 * Returns: (nullable) (element-type utf8): the kinds it stands for
 */
const GPtrArray *
td_rule_set_type_names (const TdRuleSet *self, const char *code)
{
  return g_hash_table_lookup (self->codes, code);
}

/**
 * td_rule_set_right_code:
 * @self: the tables
 * @code: a group of letters of a symbol, "HDNĐ"
 *
 * Returns: (nullable): what is meant where @code is a known slip
 */
const char *
td_rule_set_right_code (const TdRuleSet *self, const char *code)
{
  return g_hash_table_lookup (self->slips, code);
}
