/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-report-form.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "td-error.h"

#define MAX_DEPTH 6
#define MAX_LEAVES 60

static void
column_free (TdReportColumn *column)
{
  g_free (column->key);
  g_free (column->label);
  g_free (column->measure);
  g_free (column->formula);
  g_clear_pointer (&column->columns, g_ptr_array_unref);
  g_clear_pointer (&column->label_by, g_hash_table_unref);
  g_free (column);
}

static void
check_free (TdReportCheck *check)
{
  g_free (check->left);
  g_free (check->right);
  g_free (check->previous);
  g_free (check);
}

static void
section_free (TdReportSection *section)
{
  g_free (section->key);
  g_free (section->label);
  g_free (section->title);
  g_free (section->automatic);
  g_free (section);
}

static void
indicator_free (TdReportIndicator *indicator)
{
  g_free (indicator->number);
  g_free (indicator->label);
  g_free (indicator->unit);
  g_free (indicator->measure);
  g_free (indicator->note);
  g_free (indicator);
}

void
td_report_form_free (TdReportForm *form)
{
  if (form == NULL)
    return;
  g_free (form->id);
  g_free (form->kind);
  g_free (form->law);
  g_free (form->code);
  g_free (form->title);
  g_free (form->measure_unit);
  g_free (form->total);
  g_free (form->valid_from);
  g_free (form->valid_to);
  g_free (form->chart_title);
  g_ptr_array_unref (form->columns);
  g_ptr_array_unref (form->leaves);
  g_ptr_array_unref (form->checks);
  g_ptr_array_unref (form->sections);
  g_ptr_array_unref (form->indicators);
  g_ptr_array_unref (form->notes);
  g_ptr_array_unref (form->signers);
  g_ptr_array_unref (form->chart);
  g_free (form);
}

static char *
text_of (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_dup_string (node)
             : NULL;
}

