/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "td-edit.h"
#include "td-plan-repository.h"

/* The other program: works on a workspace while a window shows it. Reads the number of a round from
 * each line, does what belongs to it, and answers "done" after the durable commit.
 *   concurrent-writer WORKSPACE PLAN SECTION
 * Nothing in SECTION is touched: somebody is typing there. */

typedef struct
{
  TdWorkspace *workspace;
  gint64 plan_id;
  gint64 section_id; /* left alone */
  gint64 added_id;   /* the task added last */
} Other;

static char *
as_text (gint64 number)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static gboolean
run (Other *other, TdEdit *edit, gint64 *id, GError **error)
{
  g_autoptr (TdEdit) owned = edit;

  return td_edit_run (owned, other->workspace, id, error);
}

static gboolean
add_task (Other *other, guint round, GError **error)
{
  TdEdit *edit = td_edit_new_add (TD_KIND_TASK);
  g_autofree char *plan = as_text (other->plan_id);
  g_autofree char *content = g_strdup_printf ("Việc thêm lần %u", round);

  td_edit_set_value (edit, "plan_id", plan);
  td_edit_set_value (edit, "content", content);
  td_edit_set_value (edit, "deadline_text", round % 2 == 0 ? "Quý II" : "Thường xuyên");

  return run (other, edit, &other->added_id, error);
}

static gint64
pick (const TdPlanData *plan, TdKind kind, guint round)
{
  const TdRow *row = td_plan_data_nth (plan, kind, round * 7919 % td_plan_data_count (plan, kind));

  return row->id;
}

static gint64
other_section (Other *other, const TdPlanData *plan, guint round)
{
  gint64 id = pick (plan, TD_KIND_SECTION, round);

  return id != other->section_id ? id : pick (plan, TD_KIND_SECTION, round + 1);
}

static gboolean
edit_section (Other *other, const TdPlanData *plan, guint round, GError **error)
{
  g_autofree char *title = g_strdup_printf ("Mục sửa lần %u", round);

  return run (other,
              td_edit_new_set (TD_KIND_SECTION, other_section (other, plan, round), "title", title),
              NULL, error);
}

static gboolean
add_block (Other *other, const TdPlanData *plan, guint round, GError **error)
{
  TdEdit *edit = td_edit_new_add (TD_KIND_BLOCK);
  g_autofree char *plan_id = as_text (other->plan_id);
  g_autofree char *section = as_text (other_section (other, plan, round));
  g_autofree char *text = g_strdup_printf ("Đoạn thêm lần %u.", round);

  td_edit_set_value (edit, "plan_id", plan_id);
  td_edit_set_value (edit, "section_id", section);
  td_edit_set_value (edit, "kind", TD_BODY_PARAGRAPH);
  td_edit_set_value (edit, "text", text);

  return run (other, edit, NULL, error);
}

static gboolean
edit_task (Other *other, const TdPlanData *plan, guint round, GError **error)
{
  g_autofree char *content = g_strdup_printf ("Việc sửa lần %u", round);

  return run (other,
              td_edit_new_set (TD_KIND_TASK, pick (plan, TD_KIND_TASK, round), "content", content),
              NULL, error);
}

static gboolean
work (Other *other, guint round, GError **error)
{
  g_autoptr (TdPlanData) plan = td_plan_repository_load (
      td_workspace_get_connection (other->workspace), other->plan_id, error);

  if (plan == NULL)
    return FALSE;
  switch (round % 7)
    {
    case 0:
      return add_task (other, round, error);
    case 1:
      return edit_section (other, plan, round, error);
    case 2:
      return edit_task (other, plan, round, error);
    case 3:
      return add_block (other, plan, round, error);
    case 4:
      return run (other, td_edit_new_delete (TD_KIND_TASK, &other->added_id, 1), NULL, error);
    case 5:
      return td_workspace_undo (other->workspace, error);
    default:
      return td_workspace_redo (other->workspace, error);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Other other = { NULL };
  char line[64];

  if (argc != 4)
    return 2;
  other.workspace = td_workspace_open (argv[1], TD_WORKSPACE_DEFAULT, "cli", &error);
  other.plan_id = g_ascii_strtoll (argv[2], NULL, 10);
  other.section_id = g_ascii_strtoll (argv[3], NULL, 10);
  while (error == NULL && fgets (line, sizeof line, stdin) != NULL)
    {
      if (work (&other, (guint) atoi (line), &error))
        {
          puts ("done");
          fflush (stdout);
        }
    }
  if (error != NULL)
    g_printerr ("concurrent-writer: %s\n", error->message);
  if (other.workspace != NULL)
    td_workspace_close (other.workspace);
  g_clear_object (&other.workspace);

  return error == NULL ? EXIT_SUCCESS : EXIT_FAILURE;
}
