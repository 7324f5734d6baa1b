/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-syllable.h"
#include "td-text.h"

/* Every Vietnamese vowel with its six tones, lower case, in alphabetical order. With the consonants
 * and đ in both cases these are all letters of the language. */
static const char *const vowels[] = {
  "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị",
  "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ",
};
static const char *const folded_vowels[] = {
  "a", "a", "a", "e", "e", "i", "o", "o", "o", "u", "u", "y",
};

static char *
nfd (const char *text)
{
  return g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT);
}

static void
check_letter (const char *lower, const char *folded)
{
  g_autofree char *upper = g_utf8_strup (lower, -1);
  g_autofree char *raised = td_text_upper (lower);
  const char *forms[] = { lower, upper };

  g_assert_cmpstr (raised, ==, upper);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *apart = nfd (forms[i]);
      g_autofree char *nfc = td_text_nfc (apart, -1);
      g_autofree char *clean = td_text_clean (apart, -1);
      g_autofree char *fold = td_text_fold (forms[i]);
      g_autofree char *fold_apart = td_text_fold (apart);
      g_autofree char *kept = td_text_fold_keep_marks (apart);

      g_assert_cmpstr (nfc, ==, forms[i]);
      g_assert_cmpstr (clean, ==, forms[i]);
      g_assert_cmpstr (fold, ==, folded);
      g_assert_cmpstr (fold_apart, ==, folded);
      g_assert_cmpstr (kept, ==, lower);
      g_assert_cmpint (td_text_has_marks (apart), ==, !g_str_equal (lower, folded));
      g_assert_cmpint (td_text_collate (apart, forms[i]), ==, 0);
    }
}

static void
test_letters (void)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (vowels); i++)
    {
      for (const char *p = vowels[i]; *p != '\0'; p = g_utf8_next_char (p))
        {
          g_autofree char *letter = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));

          check_letter (letter, folded_vowels[i]);
          n += 2;
        }
    }
  check_letter ("đ", "d");

  /* 72 vowels and đ, in both cases: less the plain a e i o u y they are the 134 letters with marks.
   */
  g_assert_cmpuint (n + 2 - 12, ==, 134);
}

