/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-context.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"

#define MAX_SPENT ((gsize) 192 << 20)
#define MAX_WARNINGS 50

/**
 * td_docx_sink_init:
 * @sink: (out): made empty
 */
void
td_docx_sink_init (TdDocxSink *sink)
{
  sink->items = g_ptr_array_new ();
  sink->text = td_docx_text_new ();
  sink->carried = FALSE;
}

/**
 * td_docx_items_free:
 * @items: (transfer full): (element-type TdSourceItem): items with what they hold
 */
void
td_docx_items_free (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      TdSourceItem *item = g_ptr_array_index (items, i);

      if (item->type == TD_SOURCE_PARAGRAPH)
        td_source_paragraph_free (item->paragraph);
      else
        td_source_table_free (item->table);
      g_free (item);
    }
  g_ptr_array_unref (items);
}

/**
 * td_docx_sink_clear:
 * @sink: a sink; what it still holds is freed
 */
void
td_docx_sink_clear (TdDocxSink *sink)
{
  g_clear_pointer (&sink->items, td_docx_items_free);
  g_clear_pointer (&sink->text, td_docx_text_free);
}

/**
 * td_docx_sink_add_paragraph:
 * @sink: a sink
 * @paragraph: (transfer full): a paragraph
 */
void
td_docx_sink_add_paragraph (TdDocxSink *sink, TdSourceParagraph *paragraph)
{
  TdSourceItem *item = g_new0 (TdSourceItem, 1);

  item->type = TD_SOURCE_PARAGRAPH;
  item->paragraph = paragraph;
  g_ptr_array_add (sink->items, item);
}

/**
 * td_docx_sink_add_table:
 * @sink: a sink
 * @table: (transfer full): a table
 */
void
td_docx_sink_add_table (TdDocxSink *sink, TdSourceTable *table)
{
  TdSourceItem *item = g_new0 (TdSourceItem, 1);

  item->type = TD_SOURCE_TABLE;
  item->table = table;
  g_ptr_array_add (sink->items, item);
}

/**
 * td_docx_context_spend:
 * @context: a reading
 * @bytes: estimate of what is about to be kept
 *
 * Returns: whether reading may go on: no failure, not cancelled, and still within the memory limit
 */
gboolean
td_docx_context_spend (TdDocxContext *context, gsize bytes)
{
  if (context->error != NULL)
    return FALSE;

  context->spent += bytes;
  if (context->spent > MAX_SPENT)
    td_error_set_at (&context->error, TD_ERROR_TOO_LARGE, context->name, context->part,
                     _ ("The file “%s” holds more text than a plan can; it was not read."),
                     context->name);
  else if (g_cancellable_is_cancelled (context->cancellable))
    td_error_set_at (&context->error, TD_ERROR_CANCELLED, context->name, context->part,
                     _ ("Cancelled."));

  return context->error == NULL;
}

/**
 * td_docx_context_warn:
 * @context: a reading
 * @message: a translated sentence; it is told once
 */
void
td_docx_context_warn (TdDocxContext *context, const char *message)
{
  if (g_hash_table_size (context->told) >= MAX_WARNINGS ||
      g_hash_table_contains (context->told, message))
    return;

  g_hash_table_add (context->told, g_strdup (message));
  g_ptr_array_add (context->document->warnings, g_strdup (message));
}
