/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-gantt-print.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "td-chart-draw.h"
#include "td-chart-symbol.h"
#include "td-error.h"
#include "td-kind.h"
#include "td-output-file.h"
#include "td-query.h"
#include "td-task-gantt.h"

/* Points */
#define TITLE_HEIGHT 30.0
#define HEAD_HEIGHT 28.0
#define ROW_HEIGHT 25.0
#define GROUP_HEIGHT 17.0
#define FOOT_HEIGHT 16.0
#define NUMBER_WIDTH 28.0
#define STATUS_WIDTH 96.0
#define TEXT_SHARE 0.34 /* of the page, for content and unit */
#define MARGIN 34.0     /* 12 mm */

typedef struct
{
  char *group; /* heading of a group; else a task */
  guint count;
  char *number;
  char *content;
  char *lead;
  char *status;
  TdChartTone tone;
  GArray *bars;
} Line;

struct _TdGanttPrint
{
  char *title;
  TdGanttAxis axis;
  guint32 today;
  GPtrArray *lines; /* (element-type Line) */
};

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->group);
  g_free (line->number);
  g_free (line->content);
  g_free (line->lead);
  g_free (line->status);
  g_clear_pointer (&line->bars, g_array_unref);
  g_free (line);
}

void
td_gantt_print_free (TdGanttPrint *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

static char *
one_line (const char *text)
{
  return g_strdelimit (g_strdup (text != NULL ? text : ""), "\n\t", ' ');
}

static Line *
make_line (const TdTaskResult *result, const TdTaskFacts *facts, const TdTaskRow *row)
{
  Line *line = g_new0 (Line, 1);
  const TdTaskUnitRef *units = td_task_snapshot_units (result->snapshot, facts);
  g_autoptr (GString) lead = g_string_new (NULL);

  for (guint i = 0; units != NULL && i < facts->n_units; i++)
    {
      if (units[i].lead)
        g_string_append_printf (lead, "%s%s", lead->len > 0 ? ", " : "", units[i].name);
    }
  line->number = one_line (row->number);
  line->content = one_line (row->content);
  line->lead = g_string_free (g_steal_pointer (&lead), FALSE);
  line->status = td_task_look_document_words (result->snapshot, facts, result->as_of);
  line->tone = td_task_look_tone (td_task_look (result->snapshot, facts, result->as_of));
  line->bars = td_task_gantt_bars (result->snapshot, facts, result->as_of);

  return line;
}

static gboolean
add_task (TdGanttPrint *self,
          TdConnection *connection,
          const TdTaskResult *result,
          guint place,
          GError **error)
{
  const TdTaskFacts *facts = td_task_result_nth (result, place);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_TASK);
  g_autoptr (GPtrArray) rows = NULL;

  td_query_where_int (query, "id", TD_QUERY_EQUAL, facts->id);
  rows = td_query_list (query, connection, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len > 0)
    g_ptr_array_add (self->lines, make_line (result, facts, g_ptr_array_index (rows, 0)));

  return TRUE;
}

/**
 * td_gantt_print_new:
 * @connection: where the words of the tasks are read
 * @result: which tasks, in their groups and order
 * @title: at the top of every page
 * @axis: which days
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the timeline, to be drawn page by page on any thread
 */
TdGanttPrint *
td_gantt_print_new (TdConnection *connection,
                    const TdTaskResult *result,
                    const char *title,
                    const TdGanttAxis *axis,
                    GError **error)
{
  g_autoptr (TdGanttPrint) self = g_new0 (TdGanttPrint, 1);

  self->title = g_strdup (title);
  self->axis = *axis;
  self->today = result->as_of;
  self->lines = g_ptr_array_new_with_free_func (line_free);
  for (guint g = 0; g < result->groups->len; g++)
    {
      const TdTaskGroup *group = g_ptr_array_index (result->groups, g);

      if (group->label != NULL)
        {
          Line *line = g_new0 (Line, 1);

          line->group = g_strdup (group->label);
          line->count = group->n;
          g_ptr_array_add (self->lines, line);
        }
      for (guint i = 0; i < group->n; i++)
        {
          if (!add_task (self, connection, result, group->first + i, error))
            return NULL;
        }
    }

  return g_steal_pointer (&self);
}

static double
height_of (const Line *line)
{
  return line->group != NULL ? GROUP_HEIGHT : ROW_HEIGHT;
}

