/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Character styling kept beside a plain text. A text field (title, text, content) is plain NFC;
 * its companion field (title_marks, marks, content_marks) says which characters are bold, italic,
 * and so on, as space-separated tokens "KIND START+LENGTH[=ARGUMENT]" without the inner space:
 *
 *   "b0+5 i7+3 l20+4=https%3A//example.vn n31+1=2"
 *
 * START and LENGTH count Unicode characters. Kinds: b bold, i italic, u underline, s superscript,
 * d subscript, l link (argument: percent-encoded address), n footnote reference (argument: the
 * footnote's label; the character itself stands in the text as the printed mark).
 * Invariants of a mark list: sorted by start then kind, no two marks of one kind overlap or touch
 * with equal arguments, all lie inside the text, no empty mark. NULL or "" is no mark.
 *
 * A mark list is a GPtrArray of TdMark that frees its marks. The functions keep every invariant but
 * the one about the text, which they do not see: td_marks_clip() cuts a list that came from a file.
 */
typedef struct
{
  char kind;
  guint start;
  guint length;
  char *argument; /* (nullable): decoded */
} TdMark;

#define TD_MARK_KINDS "bdilnsu"

void td_mark_free (TdMark *mark);
GPtrArray *td_marks_new (void) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *td_marks_parse (const char *marks) G_GNUC_WARN_UNUSED_RESULT;
char *td_marks_format (GPtrArray *marks) G_GNUC_WARN_UNUSED_RESULT;
void td_marks_add (GPtrArray *marks, char kind, guint start, guint length, const char *argument);
void td_marks_remove (GPtrArray *marks, char kind, guint start, guint length);
gboolean td_marks_cover (GPtrArray *marks, char kind, guint start, guint length);
void td_marks_text_inserted (GPtrArray *marks, guint position, guint length);
void td_marks_text_deleted (GPtrArray *marks, guint position, guint length);
GPtrArray *td_marks_slice (GPtrArray *marks, guint start, guint length) G_GNUC_WARN_UNUSED_RESULT;
void td_marks_clip (GPtrArray *marks, guint text_length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdMark, td_mark_free)

G_END_DECLS
