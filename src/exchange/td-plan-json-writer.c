/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-import.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "td-plan-area.h"
#include "td-plan-json-rows.h"
#include "td-text.h"

/* The readable part of the JSON form: the keys of the plan schema, made from the rows. The exact
 * part, from which a plan is read back, is td-plan-json-rows.c. */

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_int (JsonBuilder *builder, const char *key, gint64 value)
{
  json_builder_set_member_name (builder, key);
  if (value != 0)
    json_builder_add_int_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_number (JsonBuilder *builder, const char *key, double value)
{
  json_builder_set_member_name (builder, key);
  if (isnan (value))
    json_builder_add_null_value (builder);
  else if (value == floor (value) && fabs (value) < 1e15)
    json_builder_add_int_value (builder, (gint64) value);
  else
    json_builder_add_double_value (builder, value);
}

static void
add_list (JsonBuilder *builder, const char *key, const char *text, const char *separator)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", separator, -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*g_strstrip (parts[i]) != '\0')
        json_builder_add_string_value (builder, parts[i]);
    }
  json_builder_end_array (builder);
}

static char *
without_final_mark (const char *number)
{
  char *copy = g_strdup (number);

  if (copy == NULL)
    return NULL;
  g_strstrip (copy);
  while (*copy != '\0' && strchr (".):/ ", copy[strlen (copy) - 1]) != NULL)
    copy[strlen (copy) - 1] = '\0';

  return copy;
}

static void
add_header (JsonBuilder *builder, const TdPlanRow *plan)
{
  json_builder_set_member_name (builder, "header");
  json_builder_begin_object (builder);
  add_text (builder, "parent_agency", plan->parent_agency);
  add_text (builder, "agency", plan->agency);
  add_text (builder, "agency_full", plan->agency_full);
  add_text (builder, "number", plan->number);
  add_text (builder, "symbol", plan->symbol);
  add_text (builder, "place", plan->place);
  add_text (builder, "date", plan->issued_date);
  add_text (builder, "date_text", plan->date_text);
  add_int (builder, "day", plan->day);
  add_int (builder, "month", plan->month);
  add_int (builder, "year", plan->issued_year);
  add_text (builder, "doc_type", plan->doc_type);
  add_text (builder, "title", plan->title);
  add_int (builder, "plan_year", plan->year);
  json_builder_end_object (builder);
}

static void
add_legal_bases (JsonBuilder *builder, const TdPlanData *data)
{
  json_builder_set_member_name (builder, "legal_bases");
  json_builder_begin_array (builder);
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_LEGAL_BASIS); i++)
    {
      const TdLegalBasisRow *basis = td_plan_data_nth (data, TD_KIND_LEGAL_BASIS, i);
      json_builder_begin_object (builder);
      add_text (builder, "verb", basis->verb);
      add_text (builder, "text", basis->text);
      add_text (builder, "doc_type", basis->doc_type);
      add_text (builder, "number", basis->number);
      add_text (builder, "date", basis->date);
      add_text (builder, "issuer", basis->issuer);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static const char *
block_type (const TdBlockRow *block)
{
  if (!g_str_equal (block->kind, TD_BODY_BULLET) || block->marker_style == NULL)
    return "paragraph";

  return g_str_equal (block->marker_style, "paren") ? "number" : block->marker_style;
}

static void
add_body (JsonBuilder *builder, GPtrArray *blocks)
{
  guint n_paragraphs = 0;
  guint n_bullets = 0;

  json_builder_set_member_name (builder, "body");
  json_builder_begin_array (builder);
  for (guint i = 0; i < blocks->len; i++)
    {
      const TdBlockRow *block = blocks->pdata[i];
      gboolean bullet = g_strcmp0 (block->kind, TD_BODY_BULLET) == 0;
      if (!bullet && g_strcmp0 (block->kind, TD_BODY_PARAGRAPH) != 0)
        continue;

      n_paragraphs += !bullet;
      n_bullets += bullet;
      json_builder_begin_object (builder);
      add_text (builder, "type", block_type (block));
      add_text (builder, "text", block->text);
      if (block->marker != NULL)
        add_text (builder, "marker", block->marker);
      if (block->level > 1)
        add_int (builder, "level", block->level);
      if (block->marks != NULL)
        add_text (builder, "marks", block->marks);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "paragraphs_count");
  json_builder_add_int_value (builder, n_paragraphs);
  json_builder_set_member_name (builder, "bullets_count");
  json_builder_add_int_value (builder, n_bullets);
}

static void
add_section (JsonBuilder *builder, const TdPlanData *data, const TdSectionRow *section)
{
  g_autofree char *label = td_plan_data_section_label (data, section);
  g_autofree char *number = td_plan_data_section_number (data, section);
  g_autofree char *path = td_plan_data_section_path (data, section);
  g_autoptr (GPtrArray) blocks = td_plan_data_section_blocks (data, section->row.id);
  g_autoptr (GPtrArray) children = td_plan_data_child_sections (data, section->row.id);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "level");
  json_builder_add_int_value (builder, td_plan_data_section_level (data, section));
  add_text (builder, "number", number);
  add_text (builder, "number_text", label);
  add_text (builder, "title", section->title);
  add_text (builder, "path", path);
  add_text (builder, "field", td_plan_area_to_json (section->area_key));
  add_text (builder, "kind", section->kind);
  add_body (builder, blocks);
  json_builder_end_object (builder);

  for (guint i = 0; i < children->len; i++)
    add_section (builder, data, children->pdata[i]);
}

