/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The names of agencies, which stand in capitals in the header of a document, as sentences write
 * them (Decree 30/2020/NĐ-CP, Annex II, parts III and IV). */

char *td_agency_name_from_capitals (const char *capitals) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
