/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-signer.h"

G_BEGIN_DECLS

/* The signature itself, as EN 319 142-1 wants it for PAdES B-B: no time of signing, the signer's
 * certificate named by its digest. Private to this folder. */

#define TD_DIGEST_SIZE 32

gsize td_cms_estimate (const TdSigner *signer, gboolean timestamp);
GBytes *td_cms_sign (TdSigner *signer,
                     const guint8 digest[TD_DIGEST_SIZE],
                     const char *tsa,
                     gint64 *timestamp,
                     GCancellable *cancellable,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
