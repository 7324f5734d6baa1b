/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-edit-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"
#include "td-marks.h"
#include "td-siblings.h"

/* Numbering one level down or up: roman, arabic, letter */
static const char *
style_of_level (const char *style, int step)
{
  static const char *const ladder[] = { "part", "roman", "arabic", "letter" };

  for (int i = 0; i < (int) G_N_ELEMENTS (ladder); i++)
    {
      if (g_strcmp0 (ladder[i], style) == 0)
        return ladder[CLAMP (i + step, 1, (int) G_N_ELEMENTS (ladder) - 1)];
    }
  if (g_strcmp0 (style, "decimal") == 0 && step < 0)
    return "arabic";

  return style;
}

/* Puts @section under another parent; a typed number is given up, because it named the old place.
 */
static gboolean
reparent (TdWriter *writer,
          TdSectionRow *section,
          gint64 parent_id,
          guint index,
          int step,
          GError **error)
{
  TdSectionRow *moved = td_row_copy (TD_KIND_SECTION, section);
  g_autoptr (GPtrArray) siblings = NULL;
  const char *style = style_of_level (section->number_style, step);
  gboolean done;

  moved->parent_id = parent_id;
  siblings = td_siblings_list (writer, TD_KIND_SECTION, moved, error);
  if (siblings != NULL && siblings->len > 0)
    style = ((TdSectionRow *) g_ptr_array_index (siblings, 0))->number_style;
  if (style != section->number_style)
    {
      g_free (moved->number_style);
      moved->number_style = g_strdup (style);
    }
  g_clear_pointer (&moved->label, g_free);
  done = siblings != NULL && td_siblings_place (writer, TD_KIND_SECTION, moved, index, error) &&
         td_edit_update (writer, TD_KIND_SECTION, section, moved, error);
  td_row_free (TD_KIND_SECTION, moved);

  return done;
}

static guint
index_of (GPtrArray *rows, gint64 id)
{
  for (guint i = 0; i < rows->len; i++)
    {
      if (((TdRow *) g_ptr_array_index (rows, i))->id == id)
        return i;
    }

  return rows->len;
}

gboolean
td_edit_promote (TdWriter *writer, TdEdit *edit, GError **error)
{
  TdSectionRow *section = td_writer_get (writer, TD_KIND_SECTION, td_edit_first_id (edit), error);
  TdSectionRow *parent = NULL;
  g_autoptr (GPtrArray) uncles = NULL;
  gboolean done = FALSE;

  if (section == NULL)
    return FALSE;
  edit->result_id = section->row.id;
  if (section->parent_id == 0)
    td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL, _ ("The section is at the top level."));
  else
    parent = td_writer_get (writer, TD_KIND_SECTION, section->parent_id, error);
  if (parent != NULL)
    {
      TdSectionRow *wanted = td_row_copy (TD_KIND_SECTION, section);

      wanted->parent_id = parent->parent_id;
      uncles = td_siblings_list (writer, TD_KIND_SECTION, wanted, error);
      td_row_free (TD_KIND_SECTION, wanted);
      done = uncles != NULL && reparent (writer, section, parent->parent_id,
                                         index_of (uncles, parent->row.id) + 1, -1, error);
      td_row_free (TD_KIND_SECTION, parent);
    }
  td_row_free (TD_KIND_SECTION, section);

  return done;
}

gboolean
td_edit_demote (TdWriter *writer, TdEdit *edit, GError **error)
{
  TdSectionRow *section = td_writer_get (writer, TD_KIND_SECTION, td_edit_first_id (edit), error);
  g_autoptr (GPtrArray) siblings = NULL;
  gint64 before = 0;
  gboolean done = FALSE;

  if (section == NULL)
    return FALSE;
  edit->result_id = section->row.id;
  siblings = td_siblings_list (writer, TD_KIND_SECTION, section, error);
  for (guint i = 0; siblings != NULL && i < siblings->len; i++)
    {
      const TdSectionRow *sibling = g_ptr_array_index (siblings, i);

      if (sibling->position < section->position ||
          (sibling->position == section->position && sibling->row.id < section->row.id))
        before = sibling->row.id;
    }
  if (siblings != NULL && before == 0)
    td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                     _ ("There is no section before it to go under."));
  else if (siblings != NULL)
    done = reparent (writer, section, before, G_MAXUINT, +1, error);
  td_row_free (TD_KIND_SECTION, section);

  return done;
}

