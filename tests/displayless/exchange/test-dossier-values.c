/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-data-resources.h"
#include "td-dossier-date.h"
#include "td-date.h"
#include "td-figure-measure.h"
#include "td-figure-period.h"
#include "td-legacy-text.h"
#include "td-name-table.h"
#include "td-sheet-private.h"

/* "YYYY-MM-DD HH:MM", "… -" without a time, "missing" or "impossible" */
static const struct
{
  const char *text;
  const char *read;
  TdDateShape shape;
} dates[] = {
  { "05/03/2024 08:30", "2024-03-05 08:30", TD_DATE_SHAPE_SLASHES },
  { "05/03/2024", "2024-03-05 -", TD_DATE_SHAPE_SLASHES },
  { "05/03/2024 08:30:59", "2024-03-05 08:30", TD_DATE_SHAPE_SLASHES },
  { "5/3/2024 8:30", "2024-03-05 08:30", TD_DATE_SHAPE_UNPADDED },
  { "2024-03-05T08:30:00.000Z", "2024-03-05 08:30", TD_DATE_SHAPE_ISO },
  { "2024-03-05 08:30", "2024-03-05 08:30", TD_DATE_SHAPE_ISO },
  { "05-03-2024 08:30", "2024-03-05 08:30", TD_DATE_SHAPE_HYPHENS },
  { "05.03.2024", "2024-03-05 -", TD_DATE_SHAPE_DOTS },
  { "08:30 05/03/2024", "2024-03-05 08:30", TD_DATE_SHAPE_TIME_FIRST },
  { "8h30 ngày 05/03/2024", "2024-03-05 08:30", TD_DATE_SHAPE_WORDS },
  { "Ngày 5 tháng 3 năm 2024", "2024-03-05 -", TD_DATE_SHAPE_WORDS },
  { "8 giờ 30 phút, ngày 05 tháng 03 năm 2024", "2024-03-05 08:30", TD_DATE_SHAPE_WORDS },
  { "05/03/24 08:30", "2024-03-05 08:30", TD_DATE_SHAPE_SHORT_YEAR },
  { "05/03/2024 02:30 CH", "2024-03-05 14:30", TD_DATE_SHAPE_SLASHES },
  { "05/03/2024 12:10 SA", "2024-03-05 00:10", TD_DATE_SHAPE_SLASHES },
  { "05-Mar-2024", "2024-03-05 -", TD_DATE_SHAPE_WORDS },
  { "20240305", "2024-03-05 -", TD_DATE_SHAPE_COMPACT },
  { "20240305083000", "2024-03-05 08:30", TD_DATE_SHAPE_COMPACT },
  { "45356.35416667", "2024-03-05 08:30", TD_DATE_SHAPE_SERIAL },
  { "45356,35416667", "2024-03-05 08:30", TD_DATE_SHAPE_SERIAL },
  { "\xc2\xa0"
    "05/03/2024\t08:30 ",
    "2024-03-05 08:30", TD_DATE_SHAPE_SLASHES },
  { "29/02/2024", "2024-02-29 -", TD_DATE_SHAPE_SLASHES },
  { "", "missing", TD_DATE_SHAPE_NONE },
  { "   ", "missing", TD_DATE_SHAPE_NONE },
  { "29/02/2023", "impossible", TD_DATE_SHAPE_NONE },
  { "31/04/2024", "impossible", TD_DATE_SHAPE_NONE },
  { "00/00/0000", "impossible", TD_DATE_SHAPE_NONE },
  { "30/13/2024 09:00", "impossible", TD_DATE_SHAPE_NONE },
  { "15/06/20244 08:00", "impossible", TD_DATE_SHAPE_NONE },
  { "05/03/2024 25:10", "impossible", TD_DATE_SHAPE_NONE },
  { "hôm qua", "impossible", TD_DATE_SHAPE_NONE },
  { "12345", "impossible", TD_DATE_SHAPE_NONE },
  { "99999999999999999999999999", "impossible", TD_DATE_SHAPE_NONE },
  { "1/2/3/4/5/6/7/8/9/10", "impossible", TD_DATE_SHAPE_NONE },
};

