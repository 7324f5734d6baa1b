/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-brief.h"

#include <glib/gi18n-lib.h>

#include "td-chart-draw.h"
#include "td-chart-words.h"
#include "td-date.h"
#include "td-docx-writer.h"
#include "td-error.h"
#include "td-kind.h"
#include "td-layout.h"
#include "td-output-file.h"
#include "td-pdf.h"
#include "td-query.h"

/* Documents are Vietnamese in every language of the window. */

#define MOST_ROWS 7
#define FIGURE_WIDTH 165.0 /* mm */
#define FIGURE_HEIGHT 50.0
#define TABLE_SIZE 10.5 /* points */

typedef struct
{
  TdChart *left;
  TdChart *right;
} Pair;

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  td_chart_free (pair->left);
  td_chart_free (pair->right);
  g_free (pair);
}

static void
draw_pair (cairo_t *cr, double width, double height, gpointer data)
{
  const Pair *pair = data;
  TdChartTheme theme = *td_chart_theme_print ();
  double left = width * 0.46;

  theme.font_size = 8.5;
  theme.paint_background = FALSE;
  td_chart_paint (pair->left, &theme, cr, left - 10, height);
  cairo_save (cr);
  cairo_translate (cr, left, 0);
  td_chart_paint (pair->right, &theme, cr, width - left, height);
  cairo_restore (cr);
}

static TdBlock *
append_text (TdBlock *part, const char *text, TdAlign align, gboolean bold, gboolean italic)
{
  TdBlock *paragraph = td_block_append (part, td_block_new_plain (text, NULL));

  paragraph->as.paragraph.align = align;
  paragraph->as.paragraph.bold = bold;
  paragraph->as.paragraph.italic = italic;

  return paragraph;
}

static char *
agency_name (TdConnection *connection, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_AGENCY);
  g_autoptr (GPtrArray) rows = td_query_list (query, connection, error);
  const TdAgencyRow *agency;

  if (rows == NULL)
    return NULL;
  agency = rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;
  if (agency == NULL)
    return g_strdup ("");

  return g_utf8_strup (agency->printed_name != NULL ? agency->printed_name
                       : agency->name != NULL       ? agency->name
                                                    : "",
                       -1);
}

static char *
day_month (const GDate *day)
{
  return g_strdup_printf ("%02d/%02d", g_date_get_day (day), (int) g_date_get_month (day));
}

/* Monday to Sunday around @today, with the number of the week as calendars print it */
static char *
week_words (const GDate *today, GDate *monday)
{
  GDate sunday;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *full = td_date_format_display (today);

  *monday = *today;
  g_date_subtract_days (monday, (guint) g_date_get_weekday (today) - 1);
  sunday = *monday;
  g_date_add_days (&sunday, 6);
  first = day_month (monday);
  last = day_month (&sunday);

  return g_strdup_printf ("Tuần %u (%s – %s/%d), số liệu đến hết ngày %s",
                          g_date_get_iso8601_week_of_year (today), first, last,
                          g_date_get_year (&sunday), full);
}

static char *
summary (const TdOverview *overview)
{
  const TdTaskCount *count = &overview->count;
  guint done = count->done_in_time + count->done_late + count->done_undated;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "Kế hoạch năm %" G_GINT64_FORMAT
                          " có %u nhiệm vụ (kể cả việc cấp trên giao). "
                          "Đã hoàn thành %u: trong hạn %u, trễ hạn %u, không thời hạn %u. ",
                          overview->year, count->total, done, count->done_in_time, count->done_late,
                          count->done_undated);
  if (count->open_late > 0)
    g_string_append_printf (text, "Đang quá hạn %u nhiệm vụ, lâu nhất %d ngày. ", count->open_late,
                            overview->most_late);
  else
    g_string_append (text, "Không có nhiệm vụ quá hạn. ");
  g_string_append_printf (
      text,
      "Đến hạn trong 7 ngày tới %u, trong 30 ngày tới thêm %u; %u nhiệm vụ chờ văn "
      "bản của cấp trên.",
      overview->n_soon, overview->n_month, overview->n_waiting);

  return g_string_free (text, FALSE);
}

static TdBlock *
append_cell (TdBlock *row, const char *text, TdAlign align, gboolean header)
{
  g_autofree char *line = g_strdelimit (g_strdup (text != NULL ? text : ""), "\n", ' ');
  TdBlock *cell = td_block_append (row, td_block_new_cell (line, NULL));

  cell->as.cell.align = align;
  cell->as.cell.header = header;
  cell->as.cell.middle = TRUE;

  return cell;
}

