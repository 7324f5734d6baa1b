/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-import.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "td-error.h"
#include "td-plan-json-keys.h"
#include "td-plan-json-rows.h"
#include "td-plan-json-value.h"

#define MAX_BYTES (64 * 1024 * 1024)
#define MAX_DEPTH 32

/* The parser recurses with the text, so depth is bounded before it runs. */
static gboolean
is_too_deep (const char *text, gsize length)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];
      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '{' || c == '[')
        {
          if (++depth > MAX_DEPTH)
            return TRUE;
        }
      else if ((c == '}' || c == ']') && depth > 0)
        depth--;
    }

  return FALSE;
}

static gboolean
check_text (const char *text, gsize length, const char *name, GError **error)
{
  const char *bad = NULL;

  if (length > MAX_BYTES)
    td_error_set_at (error, TD_ERROR_TOO_LARGE, name, NULL, _ ("The file is larger than %d MB."),
                     MAX_BYTES >> 20);
  else if (!g_utf8_validate (text, length, &bad))
    td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL,
                     _ ("The file is not UTF-8 text: byte %zu is wrong."),
                     (gsize) (bad - text) + 1);
  else if (is_too_deep (text, length))
    td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL,
                     _ ("The values of the file are nested too deeply."));
  else
    return TRUE;

  return FALSE;
}

static JsonObject *
parse (JsonParser *parser, const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  if (!json_parser_load_from_data (parser, text, length, &problem))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL, _ ("The file is not JSON: %s"),
                       problem->message);
      return NULL;
    }

  JsonNode *root = json_parser_get_root (parser);
  JsonObject *object =
      root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (object == NULL)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL, _ ("The file does not hold a plan."));
      return NULL;
    }

  g_autofree char *schema = td_json_dup_text (object, "schema");
  if (schema != NULL && g_str_has_prefix (schema, "tiendo-") &&
      !g_str_has_prefix (schema, "tiendo-plan/"))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, "schema",
                       _ ("The file holds “%s”, not a plan."), schema);
      return NULL;
    }
  if (schema != NULL && g_str_has_prefix (schema, "tiendo-plan/") &&
      !g_str_equal (schema, "tiendo-plan/1"))
    {
      td_error_set_at (error, TD_ERROR_NEWER, name, "schema",
                       _ ("The file was written by a newer version of the program."));
      return NULL;
    }
  if (!json_object_has_member (object, "rows") && !json_object_has_member (object, "header") &&
      !json_object_has_member (object, "sections") && !json_object_has_member (object, "tasks"))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL, _ ("The file does not hold a plan."));
      return NULL;
    }

  return object;
}

/**
 * td_plan_json_read:
 * @bytes: a JSON text
 * @name: (nullable): file name for messages
 * @error: TD_ERROR_BAD_INPUT, TD_ERROR_TOO_LARGE or TD_ERROR_NEWER
 *
 * Reads the JSON form of a plan. Member "rows" gives back exactly what td_plan_json_write() was
 * given; without it the readable keys are enough.
 *
 * Returns: (transfer full): the plan, with the ids of the file as local ids
 */
TdPlanData *
td_plan_json_read (GBytes *bytes, const char *name, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (TdPlanData) data = NULL;

  if (text == NULL)
    text = "";
  if (!check_text (text, length, name, error))
    return NULL;

  JsonObject *root = parse (parser, text, length, name, error);
  if (root == NULL)
    return NULL;

  data = td_plan_data_new ();
  JsonObject *rows = td_json_object (root, "rows");
  gboolean loaded = rows != NULL ? td_plan_json_load_rows (rows, data, name, error)
                                 : td_plan_json_load_keys (root, data, name, error);
  if (!loaded)
    return NULL;

  return g_steal_pointer (&data);
}
