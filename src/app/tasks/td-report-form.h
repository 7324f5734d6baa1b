/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-task-item.h"

G_BEGIN_DECLS

/**
 * TdReportForm:
 *
 * What is reported about one task: progress, day, words, done with the product's document, the
 * reason of a delay, files that prove it. Signals: `edit (edit, done)`: run this #TdEdit and say
 * so; `failed (error)`: a file could not be taken; `close`.
 */
#define TD_TYPE_REPORT_FORM (td_report_form_get_type ())
G_DECLARE_FINAL_TYPE (TdReportForm, td_report_form, TD, REPORT_FORM, GtkWidget)

GtkWidget *td_report_form_new (void);
gboolean td_report_form_set_task (TdReportForm *self, TdTaskItem *item);
void td_report_form_add_file (TdReportForm *self, const char *path);
void td_report_form_set_products (TdReportForm *self, const GPtrArray *products);
void td_report_form_focus (TdReportForm *self);
void td_report_form_submit (TdReportForm *self);

G_END_DECLS
