/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows a PDF that proves something; a button opens it in the system's viewer. */
GtkWidget *td_evidence_window_new (GtkWindow *parent, const char *title, const char *path);

G_END_DECLS
