/* SPDX-License-Identifier: GPL-3.0-or-later */

/* CSV as people really save it: any encoding, delimiter, line end; quotes with line breaks inside.
 */

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "td-error.h"
#include "td-legacy-text.h"
#include "td-sheet-private.h"

#define MAX_CONVERTED ((gsize) 128 << 20) /* text that must be converted lies in memory twice */
#define SNIFFED_RECORDS 40
#define CANCEL_EVERY 4096
#define GIVE_BACK (32 << 20) /* bytes */

typedef struct
{
  char *converted; /* (nullable): else the bytes of the file are used */
  const char *text;
  gsize length;
  char delimiter;
  gboolean mapped;
} Csv;

static void
csv_free (gpointer data)
{
  Csv *self = data;

  g_free (self->converted);
  g_free (self);
}

/* A cell in quotes: returns the byte behind it; the text, with doubled quotes undone, goes to out
 * only when it has some. */
static const char *
read_quoted (const char *p, const char *end, TdCell *cell, GString *arena)
{
  const char *start = ++p;
  gboolean doubled = FALSE;

  while (p < end)
    {
      const char *quote = memchr (p, '"', (gsize) (end - p));

      if (quote == NULL)
        {
          p = end;
          break;
        }
      if (quote + 1 >= end || quote[1] != '"')
        {
          p = quote;
          break;
        }
      doubled = TRUE;
      p = quote + 2;
    }
  cell->text = start;
  cell->length = (gsize) (p - start);
  if (doubled)
    {
      gsize at = arena->len;

      for (const char *q = start; q < p && arena->len - at <= TD_SHEET_MAX_CELL; q++)
        {
          g_string_append_c (arena, *q);
          q += *q == '"';
        }
      cell->text = NULL;
      cell->number = (double) at; /* an offset until the record ends */
      cell->length = arena->len - at;
    }

  return p < end ? p + 1 : p;
}

typedef struct
{
  const char *p, *end;
  char delimiter;
  GArray *cells;
  GString *arena;
} Scan;

/* Where an unquoted cell ends: at the delimiter or the end of the line. */
static const char *
cell_end (const char *p, const char *end, char delimiter)
{
  while (p < end && *p != delimiter && *p != '\n' && *p != '\r')
    p++;

  return p;
}

/* One record into cells (empty ones left out). Returns: FALSE at the end of the text. */
static gboolean
next_record (Scan *self, guint *n_columns)
{
  guint column = 0;

  if (self->p >= self->end)
    return FALSE;

  g_array_set_size (self->cells, 0);
  g_string_truncate (self->arena, 0);
  for (;;)
    {
      TdCell cell = { column, TD_CELL_TEXT, self->p, 0, 0 };

      if (self->p < self->end && *self->p == '"')
        {
          self->p = read_quoted (self->p, self->end, &cell, self->arena);
          self->p = cell_end (self->p, self->end, self->delimiter);
        }
      else
        {
          self->p = cell_end (self->p, self->end, self->delimiter);
          cell.length = (gsize) (self->p - cell.text);
        }
      if (cell.length > 0 && column < TD_SHEET_MAX_COLUMNS)
        {
          if (cell.length > TD_SHEET_MAX_CELL)
            cell.length = td_sheet_cut_cell (
                cell.text != NULL ? cell.text : self->arena->str + (gsize) cell.number,
                cell.length);
          g_array_append_val (self->cells, cell);
        }
      column++;
      if (self->p >= self->end || *self->p != self->delimiter)
        break;
      self->p++;
    }
  if (self->p < self->end)
    self->p += *self->p == '\r' && self->p + 1 < self->end && self->p[1] == '\n' ? 2 : 1;

  for (guint i = 0; i < self->cells->len; i++)
    {
      TdCell *cell = &g_array_index (self->cells, TdCell, i);

      if (cell->text == NULL)
        cell->text = self->arena->str + (gsize) cell->number;
    }
  if (n_columns != NULL)
    *n_columns = column;

  return TRUE;
}

/* The delimiter that cuts the first records into the most columns, agreeing with each other. */
static char
sniff_delimiter (const char *text, gsize length)
{
  static const char candidates[] = { ',', ';', '\t', '|' };
  char best = ',';
  guint64 best_points = 0;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (TdCell));
  g_autoptr (GString) arena = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      Scan scan = { text, text + MIN (length, (gsize) 1 << 20), candidates[i], cells, arena };
      guint counts[64] = { 0 };
      guint n = 0;

      for (guint record = 0; record < SNIFFED_RECORDS && next_record (&scan, &n); record++)
        counts[MIN (n, G_N_ELEMENTS (counts) - 1)]++;
      for (guint columns = 2; columns < G_N_ELEMENTS (counts); columns++)
        {
          guint64 points = (guint64) counts[columns] * counts[columns] * columns;

          if (points > best_points)
            {
              best_points = points;
              best = candidates[i];
            }
        }
    }

  return best;
}

