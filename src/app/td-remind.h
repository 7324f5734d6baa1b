/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* "tiendo --remind": tells of tasks that fall due while the window is closed. Needs no display. */
int td_remind_run (const char *path, GSettings *settings);
void td_remind_tell (GDBusConnection *bus, const char *title, const char *body, gboolean wait);

gboolean td_remind_get_autostart (void);
gboolean td_remind_set_autostart (gboolean wanted, GError **error);

G_END_DECLS
