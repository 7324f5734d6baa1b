/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "td-import.h"
#include "td-plan-checker.h"

/* Plans of the tests: sources in tests/fixtures/check, read as a file would be. */

static inline char *
check_fixture_load (const char *name)
{
  g_autofree char *path = g_build_filename (TD_TEST_ROOT, "tests", "fixtures", "check", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static inline TdPlanData *
check_fixture_read (const char *source)
{
  g_autoptr (GBytes) bytes = g_bytes_new (source, strlen (source));
  g_autoptr (GError) error = NULL;
  TdPlanData *data = td_import_plan (bytes, "plan.txt", NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  td_plan_data_sort (data);

  return data;
}

static inline GPtrArray *
check_fixture_units (void)
{
  static const char *const names[] = {
    "Văn phòng Sở",   "Thanh tra Sở",        "Phòng Giáo dục Trung học", "Phòng Giáo dục Tiểu học",
    "Phòng Khảo thí", "Phòng Tổ chức cán bộ"
  };
  GPtrArray *units = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      TdUnitRow *unit = td_row_new (TD_KIND_UNIT);

      unit->row.id = i + 1;
      unit->name = g_strdup (names[i]);
      g_ptr_array_add (units, unit);
    }

  return units;
}

static inline void
check_fixture_free_units (GPtrArray *units)
{
  for (guint i = 0; i < units->len; i++)
    td_row_free (TD_KIND_UNIT, g_ptr_array_index (units, i));
  g_ptr_array_unref (units);
}

static inline gboolean
check_fixture_has (GPtrArray *findings, const char *rule)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const TdFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->rule, rule))
        return TRUE;
    }

  return FALSE;
}
