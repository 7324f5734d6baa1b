/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-kind.h"
#include "td-row-dossier.h"

G_BEGIN_DECLS

/**
 * TdPaperList:
 *
 * The papers a procedure asks for: what each is, and how many originals, certified copies and plain
 * copies of it. Rows are added, written over and removed in place.
 */
#define TD_TYPE_PAPER_LIST (td_paper_list_get_type ())
G_DECLARE_FINAL_TYPE (TdPaperList, td_paper_list, TD, PAPER_LIST, GtkWidget)

GtkWidget *td_paper_list_new (void);
void td_paper_list_set_papers (TdPaperList *self, const GPtrArray *papers);
GPtrArray *td_paper_list_get_papers (TdPaperList *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
