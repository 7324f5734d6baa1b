/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where what is dragged would go, beside a row */
typedef enum
{
  TD_DROP_BEFORE,
  TD_DROP_INTO,
  TD_DROP_AFTER,
  TD_DROP_NOWHERE,
} TdDropPlace;

void td_drop_mark (GtkWidget *row, TdDropPlace place);

G_END_DECLS
