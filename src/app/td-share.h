/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What can be done with a document that was just written: open it, show its folder, send it. */
void td_share_present (GtkWindow *parent, const char *heading, const char *path);
gboolean td_share_open (const char *path, GError **error);
gboolean td_share_show_folder (const char *path, GError **error);
gboolean td_share_send (const char *path, const char *subject, GError **error);

G_END_DECLS
