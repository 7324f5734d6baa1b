/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"

G_BEGIN_DECLS

/* Bytes of files, kept once by their SHA-256. */
char *td_file_blob_put (TdConnection *connection,
                        GBytes *bytes,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *td_file_blob_get (TdConnection *connection,
                          const char *sha256,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_file_blob_collect (TdConnection *connection, guint *n_removed, GError **error);

G_END_DECLS
