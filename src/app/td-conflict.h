/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *
td_conflict_ask (GtkWidget *widget, const char *what, const char *mine, const char *theirs);
void td_conflict_watch (GtkWidget *widget, TdRecord *record);
void td_conflict_unwatch (GtkWidget *widget, TdRecord *record);

G_END_DECLS
