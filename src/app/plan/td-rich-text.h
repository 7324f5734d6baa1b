/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Between a text with marks (base/td-marks.h) and a text buffer with tags. Marks that have no look
 * of their own (links, notes) travel as tags too, so that editing around them keeps them. */
void td_rich_text_load (GtkTextBuffer *buffer, const char *text, const char *marks);
char *td_rich_text_dup_text (GtkTextBuffer *buffer) G_GNUC_WARN_UNUSED_RESULT;
char *td_rich_text_dup_marks (GtkTextBuffer *buffer) G_GNUC_WARN_UNUSED_RESULT;
void td_rich_text_toggle (GtkTextBuffer *buffer, char kind);
gboolean td_rich_text_is_on (GtkTextBuffer *buffer, char kind);

G_END_DECLS
