/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-print.h"

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *print, gpointer user_data)
{
  TdLayout *layout = user_data;

  gtk_print_operation_set_n_pages (operation, (int) td_layout_get_n_pages (layout));
}

static void
request_page_cb (GtkPrintOperation *operation,
                 GtkPrintContext *print,
                 int page,
                 GtkPageSetup *setup,
                 gpointer user_data)
{
  TdLayout *layout = user_data;
  double width, height;

  td_layout_get_page_size (layout, (guint) page, &width, &height);
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                        : GTK_PAGE_ORIENTATION_PORTRAIT);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *print, int page, gpointer user_data)
{
  td_layout_paint_page (user_data, (guint) page, gtk_print_context_get_cairo_context (print));
}

/**
 * td_plan_print_new:
 * @layout: the pages
 * @job_name: what the print queue shows
 *
 * Returns: (transfer full): an operation that is ready to run; it holds the layout
 */
GtkPrintOperation *
td_plan_print_new (TdLayout *layout, const char *job_name)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, job_name);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (begin_print_cb),
                         td_layout_ref (layout), (GClosureNotify) (GCallback) td_layout_unref, 0);
  g_signal_connect (operation, "request-page-setup", G_CALLBACK (request_page_cb), layout);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), layout);

  return operation;
}
