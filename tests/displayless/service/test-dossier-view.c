/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-date.h"
#include "td-dossier-view.h"
#include "td-office-calendar.h"
#include "td-report-period.h"

/* Saved views of the dossiers, and the lists that count working days. */

static gint64
day_of (const char *iso)
{
  GDate date;

  g_assert_true (td_date_parse_iso (iso, &date));

  return td_dossier_day_from_date (&date);
}

static void
assert_days (TdWorkCalendar *calendar, const char *as_of, int n, const char *soon, const char *idle)
{
  TdQuickDays days;

  td_quick_days_init (&days, calendar, day_of (as_of), n, n);
  g_assert_cmpint (days.soon_day, ==, day_of (soon));
  g_assert_cmpint (days.idle_day, ==, day_of (idle));
}

/* Between list day and today lie as many working days, today among them. */
static void
test_working_days (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TdWorkCalendar) calendar = td_office_calendar_load (NULL, &error);

  g_assert_no_error (error);
  assert_days (calendar, "2024-06-27", 2, "2024-07-01", "2024-06-25"); /* a Thursday */
  assert_days (calendar, "2024-06-30", 5, "2024-07-05", "2024-06-23"); /* a Sunday */
  assert_days (calendar, "2024-07-01", 5, "2024-07-08", "2024-06-24"); /* a Monday */
  assert_days (calendar, "2024-02-16", 3, "2024-02-21", "2024-02-06"); /* over Tết: 15, 16, 07 */
  assert_days (calendar, "2024-05-06", 2, "2024-05-08",
               "2024-05-03");                                      /* Saturday 4 May is worked */
  assert_days (NULL, "2024-02-16", 3, "2024-02-21", "2024-02-13"); /* Monday to Friday */
  assert_days (calendar, "2035-06-30", 5, "2035-07-06", "2035-06-24"); /* no table of that year */
  assert_days (calendar, "2024-06-27", 0, "2024-06-27", "2024-06-27");
}

static void
test_text (void)
{
  g_autoptr (TdDossierView) view = td_dossier_view_new ();
  g_autoptr (TdDossierView) read = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  view->period = g_strdup ("2024-H2");
  view->close_on = 14;
  view->quick = TD_QUICK_IDLE;
  view->channels = (1u << TD_CHANNEL_ONLINE) | (1u << TD_CHANNEL_POSTAL);
  g_ptr_array_add (view->areas, g_strdup ("Văn bằng = chứng chỉ"));
  g_ptr_array_add (view->areas, g_strdup (""));
  g_ptr_array_add (view->units, g_strdup ("Phòng Một"));
  view->search = g_strdup ("nguyen");
  view->mode = TD_COUNT_MINUTE;
  view->sort = TD_DOSSIER_SORT_DUE;
  view->descending = FALSE;
  text = td_dossier_view_to_text (view);
  read = td_dossier_view_from_text (text);
  again = td_dossier_view_to_text (read);
  g_assert_cmpstr (text, ==, again);
  g_assert_cmpstr (read->period, ==, "2024-H2");
  g_assert_cmpuint (read->close_on, ==, 14);
  g_assert_cmpuint (read->areas->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (read->areas, 0), ==, "Văn bằng = chứng chỉ");
  g_assert_cmpuint (read->channels, ==, view->channels);
  g_assert_cmpint (read->mode, ==, TD_COUNT_MINUTE);
  g_assert_cmpint (read->sort, ==, TD_DOSSIER_SORT_DUE);
  g_assert_false (read->descending);
}

/* What a newer program or a broken file says is passed over. */
static void
test_text_not_understood (void)
{
  g_autoptr (TdDossierView) view = td_dossier_view_from_text (
      "period=2024-Q9\ncolour=red\nlist=nothing\nclose-on=31\nchannel=pigeon\n\n=\nsort=none");
  g_autoptr (TdDossierView) none = td_dossier_view_from_text (NULL);

  g_assert_null (view->period);
  g_assert_cmpint (view->quick, ==, TD_QUICK_ALL);
  g_assert_cmpuint (view->close_on, ==, 0);
  g_assert_cmpuint (view->channels, ==, 0);
  g_assert_cmpint (view->sort, ==, none->sort);
}

static void
assert_period (const char *text, guint close_on, const char *first, const char *last)
{
  g_autofree char *from_text = NULL;
  g_autofree char *to_text = NULL;
  GDate from, to;

  g_assert_true (td_report_period_parse (text, &from, &to));
  td_report_period_close_on (&from, &to, close_on);
  from_text = td_date_format_iso (&from);
  to_text = td_date_format_iso (&to);
  g_assert_cmpstr (from_text, ==, first);
  g_assert_cmpstr (to_text, ==, last);
}

static void
test_close_on (void)
{
  assert_period ("2024-Q1", 14, "2023-12-15", "2024-03-14");
  assert_period ("2024", 14, "2023-12-15", "2024-12-14");
  assert_period ("2024-H2", 0, "2024-07-01", "2024-12-31");
  assert_period ("2024-03", 28, "2024-02-29", "2024-03-28");
  assert_period ("2023-03", 28, "2023-03-01", "2023-03-28");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dossier-view/working-days", test_working_days);
  g_test_add_func ("/dossier-view/text", test_text);
  g_test_add_func ("/dossier-view/text-not-understood", test_text_not_understood);
  g_test_add_func ("/dossier-view/close-on", test_close_on);

  return g_test_run ();
}
