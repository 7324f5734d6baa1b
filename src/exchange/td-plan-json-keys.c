/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-json-keys.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "td-annex-columns.h"
#include "td-annex-task.h"
#include "td-error.h"
#include "td-plan-area.h"
#include "td-plan-json-task.h"
#include "td-plan-json-value.h"
#include "td-plan-label.h"
#include "td-plan-section-kind.h"
#include "td-text.h"

/* The readable keys of a plan that some other program wrote: any of them may be missing. */

static void
load_header (JsonObject *root, TdPlanData *data)
{
  JsonObject *header = td_json_object (root, "header");
  TdPlanRow *plan = data->plan;

  if (header == NULL)
    return;

  plan->parent_agency = td_json_dup_text (header, "parent_agency");
  plan->agency = td_json_dup_text (header, "agency");
  plan->agency_full = td_json_dup_text (header, "agency_full");
  plan->number = td_json_dup_text (header, "number");
  plan->symbol = td_json_dup_text (header, "symbol");
  plan->place = td_json_dup_text (header, "place");
  plan->issued_date = td_json_dup_date (header, "date");
  plan->date_text = td_json_dup_text (header, "date_text");
  plan->day = td_json_int (header, "day", 1, 31);
  plan->month = td_json_int (header, "month", 1, 12);
  plan->issued_year = td_json_int (header, "year", 1900, 2200);
  plan->doc_type = td_json_dup_text (header, "doc_type");
  plan->title = td_json_dup_text (header, "title");
  plan->year = td_json_int (header, "plan_year", 1900, 2200);
}

static void
load_block_texts (JsonObject *root, TdPlanData *data, const char *key, const char *kind)
{
  JsonArray *array = td_json_array (root, key);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      g_autofree char *text =
          object != NULL ? td_json_dup_text (object, "text") : td_json_node_dup_text (node);
      if (text == NULL)
        continue;

      TdBlockRow *block = td_plan_data_add (data, TD_KIND_BLOCK);
      block->kind = g_strdup (kind);
      block->text = g_steal_pointer (&text);
      block->marker = object != NULL ? td_json_dup_text (object, "mark") : NULL;
    }
}

static void
load_bases (JsonObject *root, TdPlanData *data)
{
  JsonArray *array = td_json_array (root, "legal_bases");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = td_json_nth_object (array, i);
      g_autofree char *text = object != NULL ? td_json_dup_text (object, "text") : NULL;
      if (text == NULL)
        continue;

      TdLegalBasisRow *basis = td_plan_data_add (data, TD_KIND_LEGAL_BASIS);
      basis->text = g_steal_pointer (&text);
      basis->verb = td_json_dup_text (object, "verb");
      basis->doc_type = td_json_dup_text (object, "doc_type");
      basis->number = td_json_dup_text (object, "number");
      basis->date = td_json_dup_date (object, "date");
      basis->issuer = td_json_dup_text (object, "issuer");
    }
}

static TdPlanLabelStyle
number_style (const char *number)
{
  g_auto (TdPlanLabel) label = { 0 };

  return td_plan_label_parse_automatic (number, NULL, &label) ? label.style : TD_LABEL_NONE;
}

static void
load_body (JsonObject *object, TdPlanData *data, const TdSectionRow *section)
{
  JsonArray *body = td_json_array (object, "body");

  for (guint i = 0; body != NULL && i < json_array_get_length (body); i++)
    {
      JsonObject *item = td_json_nth_object (body, i);
      g_autofree char *text = item != NULL ? td_json_dup_text (item, "text") : NULL;
      if (text == NULL)
        continue;

      g_autofree char *type = td_json_dup_text (item, "type");
      gboolean bullet = type != NULL && !g_str_equal (type, "paragraph");
      TdBlockRow *block = td_plan_data_add (data, TD_KIND_BLOCK);
      block->section_id = section->row.id;
      block->kind = g_strdup (bullet ? TD_BODY_BULLET : TD_BODY_PARAGRAPH);
      block->text = g_steal_pointer (&text);
      block->marks = td_json_dup_text (item, "marks");
      block->marker = td_json_dup_text (item, "marker");
      block->level = bullet ? MAX (1, td_json_int (item, "level", 1, 12)) : 0;
      if (bullet)
        block->marker_style = g_steal_pointer (&type);
    }
}