/* A file of gigabytes is mapped; what was read need not stay in memory. */
static void
give_back (const Csv *self, const char *from, const char *to)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  gsize first = ((gsize) from + page - 1) / page * page;
  gsize last = (gsize) to / page * page;

  if (self->mapped && self->converted == NULL && self->length > GIVE_BACK && last > first)
    madvise (GSIZE_TO_POINTER (first), last - first, MADV_DONTNEED);
}

static gboolean
csv_read (TdSheetFile *file,
          guint sheet,
          TdRowFunc func,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  Csv *self = file->format_data;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (TdCell));
  g_autoptr (GString) arena = g_string_new (NULL);
  Scan scan = { self->text, self->text + self->length, self->delimiter, cells, arena };
  const char *kept = self->text; /* from here on the file may be in memory */
  guint record = 0;

  while (next_record (&scan, NULL))
    {
      if (scan.p - kept > GIVE_BACK)
        {
          give_back (self, kept, scan.p - TD_SHEET_MAX_CELL * 2);
          kept = scan.p - TD_SHEET_MAX_CELL * 2;
        }
      if (++record % CANCEL_EVERY == 0 && g_cancellable_is_cancelled (cancellable))
        {
          td_error_set_at (error, TD_ERROR_CANCELLED, file->name, NULL, _ ("Cancelled."));
          return FALSE;
        }
      if (cells->len > 0)
        {
          GError *failure = NULL;

          if (!func (record, (const TdCell *) (void *) cells->data, cells->len, data, &failure))
            {
              if (failure == NULL)
                return TRUE;
              g_propagate_error (error, failure);
              return FALSE;
            }
        }
    }

  return TRUE;
}

/* In pieces, so that the memory does not grow with the file. */
static gboolean
is_utf8 (const Csv *self, const char *data, gsize size)
{
  const char *p = data;

  while (p < data + size)
    {
      gsize n = MIN ((gsize) GIVE_BACK, (gsize) (data + size - p));
      const char *end = p;

      /* a letter may be cut at the end of the piece */
      if (!td_legacy_is_utf8 (p, n, &end) && (p + n - end >= 6 || end == p))
        return FALSE;
      give_back (self, p, end);
      p = end > p ? end : p + n;
    }

  return TRUE;
}

/* "sep=;" on the first line, as Excel writes and reads it */
static void
take_separator_line (Csv *self)
{
  if (self->length > 6 && memcmp (self->text, "sep=", 4) == 0 &&
      (self->text[5] == '\r' || self->text[5] == '\n'))
    self->delimiter = self->text[4];
}

gboolean
td_csv_reader_open (TdSheetFile *file, GError **error)
{
  Csv *self = g_new0 (Csv, 1);
  const char *encoding = NULL;
  gsize size;
  const char *data = g_bytes_get_data (file->bytes, &size);

  self->mapped = file->mapped;
  file->format = "csv";
  file->format_data = self;
  file->format_free = csv_free;
  file->read = csv_read;
  td_sheet_file_add (file, "", FALSE, NULL);

  self->length = size;
  if (size > MAX_CONVERTED && is_utf8 (self, data, size))
    encoding = "UTF-8";
  else if (size <= MAX_CONVERTED)
    self->converted = td_legacy_decode_file (data, size, &self->length, &encoding);
  else
    {
      td_error_set_at (error, TD_ERROR_TOO_LARGE, file->name, NULL,
                       _ ("The file “%s” is too large to be converted. Save it as UTF-8."),
                       file->name);
      return FALSE;
    }
  self->text = self->converted;
  if (self->converted == NULL)
    {
      gsize mark = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

      self->text = data + mark;
      self->length = size - mark;
    }
  if (encoding == NULL || memchr (self->text, 0, MIN (self->length, 65536)) != NULL)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, file->name, NULL,
                       _ ("The file “%s” is neither a spreadsheet nor text."), file->name);
      return FALSE;
    }
  file->encoding = g_strdup (encoding);
  self->delimiter = sniff_delimiter (self->text, self->length);
  take_separator_line (self);

  return TRUE;
}