static void
test_clean (void)
{
  static const struct
  {
    const char *text, *clean;
  } cases[] = {
    { "", "" },
    { "   ", "" },
    { "a", "a" },
    { " \t a \n\n b \r\n", "a b" },
    { "Sở\u00a0Giáo\u202fdục", "Sở Giáo dục" },
    { "k\u00ados\u200bơ\ufeff", "kosơ" },
    { "\u3000a\u2003b\u2028c\u2029d", "a b c d" },
    { "e\u200b\u0301", "é" },
    { "a\vb\fc", "a b c" },
    { "x\u200dy\u2060z", "xyz" },
    { "\u202aabc\u202c", "abc" },
    { "a\xff"
      "b",
      "a\ufffd"
      "b" },
    { "một – hai", "một – hai" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = td_text_clean (cases[i].text, -1);
      g_autofree char *again = td_text_clean (clean, -1);

      g_assert_cmpstr (clean, ==, cases[i].clean);
      g_assert_cmpstr (again, ==, clean);
      g_assert_cmpint (td_text_is_blank (cases[i].text), ==, *clean == '\0');
    }
}

static void
test_clean_length (void)
{
  g_autofree char *part = td_text_clean ("abc def", 3);
  g_autofree char *cut = td_text_nfc ("ế", 2);
  g_autofree char *nul = td_text_clean ("a\0b", 3);

  g_assert_cmpstr (part, ==, "abc");
  g_assert_true (g_utf8_validate (cut, -1, NULL));
  g_assert_true (g_utf8_validate (nul, -1, NULL));
}

static void
test_fold (void)
{
  static const struct
  {
    const char *text, *fold;
  } cases[] = {
    { "Sở Giáo dục và Đào tạo", "so giao duc va dao tao" },
    { "KẾ HOẠCH – 2024", "ke hoach - 2024" },
    { "“Một cửa”", "\"mot cua\"" },
    { "‘a’", "'a'" },
    { "2021—2025", "2021-2025" },
    { "a\u2011b\u2212c", "a-b-c" },
    { "  Ủy  ban ", "uy ban" },
    { "ĐẮK LẮK", "dak lak" },
    { "piñata", "pinata" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fold = td_text_fold (cases[i].text);

      g_assert_cmpstr (fold, ==, cases[i].fold);
    }
  g_assert_true (td_text_equal_folded ("Đề án", "de an"));
  g_assert_true (td_text_equal_folded (NULL, " "));
  g_assert_false (td_text_equal_folded ("Đề án", "Dự án"));
}

/* The two ways to write a tone are one; the tone itself counts. */
static void
test_tone_place (void)
{
  static const char *const same[][2] = {
    { "hoà", "hòa" },   { "hoá", "hóa" },     { "khoẻ", "khỏe" },         { "uỷ", "ủy" },
    { "thuỷ", "thủy" }, { "tuỳ", "tùy" },     { "HOÀ BÌNH", "hòa bình" }, { "quý", "qúy" },
    { "quí", "qúi" },   { "già", "gìa" },     { "giúp", "giúp" },         { "hoàn", "hòan" },
    { "toán", "tóan" }, { "thuế", "thúê" },   { "người", "ngừơi" },       { "được", "đựơc" },
    { "luỹ", "lũy" },   { "khuỷu", "khuyủ" }, { "ngoài", "ngòai" },       { "xoá", "xóa" },
  };
  static const char *const different[][2] = {
    { "hoà", "hoá" }, { "ban", "bản" }, { "da", "đa" },
    { "ma", "mà" },   { "an", "ân" },   { "quy", "quý" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *a = td_text_fold_keep_marks (same[i][0]);
      g_autofree char *b = td_text_fold_keep_marks (same[i][1]);

      g_assert_cmpstr (a, ==, b);
    }
  for (guint i = 0; i < G_N_ELEMENTS (different); i++)
    {
      g_autofree char *a = td_text_fold_keep_marks (different[i][0]);
      g_autofree char *b = td_text_fold_keep_marks (different[i][1]);

      g_assert_cmpstr (a, !=, b);
    }
}

/* Words that are already spelled right stay as they are. */
static void
test_tone_place_keeps (void)
{
  static const char *const words[] = {
    "quý",   "giấy",         "hòa",      "thủy",       "quyết", "định",  "nghị",  "quốc",
    "nước",  "tuyến",        "khuyến",   "ngoài",      "thuở",  "khuỷu", "giếng", "gìn",
    "giữa",  "cửa",          "của",      "mía",        "cúi",   "yếu",   "xoáy",  "loét",
    "huỳnh", "thường xuyên", "hằng năm", "trước ngày", "năm",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *kept = td_text_fold_keep_marks (words[i]);

      g_assert_cmpstr (kept, ==, words[i]);
    }
}

static void
test_collation (void)
{
  static const char *const sorted[] = {
    "",     " ",   "1",  "2",    "a",   "à",   "ả",   "ã",      "á",     "ạ",   "an",
    "An",   "án",  "ăn", "ân",   "ba",  "bà",  "bá",  "bà con", "ban",   "bán", "băng",
    "bâng", "ca",  "da", "dân",  "đa",  "đá",  "đâu", "e",      "ê",     "g",   "hòa",
    "hoan", "i",   "k",  "nghị", "nhà", "o",   "ô",   "ơ",      "phòng", "q",   "sở",
    "tổ",   "trà", "u",  "ư",    "văn", "vân", "x",   "y",      "z",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (sorted); j++)
        {
          int order = td_text_collate (sorted[i], sorted[j]);

          if (i == 1 || j == 1)
            continue; /* a lone space is empty */
          if ((i < j) != (order < 0) || (i == j) != (order == 0))
            g_test_message ("“%s” against “%s” is %d", sorted[i], sorted[j], order);
          g_assert_true ((i < j) == (order < 0));
          g_assert_true ((i == j) == (order == 0));
        }
    }
  g_assert_cmpint (td_text_collate ("hoà", "hòa"), ==, 0);
  g_assert_cmpint (td_text_collate (NULL, "a"), <, 0);
  g_assert_cmpint (td_text_collate (NULL, NULL), ==, 0);
}

static void
test_case (void)
{
  static const struct
  {
    const char *text, *sentence;
  } cases[] = {
    { "MỤC ĐÍCH, YÊU CẦU", "Mục đích, yêu cầu" },
    { "CẢI CÁCH TTHC VÀ CƠ CHẾ MỘT CỬA", "Cải cách TTHC và cơ chế một cửa" },
    { "UBND TỈNH", "UBND tỉnh" },
    { "CHỈ SỐ PAPI, SIPAS", "Chỉ số PAPI, SIPAS" },
    { "PHẦN II", "Phần II" },
    { "QUÝ I NĂM 2024", "Quý I năm 2024" },
    { "kế hoạch", "Kế hoạch" },
    { "Sở Nội vụ", "Sở Nội vụ" },
    { "“KẾ HOẠCH”", "“Kế hoạch”" },
    { "", "" },
    { "Y TẾ, I", "Y tế, I" },
    { "GIÁO DỤC", "Giáo dục" },
    { "NGHIÊNG", "Nghiêng" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = td_text_sentence_case (cases[i].text);

      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }
  g_assert_true (td_text_is_upper ("KẾ HOẠCH 2024"));
  g_assert_false (td_text_is_upper ("Kế HOẠCH"));
  g_assert_false (td_text_is_upper ("2024"));
  g_assert_false (td_text_is_upper (NULL));
}

/* RULE nd30-points: a b c d đ e g h i k l m n o p q r s t u v x y */
static void
test_points (void)
{
  static const char order[] = "abcdđeghiklmnopqrstuvxy";
  int i = 0;

  for (const char *p = order; *p != '\0'; p = g_utf8_next_char (p), i++)
    {
      g_autofree char *letter = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));
      g_autofree char *upper = td_text_upper (letter);
      g_autofree char *apart = nfd (upper);

      g_assert_cmpstr (td_text_point_letter (i), ==, letter);
      g_assert_cmpint (td_text_point_index (apart), ==, i);
    }
  g_assert_cmpint (i, ==, TD_TEXT_N_POINTS);
  g_assert_null (td_text_point_letter (i));
  g_assert_null (td_text_point_letter (-1));
  g_assert_cmpint (td_text_point_index ("f"), ==, -1);
  g_assert_cmpint (td_text_point_index (""), ==, -1);
  g_assert_cmpint (td_text_point_index ("ab"), ==, -1);
  g_assert_cmpint (td_text_point_index ("ă"), ==, -1);
}

/* A long decomposed text composes in linear time, and to the same as its pieces. */
static void
test_long_decomposed (void)
{
  GString *text = g_string_new (NULL);
  g_autofree char *apart = NULL;
  g_autofree char *nfc = NULL;

  for (guint i = 0; i < 40000; i++)
    g_string_append (text, i % 7 == 0 ? "ểẫộựđ" : "Thủ tục ");
  apart = nfd (text->str);
  nfc = td_text_nfc (apart, -1);
  g_assert_true (g_str_equal (nfc, text->str));
  g_string_free (text, TRUE);
}

/* Megabytes of any input come back, quickly and valid. */
static void
test_hostile (void)
{
  GString *long_run = g_string_new (NULL);

  for (guint i = 0; i < 200000; i++)
    g_string_append_unichar (long_run, i % 3 == 0 ? 'a' : 0x0301);
  for (guint i = 0; i < 1000; i++)
    g_string_append_c (long_run, (char) (128 + i % 128));
  {
    g_autofree char *clean = td_text_clean (long_run->str, -1);
    g_autofree char *fold = td_text_fold (long_run->str);
    g_autofree char *kept = td_text_fold_keep_marks (long_run->str);
    g_autofree char *key = td_text_collation_key (long_run->str);
    g_autofree char *sentence = td_text_sentence_case (long_run->str);

    g_assert_true (g_utf8_validate (clean, -1, NULL));
    g_assert_true (g_utf8_validate (fold, -1, NULL));
    g_assert_true (g_utf8_validate (kept, -1, NULL));
    g_assert_true (g_utf8_validate (sentence, -1, NULL));
    g_assert_nonnull (key);
  }
  g_string_free (long_run, TRUE);
}

/* The table of letters answers what taking letters apart one by one answers, for every letter it
 * has, alone and beside others. */
static void
test_latin (void)
{
  for (gunichar c = 1; c < 0x2100; c++)
    {
      g_autoptr (GString) text = g_string_new ("qu");
      g_autoptr (GArray) fast = NULL;
      g_autoptr (GArray) slow = NULL;
      g_autofree char *joined = NULL;
      g_autofree char *nfc = NULL;

      if (!g_unichar_validate (c))
        continue;
      g_string_append_unichar (text, c);
      g_string_append (text, "n ");
      g_string_append_unichar (text, c);
      fast = td_syllable_split (text->str);
      slow = td_syllable_split_slowly (text->str);
      g_assert_cmpmem (fast->data, fast->len * sizeof (TdLetter), slow->data,
                       slow->len * sizeof (TdLetter));
      g_assert_cmpint (td_syllable_is_vowel (c), ==, td_syllable_is_vowel_slowly (c));

      joined = td_syllable_join (fast);
      nfc = td_text_nfc (text->str, -1);
      g_assert_cmpstr (joined, ==, nfc);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/text/letters", test_letters);
  g_test_add_func ("/base/text/clean", test_clean);
  g_test_add_func ("/base/text/clean-length", test_clean_length);
  g_test_add_func ("/base/text/fold", test_fold);
  g_test_add_func ("/base/text/tone-place", test_tone_place);
  g_test_add_func ("/base/text/tone-place-keeps", test_tone_place_keeps);
  g_test_add_func ("/base/text/collation", test_collation);
  g_test_add_func ("/base/text/case", test_case);
  g_test_add_func ("/base/text/rule/nd30-points", test_points);
  g_test_add_func ("/base/text/long-decomposed", test_long_decomposed);
  g_test_add_func ("/base/text/hostile", test_hostile);

  g_test_add_func ("/base/text/latin", test_latin);

  return g_test_run ();
}
