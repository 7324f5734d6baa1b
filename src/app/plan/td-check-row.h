/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-finding.h"

G_BEGIN_DECLS

/* A finding as an item of a list; the findings live as long as it. */
#define TD_TYPE_CHECK_ITEM (td_check_item_get_type ())
G_DECLARE_FINAL_TYPE (TdCheckItem, td_check_item, TD, CHECK_ITEM, GObject)

TdCheckItem *td_check_item_new (GPtrArray *findings, guint index) G_GNUC_WARN_UNUSED_RESULT;
const TdFinding *td_check_item_get (TdCheckItem *self);

/**
 * TdCheckRow:
 *
 * A finding in the list: how grave, what is wrong, where, in which words. Signals `fix ()`: the
 * person wants it corrected; `go ()`: the person wants to see its place;
 * `dismiss ()`: it is right as it is.
 */
#define TD_TYPE_CHECK_ROW (td_check_row_get_type ())
G_DECLARE_FINAL_TYPE (TdCheckRow, td_check_row, TD, CHECK_ROW, GtkBox)

GtkWidget *td_check_row_new (gboolean read_only);
void td_check_row_set (TdCheckRow *self, const TdFinding *finding);
char *td_check_place_label (const char *place) G_GNUC_WARN_UNUSED_RESULT;
const char *td_check_severity_label (TdSeverity severity);

G_END_DECLS