/* The first line behind those that fit on a page that begins with @first; a heading never ends one.
 */
static guint
end_of_page (TdGanttPrint *self, guint first, double height)
{
  double left = height - TITLE_HEIGHT - HEAD_HEIGHT - FOOT_HEIGHT;
  guint at = first;

  while (at < self->lines->len)
    {
      const Line *line = g_ptr_array_index (self->lines, at);

      if (height_of (line) > left && at > first)
        break;
      left -= height_of (line);
      at++;
    }
  if (at < self->lines->len && at > first + 1 &&
      ((const Line *) g_ptr_array_index (self->lines, at - 1))->group != NULL)
    at--;

  return at;
}

/**
 * td_gantt_print_n_pages:
 * @self: a timeline
 * @width: of a page inside its margins, points
 * @height: of a page inside its margins, points
 *
 * Returns: how many pages it takes, at least 1
 */
guint
td_gantt_print_n_pages (TdGanttPrint *self, double width G_GNUC_UNUSED, double height)
{
  guint n = 0;

  for (guint first = 0; first < self->lines->len; first = end_of_page (self, first, height))
    n++;

  return MAX (n, 1);
}

typedef struct
{
  cairo_t *cr;
  PangoLayout *layout;
  const TdChartTheme *theme;
} Pen;

