/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-annex-reader.h"
#include "td-bullet-tasks.h"
#include "td-error.h"
#include "td-plan-basis-reader.h"
#include "td-plan-closing-reader.h"
#include "td-plan-fact-reader.h"
#include "td-plan-frame.h"
#include "td-plan-header-reader.h"
#include "td-plan-outline-reader.h"
#include "td-plan-source-faults.h"
#include "td-target-reader.h"
#include "td-text.h"

/* Bases may stand at the beginning of the first section when nothing stands before it. */
static void
read_bases (TdPlanData *data)
{
  guint n = td_plan_data_count (data, TD_KIND_BLOCK);
  gint64 first_section = 0;

  for (guint i = 0; i < n; i++)
    {
      const TdBlockRow *block = td_plan_data_nth (data, TD_KIND_BLOCK, i);
      if (g_strcmp0 (block->kind, TD_BODY_PREAMBLE) == 0 && block->text != NULL &&
          td_plan_basis_reader_is_basis (block->text))
        td_plan_basis_reader_read (data, block);
    }
  if (td_plan_data_count (data, TD_KIND_LEGAL_BASIS) > 0)
    return;

  for (guint i = 0; i < n; i++)
    {
      const TdBlockRow *block = td_plan_data_nth (data, TD_KIND_BLOCK, i);
      if (block->section_id == 0 || block->text == NULL)
        continue;
      if (first_section == 0)
        first_section = block->section_id;
      if (block->section_id != first_section || g_strcmp0 (block->kind, TD_BODY_PARAGRAPH) != 0 ||
          !td_plan_basis_reader_is_basis (block->text))
        return;
      td_plan_basis_reader_read (data, block);
    }
}

static void
read_footnotes (const TdSourceDocument *document, TdPlanData *data)
{
  for (guint i = 0; document->notes != NULL && i < document->notes->len; i++)
    {
      const TdSourceNote *note = document->notes->pdata[i];
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint p = 0; p < note->paragraphs->len; p++)
        {
          const TdSourceParagraph *paragraph = note->paragraphs->pdata[p];
          if (td_text_is_blank (paragraph->text))
            continue;
          g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", paragraph->text);
        }
      if (text->len == 0)
        continue;

      TdBlockRow *block = td_plan_data_add (data, TD_KIND_BLOCK);
      block->kind = g_strdup (TD_BODY_FOOTNOTE);
      block->marker = g_strdup (note->label);
      block->text = g_strdup (g_strstrip (text->str));
    }
}

static gboolean
is_empty (const TdPlanData *data)
{
  return td_plan_data_count (data, TD_KIND_SECTION) == 0 &&
         td_plan_data_count (data, TD_KIND_TASK) == 0 &&
         td_plan_data_count (data, TD_KIND_BLOCK) == 0;
}

/**
 * td_plan_reader_read:
 * @document: a document
 * @cancellable: (nullable): looked at between the parts
 * @error: TD_ERROR_BAD_INPUT when nothing in @document looks like a plan, TD_ERROR_CANCELLED
 *
 * Understands a plan: header, legal bases, sections, targets, tasks, recipients and signature, by
 * the form of documents (Decree 30/2020) and not by their wording. What is not sure is kept as it
 * is printed and becomes a doubt of the result.
 *
 * Returns: (transfer full): the plan, with local ids
 */
TdPlanData *
td_plan_reader_read (const TdSourceDocument *document, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (document != NULL, NULL);

  g_autoptr (TdPlanData) data = td_plan_data_new ();
  g_autoptr (TdPlanFrame) frame = td_plan_frame_new (document);

  data->plan->source_name = g_strdup (document->name);
  td_plan_header_reader_read (frame, data);
  td_plan_outline_reader_read (frame, data);
  if (!g_cancellable_is_cancelled (cancellable))
    td_annex_reader_read (frame, data);
  read_bases (data);
  if (td_plan_data_count (data, TD_KIND_TASK) == 0)
    td_bullet_tasks_read (data);
  if (!g_cancellable_is_cancelled (cancellable))
    td_target_reader_read (data);
  td_plan_fact_reader_read (data);
  td_plan_closing_reader_read (frame, data);
  read_footnotes (document, data);
  td_plan_source_faults_read (document, data);

  if (g_cancellable_is_cancelled (cancellable))
    {
      td_error_set_at (error, TD_ERROR_CANCELLED, document->name, NULL,
                       _ ("The import was cancelled."));
      return NULL;
    }
  if (is_empty (data))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, document->name, NULL,
                       _ ("The document holds no text that could be a plan."));
      return NULL;
    }

  return g_steal_pointer (&data);
}
