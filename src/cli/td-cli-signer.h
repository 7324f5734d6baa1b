/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-cli.h"
#include "td-sign.h"

G_BEGIN_DECLS

/* What the commands that sign share: --p12, --pkcs11, --secret-file, --chain */
TdSigner *td_cli_open_signer (TdCli *cli, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
