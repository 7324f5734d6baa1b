/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-json-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "td-error.h"

/* More rows than any plan has; a file past it is refused, not read slowly. */
#define MAX_ROWS 100000

static void
add_row (JsonBuilder *builder, TdKind kind, gconstpointer row)
{
  const TdKindSpec *spec = td_kind_spec (kind);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, ((const TdRow *) row)->id);
  for (guint i = 0; i < spec->n_fields; i++)
    {
      const TdFieldSpec *field = &spec->fields[i];

      switch (field->type)
        {
        case TD_FIELD_TEXT:
        case TD_FIELD_DATE:
          if (td_row_get_text (row, field) == NULL)
            continue;
          json_builder_set_member_name (builder, field->name);
          json_builder_add_string_value (builder, td_row_get_text (row, field));
          break;
        case TD_FIELD_REAL:
          if (isnan (td_row_get_real (row, field)))
            continue;
          json_builder_set_member_name (builder, field->name);
          json_builder_add_double_value (builder, td_row_get_real (row, field));
          break;
        case TD_FIELD_BOOL:
          json_builder_set_member_name (builder, field->name);
          json_builder_add_boolean_value (builder, td_row_get_int (row, field) != 0);
          break;
        case TD_FIELD_INT:
        case TD_FIELD_REF:
        default:
          if (td_row_get_int (row, field) == 0)
            continue;
          json_builder_set_member_name (builder, field->name);
          json_builder_add_int_value (builder, td_row_get_int (row, field));
          break;
        }
    }
  json_builder_end_object (builder);
}

/**
 * td_plan_json_add_rows:
 * @builder: a builder inside an object
 * @data: a plan
 *
 * Adds member "rows": every field of every row under its own name, so that a plan comes back from
 * its JSON form as it was.
 */
void
td_plan_json_add_rows (JsonBuilder *builder, const TdPlanData *data)
{
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "plan");
  json_builder_begin_array (builder);
  add_row (builder, TD_KIND_PLAN, data->plan);
  json_builder_end_array (builder);
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      if (kind == TD_KIND_PLAN || td_plan_data_count (data, kind) == 0)
        continue;

      json_builder_set_member_name (builder, td_kind_spec (kind)->name);
      json_builder_begin_array (builder);
      for (guint i = 0; i < td_plan_data_count (data, kind); i++)
        add_row (builder, kind, td_plan_data_nth (data, kind, i));
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static gboolean
load_field (gpointer row, const TdFieldSpec *field, JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;

  GType type = json_node_get_value_type (node);
  gboolean numeric = type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;

  switch (field->type)
    {
    case TD_FIELD_TEXT:
    case TD_FIELD_DATE:
      if (type != G_TYPE_STRING)
        return FALSE;
      if (*json_node_get_string (node) != '\0')
        td_row_set_text (row, field, json_node_get_string (node));
      return TRUE;
    case TD_FIELD_REAL:
      if (numeric)
        td_row_set_real (row, field, json_node_get_double (node));
      return numeric;
    case TD_FIELD_BOOL:
      if (type == G_TYPE_BOOLEAN)
        td_row_set_int (row, field, json_node_get_boolean (node));
      else if (numeric)
        td_row_set_int (row, field, json_node_get_int (node) != 0);
      return numeric || type == G_TYPE_BOOLEAN;
    case TD_FIELD_INT:
    case TD_FIELD_REF:
    default:
      if (numeric)
        td_row_set_int (row, field, json_node_get_int (node));
      return numeric;
    }
}

static gboolean
load_row (TdKind kind,
          gpointer row,
          JsonObject *object,
          const char *place,
          const char *name,
          GError **error)
{
  const TdKindSpec *spec = td_kind_spec (kind);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      JsonNode *node = json_object_get_member (object, spec->fields[i].name);
      if (node != NULL && !load_field (row, &spec->fields[i], node))
        {
          td_error_set_at (error, TD_ERROR_BAD_INPUT, name, place,
                           _ ("The value of “%s” is not of the expected kind."),
                           spec->fields[i].name);
          return FALSE;
        }
    }

  JsonNode *id = json_object_get_member (object, "id");
  if (id != NULL && JSON_NODE_HOLDS_VALUE (id) && json_node_get_value_type (id) == G_TYPE_INT64)
    ((TdRow *) row)->id = json_node_get_int (id);

  return TRUE;
}

