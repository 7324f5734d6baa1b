/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-pattern.h"
#include "td-text.h"

/* RULE nd30-I-II.3: number / KIND-AGENCY without spaces, "610/KH-SGDĐT", "107/2021/NĐ-CP".
 * RULE 36-HD/VPTW: documents of the Party, number-KIND/COMMITTEE, "18-NQ/TW". */

TD_PATTERN (spaces, "\\s(?=[/–—-])|(?<=[/–—-])\\s")

/* A symbol taken apart: "11/2017/QĐ/UBND" is 11, 2017, QĐ, UBND with '/', '/', '/' between. */
typedef struct
{
  GPtrArray *parts;
  GString *marks; /* the separator behind each part but the last */
} Symbol;

static void
symbol_init (Symbol *symbol, const char *number)
{
  GString *part = g_string_new (NULL);

  symbol->parts = g_ptr_array_new_with_free_func (g_free);
  symbol->marks = g_string_new (NULL);
  for (const char *p = number; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '/' || c == '-' || (c == ' ' && part->len > 0))
        {
          g_ptr_array_add (symbol->parts, g_strdup (part->str));
          g_string_append_c (symbol->marks, (char) c);
          g_string_truncate (part, 0);
        }
      else if (c != ' ')
        g_string_append_unichar (part, c);
    }
  g_ptr_array_add (symbol->parts, g_string_free (part, FALSE));
}

static void
symbol_clear (Symbol *symbol)
{
  g_ptr_array_unref (symbol->parts);
  g_string_free (symbol->marks, TRUE);
}

static const char *
part_at (const Symbol *symbol, guint n)
{
  return n < symbol->parts->len ? g_ptr_array_index (symbol->parts, n) : NULL;
}

static gboolean
is_year (const char *part)
{
  return part != NULL && strlen (part) == 4 && strspn (part, "0123456789") == 4;
}

/* Index of the first group of letters */
static guint
kind_index (const Symbol *symbol)
{
  return is_year (part_at (symbol, 1)) ? 2 : 1;
}

static char *
join (const Symbol *symbol, const char *marks)
{
  GString *joined = g_string_new (part_at (symbol, 0));

  for (guint i = 1; i < symbol->parts->len; i++)
    {
      g_string_append_c (joined, marks[i - 1]);
      g_string_append (joined, part_at (symbol, i));
    }

  return g_string_free (joined, FALSE);
}

typedef struct
{
  TdCheck *check;
  const TdCheckText *text;
  const TdDocumentReference *reference;
  gsize start; /* bytes of the number in the text */
  gsize end;
} Place;

static void
report (const Place *place, const char *rule, const char *message, const char *right)
{
  TdFinding *finding = td_check_add_at (place->check, rule, TD_SEVERITY_ERROR, place->text,
                                        place->start, place->end, "%s", message);

  if (right != NULL)
    td_finding_set_fix (finding, right);
}

/* Where the number as printed stands in the text; spaces may stand in it. */
static gboolean
find_number (Place *place)
{
  const char *text = place->text->text;
  const char *p = g_utf8_offset_to_pointer (text, place->reference->start);
  const char *end =
      g_utf8_offset_to_pointer (text, place->reference->start + place->reference->length);
  const char *number = place->reference->number;
  const char *from;

  while (p < end && !g_ascii_isdigit (*p))
    p = g_utf8_next_char (p);
  from = p;
  while (p < end && *number != '\0')
    {
      gunichar c = g_utf8_get_char (p), want = g_utf8_get_char (number);
      gboolean dash =
          want == '-' && (c == 0x2013 || c == 0x2014 || c == 0x2010 || c == 0x2011 || c == 0x2212);

      if (c == want || dash)
        number = g_utf8_next_char (number);
      else if (!g_unichar_isspace (c))
        return FALSE;
      p = g_utf8_next_char (p);
    }
  place->start = (gsize) (from - text);
  place->end = (gsize) (p - text);

  return *number == '\0' && place->end > place->start;
}

static void
check_spaces (const Place *place)
{
  g_autofree char *printed =
      g_strndup (place->text->text + place->start, place->end - place->start);
  g_autofree char *right = NULL;

  if (!td_pattern_matches (spaces (), printed) || strchr (place->reference->number, ' ') != NULL)
    return;
  right = g_strdup_printf (_ ("There are no spaces in a number and symbol: “%s”."),
                           place->reference->number);
  report (place, "symbol-space", right, place->reference->number);
}

static gboolean
names_kind (const GPtrArray *names, const char *type)
{
  for (guint i = 0; i < names->len; i++)
    {
      if (td_text_equal_folded (g_ptr_array_index ((GPtrArray *) names, i), type))
        return TRUE;
    }

  return FALSE;
}

