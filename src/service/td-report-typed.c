/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-report-typed.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "td-date.h"
#include "td-edit-private.h"
#include "td-error.h"
#include "td-report-private.h"
#include "td-row-sql.h"
#include "td-text.h"

#define SCORES "qd-766" /* the kind of the report that keeps official scores */
#define IS_SCORE "qd766"

TdTypedItem *
td_typed_item_new (gboolean score, const char *key, const char *label, const char *value)
{
  TdTypedItem *item = g_new0 (TdTypedItem, 1);

  item->score = score;
  item->key = g_strdup (key);
  item->label = g_strdup (label);
  item->value = g_strdup (value != NULL ? value : "");

  return item;
}

void
td_typed_item_free (TdTypedItem *item)
{
  g_free (item->key);
  g_free (item->label);
  g_free (item->value);
  g_free (item);
}

/* The report that keeps what was typed for a period, 0: none yet */
static gint64
find_report (TdConnection *connection, const char *kind, const char *period)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection,
      "SELECT id FROM report WHERE kind = ?1 AND period = ?2 AND coalesce (status, '') <> 'frozen'"
      " AND " TD_ROW_SQL_VISIBLE " ORDER BY id LIMIT 1",
      NULL);

  if (statement == NULL)
    return 0;
  td_statement_bind_text (statement, 1, kind);
  td_statement_bind_text (statement, 2, period);

  return td_statement_step (statement, NULL) == TD_STEP_ROW ? td_statement_int (statement, 0) : 0;
}

/* All that was typed for a line, a paragraph a line */
static char *
read_value (TdConnection *connection, gint64 report_id, const char *key, gboolean score)
{
  g_autoptr (TdStatement) statement = td_connection_prepare (
      connection,
      "SELECT text, value FROM report_figure WHERE report_id = ?1 AND line = ?2"
      " ORDER BY position, id",
      NULL);
  GString *text = g_string_new (NULL);

  if (statement == NULL || report_id == 0)
    return g_string_free (text, FALSE);
  td_statement_bind_int (statement, 1, report_id);
  td_statement_bind_text (statement, 2, key);
  while (td_statement_step (statement, NULL) == TD_STEP_ROW)
    {
      g_autofree char *number =
          score ? td_report_format_number (td_statement_real (statement, 1), FALSE) : NULL;
      const char *words = score ? number : td_statement_text (statement, 0);

      if (words != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", words);
    }

  return g_string_free (text, FALSE);
}

/**
 * td_report_typed_list:
 * @connection: where to read
 * @request: a report and its period
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type TdTypedItem): what may be typed for it, with
 *   what was; empty for a report that is only counted
 */
GPtrArray *
td_report_typed_list (TdConnection *connection, const TdReportRequest *request, GError **error)
{
  g_autofree char *to = td_date_format_iso (&request->to);
  g_autoptr (TdReportForm) form = td_report_form_at (request->kind, to, error);
  gint64 texts = find_report (connection, request->kind, request->period);
  gint64 scores = find_report (connection, SCORES, request->period);
  GPtrArray *items;

  if (form == NULL)
    return NULL;
  items = g_ptr_array_new_with_free_func ((GDestroyNotify) td_typed_item_free);
  for (guint i = 0; i < form->sections->len; i++)
    {
      const TdReportSection *section = g_ptr_array_index (form->sections, i);
      g_autofree char *label = g_strdup_printf ("%s %s", section->label, section->title);
      g_autofree char *value = read_value (connection, texts, section->key, FALSE);

      g_ptr_array_add (items, td_typed_item_new (FALSE, section->key, label, value));
    }
  for (guint i = 0; i < form->indicators->len; i++)
    {
      const TdReportIndicator *indicator = g_ptr_array_index (form->indicators, i);
      g_autofree char *value = NULL;

      if (indicator->measure == NULL || !g_str_has_prefix (indicator->measure, IS_SCORE))
        continue;
      value = read_value (connection, scores, indicator->measure, TRUE);
      g_ptr_array_add (items,
                       td_typed_item_new (TRUE, indicator->measure, indicator->label, value));
    }

  return items;
}

/* == Keeping it == */

typedef struct
{
  char *kind, *period, *from, *to;
  GPtrArray *items; /* (element-type TdTypedItem) */
} Typed;

static void
typed_free (gpointer data)
{
  Typed *self = data;

  g_free (self->kind);
  g_free (self->period);
  g_free (self->from);
  g_free (self->to);
  g_ptr_array_unref (self->items);
  g_free (self);
}

/* "17,5" or "17.5" */
static gboolean
parse_score (const TdTypedItem *item, double *score, GError **error)
{
  g_autofree char *text = g_strdelimit (g_strstrip (g_strdup (item->value)), ",", '.');
  char *end = NULL;

  *score = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && *score >= 0 && *score <= 100)
    return TRUE;

  td_error_set_at (error, TD_ERROR_USAGE, NULL, item->label,
                   _ ("“%s” is no score: write a number from 0 to 100."), item->value);
  return FALSE;
}

