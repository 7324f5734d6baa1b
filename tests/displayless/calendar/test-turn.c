/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-date.h"
#include "td-turn.h"

/* The turns of recurring words in 2026: how many, the first and the last one with their last day.
 */
static void
test_expand (void)
{
  static const struct
  {
    const char *words;
    guint n;
    const char *first, *first_last, *last, *last_last;
  } cases[] = {
    { "Định kỳ hàng tháng", 12, "2026-01", "2026-01-31", "2026-12", "2026-12-31" },
    { "Ngày 20 hằng tháng", 12, "2026-01", "2026-01-20", "2026-12", "2026-12-20" },
    { "Ngày 31 hằng tháng", 12, "2026-01", "2026-01-31", "2026-12", "2026-12-31" },
    { "Trước ngày 10 tháng cuối của quý", 4, "2026-Q1", "2026-03-09", "2026-Q4", "2026-12-09" },
    { "Hàng quý", 4, "2026-Q1", "2026-03-31", "2026-Q4", "2026-12-31" },
    { "2 tháng/lần", 6, "2026-02", "2026-02-28", "2026-12", "2026-12-31" },
    { "Định kỳ ít nhất 6 tháng/lần", 2, "2026-H1", "2026-06-30", "2026-H2", "2026-12-31" },
    { "Hằng năm", 1, "2026", "2026-12-31", "2026", "2026-12-31" },
    { "Tháng 01 hằng năm", 1, "2026-01", "2026-01-31", "2026-01", "2026-01-31" },
    { "Quý II, III hằng năm", 2, "2026-Q2", "2026-06-30", "2026-Q3", "2026-09-30" },
    { "Trước ngày 15/11 hằng năm", 1, "2026-11", "2026-11-14", "2026-11", "2026-11-14" },
    { "Ít nhất 02 lần/năm", 2, "2026/1", "2026-12-31", "2026/2", "2026-12-31" },
    { "Mỗi quý 2 lần", 8, "2026-Q1/1", "2026-03-31", "2026-Q4/2", "2026-12-31" },
    { "02 lần/năm vào tháng 6/2026 và tháng 11/2026", 2, "2026-06", "2026-06-30", "2026-11",
      "2026-11-30" },
    { "Chậm nhất ngày 12 của tháng cuối kỳ báo cáo", 4, "2026-Q1", "2026-03-12", "2026",
      "2026-12-12" },
    { "Mỗi tuần", 53, "2026-W01", "2026-01-04", "2026-W53", "2027-01-03" },
    { "Tháng 6 và tháng 12", 2, "2026-06", "2026-06-30", "2026-12", "2026-12-31" },
    { "Quý I; Quý III", 2, "2026-Q1", "2026-03-31", "2026-Q3", "2026-09-30" },
    { "Quý I và cả năm 2026", 2, "2026-Q1", "2026-03-31", "2026", "2026-12-31" },
    { "Báo cáo quý trước ngày 15 tháng cuối quý, báo cáo năm trước 15/12", 5, "2026-Q1",
      "2026-03-14", "2026-12", "2026-12-14" },
    { "Trước ngày 05/3, 20/3 và 05/9/2026", 3, "2026-03", "2026-03-04", "2026-09", "2026-09-04" },
    { "Đợt 1: tháng 4; đợt 2: tháng 10", 2, "2026-04", "2026-04-30", "2026-10", "2026-10-31" },
    { "6 tháng đầu năm", 0 },
    { "Tháng 3 - tháng 5/2026", 0 },
    { "Hằng ngày", 0 },
    { "Định kỳ và đột xuất", 0 },
    { "Thường xuyên", 0 },
    { "Quý I/2026", 0 },
    { "Theo quy định", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TdDeadline) deadline = td_deadline_parse (cases[i].words, 2026, NULL);
      g_autoptr (GArray) turns = td_turn_expand (deadline, 2026);
      const char *expected[2][2] = { { cases[i].first, cases[i].first_last },
                                     { cases[i].last, cases[i].last_last } };

      g_test_message ("%s", cases[i].words);
      g_assert_cmpuint (turns->len, ==, cases[i].n);
      for (guint n = 0; n < 2 && turns->len > 0; n++)
        {
          const TdTurn *turn = &g_array_index (turns, TdTurn, n == 0 ? 0 : turns->len - 1);
          g_autofree char *last = NULL;
          GDate date;

          g_date_clear (&date, 1);
          g_date_set_julian (&date, turn->last);
          last = td_date_format_iso (&date);
          g_assert_cmpstr (turn->period, ==, expected[n][0]);
          g_assert_cmpstr (last, ==, expected[n][1]);
        }
      for (guint n = 0; n < turns->len; n++)
        {
          const TdTurn *turn = &g_array_index (turns, TdTurn, n);
          GDate first, last;

          g_assert_cmpuint (turn->first, <=, turn->last);
          g_assert_true (td_turn_period_days (turn->period, &first, &last));
        }
    }
}

static void
test_periods (void)
{
  static const struct
  {
    const char *period, *first, *last, *label;
  } cases[] = {
    { "2026", "2026-01-01", "2026-12-31", "Năm 2026" },
    { "2026-Q3", "2026-07-01", "2026-09-30", "Quý III/2026" },
    { "2026-H2", "2026-07-01", "2026-12-31", "6 tháng cuối năm 2026" },
    { "2026-6M", "2026-01-01", "2026-06-30", "6 tháng năm 2026" },
    { "2026-9M", "2026-01-01", "2026-09-30", "9 tháng năm 2026" },
    { "2024-02", "2024-02-01", "2024-02-29", "Tháng 02/2024" },
    { "2026-W01", "2025-12-29", "2026-01-04", "Tuần 1/2026" },
    { "2026-03-05", "2026-03-05", "2026-03-05", "Ngày 05/03/2026" },
    { "2026/2", "2026-01-01", "2026-12-31", "Năm 2026 (lần 2)" },
    { "2026-Q5", NULL },
    { "2026-13", NULL },
    { "2026-00", NULL },
    { "2026-7M", NULL },
    { "2026-02-30", NULL },
    { "26-Q1", NULL },
    { "2026-Q1x", NULL },
    { "2026-", NULL },
    { "", NULL },
    { "99999", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *label = td_turn_period_label (cases[i].period);
      GDate first, last;
      gboolean known = td_turn_period_days (cases[i].period, &first, &last);

      g_test_message ("%s", cases[i].period);
      g_assert_cmpint (known, ==, cases[i].first != NULL);
      if (known)
        {
          g_autofree char *from = td_date_format_iso (&first);
          g_autofree char *to = td_date_format_iso (&last);

          g_assert_cmpstr (from, ==, cases[i].first);
          g_assert_cmpstr (to, ==, cases[i].last);
          g_assert_cmpstr (label, ==, cases[i].label);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/turn/expand", test_expand);
  g_test_add_func ("/turn/periods", test_periods);

  return g_test_run ();
}