/* "Nghị quyết số 117/NĐ-CP" */
static void
check_kind (const Place *place, const Symbol *symbol)
{
  const TdRuleSet *rules = place->check->rules;
  const char *code = part_at (symbol, kind_index (symbol));
  const char *type = place->reference->doc_type;
  const GPtrArray *names = code != NULL ? td_rule_set_type_names (rules, code) : NULL;
  g_autofree char *message = NULL;

  if (code == NULL || type == NULL || td_rule_set_is_listed (rules, "any", type))
    return;
  if (g_str_has_prefix (code, "QH") || g_str_has_prefix (code, "UBTVQH"))
    return;
  if (names != NULL && !names_kind (names, type))
    {
      message =
          g_strdup_printf (_ ("The document is called “%s”, its symbol %s stands for “%s”."), type,
                           code, (const char *) g_ptr_array_index ((GPtrArray *) names, 0));
      report (place, "symbol-kind", message, NULL);
    }
  else if (names == NULL && td_rule_set_right_code (rules, code) == NULL &&
           !td_rule_set_is_listed (rules, "letters", type) &&
           symbol->parts->len > kind_index (symbol) + 1 &&
           td_rule_set_is_listed (rules, "state_issuers", code))
    {
      message = g_strdup_printf (
          _ ("The symbol of a “%s” begins with its kind; %s is the symbol of an official "
             "letter."),
          type, place->reference->number);
      report (place, "symbol-kind", message, NULL);
    }
}

/* Which separators the symbol should have; NULL when nothing is sure. */
static char *
right_marks (const Place *place, const Symbol *symbol)
{
  const TdRuleSet *rules = place->check->rules;
  guint kind = kind_index (symbol), n = symbol->parts->len;
  const char *issuer = part_at (symbol, kind + 1);
  GString *marks;

  if (issuer == NULL || td_rule_set_type_names (rules, part_at (symbol, kind)) == NULL ||
      n > kind + 3)
    return NULL;
  marks = g_string_new (NULL);
  if (td_rule_set_is_listed (rules, "party_issuers", issuer))
    g_string_append (marks, kind == 2 ? "/-/" : "-/");
  else
    g_string_append (marks, kind == 2 ? "//-" : "/-");
  while (marks->len + 1 < n)
    g_string_append_c (marks, '-');

  return g_string_free (marks, FALSE);
}

static void
check_marks (const Place *place, const Symbol *symbol)
{
  g_autofree char *marks = right_marks (place, symbol);
  g_autofree char *right = NULL;
  g_autofree char *message = NULL;

  if (marks == NULL || g_str_equal (marks, symbol->marks->str))
    return;
  right = join (symbol, marks);
  message = g_strdup_printf (_ ("The symbol is written “%s”."), right);
  report (place, "symbol-form", message, right);
}

/* A group of letters that is nearly a known one: Đ typed as D, letters exchanged. */
static const char *
right_part (const Place *place, const char *part)
{
  const TdRuleSet *rules = place->check->rules;
  const GPtrArray *parts = td_rule_set_list (rules, "parts");
  const char *slip = td_rule_set_right_code (rules, part);
  g_autofree char *folded = td_text_fold (part);

  if (slip != NULL || part[strspn (part, "0123456789")] == '\0')
    return slip;
  for (guint i = 0; i < parts->len; i++)
    {
      const char *known = g_ptr_array_index ((GPtrArray *) parts, i);
      g_autofree char *known_folded = td_text_fold (known);

      if (g_str_equal (part, known))
        return NULL;
      if (g_str_equal (folded, known_folded))
        return known;
    }

  return NULL;
}

static gboolean
check_parts (const Place *place, Symbol *symbol)
{
  gboolean wrong = FALSE;

  for (guint i = 1; i < symbol->parts->len; i++)
    {
      const char *part = part_at (symbol, i);
      const char *right = td_rule_set_type_names (place->check->rules, part) == NULL
                              ? right_part (place, part)
                              : NULL;

      if (right == NULL)
        continue;
      wrong = TRUE;
      g_free (symbol->parts->pdata[i]);
      symbol->parts->pdata[i] = g_strdup (right);
    }
  if (wrong)
    {
      g_autofree char *marks = right_marks (place, symbol);
      g_autofree char *right = join (symbol, marks != NULL ? marks : symbol->marks->str);
      g_autofree char *message = g_strdup_printf (_ ("The symbol is written “%s”."), right);

      report (place, "symbol-letters", message, right);
    }

  return wrong;
}

static void
check_reference (TdCheck *check, const TdCheckText *text, const TdDocumentReference *reference)
{
  Place place = { check, text, reference, 0, 0 };
  Symbol symbol;

  if (reference->number == NULL || strpbrk (reference->number, "/-") == NULL ||
      !find_number (&place))
    return;
  symbol_init (&symbol, reference->number);
  if (symbol.parts->len > kind_index (&symbol))
    {
      check_kind (&place, &symbol);
      if (!check_parts (&place, &symbol))
        {
          check_marks (&place, &symbol);
          check_spaces (&place);
        }
    }
  symbol_clear (&symbol);
}

/**
 * td_check_symbols:
 * @check: a check
 *
 * The form of numbers and symbols of cited documents, and whether they fit the kind of document.
 */
void
td_check_symbols (TdCheck *check)
{
  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      for (guint r = 0; r < text->references->len; r++)
        check_reference (check, text, g_ptr_array_index (text->references, r));
    }
}
