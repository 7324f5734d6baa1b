/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-signer.h"

G_BEGIN_DECLS

/* Tokens that speak PKCS#11: smart cards, USB tokens. All functions block, some until a person has
 * typed a PIN on the device: call them on a worker thread. */

typedef struct
{
  char *token;             /* label */
  char *url;               /* RFC 7512, of the certificate; for td_signer_new_token() */
  TdCertificateInfo *info; /* of the certificate */
  gboolean few_tries;      /* somebody typed a wrong PIN */
  gboolean last_try;       /* one more wrong PIN locks the token */
  gboolean is_locked;
  gboolean has_pin_pad; /* the PIN is typed on the device: pass none */
} TdTokenCertificate;

/* @module: (nullable): path of the module (.so) from the vendor; NULL: those the system has set up
 */
GPtrArray *td_token_list (const char *module,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdSigner *td_signer_new_token (const char *module,
                               const char *url,
                               const TdSecret *pin,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
