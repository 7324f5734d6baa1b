/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean td_report_period_parse (const char *text, GDate *from, GDate *to);
void td_report_period_close_on (GDate *from, GDate *to, guint day);

G_END_DECLS
