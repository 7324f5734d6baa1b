/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <openssl/x509.h>

#include "td-signer.h"

G_BEGIN_DECLS

/* Makes the raw signature of @data, digested with SHA-256, in the form a CMS wants. */
typedef GBytes *(*TdSignFunc) (
    gpointer key, const guint8 *data, gsize length, GCancellable *cancellable, GError **error);

struct _TdSigner
{
  X509 *certificate;
  STACK_OF (X509) * chain; /* the others, in any order */
  TdCertificateInfo *info;
  TdSignFunc sign;
  gpointer key;
  GDestroyNotify free_key;
};

TdSigner *td_signer_new (X509 *certificate, TdSignFunc sign, gpointer key, GDestroyNotify free_key)
    G_GNUC_WARN_UNUSED_RESULT;
TdCertificateInfo *td_certificate_info_new (X509 *certificate) G_GNUC_WARN_UNUSED_RESULT;
char *td_certificate_name (X509_NAME *name) G_GNUC_WARN_UNUSED_RESULT;
gint64 td_asn1_time (const ASN1_TIME *time);
char *td_openssl_reason (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
