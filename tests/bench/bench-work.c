/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <time.h>

#include <glib/gstdio.h>

#include "td-docx-writer.h"
#include "td-edit.h"
#include "td-import.h"
#include "td-pdf.h"
#include "td-plan-composer.h"
#include "td-plan-repository.h"
#include "td-task-blocks.h"

/* The work that bench.py measures, one piece a process:
 *   bench-work pages PLAN.json                print the number of pages
 *   bench-work paint PLAN.json OUT.pdf        compose, lay out and paint
 *   bench-work pdf PLAN.json OUT.pdf          the official file
 *   bench-work docx PLAN.json OUT.docx
 *   bench-work workspace PLAN.json N OUT      a workspace with the plan N times
 *   bench-work edits PLAN.json N OUT          N committed edits, the pages made again after each
 * Plans are in the program's own JSON. Every command prints one line "KEY NUMBER" for each figure.
 */

#define DOTS_PER_INCH 96.0

static TdPlanData *
read_plan (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  bytes = g_bytes_new_take (g_steal_pointer (&text), length);

  return td_plan_json_read (bytes, path, error);
}

static TdLayout *
lay_out (const char *path, GError **error)
{
  g_autoptr (TdPlanData) plan = read_plan (path, error);
  g_autoptr (TdBlock) document = NULL;

  if (plan == NULL)
    return NULL;
  document = td_plan_compose (plan);

  return td_layout_new (document, td_style_nd30 (), NULL);
}

static gboolean
do_pages (char **argv, GError **error)
{
  g_autoptr (TdLayout) layout = lay_out (argv[0], error);

  if (layout == NULL)
    return FALSE;
  g_print ("pages %u\n", td_layout_get_n_pages (layout));

  return TRUE;
}

static gboolean
do_paint (char **argv, GError **error)
{
  g_autoptr (TdLayout) layout = lay_out (argv[0], error);

  return layout != NULL && td_pdf_write_plain (layout, argv[1], error);
}

static gboolean
do_pdf (char **argv, GError **error)
{
  g_autoptr (TdLayout) layout = lay_out (argv[0], error);

  return layout != NULL && td_pdf_write (layout, argv[1], error);
}

static gboolean
do_docx (char **argv, GError **error)
{
  g_autoptr (TdPlanData) plan = read_plan (argv[0], error);
  g_autoptr (TdBlock) document = plan != NULL ? td_plan_compose (plan) : NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (document != NULL)
    bytes = td_docx_write (document, td_style_nd30 (), error);
  if (bytes == NULL)
    return FALSE;

  return g_file_set_contents (argv[1], g_bytes_get_data (bytes, NULL),
                              (gssize) g_bytes_get_size (bytes), error);
}

static gint64
save_plan (TdWorkspace *workspace, const TdPlanData *plan, GError **error)
{
  TdPlanData *copy = td_plan_data_copy (plan);
  g_autoptr (TdEdit) edit = NULL;
  gint64 id = 0;

  g_clear_pointer (&copy->plan->uid, g_free);
  edit = td_edit_new_save_plan (copy);

  return td_edit_run (edit, workspace, &id, error) ? id : 0;
}

static gboolean
do_workspace (char **argv, GError **error)
{
  g_autoptr (TdPlanData) plan = read_plan (argv[0], error);
  g_autoptr (TdWorkspace) workspace = NULL;
  int n = atoi (argv[1]);

  if (plan == NULL)
    return FALSE;
  workspace = td_workspace_open (argv[2], TD_WORKSPACE_CREATE, "cli", error);
  for (int i = 0; workspace != NULL && i < n; i++)
    if (save_plan (workspace, plan, error) == 0)
      return FALSE;
  if (workspace == NULL)
    return FALSE;
  if (!td_task_blocks_fill (workspace, error)) /* as the command line does when it ends */
    return FALSE;
  g_print ("tasks %u\n", n * td_plan_data_count (plan, TD_KIND_TASK));
  td_workspace_close (workspace);

  return TRUE;
}

/* Edits */

typedef enum
{
  STEP_LOAD,
  STEP_COMPOSE,
  STEP_LAYOUT,
  STEP_PAINT,
  STEP_PAGES, /* load, compose and layout: what the worker threads do */
  STEP_SHOWN, /* all of it: the edit is seen */
  N_STEPS,
} Step;

static const char *const step_names[] = { "load", "compose", "layout", "paint", "pages", "shown" };

typedef struct
{
  TdWorkspace *workspace;
  gint64 plan_id;
  TdLayout *layout;
  cairo_surface_t *surface;
  GArray *samples[N_STEPS]; /* milliseconds of CPU time */
} Edits;

static double
cpu_ms (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (double) t.tv_sec * 1e3 + (double) t.tv_nsec * 1e-6;
}

static void
paint_source (Edits *edits, TdKind kind, gint64 id)
{
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (TdLayoutRect));
  TdSource source = { (int) kind, id, NULL };
  cairo_t *cr = cairo_create (edits->surface);
  guint page = 0;

  if (td_layout_locate (edits->layout, source, rects) > 0)
    page = g_array_index (rects, TdLayoutRect, 0).page;
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_scale (cr, DOTS_PER_INCH / 72, DOTS_PER_INCH / 72);
  td_layout_paint_page (edits->layout, page, cr);
  cairo_destroy (cr);
}

