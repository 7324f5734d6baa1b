/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-verify.h"

G_BEGIN_DECLS

/* The authorities this user trusts: a folder of PEM files, one for each certificate, named by its
 * digest. */

typedef struct
{
  char *path;
  TdCertificateInfo *info;
} TdTrustedAuthority;

/* (element-type TdTrustedAuthority), by name */
GPtrArray *td_trust_folder_list (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_trust_folder_add (const char *pem, guint *n_added, GError **error);
gboolean td_trust_folder_remove (const char *digest, GError **error);

G_END_DECLS