static void
add_sections (JsonBuilder *builder, const TdPlanData *data)
{
  g_autoptr (GPtrArray) top = td_plan_data_child_sections (data, 0);

  json_builder_set_member_name (builder, "sections");
  json_builder_begin_array (builder);
  for (guint i = 0; i < top->len; i++)
    add_section (builder, data, top->pdata[i]);
  json_builder_end_array (builder);
}

static gboolean
contains (const char *text, const char *part)
{
  return text != NULL && part != NULL && strstr (text, part) != NULL;
}

/* Where the annex target written last was found: targets stand in the order of the tasks, and
 * several cells may have the same words. */
typedef struct
{
  guint task;
  const TdTargetRow *target; /* (nullable), borrowed */
} AnnexCursor;

static gboolean
is_found_again (const AnnexCursor *cursor, const TdTargetRow *target)
{
  return cursor->target != NULL &&
         g_strcmp0 (cursor->target->source_text, target->source_text) == 0 &&
         g_strcmp0 (cursor->target->text, target->text) == 0;
}

/* "annex/II/2" or "annex/II/2#product": the cell an annex target was found in. */
static char *
annex_place (const TdPlanData *data, const TdTargetRow *target, AnnexCursor *cursor)
{
  guint n = td_plan_data_count (data, TD_KIND_TASK);
  guint start = cursor->task + (is_found_again (cursor, target) ? 1 : 0);

  for (guint k = 0; k < n; k++)
    {
      guint i = (start + k) % n;
      const TdTaskRow *task = td_plan_data_nth (data, TD_KIND_TASK, i);
      const TdPlanGroupRow *group = td_plan_data_get (data, TD_KIND_PLAN_GROUP, task->group_id);
      const char *cell = NULL;

      if (contains (task->content, target->source_text))
        cell = "";
      else if (contains (task->product_text, target->source_text))
        cell = "#product";
      else if (contains (task->note, target->source_text))
        cell = "#note";
      if (cell == NULL)
        continue;

      *cursor = (AnnexCursor){ i, target };
      g_autofree char *label = without_final_mark (group != NULL ? group->label : NULL);
      return g_strdup_printf ("annex/%s%s%s%s", label != NULL ? label : "",
                              label != NULL ? "/" : "", task->number != NULL ? task->number : "",
                              cell);
    }

  return NULL;
}

static void
add_target (JsonBuilder *builder,
            const TdPlanData *data,
            const TdTargetRow *target,
            AnnexCursor *cursor)
{
  const TdSectionRow *section = td_plan_data_get (data, TD_KIND_SECTION, target->section_id);
  g_autofree char *place = NULL;

  if (section != NULL)
    place = td_plan_data_section_path (data, section);
  else if (g_strcmp0 (target->origin, "annex") == 0)
    place = annex_place (data, target, cursor);

  json_builder_begin_object (builder);
  add_text (builder, "section", place);
  add_text (builder, "text", target->text);
  add_text (builder, "source_text", target->source_text);
  if (target->item != NULL)
    add_text (builder, "item", target->item);
  add_text (builder, "field", td_plan_area_to_json (target->area_key));
  add_text (builder, "comparator", target->comparator);
  add_number (builder, "value", target->value);
  add_text (builder, "unit", target->measure_unit);
  add_int (builder, "baseline_year", target->baseline_year);
  add_int (builder, "target_year", target->target_year);
  if (target->direction != NULL)
    add_text (builder, "direction", target->direction);
  if (target->period != NULL)
    add_text (builder, "period", target->period);
  add_text (builder, "kind", target->kind);
  add_text (builder, "origin", target->origin);
  json_builder_set_member_name (builder, "core");
  json_builder_add_boolean_value (builder, target->core);
  json_builder_end_object (builder);
}

