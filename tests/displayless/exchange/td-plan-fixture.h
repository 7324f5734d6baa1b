/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdlib.h>
#include <string.h>

#include "td-import.h"

/* Documents for tests, written as lines:
 *
 *   "= text"       centred and bold        "~ text"   centred
 *   "* text"       bold                    "# text"   heading style of level 1, "## text" of level
 * 2 "• text"       item of an automatic list of bullets
 *   "@1.@ text"    automatic number        "text"     justified paragraph
 *   "{" "}"        a layout table          "[" "]"    a table with borders
 *   "|a|b|c"       its row; in a cell "\n" parts paragraphs, "<3>" before the text spans three
 *                  columns, "<^2>" two rows, "<*>" is bold, "<v>" goes on from above; "\\" is a
 * soft break; "\f" is an empty line with a page break */

static inline TdSourceParagraph *
td_fixture_paragraph (const char *text)
{
  TdSourceParagraph *paragraph = td_source_paragraph_new ();

  g_free (paragraph->text);
  paragraph->text = g_strdup (text);
  paragraph->align = TD_SOURCE_ALIGN_JUSTIFY;
  paragraph->list_level = -1;

  return paragraph;
}

static inline TdSourceParagraph *
td_fixture_line (const char *line)
{
  const char *text = line;
  gboolean centred = *line == '=' || *line == '~';
  gboolean bold = *line == '=' || *line == '*';
  int heading = 0;
  g_autofree char *label = NULL;

  if (centred || bold)
    text += 2;
  for (; *text == '#'; text++)
    heading++;
  text += heading > 0;
  if (g_str_has_prefix (text, "• "))
    {
      label = g_strdup ("•");
      text += strlen ("• ");
    }
  else if (*text == '@')
    {
      const char *end = strchr (text + 1, '@');
      label = g_strndup (text + 1, end - text - 1);
      text = end + 2;
    }

  gboolean breaks = *text == '\f';
  TdSourceParagraph *paragraph = td_fixture_paragraph (text + breaks);
  paragraph->page_break_before = breaks;
  if (centred)
    paragraph->align = TD_SOURCE_ALIGN_CENTER;
  paragraph->bold = bold || heading > 0;
  paragraph->heading_level = heading;
  if (label != NULL)
    {
      paragraph->label_format = g_strdup (g_str_equal (label, "•") ? "bullet" : "decimal");
      paragraph->label = g_steal_pointer (&label);
      paragraph->list_level = 0;
    }

  return paragraph;
}

static inline TdSourceCell *
td_fixture_cell (const char *text, guint column)
{
  TdSourceCell *cell = td_source_cell_new ();
  gboolean bold = FALSE;

  cell->column = column;
  cell->column_span = 1;
  cell->row_span = 1;
  while (*text == '<')
    {
      if (text[1] == '*')
        bold = TRUE;
      else if (text[1] == '^')
        cell->row_span = atoi (text + 2);
      else
        cell->column_span = atoi (text + 1);
      text = strchr (text, '>') + 1;
    }

  g_auto (GStrv) parts = g_strsplit (text, "\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      TdSourceParagraph *paragraph = td_fixture_paragraph (g_strdelimit (parts[i], "\\", '\n'));
      paragraph->bold = bold;
      g_ptr_array_add (cell->paragraphs, paragraph);
    }

  return cell;
}

static inline void
td_fixture_row (TdSourceTable *table, const char *line)
{
  TdSourceTableRow *row = td_source_table_row_new ();
  g_auto (GStrv) cells = g_strsplit (line + 1, "|", -1);
  guint column = 0;

  for (guint i = 0; cells[i] != NULL; i++)
    {
      if (g_str_equal (cells[i], "<v>"))
        { /* merged with the cell above */
          column++;
          continue;
        }
      TdSourceCell *cell = td_fixture_cell (cells[i], column);
      column += cell->column_span;
      g_ptr_array_add (row->cells, cell);
    }
  table->n_columns = MAX (table->n_columns, column);
  g_ptr_array_add (table->rows, row);
}

static inline TdSourceDocument *
td_fixture_document (const char *const *lines)
{
  TdSourceDocument *document = td_source_document_new ("fixture", "docx");
  TdSourceTable *table = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];

      if (g_str_equal (line, "{") || g_str_equal (line, "["))
        {
          table = td_source_table_new ();
          table->bordered = *line == '[';
        }
      else if (g_str_equal (line, "}") || g_str_equal (line, "]"))
        {
          td_source_document_add_table (document, table);
          table = NULL;
        }
      else if (table != NULL)
        td_fixture_row (table, line);
      else
        td_source_document_add_paragraph (document, td_fixture_line (line));
    }

  return document;
}

static inline TdPlanData *
td_fixture_plan (const char *const *lines)
{
  g_autoptr (TdSourceDocument) document = td_fixture_document (lines);
  g_autoptr (GError) error = NULL;
  TdPlanData *data = td_plan_reader_read (document, NULL, &error);

  g_assert_no_error (error);

  return data;
}
