/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-words.h"

#include <string.h>

#include "td-text.h"

/* The mark before a line of a cell; "" for none */
static const char *
mark_of (const char *line)
{
  static const char *const marks[] = { "- ", "+ ", "• ", "– " };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (g_str_has_prefix (line, marks[i]))
        return marks[i];
    }

  return "";
}

static void
append_line (GString *lines, const char *text)
{
  g_autofree char *line = g_strstrip (g_strdup (text + strlen (mark_of (text))));

  if (*line != '\0')
    g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
}

/**
 * td_task_words_products_to_lines:
 * @value: (nullable): the cell as printed
 * @row: not used
 * @user_data: not used
 *
 * Returns: (nullable) (transfer full): one product a line, without marks
 */
char *
td_task_words_products_to_lines (const char *value, gconstpointer row, gpointer user_data)
{
  g_auto (GStrv) parts = NULL;
  GString *lines;

  if (value == NULL)
    return NULL;
  parts = g_strsplit (value, strchr (value, '\n') != NULL ? "\n" : ";", -1);
  lines = g_string_new (NULL);
  for (guint i = 0; parts[i] != NULL; i++)
    append_line (lines, g_strstrip (parts[i]));

  return g_string_free (lines, FALSE);
}

/**
 * td_task_words_lines_to_products:
 * @lines: (nullable): one product a line
 * @row: the task, whose cell shows how this plan writes several products
 * @user_data: not used
 *
 * Returns: (nullable) (transfer full): the cell as printed: one product plainly, several as the
 * cell had them, else as dashed lines
 */
char *
td_task_words_lines_to_products (const char *lines, gconstpointer row, gpointer user_data)
{
  const char *before = ((const TdTaskRow *) row)->product_text;
  gboolean in_line =
      before != NULL && strchr (before, '\n') == NULL && strchr (before, ';') != NULL;
  const char *mark = before != NULL && strchr (before, '\n') != NULL ? mark_of (before) : "- ";
  g_auto (GStrv) parts = g_strsplit (lines != NULL ? lines : "", "\n", -1);
  g_autoptr (GPtrArray) products = g_ptr_array_new ();
  GString *text;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (!td_text_is_blank (parts[i]))
        g_ptr_array_add (products, g_strstrip (parts[i]));
    }
  if (products->len == 0)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < products->len; i++)
    g_string_append_printf (text, "%s%s%s",
                            i == 0    ? ""
                            : in_line ? "; "
                                      : "\n",
                            products->len > 1 && !in_line ? mark : "",
                            (char *) g_ptr_array_index (products, i));

  return g_string_free (text, FALSE);
}

char *
td_task_words_show_number (const char *value, gconstpointer row, gpointer user_data)
{
  return g_strdup (value != NULL ? value : ((const TdTaskRow *) row)->number);
}

/* "7." -> "7": the number that others refer to */
char *
td_task_words_plain_number (const char *value, gconstpointer row, gpointer user_data)
{
  char *number = value != NULL ? g_strstrip (g_strdup (value)) : NULL;

  if (number != NULL && g_str_has_suffix (number, "."))
    number[strlen (number) - 1] = '\0';

  return number;
}
