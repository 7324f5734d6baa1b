/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-agency-name.h"

#include <string.h>

#include "td-text.h"

/* What comes before a name of a place or of a person: all of that is a name to the end, or to the
 * next of these. The longer ones come first. */
static const char *const before_names[] = {
  "trường trung học phổ thông",
  "trường trung học cơ sở",
  "trường tiểu học",
  "trường mầm non",
  "trường THPT",
  "trường THCS",
  "thành phố",
  "thị trấn",
  "thị xã",
  "phường",
  "huyện",
  "quận",
  "tỉnh",
  "xã",
  NULL,
};

/* Words whose capitals the field of work of an agency keeps. */
static const char *const fields[] = { "Giáo dục và Đào tạo", "Giáo dục" };

/* Bytes of @text that are @phrase, in any case, when a word ends there; else 0. */
static gsize
begins_with (const char *text, const char *phrase)
{
  const char *p = text;

  for (; *phrase != '\0'; phrase = g_utf8_next_char (phrase), p = g_utf8_next_char (p))
    {
      if (*p == '\0' ||
          g_unichar_tolower (g_utf8_get_char (p)) != g_unichar_tolower (g_utf8_get_char (phrase)))
        return 0;
    }

  return *p != '\0' && g_unichar_isalnum (g_utf8_get_char (p)) ? 0 : (gsize) (p - text);
}

static gsize
word_before_name (const char *text)
{
  for (guint i = 0; before_names[i] != NULL; i++)
    {
      gsize length = begins_with (text, before_names[i]);

      if (length > 0)
        return length;
    }

  return 0;
}

/* Appends the field of work that begins at @text. Returns the bytes read, 0 when none does. */
static gsize
append_field (GString *name, const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gsize length = begins_with (text, fields[i]);

      if (length > 0)
        {
          g_string_append (name, fields[i]);
          return length;
        }
    }

  return 0;
}

/**
 * td_agency_name_from_capitals:
 * @capitals: a name as the header of a document prints it
 *
 * "ỦY BAN NHÂN DÂN PHƯỜNG TÂN LẬP" becomes "Ủy ban nhân dân phường Tân Lập". What is not all in
 * capitals stays as it is.
 *
 * Returns: (transfer full): the name in a sentence
 */
char *
td_agency_name_from_capitals (const char *capitals)
{
  g_autofree char *sentence = NULL;
  GString *name;
  gboolean in_name = FALSE, begins = TRUE;
  const char *p;

  g_return_val_if_fail (capitals != NULL, NULL);

  sentence = td_text_sentence_case (capitals);
  if (!td_text_is_upper (capitals))
    return g_steal_pointer (&sentence);

  name = g_string_sized_new (strlen (sentence));
  for (p = sentence; *p != '\0';)
    {
      gunichar c = g_utf8_get_char (p);
      gsize known = begins ? word_before_name (p) : 0;

      if (known > 0)
        {
          in_name = TRUE;
          g_string_append_len (name, p, (gssize) known);
        }
      else if (begins && !in_name)
        known = append_field (name, p);
      if (known == 0)
        {
          g_string_append_unichar (name, begins && in_name ? g_unichar_toupper (c) : c);
          known = (gsize) (g_utf8_next_char (p) - p);
        }
      p += known;
      begins = !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p)));
    }

  return g_string_free (name, FALSE);
}
