/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-date.h"
#include "td-pattern.h"
#include "td-text.h"

TD_PATTERN (joined_with_next, "^[\\s,;]*(?:và|,|;)?\\s*$")
TD_PATTERN (own_document, "^\\s*(?:này|nêu trên|trên)")

/* A citation with the text it stands in. */
typedef struct
{
  const TdCheckText *text;
  const TdDocumentReference *reference;
  const TdDocumentReference *next; /* (nullable): the citation behind it in the same text */
  gsize start;                     /* bytes */
  gsize end;
  char *key; /* number and symbol, comparable: "59/2019/nđ-cp" */
} Citation;

static void
citation_free (Citation *citation)
{
  g_free (citation->key);
  g_free (citation);
}

/* The number without what differs in writing: one kind of separator. */
static char *
number_key (const char *number)
{
  g_autofree char *folded = td_text_fold_keep_marks (number);
  GString *key = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (key, c);
      else if (key->len > 0 && key->str[key->len - 1] != '/')
        g_string_append_c (key, '/');
    }
  /* A note's mark glued to the letters: "143/2020/NĐ-CP1" */
  if (strstr (key->str, "/qh") == NULL && strstr (key->str, "ubtvqh") == NULL &&
      strrchr (key->str, '/') != NULL)
    {
      const char *tail = strrchr (key->str, '/') + 1;

      while (!g_ascii_isdigit (*tail) && key->len > 2 && g_ascii_isdigit (key->str[key->len - 1]))
        g_string_truncate (key, key->len - 1);
    }
  /* "09/2019" and "9/2019" are one number */
  while (key->len > 1 && key->str[0] == '0' && g_ascii_isdigit (key->str[1]))
    g_string_erase (key, 0, 1);

  return g_string_free (key, FALSE);
}

static GPtrArray *
collect (TdCheck *check)
{
  GPtrArray *citations = g_ptr_array_new_with_free_func ((GDestroyNotify) citation_free);

  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      if (text->role == TD_TEXT_ANNEX_REFERENCE)
        continue;
      for (guint r = 0; r < text->references->len; r++)
        {
          const TdDocumentReference *reference = g_ptr_array_index (text->references, r);
          Citation *citation;

          if (reference->number == NULL || strpbrk (reference->number, "/-") == NULL)
            continue;
          citation = g_new0 (Citation, 1);
          citation->text = text;
          citation->reference = reference;
          citation->next =
              r + 1 < text->references->len ? g_ptr_array_index (text->references, r + 1) : NULL;
          citation->start =
              (gsize) (g_utf8_offset_to_pointer (text->text, reference->start) - text->text);
          citation->end =
              (gsize) (g_utf8_offset_to_pointer (text->text, reference->start + reference->length) -
                       text->text);
          citation->key = number_key (reference->number);
          g_ptr_array_add (citations, citation);
        }
    }

  return citations;
}

static TdFinding *
report (TdCheck *check,
        const Citation *citation,
        const char *rule,
        TdSeverity severity,
        const char *message)
{
  return td_check_add_at (check, rule, severity, citation->text, citation->start, citation->end,
                          "%s", message);
}

/* The year in the symbol of a normative document, 0: none */
static int
year_in_number (const char *number)
{
  g_auto (GStrv) parts = g_strsplit (number, "/", -1);
  gint64 year = 0;

  for (guint i = 1; parts[i] != NULL; i++)
    {
      if (strlen (parts[i]) == 4 &&
          g_ascii_string_to_signed (parts[i], 10, 1945, 2100, &year, NULL))
        return (int) year;
    }

  return 0;
}

static void
check_own_date (TdCheck *check, const Citation *citation)
{
  const TdDocumentReference *reference = citation->reference;
  int year = year_in_number (reference->number);
  g_autofree char *message = NULL;

  if (reference->date == NULL)
    return;
  if (year > 0 && atoi (reference->date) != year)
    {
      message = g_strdup_printf (_ ("The number says %d, the date says %d."), year,
                                 atoi (reference->date));
      report (check, citation, "citation-year", TD_SEVERITY_ERROR, message);
    }
  else if (check->last_day != NULL && strcmp (reference->date, check->last_day) > 0)
    {
      g_autofree char *day = td_date_display_iso (check->last_day);

      message = g_strdup_printf (_ ("The document is dated after the plan itself (%s)."), day);
      report (check, citation, "citation-future", TD_SEVERITY_ERROR, message);
    }
}

static gboolean
is_unique_number (const char *number)
{
  return year_in_number (number) > 0 || g_str_has_suffix (number, "NQ-CP") ||
         g_str_has_suffix (number, "/TW");
}

/* The known date of the document, where its number is never given again. */
static void
check_known_date (TdCheck *check, const Citation *citation, const TdRuleDocument *known)
{
  const TdDocumentReference *reference = citation->reference;
  g_autofree char *right = NULL;
  g_autofree char *message = NULL;

  if (reference->date == NULL || g_str_equal (reference->date, known->date) ||
      year_in_number (reference->number) == 0)
    return;
  right = td_date_display_iso (known->date);
  message = g_strdup_printf (_ ("%s is dated %s."), reference->number, right);
  report (check, citation, "citation-date-wrong", TD_SEVERITY_ERROR, message);
}

static void
check_in_force (TdCheck *check, const Citation *citation, const TdRuleDocument *known)
{
  const char *day = check->first_day != NULL ? check->first_day : check->last_day;
  g_autofree char *first_of_year = g_strdup_printf ("%d-01-01", check->year);
  g_autofree char *until = NULL;
  g_autofree char *message = NULL;

  if (check->first_day == NULL && check->year > 0)
    day = first_of_year;
  if (known->until == NULL || day == NULL || strcmp (day, known->until) < 0)
    return;
  /* A basis number of another year ("30/NQ-CP") is another document. */
  if (!is_unique_number (citation->reference->number) && citation->reference->date != NULL &&
      !g_str_equal (citation->reference->date, known->date))
    return;
  until = td_date_display_iso (known->until);
  message = g_strdup_printf (_ ("%s is no longer in force since %s; see %s."),
                             citation->reference->number, until, known->replaced_by);
  report (check, citation, "citation-replaced", TD_SEVERITY_WARNING, message);
}

