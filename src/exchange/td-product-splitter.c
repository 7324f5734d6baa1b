/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-product-splitter.h"

#include <string.h>

#include "td-pattern.h"
#include "td-plan-label.h"
#include "td-plan-line.h"
#include "td-text.h"

/* A dash inside a line that begins a new product: only where the cell is a list of dashes, and
 * before a capital letter ("- Kế hoạch ... - Báo cáo ..."). Behind a figure the letter begins a
 * word, no symbol ("số 09 - NQ/TW"). */
TD_PATTERN_EXACT (inline_dash_pattern,
                  "(?<=[^\\s\\d])\\s*[.;,]?\\s+[-–—+•]\\s*(?=\\p{Lu})|"
                  "(?<=\\d)[.;,]?\\s+[-–—+•]\\s*(?=\\p{Lu}\\p{Ll})")

static void
add_product (GPtrArray *products, const char *text)
{
  g_autofree char *clean = td_text_clean (text, -1);
  g_auto (TdPlanLabel) label = { 0 };
  const char *start = clean;

  if (td_plan_label_parse (clean, &label) && label.style >= TD_LABEL_ARABIC)
    start += label.length;

  g_autofree char *product = g_strdup (start);
  td_plan_text_trim_end (product, ";,.:");
  if (*product != '\0')
    g_ptr_array_add (products, g_steal_pointer (&product));
}

/* A line that cannot begin a product: the cell was broken inside a phrase. */
static gboolean
goes_on (const char *before, const char *line)
{
  gunichar first = g_utf8_get_char (line);

  if (before == NULL || td_plan_text_ends_with (before, ";."))
    return FALSE;

  g_auto (TdPlanLabel) label = { 0 };
  return !td_plan_label_parse (line, &label) &&
         (g_unichar_islower (first) || first == ')' || first == '(' || first == ',' ||
          td_plan_text_ends_with (before, ",/-("));
}

static gboolean
is_dash_list (const char *text)
{
  g_auto (TdPlanLabel) label = { 0 };

  return td_plan_label_parse (text, &label) && label.style >= TD_LABEL_DASH;
}

static void
split_line (const char *line, gboolean dashes, GPtrArray *products)
{
  const char *start = line;
  int depth = 0;

  for (const char *p = line;; p++)
    {
      depth += *p == '(' ? 1 : *p == ')' && depth > 0 ? -1 : 0;
      if (*p != '\0' && (*p != ';' || depth > 0))
        continue;

      g_autofree char *part = g_strndup (start, p - start);
      g_auto (GStrv) pieces = NULL;
      if (dashes)
        pieces = g_regex_split (inline_dash_pattern (), part, 0);
      for (guint i = 0; pieces != NULL && pieces[i] != NULL; i++)
        add_product (products, pieces[i]);
      if (pieces == NULL)
        add_product (products, part);
      if (*p == '\0')
        break;
      start = p + 1;
    }
}

/**
 * td_product_splitter_split:
 * @text: (nullable): a cell that lists products
 *
 * Products are set apart by line ends and semicolons, and by dashes where the cell is a list of
 * dashes written in one line; not by commas.
 *
 * Returns: (transfer full) (element-type utf8): the products as printed, without list marks
 */
GPtrArray *
td_product_splitter_split (const char *text)
{
  GPtrArray *products = g_ptr_array_new_with_free_func (g_free);

  if (text == NULL)
    return products;

  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *pending = NULL;
  gboolean dashes = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = td_text_clean (lines[i], -1);
      if (*line == '\0')
        continue;

      if (goes_on (pending, line))
        {
          g_autofree char *before = g_steal_pointer (&pending);
          pending = g_strconcat (before, " ", line, NULL);
          continue;
        }
      if (pending != NULL)
        split_line (pending, dashes, products);
      g_free (pending);
      dashes = is_dash_list (line);
      pending = g_steal_pointer (&line);
    }
  if (pending != NULL)
    split_line (pending, dashes, products);

  return products;
}