static TdBlock *
begin_table (TdBlock *part, const char *last_heading)
{
  TdBlock *table = td_block_append (part, td_block_new_table (1));
  TdBlock *row;

  table->as.table.font_size = TABLE_SIZE;
  td_block_add_column (table, "content", "Nhiệm vụ", 0.5, TD_ALIGN_LEFT);
  td_block_add_column (table, "lead", "Chủ trì", 0.2, TD_ALIGN_LEFT);
  td_block_add_column (table, "deadline", "Thời hạn", 0.16, TD_ALIGN_LEFT);
  td_block_add_column (table, "note", last_heading, 0.14, TD_ALIGN_CENTER);
  row = td_block_append (table, td_block_new_row ());
  append_cell (row, "Nhiệm vụ", TD_ALIGN_CENTER, TRUE);
  append_cell (row, "Chủ trì", TD_ALIGN_CENTER, TRUE);
  append_cell (row, "Thời hạn", TD_ALIGN_CENTER, TRUE);
  append_cell (row, last_heading, TD_ALIGN_CENTER, TRUE);

  return table;
}

static void
append_heading (TdBlock *part, const char *text, guint shown, guint all)
{
  g_autofree char *full = shown < all ? g_strdup_printf ("%s (%u, nêu %u)", text, all, shown)
                                      : g_strdup_printf ("%s (%u)", text, all);
  TdBlock *heading = append_text (part, full, TD_ALIGN_LEFT, TRUE, FALSE);

  heading->as.paragraph.keep_with_next = TRUE;
}

/* The late ones or those due soon, of what the overview lists. */
static void
append_lines (TdBlock *part,
              const TdOverview *overview,
              TdTaskLook look,
              guint all,
              guint most,
              const char *title)
{
  TdBlock *table = NULL;
  guint n = 0;

  for (guint i = 0; i < overview->now->len; i++)
    n += ((TdOverviewLine *) g_ptr_array_index (overview->now, i))->look == look;
  n = MIN (n, most);
  append_heading (part, title, n, all);
  if (n == 0)
    {
      append_text (part, "Không có.", TD_ALIGN_LEFT, FALSE, TRUE);
      return;
    }
  table = begin_table (part, look == TD_TASK_LOOK_OVERDUE ? "Chậm" : "Còn");
  for (guint i = 0; i < overview->now->len && n > 0; i++)
    {
      const TdOverviewLine *line = g_ptr_array_index (overview->now, i);
      g_autofree char *days =
          line->days == 0 ? g_strdup ("hôm nay") : g_strdup_printf ("%d ngày", ABS (line->days));
      TdBlock *row;

      if (line->look != look)
        continue;
      row = td_block_append (table, td_block_new_row ());
      append_cell (row, line->content, TD_ALIGN_LEFT, FALSE);
      append_cell (row, line->lead, TD_ALIGN_LEFT, FALSE);
      append_cell (row, line->deadline, TD_ALIGN_LEFT, FALSE);
      append_cell (row, days, TD_ALIGN_CENTER, FALSE);
      n--;
    }
}

static char *
read_content (TdConnection *connection, gint64 task_id)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_TASK);
  g_autoptr (GPtrArray) rows = NULL;

  td_query_where_int (query, "id", TD_QUERY_EQUAL, task_id);
  rows = td_query_list (query, connection, NULL);

  return rows != NULL && rows->len > 0
             ? g_strdup (((TdTaskRow *) g_ptr_array_index (rows, 0))->content)
             : NULL;
}

static void
append_done (TdBlock *part,
             TdConnection *connection,
             const TdTaskSnapshot *snapshot,
             const TdOverview *overview,
             const GDate *monday,
             guint most)
{
  TdTaskScope scope = { 0, overview->year };
  guint32 from = g_date_get_julian (monday);
  guint32 to = g_date_get_julian (&overview->today);
  g_autoptr (GString) lines = g_string_new (NULL);
  guint n = 0, shown = 0;

  for (guint i = 0; i < snapshot->facts->len; i++)
    {
      const TdTaskFacts *facts = td_task_snapshot_nth (snapshot, i);
      g_autofree char *content = NULL;

      if (facts->done < from || facts->done > to || !td_task_scope_has (&scope, snapshot, facts))
        continue;
      n++;
      if (shown >= most)
        continue;
      shown++;
      content = read_content (connection, facts->id);
      g_string_append_printf (lines, "%s- %s", lines->len > 0 ? "\n" : "",
                              content != NULL ? content : "");
    }
  append_heading (part, "Hoàn thành trong tuần", shown, n);
  append_text (part, n > 0 ? lines->str : "Không có.", TD_ALIGN_LEFT, FALSE, n == 0);
}

/* Targets that are not met, the words of the chart */
static void
append_targets (TdBlock *part, const TdOverview *overview, guint most)
{
  const TdChart *targets = overview->targets;
  g_autoptr (GString) lines = g_string_new (NULL);
  guint n = 0, shown = 0;

  for (guint c = 0; c < targets->categories->len; c++)
    {
      const TdChartCategory *target = td_chart_category (targets, c);

      if (target->tone != TD_CHART_TONE_LATE && target->tone != TD_CHART_TONE_SOON)
        continue;
      n++;
      if (shown++ < most)
        g_string_append_printf (lines, "%s- %s: %s (phải đạt %s)", lines->len > 0 ? "\n" : "",
                                target->name, target->value_text, target->target_text);
    }
  if (n == 0)
    return;
  append_heading (part, "Chỉ tiêu chưa đạt", MIN (shown, most), n);
  append_text (part, lines->str, TD_ALIGN_LEFT, FALSE, FALSE);
}

