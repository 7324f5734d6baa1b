/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkFileFilter *
td_file_filter_add (GtkFileChooser *chooser, const char *name, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
