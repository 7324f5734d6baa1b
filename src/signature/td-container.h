/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <openssl/x509.h>

#include "td-der.h"

G_BEGIN_DECLS

/* A SignedData of one signer (RFC 5652), taken apart byte by byte, so that nothing in it goes
 * unseen: what the signature does not cover has to have the one form that the rest implies. Private
 * to this folder. */
typedef struct
{
  guint8 *owned; /* (nullable): the DER form, where the container came in another one */
  TdSpan content_type;
  TdSpan content; /* empty when it is elsewhere */
  gboolean has_content;
  TdSpan digest_algorithm;    /* AlgorithmIdentifier */
  TdSpan signature_algorithm; /* likewise */
  TdSpan signed_attributes;   /* with the tag [0] */
  TdSpan signature;
  TdSpan message_digest;
  TdSpan certificate_id;    /* signing-certificate-v2 */
  TdSpan certificate_id_v1; /* signing-certificate */
  TdSpan timestamp;         /* token, in an unsigned attribute */
  gboolean has_signing_time;
  STACK_OF (X509) * certificates;
  X509 *signer;        /* (nullable): one of them */
  GPtrArray *faults;   /* (element-type utf8): what no honest program writes, translated */
  GPtrArray *oddities; /* (element-type utf8): what is not canonical but seen in files of others */
} TdContainer;

TdContainer *td_container_read (const guint8 *data, gsize length) G_GNUC_WARN_UNUSED_RESULT;
void td_container_free (TdContainer *self);
const EVP_MD *td_container_get_digest (const TdContainer *self);
gboolean td_container_check_content (const TdContainer *self, const guint8 *digest, gsize length);
gboolean td_container_check_signature (const TdContainer *self);
gboolean td_container_check_certificate_id (const TdContainer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdContainer, td_container_free)

G_END_DECLS