static void
add_targets (JsonBuilder *builder, const TdPlanData *data)
{
  AnnexCursor cursor = { 0, NULL };

  json_builder_set_member_name (builder, "targets");
  json_builder_begin_array (builder);
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TARGET); i++)
    add_target (builder, data, td_plan_data_nth (data, TD_KIND_TARGET, i), &cursor);
  json_builder_end_array (builder);
}

static void
add_task_units (JsonBuilder *builder,
                const TdPlanData *data,
                const TdTaskRow *task,
                const char *role,
                const char *key)
{
  g_autoptr (GPtrArray) units = td_plan_data_task_units (data, task->row.id, role);

  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < units->len; i++)
    json_builder_add_string_value (builder, ((TdTaskUnitRow *) units->pdata[i])->text);
  json_builder_end_array (builder);
}

/* The group a task stands in, as the schema names it: number of the area row, or of a plan without
 * annex the section path joined by dots. */
static void
add_task_group (JsonBuilder *builder, const TdPlanData *data, const TdPlanGroupRow *group)
{
  g_autofree char *number = NULL;
  gint64 index = 0;

  if (group != NULL && group->section_id != 0)
    {
      const TdSectionRow *section = td_plan_data_get (data, TD_KIND_SECTION, group->section_id);
      number = section != NULL ? td_plan_data_section_path (data, section) : NULL;
      if (number != NULL)
        g_strdelimit (number, "/", '.');
    }
  else if (group != NULL)
    {
      number = without_final_mark (group->label);
      for (guint i = 0; i < td_plan_data_count (data, TD_KIND_PLAN_GROUP); i++)
        {
          if (td_plan_data_nth (data, TD_KIND_PLAN_GROUP, i) == group)
            index = i + 1;
        }
    }
  add_text (builder, "group_number", number);
  add_int (builder, "group_index", index);
  add_text (builder, "group_title", group != NULL ? group->title : NULL);
}

static void
add_task (JsonBuilder *builder, const TdPlanData *data, const TdTaskRow *task)
{
  g_autoptr (GPtrArray) products = td_plan_data_task_products (data, task->row.id);

  json_builder_begin_object (builder);
  add_task_group (builder, data, td_plan_data_get (data, TD_KIND_PLAN_GROUP, task->group_id));
  add_text (builder, "number", task->number);
  add_text (builder, "content", task->content);
  json_builder_set_member_name (builder, "products");
  json_builder_begin_array (builder);
  for (guint i = 0; i < products->len; i++)
    json_builder_add_string_value (builder, ((TdTaskProductRow *) products->pdata[i])->text);
  json_builder_end_array (builder);
  add_task_units (builder, data, task, "lead", "lead_units");
  add_task_units (builder, data, task, "coordinating", "coordinating_units");
  add_text (builder, "deadline_text", task->deadline_text != NULL ? task->deadline_text : "");
  add_text (builder, "deadline_kind", task->deadline_kind);
  add_text (builder, "start", task->deadline_start);
  add_text (builder, "end", task->deadline_end);
  json_builder_set_member_name (builder, "end_exclusive");
  json_builder_add_boolean_value (builder, task->deadline_exclusive);
  add_text (builder, "recurrence", task->deadline_recurrence);
  add_text (builder, "condition", task->deadline_condition);
  add_text (builder, "note", task->note);
  add_text (builder, "product_text", task->product_text);
  add_text (builder, "lead_text", task->lead_text);
  add_text (builder, "coordinating_text", task->coordinating_text);
  add_text (builder, "assignment_text", task->assignment_text);
  add_text (builder, "other_text", task->other_text);
  add_text (builder, "field", td_plan_area_to_json (task->area_key));
  add_text (builder, "origin", task->origin);
  json_builder_end_object (builder);
}

