/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-workspace.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;
  char *reason; /* "daily" "import" "roll" "migration" "restore" "named" */
  char *at;     /* ISO 8601, UTC: "2026-01-09T03:12:45Z" */
  gint64 size;
} TdBackup;

void td_backup_free (TdBackup *self);

/* One complete file: what "send a copy", "workspace backup OUT" and every backup write. Any thread.
 */
gboolean td_backup_write_copy (const char *workspace_path,
                               const char *out_path,
                               gboolean overwrite,
                               GError **error);

/* Dated backups in the folder beside the file; any thread. */
char *td_backup_make (const char *workspace_path,
                      const char *reason,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_backup_daily_is_due (const char *workspace_path);
GPtrArray *td_backup_list (const char *workspace_path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_backup_prune (const char *workspace_path, GError **error);

/* Replaces the content of the open workspace by that of a backup, after a backup of its own. */
gboolean td_backup_restore (TdWorkspace *workspace, const char *from_path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdBackup, td_backup_free)

G_END_DECLS