/* Every reference names a row that is there, or none: a dangling one is set to none, so that what
 * follows may trust it. */
static void
drop_dangling_references (TdPlanData *data)
{
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      const TdKindSpec *spec = td_kind_spec (kind);

      for (guint i = 0; kind != TD_KIND_PLAN && i < td_plan_data_count (data, kind); i++)
        {
          gpointer row = td_plan_data_nth (data, kind, i);
          for (guint f = 0; f < spec->n_fields; f++)
            {
              const TdFieldSpec *field = &spec->fields[f];
              if (field->type != TD_FIELD_REF || field->target == TD_KIND_PLAN)
                continue;
              gint64 id = td_row_get_int (row, field);
              if (id != 0 && data->rows[field->target] != NULL &&
                  td_plan_data_get (data, field->target, id) == NULL)
                td_row_set_int (row, field, 0);
            }
        }
    }
}

static gboolean
has_section_cycle (const TdPlanData *data)
{
  guint n = td_plan_data_count (data, TD_KIND_SECTION);

  for (guint i = 0; i < n; i++)
    {
      const TdSectionRow *section = td_plan_data_nth (data, TD_KIND_SECTION, i);
      guint depth = 0;
      while (section != NULL && section->parent_id != 0)
        {
          if (++depth > 32)
            return TRUE;
          section = td_plan_data_get (data, TD_KIND_SECTION, section->parent_id);
        }
    }

  return FALSE;
}

static gboolean
load_kind (JsonArray *array, TdKind kind, TdPlanData *data, const char *name, GError **error)
{
  g_autofree char *place = NULL;
  guint length = json_array_get_length (array);

  if (length > MAX_ROWS)
    {
      td_error_set_at (error, TD_ERROR_TOO_LARGE, name, td_kind_spec (kind)->name,
                       _ ("The plan holds more than %d records of one kind."), MAX_ROWS);
      return FALSE;
    }

  for (guint i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      g_free (place);
      place = g_strdup_printf ("rows/%s/%u", td_kind_spec (kind)->name, i + 1);
      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          td_error_set_at (error, TD_ERROR_BAD_INPUT, name, place,
                           _ ("A record is not an object."));
          return FALSE;
        }

      gpointer row = kind == TD_KIND_PLAN ? (gpointer) data->plan : td_plan_data_add (data, kind);
      if (!load_row (kind, row, json_node_get_object (node), place, name, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * td_plan_json_load_rows:
 * @rows: member "rows" of a plan
 * @data: an empty plan to fill
 * @name: (nullable): file name for messages
 * @error: TD_ERROR with the place of the record
 *
 * Returns: %FALSE when a record is not what it should be; @data is then of no use
 */
gboolean
td_plan_json_load_rows (JsonObject *rows, TdPlanData *data, const char *name, GError **error)
{
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      JsonNode *node = json_object_get_member (rows, td_kind_spec (kind)->name);
      if (node == NULL || (kind != TD_KIND_PLAN && data->rows[kind] == NULL))
        continue;
      if (!JSON_NODE_HOLDS_ARRAY (node))
        {
          td_error_set_at (error, TD_ERROR_BAD_INPUT, name, td_kind_spec (kind)->name,
                           _ ("The records are not a list."));
          return FALSE;
        }
      if (!load_kind (json_node_get_array (node), kind, data, name, error))
        return FALSE;
    }

  drop_dangling_references (data);
  if (has_section_cycle (data))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, "rows/section",
                       _ ("The sections are nested in themselves or too deeply."));
      return FALSE;
    }

  return TRUE;
}
