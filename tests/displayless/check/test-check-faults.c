/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One fault at a time in clean plans of several layouts: every rule is to be found again, and the
 * clean plans have nothing. The faults are in tests/fixtures/check/faults.tsv. */
#include <stdlib.h>

#include "check-fixture.h"

#define RECALL 0.95
#define VARIANTS 5

typedef struct
{
  TdRuleSet *rules;
  GPtrArray *units;
  GHashTable *sources; /* layout -> text */
} Fixture;

static Fixture fixture;

static const char *
source_of (const char *layout)
{
  char *text = g_hash_table_lookup (fixture.sources, layout);

  if (text == NULL)
    {
      g_autofree char *name = g_strconcat (layout, ".txt", NULL);

      text = check_fixture_load (name);
      g_hash_table_insert (fixture.sources, g_strdup (layout), text);
    }

  return text;
}

static GPtrArray *
run (const TdPlanData *data)
{
  TdCheckOffice office = { fixture.units, NULL, NULL };

  return td_plan_checker_run (data, &office, fixture.rules);
}

static char *
replace_once (const char *text, const char *old, const char *new)
{
  const char *found = strstr (text, old);
  g_autofree char *head = NULL;

  if (found == NULL)
    return NULL;
  head = g_strndup (text, (gsize) (found - text));

  return g_strconcat (head, new, found + strlen (old), NULL);
}

static void
clear_rows (TdPlanData *data, TdKind kind)
{
  GPtrArray *rows = data->rows[kind];

  while (rows->len > 0)
    {
      td_row_free (kind, g_ptr_array_index (rows, rows->len - 1));
      g_ptr_array_remove_index (rows, rows->len - 1);
    }
}

/* The row of @kind whose words hold @words */
static gpointer
find_row (TdPlanData *data, const TdKindSpec *spec, TdKind kind, const char *words)
{
  if (kind == TD_KIND_PLAN)
    return data->plan;
  for (guint i = 0; i < td_plan_data_count (data, kind); i++)
    {
      gpointer row = td_plan_data_nth (data, kind, i);

      for (guint f = 0; f < spec->n_fields; f++)
        {
          const TdFieldSpec *field = &spec->fields[f];
          const char *value = field->type == TD_FIELD_TEXT ? td_row_get_text (row, field) : NULL;

          if (value != NULL && strstr (value, words) != NULL)
            return row;
        }
    }

  return NULL;
}

/* "kind.field:=words" sets the field of the row that holds the words, "kind.field~words" exchanges
 * the words in it, "-kind" takes all rows away. */
static gboolean
change_rows (TdPlanData *data, const char *where, const char *new)
{
  g_autofree char *kind_name = NULL;
  g_autofree char *field_name = NULL;
  g_autofree char *changed = NULL;
  const char *dot = strchr (where, '.');
  const char *mark = strpbrk (where, ":~");
  const TdKindSpec *spec;
  const TdFieldSpec *field;
  gpointer row;

  if (*where == '-')
    {
      clear_rows (data, td_kind_spec_by_name (where + 1)->kind);
      return TRUE;
    }
  kind_name = g_strndup (where, (gsize) (dot - where));
  field_name = g_strndup (dot + 1, (gsize) (mark - dot - 1));
  spec = td_kind_spec_by_name (kind_name);
  field = td_kind_find_field (spec, field_name);
  row = find_row (data, spec, spec->kind, mark + (*mark == ':' ? 2 : 1));
  if (row == NULL)
    return FALSE;
  changed =
      *mark == ':' ? g_strdup (new) : replace_once (td_row_get_text (row, field), mark + 1, new);
  if (changed == NULL)
    return FALSE;
  td_row_set_text (row, field, *changed != '\0' ? changed : NULL);

  return TRUE;
}

static TdPlanData *
make_plan (const char *layout, const char *old, const char *new)
{
  gboolean rows = *layout == '@';
  const char *source = source_of (layout + rows);
  g_autofree char *changed = rows ? g_strdup (source) : replace_once (source, old, new);
  TdPlanData *data;

  if (changed == NULL)
    return NULL;
  data = check_fixture_read (changed);
  if (rows && !change_rows (data, old, new))
    g_clear_pointer (&data, td_plan_data_free);

  return data;
}

