/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *
td_input_file_read (const char *path, gint64 largest, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