static JsonArray *
array_of (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
length_of (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

static JsonObject *
object_at (JsonArray *array, guint n)
{
  JsonNode *node = json_array_get_element (array, n);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
read_texts (JsonObject *object, const char *key, GPtrArray *texts)
{
  JsonArray *array = array_of (object, key);

  for (guint i = 0; i < length_of (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_ptr_array_add (texts, json_node_dup_string (node));
    }
}

static gboolean
read_type (JsonObject *object, TdReportCellType *type)
{
  static const char *const names[] = { "number_label", "label", "text", "date", "count", "figure" };
  g_autofree char *name = text_of (object, "type");

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (name, names[i]))
        {
          *type = (TdReportCellType) i;
          return TRUE;
        }
    }

  return FALSE;
}

static void
read_label_by (JsonObject *object, TdReportColumn *column)
{
  JsonNode *node = json_object_get_member (object, "label_by");
  g_autoptr (GList) keys = NULL;
  JsonObject *labels;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  labels = json_node_get_object (node);
  keys = json_object_get_members (labels);
  column->label_by = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (GList *l = keys; l != NULL; l = l->next)
    g_hash_table_insert (column->label_by, g_strdup (l->data), text_of (labels, l->data));
}

/* A level of the tree; a column without a type, or a tree too deep or too wide, is wrong. */
static gboolean
read_columns (TdReportForm *form, JsonArray *array, GPtrArray *columns, guint depth)
{
  for (guint i = 0; i < length_of (array); i++)
    {
      JsonObject *object = object_at (array, i);
      TdReportColumn *column = g_new0 (TdReportColumn, 1);
      JsonArray *below;

      g_ptr_array_add (columns, column);
      if (object == NULL || depth > MAX_DEPTH)
        return FALSE;
      column->key = text_of (object, "key");
      column->label = text_of (object, "label");
      column->measure = text_of (object, "measure");
      column->formula = text_of (object, "formula");
      if (json_object_has_member (object, "width"))
        column->width = json_object_get_double_member_with_default (object, "width", 0);
      read_label_by (object, column);
      below = array_of (object, "columns");
      if (column->label == NULL)
        return FALSE;
      if (below != NULL)
        {
          column->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
          if (length_of (below) == 0 || !read_columns (form, below, column->columns, depth + 1))
            return FALSE;
          continue;
        }
      g_ptr_array_add (form->leaves, column);
      if (column->key == NULL || !read_type (object, &column->type) ||
          form->leaves->len > MAX_LEAVES)
        return FALSE;
    }

  return TRUE;
}

static void
read_lists (TdReportForm *form, JsonObject *root)
{
  JsonArray *checks = array_of (root, "checks");
  JsonArray *sections = array_of (root, "sections");
  JsonArray *indicators = array_of (root, "indicators");

  for (guint i = 0; i < length_of (checks); i++)
    {
      JsonObject *object = object_at (checks, i);
      TdReportCheck *check = g_new0 (TdReportCheck, 1);

      g_ptr_array_add (form->checks, check);
      check->left = object != NULL ? text_of (object, "left") : NULL;
      check->right = object != NULL ? text_of (object, "right") : NULL;
      check->previous = object != NULL ? text_of (object, "previous") : NULL;
    }
  for (guint i = 0; i < length_of (sections); i++)
    {
      JsonObject *object = object_at (sections, i);
      TdReportSection *section = g_new0 (TdReportSection, 1);

      g_ptr_array_add (form->sections, section);
      section->key = object != NULL ? text_of (object, "key") : NULL;
      section->label = object != NULL ? text_of (object, "label") : NULL;
      section->title = object != NULL ? text_of (object, "title") : NULL;
      section->automatic = object != NULL ? text_of (object, "auto") : NULL;
    }
  for (guint i = 0; i < length_of (indicators); i++)
    {
      JsonObject *object = object_at (indicators, i);
      TdReportIndicator *indicator = g_new0 (TdReportIndicator, 1);

      g_ptr_array_add (form->indicators, indicator);
      if (object == NULL)
        continue;
      indicator->number = text_of (object, "number");
      indicator->label = text_of (object, "label");
      indicator->unit = text_of (object, "unit");
      indicator->measure = text_of (object, "measure");
      indicator->note = text_of (object, "note");
      indicator->group = json_object_get_boolean_member_with_default (object, "group", FALSE);
    }
}

static void
count_cb (guint leaf, int sign, gpointer data)
{
}

/* Every key that a formula or a check names is a column. */
static gboolean
is_consistent (const TdReportForm *form)
{
  for (guint i = 0; i < form->leaves->len; i++)
    {
      const TdReportColumn *leaf = g_ptr_array_index (form->leaves, i);

      if (leaf->formula != NULL && !td_report_formula_each (form, leaf->formula, count_cb, NULL))
        return FALSE;
    }
  for (guint i = 0; i < form->checks->len; i++)
    {
      const TdReportCheck *check = g_ptr_array_index (form->checks, i);

      if (check->left == NULL || td_report_form_find (form, check->left) < 0 ||
          (check->right == NULL) == (check->previous == NULL) ||
          (check->right != NULL && !td_report_formula_each (form, check->right, count_cb, NULL)) ||
          (check->previous != NULL && td_report_form_find (form, check->previous) < 0))
        return FALSE;
    }
  for (guint i = 0; i < form->chart->len; i++)
    {
      if (td_report_form_find (form, g_ptr_array_index (form->chart, i)) < 0)
        return FALSE;
    }

  return form->id != NULL && form->kind != NULL && form->title != NULL &&
         form->valid_from != NULL && form->leaves->len > 0;
}

static TdReportForm *
form_new (void)
{
  TdReportForm *form = g_new0 (TdReportForm, 1);

  form->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  form->leaves = g_ptr_array_new ();
  form->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) check_free);
  form->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) section_free);
  form->indicators = g_ptr_array_new_with_free_func ((GDestroyNotify) indicator_free);
  form->notes = g_ptr_array_new_with_free_func (g_free);
  form->signers = g_ptr_array_new_with_free_func (g_free);
  form->chart = g_ptr_array_new_with_free_func (g_free);

  return form;
}

static void
read_chart (TdReportForm *form, JsonObject *root)
{
  JsonNode *node = json_object_get_member (root, "chart");

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  form->chart_title = text_of (json_node_get_object (node), "title");
  read_texts (json_node_get_object (node), "columns", form->chart);
}

/**
 * td_report_form_read:
 * @json: a form as those in data/forms
 * @file: its name, for messages
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the form, whose formulas name columns that are there
 */
