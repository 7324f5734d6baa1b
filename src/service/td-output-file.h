/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every file the program writes for a person goes through here: an existing file is refused unless
 * the person said to replace it, and nothing half-written ever stands under the wanted name. */

/* Writes the file at @temporary_path; called once. */
typedef gboolean (*TdOutputFunc) (const char *temporary_path, gpointer user_data, GError **error);

gboolean td_output_file_write (
    const char *path, gboolean replace, TdOutputFunc write, gpointer user_data, GError **error);
gboolean
td_output_file_write_bytes (const char *path, gboolean replace, GBytes *bytes, GError **error);

G_END_DECLS
