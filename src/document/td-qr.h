/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-block.h"

G_BEGIN_DECLS

TdBlock *
td_qr_new_figure (const char *text, double size, const char *alt) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