typedef struct
{
  guint all;
  guint found;
} Count;

static void
count_fault (GHashTable *counts, char **fields, guint line)
{
  g_autofree char *old = g_strcompress (fields[2]);
  g_autofree char *new = fields[3] != NULL ? g_strcompress (fields[3]) : g_strdup ("");
  g_autoptr (TdPlanData) data = make_plan (fields[1], old, new);
  Count *count = g_hash_table_lookup (counts, fields[0]);
  g_autoptr (GPtrArray) findings = NULL;

  if (data == NULL)
    g_error ("line %u: “%s” is not in the plan", line, old);
  if (count == NULL)
    {
      count = g_new0 (Count, 1);
      g_hash_table_insert (counts, g_strdup (fields[0]), count);
    }
  findings = run (data);
  count->all++;
  if (check_fixture_has (findings, fields[0]))
    count->found++;
  else
    g_test_message ("line %u: %s not found for “%s”", line, fields[0], new);
}

static void
test_recall (void)
{
  g_autofree char *table = check_fixture_load ("faults.tsv");
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer rule, value;
  guint all = 0, found = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 4);

      if (*lines[i] != '\0' && *lines[i] != '#')
        count_fault (counts, fields, i + 1);
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &rule, &value))
    {
      const Count *count = value;

      g_assert_cmpuint (count->all, >=, VARIANTS);
      g_assert_cmpuint (count->found * 5, >=, count->all * 4);
      all += count->all;
      found += count->found;
    }
  g_test_message ("%u of %u faults found", found, all);
  g_assert_cmpfloat ((double) found / all, >=, RECALL);
}

static void
assert_clean (const char *name, const TdPlanData *data, const char *but)
{
  g_autoptr (GPtrArray) findings = run (data);

  for (guint i = 0; i < findings->len; i++)
    {
      const TdFinding *finding = g_ptr_array_index (findings, i);

      if (g_strcmp0 (finding->rule, but) != 0)
        g_error ("%s: %s at %s: %s (%s)", name, finding->rule, finding->place, finding->text,
                 finding->message);
    }
}

static void
test_clean (gconstpointer layout)
{
  g_autoptr (TdPlanData) data = check_fixture_read (source_of (layout));

  assert_clean (layout, data, NULL);
}

static TdPlanData *
load_json (const char *name)
{
  g_autofree char *path = g_build_filename (TD_TEST_ROOT, "data", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text = NULL;
  gsize size;
  TdPlanData *data;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (text, size);
  data = td_plan_json_read (bytes, name, &error);
  g_assert_no_error (error);
  td_plan_data_sort (data);

  return data;
}

/* The sample has one task without a deadline on purpose. */
static void
test_sample (void)
{
  g_autoptr (TdPlanData) data = load_json ("samples/plan-2026.json");
  TdCheckOffice office = { NULL, NULL, NULL };
  g_autoptr (GPtrArray) findings = td_plan_checker_run (data, &office, fixture.rules);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_true (check_fixture_has (findings, "task-without-deadline"));
}

static void
test_templates (void)
{
  static const char *const names[] = { "bentre", "blank", "haiphong", "hanoi", "hcm", "khanhhoa" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("templates/%s.json", names[i]);
      g_autoptr (TdPlanData) data = load_json (path);

      assert_clean (names[i], data, "template-slot");
    }
}

int
main (int argc, char **argv)
{
  static const char *const layouts[] = { "annex", "bullets", "assignment", "status" };
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  fixture.rules = td_rule_set_load (&error);
  g_assert_no_error (error);
  fixture.units = check_fixture_units ();
  fixture.sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autofree char *path = g_strconcat ("/check-faults/clean/", layouts[i], NULL);
      g_test_add_data_func (path, layouts[i], test_clean);
    }
  g_test_add_func ("/check-faults/clean/sample", test_sample);
  g_test_add_func ("/check-faults/clean/templates", test_templates);
  g_test_add_func ("/check-faults/recall", test_recall);

  int result = g_test_run ();
  g_hash_table_unref (fixture.sources);
  check_fixture_free_units (fixture.units);
  td_rule_set_free (fixture.rules);

  return result;
}
