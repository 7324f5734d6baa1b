/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <openssl/x509.h>

#include "td-verify.h"

G_BEGIN_DECLS

/* Chains of certificates. Private to this folder. */

/* What came of the attempt to lead a certificate to a trusted one */
typedef struct
{
  gboolean trusted;
  gboolean broken; /* no chain at all could be right: expired, not for signing, forged */
  gboolean revocation_checked; /* of the first certificate */
  char *problem;               /* (nullable): why it is not trusted, translated */
  STACK_OF (X509) * chain;     /* (nullable): from the certificate up */
} TdChain;

TdChain *td_trust_check (TdTrust *self, X509 *certificate, STACK_OF (X509) * others, gint64 when)
    G_GNUC_WARN_UNUSED_RESULT;
void td_chain_free (TdChain *chain);
gboolean td_chain_has (const TdChain *chain, X509 *certificate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdChain, td_chain_free)

G_END_DECLS
