/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A timestamp of an RFC 3161 authority. Private to this folder. */
GBytes *td_timestamp_fetch (const char *url,
                            const guint8 *data,
                            gsize length,
                            gint64 *time,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
