/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gnutls/gnutls.h>

#include "td-token-protocol.h"

G_BEGIN_DECLS

/* The tokens of a module, and the key that was opened on one of them. Failures are told as
 * GnuTLS codes; td_token_fault() says what they mean for a person. */
typedef struct _TdTokenModule TdTokenModule;

TdTokenModule *td_token_module_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_token_module_free (TdTokenModule *self);
int td_token_module_load (TdTokenModule *self, const char *path);
int td_token_module_list (TdTokenModule *self);
int td_token_module_open (TdTokenModule *self, const char *url, const char *pin);
int td_token_module_sign (TdTokenModule *self, const guint8 *data, gsize length);
TdTokenFault td_token_fault (const TdTokenModule *self, int code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdTokenModule, td_token_module_free)

G_END_DECLS
