/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>

#include "td-deadline.h"

static const char *
member (JsonObject *object, const char *name)
{
  if (!json_object_has_member (object, name) || json_object_get_null_member (object, name))
    return NULL;

  return json_object_get_string_member (object, name);
}

static void
check_task (JsonObject *task, int year)
{
  const char *words = member (task, "deadline_text");
  const char *kind = member (task, "deadline_kind");
  g_autoptr (TdDeadline) deadline = td_deadline_parse (words, year, NULL);

  g_test_message ("%s", words);
  g_assert_cmpstr (td_deadline_kind_to_nick (deadline->kind), ==,
                   kind != NULL ? kind : "unspecified");
  g_assert_cmpstr (deadline->start, ==, member (task, "start"));
  g_assert_cmpstr (deadline->end, ==, member (task, "end"));
  if (json_object_has_member (task, "end_exclusive"))
    g_assert_cmpint (deadline->end_exclusive, ==,
                     json_object_get_boolean_member (task, "end_exclusive"));
}

static void
check_plan (const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *root, *header;
  JsonArray *tasks;

  g_assert_true (json_parser_load_from_file (parser, path, &error));
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  if (!json_object_has_member (root, "tasks"))
    return;
  header = json_object_get_object_member (root, "header");
  tasks = json_object_get_array_member (root, "tasks");
  for (guint i = 0; i < json_array_get_length (tasks); i++)
    check_task (json_array_get_object_element (tasks, i),
                (int) json_object_get_int_member (header, "plan_year"));
}

/* Every deadline of the real plans means what a person read in it. */
static void
test_corpus (void)
{
  const char *folder = g_getenv ("TD_CORPUS");
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  if (folder == NULL)
    {
      g_test_skip ("TD_CORPUS is not set");
      return;
    }
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_str_has_suffix (name, ".gold.json"))
        continue;
      check_plan (path);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calendar/deadline-corpus", test_corpus);

  return g_test_run ();
}