/* The way of the window's preview (td-plan-preview.c), on one thread. */
static gboolean
refresh (Edits *edits, TdKind kind, gint64 id, GError **error)
{
  double at[5] = { cpu_ms () };
  g_autoptr (TdPlanData) plan = td_plan_repository_load (
      td_workspace_get_connection (edits->workspace), edits->plan_id, error);
  g_autoptr (TdBlock) document = NULL;
  TdLayout *next;

  if (plan == NULL)
    return FALSE;
  at[1] = cpu_ms ();
  document = td_plan_compose (plan);
  at[2] = cpu_ms ();
  next = td_layout_new (document, td_style_nd30 (), edits->layout);
  at[3] = cpu_ms ();
  g_clear_pointer (&edits->layout, td_layout_unref);
  edits->layout = next;
  paint_source (edits, kind, id);
  at[4] = cpu_ms ();

  for (int i = 0; i < 4; i++)
    {
      double took = at[i + 1] - at[i];

      g_array_append_val (edits->samples[i], took);
    }
  at[3] -= at[0];
  at[4] -= at[0];
  g_array_append_val (edits->samples[STEP_PAGES], at[3]);
  g_array_append_val (edits->samples[STEP_SHOWN], at[4]);

  return TRUE;
}

static gint
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
print_samples (Edits *edits)
{
  for (int i = 0; i < N_STEPS; i++)
    {
      GArray *samples = edits->samples[i];

      g_array_sort (samples, compare_doubles);
      g_print ("%s-median %.2f\n%s-p95 %.2f\n", step_names[i],
               g_array_index (samples, double, samples->len / 2), step_names[i],
               g_array_index (samples, double, samples->len * 95 / 100));
    }
}

/* Every other edit is in a text, the rest in cells of the annex; all over the plan. */
static gboolean
edit_once (Edits *edits, const TdPlanData *plan, guint i, GError **error)
{
  TdKind kind = i % 2 == 0 ? TD_KIND_BLOCK : TD_KIND_TASK;
  const char *field = kind == TD_KIND_BLOCK ? "text" : "content";
  guint n = td_plan_data_count (plan, kind);
  const TdRow *row = td_plan_data_nth (plan, kind, (i * 7919u) % n);
  const char *old =
      kind == TD_KIND_BLOCK ? ((const TdBlockRow *) row)->text : ((const TdTaskRow *) row)->content;
  g_autofree char *text = g_strdup_printf ("%s thêm lần %u", old, i);
  g_autoptr (TdEdit) edit = td_edit_new_set (kind, row->id, field, text);

  return td_edit_run (edit, edits->workspace, NULL, error) &&
         (i == 0 || refresh (edits, kind, row->id, error));
}

static gboolean
do_edits (char **argv, GError **error)
{
  g_autoptr (TdPlanData) read = read_plan (argv[0], error);
  g_autoptr (TdPlanData) plan = NULL;
  guint n = (guint) atoi (argv[1]);
  Edits edits = { NULL };
  gboolean done;

  if (read == NULL)
    return FALSE;
  edits.workspace = td_workspace_open (argv[2], TD_WORKSPACE_CREATE, "cli", error);
  edits.plan_id = edits.workspace != NULL ? save_plan (edits.workspace, read, error) : 0;
  if (edits.plan_id == 0)
    return FALSE;
  plan =
      td_plan_repository_load (td_workspace_get_connection (edits.workspace), edits.plan_id, error);
  done = plan != NULL;
  edits.surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1123, 1123);
  for (int i = 0; i < N_STEPS; i++)
    edits.samples[i] = g_array_new (FALSE, FALSE, sizeof (double));
  if (done)
    {
      g_autoptr (TdBlock) document = td_plan_compose (plan);

      edits.layout = td_layout_new (document, td_style_nd30 (), NULL);
    }
  for (guint i = 0; done && i <= n; i++)
    done = edit_once (&edits, plan, i, error);
  if (done)
    print_samples (&edits);

  for (int i = 0; i < N_STEPS; i++)
    g_array_unref (edits.samples[i]);
  cairo_surface_destroy (edits.surface);
  g_clear_pointer (&edits.layout, td_layout_unref);
  td_workspace_close (edits.workspace);
  g_object_unref (edits.workspace);

  return done;
}

static const struct
{
  const char *name;
  int n_arguments;
  gboolean (*func) (char **argv, GError **error);
} commands[] = {
  { "pdf", 2, do_pdf },     { "docx", 2, do_docx },   { "edits", 3, do_edits },
  { "pages", 1, do_pages }, { "paint", 2, do_paint }, { "workspace", 3, do_workspace },
};

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    {
      if (!g_str_equal (argv[1], commands[i].name) || argc != commands[i].n_arguments + 2)
        continue;
      if (!commands[i].func (argv + 2, &error))
        {
          g_printerr ("bench-work: %s\n", error->message);
          return EXIT_FAILURE;
        }
      return EXIT_SUCCESS;
    }
  g_printerr ("usage: bench-work COMMAND ARGUMENT...\n");

  return 2;
}
