/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-dossier-import.h"

G_BEGIN_DECLS

typedef enum
{
  TD_IMPORT_SHOW_SKIPPED,
  TD_IMPORT_SHOW_CREATED,
  TD_IMPORT_SHOW_UPDATED,
  TD_IMPORT_SHOW_UNCHANGED,
  TD_IMPORT_SHOW_CLEANED,
  TD_N_IMPORT_SHOWS,
} TdImportShow;

guint td_import_rows_count (const TdDossierImport *import, TdImportShow show);
GtkWidget *td_import_rows_view_new (const TdDossierImport *import, TdImportShow show);

G_END_DECLS
