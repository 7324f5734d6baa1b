/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-xlsx-plan-writer.h"

#include <glib/gstdio.h>
#include <string.h>

#include "td-error.h"
#include "td-zip.h"

static TdPlanData *
make_plan (void)
{
  TdPlanData *data = td_plan_data_new ();
  static const char *const contents[] = { "=HYPERLINK(\"http://x\")", "+1", "-2 việc", "@sum <&>" };
  TdPlanGroupRow *group = td_plan_data_add (data, TD_KIND_PLAN_GROUP);

  group->label = g_strdup ("I");
  group->title = g_strdup ("Cải cách thể chế");
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      TdTaskRow *task = td_plan_data_add (data, TD_KIND_TASK);

      task->group_id = group->row.id;
      task->number = g_strdup_printf ("%u", i + 1);
      task->content = g_strdup (contents[i]);
      task->deadline_text = g_strdup ("Quý I");
    }

  return data;
}

static GBytes *
write_plan (void)
{
  g_autoptr (TdPlanData) data = make_plan ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  char *contents;
  gsize size;
  int fd = g_file_open_tmp ("td-XXXXXX.xlsx", &path, NULL);

  g_close (fd, NULL);
  g_assert_true (td_xlsx_plan_write (data, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_remove (path);

  return g_bytes_new_take (contents, size);
}

static char *
part_text (GBytes *bytes, const char *name)
{
  g_autoptr (TdZip) zip = td_zip_open (bytes, "a.xlsx", NULL, NULL);
  g_autoptr (GBytes) part = td_zip_read (zip, name, NULL, NULL);

  return g_strndup (g_bytes_get_data (part, NULL), g_bytes_get_size (part));
}

static void
test_no_formula (void)
{
  g_autoptr (GBytes) bytes = write_plan ();
  g_autofree char *sheet = part_text (bytes, "xl/worksheets/sheet1.xml");
  g_autofree char *strings = part_text (bytes, "xl/sharedStrings.xml");

  g_assert_null (strstr (sheet, "<f>"));
  g_assert_nonnull (strstr (strings, "=HYPERLINK("));
  g_assert_nonnull (strstr (strings, "@sum &lt;&amp;&gt;"));
}

static void
test_structure (void)
{
  g_autoptr (GBytes) bytes = write_plan ();
  g_autofree char *sheet = part_text (bytes, "xl/worksheets/sheet1.xml");
  g_autofree char *book = part_text (bytes, "xl/workbook.xml");

  g_assert_nonnull (strstr (sheet, "state=\"frozen\""));
  g_assert_nonnull (strstr (sheet, "<mergeCell ref=\"B2:C2\"/>"));
  g_assert_nonnull (strstr (sheet, "orientation=\"landscape\""));
  g_assert_nonnull (strstr (book, "_xlnm.Print_Titles"));
}

static void
test_deterministic (void)
{
  g_autoptr (GBytes) first = write_plan ();
  g_autoptr (GBytes) second = NULL;

  g_usleep (1100000);
  second = write_plan ();
  g_assert_true (g_bytes_equal (first, second));
}

static void
test_unwritable (void)
{
  g_autoptr (TdPlanData) data = make_plan ();
  g_autoptr (GError) error = NULL;

  g_assert_false (td_xlsx_plan_write (data, "/nonexistent/a.xlsx", &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xlsx-plan-writer/no-formula", test_no_formula);
  g_test_add_func ("/xlsx-plan-writer/structure", test_structure);
  g_test_add_func ("/xlsx-plan-writer/deterministic", test_deterministic);
  g_test_add_func ("/xlsx-plan-writer/unwritable", test_unwritable);

  return g_test_run ();
}
