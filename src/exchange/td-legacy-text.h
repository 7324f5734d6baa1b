/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Vietnamese text from before Unicode. TCVN3 (.VnTime fonts) and VNI text reaches us as Western
 * letters: "Gi¸o dôc" and "Giaùo duïc" for "Giáo dục". */
typedef enum
{
  TD_LEGACY_NONE,
  TD_LEGACY_TCVN3,
  TD_LEGACY_VNI,
} TdLegacy;

const char *td_legacy_name (TdLegacy legacy);
TdLegacy td_legacy_from_name (const char *name);
TdLegacy td_legacy_detect (const char *text);
char *td_legacy_to_unicode (const char *text, TdLegacy legacy) G_GNUC_WARN_UNUSED_RESULT;

/* The encoding of a text file and its text as UTF-8. */
gboolean td_legacy_is_utf8 (const char *text, gsize size, const char **end);
char *td_legacy_decode_file (const char *data, gsize size, gsize *length, const char **encoding)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
