/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-outline-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-pattern.h"
#include "td-plan-area.h"
#include "td-plan-basis-reader.h"
#include "td-plan-heading.h"
#include "td-plan-section-kind.h"
#include "td-text.h"

#define MAX_DEPTH 12
#define MAX_COUNTED 2000 /* sections whose numbers are counted again */

TD_PATTERN (closing_pattern,
            "^(trên đây là|yêu cầu|đề nghị|sở\\s.{0,60}(?:yêu cầu|đề nghị)|trong quá trình|nhận "
            "được|căn cứ "
            "(?:kế hoạch|nội dung) (?:này|kế hoạch)|giám đốc sở|kế hoạch này)\\b")
TD_PATTERN (not_closing_pattern, "^(thời gian|thời hạn|tiến độ|kinh phí)")

/* A section that the next lines may still belong to. */
typedef struct
{
  TdSectionRow *section; /* borrowed */
  TdPlanLabelStyle style;
  int depth; /* of a decimal number: "1.1" is 2 */
  int value;
  int heading_level;
} OpenSection;

typedef struct
{
  TdPlanData *data;
  OpenSection open[MAX_DEPTH];
  guint n_open;
  TdPlanLabelStyle items[MAX_DEPTH]; /* list marks of the running list, outermost first */
  guint n_items;
  gboolean any_section;
  gint64 position; /* counts sections and blocks together, so that their order is kept */
} Outline;

static int
decimal_depth (const TdPlanLabel *label)
{
  int depth = 1;

  for (const char *p = label->number; p != NULL && *p != '\0'; p++)
    depth += *p == '.';

  return depth;
}

static gboolean
is_same_rank (const OpenSection *open, const TdPlanLabel *label)
{
  if (open->style != label->style)
    return FALSE;

  return label->style != TD_LABEL_DECIMAL || open->depth == decimal_depth (label);
}

static gboolean
is_inner (const OpenSection *open, const TdPlanLabel *label)
{
  if (open->style == TD_LABEL_NONE)
    return TRUE;
  if (open->style == TD_LABEL_DECIMAL && label->style == TD_LABEL_DECIMAL)
    return open->depth > decimal_depth (label);

  return open->style > label->style;
}

/* Closes the sections that a heading with @label ends: those of its own rank and what is in them.
 * A rank that is not open yet goes below every outer one. */
static void
close_for_heading (Outline *self, const TdPlanLine *line)
{
  const TdPlanLabel *label = &line->label;

  if (label->style == TD_LABEL_NONE)
    {
      int level = line->source->heading_level;
      while (self->n_open > 0)
        {
          const OpenSection *last = &self->open[self->n_open - 1];
          if (last->style != TD_LABEL_NONE && !(level > 0 && last->heading_level >= level))
            break;
          self->n_open--;
        }
      return;
    }

  for (guint i = 0; i < self->n_open; i++)
    {
      if (is_same_rank (&self->open[i], label))
        {
          self->n_open = i;
          return;
        }
    }
  while (self->n_open > 0 && is_inner (&self->open[self->n_open - 1], label))
    self->n_open--;
}

/* RULE plan/numbered-sentence: a numbered sentence that goes on with the count of a section's
 * number is an item beside that section, not in it. */
static void
close_for_item (Outline *self, const TdPlanLabel *label)
{
  for (guint i = 0; i < self->n_open; i++)
    {
      if (is_same_rank (&self->open[i], label) && label->value > self->open[i].value)
        {
          self->n_open = i;
          self->n_items = 0;
          return;
        }
    }
}

static void
add_section (Outline *self, const TdPlanLine *line)
{
  close_for_heading (self, line);
  if (self->n_open == MAX_DEPTH)
    self->n_open--;

  TdSectionRow *section = td_plan_data_add (self->data, TD_KIND_SECTION);
  section->position = self->position += TD_POSITION_STEP;
  section->parent_id = self->n_open > 0 ? self->open[self->n_open - 1].section->row.id : 0;
  section->number_style = g_strdup (td_plan_label_section_style (line->label.style));
  section->label = g_strdup (line->label.text);
  section->title = *line->text != '\0' ? g_strdup (line->text) : NULL;
  section->title_marks = g_strdup (line->marks);
  section->area_key = g_strdup (td_plan_area_from_title (section->title));
  section->kind =
      g_strdup (td_plan_section_kind_from_title (section->title, section->parent_id == 0));

  self->open[self->n_open++] = (OpenSection){
    .section = section,
    .style = line->label.style,
    .depth = decimal_depth (&line->label),
    .value = line->label.value,
    .heading_level = line->source->heading_level,
  };
  self->n_items = 0;
  self->any_section = TRUE;
}

/* "Phần I" stands on its own line, its title on the next. */
static gboolean
completes_title (const Outline *self, const TdPlanLine *line)
{
  if (self->n_open == 0 || line->label.style != TD_LABEL_NONE)
    return FALSE;

  const OpenSection *last = &self->open[self->n_open - 1];

  return last->style == TD_LABEL_PART && last->section->title == NULL;
}

static guint
item_level (Outline *self, const TdPlanLine *line)
{
  TdPlanLabelStyle style = line->label.style;

  for (guint i = 0; i < self->n_items; i++)
    {
      if (self->items[i] == style)
        {
          self->n_items = i + 1;
          return i + 1;
        }
    }
  if (self->n_items < MAX_DEPTH)
    self->items[self->n_items++] = style;

  return MAX (self->n_items,
              line->source->label != NULL ? (guint) MAX (line->source->list_level, 0) + 1 : 0);
}

