/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-sign-private.h"

G_BEGIN_DECLS

/* The letters of the fields that are filled after the first signature: embedded before it, so that
 * number and date look like the rest. Private to this folder. */
double td_field_font_size (double line_height);
guint32 td_field_font_add (TdPdfUpdate *update, GString *fonts, gboolean italic);
char *td_field_font_frame (const TdLayoutRect *rect,
                           const char *font,
                           guint32 number) G_GNUC_WARN_UNUSED_RESULT;
guint32 td_field_font_write (TdPdfUpdate *update,
                             TdPdfView view,
                             const TdPdfField *field,
                             const char *text);

G_END_DECLS
