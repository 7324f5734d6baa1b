/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-sign.h"
#include "td-verify.h"

G_BEGIN_DECLS

/* Signing and verifying files. A file is written under another name and renamed, so nothing
 * half-written ever replaces one. Functions block: call them on a worker thread. */

TdSignResult *td_signing_sign_file (const char *path_in,
                                    const char *path_out,
                                    gboolean replace,
                                    const TdSignRequest *request,
                                    TdSigner *signer,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *td_signing_fill_number (GBytes *pdf,
                                const char *name,
                                const char *number,
                                const GDate *date,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdTrust *td_signing_open_trust (const GPtrArray *files,
                                gboolean with_system,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *td_signing_trust_folder (void) G_GNUC_WARN_UNUSED_RESULT;
char *td_signing_report (const TdVerification *verification) G_GNUC_WARN_UNUSED_RESULT;
GBytes *td_signing_read_file (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
