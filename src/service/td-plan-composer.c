/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-composer.h"

#include <string.h>

#include "td-date.h"
#include "td-plan-composer-private.h"
#include "td-text.h"

static char **
lines_of (const char *text)
{
  return text != NULL ? g_strsplit (text, "\n", -1) : NULL;
}

/**
 * td_plan_compose_header:
 * @plan: a plan
 *
 * Returns: (transfer full): ô 1-5, 10 and 11 of page 1; what is not known yet stays blank
 */
TdBlock *
td_plan_compose_header (const TdPlanRow *plan)
{
  TdBlock *block = td_block_new_header ();
  TdBlockHeader *header = &block->as.header;
  GDate date;

  header->parents = lines_of (plan->parent_agency);
  header->agency = lines_of (plan->agency);
  header->number = g_strdup (plan->number);
  header->symbol = g_strdup (plan->symbol);
  header->place = g_strdup (plan->place);
  header->kind = g_strdup (plan->doc_type);
  header->title = g_strdup (plan->title);
  header->urgency = g_strdup (plan->urgency);
  header->circulation = g_strdup (plan->circulation);
  if (plan->issued_date != NULL && td_date_parse_iso (plan->issued_date, &date))
    {
      header->day = g_date_get_day (&date);
      header->month = (int) g_date_get_month (&date);
      header->year = g_date_get_year (&date);
    }
  else
    {
      header->day = (int) plan->day;
      header->month = (int) plan->month;
      header->year = (int) plan->issued_year;
    }
  td_block_set_source (block, TD_KIND_PLAN, plan->row.id, "title");

  return block;
}

/* Legal bases that stand as paragraphs of their own; those inside a sentence are printed with it.
 * RULE nd30-legal-basis-end: each ends with a semicolon, the last one with a full stop. */
static void
append_legal_bases (const TdPlanData *data, TdBlock *part)
{
  TdBlock *last = NULL;
  guint count = td_plan_data_count (data, TD_KIND_LEGAL_BASIS);
  guint own = 0, seen = 0;

  for (guint i = 0; i < count; i++)
    own += ((TdLegalBasisRow *) td_plan_data_nth (data, TD_KIND_LEGAL_BASIS, i))->block_id == 0;

  for (guint i = 0; i < count; i++)
    {
      const TdLegalBasisRow *basis = td_plan_data_nth (data, TD_KIND_LEGAL_BASIS, i);
      g_autofree char *text = NULL;

      if (basis->block_id != 0)
        continue;
      seen++;
      text = g_strdup_printf ("%s%s%s%s", basis->verb != NULL ? basis->verb : "",
                              basis->verb != NULL ? " " : "",
                              basis->text != NULL ? basis->text : "", seen < own ? ";" : ".");
      last = td_block_append (part, td_block_new_legal_basis (text, NULL));
      td_block_set_source (last, TD_KIND_LEGAL_BASIS, basis->row.id, "text");
    }
}

/* The index of @block among the items before it that belong to the same run of the same list. */
static guint
list_index (const TdPlanData *data, const TdBlockRow *block)
{
  g_autoptr (GPtrArray) siblings = td_plan_data_section_blocks (data, block->section_id);
  guint index = 0;

  for (guint i = 0; i < siblings->len; i++)
    {
      const TdBlockRow *sibling = g_ptr_array_index (siblings, i);

      if (sibling == block)
        break;
      if (sibling->level < block->level || !g_str_equal (sibling->kind, TD_BODY_BULLET))
        index = 0;
      else if (sibling->level == block->level &&
               g_strcmp0 (sibling->marker_style, block->marker_style) == 0)
        index++;
      else if (sibling->level == block->level)
        index = 0;
    }

  return index;
}

/**
 * td_plan_block_marker:
 * @data: the plan
 * @block: a list item of it
 *
 * Returns: (nullable) (transfer full): what is printed before the item: its own mark where it has
 *   one, else the next of its style
 */
