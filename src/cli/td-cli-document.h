/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-cli.h"
#include "td-document.h"

G_BEGIN_DECLS

/* Shared by td-cli-document*.c alone. */
TdIssuedDocumentRow *
td_cli_document_load (TdCli *cli, guint n, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_cli_document_run (TdCli *cli, TdDocumentRequest *request, GError **error);
int td_cli_document_print (TdCli *cli, gint64 id, GError **error);

int td_cli_plan_issue (TdCli *cli, GError **error);
int td_cli_document_number (TdCli *cli, GError **error);
int td_cli_document_sign (TdCli *cli, GError **error);
int td_cli_document_seal (TdCli *cli, GError **error);
int td_cli_document_export (TdCli *cli, GError **error);
int td_cli_document_import (TdCli *cli, GError **error);
int td_cli_document_attach (TdCli *cli, GError **error);
int td_cli_document_issue (TdCli *cli, GError **error);
int td_cli_document_return (TdCli *cli, GError **error);
int td_cli_document_withdraw (TdCli *cli, GError **error);
int td_cli_document_describe (TdCli *cli, GError **error);

G_END_DECLS
