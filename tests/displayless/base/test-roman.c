/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-roman.h"

static void
test_round_trip (void)
{
  for (int i = 1; i <= TD_ROMAN_MAX; i++)
    {
      g_autofree char *text = td_roman_format (i);

      g_assert_cmpint (td_roman_parse (text, -1), ==, i);
    }
}

static void
test_known (void)
{
  static const struct
  {
    int number;
    const char *text;
  } cases[] = {
    { 1, "I" },   { 4, "IV" },       { 9, "IX" },           { 14, "XIV" },
    { 40, "XL" }, { 1990, "MCMXC" }, { 3999, "MMMCMXCIX" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = td_roman_format (cases[i].number);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "",
    "i",
    "iv",
    "IIII",
    "VV",
    "VX",
    "IC",
    "XM",
    "IL",
    "IVI",
    "MMMM",
    "I.",
    " I",
    "I ",
    "A",
    "XIX1",
    "MMMMMMMMMMMMMMMMMMMM",
    "IIV",
    "VIV",
    "LXL",
    "Ⅳ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (td_roman_parse (texts[i], -1), ==, 0);
  g_assert_null (td_roman_format (0));
  g_assert_null (td_roman_format (-1));
  g_assert_null (td_roman_format (4000));
  g_assert_cmpint (td_roman_parse ("XII.", 3), ==, 12);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/roman/round-trip", test_round_trip);
  g_test_add_func ("/base/roman/known", test_known);
  g_test_add_func ("/base/roman/refused", test_refused);

  return g_test_run ();
}
