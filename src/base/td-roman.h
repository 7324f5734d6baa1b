/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Roman numerals in capitals, as sections and quarters are numbered: I to MMMCMXCIX. */
#define TD_ROMAN_MAX 3999

int td_roman_parse (const char *text, gssize length);
char *td_roman_format (int number) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
