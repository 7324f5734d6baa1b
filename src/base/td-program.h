/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *td_program_find (const char *folder, const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