static char *
slice_marks (const char *marks, guint start, guint length)
{
  g_autoptr (GPtrArray) all = td_marks_parse (marks);
  g_autoptr (GPtrArray) part = td_marks_slice (all, start, length);

  return td_marks_format (part);
}

gboolean
td_edit_split (TdWriter *writer, TdEdit *edit, GError **error)
{
  TdBlockRow *old_block = td_writer_get (writer, TD_KIND_BLOCK, td_edit_first_id (edit), error);
  TdBlockRow *block, *rest;
  const char *text;
  glong length;
  guint cut;
  g_autoptr (GPtrArray) siblings = NULL;
  gboolean done;

  if (old_block == NULL)
    return FALSE;
  text = old_block->text != NULL ? old_block->text : "";
  length = g_utf8_strlen (text, -1);
  cut = MIN (edit->index, (guint) length);
  block = td_row_copy (TD_KIND_BLOCK, old_block);
  rest = td_row_copy (TD_KIND_BLOCK, old_block);
  rest->row.id = 0;
  g_clear_pointer (&rest->marker, g_free);
  g_free (block->text);
  g_free (block->marks);
  g_free (rest->text);
  g_free (rest->marks);
  block->text = cut > 0 ? g_utf8_substring (text, 0, cut) : NULL;
  block->marks = slice_marks (old_block->marks, 0, cut);
  rest->text = cut < length ? g_strchug (g_utf8_substring (text, cut, length)) : NULL;
  rest->marks = slice_marks (old_block->marks, cut, (guint) length - cut);

  siblings = td_siblings_list (writer, TD_KIND_BLOCK, rest, error);
  done = siblings != NULL &&
         td_siblings_place (writer, TD_KIND_BLOCK, rest, index_of (siblings, block->row.id) + 1,
                            error) &&
         td_edit_update (writer, TD_KIND_BLOCK, old_block, block, error) &&
         td_writer_insert (writer, TD_KIND_BLOCK, rest, error);
  edit->result_id = rest->row.id;
  td_row_free (TD_KIND_BLOCK, old_block);
  td_row_free (TD_KIND_BLOCK, block);
  td_row_free (TD_KIND_BLOCK, rest);

  return done;
}

/* @block's text after @before's, its marks moved along */
static void
append_text (TdBlockRow *before, const TdBlockRow *block)
{
  guint shift = before->text != NULL ? (guint) g_utf8_strlen (before->text, -1) : 0;
  g_autoptr (GPtrArray) marks = td_marks_parse (before->marks);
  g_autoptr (GPtrArray) more = td_marks_parse (block->marks);
  char *text = g_strconcat (before->text != NULL ? before->text : "",
                            block->text != NULL ? block->text : "", NULL);

  for (guint i = 0; i < more->len; i++)
    {
      const TdMark *mark = g_ptr_array_index (more, i);

      td_marks_add (marks, mark->kind, mark->start + shift, mark->length, mark->argument);
    }
  g_free (before->text);
  g_free (before->marks);
  before->text = text;
  before->marks = td_marks_format (marks);
}

gboolean
td_edit_join (TdWriter *writer, TdEdit *edit, GError **error)
{
  TdBlockRow *block = td_writer_get (writer, TD_KIND_BLOCK, td_edit_first_id (edit), error);
  TdBlockRow *before = NULL;
  g_autoptr (GPtrArray) siblings = NULL;
  gboolean done = FALSE;

  if (block == NULL)
    return FALSE;
  siblings = td_siblings_list (writer, TD_KIND_BLOCK, block, error);
  for (guint i = 0; siblings != NULL && i < siblings->len; i++)
    {
      TdBlockRow *sibling = g_ptr_array_index (siblings, i);

      if (sibling->position < block->position)
        before = sibling;
    }
  if (siblings != NULL && before == NULL)
    td_error_set_at (error, TD_ERROR_REFUSED, NULL, NULL,
                     _ ("There is no paragraph before it to join."));
  else if (siblings != NULL)
    {
      TdBlockRow *joined = td_row_copy (TD_KIND_BLOCK, before);

      append_text (joined, block);
      done = td_edit_update (writer, TD_KIND_BLOCK, before, joined, error) &&
             td_writer_delete (writer, TD_KIND_BLOCK, block->row.id, error);
      edit->result_id = joined->row.id;
      td_row_free (TD_KIND_BLOCK, joined);
    }
  td_row_free (TD_KIND_BLOCK, block);

  return done;
}
