/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Twelve months in a row; those that something falls into are filled. */
#define TD_TYPE_MONTH_STRIP (td_month_strip_get_type ())
G_DECLARE_FINAL_TYPE (TdMonthStrip, td_month_strip, TD, MONTH_STRIP, GtkWidget)

GtkWidget *td_month_strip_new (void);
void td_month_strip_set (TdMonthStrip *self, int year, const gboolean months[12]);

G_END_DECLS
