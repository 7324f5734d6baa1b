/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"
#include "td-text.h"

#define MAX_BYTES (16 * 1024 * 1024)
#define MAX_LINES 200000
#define MAX_COLUMNS 32
#define TABLE_ROWS 3 /* so many lines with the same number of cells make a table */

static char *
decode (const char *data, gsize size)
{
  const guchar *u = (const guchar *) data;

  if (size >= 2 && ((u[0] == 0xff && u[1] == 0xfe) || (u[0] == 0xfe && u[1] == 0xff)))
    return g_convert (data + 2, (size - 2) & ~(gsize) 1, "UTF-8",
                      u[0] == 0xff ? "UTF-16LE" : "UTF-16BE", NULL, NULL, NULL);
  if (size >= 3 && u[0] == 0xef && u[1] == 0xbb && u[2] == 0xbf)
    {
      data += 3;
      size -= 3;
    }
  if (!g_utf8_validate (data, size, NULL))
    return NULL;

  return g_strndup (data, size);
}

/* Control characters do not stand in text; U+FEFF and U+FFFE only at its start. */
static gboolean
looks_binary (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if ((guchar) *p < 0x20 && strchr ("\n\r\t\f\v", *p) == NULL)
      return TRUE;

  return FALSE;
}

static char *
load_text (GBytes *bytes, const char *name, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = NULL;

  if (size > MAX_BYTES)
    {
      td_error_set_at (error, TD_ERROR_TOO_LARGE, name, NULL,
                       _ ("The text is too long (more than %d MB)."), MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  if (size == 0)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL, _ ("The file is empty."));
      return NULL;
    }

  text = memchr (data, 0, size) != NULL && size >= 2 && (guchar) data[0] < 0xfe
             ? NULL
             : decode (data, size);
  if (text == NULL || looks_binary (text))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL,
                       _ ("The file is not text in Unicode (UTF-8 or UTF-16). Open it in the "
                          "program that wrote it and save it as Unicode text."));
      return NULL;
    }

  return td_text_nfc (text, -1);
}

/* CR LF and CR become LF. */
static void
unify_line_ends (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    if (*from == '\r')
      *to++ = '\n', from += from[1] == '\n';
    else
      *to++ = *from;
  *to = '\0';
}

static gboolean
starts_with_mark (const char *line)
{
  static const char *const bullets[] = { "-", "+", "*", "•", "–", "·" };
  gsize n;

  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (g_str_has_prefix (line, bullets[i]) && strlen (line) > strlen (bullets[i]))
      return TRUE;
  if (*line == '(')
    line++;
  n = strspn (line, "0123456789.");
  if (n == 0)
    n = strspn (line, "IVX");
  if (n > 0 && n <= 8 && (line[n] == ')' || (line[n] == '.' && line[n + 1] == ' ')))
    return TRUE;
  if (n > 1 && n <= 8 && line[n] == ' ' && memchr (line, '.', n) != NULL)
    return TRUE;

  return g_unichar_isalpha (g_utf8_get_char (line)) && *g_utf8_next_char (line) == ')';
}

static char **
split_cells (const char *line, char separator)
{
  g_autofree char *copy = g_strstrip (g_strdup (line));
  const char text[] = { separator, '\0' };
  char *start = copy;
  gsize length;

  if (separator == '\t')
    return g_strsplit (line, text, MAX_COLUMNS + 1);

  if (*start == '|')
    start++;
  length = strlen (start);
  if (length > 0 && start[length - 1] == '|')
    start[length - 1] = '\0';

  return g_strsplit (start, text, MAX_COLUMNS + 1);
}

static guint
count_cells (const char *line, char separator)
{
  g_auto (GStrv) cells = NULL;

  if (strchr (line, separator) == NULL)
    return 1;
  cells = split_cells (line, separator);

  return g_strv_length (cells);
}

/* The line between head and body of a table typed with bars: "|---|---|". */
static gboolean
is_rule (const char *line)
{
  return strchr (line, '|') != NULL && strspn (line, "|-: \t+") == strlen (line);
}

/* How many lines from @start on are rows of a table of the same width. */
static guint
count_rows (char **lines, guint start, char separator)
{
  guint n = 0, cells = count_cells (lines[start], separator);

  if (cells < 2 || cells > MAX_COLUMNS)
    return 0;
  while (lines[start + n] != NULL && count_cells (lines[start + n], separator) == cells)
    n++;

  return n >= TABLE_ROWS ? n : 0;
}

