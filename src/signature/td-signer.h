/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-secret.h"

G_BEGIN_DECLS

/* Who signs: a private key with its certificate, in a PKCS#12 file or on a PKCS#11 token. A token's
 * module runs in a process of its own (tiendo-token), so that it can neither take this one down nor
 * read its memory. All functions block: call them on a worker thread. */
typedef struct _TdSigner TdSigner;

/* What a person has to see of a certificate */
typedef struct
{
  char *subject;      /* the name alone: "Nguyễn Văn A" */
  char *full_subject; /* all parts, one line */
  char *issuer;
  char *serial;      /* hexadecimal */
  gint64 not_before; /* seconds since 1970 */
  gint64 not_after;
  char *key;    /* "RSA 2048", "EC P-256" */
  char *sha256; /* of the certificate, hexadecimal */
} TdCertificateInfo;

TdSigner *td_signer_new_p12 (const char *path,
                             const TdSecret *password,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_signer_free (TdSigner *self);
gboolean td_signer_add_chain (TdSigner *self, const char *path, GError **error);
const TdCertificateInfo *td_signer_get_certificate (const TdSigner *self);
gboolean td_signer_check (const TdSigner *self, gint64 when, GError **error);

void td_certificate_info_free (TdCertificateInfo *info);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSigner, td_signer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdCertificateInfo, td_certificate_info_free)

G_END_DECLS
