/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-office-reader.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "td-error.h"

static void
free_agency (gpointer row)
{
  td_row_free (TD_KIND_AGENCY, row);
}

#define DEFINE_FREE(name, KIND)                                                                    \
  static void free_##name (gpointer row)                                                           \
  {                                                                                                \
    td_row_free (KIND, row);                                                                       \
  }

DEFINE_FREE (unit, TD_KIND_UNIT)
DEFINE_FREE (alias, TD_KIND_UNIT_ALIAS)
DEFINE_FREE (group, TD_KIND_UNIT_GROUP)
DEFINE_FREE (member, TD_KIND_UNIT_GROUP_MEMBER)
DEFINE_FREE (area, TD_KIND_AREA)
DEFINE_FREE (profile, TD_KIND_PROFILE)
DEFINE_FREE (recipient, TD_KIND_RECIPIENT)
DEFINE_FREE (signatory, TD_KIND_SIGNATORY)

/**
 * td_office_data_new:
 *
 * Returns: (transfer full): nothing yet
 */
TdOfficeData *
td_office_data_new (void)
{
  TdOfficeData *data = g_new0 (TdOfficeData, 1);

  data->rows[TD_KIND_UNIT] = g_ptr_array_new_with_free_func (free_unit);
  data->rows[TD_KIND_UNIT_ALIAS] = g_ptr_array_new_with_free_func (free_alias);
  data->rows[TD_KIND_UNIT_GROUP] = g_ptr_array_new_with_free_func (free_group);
  data->rows[TD_KIND_UNIT_GROUP_MEMBER] = g_ptr_array_new_with_free_func (free_member);
  data->rows[TD_KIND_AREA] = g_ptr_array_new_with_free_func (free_area);
  data->rows[TD_KIND_PROFILE] = g_ptr_array_new_with_free_func (free_profile);
  data->rows[TD_KIND_RECIPIENT] = g_ptr_array_new_with_free_func (free_recipient);
  data->rows[TD_KIND_SIGNATORY] = g_ptr_array_new_with_free_func (free_signatory);

  return data;
}

void
td_office_data_free (TdOfficeData *data)
{
  if (data == NULL)
    return;

  g_clear_pointer (&data->agency, free_agency);
  for (guint i = 0; i < TD_N_KINDS; i++)
    g_clear_pointer (&data->rows[i], g_ptr_array_unref);
  g_free (data);
}

static gpointer
add_row (TdOfficeData *data, TdKind kind)
{
  TdRow *row = td_row_new (kind);

  row->id = data->rows[kind]->len + 1;
  g_ptr_array_add (data->rows[kind], row);

  return row;
}

/* Every member of @object that names a text or date column of @kind */
static void
read_texts (TdKind kind, gpointer row, JsonObject *object)
{
  const TdKindSpec *spec = td_kind_spec (kind);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const TdFieldSpec *field = &spec->fields[i];

      if (field->type != TD_FIELD_TEXT && field->type != TD_FIELD_DATE)
        continue;
      if (json_object_has_member (object, field->name))
        td_row_set_text (row, field,
                         json_object_get_string_member_with_default (object, field->name, NULL));
    }
}

static JsonArray *
array_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
array_length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

static JsonObject *
object_element (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonObject *
parse (JsonParser *parser, GBytes *json, const char *name, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gsize size;
  const char *text = g_bytes_get_data (json, &size);
  JsonNode *root;

  if (!json_parser_load_from_data (parser, text, (gssize) size, &reason))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL, _ ("This is not valid JSON: %s"),
                       reason->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL, _ ("This is not a JSON object."));
      return NULL;
    }

  return json_node_get_object (root);
}

static void
read_unit (TdOfficeData *data, JsonObject *object, GHashTable *by_name)
{
  TdUnitRow *unit = add_row (data, TD_KIND_UNIT);
  JsonArray *aliases = array_member (object, "aliases");

  read_texts (TD_KIND_UNIT, unit, object);
  unit->position = unit->row.id * TD_POSITION_STEP;
  if (unit->name != NULL)
    g_hash_table_replace (by_name, unit->name, unit);
  for (guint i = 0; i < array_length (aliases); i++)
    {
      TdUnitAliasRow *alias = add_row (data, TD_KIND_UNIT_ALIAS);

      alias->unit_id = unit->row.id;
      alias->alias = g_strdup (json_array_get_string_element (aliases, i));
    }
}

