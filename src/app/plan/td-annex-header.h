/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-annex-layout.h"

G_BEGIN_DECLS

/**
 * TdAnnexHeader:
 *
 * The headings above the annex; dragging an edge makes a column wider or narrower.
 */
#define TD_TYPE_ANNEX_HEADER (td_annex_header_get_type ())
G_DECLARE_FINAL_TYPE (TdAnnexHeader, td_annex_header, TD, ANNEX_HEADER, GtkWidget)

GtkWidget *td_annex_header_new (TdAnnexLayout *columns);

G_END_DECLS
