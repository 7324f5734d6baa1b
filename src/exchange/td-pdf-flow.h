/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-pdf-geometry.h"

G_BEGIN_DECLS

void td_pdf_flow_build (GPtrArray *pages, TdSourceDocument *document);

G_END_DECLS
