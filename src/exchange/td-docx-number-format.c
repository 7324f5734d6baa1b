/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-number-format.h"

#include "td-roman.h"

/* a ... z, aa, bb ... zz, aaa ...; Word stops at 780 */
static char *
format_letter (int number, char first)
{
  int count = (number - 1) / 26 + 1;

  if (number < 1 || count > 30)
    return g_strdup_printf ("%d", number);

  return g_strnfill ((gsize) count, (char) (first + (number - 1) % 26));
}

static char *
format_roman (int number, gboolean upper)
{
  g_autofree char *roman = NULL;

  if (number < 1 || number > 3999)
    return g_strdup_printf ("%d", number);

  roman = td_roman_format (number);

  return upper ? g_ascii_strup (roman, -1) : g_ascii_strdown (roman, -1);
}

static char *
format_ordinal (int number)
{
  int tens = number % 100;
  const char *suffix = "th";

  if (tens < 11 || tens > 13)
    suffix = number % 10 == 1 ? "st" : number % 10 == 2 ? "nd" : number % 10 == 3 ? "rd" : "th";

  return g_strdup_printf ("%d%s", number, suffix);
}

/* "vietnameseCounting": một, hai, ... mười, mười một, ... hai mươi mốt, ... chín mươi chín */
static char *
format_vietnamese (int number)
{
  static const char *const digits[] = { "",    "một", "hai", "ba",  "bốn",
                                        "năm", "sáu", "bảy", "tám", "chín" };
  int tens = number / 10, ones = number % 10;

  if (number < 1 || number > 99)
    return g_strdup_printf ("%d", number);
  if (tens == 0)
    return g_strdup (digits[ones]);
  if (tens == 1)
    return g_strdup_printf ("mười%s%s", ones > 0 ? " " : "", ones == 5 ? "lăm" : digits[ones]);

  return g_strdup_printf ("%s mươi%s%s", digits[tens], ones > 0 ? " " : "",
                          ones == 1   ? "mốt"
                          : ones == 5 ? "lăm"
                                      : digits[ones]);
}

static char *
format_circled (int number)
{
  char utf8[7] = { 0 };

  if (number < 1 || number > 20)
    return g_strdup_printf ("%d", number);
  g_unichar_to_utf8 (0x2460 + (gunichar) number - 1, utf8);

  return g_strdup (utf8);
}

/**
 * td_docx_number_format:
 * @format: (nullable): a w:numFmt; unknown ones are decimal
 * @number: a number
 *
 * Returns: (transfer full): the number as Word prints it, without the text around it
 */
char *
td_docx_number_format (const char *format, int number)
{
  if (g_strcmp0 (format, "upperRoman") == 0 || g_strcmp0 (format, "lowerRoman") == 0)
    return format_roman (number, format[0] == 'u');
  if (g_strcmp0 (format, "upperLetter") == 0)
    return format_letter (number, 'A');
  if (g_strcmp0 (format, "lowerLetter") == 0)
    return format_letter (number, 'a');
  if (g_strcmp0 (format, "none") == 0)
    return g_strdup ("");
  if (g_strcmp0 (format, "decimalZero") == 0)
    return g_strdup_printf ("%02d", number);
  if (g_strcmp0 (format, "ordinal") == 0)
    return format_ordinal (number);
  if (g_strcmp0 (format, "numberInDash") == 0)
    return g_strdup_printf ("- %d -", number);
  if (g_strcmp0 (format, "decimalEnclosedCircle") == 0)
    return format_circled (number);
  if (g_strcmp0 (format, "vietnameseCounting") == 0)
    return format_vietnamese (number);

  return g_strdup_printf ("%d", number);
}
