/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-json-value.h"

#include <math.h>

#include "td-date.h"
#include "td-text.h"

static JsonNode *
member (JsonObject *object, const char *key)
{
  return object != NULL ? json_object_get_member (object, key) : NULL;
}

/**
 * td_json_object:
 * @object: (nullable): an object
 * @key: a member
 *
 * Returns: (transfer none) (nullable): the member when it is an object
 */
JsonObject *
td_json_object (JsonObject *object, const char *key)
{
  JsonNode *node = member (object, key);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * td_json_array:
 * @object: (nullable): an object
 * @key: a member
 *
 * Returns: (transfer none) (nullable): the member when it is a list
 */
JsonArray *
td_json_array (JsonObject *object, const char *key)
{
  JsonNode *node = member (object, key);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * td_json_nth_object:
 * @array: a list
 * @n: less than its length
 *
 * Returns: (transfer none) (nullable): the element when it is an object
 */
JsonObject *
td_json_nth_object (JsonArray *array, guint n)
{
  JsonNode *node = json_array_get_element (array, n);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * td_json_node_dup_text:
 * @node: (nullable): a value
 *
 * Returns: (transfer full) (nullable): the text of it in normal form C, %NULL when it is none or
 * blank
 */
char *
td_json_node_dup_text (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (json_node_get_value_type (node) != G_TYPE_STRING ||
      td_text_is_blank (json_node_get_string (node)))
    return NULL;

  return td_text_nfc (json_node_get_string (node), -1);
}

/**
 * td_json_dup_text:
 * @object: (nullable): an object
 * @key: a member
 *
 * Returns: (transfer full) (nullable): the text of the member
 */
char *
td_json_dup_text (JsonObject *object, const char *key)
{
  return td_json_node_dup_text (member (object, key));
}

/**
 * td_json_dup_date:
 * @object: (nullable): an object
 * @key: a member
 *
 * Returns: (transfer full) (nullable): the member when it is a valid ISO 8601 date
 */
char *
td_json_dup_date (JsonObject *object, const char *key)
{
  g_autofree char *text = td_json_dup_text (object, key);
  GDate date;

  return text != NULL && td_date_parse_iso (text, &date) ? g_steal_pointer (&text) : NULL;
}

/**
 * td_json_int:
 * @object: (nullable): an object
 * @key: a member
 * @minimum: the least it may be
 * @maximum: the most it may be
 *
 * Returns: the member, 0 when it is no number within the limits
 */
gint64
td_json_int (JsonObject *object, const char *key, gint64 minimum, gint64 maximum)
{
  double value = td_json_number (object, key);

  return !isnan (value) && value >= minimum && value <= maximum ? (gint64) value : 0;
}

/**
 * td_json_number:
 * @object: (nullable): an object
 * @key: a member
 *
 * Returns: the member, NAN when it is no number
 */
double
td_json_number (JsonObject *object, const char *key)
{
  JsonNode *node = member (object, key);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NAN;

  GType type = json_node_get_value_type (node);

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double (node) : NAN;
}

/**
 * td_json_bool:
 * @object: (nullable): an object
 * @key: a member
 *
 * Returns: the member, %FALSE when it is no boolean
 */
gboolean
td_json_bool (JsonObject *object, const char *key)
{
  JsonNode *node = member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}
