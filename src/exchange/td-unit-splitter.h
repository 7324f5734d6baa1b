/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *td_unit_splitter_split (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void td_unit_splitter_read_assignment (const char *text, GPtrArray *lead, GPtrArray *coordinating);
void td_unit_splitter_read_partners (const char *text, GPtrArray *coordinating);
gboolean td_unit_splitter_is_unit (const char *text);

G_END_DECLS