/* One document with two dates: said once, at the later place. */
static void
check_two_dates (TdCheck *check, GPtrArray *citations)
{
  g_autoptr (GHashTable) dates = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < citations->len; i++)
    {
      const Citation *citation = g_ptr_array_index (citations, i);
      const Citation *first = g_hash_table_lookup (dates, citation->key);
      g_autofree char *one = NULL;
      g_autofree char *other = NULL;
      g_autofree char *message = NULL;

      if (citation->reference->date == NULL)
        continue;
      if (first == NULL)
        {
          g_hash_table_insert (dates, citation->key, (gpointer) citation);
          continue;
        }
      if (g_str_equal (first->reference->date, citation->reference->date) ||
          !g_hash_table_add (told, citation->key))
        continue;
      /* Numbers of provinces begin anew each year. */
      if (year_in_number (citation->reference->number) == 0 &&
          atoi (first->reference->date) != atoi (citation->reference->date) &&
          !is_unique_number (citation->reference->number))
        {
          g_hash_table_remove (told, citation->key);
          continue;
        }
      one = td_date_display_iso (first->reference->date);
      other = td_date_display_iso (citation->reference->date);
      message = g_strdup_printf (_ ("%s is dated %s here and %s at %s."),
                                 citation->reference->number, other, one, first->text->place);
      report (check, citation, "citation-two-dates", TD_SEVERITY_ERROR, message);
    }
}

/* "117/NQ-CP" and "117/NĐ-CP" of the same day are one document. */
static void
check_two_symbols (TdCheck *check, GPtrArray *citations)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < citations->len; i++)
    {
      const Citation *citation = g_ptr_array_index (citations, i);
      const Citation *first;
      g_autofree char *digits = g_strndup (citation->key, strspn (citation->key, "0123456789"));
      g_autofree char *key = NULL;
      g_autofree char *message = NULL;

      if (citation->reference->date == NULL)
        continue;
      key = g_strdup_printf ("%s %s", digits, citation->reference->date);
      first = g_hash_table_lookup (seen, key);
      if (first == NULL)
        g_hash_table_insert (seen, g_steal_pointer (&key), (gpointer) citation);
      else if (!g_str_equal (first->key, citation->key))
        {
          message = g_strdup_printf (_ ("The document of this number and day is called %s at %s."),
                                     first->reference->number, first->text->place);
          report (check, citation, "citation-two-symbols", TD_SEVERITY_ERROR, message);
        }
    }
}

/* "số 18-NQ/TW và số 19-NQ/TW ngày 25/10/2017": the date stands behind the last one. */
static gboolean
shares_date (const Citation *citation)
{
  g_autofree char *between = NULL;
  gsize next;

  if (citation->next == NULL || citation->next->date == NULL)
    return FALSE;
  next = (gsize) (g_utf8_offset_to_pointer (citation->text->text, citation->next->start) -
                  citation->text->text);
  if (next <= citation->end)
    return TRUE;
  between = g_strndup (citation->text->text + citation->end, next - citation->end);

  return td_pattern_matches (joined_with_next (), between);
}

/* RULE nd30-I-II.6: the first citation gives kind, number, symbol, date, issuer; later ones kind,
 * number and symbol alone. It is a habit of a plan rather than a slip: told once for all. */
static void
check_first (TdCheck *check, GPtrArray *citations)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  TdFinding *told = NULL;

  for (guint i = 0; i < citations->len; i++)
    {
      const Citation *citation = g_ptr_array_index (citations, i);
      const TdDocumentReference *reference = citation->reference;
      g_autofree char *after = g_strndup (citation->text->text + citation->end, 30);
      g_autofree char *valid = g_utf8_make_valid (after, -1);
      gboolean law =
          reference->doc_type != NULL && (strstr (reference->doc_type, "uật") != NULL ||
                                          strstr (reference->doc_type, "háp lệnh") != NULL);

      if (citation->text->role == TD_TEXT_FOOTNOTE || !g_hash_table_add (seen, citation->key) ||
          law || td_pattern_matches (own_document (), valid) || reference->date != NULL ||
          shares_date (citation))
        continue;
      if (told != NULL)
        {
          td_finding_gather (told, reference->number, citation->text->place);
          continue;
        }
      told = td_check_add_at (
          check, "citation-first", TD_SEVERITY_HINT, citation->text, citation->start, citation->end,
          _ ("The first citation of a document gives its date of issue and its issuer, too: %s "
             "(%s)"),
          reference->number, citation->text->place);
    }
}

/**
 * td_check_citations:
 * @check: a check
 *
 * Cited documents: dates that differ, are wrong, lie after the plan or in another year than the
 * number; two symbols of one document; what is no longer in force; a first citation without date.
 */
void
td_check_citations (TdCheck *check)
{
  g_autoptr (GPtrArray) citations = collect (check);

  for (guint i = 0; i < citations->len; i++)
    {
      const Citation *citation = g_ptr_array_index (citations, i);
      const TdRuleDocument *known =
          td_rule_set_find_document (check->rules, citation->reference->number);

      check_own_date (check, citation);
      if (known == NULL)
        continue;
      check_known_date (check, citation, known);
      check_in_force (check, citation, known);
    }
  check_two_dates (check, citations);
  check_two_symbols (check, citations);
  check_first (check, citations);
}