static char *
show (TdDateResult result, const TdDossierDate *date)
{
  int year, month, day;

  if (result != TD_DATE_GOOD)
    return g_strdup (result == TD_DATE_MISSING ? "missing" : "impossible");
  td_dossier_day_split (date->seconds / TD_DAY_SECONDS, &year, &month, &day);
  if (!date->has_time)
    return g_strdup_printf ("%04d-%02d-%02d -", year, month, day);

  return g_strdup_printf ("%04d-%02d-%02d %02d:%02d", year, month, day,
                          (int) (date->seconds / 3600 % 24), (int) (date->seconds / 60 % 60));
}

static void
test_dates (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      TdDossierDate date = { 0 };
      TdDateResult result = td_dossier_date_parse (dates[i].text, strlen (dates[i].text), &date);
      g_autofree char *read = show (result, &date);

      g_test_message ("%s", dates[i].text);
      g_assert_cmpstr (read, ==, dates[i].read);
      if (result == TD_DATE_GOOD)
        g_assert_cmpint (date.shape, ==, dates[i].shape);
    }
}

/* Every day of two centuries: there and back, and as GLib counts. */
static void
test_calendar (void)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1900);
  for (guint i = 0; i < 73049; i++, g_date_add_days (&date, 1))
    {
      gint64 day = td_dossier_day_number (g_date_get_year (&date), (int) g_date_get_month (&date),
                                          g_date_get_day (&date));
      int y, m, d;

      g_assert_cmpint (day, ==, (gint64) g_date_get_julian (&date) - 719163);
      td_dossier_day_split (day, &y, &m, &d);
      g_assert_true (y == g_date_get_year (&date) && m == (int) g_date_get_month (&date) &&
                     d == g_date_get_day (&date));
    }
}

static void
test_number_formats (void)
{
  static const struct
  {
    const char *code;
    gboolean date;
  } cases[] = {
    { "General", FALSE },
    { "0.00", FALSE },
    { "#,##0", FALSE },
    { "dd/mm/yyyy hh:mm", TRUE },
    { "[$-42A]dd/mm/yyyy", TRUE },
    { "yyyy\\-mm\\-dd", TRUE },
    { "[h]:mm", TRUE },
    { "0\" ngày\"", FALSE },
    { "[Red]0.0;[Blue]d", FALSE },
    { "\\d0", FALSE },
    { "h:mm AM/PM", TRUE },
    { "[unclosed", FALSE },
    { "0\\", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].code);
      g_assert_cmpint (td_number_format_is_date (cases[i].code), ==, cases[i].date);
    }
  g_assert_true (td_number_format_id_is_date (14) && td_number_format_id_is_date (22));
  g_assert_false (td_number_format_id_is_date (0) || td_number_format_id_is_date (49));
}

