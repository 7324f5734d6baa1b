/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-chart-card.h"
#include "td-chip-box.h"
#include "td-date-entry.h"
#include "td-page-view.h"
#include "td-save-label.h"
#include "td-status-pill.h"
#include "td-suggest-entry.h"
#include "td-wrap-layout.h"

/* Every widget of the layer can be made and goes away again. */
static void
test_types (void)
{
  GType types[] = {
    TD_TYPE_CHART_CARD, TD_TYPE_CHART_VIEW,    TD_TYPE_CHIP_BOX,
    TD_TYPE_DATE_ENTRY, TD_TYPE_PAGE_STRIP,    TD_TYPE_PAGE_VIEW,
    TD_TYPE_SAVE_LABEL, TD_TYPE_SUGGEST_ENTRY, TD_TYPE_STATUS_PILL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));

      g_test_message ("%s", g_type_name (types[i]));
      g_assert_finalize_object (widget);
    }
}

static GtkWidget *
show (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);

  return window;
}

static TdChart *
make_chart (void)
{
  TdChart *chart = td_chart_new (TD_CHART_COLUMNS, "Theo tháng", "hồ sơ");

  td_chart_add_series (chart, "Đúng hạn", TD_CHART_TONE_STRONG);
  td_chart_add_series (chart, "Quá hạn", TD_CHART_TONE_LATE);
  td_chart_set_series_key (chart, 1, "late");
  td_chart_add_category_full (chart, "T1", "Tháng 1/2026", "2026-01", TD_CHART_TONE_NONE);
  td_chart_add_category_full (chart, "T2", "Tháng 2/2026", "2026-02", TD_CHART_TONE_NONE);
  td_chart_set (chart, 0, 0, 30);
  td_chart_set (chart, 0, 1, 40);
  td_chart_set (chart, 1, 1, 2);

  return chart;
}

static void
mark_cb (TdChartView *view, const char *series, const char *category, GString *log)
{
  g_string_append_printf (log, "%s/%s;", series, category);
}

static guint
count_children (GtkWidget *parent, GType type)
{
  guint n = G_TYPE_CHECK_INSTANCE_TYPE (parent, type);

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_children (child, type);

  return n;
}

/* The cursor walks the values, speaks them, and Enter asks for the rows behind; the table has them
 * all. */
static void
test_chart (void)
{
  g_autoptr (GString) log = g_string_new (NULL);
  GtkWidget *card = td_chart_card_new (NULL);
  TdChartView *view = td_chart_card_get_view (TD_CHART_CARD (card));
  GtkWidget *window;
  g_autofree char *words = NULL;
  guint n_labels;

  gtk_widget_set_size_request (card, 400, 300);
  td_chart_card_set_chart (TD_CHART_CARD (card), make_chart ());
  g_signal_connect (view, "mark-activated", G_CALLBACK (mark_cb), log);
  window = show (card);

  g_assert_true (td_chart_view_move_cursor (view, 1, 0));
  g_assert_true (td_chart_view_move_cursor (view, 1, 0));
  g_assert_true (td_chart_view_move_cursor (view, 0, 1));
  words = td_chart_view_get_cursor_words (view);
  g_assert_cmpstr (words, ==, "Tháng 2/2026: Quá hạn 2 hồ sơ");
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, words);
  g_assert_true (td_chart_view_activate_cursor (view));
  g_assert_cmpstr (log->str, ==, "late/2026-02;");

  n_labels = count_children (card, GTK_TYPE_LABEL);
  td_chart_card_show_table (TD_CHART_CARD (card), TRUE);
  g_assert_cmpuint (count_children (card, GTK_TYPE_LABEL), ==, n_labels + 3 * 4);
  td_chart_card_set_chart (TD_CHART_CARD (card), NULL);
  g_assert_false (td_chart_view_move_cursor (view, 1, 0));
  g_assert_false (td_chart_view_activate_cursor (view));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
never_blank_cb (GtkEditable *entry)
{
  g_assert_cmpstr (gtk_editable_get_text (entry), !=, "");
}

