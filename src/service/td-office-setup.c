/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-office-setup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-data-resources.h"
#include "td-date.h"
#include "td-edit.h"
#include "td-error.h"
#include "td-import.h"
#include "td-office-reader.h"

#define RESOURCES "/vn/tiendo/TienDo/"

static const struct
{
  const char *key;
  const char *label;
} templates[] = {
  { "hanoi", N_ ("Targets and tasks by area, annex with six columns") },
  { "hcm", N_ ("Targets list, tasks as bullets, no annex") },
  { "haiphong", N_ ("Numbered targets, annex without area rows, landscape") },
  { "khanhhoa", N_ ("Tasks in the annex alone, units in one column") },
  { "bentre", N_ ("Improvement of the indices: state, limits, solutions") },
  { "blank", N_ ("Blank plan") },
};

/**
 * td_office_template_keys:
 *
 * Returns: (transfer none): the keys of "workspace new --template", NULL-terminated
 */
const char *const *
td_office_template_keys (void)
{
  static const char *const keys[] = { "hanoi",  "hcm",   "haiphong", "khanhhoa",
                                      "bentre", "blank", NULL };

  G_STATIC_ASSERT (G_N_ELEMENTS (keys) == G_N_ELEMENTS (templates) + 1);

  return keys;
}

/**
 * td_office_template_label:
 * @key: a template
 *
 * Returns: (nullable): what the template is like, translated
 */
const char *
td_office_template_label (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      if (g_str_equal (templates[i].key, key))
        return _ (templates[i].label);
    }

  return NULL;
}

static GBytes *
load (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);

  return g_resource_lookup_data (td_data_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 error);
}

static TdPlanData *
load_plan (const char *name, GError **error)
{
  g_autoptr (GBytes) json = load (name, error);

  return json != NULL ? td_plan_json_read (json, name, error) : NULL;
}

/* Local ids of the rows just read become real ones; references of later kinds follow. */
static gboolean
insert_rows (TdWriter *writer, TdOfficeData *data, TdKind kind, GArray **maps, GError **error)
{
  const TdKindSpec *spec = td_kind_spec (kind);
  GPtrArray *rows = data->rows[kind];

  maps[kind] = g_array_new (FALSE, TRUE, sizeof (gint64));
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      TdRow *row = g_ptr_array_index (rows, i);

      for (guint f = 0; f < spec->n_fields; f++)
        {
          const TdFieldSpec *field = &spec->fields[f];
          gint64 local = field->type == TD_FIELD_REF ? td_row_get_int (row, field) : 0;

          if (local > 0 && maps[field->target] != NULL && (guint) local <= maps[field->target]->len)
            td_row_set_int (row, field,
                            g_array_index (maps[field->target], gint64, (guint) local - 1));
        }
      row->id = 0;
      if (!td_writer_insert (writer, kind, row, error))
        return FALSE;
      g_array_append_val (maps[kind], row->id);
    }

  return TRUE;
}

static gboolean
insert_office (TdWriter *writer, gpointer user_data, GError **error)
{
  static const TdKind order[] = { TD_KIND_AREA,
                                  TD_KIND_UNIT,
                                  TD_KIND_UNIT_ALIAS,
                                  TD_KIND_UNIT_GROUP,
                                  TD_KIND_UNIT_GROUP_MEMBER,
                                  TD_KIND_PROFILE,
                                  TD_KIND_RECIPIENT,
                                  TD_KIND_SIGNATORY };
  TdOfficeData *data = user_data;
  GArray *maps[TD_N_KINDS] = { NULL };
  gboolean done = TRUE;

  for (guint i = 0; done && i < G_N_ELEMENTS (order); i++)
    done = insert_rows (writer, data, order[i], maps, error);
  for (guint i = 0; i < TD_N_KINDS; i++)
    g_clear_pointer (&maps[i], g_array_unref);
  if (done && data->agency != NULL)
    {
      data->agency->row.id = 1;
      done = td_writer_insert (writer, TD_KIND_AGENCY, data->agency, error);
    }

  return done;
}

static gboolean
set_up_office (TdWorkspace *workspace, gboolean with_units, GError **error)
{
  g_autoptr (TdOfficeData) data = td_office_data_new ();
  g_autoptr (GBytes) areas = load ("areas.json", error);
  g_autoptr (GBytes) units = areas != NULL ? load ("samples/units.json", error) : NULL;

  if (units == NULL || !td_office_data_read_areas (data, areas, "areas.json", error))
    return FALSE;
  if (with_units && !td_office_data_read_units (data, units, "units.json", error))
    return FALSE;
  if (!with_units)
    data->agency = td_row_new (TD_KIND_AGENCY);

  return td_workspace_act (workspace, "workspace.new", _ ("Set up the office"), insert_office, data,
                           error);
}

/**
 * td_office_set_up_sample:
 * @workspace: a new workspace
 * @error: return location
 *
 * Fills it with the invented office of the sample: areas, units, signatories, one plan for 2026.
 *
 * Returns: whether it was filled
 */
gboolean
td_office_set_up_sample (TdWorkspace *workspace, GError **error)
{
  g_autoptr (TdEdit) edit = NULL;
  TdPlanData *plan;

  if (!set_up_office (workspace, TRUE, error))
    return FALSE;
  plan = load_plan ("samples/plan-2026.json", error);
  if (plan == NULL)
    return FALSE;
  edit = td_edit_new_save_plan (plan);

  return td_edit_run (edit, workspace, NULL, error);
}

/**
 * td_office_load_template:
 * @key: a template
 * @year: the year the plan is for
 * @error: return location; TD_ERROR_USAGE for an unknown template
 *
 * Returns: (nullable) (transfer full): a plan of that structure, not saved
 */
TdPlanData *
td_office_load_template (const char *key, int year, GError **error)
{
  g_autofree char *name = g_strdup_printf ("templates/%s.json", key);
  TdPlanData *plan;

  if (td_office_template_label (key) == NULL)
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, NULL, _ ("There is no template “%s”."), key);
      return NULL;
    }
  plan = load_plan (name, error);
  if (plan != NULL)
    plan->plan->year = year;

  return plan;
}

/**
 * td_office_add_plan_from_template:
 * @workspace: a workspace
 * @key: a template
 * @year: the year the plan is for
 * @error: return location; TD_ERROR_USAGE for an unknown template
 *
 * Returns: the id of the new plan, 0 on failure
 */
gint64
td_office_add_plan_from_template (TdWorkspace *workspace, const char *key, int year, GError **error)
{
  TdPlanData *plan = td_office_load_template (key, year, error);
  g_autoptr (TdEdit) edit = NULL;
  gint64 id = 0;

  if (plan == NULL)
    return 0;
  edit = td_edit_new_save_plan (plan);

  return td_edit_run (edit, workspace, &id, error) ? id : 0;
}

/**
 * td_office_set_up_template:
 * @workspace: a new workspace
 * @key: a template
 * @error: return location; TD_ERROR_USAGE for an unknown template
 *
 * Fills it with the areas and one plan of the template's structure for this year.
 *
 * Returns: whether it was filled
 */
gboolean
td_office_set_up_template (TdWorkspace *workspace, const char *key, GError **error)
{
  GDate today;

  td_date_today (&today);

  return set_up_office (workspace, FALSE, error) &&
         td_office_add_plan_from_template (workspace, key, g_date_get_year (&today), error) != 0;
}