char *
td_plan_block_marker (const TdPlanData *data, const TdBlockRow *block)
{
  const char *style = block->marker_style;

  if (block->marker != NULL)
    return g_strdup (block->marker);
  if (style == NULL || !g_str_equal (block->kind, TD_BODY_BULLET))
    return NULL;
  if (g_str_equal (style, "dash"))
    return g_strdup ("-");
  if (g_str_equal (style, "plus"))
    return g_strdup ("+");
  if (g_str_equal (style, "dot"))
    return g_strdup ("•");
  if (g_str_equal (style, "letter"))
    return g_strdup_printf ("%s)", td_text_point_letter ((int) list_index (data, block)));
  if (g_str_equal (style, "number"))
    return g_strdup_printf ("%u.", list_index (data, block) + 1);
  if (g_str_equal (style, "paren"))
    return g_strdup_printf ("(%u)", list_index (data, block) + 1);

  return NULL;
}

static void
append_body_block (const TdPlanData *data, TdBlock *part, const TdBlockRow *row)
{
  const char *text = row->text != NULL ? row->text : "";
  TdBlock *block;

  if (g_str_equal (row->kind, TD_BODY_FOOTNOTE))
    {
      block = td_block_new_footnote (row->marker, text, row->marks);
    }
  else if (g_str_equal (row->kind, TD_BODY_BULLET))
    {
      g_autofree char *marker = td_plan_block_marker (data, row);

      block = td_block_new_list_item ((int) MAX (row->level - 1, 0), marker, text, row->marks);
    }
  else
    {
      block = td_block_new_paragraph (text, row->marks);
    }
  td_block_set_source (block, TD_KIND_BLOCK, row->row.id, "text");
  td_block_append (part, block);
}

static void
append_loose_blocks (const TdPlanData *data, TdBlock *part, const char *kind)
{
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_BLOCK); i++)
    {
      const TdBlockRow *row = td_plan_data_nth (data, TD_KIND_BLOCK, i);

      if (row->section_id == 0 && g_str_equal (row->kind, kind))
        append_body_block (data, part, row);
    }
}

/* RULE nd30-structure: the look of a heading follows its number: phần, mục (I), khoản (1), then the
 * levels below; a section deeper in the tree never looks higher than its place. */
static int
heading_level (const TdPlanData *data, const TdSectionRow *section)
{
  int depth = (int) td_plan_data_section_level (data, section);
  const char *style = section->number_style != NULL ? section->number_style : "none";

  if (g_str_equal (style, "part"))
    return 0;
  if (g_str_equal (style, "roman") || g_str_equal (style, "none"))
    return depth;
  if (g_str_equal (style, "arabic"))
    return MAX (depth, 2);

  return MAX (depth, 3);
}

/* The texts of a section that stand behind its child @after; 0: before all children. */
static void
append_blocks_after (
    const TdPlanData *data, TdBlock *part, GPtrArray *blocks, guint first, gint64 after)
{
  for (guint i = first; i < blocks->len; i++)
    {
      const TdBlockRow *row = g_ptr_array_index (blocks, i);

      if (row->after_section_id == after)
        append_body_block (data, part, row);
    }
}

static void
append_section (const TdPlanData *data, TdBlock *part, const TdSectionRow *section)
{
  g_autoptr (GPtrArray) blocks = td_plan_data_section_blocks (data, section->row.id);
  g_autoptr (GPtrArray) children = td_plan_data_child_sections (data, section->row.id);
  g_autofree char *label = td_plan_data_section_label (data, section);
  guint first = 0;
  TdBlock *heading =
      td_block_new_heading (heading_level (data, section), label,
                            section->title != NULL ? section->title : "", section->title_marks);

  td_block_set_source (heading, TD_KIND_SECTION, section->row.id, "title");
  if (section->run_in && blocks->len > 0)
    {
      const TdBlockRow *row = g_ptr_array_index (blocks, 0);

      if (g_str_equal (row->kind, TD_BODY_PARAGRAPH))
        {
          heading->as.heading.run_in.text = g_strdup (row->text);
          heading->as.heading.run_in.marks = g_strdup (row->marks);
          first = 1;
        }
    }
  td_block_append (part, heading);

  append_blocks_after (data, part, blocks, first, 0);
  for (guint i = 0; i < children->len; i++)
    {
      const TdSectionRow *child = g_ptr_array_index (children, i);

      append_section (data, part, child);
      append_blocks_after (data, part, blocks, first, child->row.id);
    }
}

/* RULE nd30-recipients: every line starts with a dash and ends with a semicolon, the last one with
 * a full stop. */