static char *
dup_area (JsonObject *object, const char *title)
{
  g_autofree char *field = td_json_dup_text (object, "field");

  return g_strdup (field != NULL ? td_plan_area_from_json (field)
                                 : td_plan_area_from_title (title));
}

/* Sections come flat, in document order: their level says what they stand in. */
static gboolean
load_sections (JsonObject *root, TdPlanData *data, const char *name, GError **error)
{
  JsonArray *array = td_json_array (root, "sections");
  gint64 parents[13] = { 0 };

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = td_json_nth_object (array, i);
      gint64 level = object != NULL ? td_json_int (object, "level", 1, 12) : 0;
      if (level == 0)
        {
          g_autofree char *place = g_strdup_printf ("sections/%u", i + 1);
          td_error_set_at (error, TD_ERROR_BAD_INPUT, name, place,
                           _ ("A section has no level from 1 to 12."));
          return FALSE;
        }

      g_autofree char *number = td_json_dup_text (object, "number");
      TdPlanLabelStyle style = number_style (number);
      TdSectionRow *section = td_plan_data_add (data, TD_KIND_SECTION);
      for (gint64 l = level - 1; l > 0 && section->parent_id == 0; l--)
        section->parent_id = parents[l];
      parents[level] = section->row.id;
      for (gint64 l = level + 1; l <= 12; l++)
        parents[l] = 0;
      section->number_style = g_strdup (td_plan_label_section_style (style));
      section->label = td_json_dup_text (object, "number_text");
      /* "number_text": null asks for automatic numbering; without the member the number is printed.
       */
      gboolean automatic = json_object_has_member (object, "number_text") && section->label == NULL;
      if (!automatic && (section->label == NULL || g_strcmp0 (section->label, number) == 0))
        {
          g_free (section->label);
          section->label = number == NULL
                               ? NULL
                               : g_strconcat (number, style == TD_LABEL_LETTER ? ")" : ".", NULL);
        }
      section->title = td_json_dup_text (object, "title");
      section->area_key = dup_area (object, section->title);
      section->kind = td_json_dup_text (object, "kind");
      if (section->kind == NULL)
        section->kind =
            g_strdup (td_plan_section_kind_from_title (section->title, section->parent_id == 0));
      load_body (object, data, section);
    }

  return TRUE;
}

/* A basis whose words stand in a paragraph is printed with it, not once more. */
static void
find_basis_blocks (TdPlanData *data)
{
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_LEGAL_BASIS); i++)
    {
      TdLegalBasisRow *basis = td_plan_data_nth (data, TD_KIND_LEGAL_BASIS, i);
      for (guint b = 0; b < td_plan_data_count (data, TD_KIND_BLOCK) && basis->block_id == 0; b++)
        {
          const TdBlockRow *block = td_plan_data_nth (data, TD_KIND_BLOCK, b);
          if (block->text != NULL && strstr (block->text, basis->text) != NULL)
            basis->block_id = block->row.id;
        }
    }
}

static gint64
section_at (const TdPlanData *data, const char *path)
{
  for (guint i = 0; path != NULL && i < td_plan_data_count (data, TD_KIND_SECTION); i++)
    {
      const TdSectionRow *section = td_plan_data_nth (data, TD_KIND_SECTION, i);
      g_autofree char *own = td_plan_data_section_path (data, section);
      if (g_strcmp0 (own, path) == 0)
        return section->row.id;
    }

  return 0;
}

static void
load_targets (JsonObject *root, TdPlanData *data)
{
  JsonArray *array = td_json_array (root, "targets");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = td_json_nth_object (array, i);
      g_autofree char *text = object != NULL ? td_json_dup_text (object, "text") : NULL;
      if (text == NULL)
        continue;

      g_autofree char *path = td_json_dup_text (object, "section");
      g_autofree char *field = td_json_dup_text (object, "field");
      TdTargetRow *target = td_plan_data_add (data, TD_KIND_TARGET);
      target->section_id = section_at (data, path);
      target->text = g_steal_pointer (&text);
      target->source_text = td_json_dup_text (object, "source_text");
      target->item = td_json_dup_text (object, "item");
      target->area_key = g_strdup (td_plan_area_from_json (field));
      target->comparator = td_json_dup_text (object, "comparator");
      target->value = td_json_number (object, "value");
      target->measure_unit = td_json_dup_text (object, "unit");
      target->baseline_year = td_json_int (object, "baseline_year", 1900, 2200);
      target->baseline_value = NAN;
      target->target_year = td_json_int (object, "target_year", 1900, 2200);
      target->direction = td_json_dup_text (object, "direction");
      target->period = td_json_dup_text (object, "period");
      target->kind = td_json_dup_text (object, "kind");
      target->origin = td_json_dup_text (object, "origin");
      target->core = td_json_bool (object, "core");
    }
}

