/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-rich-text.h"

#include <string.h>

#include "td-marks.h"
#include "td-text.h"

/* Tag names are "mark:KIND" or "mark:KIND:ARGUMENT". */
#define PREFIX "mark:"

static GtkTextTag *
ensure_tag (GtkTextBuffer *buffer, char kind, const char *argument)
{
  g_autofree char *name = argument != NULL ? g_strdup_printf (PREFIX "%c:%s", kind, argument)
                                           : g_strdup_printf (PREFIX "%c", kind);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);

  if (tag != NULL)
    return tag;
  tag = gtk_text_buffer_create_tag (buffer, name, NULL);
  switch (kind)
    {
    case 'b':
      g_object_set (tag, "weight", PANGO_WEIGHT_BOLD, NULL);
      break;
    case 'i':
      g_object_set (tag, "style", PANGO_STYLE_ITALIC, NULL);
      break;
    case 'u':
    case 'l':
      g_object_set (tag, "underline", PANGO_UNDERLINE_SINGLE, NULL);
      break;
    case 's':
    case 'n':
      g_object_set (tag, "rise", 4 * PANGO_SCALE, "scale", PANGO_SCALE_SMALL, NULL);
      break;
    case 'd':
      g_object_set (tag, "rise", -3 * PANGO_SCALE, "scale", PANGO_SCALE_SMALL, NULL);
      break;
    default:
      break;
    }

  return tag;
}

/**
 * td_rich_text_load:
 * @buffer: a buffer
 * @text: (nullable): plain text
 * @marks: (nullable): its marks
 *
 * Replaces what the buffer shows.
 */
void
td_rich_text_load (GtkTextBuffer *buffer, const char *text, const char *marks)
{
  g_autoptr (GPtrArray) list = td_marks_parse (marks);

  gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
  for (guint i = 0; i < list->len; i++)
    {
      const TdMark *mark = g_ptr_array_index (list, i);
      GtkTextIter start, end;

      gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) mark->start);
      gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) (mark->start + mark->length));
      gtk_text_buffer_apply_tag (buffer, ensure_tag (buffer, mark->kind, mark->argument), &start,
                                 &end);
    }
}

/**
 * td_rich_text_dup_text:
 * @buffer: a buffer
 *
 * Returns: (transfer full): the plain text
 */
char *
td_rich_text_dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

typedef struct
{
  GtkTextBuffer *buffer;
  GPtrArray *marks;
} Collector;

/* Appends a mark for every stretch that carries @tag. */
static void
collect_tag (GtkTextTag *tag, gpointer user_data)
{
  Collector *collector = user_data;
  g_autofree char *name = NULL;
  const char *argument;
  GtkTextIter iter;

  g_object_get (tag, "name", &name, NULL);
  if (name == NULL || !g_str_has_prefix (name, PREFIX))
    return;
  argument = name[strlen (PREFIX) + 1] == ':' ? name + strlen (PREFIX) + 2 : NULL;
  gtk_text_buffer_get_start_iter (collector->buffer, &iter);
  if (!gtk_text_iter_has_tag (&iter, tag) && !gtk_text_iter_forward_to_tag_toggle (&iter, tag))
    return;
  while (gtk_text_iter_has_tag (&iter, tag))
    {
      guint start = (guint) gtk_text_iter_get_offset (&iter);

      gtk_text_iter_forward_to_tag_toggle (&iter, tag);
      td_marks_add (collector->marks, name[strlen (PREFIX)], start,
                    (guint) gtk_text_iter_get_offset (&iter) - start, argument);
      if (!gtk_text_iter_forward_to_tag_toggle (&iter, tag))
        break;
    }
}

/**
 * td_rich_text_dup_marks:
 * @buffer: a buffer
 *
 * Returns: (nullable) (transfer full): the marks of its text
 */
char *
td_rich_text_dup_marks (GtkTextBuffer *buffer)
{
  g_autoptr (GPtrArray) marks = td_marks_parse (NULL);
  Collector collector = { buffer, marks };

  gtk_text_tag_table_foreach (gtk_text_buffer_get_tag_table (buffer), collect_tag, &collector);

  return td_marks_format (marks);
}

/**
 * td_rich_text_is_on:
 * @buffer: a buffer
 * @kind: 'b' or 'i'
 *
 * Returns: whether the whole selection, or the text at the cursor, has the look
 */
gboolean
td_rich_text_is_on (GtkTextBuffer *buffer, char kind)
{
  GtkTextTag *tag = ensure_tag (buffer, kind, NULL);
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return gtk_text_iter_has_tag (&start, tag);
  while (gtk_text_iter_compare (&start, &end) < 0)
    {
      if (!gtk_text_iter_has_tag (&start, tag))
        return FALSE;
      if (!gtk_text_iter_forward_to_tag_toggle (&start, tag))
        break;
    }

  return TRUE;
}

/**
 * td_rich_text_toggle:
 * @buffer: a buffer
 * @kind: 'b' or 'i'
 *
 * Gives the selection the look, or takes it away when all of it has it; without a selection the
 * word at the cursor is taken.
 */
void
td_rich_text_toggle (GtkTextBuffer *buffer, char kind)
{
  GtkTextTag *tag = ensure_tag (buffer, kind, NULL);
  GtkTextIter start, end;
  gboolean on = td_rich_text_is_on (buffer, kind);

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      if (!gtk_text_iter_starts_word (&start))
        gtk_text_iter_backward_word_start (&start);
      if (!gtk_text_iter_ends_word (&end))
        gtk_text_iter_forward_word_end (&end);
    }
  if (on)
    gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
  else
    gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
  g_signal_emit_by_name (buffer, "changed");
}
