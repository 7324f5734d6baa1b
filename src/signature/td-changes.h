/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-permissions.h"

G_BEGIN_DECLS

/* What changed in a file after a signature, object by object. Private to this folder. */
typedef struct
{
  GPtrArray *problems; /* (element-type utf8): forbidden changes, translated */
  GPtrArray *notes;    /* (element-type utf8): what is allowed but should be known */
  gboolean only_proof; /* nothing changed but what helps to verify later (/DSS) */
} TdChanges;

TdChanges *td_changes_find (TdPdfFile *file,
                            guint before,
                            const TdPermissions *permissions,
                            GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void td_changes_free (TdChanges *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdChanges, td_changes_free)

G_END_DECLS
