/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-test-office.h"

#include <glib/gstdio.h>

#include "td-office-setup.h"

void
td_test_remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        td_test_remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
td_test_office_open (TdTestOffice *self)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("tiendo-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "so.tiendo", NULL);
  self->workspace = td_workspace_open (self->path, TD_WORKSPACE_CREATE, "window", &error);
  g_assert_no_error (error);
}

void
td_test_office_open_sample (TdTestOffice *self)
{
  g_autoptr (GError) error = NULL;

  td_test_office_open (self);
  td_office_set_up_sample (self->workspace, &error);
  g_assert_no_error (error);
}

void
td_test_office_reopen (TdTestOffice *self)
{
  g_autoptr (GError) error = NULL;

  td_workspace_close (self->workspace);
  g_clear_object (&self->workspace);
  self->workspace = td_workspace_open (self->path, TD_WORKSPACE_DEFAULT, "window", &error);
  g_assert_no_error (error);
}

void
td_test_office_clear (TdTestOffice *self)
{
  td_workspace_close (self->workspace);
  g_clear_object (&self->workspace);
  td_test_remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->path, g_free);
}

gint64
td_test_office_plan (TdTestOffice *self)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_PLAN);
  g_autoptr (GPtrArray) plans = NULL;
  g_autoptr (GError) error = NULL;

  plans = td_workspace_list_rows (self->workspace, query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plans->len, >, 0);

  return ((TdRow *) g_ptr_array_index (plans, 0))->id;
}
