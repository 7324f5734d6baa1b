/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-cli.h"
#include "td-dossier-clock.h"

G_BEGIN_DECLS

/* What the commands about dossiers share */
void td_cli_json_clock (JsonBuilder *builder, const TdClock *clock);
gboolean td_cli_set_wrong (GError **error, const char *option, const char *value);
void td_cli_print_clock (TdCli *cli, const TdClock *clock);

G_END_DECLS