static void
test_legacy (void)
{
  static const struct
  {
    const char *text;
    TdLegacy legacy;
    const char *unicode;
  } cases[] = {
    { "Së Gi¸o dôc vµ §µo t¹o", TD_LEGACY_TCVN3, "Sở Giáo dục và Đào tạo" },
    { "Tr\xc6\xb0\xe1\xbb\x9dng", TD_LEGACY_NONE, "Trường" },
    { "Sôû Giaùo duïc vaø Ñaøo taïo", TD_LEGACY_VNI, "Sở Giáo dục và Đào tạo" },
    { "Café, déjà vu", TD_LEGACY_NONE, "Café, déjà vu" },
    { "Giáo dục và Đào tạo", TD_LEGACY_NONE, "Giáo dục và Đào tạo" },
    { "plain", TD_LEGACY_NONE, "plain" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *unicode = td_legacy_to_unicode (cases[i].text, cases[i].legacy);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (td_legacy_detect (cases[i].text), ==, cases[i].legacy);
      g_assert_cmpstr (unicode, ==, cases[i].unicode);
    }
}

static TdDossierWords *
load_words (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (td_data_get_resource (), "/vn/tiendo/TienDo/dossier-words.json",
                              G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  TdDossierWords *words;

  g_assert_no_error (error);
  words = td_dossier_words_new (bytes, &error);
  g_assert_no_error (error);

  return words;
}

static guint32
add (TdNameTable *table, const char *name, guint times)
{
  guint32 variant = 0;

  for (guint i = 0; i < times; i++)
    variant = td_name_table_add (table, name, strlen (name), NULL);

  return variant;
}

/* The most frequent spelling is right; a digit is never a typing error. */
static void
test_names (void)
{
  g_autoptr (TdDossierWords) words = load_words ();
  TdNameTable *table = td_name_table_new (words);
  guint32 right = add (table, "Giáo dục trung học", 60);
  guint32 capital = add (table, "Giáo dục Trung học", 2);
  guint32 short_form = add (table, "GD trung học", 1);
  guint32 typo = add (table, "Giáo dụcc trung họcc", 1);
  guint32 one = add (table, "Đăng ký lớp mức độ 1", 60);
  guint32 two = add (table, "Đăng ký lớp mức độ 2", 1);
  guint32 wide = add (table, " Giáo dục trung học ", 1);

  td_name_table_settle (table, TRUE);
  g_assert_cmpstr (td_name_table_canonical (table, capital), ==, "Giáo dục trung học");
  g_assert_cmpstr (td_name_table_canonical (table, short_form), ==, "Giáo dục trung học");
  g_assert_cmpstr (td_name_table_canonical (table, typo), ==, "Giáo dục trung học");
  g_assert_cmpstr (td_name_table_canonical (table, two), ==, "Đăng ký lớp mức độ 2");
  g_assert_false (td_name_table_is_misspelt (table, right));
  g_assert_false (td_name_table_is_misspelt (table, one));
  g_assert_false (td_name_table_is_misspelt (table, wide));
  g_assert_true (td_name_table_is_misspelt (table, capital));
  td_name_table_free (table);
}

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    TdDossierState state;
  } states[] = {
    { "Đã trả kết quả", TD_DOSSIER_STATE_RETURNED },
    { "ĐANG  XỬ LÝ", TD_DOSSIER_STATE_PROCESSING },
    { "Không được tiếp nhận", TD_DOSSIER_STATE_NOT_ACCEPTED },
    { "Được tiếp nhận", TD_DOSSIER_STATE_ACCEPTED },
    { "Tạm dừng xử lý (chờ xác minh)", TD_DOSSIER_STATE_SUSPENDED },
    { "Dừng xử lý", TD_DOSSIER_STATE_STOPPED },
    { "Chưa trả kết quả", TD_DOSSIER_STATE_PROCESSING },
    { "Công dân yêu cầu rút hồ sơ", TD_DOSSIER_STATE_WITHDRAWN },
    { "xyz", TD_DOSSIER_STATE_UNKNOWN },
  };
  g_autoptr (TdDossierWords) words = load_words ();

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_test_message ("%s", states[i].text);
      g_assert_cmpint (td_dossier_words_state (words, states[i].text), ==, states[i].state);
    }
  g_assert_cmpint (td_dossier_words_channel (words, "Nộp trực tuyến"), ==, TD_CHANNEL_ONLINE);
  g_assert_cmpint (td_dossier_words_level (words, "Toàn trình"), ==, TD_LEVEL_FULL);
  g_assert_true (td_dossier_words_is_total (words, "Tổng cộng: 12"));
  g_assert_false (td_dossier_words_is_total (words, "Cộng tác viên") &&
                  td_dossier_words_is_total (words, "Tổ chức"));
}

static void
test_measures (void)
{
  static const struct
  {
    const char *heading;
    const char *measure;
  } cases[] = {
    { "Số hồ sơ tiếp nhận / Tổng số", "received_total" },
    { "Tiếp nhận / Trong kỳ / Trực tuyến", "received_online" },
    { "Số hồ sơ tiếp nhận / Trực tuyến toàn trình", "received_online_full" },
    { "Số hồ sơ tiếp nhận / Kỳ trước chuyển qua", "received_carried_over" },
    { "Đã giải quyết / Đúng và trước hạn", "resolved_early_or_on_time" },
    { "Đã giải quyết / Quá hạn (đã có thư xin lỗi)", "resolved_late_with_apology" },
    { "Đã giải quyết / Quá hạn (chưa có thư xin lỗi)", "resolved_late_without_apology" },
    { "Đang giải quyết / Chưa đến hạn", "open_in_time" },
    { "Hồ sơ dừng xử lý", "suspended_total" },
    { "Hồ sơ không được tiếp nhận", "not_accepted_total" },
    { "Hồ sơ rút", "withdrawn_total" },
    { "Tiếp nhận / Trong kỳ / Tổng", "received_in_period" },
    { "Tuần trước chuyển sang", "received_carried_over" },
    { "Số hồ sơ nhận giải quyết / Số mới tiếp nhận trực tiếp", "received_direct" },
    { "Kết quả giải quyết / Số hồ sơ đang giải quyết / Chưa đến hạn", "open_in_time" },
    { "Kết quả giải quyết / Số hồ sơ đã giải quyết / Trả trước hạn", "resolved_early" },
    { "Giải quyết quá thời hạn", "resolved_late" },
    { "Đã giải quyết trong kỳ", "resolved_total" },
    { "Nhận qua mạng", "received_online" },
    { "Còn lại chưa đến hạn", "open_in_time" },
    { "Tỷ lệ đúng hạn đã giải quyết", NULL },
    { "Đã giải quyết / %", NULL },
    { "Tên đơn vị", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].heading);
      g_assert_cmpstr (td_figure_measure (cases[i].heading), ==, cases[i].measure);
    }
}