static void
append_charts (TdBlock *part, TdOverview *overview)
{
  Pair *pair = g_new0 (Pair, 1);
  g_autofree char *left = td_chart_describe (overview->status);
  g_autofree char *right = td_chart_describe (overview->burn_up);
  g_autofree char *alt = g_strdup_printf ("%s\n%s", left, right);

  pair->left = g_steal_pointer (&overview->status);
  pair->right = g_steal_pointer (&overview->burn_up);
  td_block_append (
      part, td_block_new_figure (FIGURE_WIDTH, FIGURE_HEIGHT, alt, draw_pair, pair, pair_free));
}

/**
 * td_brief_compose:
 * @connection: where to read
 * @snapshot: facts of all tasks
 * @today: the day it speaks of
 * @most: at most so many tasks of each kind
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the brief
 */
TdBlock *
td_brief_compose (TdConnection *connection,
                  const TdTaskSnapshot *snapshot,
                  const GDate *today,
                  guint most,
                  GError **error)
{
  g_autoptr (TdOverview) overview = td_overview_make (connection, snapshot, today, error);
  g_autofree char *agency = overview != NULL ? agency_name (connection, error) : NULL;
  g_autofree char *week = NULL;
  g_autofree char *words = NULL;
  TdBlock *document, *part;
  GDate monday;

  if (agency == NULL)
    return NULL;
  week = week_words (today, &monday);
  words = summary (overview);
  document = td_block_new_document ("Bản tin tiến độ tuần", agency);
  part = td_block_append (document, td_block_new_part (FALSE, TD_ORIENTATION_PORTRAIT, NULL));
  append_text (part, agency, TD_ALIGN_LEFT, TRUE, FALSE);
  append_text (part, "BẢN TIN TIẾN ĐỘ CẢI CÁCH HÀNH CHÍNH", TD_ALIGN_CENTER, TRUE, FALSE);
  append_text (part, week, TD_ALIGN_CENTER, FALSE, TRUE);
  append_text (part, words, TD_ALIGN_JUSTIFY, FALSE, FALSE);
  append_charts (part, overview);
  append_lines (part, overview, TD_TASK_LOOK_OVERDUE, overview->count.open_late, most, "Quá hạn");
  append_lines (part, overview, TD_TASK_LOOK_SOON, overview->n_soon, most,
                "Đến hạn trong 7 ngày tới");
  append_done (part, connection, snapshot, overview, &monday, most);
  append_targets (part, overview, most);

  return document;
}

static gboolean
write_pdf (const char *path, gpointer document, GError **error)
{
  return td_pdf_write_document (td_block_ref (document), td_style_nd30 (), path, error);
}

/* RULE brief-one-page: the longest lists that still leave it on one page */
static TdBlock *
compose_page (TdConnection *connection,
              const TdTaskSnapshot *snapshot,
              const GDate *today,
              GError **error)
{
  for (guint most = MOST_ROWS;; most--)
    {
      g_autoptr (TdBlock) document = td_brief_compose (connection, snapshot, today, most, error);
      g_autoptr (TdLayout) layout = NULL;

      if (document == NULL)
        return NULL;
      layout = td_layout_new (document, td_style_nd30 (), NULL);
      if (most <= 1 || td_layout_get_n_pages (layout) <= 1)
        return g_steal_pointer (&document);
    }
}

/**
 * td_brief_write:
 * @connection: where to read
 * @snapshot: facts of all tasks
 * @today: the day it speaks of
 * @path: a file, its suffix decides: .pdf .docx
 * @replace: whether a file that is there may be replaced
 * @error: return location
 *
 * Writes the weekly brief on one page.
 *
 * Returns: whether it is there
 */
gboolean
td_brief_write (TdConnection *connection,
                const TdTaskSnapshot *snapshot,
                const GDate *today,
                const char *path,
                gboolean replace,
                GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autoptr (TdBlock) document = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!g_str_has_suffix (lower, ".pdf") && !g_str_has_suffix (lower, ".docx"))
    {
      td_error_set_at (error, TD_ERROR_USAGE, path, NULL,
                       _ ("The brief is written as .pdf or .docx."));
      return FALSE;
    }
  document = compose_page (connection, snapshot, today, error);
  if (document == NULL)
    return FALSE;
  if (g_str_has_suffix (lower, ".pdf"))
    return td_output_file_write (path, replace, write_pdf, document, error);
  bytes = td_docx_write (document, td_style_nd30 (), error);

  return bytes != NULL && td_output_file_write_bytes (path, replace, bytes, error);
}