TdReportForm *
td_report_form_read (const char *json, const char *file, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (TdReportForm) form = form_new ();
  g_autofree char *orientation = NULL;
  JsonObject *root;

  if (!json_parser_load_from_data (parser, json, -1, error))
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, file, NULL, _ ("This is no form of a report."));
      return NULL;
    }
  root = json_node_get_object (json_parser_get_root (parser));
  form->id = text_of (root, "id");
  form->kind = text_of (root, "kind");
  form->law = text_of (root, "law");
  form->code = text_of (root, "code");
  form->title = text_of (root, "title");
  form->measure_unit = text_of (root, "measure_unit");
  form->total = text_of (root, "total");
  form->valid_from = text_of (root, "valid_from");
  form->valid_to = text_of (root, "valid_to");
  form->number_row = json_object_get_boolean_member_with_default (root, "number_row", FALSE);
  orientation = text_of (root, "orientation");
  form->landscape = g_strcmp0 (orientation, "landscape") == 0;
  read_texts (root, "notes", form->notes);
  read_texts (root, "signers", form->signers);
  read_chart (form, root);
  read_lists (form, root);
  if (!read_columns (form, array_of (root, "columns"), form->columns, 1) || !is_consistent (form))
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, file, form->id,
                       _ ("The form is incomplete, or a formula names a column it does not have."));
      return NULL;
    }

  return g_steal_pointer (&form);
}

/**
 * td_report_form_find:
 * @form: a form
 * @key: key of a column
 *
 * Returns: its index among the leaves, -1 for none
 */
int
td_report_form_find (const TdReportForm *form, const char *key)
{
  for (guint i = 0; i < form->leaves->len; i++)
    {
      if (g_strcmp0 (((const TdReportColumn *) g_ptr_array_index (form->leaves, i))->key, key) == 0)
        return (int) i;
    }

  return -1;
}

static guint
depth_of (const GPtrArray *columns)
{
  guint depth = 0;

  for (guint i = 0; columns != NULL && i < columns->len; i++)
    {
      const TdReportColumn *column = g_ptr_array_index (columns, i);

      depth = MAX (depth, 1 + depth_of (column->columns));
    }

  return depth;
}

/**
 * td_report_form_depth:
 * @form: a form
 *
 * Returns: how many rows its headings take
 */
guint
td_report_form_depth (const TdReportForm *form)
{
  return depth_of (form->columns);
}

/**
 * td_report_column_label:
 * @column: a column
 * @by: (nullable): what the lines are, "area" or "unit"
 *
 * Returns: the heading as printed
 */
const char *
td_report_column_label (const TdReportColumn *column, const char *by)
{
  const char *label =
      column->label_by != NULL && by != NULL ? g_hash_table_lookup (column->label_by, by) : NULL;

  return label != NULL ? label : column->label;
}

guint
td_report_column_n_leaves (const TdReportColumn *column)
{
  guint n = 0;

  for (guint i = 0; column->columns != NULL && i < column->columns->len; i++)
    n += td_report_column_n_leaves (g_ptr_array_index (column->columns, i));

  return MAX (n, 1);
}

/**
 * td_report_form_is_in_force:
 * @form: a form
 * @date: an ISO date
 *
 * Returns: whether the form is used for a period that ends on @date
 */
gboolean
td_report_form_is_in_force (const TdReportForm *form, const char *date)
{
  return strcmp (form->valid_from, date) <= 0 &&
         (form->valid_to == NULL || strcmp (form->valid_to, date) >= 0);
}

/**
 * td_report_formula_each:
 * @form: a form
 * @formula: "4+5-6": keys with signs between
 * @func: called for each term
 * @data: for @func
 *
 * Returns: whether every key names a column
 */
gboolean
td_report_formula_each (const TdReportForm *form,
                        const char *formula,
                        TdFormulaFunc func,
                        gpointer data)
{
  int sign = 1;

  for (const char *p = formula;;)
    {
      gsize length = strcspn (p, "+-");
      g_autofree char *key = g_strstrip (g_strndup (p, length));
      int leaf = td_report_form_find (form, key);

      if (leaf < 0)
        return FALSE;
      func ((guint) leaf, sign, data);
      p += length;
      if (*p == '\0')
        return TRUE;
      sign = *p++ == '-' ? -1 : 1;
    }
}