static void
add_cell (TdSourceTableRow *row, guint column, const char *text)
{
  TdSourceCell *cell = td_source_cell_new ();
  g_autofree char *clean = td_text_clean (text, -1);

  cell->column = column;
  if (!td_text_is_blank (clean))
    {
      TdSourceParagraph *paragraph = td_source_paragraph_new ();

      g_free (paragraph->text);
      paragraph->text = g_steal_pointer (&clean);
      g_ptr_array_add (cell->paragraphs, paragraph);
    }
  g_ptr_array_add (row->cells, cell);
}

static void
add_table (TdSourceDocument *document, char **lines, guint start, guint count, char separator)
{
  TdSourceTable *table = td_source_table_new ();

  table->bordered = TRUE;
  table->n_columns = count_cells (lines[start], separator);
  table->widths = g_new0 (double, table->n_columns);
  for (guint i = start; i < start + count; i++)
    {
      g_auto (GStrv) cells = NULL;
      TdSourceTableRow *row;

      if (is_rule (lines[i]))
        continue;
      cells = split_cells (lines[i], separator);
      row = td_source_table_row_new ();
      for (guint j = 0; j < table->n_columns; j++)
        add_cell (row, j, cells[j]);
      g_ptr_array_add (table->rows, row);
    }
  td_source_document_add_table (document, table);
}

/* Where lines were wrapped by hand or by a mail program: the greatest length of a line, when many
 * lines are nearly as long. 0: each line is a paragraph. */
static glong
wrap_width (char **lines)
{
  glong width = 0;
  guint n = 0, near = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    width = MAX (width, g_utf8_strlen (lines[i], -1));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      glong length = g_utf8_strlen (lines[i], -1);

      n += length > 0;
      near += length > width - 14;
    }

  return width >= 40 && width <= 132 && near >= 3 && near * 5 >= n ? width : 0;
}

/* A line goes on when the first word of the next would not have stood in it. */
static gboolean
goes_on (const char *line, const char *next, glong width)
{
  gsize word = strcspn (next, " \t");

  if (width == 0 || *next == '\0' || starts_with_mark (next))
    return FALSE;

  return g_utf8_strlen (line, -1) + 1 + g_utf8_strlen (next, word) > width;
}

static guint
add_paragraph (TdSourceDocument *document, char **lines, guint start, glong width)
{
  TdSourceParagraph *paragraph = td_source_paragraph_new ();
  g_autoptr (GString) text = g_string_new (lines[start]);
  guint last = start;

  while (lines[last + 1] != NULL && goes_on (lines[last], lines[last + 1], width))
    {
      last++;
      g_string_append_c (text, ' ');
      g_string_append (text, lines[last]);
    }
  g_free (paragraph->text);
  paragraph->text = td_text_clean (text->str, text->len);
  td_source_document_add_paragraph (document, paragraph);

  return last;
}

/**
 * td_text_read:
 * @bytes: the text: UTF-8 or UTF-16 with a byte order mark
 * @name: (nullable): file name for messages
 * @error: #TD_ERROR: %TD_ERROR_BAD_INPUT when it is no Unicode text, %TD_ERROR_TOO_LARGE past 16 MB
 * or 200 000 lines
 *
 * Reads text as it is pasted from a mail or a document: hard-wrapped lines are joined, three lines
 * or more with the same number of tabs or bars are a table.
 *
 * Returns: (transfer full): the document
 */
TdSourceDocument *
td_text_read (GBytes *bytes, const char *name, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  TdSourceDocument *document;
  glong width;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = load_text (bytes, name, error);
  if (text == NULL)
    return NULL;

  g_strdelimit (text, "\v\f", '\n');
  unify_line_ends (text);
  lines = g_strsplit (text, "\n", MAX_LINES + 2);
  if (g_strv_length (lines) > MAX_LINES)
    {
      td_error_set_at (error, TD_ERROR_TOO_LARGE, name, NULL, _ ("The text has too many lines."));
      return NULL;
    }

  document = td_source_document_new (name, "txt");
  for (guint i = 0; lines[i] != NULL; i++)
    if (strchr (lines[i], '\t') == NULL)
      g_strstrip (lines[i]);
  width = wrap_width (lines);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint tabs = count_rows (lines, i, '\t');
      guint bars = tabs > 0 ? 0 : count_rows (lines, i, '|');

      if (tabs + bars > 0)
        {
          add_table (document, lines, i, tabs + bars, tabs > 0 ? '\t' : '|');
          i += tabs + bars - 1;
        }
      else if (!td_text_is_blank (lines[i]))
        i = add_paragraph (document, lines, i, width);
    }

  return document;
}