static void
read_group (TdOfficeData *data, JsonObject *object, GHashTable *by_name)
{
  TdUnitGroupRow *group = add_row (data, TD_KIND_UNIT_GROUP);
  JsonArray *members = array_member (object, "members");

  read_texts (TD_KIND_UNIT_GROUP, group, object);
  group->position = group->row.id * TD_POSITION_STEP;
  for (guint i = 0; i < array_length (members); i++)
    {
      const char *name = json_array_get_string_element (members, i);
      TdUnitRow *unit = name != NULL ? g_hash_table_lookup (by_name, name) : NULL;
      TdUnitGroupMemberRow *member;

      if (unit == NULL)
        continue;
      member = add_row (data, TD_KIND_UNIT_GROUP_MEMBER);
      member->unit_group_id = group->row.id;
      member->unit_id = unit->row.id;
    }
}

static void
read_people (TdOfficeData *data, JsonObject *root, GHashTable *by_name)
{
  JsonArray *signatories = array_member (root, "signatories");
  JsonArray *recipients = array_member (root, "recipients");
  JsonArray *profiles = array_member (root, "profiles");

  for (guint i = 0; i < array_length (signatories); i++)
    {
      TdSignatoryRow *signatory = add_row (data, TD_KIND_SIGNATORY);

      signatory->position = signatory->row.id * TD_POSITION_STEP;
      if (object_element (signatories, i) != NULL)
        read_texts (TD_KIND_SIGNATORY, signatory, object_element (signatories, i));
    }
  for (guint i = 0; i < array_length (recipients); i++)
    {
      TdRecipientRow *recipient = add_row (data, TD_KIND_RECIPIENT);

      recipient->position = recipient->row.id * TD_POSITION_STEP;
      recipient->text = g_strdup (json_array_get_string_element (recipients, i));
    }
  for (guint i = 0; i < array_length (profiles); i++)
    {
      JsonObject *object = object_element (profiles, i);
      TdProfileRow *profile = add_row (data, TD_KIND_PROFILE);
      const char *unit_name = NULL;
      TdUnitRow *unit;

      if (object == NULL)
        continue;
      read_texts (TD_KIND_PROFILE, profile, object);
      unit_name = json_object_get_string_member_with_default (object, "unit", "");
      unit = g_hash_table_lookup (by_name, unit_name);
      profile->unit_id = unit != NULL ? unit->row.id : 0;
    }
}

/**
 * td_office_data_read_units:
 * @data: where to add
 * @json: "tiendo-units/1": agency, units with aliases, groups with members by
 *   name, signatories, usual recipients, profiles
 * @name: for messages
 * @error: return location
 *
 * Returns: whether it was read
 */
gboolean
td_office_data_read_units (TdOfficeData *data, GBytes *json, const char *name, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  JsonObject *root = parse (parser, json, name, error);
  JsonNode *agency;
  JsonArray *units, *groups;

  if (root == NULL)
    return FALSE;

  agency = json_object_get_member (root, "agency");
  if (agency != NULL && JSON_NODE_HOLDS_OBJECT (agency))
    {
      g_clear_pointer (&data->agency, free_agency);
      data->agency = td_row_new (TD_KIND_AGENCY);
      read_texts (TD_KIND_AGENCY, data->agency, json_node_get_object (agency));
    }
  units = array_member (root, "units");
  for (guint i = 0; i < array_length (units); i++)
    {
      if (object_element (units, i) != NULL)
        read_unit (data, object_element (units, i), by_name);
    }
  groups = array_member (root, "groups");
  for (guint i = 0; i < array_length (groups); i++)
    {
      if (object_element (groups, i) != NULL)
        read_group (data, object_element (groups, i), by_name);
    }
  read_people (data, root, by_name);

  return TRUE;
}

/**
 * td_office_data_read_areas:
 * @data: where to add
 * @json: "tiendo-areas/1"
 * @name: for messages
 * @error: return location
 *
 * Returns: whether it was read
 */
gboolean
td_office_data_read_areas (TdOfficeData *data, GBytes *json, const char *name, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = parse (parser, json, name, error);
  JsonArray *areas;

  if (root == NULL)
    return FALSE;

  areas = array_member (root, "areas");
  for (guint i = 0; i < array_length (areas); i++)
    {
      TdAreaRow *area;

      if (object_element (areas, i) == NULL)
        continue;
      area = add_row (data, TD_KIND_AREA);
      read_texts (TD_KIND_AREA, area, object_element (areas, i));
      area->position = area->row.id * TD_POSITION_STEP;
    }

  return TRUE;
}
