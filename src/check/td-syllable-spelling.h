/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean td_syllable_is_well_spelled (const char *word);

G_END_DECLS
