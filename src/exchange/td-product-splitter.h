/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *td_product_splitter_split (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
