/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A password or PIN. Its memory is overwritten when it is freed; it is never copied into a message,
 * a log, a setting or a command line. */
typedef struct _TdSecret TdSecret;

TdSecret *td_secret_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;
TdSecret *td_secret_new_from_file (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_secret_free (TdSecret *self);
const char *td_secret_peek (const TdSecret *self);
void td_wipe (gpointer memory, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSecret, td_secret_free)

G_END_DECLS
