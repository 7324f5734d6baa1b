/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes a file system the default of SQLite that loses what was not synced when the process dies:
 * writes stay in memory until xSync. Some of them, chosen at random, reach the disk early and so
 * out of order, as on a real disk. */
void td_test_vfs_install (guint32 seed);

G_END_DECLS
