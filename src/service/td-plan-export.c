/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-docx-writer.h"
#include "td-error.h"
#include "td-ics.h"
#include "td-import.h"
#include "td-layout.h"
#include "td-output-file.h"
#include "td-pdf.h"
#include "td-plan-composer.h"
#include "td-xlsx-plan-writer.h"

typedef struct
{
  const TdPlanData *data;
  TdLayout *layout;
  guint page;
  double dots_per_inch;
} Export;

/**
 * td_plan_format_of:
 * @path: a file name
 *
 * Returns: the format its suffix names, whatever the letter case
 */
TdPlanFormat
td_plan_format_of (const char *path)
{
  static const struct
  {
    const char *suffix;
    TdPlanFormat format;
  } formats[] = {
    { ".pdf", TD_PLAN_FORMAT_PDF },   { ".docx", TD_PLAN_FORMAT_DOCX },
    { ".xlsx", TD_PLAN_FORMAT_XLSX }, { ".json", TD_PLAN_FORMAT_JSON },
    { ".txt", TD_PLAN_FORMAT_TEXT },  { ".ics", TD_PLAN_FORMAT_ICS },
  };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (g_str_has_suffix (lower, formats[i].suffix))
        return formats[i].format;
    }

  return TD_PLAN_FORMAT_UNKNOWN;
}

static TdLayout *
lay_out (const TdPlanData *data)
{
  g_autoptr (TdBlock) document = td_plan_compose (data);

  return td_layout_new (document, td_style_nd30 (), NULL);
}

static gboolean
write_pdf (const char *path, gpointer user_data, GError **error)
{
  Export *export = user_data;

  return td_pdf_write_document (td_plan_compose (export->data), td_style_nd30 (), path, error);
}

static gboolean
write_page (const char *path, gpointer user_data, GError **error)
{
  Export *export = user_data;
  double scale = export->dots_per_inch / 72;
  double width, height;
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;

  td_layout_get_page_size (export->layout, export->page, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * scale + 0.5),
                                        (int) (height * scale + 0.5));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  td_layout_paint_page (export->layout, export->page, cr);
  cairo_destroy (cr);
  status = cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  td_error_set_at (error, TD_ERROR_FAILED, path, NULL, _ ("The picture could not be written: %s"),
                   cairo_status_to_string (status));
  return FALSE;
}

static void
append_text (const TdBlock *block, GString *text)
{
  const TdBlockText *own = td_block_get_text (block);

  if (block->kind == TD_BLOCK_HEADING && block->as.heading.label != NULL)
    g_string_append_printf (text, "%s ", block->as.heading.label);
  if (block->kind == TD_BLOCK_LIST_ITEM && block->as.list_item.label != NULL)
    g_string_append_printf (text, "%s ", block->as.list_item.label);
  if (own != NULL && own->text != NULL)
    g_string_append (text, own->text);
  if (block->kind == TD_BLOCK_HEADING && block->as.heading.run_in.text != NULL)
    g_string_append_printf (text, " %s", block->as.heading.run_in.text);
  for (guint i = 0; i < td_block_n_children (block); i++)
    {
      append_text (td_block_child (block, i), text);
      if (block->kind == TD_BLOCK_ROW && i + 1 < td_block_n_children (block))
        g_string_append_c (text, '\t');
      else if (block->kind == TD_BLOCK_CELL && i + 1 < td_block_n_children (block))
        g_string_append (text, "; ");
    }
  switch (block->kind)
    {
    case TD_BLOCK_PARAGRAPH:
    case TD_BLOCK_CELL:
    case TD_BLOCK_TABLE:
    case TD_BLOCK_PART:
    case TD_BLOCK_DOCUMENT:
      break;
    case TD_BLOCK_HEADER:
      g_string_append_printf (text, "%s\n%s\n",
                              block->as.header.kind != NULL ? block->as.header.kind : "",
                              block->as.header.title != NULL ? block->as.header.title : "");
      break;
    case TD_BLOCK_ANNEX_HEADER:
      g_string_append_printf (
          text, "\n%s\n%s\n%s\n",
          block->as.annex_header.label != NULL ? block->as.annex_header.label : "",
          block->as.annex_header.title != NULL ? block->as.annex_header.title : "",
          block->as.annex_header.reference != NULL ? block->as.annex_header.reference : "");
      break;
    default:
      g_string_append_c (text, '\n');
      break;
    }
}

/**
 * td_plan_export_text:
 * @data: a plan
 *
 * Returns: (transfer full): the plan as plain text, one line per paragraph or table row
 */
char *
td_plan_export_text (const TdPlanData *data)
{
  g_autoptr (TdBlock) document = td_plan_compose (data);
  GString *text = g_string_new (NULL);

  for (guint p = 0; p < td_block_n_children (document); p++)
    {
      TdBlock *part = td_block_child (document, p);

      for (guint i = 0; i < td_block_n_children (part); i++)
        {
          append_text (td_block_child (part, i), text);
          if (text->len > 0 && text->str[text->len - 1] != '\n')
            g_string_append_c (text, '\n');
        }
    }

  return g_string_free (text, FALSE);
}

