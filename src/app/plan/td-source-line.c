/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-source-line.h"

#include <string.h>

#include "td-text.h"

/* What a text is compared by: its folded letters and digits, nothing between them, so that spaces,
 * marks and line breaks of the file do not matter. */
struct _TdSourceLine
{
  GObject parent_instance;

  const TdSourceParagraph *paragraph; /* NULL for a row */
  const char *note;                   /* label of the note that the paragraph belongs to */
  const TdSourceTable *table;
  const TdSourceTableRow *row;
  char *key;
};

G_DEFINE_FINAL_TYPE (TdSourceLine, td_source_line, G_TYPE_OBJECT)

/* A long text is found by its beginning; a page break may have cut it later on. */
#define LONG_KEY 120
#define SHORT_KEY 32

static void
td_source_line_finalize (GObject *object)
{
  g_free (TD_SOURCE_LINE (object)->key);

  G_OBJECT_CLASS (td_source_line_parent_class)->finalize (object);
}

static void
td_source_line_class_init (TdSourceLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_source_line_finalize;
}

static void
td_source_line_init (TdSourceLine *self)
{
}

/**
 * td_source_line_make_key:
 * @text: any text
 *
 * Returns: (transfer full): what it is compared by
 */
char *
td_source_line_make_key (const char *text)
{
  g_autofree char *folded = td_text_fold (text);
  GString *key = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (key, c);
    }

  return g_string_free (key, FALSE);
}

/**
 * td_source_line_get_table:
 * @self: a line
 *
 * Returns: (nullable): the table it is a row of
 */
const TdSourceTable *
td_source_line_get_table (TdSourceLine *self)
{
  return self->table;
}

/**
 * td_source_line_get_row:
 * @self: a line
 *
 * Returns: (nullable): the row; %NULL for a paragraph
 */
const TdSourceTableRow *
td_source_line_get_row (TdSourceLine *self)
{
  return self->row;
}

/**
 * td_source_line_get_paragraph:
 * @self: a line
 *
 * Returns: (nullable): the paragraph; %NULL for a row
 */
const TdSourceParagraph *
td_source_line_get_paragraph (TdSourceLine *self)
{
  return self->paragraph;
}

static char *
paragraph_text (const TdSourceLine *self)
{
  const char *label = self->paragraph->label;
  g_autofree char *note = self->note != NULL ? g_strdup_printf ("(%s) ", self->note) : NULL;

  return g_strconcat (note != NULL ? note : "", label != NULL ? label : "",
                      label != NULL ? " " : "", self->paragraph->text, NULL);
}

/**
 * td_source_line_dup_text:
 * @self: a line
 *
 * Returns: (transfer full): its words; the cells of a row one after the other
 */
char *
td_source_line_dup_text (TdSourceLine *self)
{
  GString *text;

  if (self->paragraph != NULL)
    return paragraph_text (self);

  text = g_string_new (NULL);
  for (guint i = 0; i < self->row->cells->len; i++)
    {
      g_autofree char *cell = td_source_cell_dup_text (g_ptr_array_index (self->row->cells, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "", cell);
    }

  return g_string_free (text, FALSE);
}

static void
add_line (GListStore *lines,
          const TdSourceParagraph *paragraph,
          const char *note,
          const TdSourceTable *table,
          const TdSourceTableRow *row)
{
  g_autoptr (TdSourceLine) line = g_object_new (TD_TYPE_SOURCE_LINE, NULL);
  g_autofree char *text = NULL;

  line->paragraph = paragraph;
  line->note = note;
  line->table = table;
  line->row = row;
  text = td_source_line_dup_text (line);
  line->key = td_source_line_make_key (text);
  if (*line->key != '\0')
    g_list_store_append (lines, line);
}

/**
 * td_source_lines_new:
 * @document: (nullable): a document; it has to outlive the lines
 *
 * Returns: (transfer full): its paragraphs and table rows in reading order, then its notes; blank
 * ones are left out
 */
GListModel *
td_source_lines_new (const TdSourceDocument *document)
{
  GListStore *lines = g_list_store_new (TD_TYPE_SOURCE_LINE);

  for (guint i = 0; document != NULL && i < document->items->len; i++)
    {
      const TdSourceItem *item = g_ptr_array_index (document->items, i);

      if (item->type == TD_SOURCE_PARAGRAPH)
        add_line (lines, item->paragraph, NULL, NULL, NULL);
      for (guint r = 0; item->type == TD_SOURCE_TABLE && r < item->table->rows->len; r++)
        add_line (lines, NULL, NULL, item->table, g_ptr_array_index (item->table->rows, r));
    }
  for (guint i = 0; document != NULL && i < document->notes->len; i++)
    {
      const TdSourceNote *note = g_ptr_array_index (document->notes, i);

      for (guint p = 0; p < note->paragraphs->len; p++)
        add_line (lines, g_ptr_array_index (note->paragraphs, p), note->label, NULL, NULL);
    }

  return G_LIST_MODEL (lines);
}

/**
 * td_source_line_contains:
 * @self: a line
 * @key: from td_source_line_make_key()
 *
 * Returns: whether the words stand in the line
 */
gboolean
td_source_line_contains (TdSourceLine *self, const char *key)
{
  return strstr (self->key, key) != NULL;
}

/* The line at or after @from (then from the start) that holds @key; step -1 looks backwards. */
static guint
find_key (GListModel *lines, const char *key, guint from, int step)
{
  guint n = g_list_model_get_n_items (lines);

  for (guint i = 0; i < n; i++)
    {
      guint at = step > 0 ? (from + i) % n : (from + n - i) % n;
      g_autoptr (TdSourceLine) line = g_list_model_get_item (lines, at);

      if (td_source_line_contains (line, key))
        return at;
    }

  return G_MAXUINT;
}

static void
cut_key (char *key, gsize length)
{
  if (strlen (key) > length)
    *g_utf8_find_prev_char (key, key + length + 1) = '\0';
}

/**
 * td_source_lines_find:
 * @lines: from td_source_lines_new()
 * @words: a text that was understood
 * @from: where to begin to look
 *
 * Returns: the line it was read from, %G_MAXUINT when no line holds it
 */
guint
td_source_lines_find (GListModel *lines, const char *words, guint from)
{
  g_autofree char *key = td_source_line_make_key (words);
  guint at;

  if (*key == '\0')
    return G_MAXUINT;

  cut_key (key, LONG_KEY);
  at = find_key (lines, key, from, 1);
  if (at != G_MAXUINT || strlen (key) <= SHORT_KEY)
    return at;
  cut_key (key, SHORT_KEY);

  return find_key (lines, key, from, 1);
}

/**
 * td_source_lines_search:
 * @lines: from td_source_lines_new()
 * @words: what a person looks for
 * @from: the first line to look at
 * @step: 1 forwards, -1 backwards; past the end it goes on at the other end
 *
 * Returns: the line, %G_MAXUINT when no line holds it
 */
guint
td_source_lines_search (GListModel *lines, const char *words, guint from, int step)
{
  g_autofree char *key = td_source_line_make_key (words);

  return *key != '\0' ? find_key (lines, key, from, step) : G_MAXUINT;
}
