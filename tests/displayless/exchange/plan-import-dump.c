/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "td-import.h"

/* plan-import-dump FILE: the JSON form of the plan in FILE on stdout, doubts on stderr. With
 * --source the neutral document instead. */
int
main (int argc, char **argv)
{
  gboolean source_only = argc > 2 && g_str_equal (argv[1], "--source");
  const char *file = argc > 1 ? argv[argc - 1] : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length = 0;

  if (file == NULL || !g_file_get_contents (file, &contents, &length, &error))
    {
      g_printerr ("plan-import-dump [--source] FILE: %s\n",
                  error != NULL ? error->message : "no file");
      return 2;
    }

  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
  g_autofree char *name = g_path_get_basename (file);
  TdSourceDocument *source = NULL;
  g_autoptr (TdPlanData) plan = td_import_plan (bytes, name, NULL, NULL, NULL, &source, &error);
  g_autoptr (TdSourceDocument) document = source;

  if (plan == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 3;
    }
  if (source_only && document != NULL)
    {
      g_autofree char *dump = td_source_document_dump (document);
      puts (dump);
      return 0;
    }

  g_autofree char *json = td_plan_json_write (plan);
  puts (json);
  for (guint i = 0; i < plan->doubts->len; i++)
    {
      const TdPlanDoubt *doubt = plan->doubts->pdata[i];
      g_printerr ("%s: %s\n", doubt->place, doubt->message);
    }

  return 0;
}