static void
write_text (
    Pen *pen, const char *text, double x, double y, double width, double size, gboolean bold)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, pen->theme->font_family);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (pen->layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (pen->layout, (int) (MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_ellipsize (pen->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (pen->layout, text, -1);
  cairo_move_to (pen->cr, x, y);
  pango_cairo_show_layout (pen->cr, pen->layout);
  cairo_new_path (pen->cr);
}

static void
rule (Pen *pen, double y, double width)
{
  td_chart_set_color (pen->cr, &pen->theme->grid);
  cairo_set_line_width (pen->cr, 0.5);
  cairo_move_to (pen->cr, 0, y);
  cairo_line_to (pen->cr, width, y);
  cairo_stroke (pen->cr);
}

static void
draw_group (Pen *pen, const Line *line, double y, double width)
{
  g_autofree char *count = g_strdup_printf ("%u nhiệm vụ", line->count);

  cairo_set_source_rgb (pen->cr, 0.93, 0.93, 0.94);
  cairo_rectangle (pen->cr, 0, y, width, GROUP_HEIGHT);
  cairo_fill (pen->cr);
  td_chart_set_color (pen->cr, &pen->theme->text);
  write_text (pen, line->group, 4, y + 2, width * 0.7, 9.5, TRUE);
  write_text (pen, count, width - 70, y + 2, 68, 9, FALSE);
}

static void
draw_task (TdGanttPrint *self, Pen *pen, const Line *line, double y, double width)
{
  double texts = width * TEXT_SHARE;
  double status = NUMBER_WIDTH + texts;
  double bars = status + STATUS_WIDTH;

  td_chart_set_color (pen->cr, &pen->theme->text);
  write_text (pen, line->number, 4, y + 6, NUMBER_WIDTH - 6, 9, FALSE);
  write_text (pen, line->content, NUMBER_WIDTH, y + 2, texts - 6, 9, FALSE);
  td_chart_set_color (pen->cr, &pen->theme->dim_text);
  write_text (pen, line->lead, NUMBER_WIDTH, y + 13, texts - 6, 7.5, FALSE);
  td_chart_symbol_draw (pen->cr, pen->theme, line->tone, status, y + 8, 9);
  td_chart_set_color (pen->cr, &pen->theme->tones[line->tone].text);
  write_text (pen, line->status, status + 12, y + 7, STATUS_WIDTH - 14, 8.5, TRUE);
  cairo_save (pen->cr);
  cairo_translate (pen->cr, bars, y);
  td_gantt_draw_row (pen->cr, pen->theme, &self->axis, line->bars, width - bars, ROW_HEIGHT,
                     self->today);
  cairo_restore (pen->cr);
  rule (pen, y + ROW_HEIGHT, width);
}

static void
draw_head (TdGanttPrint *self, Pen *pen, PangoContext *context, double width)
{
  double bars = NUMBER_WIDTH + width * TEXT_SHARE + STATUS_WIDTH;

  td_chart_set_color (pen->cr, &pen->theme->text);
  write_text (pen, self->title, 0, 4, width, 13, TRUE);
  write_text (pen, "TT", 4, TITLE_HEIGHT + 9, NUMBER_WIDTH, 9, TRUE);
  write_text (pen, "Nhiệm vụ, đơn vị chủ trì", NUMBER_WIDTH, TITLE_HEIGHT + 9, width * TEXT_SHARE,
              9, TRUE);
  write_text (pen, "Tình trạng", NUMBER_WIDTH + width * TEXT_SHARE, TITLE_HEIGHT + 9, STATUS_WIDTH,
              9, TRUE);
  cairo_save (pen->cr);
  cairo_translate (pen->cr, bars, TITLE_HEIGHT);
  td_gantt_draw_head (pen->cr, pen->theme, context, &self->axis, width - bars, HEAD_HEIGHT,
                      self->today);
  cairo_restore (pen->cr);
  rule (pen, TITLE_HEIGHT, width);
  rule (pen, TITLE_HEIGHT + HEAD_HEIGHT, width);
}

/**
 * td_gantt_print_draw:
 * @self: a timeline
 * @cr: where; the page fills (0, 0) to (@width, @height)
 * @page: which one, from 0
 * @width: inside the margins, points
 * @height: inside the margins, points
 *
 * Draws one page.
 */
void
td_gantt_print_draw (TdGanttPrint *self, cairo_t *cr, guint page, double width, double height)
{
  TdChartTheme theme = *td_chart_theme_print ();
  PangoContext *context = pango_cairo_create_context (cr);
  Pen pen = { cr, pango_layout_new (context), &theme };
  g_autofree char *foot =
      g_strdup_printf ("Trang %u/%u", page + 1, td_gantt_print_n_pages (self, width, height));
  g_autofree char *as_of = NULL;
  double y = TITLE_HEIGHT + HEAD_HEIGHT;
  guint first = 0, end;
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_julian (&day, self->today);
  as_of = g_strdup_printf ("Số liệu đến ngày %02d/%02d/%d", g_date_get_day (&day),
                           (int) g_date_get_month (&day), g_date_get_year (&day));
  cairo_save (cr);
  for (guint i = 0; i < page; i++)
    first = end_of_page (self, first, height);
  end = end_of_page (self, first, height);
  draw_head (self, &pen, context, width);
  for (guint i = first; i < end; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, i);

      if (line->group != NULL)
        draw_group (&pen, line, y, width);
      else
        draw_task (self, &pen, line, y, width);
      y += height_of (line);
    }
  td_chart_set_color (cr, &theme.dim_text);
  write_text (&pen, foot, width - 70, height - 12, 70, 8, FALSE);
  write_text (&pen, as_of, 0, height - 12, width / 2, 8, FALSE);
  cairo_restore (cr);
  g_object_unref (pen.layout);
  g_object_unref (context);
}

typedef struct
{
  TdGanttPrint *print;
  gboolean a3;
} Write;

static gboolean
write_pdf (const char *path, gpointer data, GError **error)
{
  const Write *write = data;
  double width = write->a3 ? 1190.55 : 841.89;
  double height = write->a3 ? 841.89 : 595.28;
  cairo_surface_t *surface = cairo_pdf_surface_create (path, width, height);
  cairo_t *cr = cairo_create (surface);
  guint n = td_gantt_print_n_pages (write->print, width - 2 * MARGIN, height - 2 * MARGIN);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, write->print->title);
  for (guint page = 0; page < n; page++)
    {
      cairo_save (cr);
      cairo_translate (cr, MARGIN, MARGIN);
      td_gantt_print_draw (write->print, cr, page, width - 2 * MARGIN, height - 2 * MARGIN);
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  td_error_set_at (error, TD_ERROR_FAILED, path, NULL, _ ("The timeline could not be written: %s"),
                   cairo_status_to_string (status));

  return FALSE;
}

/**
 * td_gantt_print_write:
 * @self: a timeline
 * @path: a .pdf
 * @a3: A3 instead of A4; both lie across
 * @replace: whether a file that is there may be replaced
 * @error: return location
 *
 * Returns: whether the file is there
 */
gboolean
td_gantt_print_write (
    TdGanttPrint *self, const char *path, gboolean a3, gboolean replace, GError **error)
{
  Write write = { self, a3 };

  return td_output_file_write (path, replace, write_pdf, &write, error);
}
