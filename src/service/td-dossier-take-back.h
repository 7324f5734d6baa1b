/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-workspace.h"

G_BEGIN_DECLS

/* Taking back an import of dossiers or figures at any time after it, not only as the newest action:
 * an action of its own, which undo takes back in turn. What was done to a dossier after the import
 * is not lost: such a dossier stays as it is, and the preview names it. */
typedef struct
{
  gint64 import_id; /* a dossier_import */
  char *file_name;
  char *at;            /* when it was imported, ISO 8601 */
  guint64 n_deleted;   /* dossiers it brought, which go */
  guint64 n_kept;      /* of those it brought: stay, for something was done to them since */
  guint64 n_restored;  /* get back the values that it replaced */
  guint64 n_unchanged; /* it changed them, but so did somebody after it: left as they are */
  guint64 n_figures;   /* figures of a period, which go */
  GPtrArray *codes;    /* (element-type utf8): of the first that stay or are left */
} TdTakeBack;

TdTakeBack *td_take_back_preview (TdConnection *connection,
                                  gint64 import_id,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *td_take_back_describe (const TdTakeBack *self) G_GNUC_WARN_UNUSED_RESULT;
void td_take_back_free (TdTakeBack *self);

gboolean td_take_back_run (TdWorkspace *workspace, gint64 import_id, GError **error);
void td_take_back_run_async (TdWorkspace *workspace,
                             gint64 import_id,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdTakeBack, td_take_back_free)

G_END_DECLS