static void
test_periods (void)
{
  static const struct
  {
    const char *line;
    const char *from, *to; /* NULL: none */
  } cases[] = {
    { "(Từ ngày 15/12/2024 đến ngày 14/06/2025)", "2024-12-15", "2025-06-14" },
    { "BÁO CÁO TUẦN 23 (từ 02/06/2025 đến 08/06/2025)", "2025-06-02", "2025-06-08" },
    { "Kỳ báo cáo: Quý II/2025", "2025-04-01", "2025-06-30" },
    { "THÁNG 6 NĂM 2025", "2025-06-01", "2025-06-30" },
    { "6 tháng đầu năm 2025", "2025-01-01", "2025-06-30" },
    { "6 tháng cuối năm 2025", "2025-07-01", "2025-12-31" },
    { "9 tháng năm 2025", "2025-01-01", "2025-09-30" },
    { "Kỳ báo cáo: Năm 2024", "2024-01-01", "2024-12-31" },
    { "Hà Nội, ngày 5 tháng 7 năm 2025", NULL, NULL },
    { "Từ ngày 14/06/2025", NULL, NULL },
    { "Kèm theo Quyết định số 12 năm 2020 của Sở", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate from, to;
      gboolean found = td_figure_period_days (cases[i].line, &from, &to) ||
                       td_figure_period_name (cases[i].line, &from, &to);
      g_autofree char *first = found ? td_date_format_iso (&from) : NULL;
      g_autofree char *last = found ? td_date_format_iso (&to) : NULL;

      g_test_message ("%s", cases[i].line);
      g_assert_cmpstr (first, ==, cases[i].from);
      g_assert_cmpstr (last, ==, cases[i].to);
    }
}

/* The quick check says of every text what GLib says, and breaks off at the same place. */
static void
test_utf8 (void)
{
  static const char *const pieces[] = {
    "Mã hồ sơ H29.210-210104-000001,",
    "đơn",
    "a",
    "\xf0\x9f\x98\x80",
    "\xed\x9f\xbf",
    "\xe0\xa0\x80",
    "\xef\xbf\xbf",
    "\xf4\x8f\xbf\xbf",
    "\xc2\x80",
    /* not UTF-8 */
    "\xc0\x80",
    "\xed\xa0\x80",
    "\xf4\x90\x80\x80",
    "\xe0\x80\x80",
    "\xff",
    "\xc3",
    "\xe1\xba",
    "\x80",
    "\xf8\x88\x80\x80\x80",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gboolean good = g_rand_boolean (rand);
      const char *end = NULL, *wanted_end = NULL;
      gboolean wanted;

      for (int n = g_rand_int_range (rand, 0, 12); n > 0; n--)
        g_string_append (text,
                         pieces[g_rand_int_range (rand, 0, good ? 9 : G_N_ELEMENTS (pieces))]);
      if (text->len > 0 && g_rand_int_range (rand, 0, 10) == 0)
        text->str[g_rand_int_range (rand, 0, (int) text->len)] = '\0';
      wanted = g_utf8_validate_len (text->str, text->len, &wanted_end);
      g_assert_cmpint (td_legacy_is_utf8 (text->str, text->len, &end), ==, wanted);
      g_assert_true (end == wanted_end);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/dossier-values/dates", test_dates);
  g_test_add_func ("/exchange/dossier-values/calendar", test_calendar);
  g_test_add_func ("/exchange/dossier-values/number-formats", test_number_formats);
  g_test_add_func ("/exchange/dossier-values/legacy", test_legacy);
  g_test_add_func ("/exchange/dossier-values/names", test_names);
  g_test_add_func ("/exchange/dossier-values/words", test_words);
  g_test_add_func ("/exchange/dossier-values/measures", test_measures);
  g_test_add_func ("/exchange/dossier-values/periods", test_periods);

  g_test_add_func ("/dossier-values/utf8", test_utf8);

  return g_test_run ();
}
