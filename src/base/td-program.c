/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-program.h"

#include "config.h"

/* In a tree that was built and not installed it lies in its folder of src/, some folders above the
 * running program. */
static char *
find_in_build (const char *folder, const char *name)
{
  g_autofree char *from = g_file_read_link ("/proc/self/exe", NULL);

  for (int i = 0; from != NULL && i < 6; i++)
    {
      char *above = g_path_get_dirname (from);
      g_autofree char *path = g_build_filename (above, "src", folder, name, NULL);

      g_free (from);
      from = above;
      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }

  return NULL;
}

/**
 * td_program_find:
 * @folder: the folder of src/ that the program is made in
 * @name: its name
 *
 * Finds a program of ours that only our programs start.
 *
 * Returns: (transfer full): where it is, or should be
 */
char *
td_program_find (const char *folder, const char *name)
{
  char *path = find_in_build (folder, name);

  return path != NULL ? path : g_build_filename (TD_LIBEXEC_DIR, name, NULL);
}
