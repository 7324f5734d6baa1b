/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-overview.h"

G_BEGIN_DECLS

/**
 * TdNowCard:
 *
 * The card of the overview that lists what is late, what is due and what opens soon. Signals:
 * `task (id)`: a task was chosen; `all`: the page with all of them is wanted.
 */
#define TD_TYPE_NOW_CARD (td_now_card_get_type ())
G_DECLARE_FINAL_TYPE (TdNowCard, td_now_card, TD, NOW_CARD, GtkWidget)

GtkWidget *td_now_card_new (void);
void td_now_card_set_overview (TdNowCard *self, const TdOverview *overview);

G_END_DECLS
