/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TdOverviewFigure:
 *
 * One of the large figures at the top of the overview: icon and word, what it counts, the number.
 * It is a button: a click shows the rows behind it. With a share, a small bullet shows it against
 * what is to be reached.
 */
#define TD_TYPE_OVERVIEW_FIGURE (td_overview_figure_get_type ())
G_DECLARE_FINAL_TYPE (TdOverviewFigure, td_overview_figure, TD, OVERVIEW_FIGURE, GtkButton)

GtkWidget *td_overview_figure_new (const char *status, const char *title);
void td_overview_figure_set (TdOverviewFigure *self, const char *number, const char *detail);
void td_overview_figure_set_title (TdOverviewFigure *self, const char *title);
void td_overview_figure_set_status (TdOverviewFigure *self, const char *status);
void td_overview_figure_set_share (TdOverviewFigure *self, double share, double target);

G_END_DECLS
