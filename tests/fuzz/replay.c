/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <gio/gio.h>

/* Feeds files, and the files of folders, to a fuzzer once, whole and cut short. */

static guint n_files;

static void
replay_file (const char *path)
{
  g_autofree char *data = NULL;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, NULL))
    return;
  LLVMFuzzerTestOneInput ((const uint8_t *) data, size);
  LLVMFuzzerTestOneInput ((const uint8_t *) data, size / 2);
  LLVMFuzzerTestOneInput ((const uint8_t *) data, size > 0 ? size - 1 : 0);
  n_files++;
}

static void
replay_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
        replay_file (file);
    }
}

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      if (g_file_test (argv[i], G_FILE_TEST_IS_DIR))
        replay_folder (argv[i]);
      else
        replay_file (argv[i]);
    }

  g_print ("%u files\n", n_files);
  return n_files > 0 ? 0 : 1;
}
