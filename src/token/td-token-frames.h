/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-token-protocol.h"

G_BEGIN_DECLS

/* Frames on standard input and output. */
gboolean td_frame_read (guint8 *kind, GByteArray *payload);
gboolean td_frame_write (TdTokenFrame kind, gconstpointer payload, gsize length);

G_END_DECLS