/* The child section read last under @section_id: what comes now stands behind it. */
static gint64
last_child (const TdPlanData *data, gint64 section_id)
{
  for (guint i = td_plan_data_count (data, TD_KIND_SECTION); section_id != 0 && i > 0; i--)
    {
      const TdSectionRow *section = td_plan_data_nth (data, TD_KIND_SECTION, i - 1);

      if (section->parent_id == section_id)
        return section->row.id;
    }

  return 0;
}

static TdBlockRow *
add_block (Outline *self, const TdPlanLine *line)
{
  gboolean item = line->label.style != TD_LABEL_NONE;

  if (item && td_plan_label_is_number (&line->label))
    close_for_item (self, &line->label);

  TdBlockRow *block = td_plan_data_add (self->data, TD_KIND_BLOCK);
  block->position = self->position += TD_POSITION_STEP;
  block->section_id = self->n_open > 0 ? self->open[self->n_open - 1].section->row.id : 0;
  block->after_section_id = last_child (self->data, block->section_id);
  block->kind = g_strdup (!self->any_section ? TD_BODY_PREAMBLE
                          : item             ? TD_BODY_BULLET
                                             : TD_BODY_PARAGRAPH);
  block->marker = g_strdup (line->label.text);
  block->marker_style = g_strdup (td_plan_label_marker_style (line->label.style));
  block->text = *line->text != '\0' ? g_strdup (line->text) : NULL;
  block->marks = g_strdup (line->marks);
  if (item)
    block->level = item_level (self, line);
  else
    self->n_items = 0;

  return block;
}

static gboolean
is_closing (const TdBlockRow *block)
{
  return g_str_equal (block->kind, TD_BODY_PARAGRAPH) &&
         td_pattern_matches (closing_pattern (), block->text) &&
         !td_pattern_matches (not_closing_pattern (), block->text);
}

/* The last paragraphs ("Trên đây là ...", "... yêu cầu các đơn vị ... ./.") close the document and
 * belong to no section. */
static void
mark_closing (TdPlanData *data)
{
  guint n = td_plan_data_count (data, TD_KIND_BLOCK);
  guint first = n;

  for (guint i = n; i > 0 && n - i < 4; i--)
    {
      const TdBlockRow *block = td_plan_data_nth (data, TD_KIND_BLOCK, i - 1);
      if (!g_str_equal (block->kind, TD_BODY_PARAGRAPH))
        break;
      if (is_closing (block))
        first = i - 1;
    }
  for (guint i = first; i < n; i++)
    {
      TdBlockRow *block = td_plan_data_nth (data, TD_KIND_BLOCK, i);
      g_free (block->kind);
      block->kind = g_strdup (TD_BODY_CLOSING);
      block->section_id = 0;
      block->after_section_id = 0;
    }
}

/* A label that counting gives as well is not kept, so that it follows when sections move. */
static void
drop_counted_labels (TdPlanData *data)
{
  if (td_plan_data_count (data, TD_KIND_SECTION) > MAX_COUNTED)
    return;

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_SECTION); i++)
    {
      TdSectionRow *section = td_plan_data_nth (data, TD_KIND_SECTION, i);
      g_autofree char *printed = g_steal_pointer (&section->label);

      if (g_str_equal (section->number_style, "none"))
        continue;

      g_autofree char *counted = td_plan_data_section_label (data, section);
      if (g_strcmp0 (counted, printed) != 0)
        section->label = g_steal_pointer (&printed);
    }
}

/* Whether it left a doubt about the section that @line is going to be */
static gboolean
check_numbers (TdPlanData *data, const Outline *self, const TdPlanLine *line)
{
  const OpenSection *last = NULL;

  for (guint i = 0; i < self->n_open; i++)
    {
      if (is_same_rank (&self->open[i], &line->label))
        last = &self->open[i];
    }
  if (last == NULL || line->label.value == last->value + 1 || line->label.value == 1)
    return FALSE;

  g_autofree char *place = g_strdup_printf ("section %s", line->label.text);
  td_plan_data_doubt (data, place, _ ("The number “%s” does not follow the number before it."),
                      line->label.text);

  return TRUE;
}

/**
 * td_plan_outline_reader_read:
 * @frame: the parts of a document
 * @data: plan to fill
 *
 * Builds the tree of sections and their blocks from numbering, weight and styles. Repeated and
 * skipped numbers stay as printed.
 */
void
td_plan_outline_reader_read (const TdPlanFrame *frame, TdPlanData *data)
{
  Outline self = { .data = data };
  gboolean styled = td_plan_heading_document_is_styled (frame->body);

  for (guint i = 0; i < frame->body->len; i++)
    {
      const TdPlanLine *line = frame->body->pdata[i];

      if (td_plan_line_is_blank (line))
        continue;
      if (completes_title (&self, line))
        {
          TdSectionRow *part = self.open[self.n_open - 1].section;
          part->title = g_strdup (line->text);
          part->kind = g_strdup (td_plan_section_kind_from_title (part->title, TRUE));
        }
      else if (td_plan_heading_is_heading (frame->body, i, styled))
        {
          gboolean doubted =
              td_plan_label_is_number (&line->label) && check_numbers (data, &self, line);
          add_section (&self, line);
          if (doubted)
            td_plan_data_doubt_about (data, TD_KIND_SECTION,
                                      self.open[self.n_open - 1].section->row.id);
        }
      else
        add_block (&self, line);
    }
  mark_closing (data);
  td_plan_data_sort (data);
  drop_counted_labels (data);
}