static GBytes *
make_text (const TdPlanData *data)
{
  char *text = td_plan_export_text (data);

  return g_bytes_new_take (text, strlen (text));
}

static gboolean
export_bytes (GBytes *bytes, const char *path, gboolean replace, GError **error)
{
  g_autoptr (GBytes) owned = bytes;

  return owned != NULL && td_output_file_write_bytes (path, replace, owned, error);
}

static GBytes *
make_docx (const TdPlanData *data, GError **error)
{
  g_autoptr (TdBlock) document = td_plan_compose (data);

  return td_docx_write (document, td_style_nd30 (), error);
}

static gboolean
write_xlsx (const char *path, gpointer user_data, GError **error)
{
  Export *export = user_data;

  return td_xlsx_plan_write (export->data, path, error);
}

static GBytes *
make_json (const TdPlanData *data)
{
  g_autoptr (TdPlanData) local = td_plan_data_copy (data);
  char *text;

  td_plan_data_make_local (local);
  text = td_plan_json_write (local);

  return g_bytes_new_take (text, strlen (text));
}

/* The last permitted day: "trước ngày D" ends the day before. */
static char *
last_day (const TdTaskRow *task)
{
  GDate date;

  if (!td_date_parse_iso (task->deadline_end, &date))
    return NULL;
  if (task->deadline_exclusive)
    g_date_subtract_days (&date, 1);

  return td_date_format_iso (&date);
}

static GBytes *
make_ics (const TdPlanData *data)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_ics_entry_free);
  char *text;

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TASK); i++)
    {
      const TdTaskRow *task = td_plan_data_nth (data, TD_KIND_TASK, i);
      g_autofree char *due = task->deadline_end != NULL ? last_day (task) : NULL;
      TdIcsEntry *entry;

      if (due == NULL || task->done_date != NULL)
        continue;
      entry = td_ics_entry_new ();
      entry->uid = g_strdup_printf ("task-%s-%s@tiendo", task->uid != NULL ? task->uid : "x", due);
      entry->date = g_steal_pointer (&due);
      entry->summary = g_strdup (task->content);
      entry->description =
          g_strdup_printf ("%s\n%s", task->deadline_text != NULL ? task->deadline_text : "",
                           task->lead_text != NULL ? task->lead_text : "");
      entry->alarm_days = 3;
      g_ptr_array_add (entries, entry);
    }
  text = td_ics_write (data->plan->title != NULL ? data->plan->title : "Nhiệm vụ", entries);

  return g_bytes_new_take (text, strlen (text));
}

/**
 * td_plan_export:
 * @data: a plan
 * @path: the file to write; its suffix decides the format
 * @replace: whether an existing file may be replaced
 * @error: return location
 *
 * Writes a plan as the official PDF, as Word, its annex as Excel, as JSON or as plain text, and the
 * deadlines of its tasks as a calendar.
 *
 * Returns: whether the file was written
 */
gboolean
td_plan_export (const TdPlanData *data, const char *path, gboolean replace, GError **error)
{
  Export export = { data, NULL, 0, 0 };

  g_return_val_if_fail (data != NULL && path != NULL, FALSE);

  switch (td_plan_format_of (path))
    {
    case TD_PLAN_FORMAT_PDF:
      return td_output_file_write (path, replace, write_pdf, &export, error);
    case TD_PLAN_FORMAT_JSON:
      return export_bytes (make_json (data), path, replace, error);
    case TD_PLAN_FORMAT_ICS:
      return export_bytes (make_ics (data), path, replace, error);
    case TD_PLAN_FORMAT_TEXT:
      return export_bytes (make_text (data), path, replace, error);
    case TD_PLAN_FORMAT_DOCX:
      return export_bytes (make_docx (data, error), path, replace, error);
    case TD_PLAN_FORMAT_XLSX:
      return td_output_file_write (path, replace, write_xlsx, &export, error);
    case TD_PLAN_FORMAT_UNKNOWN:
    default:
      td_error_set_at (error, TD_ERROR_USAGE, path, NULL,
                       _ ("A plan is written as .pdf, .docx, .xlsx, .ics, .json or .txt."));
      return FALSE;
    }
}

/**
 * td_plan_export_page:
 * @data: a plan
 * @page: the page, from 0
 * @dots_per_inch: resolution of the picture
 * @path: the PNG file to write
 * @replace: whether an existing file may be replaced
 * @error: return location; TD_ERROR_NOT_FOUND when there is no such page
 *
 * Returns: whether the file was written
 */
gboolean
td_plan_export_page (const TdPlanData *data,
                     guint page,
                     double dots_per_inch,
                     const char *path,
                     gboolean replace,
                     GError **error)
{
  g_autoptr (TdLayout) layout = lay_out (data);
  Export export = { data, layout, page, dots_per_inch };

  if (page >= td_layout_get_n_pages (layout))
    {
      td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, NULL,
                       _ ("The document has %u pages; there is no page %u."),
                       td_layout_get_n_pages (layout), page + 1);
      return FALSE;
    }

  return td_output_file_write (path, replace, write_page, &export, error);
}