static void
load_annex (JsonObject *root, TdPlanData *data)
{
  JsonObject *annex = td_json_object (root, "annex");
  JsonArray *lines = annex != NULL ? td_json_array (annex, "title_lines") : NULL;
  JsonArray *columns = annex != NULL ? td_json_array (annex, "columns") : NULL;
  guint n_lines = lines != NULL ? json_array_get_length (lines) : 0;
  g_autoptr (GString) title = g_string_new (NULL);

  for (guint i = 0; i < n_lines; i++)
    {
      g_autofree char *line = td_json_node_dup_text (json_array_get_element (lines, i));
      if (line == NULL)
        continue;
      if (i == 0)
        data->plan->annex_label = g_steal_pointer (&line);
      else if (*line == '(' && data->plan->annex_reference == NULL)
        data->plan->annex_reference = g_steal_pointer (&line);
      else
        g_string_append_printf (title, "%s%s", title->len > 0 ? "\n" : "", line);
    }
  if (title->len > 0)
    data->plan->annex_title = g_strdup (title->str);
  if (annex != NULL)
    {
      g_autofree char *orientation = td_json_dup_text (annex, "orientation");
      if (g_strcmp0 (orientation, "portrait") == 0 || g_strcmp0 (orientation, "landscape") == 0)
        data->plan->annex_orientation = g_steal_pointer (&orientation);
      data->plan->annex_header = td_json_bool (annex, "header");
    }
  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    {
      TdPlanColumnRow *column = td_plan_data_add (data, TD_KIND_PLAN_COLUMN);
      column->heading = td_json_node_dup_text (json_array_get_element (columns, i));
      const char *role = column->heading != NULL ? td_annex_column_role (column->heading) : NULL;
      column->role = g_strdup (role != NULL ? role : TD_COLUMN_OTHER);
      column->width = NAN;
    }
}

static void
load_closing (JsonObject *root, TdPlanData *data)
{
  JsonArray *recipients = td_json_array (root, "recipients");
  JsonObject *signatory = td_json_object (root, "signatory");

  for (guint i = 0; recipients != NULL && i < json_array_get_length (recipients); i++)
    {
      g_autofree char *text = td_json_node_dup_text (json_array_get_element (recipients, i));
      if (text == NULL)
        continue;
      TdRecipientRow *recipient = td_plan_data_add (data, TD_KIND_RECIPIENT);
      recipient->text = g_steal_pointer (&text);
    }

  g_autofree char *title = signatory != NULL ? td_json_dup_text (signatory, "title") : NULL;
  if (title == NULL)
    return;
  TdSignatoryRow *row = td_plan_data_add (data, TD_KIND_SIGNATORY);
  row->prefix = td_json_dup_text (signatory, "prefix");
  row->on_behalf_of = td_json_dup_text (signatory, "on_behalf_of");
  row->title = g_steal_pointer (&title);
  row->name = td_json_dup_text (signatory, "name");
}

/**
 * td_plan_json_load_keys:
 * @root: the object of a plan without member "rows"
 * @data: an empty plan to fill
 * @name: (nullable): file name for messages
 * @error: TD_ERROR_BAD_INPUT with the place
 *
 * Makes a plan of the readable keys alone. Values of the wrong kind count as absent.
 *
 * Returns: %FALSE when the sections cannot be put together
 */
gboolean
td_plan_json_load_keys (JsonObject *root, TdPlanData *data, const char *name, GError **error)
{
  load_header (root, data);
  load_block_texts (root, data, "preamble", TD_BODY_PREAMBLE);
  load_bases (root, data);
  if (!load_sections (root, data, name, error))
    return FALSE;

  find_basis_blocks (data);
  load_targets (root, data);
  load_annex (root, data);
  td_plan_json_load_tasks (root, data);
  load_closing (root, data);
  load_block_texts (root, data, "closing", TD_BODY_CLOSING);
  load_block_texts (root, data, "footnotes", TD_BODY_FOOTNOTE);

  return TRUE;
}
