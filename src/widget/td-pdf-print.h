/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Printing a PDF file. The pages are made for the printer by a process of their own
 * (td-pdf-worker.h), as words and lines and not as pictures, while the window goes on. */
void td_pdf_print_async (GtkWindow *parent,
                         GBytes *file,
                         const char *job_name,
                         int current_page,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gboolean td_pdf_print_finish (GAsyncResult *result, GError **error);

G_END_DECLS