static char **
recipient_lines (const TdPlanData *data)
{
  guint count = td_plan_data_count (data, TD_KIND_RECIPIENT);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; i < count; i++)
    {
      const TdRecipientRow *recipient = td_plan_data_nth (data, TD_KIND_RECIPIENT, i);
      const char *text = recipient->text != NULL ? recipient->text : "";
      gboolean last = i + 1 == count;
      g_autofree char *line = g_strdup_printf ("- %s%s", text,
                                               !last                          ? ";"
                                               : g_str_has_suffix (text, ".") ? ""
                                                                              : ".");

      g_strv_builder_add (lines, line);
    }

  return g_strv_builder_end (lines);
}

/* RULE nd30-signing-prefix: one space after the prefix; the office of the signer stands below. */
static char **
title_lines (const TdSignatoryRow *signatory)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (signatory->prefix != NULL)
    {
      g_string_append (text, signatory->prefix);
      if (signatory->on_behalf_of != NULL)
        g_string_append_printf (text, " %s\n", signatory->on_behalf_of);
      else
        g_string_append_c (text, ' ');
    }
  if (signatory->title != NULL)
    g_string_append (text, signatory->title);
  if (text->len > 0 && text->str[text->len - 1] == '\n')
    g_string_truncate (text, text->len - 1);

  return g_strsplit (text->str, "\n", -1);
}

static void
append_signature (const TdPlanData *data, TdBlock *part)
{
  const TdSignatoryRow *signatory = td_plan_data_nth (data, TD_KIND_SIGNATORY, 0);
  TdBlock *block;

  if (signatory == NULL && td_plan_data_count (data, TD_KIND_RECIPIENT) == 0)
    return;

  block = td_block_new_signature ();
  if (td_plan_data_count (data, TD_KIND_RECIPIENT) > 0)
    block->as.signature.recipients = recipient_lines (data);
  if (signatory != NULL)
    {
      block->as.signature.titles = title_lines (signatory);
      block->as.signature.name = g_strdup (signatory->name);
      td_block_set_source (block, TD_KIND_SIGNATORY, signatory->row.id, "name");
    }
  td_block_append (part, block);
}

/* "Kế hoạch Thực hiện công tác … năm 2026": kind and title on one line, for the file's metadata */
static char *
document_title (const TdPlanRow *plan)
{
  g_autofree char *kind = plan->doc_type != NULL ? td_text_sentence_case (plan->doc_type) : NULL;
  g_autofree char *title =
      g_strdup_printf ("%s %s", kind != NULL ? kind : "", plan->title != NULL ? plan->title : "");

  return td_text_clean (title, -1);
}

/**
 * td_plan_compose:
 * @data: a plan, sorted (td_plan_data_sort())
 *
 * Composes the official document of a plan: header, legal bases, preamble, sections, closing words,
 * recipients and signature, annex. Texts are printed as they are kept.
 *
 * Returns: (transfer full): the block tree
 */
TdBlock *
td_plan_compose (const TdPlanData *data)
{
  const TdPlanRow *plan;
  g_autofree char *title = NULL;
  TdBlock *document;
  TdBlock *body;
  g_autoptr (GPtrArray) sections = NULL;

  g_return_val_if_fail (data != NULL && data->plan != NULL, NULL);

  plan = data->plan;
  title = document_title (plan);
  document =
      td_block_new_document (title, plan->agency_full != NULL ? plan->agency_full : plan->agency);
  if (plan->symbol != NULL)
    document->as.document.subject =
        g_strdup_printf ("%s/%s", plan->number != NULL ? plan->number : "", plan->symbol);

  body = td_block_append (document, td_block_new_part (FALSE, TD_ORIENTATION_PORTRAIT, NULL));
  td_block_append (body, td_plan_compose_header (plan));
  append_legal_bases (data, body);
  append_loose_blocks (data, body, TD_BODY_PREAMBLE);
  sections = td_plan_data_child_sections (data, 0);
  for (guint i = 0; i < sections->len; i++)
    append_section (data, body, g_ptr_array_index (sections, i));
  append_loose_blocks (data, body, TD_BODY_CLOSING);
  append_loose_blocks (data, body, TD_BODY_FOOTNOTE);
  append_signature (data, body);
  if (td_plan_has_annex (data))
    td_block_append (document, td_plan_compose_annex (data));

  return document;
}
