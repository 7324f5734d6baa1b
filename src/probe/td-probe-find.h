/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>

#include "td-layout.h"

G_BEGIN_DECLS

/* Finding words on a page. Poppler's own search wants Vietnamese letters exactly as they were
 * written; here words without diacritics are found with any, across the ends of lines too. */
guint
td_probe_find (PopplerPage *page, guint number, const char *text, guint max_matches, GArray *rects);

G_END_DECLS