static void
test_date_entry (void)
{
  static const struct
  {
    const char *typed;
    const char *iso;
    gboolean valid;
  } cases[] = {
    { "15/3/2026", "2026-03-15", TRUE },  { "5-1-2027", "2027-01-05", TRUE },
    { "2026-12-31", "2026-12-31", TRUE }, { "15/3", "2026-03-15", TRUE },
    { "+10n", "2026-07-26", TRUE },       { "", NULL, TRUE },
    { "31/02/2026", NULL, FALSE },        { "sắp tới", NULL, FALSE },
  };
  GtkWidget *widget = td_date_entry_new ();
  GtkWidget *window = show (widget);
  TdDateEntry *entry = TD_DATE_ENTRY (widget);

  g_setenv ("TIENDO_NOW", "2026-07-16T08:00", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      td_date_entry_set_date (entry, NULL);
      gtk_editable_set_text (GTK_EDITABLE (td_date_entry_get_entry (entry)), cases[i].typed);
      g_assert_cmpint (td_date_entry_is_valid (entry), ==, cases[i].valid);
      g_signal_emit_by_name (td_date_entry_get_entry (entry), "activate");
      g_assert_cmpstr (td_date_entry_get_date (entry), ==, cases[i].iso);
      g_assert_cmpint (gtk_widget_has_css_class (td_date_entry_get_entry (entry), "error"), ==,
                       !cases[i].valid);
    }
  g_signal_connect (td_date_entry_get_entry (entry), "changed", G_CALLBACK (never_blank_cb), NULL);
  td_date_entry_set_date (entry, "2026-01-09");
  g_assert_false (gtk_widget_has_css_class (td_date_entry_get_entry (entry), "error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (td_date_entry_get_entry (entry))), ==,
                   "09/01/2026");
  g_unsetenv ("TIENDO_NOW");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
added_cb (TdChipBox *box, const char *text, GString *log)
{
  g_string_append_printf (log, "+%s;", text);
}

static void
removed_cb (TdChipBox *box, guint index, GString *log)
{
  g_string_append_printf (log, "-%u;", index);
}

static void
test_chip_box (void)
{
  static const char *const two[] = { "Văn phòng", "Phòng QLCL", NULL };
  static const char *const one[] = { "Phòng QLCL", NULL };
  g_autoptr (GString) log = g_string_new (NULL);
  GtkWidget *widget = td_chip_box_new ();
  GtkWidget *window = show (widget);
  TdChipBox *box = TD_CHIP_BOX (widget);
  GtkWidget *kept, *entry;

  g_signal_connect (box, "add", G_CALLBACK (added_cb), log);
  g_signal_connect (box, "remove", G_CALLBACK (removed_cb), log);
  td_chip_box_set_chips (box, two);
  g_assert_cmpuint (td_chip_box_get_n_chips (box), ==, 2);
  kept = gtk_widget_get_first_child (widget);
  g_signal_emit_by_name (gtk_widget_get_last_child (kept), "clicked");
  g_assert_cmpstr (log->str, ==, "-0;");

  td_chip_box_set_chips (box, two);
  g_assert_true (gtk_widget_get_first_child (widget) == kept);
  td_chip_box_set_chips (box, one);
  g_assert_cmpuint (td_chip_box_get_n_chips (box), ==, 1);

  td_chip_box_begin_add (box);
  entry = gtk_widget_get_last_child (widget);
  g_assert_true (TD_IS_SUGGEST_ENTRY (entry));
  g_signal_emit_by_name (entry, "chosen", " Các trường ");
  g_assert_cmpstr (log->str, ==, "-0;+Các trường;");
  g_assert_cmpstr (td_suggest_entry_get_text (TD_SUGGEST_ENTRY (entry)), ==, "");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
chosen_cb (TdSuggestEntry *entry, const char *text, char **chosen)
{
  g_free (*chosen);
  *chosen = g_strdup (text);
}

static void
test_suggest_entry (void)
{
  static const char *const units[] = { "Văn phòng", "Phòng Tổ chức cán bộ", "Phòng Đào tạo", NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (units);
  g_autofree char *chosen = NULL;
  GtkWidget *widget = td_suggest_entry_new ();
  GtkWidget *window = show (widget);
  TdSuggestEntry *entry = TD_SUGGEST_ENTRY (widget);

  g_signal_connect (entry, "chosen", G_CALLBACK (chosen_cb), &chosen);
  td_suggest_entry_set_model (entry, G_LIST_MODEL (model));
  /* Words of one's own are taken as they are. */
  gtk_editable_set_text (GTK_EDITABLE (td_suggest_entry_get_entry (entry)), "Sở Nội vụ");
  g_signal_emit_by_name (td_suggest_entry_get_entry (entry), "activate");
  g_assert_cmpstr (chosen, ==, "Sở Nội vụ");
  gtk_editable_set_text (GTK_EDITABLE (td_suggest_entry_get_entry (entry)), "   ");
  g_signal_emit_by_name (td_suggest_entry_get_entry (entry), "activate");
  g_assert_cmpstr (chosen, ==, "Sở Nội vụ");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_save_label (void)
{
  TdSaveLabel *label = TD_SAVE_LABEL (g_object_ref_sink (td_save_label_new ()));
  g_autoptr (GDateTime) at = g_date_time_new_local (2026, 7, 16, 10, 32, 0);

  g_assert_cmpstr (td_save_label_get_text (label), ==, "");
  td_save_label_set_saving (label);
  g_assert_cmpstr (td_save_label_get_text (label), ==, "Saving…");
  td_save_label_set_saved (label, at);
  g_assert_cmpstr (td_save_label_get_text (label), ==, "Saved 10:32");
  td_save_label_set_failed (label, "the disk is full");
  g_assert_cmpstr (td_save_label_get_text (label), ==, "Not saved: the disk is full");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (label), "error"));
  td_save_label_set_saved (label, at);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (label), "error"));
  g_assert_finalize_object (label);
}

static void
test_wrap_layout (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  int one_line, two_lines, minimum;

  g_object_ref_sink (box);
  gtk_widget_set_layout_manager (box, td_wrap_layout_new (6));
  for (guint i = 0; i < 4; i++)
    {
      GtkWidget *child = gtk_label_new (NULL);

      gtk_widget_set_size_request (child, 100, 20);
      gtk_box_append (GTK_BOX (box), child);
    }
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 500, NULL, &one_line, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 220, NULL, &two_lines, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (one_line, ==, 20);
  g_assert_cmpint (two_lines, ==, 46);
  g_assert_cmpint (minimum, ==, 100);
  g_assert_finalize_object (box);
}

static void
test_status_vocabulary (void)
{
  static const char *const statuses[] = { "not_started",  "in_progress",  "waiting",
                                          "done_early",   "done_on_time", "done_late",
                                          "done_undated", "overdue",      "no_deadline" };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_assert_true (g_str_has_suffix (td_status_icon_name (statuses[i]), "-symbolic"));
      g_assert_true (g_str_has_prefix (td_status_css_class (statuses[i]), "td-"));
    }
  /* Late work never looks like work done in time. */
  g_assert_cmpstr (td_status_icon_name ("done_late"), !=, td_status_icon_name ("done_on_time"));
  g_assert_cmpstr (td_status_icon_name ("overdue"), !=, td_status_icon_name ("done_late"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/widget/types", test_types);
  g_test_add_func ("/widget/chart", test_chart);
  g_test_add_func ("/widget/date-entry", test_date_entry);
  g_test_add_func ("/widget/chip-box", test_chip_box);
  g_test_add_func ("/widget/suggest-entry", test_suggest_entry);
  g_test_add_func ("/widget/save-label", test_save_label);
  g_test_add_func ("/widget/wrap-layout", test_wrap_layout);
  g_test_add_func ("/widget/status-vocabulary", test_status_vocabulary);

  return g_test_run ();
}
