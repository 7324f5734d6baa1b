/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include <glib/gstdio.h>

#include "sample-plans.h"
#include "td-pdf.h"

/* Layout and PDF of plans of about 20 and 100 pages beside LibreOffice on the same content. Each
 * figure is the CPU time of one process (user and system), the least of several runs. */
#define SECTIONS_20 12
#define SECTIONS_100 62
#define RUNS 5
#define PEER_RUNS 3

static double
cpu_now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double) t.tv_sec + (double) t.tv_nsec * 1e-9;
}

typedef struct
{
  double seconds;
  double megabytes;
} Cost;

/* Runs a program to its end; its seconds are negative when it failed. */
static Cost
run (const char *const *argv)
{
  Cost cost = { -1, 0 };
  GPid pid;
  int status;
  struct rusage usage;

  if (!g_spawn_async (NULL, (char **) argv, NULL,
                      G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
                          G_SPAWN_STDERR_TO_DEV_NULL,
                      NULL, NULL, &pid, NULL))
    return cost;
  while (wait4 (pid, &status, 0, &usage) < 0 && errno == EINTR)
    ;
  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    return cost;
  cost.seconds = (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                 (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
  cost.megabytes = (double) usage.ru_maxrss / 1024;
  return cost;
}

static Cost
run_best (const char *const *argv, int n_runs)
{
  Cost best = { -1, 0 };

  for (int i = 0; i < n_runs; i++)
    {
      Cost cost = run (argv);

      if (cost.seconds >= 0 && (best.seconds < 0 || cost.seconds < best.seconds))
        best = cost;
    }
  return best;
}

static void
add_escaped (GString *out, const char *before, const char *text, const char *after)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append_printf (out, "%s%s%s", before, escaped, after);
}

static void
add_peer_table (GString *out, const TdBlock *table)
{
  static const int widths[] = { 8, 46, 26, 22, 22, 16, 18, 7 };

  g_string_append (out, "<table:table table:style-name=\"tt\">");
  for (guint c = 0; c < table->as.table.columns->len; c++)
    g_string_append_printf (out, "<table:table-column table:style-name=\"c%u\"/>",
                            c % (guint) G_N_ELEMENTS (widths));
  for (guint r = 0; r < td_block_n_children (table); r++)
    {
      const TdBlock *row = td_block_child (table, r);

      g_string_append (out,
                       r == 0 ? "<table:table-header-rows><table:table-row>" : "<table:table-row>");
      for (guint c = 0; c < td_block_n_children (row); c++)
        {
          const TdBlock *cell = td_block_child (row, c);
          const TdBlockText *text =
              td_block_n_children (cell) > 0 ? td_block_get_text (td_block_child (cell, 0)) : NULL;

          add_escaped (out,
                       "<table:table-cell table:style-name=\"tc\"><text:p text:style-name=\"C\">",
                       text != NULL ? text->text : "", "</text:p></table:table-cell>");
        }
      g_string_append (out, r == 0 ? "</table:table-row></table:table-header-rows>"
                                   : "</table:table-row>");
    }
  g_string_append (out, "</table:table>");
}

static void
add_peer_styles (GString *out)
{
  static const int widths[] = { 8, 46, 26, 22, 22, 16, 18, 7 };

  g_string_append (
      out,
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document "
      "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
      "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
      "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
      "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "
      "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" "
      "office:version=\"1.2\" "
      "office:mimetype=\"application/"
      "vnd.oasis.opendocument.text\"><office:font-face-decls><style:font-face style:name=\"S\" "
      "svg:font-family=\"'Liberation "
      "Serif'\"/></office:font-face-decls><office:styles><style:default-style "
      "style:family=\"paragraph\">"
      "<style:text-properties style:font-name=\"S\" fo:font-size=\"14pt\" fo:language=\"vi\" "
      "fo:country=\"VN\"/></style:default-style>"
      "<style:style style:name=\"Standard\" style:family=\"paragraph\"/><style:style "
      "style:name=\"B\" style:family=\"paragraph\">"
      "<style:paragraph-properties fo:text-align=\"justify\" fo:margin-top=\"6pt\" "
      "fo:text-indent=\"12.7mm\"/></style:style>"
      "<style:style style:name=\"H\" style:family=\"paragraph\"><style:paragraph-properties "
      "fo:keep-with-next=\"always\" fo:margin-top=\"6pt\" "
      "fo:text-indent=\"12.7mm\"/><style:text-properties "
      "fo:font-weight=\"bold\"/></style:style><style:style style:name=\"C\" "
      "style:family=\"paragraph\"><style:text-properties "
      "fo:font-size=\"11pt\"/></style:style></office:styles><office:automatic-styles>"
      "<style:page-layout style:name=\"pm\"><style:page-layout-properties fo:page-width=\"210mm\" "
      "fo:page-height=\"297mm\" "
      "fo:margin-top=\"20mm\" fo:margin-bottom=\"20mm\" fo:margin-left=\"30mm\" "
      "fo:margin-right=\"15mm\"/></style:page-layout>"
      "<style:style style:name=\"tc\" style:family=\"table-cell\"><style:table-cell-properties "
      "fo:border=\"0.5pt solid #000000\" "
      "fo:padding=\"1.3mm\"/></style:style>");
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    g_string_append_printf (out,
                            "<style:style style:name=\"c%u\" "
                            "style:family=\"table-column\"><style:table-column-properties "
                            "style:column-width=\"%dmm\"/></style:style>",
                            i, widths[i]);
  g_string_append (
      out, "<style:style style:name=\"tt\" style:family=\"table\"><style:table-properties "
           "style:width=\"165mm\" table:align=\"left\"/>"
           "</style:style></office:automatic-styles><office:master-styles><style:master-page "
           "style:name=\"Standard\" "
           "style:page-layout-name=\"pm\"/></office:master-styles><office:body><office:text>");
}

/* The same words, paragraphs and tables in the peer's own format. */
static char *
make_peer_text (guint sections)
{
  g_autoptr (TdBlock) document = sample_big_new (sections, 1);
  const TdBlock *part = td_block_child (document, 0);
  GString *out = g_string_new (NULL);

  add_peer_styles (out);
  for (guint i = 0; i < td_block_n_children (part); i++)
    {
      const TdBlock *block = td_block_child (part, i);

      if (block->kind == TD_BLOCK_HEADING)
        add_escaped (out, "<text:h text:style-name=\"H\" text:outline-level=\"1\">",
                     block->as.heading.text.text, "</text:h>");
      else if (block->kind == TD_BLOCK_PARAGRAPH)
        add_escaped (out, "<text:p text:style-name=\"B\">", block->as.paragraph.text.text,
                     "</text:p>");
      else if (block->kind == TD_BLOCK_TABLE)
        add_peer_table (out, block);
    }
  g_string_append (out, "</office:text></office:body></office:document>");
  return g_string_free (out, FALSE);
}

static Cost
measure_peer (const char *folder, guint sections)
{
  g_autofree char *soffice = g_find_program_in_path ("soffice");
  g_autofree char *text = NULL, *path = NULL, *profile = NULL;
  Cost none = { -1, 0 };

  if (soffice == NULL)
    return none;
  text = make_peer_text (sections);
  path = g_strdup_printf ("%s/peer-%u.fodt", folder, sections);
  profile = g_strdup_printf ("-env:UserInstallation=file://%s/profile", folder);
  g_file_set_contents (path, text, -1, NULL);
  {
    const char *argv[] = { soffice, profile, "--headless", "--convert-to", "pdf", "--outdir",
                           folder,  path,    NULL };

    /* the first run makes the profile */
    run (argv);
    return run_best (argv, PEER_RUNS);
  }
}

static Cost
measure_own (const char *self, const char *folder, const char *how, guint sections)
{
  g_autofree char *number = g_strdup_printf ("%u", sections);
  g_autofree char *out = g_strdup_printf ("%s/own-%s-%u.pdf", folder, how, sections);
  const char *argv[] = { self, how, number, out, NULL };

  return run_best (argv, RUNS);
}

static void
print_row (const char *what, Cost own, Cost peer, double limit)
{
  if (peer.seconds > 0)
    g_print ("%-42s %8.3f s %8.3f s  ratio %.3f (limit %.2f)%s\n", what, own.seconds, peer.seconds,
             own.seconds / peer.seconds, limit,
             own.seconds / peer.seconds <= limit ? "" : "  OVER");
  else
    g_print ("%-42s %8.3f s        -\n", what, own.seconds);
}

/* An edit in the middle of the long plan, as the window makes it: a new tree, the old layout at
 * hand. */
static void
measure_edits (void)
{
  g_autoptr (TdBlock) first = sample_big_new (SECTIONS_100, 1);
  g_autoptr (TdLayout) layout = td_layout_new (first, td_style_nd30 (), NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 794, 1123);
  double layout_time = G_MAXDOUBLE, paint_time = G_MAXDOUBLE;

  for (int i = 0; i < RUNS; i++)
    {
      g_autoptr (TdBlock) edited = sample_big_new (SECTIONS_100, 1);
      TdBlock *paragraph = td_block_child (td_block_child (edited, 0), 3 + 6 * (SECTIONS_100 / 2));
      TdBlockText *text = (TdBlockText *) td_block_get_text (paragraph);
      g_autofree char *old = text->text;
      TdLayout *next;
      cairo_t *cr = cairo_create (surface);
      double start, end;

      text->text = g_strdup_printf ("Sửa lần %d: %s", i, old);
      start = cpu_now ();
      next = td_layout_new (edited, td_style_nd30 (), layout);
      end = cpu_now ();
      layout_time = MIN (layout_time, end - start);
      cairo_scale (cr, 96.0 / 72, 96.0 / 72);
      td_layout_paint_page (next, td_layout_get_n_pages (next) / 2, cr);
      paint_time = MIN (paint_time, cpu_now () - end);
      cairo_destroy (cr);
      td_layout_unref (layout);
      layout = next;
    }
  cairo_surface_destroy (surface);
  g_print ("%-42s %8.1f ms (limit 200)\n", "all pages again after an edit", layout_time * 1000);
  g_print ("%-42s %8.1f ms (limit 50)\n", "shown page painted, 96 dpi", paint_time * 1000);
  g_print ("%-42s %8u\n", "pages of the long plan", td_layout_get_n_pages (layout));
}

static int
work (char *argv[])
{
  g_autoptr (TdBlock) document = sample_big_new ((guint) atoi (argv[2]), 1);
  g_autoptr (TdLayout) layout = td_layout_new (document, td_style_nd30 (), NULL);
  g_autoptr (GError) error = NULL;

  if (g_str_equal (argv[1], "complete") ? td_pdf_write (layout, argv[3], &error)
                                        : td_pdf_write_plain (layout, argv[3], &error))
    return EXIT_SUCCESS;
  g_printerr ("%s\n", error->message);
  return EXIT_FAILURE;
}

static void
remove_folder (const char *folder)
{
  const char *argv[] = { "rm", "-rf", folder, NULL };

  run (argv);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = NULL;
  Cost peer_20, peer_100, complete;

  if (argc == 4)
    return work (argv);
  folder = g_dir_make_tmp ("tiendo-bench-XXXXXX", NULL);
  peer_20 = measure_peer (folder, SECTIONS_20);
  peer_100 = measure_peer (folder, SECTIONS_100);
  g_print ("%-42s %10s %10s\n", "document", "own", "peer");
  print_row ("20 pages: layout and painting", measure_own (argv[0], folder, "paint", SECTIONS_20),
             peer_20, 0.25);
  print_row ("20 pages: the complete file", measure_own (argv[0], folder, "complete", SECTIONS_20),
             peer_20, 0.25);
  print_row ("100 pages: layout and painting", measure_own (argv[0], folder, "paint", SECTIONS_100),
             peer_100, 0.20);
  complete = measure_own (argv[0], folder, "complete", SECTIONS_100);
  print_row ("100 pages: the complete file", complete, peer_100, 0.30);
  if (peer_100.megabytes > 0)
    g_print ("%-42s %7.1f MB %7.1f MB  ratio %.3f (limit 0.20)\n", "100 pages: peak memory",
             complete.megabytes, peer_100.megabytes, complete.megabytes / peer_100.megabytes);
  measure_edits ();
  remove_folder (folder);
  return EXIT_SUCCESS;
}
