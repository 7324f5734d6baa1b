/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-block.h"
#include "td-style.h"

G_BEGIN_DECLS

GBytes *td_docx_write (const TdBlock *document,
                       const TdStyle *style,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
