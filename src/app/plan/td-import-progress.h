/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-import-queue.h"

G_BEGIN_DECLS

/**
 * TdImportProgress:
 *
 * Shows which file is being read and how far that is, with a button to stop it.
 */
#define TD_TYPE_IMPORT_PROGRESS (td_import_progress_get_type ())
G_DECLARE_FINAL_TYPE (TdImportProgress, td_import_progress, TD, IMPORT_PROGRESS, GtkWidget)

GtkWidget *td_import_progress_new (TdImportQueue *queue);

G_END_DECLS