static gboolean
insert_figure (TdWriter *writer,
               gint64 report_id,
               const char *key,
               gint64 position,
               const char *text,
               double value,
               GError **error)
{
  TdReportFigureRow *row = td_row_new (TD_KIND_REPORT_FIGURE);
  gboolean done;

  row->report_id = report_id;
  row->line = g_strdup (key);
  row->position = position;
  row->text = g_strdup (text);
  row->value = value;
  done = td_writer_insert (writer, TD_KIND_REPORT_FIGURE, row, error);
  td_row_free (TD_KIND_REPORT_FIGURE, row);

  return done;
}

static gint64
need_report (TdWriter *writer, const Typed *self, const char *kind, GError **error)
{
  gint64 id = find_report (td_writer_get_connection (writer), kind, self->period);
  TdReportRow *row;

  if (id != 0)
    return id;
  row = td_row_new (TD_KIND_REPORT);
  row->kind = g_strdup (kind);
  row->period = g_strdup (self->period);
  row->date_from = g_strdup (self->from);
  row->date_to = g_strdup (self->to);
  row->status = g_strdup ("typed");
  if (td_writer_insert (writer, TD_KIND_REPORT, row, error))
    id = row->row.id;
  td_row_free (TD_KIND_REPORT, row);

  return id;
}

static gboolean
clear_line (TdWriter *writer, gint64 report_id, const char *key, GError **error)
{
  g_autoptr (GPtrArray) rows =
      td_writer_list_by (writer, TD_KIND_REPORT_FIGURE, "report_id", report_id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TdReportFigureRow *row = g_ptr_array_index (rows, i);

      if (g_strcmp0 (row->line, key) == 0 &&
          !td_writer_delete (writer, TD_KIND_REPORT_FIGURE, row->row.id, error))
        return FALSE;
    }

  return rows != NULL;
}

static gboolean
put_item (TdWriter *writer, const Typed *self, const TdTypedItem *item, GError **error)
{
  const char *kind = item->score ? SCORES : self->kind;
  g_autofree char *old = NULL;
  g_auto (GStrv) lines = g_strsplit (item->value, "\n", -1);
  gint64 report_id = find_report (td_writer_get_connection (writer), kind, self->period);
  double score;

  old = read_value (td_writer_get_connection (writer), report_id, item->key, item->score);
  if (g_str_equal (old, item->value))
    return TRUE;
  report_id = need_report (writer, self, kind, error);
  if (report_id == 0 || !clear_line (writer, report_id, item->key, error))
    return FALSE;
  if (item->score)
    return td_text_is_blank (item->value) ||
           (parse_score (item, &score, error) &&
            insert_figure (writer, report_id, item->key, 1, NULL, score, error));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *text = td_text_clean (lines[i], -1);

      if (*text != '\0' && !insert_figure (writer, report_id, item->key, i + 1, text, NAN, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
run (TdWriter *writer, TdEdit *edit, GError **error)
{
  const Typed *self = edit->data;

  for (guint i = 0; i < self->items->len; i++)
    if (!put_item (writer, self, g_ptr_array_index (self->items, i), error))
      return FALSE;

  return TRUE;
}

/**
 * td_report_typed_edit:
 * @request: a report and its period
 * @items: (transfer full) (element-type TdTypedItem): what was typed; what is not among them stays
 *
 * Returns: (transfer full): keeps it for the period; TD_ERROR_USAGE for a score that is none
 */
TdEdit *
td_report_typed_edit (const TdReportRequest *request, GPtrArray *items)
{
  Typed *self = g_new0 (Typed, 1);

  self->kind = g_strdup (request->kind);
  self->period = g_strdup (request->period);
  self->from = td_date_format_iso (&request->from);
  self->to = td_date_format_iso (&request->to);
  self->items = items;

  return td_edit_new_act ("record.set", _ ("Type texts and scores of a report"), run, self,
                          typed_free);
}
