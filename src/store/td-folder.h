/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What kind of folder a workspace lies in, and who writes it where SQLite's own locks are not to be
 * trusted. */
typedef struct _TdFolderLock TdFolderLock;

gboolean td_folder_is_network (const char *path);
gboolean td_folder_is_writable (const char *path);

TdFolderLock *
td_folder_lock_take (const char *path, char **holder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_folder_lock_release (TdFolderLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdFolderLock, td_folder_lock_release)

G_END_DECLS