static void
add_tasks (JsonBuilder *builder, const TdPlanData *data)
{
  json_builder_set_member_name (builder, "tasks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TASK); i++)
    add_task (builder, data, td_plan_data_nth (data, TD_KIND_TASK, i));
  json_builder_end_array (builder);
}

static void
add_annex (JsonBuilder *builder, const TdPlanData *data)
{
  const TdPlanRow *plan = data->plan;
  const char *lines[] = { plan->annex_label, plan->annex_title, plan->annex_reference };

  json_builder_set_member_name (builder, "annex");
  if (td_plan_data_count (data, TD_KIND_PLAN_COLUMN) == 0 && plan->annex_label == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "title_lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (lines[i] != NULL)
        json_builder_add_string_value (builder, lines[i]);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_PLAN_COLUMN); i++)
    {
      const TdPlanColumnRow *column = td_plan_data_nth (data, TD_KIND_PLAN_COLUMN, i);
      json_builder_add_string_value (builder, column->heading != NULL ? column->heading : "");
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_signatory (JsonBuilder *builder, const TdPlanData *data)
{
  static const TdSignatoryRow none;
  const TdSignatoryRow *signatory = &none;

  if (td_plan_data_count (data, TD_KIND_SIGNATORY) > 0)
    signatory = td_plan_data_nth (data, TD_KIND_SIGNATORY, 0);

  json_builder_set_member_name (builder, "signatory");
  json_builder_begin_object (builder);
  add_text (builder, "prefix", signatory->prefix);
  add_text (builder, "on_behalf_of", signatory->on_behalf_of);
  add_text (builder, "title", signatory->title);
  add_text (builder, "name", signatory->name);
  json_builder_end_object (builder);
}

static void
add_recipients (JsonBuilder *builder, const TdPlanData *data)
{
  json_builder_set_member_name (builder, "recipients");
  json_builder_begin_array (builder);
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_RECIPIENT); i++)
    {
      const TdRecipientRow *recipient = td_plan_data_nth (data, TD_KIND_RECIPIENT, i);
      json_builder_add_string_value (builder, recipient->text != NULL ? recipient->text : "");
    }
  json_builder_end_array (builder);
}

static void
add_facts (JsonBuilder *builder, const TdPlanData *data, const char *kind, const char *key)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_PLAN_FACT); i++)
    {
      const TdPlanFactRow *fact = td_plan_data_nth (data, TD_KIND_PLAN_FACT, i);
      if (g_strcmp0 (fact->kind, kind) != 0)
        continue;

      const TdSectionRow *section = td_plan_data_get (data, TD_KIND_SECTION, fact->section_id);
      g_autofree char *path = section != NULL ? td_plan_data_section_path (data, section) : NULL;
      json_builder_begin_object (builder);
      add_text (builder, "section", path);
      add_text (builder, "text", fact->text);
      add_text (builder, "who", fact->who);
      add_text (builder, "subject", fact->subject);
      add_number (builder, "value", fact->value);
      add_number (builder, "of", fact->of);
      add_int (builder, "year", fact->year);
      add_list (builder, "dates", fact->dates, " ");
      add_list (builder, "periods", fact->periods, ";");
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_block_texts (JsonBuilder *builder, const TdPlanData *data, const char *kind, const char *key)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_BLOCK); i++)
    {
      const TdBlockRow *block = td_plan_data_nth (data, TD_KIND_BLOCK, i);
      if (g_strcmp0 (block->kind, kind) != 0)
        continue;
      if (g_str_equal (kind, TD_BODY_FOOTNOTE))
        {
          json_builder_begin_object (builder);
          add_text (builder, "mark", block->marker);
          add_text (builder, "text", block->text);
          json_builder_end_object (builder);
        }
      else
        json_builder_add_string_value (builder, block->text != NULL ? block->text : "");
    }
  json_builder_end_array (builder);
}

/**
 * td_plan_json_write:
 * @data: a plan
 *
 * The JSON form of a plan: "schema": "tiendo-plan/1", the keys of the plan schema for people and
 * scripts, and member "rows" from which td_plan_json_read() makes the same plan again.
 *
 * Returns: (transfer full): JSON text, UTF-8
 */
char *
td_plan_json_write (const TdPlanData *data)
{
  g_return_val_if_fail (data != NULL, NULL);

  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "schema", "tiendo-plan/1");
  add_header (builder, data->plan);
  add_block_texts (builder, data, TD_BODY_PREAMBLE, "preamble");
  add_legal_bases (builder, data);
  add_sections (builder, data);
  add_targets (builder, data);
  add_tasks (builder, data);
  add_annex (builder, data);
  add_recipients (builder, data);
  add_signatory (builder, data);
  add_facts (builder, data, "reporting_regime", "reporting_regime");
  add_facts (builder, data, "dated_duty", "dated_duties");
  add_facts (builder, data, "status_fact", "status_facts");
  add_block_texts (builder, data, TD_BODY_CLOSING, "closing");
  add_block_texts (builder, data, TD_BODY_FOOTNOTE, "footnotes");
  td_plan_json_add_rows (builder, data);
  json_builder_end_object (builder);

  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_indent (generator, 1);

  return json_generator_to_data (generator, NULL);
}
