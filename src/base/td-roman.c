/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-roman.h"

#include <string.h>

/* "MMMDCCCLXXXVIII" */
#define MAX_LENGTH 15

static const struct
{
  int value;
  const char *letters;
} numerals[] = {
  { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" },
  { 90, "XC" },  { 50, "L" },   { 40, "XL" }, { 10, "X" },   { 9, "IX" },
  { 5, "V" },    { 4, "IV" },   { 1, "I" },
};

/**
 * td_roman_parse:
 * @text: the numeral and nothing else, in capitals
 * @length: bytes, -1 when terminated by NUL
 *
 * Strict: only the one correct spelling of a number counts, so that "IIII", "VX" and "iv" are none.
 *
 * Returns: the number, 1 to 3999; 0 when @text is no Roman numeral
 */
int
td_roman_parse (const char *text, gssize length)
{
  gsize left;
  const char *p = text;
  int number = 0;
  g_autofree char *spelled = NULL;

  g_return_val_if_fail (text != NULL, 0);

  left = length < 0 ? strlen (text) : (gsize) length;
  if (left == 0 || left > MAX_LENGTH)
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (numerals); i++)
    {
      gsize width = strlen (numerals[i].letters);

      while (left >= width && strncmp (p, numerals[i].letters, width) == 0)
        {
          number += numerals[i].value;
          p += width;
          left -= width;
        }
    }
  if (left > 0)
    return 0;

  spelled = td_roman_format (number);

  return spelled != NULL && strncmp (spelled, text, (gsize) (p - text)) == 0 &&
                 strlen (spelled) == (gsize) (p - text)
             ? number
             : 0;
}

/**
 * td_roman_format:
 * @number: 1 to 3999
 *
 * Returns: (nullable) (transfer full): the numeral in capitals; NULL when @number has none
 */
char *
td_roman_format (int number)
{
  GString *text;

  if (number < 1 || number > TD_ROMAN_MAX)
    return NULL;

  text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (numerals); i++)
    {
      for (; number >= numerals[i].value; number -= numerals[i].value)
        g_string_append (text, numerals[i].letters);
    }

  return g_string_free (text, FALSE);
}
