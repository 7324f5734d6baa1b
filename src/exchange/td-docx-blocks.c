/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-context.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-docx-xml.h"

/* Paragraphs and tables inside cells, notes and text boxes; the body itself is streamed
 * (td-docx-body.c). */

#define MAX_NESTING 24

/**
 * td_docx_alternate_branch:
 * @node: an mc:AlternateContent
 *
 * One of the branches says the same as the others for a program of its time. The newest one is
 * taken when it has text, or else the old one.
 *
 * Returns: (nullable): the branch to read
 */
const xmlNode *
td_docx_alternate_branch (const xmlNode *node)
{
  const xmlNode *fallback = NULL;

  TD_DOCX_FOREACH (child, node)
  {
    if (strcmp ((const char *) child->name, "Choice") == 0 && child->children != NULL)
      return child;
    if (strcmp ((const char *) child->name, "Fallback") == 0)
      fallback = child;
  }

  return fallback;
}

/**
 * td_docx_is_contents_sdt:
 * @sdt_pr: (nullable): a w:sdtPr
 *
 * Returns: whether the content control is a table of contents, or holds nothing but a prompt
 */
gboolean
td_docx_is_contents_sdt (const xmlNode *sdt_pr)
{
  const char *gallery = td_docx_child_val (td_docx_child (sdt_pr, "docPartObj"), "docPartGallery");

  return (gallery != NULL && g_str_equal (gallery, "Table of Contents")) ||
         td_docx_child_on (sdt_pr, "showingPlcHdr") == 1;
}

static void
read_table (TdDocxContext *context, const xmlNode *node, TdDocxSink *sink)
{
  g_autoptr (TdDocxTable) table = td_docx_table_new (context);
  const TdDocxRunProps *outer = context->table_run;

  TD_DOCX_FOREACH (child, node)
  {
    if (context->error != NULL)
      break;
    if (td_docx_is_w (child, "tblPr"))
      td_docx_table_properties (table, child);
    else if (td_docx_is_w (child, "tblGrid"))
      td_docx_table_grid (table, child);
    else
      td_docx_table_row (table, child);
  }
  context->table_run = outer;
  td_docx_table_finish (table, sink);
}

/**
 * td_docx_read_block:
 * @context: a reading
 * @child: a paragraph, a table, or what may stand around one
 * @sink: where it goes
 */
void
td_docx_read_block (TdDocxContext *context, const xmlNode *child, TdDocxSink *sink)
{
  if (td_docx_is_w (child, "p"))
    td_docx_read_paragraph (context, child, sink);
  else if (td_docx_is_w (child, "tbl"))
    {
      td_docx_flush (context, sink);
      read_table (context, child, sink);
    }
  else if (td_docx_is_w (child, "sdt"))
    {
      const xmlNode *content = td_docx_child (child, "sdtContent");

      if (content != NULL && !td_docx_is_contents_sdt (td_docx_child (child, "sdtPr")))
        td_docx_read_blocks (context, content, sink);
    }
  else if (td_docx_is_w (child, "ins") || td_docx_is_w (child, "moveTo") ||
           td_docx_is_w (child, "customXml") || td_docx_is_w (child, "smartTag"))
    td_docx_read_blocks (context, child, sink);
  else if (strcmp ((const char *) child->name, "AlternateContent") == 0)
    {
      const xmlNode *branch = td_docx_alternate_branch (child);

      if (branch != NULL)
        td_docx_read_blocks (context, branch, sink);
    }
  else if (td_docx_is_w (child, "altChunk") || td_docx_is_w (child, "subDoc"))
    td_docx_context_warn (context,
                          _ ("The file includes another document; that one was not read."));
}

/**
 * td_docx_read_blocks:
 * @context: a reading
 * @parent: an element that holds paragraphs and tables
 * @sink: where they go
 */
void
td_docx_read_blocks (TdDocxContext *context, const xmlNode *parent, TdDocxSink *sink)
{
  if (context->nesting >= MAX_NESTING)
    {
      td_docx_context_warn (context,
                            _ ("Tables are nested too deeply; the innermost were left out."));
      return;
    }

  context->nesting++;
  TD_DOCX_FOREACH (child, parent)
  {
    if (context->error != NULL)
      break;
    td_docx_read_block (context, child, sink);
  }
  context->nesting--;
}

/**
 * td_docx_flush:
 * @context: a reading
 * @sink: a sink that ends here, or goes on with a table
 *
 * Text whose paragraph mark was deleted, but which has no paragraph after it to join, stays as it
 * is.
 */
void
td_docx_flush (TdDocxContext *context, TdDocxSink *sink)
{
  gsize size = td_docx_text_size (sink->text);
  TdSourceParagraph *paragraph;

  if (!sink->carried)
    return;

  sink->carried = FALSE;
  paragraph = td_source_paragraph_new ();
  td_docx_text_finish (sink->text, paragraph);
  if (size == 0 || !td_docx_context_spend (context, sizeof *paragraph + 3 * size))
    {
      td_source_paragraph_free (paragraph);
      return;
    }
  paragraph->page = context->page;
  td_docx_sink_add_paragraph (sink, paragraph);
}
