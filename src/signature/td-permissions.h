/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-pdf-form.h"

G_BEGIN_DECLS

/* What the signer of a signature allows to be done with the document afterwards. Private to this
 * folder. */
typedef struct
{
  gboolean final;   /* nothing */
  GPtrArray *locks; /* (element-type TdFieldLock): each forbids some fields to be filled */
} TdPermissions;

TdPermissions *td_permissions_read (TdPdfView signed_view,
                                    const TdPdfObject *signature,
                                    const TdPdfObject *field) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_permissions_lock (const TdPermissions *self, const char *field);
void td_permissions_free (TdPermissions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPermissions, td_permissions_free)

G_END_DECLS
