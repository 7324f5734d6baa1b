/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *td_docx_number_format (const char *format, int number) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
