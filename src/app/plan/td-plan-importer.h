/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-import-review.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/**
 * TdPlanImporter:
 *
 * The way of files into the workspace: each is read, looked through, and saved as one action or
 * thrown away, one file after the other.
 *
 * Signals: `changed` (another step is shown), `finished` (gint64): no file is left; the plan that
 * was saved last, 0 when none was.
 */
#define TD_TYPE_PLAN_IMPORTER (td_plan_importer_get_type ())
G_DECLARE_FINAL_TYPE (TdPlanImporter, td_plan_importer, TD, PLAN_IMPORTER, GtkWidget)

GtkWidget *td_plan_importer_new (TdWorkspace *workspace);
void td_plan_importer_add_files (TdPlanImporter *self, GListModel *files);
gboolean td_plan_importer_is_active (TdPlanImporter *self);
TdImportReview *td_plan_importer_get_review (TdPlanImporter *self);
void td_plan_importer_save (TdPlanImporter *self);
void td_plan_importer_discard (TdPlanImporter *self);

G_END_DECLS
