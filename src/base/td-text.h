/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Vietnamese text. Everything the program keeps is NFC. "Folding" is for finding and comparing,
 * never for keeping. Input need not be valid UTF-8: broken bytes become U+FFFD. Every function is
 * linear in the length of its input. */

gboolean td_text_is_composed (const char *valid);
char *td_text_nfc (const char *text, gssize length) G_GNUC_WARN_UNUSED_RESULT;
char *td_text_clean (const char *text, gssize length) G_GNUC_WARN_UNUSED_RESULT;
char *td_text_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *td_text_fold_keep_marks (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_text_has_marks (const char *text);
gboolean td_text_equal_folded (const char *a, const char *b);
gboolean td_text_is_blank (const char *text);
gboolean td_text_is_upper (const char *text);
char *td_text_sentence_case (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *td_text_upper (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *td_text_collation_key (const char *text) G_GNUC_WARN_UNUSED_RESULT;
int td_text_collate (const char *a, const char *b);

/* The alphabet of points (Decree 30 practice): a b c d đ e g h i k l m n o p q r s t u v x y, from
 * index 0. */
#define TD_TEXT_N_POINTS 23

int td_text_point_index (const char *letter);
const char *td_text_point_letter (int index);

G_END_DECLS
