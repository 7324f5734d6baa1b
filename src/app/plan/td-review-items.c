/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-review-items.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-source-line.h"

/* Sections nest less deeply than this. */
#define MAX_DEPTH 32
/* Bytes that "Căn cứ" and a semicolon take, with some to spare */
#define VERB_LENGTH 24

static void
take (GListStore *items, TdReviewItem *item)
{
  g_list_store_append (items, item);
  g_object_unref (item);
}

static void
add_heading (GListStore *items, const char *text, guint count)
{
  g_autofree char *counted = count > 0 ? g_strdup_printf ("%s (%u)", text, count) : NULL;

  take (items, td_review_item_new_heading (counted != NULL ? counted : text));
}

static void
add_fields (GListStore *items, const TdPlanData *data, const char *const *fields)
{
  for (guint i = 0; fields[i] != NULL; i++)
    take (items, td_review_item_new_field (data, fields[i]));
}

static void
add_rows (GListStore *items, const TdPlanData *data, TdKind kind, const char *heading)
{
  guint n = td_plan_data_count (data, kind);

  if (n == 0)
    return;
  add_heading (items, heading, n);
  for (guint i = 0; i < n; i++)
    take (items, td_review_item_new (data, kind,
                                     ((const TdRow *) td_plan_data_nth (data, kind, i))->id, 0));
}

/* A paragraph that only cites a legal basis is listed there. */
static gboolean
is_basis (const TdPlanData *data, const TdBlockRow *block)
{
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_LEGAL_BASIS); i++)
    {
      const TdLegalBasisRow *basis = td_plan_data_nth (data, TD_KIND_LEGAL_BASIS, i);

      if (basis->block_id == block->row.id && basis->text != NULL && block->text != NULL &&
          strlen (block->text) < strlen (basis->text) + VERB_LENGTH)
        return TRUE;
    }

  return FALSE;
}

/* The texts outside the sections: those before the first one, those after the last one */
static void
add_loose_blocks (GListStore *items, const TdPlanData *data, const char *kind, const char *heading)
{
  g_autoptr (GPtrArray) blocks = td_plan_data_section_blocks (data, 0);
  guint n = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      const TdBlockRow *block = g_ptr_array_index (blocks, i);

      if (g_strcmp0 (block->kind, kind) != 0 || is_basis (data, block))
        continue;
      if (n++ == 0)
        add_heading (items, heading, 0);
      take (items, td_review_item_new (data, TD_KIND_BLOCK, block->row.id, 0));
    }
}

static void
add_sections (GListStore *items, const TdPlanData *data, gint64 parent_id, guint depth)
{
  g_autoptr (GPtrArray) sections = td_plan_data_child_sections (data, parent_id);

  for (guint i = 0; depth < MAX_DEPTH && i < sections->len; i++)
    {
      const TdSectionRow *section = g_ptr_array_index (sections, i);
      g_autoptr (GPtrArray) blocks = td_plan_data_section_blocks (data, section->row.id);

      take (items, td_review_item_new (data, TD_KIND_SECTION, section->row.id, depth));
      for (guint b = 0; b < blocks->len; b++)
        {
          const TdBlockRow *block = g_ptr_array_index (blocks, b);

          take (items, td_review_item_new (data, TD_KIND_BLOCK, block->row.id,
                                           depth + MAX (1, (guint) block->level)));
        }
      add_sections (items, data, section->row.id, depth + 1);
    }
}

static void
add_tasks (GListStore *items, const TdPlanData *data, gint64 group_id)
{
  g_autoptr (GPtrArray) tasks = td_plan_data_group_tasks (data, group_id);

  for (guint i = 0; i < tasks->len; i++)
    take (items, td_review_item_new (data, TD_KIND_TASK,
                                     ((const TdRow *) g_ptr_array_index (tasks, i))->id, 0));
}

static void
add_annex (GListStore *items, const TdPlanData *data)
{
  static const char *const fields[] = { "annex_label", "annex_title", NULL };

  if (data->plan->annex_label != NULL)
    {
      add_heading (items, _ ("Annex"), 0);
      add_fields (items, data, fields);
    }
  add_rows (items, data, TD_KIND_PLAN_COLUMN, _ ("Columns of the Annex"));
  if (td_plan_data_count (data, TD_KIND_TASK) == 0)
    return;
  add_heading (items, _ ("Tasks"), td_plan_data_count (data, TD_KIND_TASK));
  add_tasks (items, data, 0);
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_PLAN_GROUP); i++)
    {
      const TdPlanGroupRow *group = td_plan_data_nth (data, TD_KIND_PLAN_GROUP, i);

      take (items, td_review_item_new (data, TD_KIND_PLAN_GROUP, group->row.id, 0));
      add_tasks (items, data, group->row.id);
    }
}

/**
 * td_review_items_new:
 * @data: a plan that outlives the items
 *
 * Returns: (transfer full): all that was understood, in the order of the document
 */
GListModel *
td_review_items_new (const TdPlanData *data)
{
  static const char *const header[] = { "parent_agency", "agency",   "number", "symbol", "place",
                                        "issued_date",   "doc_type", "title",  "year",   NULL };
  GListStore *items = g_list_store_new (TD_TYPE_REVIEW_ITEM);

  add_heading (items, _ ("Header"), 0);
  add_fields (items, data, header);
  add_rows (items, data, TD_KIND_LEGAL_BASIS, _ ("Legal Bases"));
  add_loose_blocks (items, data, TD_BODY_PREAMBLE, _ ("Opening Words"));
  if (td_plan_data_count (data, TD_KIND_SECTION) > 0)
    add_heading (items, _ ("Outline"), td_plan_data_count (data, TD_KIND_SECTION));
  add_sections (items, data, 0, 0);
  add_loose_blocks (items, data, TD_BODY_CLOSING, _ ("Closing Words"));
  add_rows (items, data, TD_KIND_RECIPIENT, _ ("Recipients"));
  add_rows (items, data, TD_KIND_SIGNATORY, _ ("Signatory"));
  add_annex (items, data);
  add_rows (items, data, TD_KIND_TARGET, _ ("Targets"));

  return G_LIST_MODEL (items);
}

/**
 * td_review_items_find_lines:
 * @items: from td_review_items_new()
 * @lines: the source, from td_source_lines_new()
 *
 * Finds the line of the source that each item was read from. Items follow each other as the source
 * does, so that words that stand twice are found in their turn.
 */
void
td_review_items_find_lines (GListModel *items, GListModel *lines)
{
  guint from = 0;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (TdReviewItem) item = g_list_model_get_item (items, i);
      g_autofree char *words = td_review_item_dup_source_words (item);
      TdKind kind = td_review_item_get_kind (item);
      guint line;

      if (words == NULL || td_review_item_is_heading (item))
        continue;
      line = td_source_lines_find (lines, words,
                                   kind == TD_KIND_PLAN || kind == TD_KIND_TARGET ? 0 : from);
      td_review_item_set_line (item, line);
      if (line != G_MAXUINT && kind != TD_KIND_PLAN && kind != TD_KIND_TARGET)
        from = line;
    }
}
